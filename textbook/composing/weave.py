"""Rewrite a page's prose without ever touching a program or an output.

`rewrite` puts one line with a mark in each block's place, lets the prose be rewritten as a whole,
so that a note that contains a program still unfolds, and gives the parts in order. `weave` then
puts text in the blocks' places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from textbook.marks import MARKS
from textbook.model import Insert, Page, Problem, Prose

OPEN, CLOSE, CODE_OPEN, CODE_CLOSE = tuple(MARKS)


@dataclass(frozen=True)
class Placed:
    """A block where the rewritten prose has it."""

    block: Insert
    indent: str


Part = str | Placed


def rewrite(page: Page, change: Callable[[str], str]) -> list[Part]:
    """The page's prose after `change`, and its blocks in their places."""
    blocks = [block for block in page.blocks if not isinstance(block, Prose)]
    number = 0
    text = ""
    for block in page.blocks:
        if isinstance(block, Prose):
            text += block.text
        else:
            text += f"\n{block.indent}{OPEN}{number}{CLOSE}\n\n"
            number += 1
    parts: list[Part] = []
    seen: list[int] = []
    prose: list[str] = []
    for line in change(text).split("\n"):
        mark = line.strip()
        if mark[:1] == OPEN and mark[-1:] == CLOSE:
            seen.append(int(mark[1:-1]))
            parts += ["".join(prose), Placed(blocks[seen[-1]], line[: line.index(OPEN)])]
            prose = []
        else:
            prose.append(line + "\n")
    parts.append("".join(prose).rstrip("\n") + "\n" if "".join(prose).strip() else "")
    if seen != list(range(len(blocks))):
        raise Problem(f"{page.path}: blocks were lost while its prose was rewritten")
    return [part for part in parts if part]


def weave(parts: list[Part], render: Callable[[Insert], str]) -> str:
    """The parts as one text, with what `render` gives in each block's place, indented like it."""
    return "".join(
        part if isinstance(part, str) else indent(render(part.block), part.indent) for part in parts
    )


def indent(text: str, by: str) -> str:
    """Every line moved right; an empty one, too, which pytest-codeblocks would leave out."""
    return re.sub(r"^(?!\Z)", by, text, flags=re.M)


class Shielded:
    """A text whose inline code is kept out of the reach of patterns that look for links."""

    def __init__(self, text: str) -> None:
        self.spans: list[str] = []
        self.text = "".join(self.shield(text))

    def shield(self, text: str) -> Iterator[str]:
        """The text with a mark in the place of each piece of inline code."""
        for piece, is_code in pieces(text):
            if is_code:
                self.spans.append(piece)
                yield f"{CODE_OPEN}{len(self.spans) - 1}{CODE_CLOSE}"
            else:
                yield piece

    def restore(self, text: str) -> str:
        """A text with the inline code put back."""
        out: list[str] = []
        for number, part in enumerate(text.split(CODE_OPEN)):
            if number == 0:
                out.append(part)
            else:
                index, _, rest = part.partition(CODE_CLOSE)
                out += [self.spans[int(index)], rest]
        return "".join(out)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """A text cut into inline code, backticks included, and what lies between."""
    start = at = 0
    while (opened := text.find("`", at)) >= 0:
        length = run(text, opened)
        at = closed = opened + length
        while (closed := text.find("`", closed)) >= 0:
            if "\n\n" in text[at:closed]:
                closed = -1
                break
            width = run(text, closed)
            if width == length:
                break
            closed += width
        if closed < 0:
            continue
        if start < opened:
            yield text[start:opened], False
        start = at = closed + length
        yield text[opened:start], True
    if start < len(text):
        yield text[start:], False


def run(text: str, at: int) -> int:
    """How many backticks stand in a row."""
    end = at
    while end < len(text) and text[end] == "`":
        end += 1
    return end - at
