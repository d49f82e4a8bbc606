"""Markdown as a row of prose and fenced blocks, found line by line.

The only scanner for fences. A block that it misses is still refused: `composing.guard` checks the
finished page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

PREFIX = re.compile(r"[ \t]*(?:>|(?:[-*+:]|\d+[.)]|\[\^[^\]]*\]:)(?=[ \t]))")
"""What may stand before a fence on its own line: a quote's, list's or note's sign."""


@dataclass(frozen=True)
class Fence:
    """One fenced block."""

    line: int
    indent: str
    """The spaces before its opening line."""
    info: str
    """What follows the backticks of its opening line."""
    body: str
    """What it holds, with its own indentation taken off; each line ends in a newline."""
    closed: bool
    prefixed: bool = False
    """Whether it stands behind `>` or a list's bullet, where no program can be put."""


@dataclass(frozen=True)
class Text:
    """The lines between two fences."""

    line: int
    body: str


def scan(text: str, first: int = 1) -> Iterator[Text | Fence]:
    """The parts of a text, in order. `first` is the number of its first line."""
    lines = text.split("\n")
    start = at = 0
    while at < len(lines):
        opened = opening(lines[at])
        if opened is None:
            at += 1
            continue
        indent, mark, info, prefixed = opened
        if start < at:
            yield Text(first + start, "\n".join(lines[start:at]) + "\n")
        end = at + 1
        while end < len(lines) and not closing(lines[end], mark):
            end += 1
        body = "".join(dedent(line, len(indent)) + "\n" for line in lines[at + 1 : end])
        yield Fence(first + at, indent, info, body, end < len(lines), prefixed)
        start = at = end + 1
    if start < len(lines) and (rest := "\n".join(lines[start:])):
        yield Text(first + start, rest)


def opening(line: str) -> tuple[str, str, str, bool] | None:
    """A line's indentation, fence and info string, and whether it is prefixed, if it opens one."""
    rest, prefixed = line, False
    while before := PREFIX.match(rest):
        rest, prefixed = rest[before.end() :], True
    rest = rest.lstrip(" \t")
    for sign in "`~":
        length = len(rest) - len(rest.lstrip(sign))
        info = rest[length:].strip()
        if length >= 3 and not (sign == "`" and "`" in info):
            return " " * width(line), sign * length, info, prefixed
    return None


def closing(line: str, mark: str) -> bool:
    """Whether a line ends the block that `mark` opened: as many of its signs or more, alone."""
    rest = line.strip(" \t>")
    return len(rest) >= len(mark) and not rest.strip(mark[0])


def width(line: str) -> int:
    """How many columns of blanks open a line; a tab reaches to the next multiple of four."""
    return len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(4))


def dedent(line: str, by: int) -> str:
    """A line without as many columns of blanks as its fence has before it."""
    at = column = 0
    while column < by and line[at : at + 1] in (" ", "\t"):
        column += 4 - column % 4 if line[at] == "\t" else 1
        at += 1
    return " " * (column - by) + line[at:]
