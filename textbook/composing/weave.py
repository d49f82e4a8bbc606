"""Rewrite a page's prose without ever touching a program or an output.

`rewrite` puts one line with a mark in each block's place, lets the prose be rewritten as a whole,
so that a note that contains a program still unfolds, and gives the parts in order. `weave` then
puts text in the blocks' places.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from textbook.marks import INLINE, MARKS
from textbook.model import Insert, Page, Problem, Prose

OPEN, CLOSE, CODE_OPEN, CODE_CLOSE = tuple(MARKS)
KEPT = re.compile(f"{CODE_OPEN}(\\d+){CODE_CLOSE}")
"""Where a piece of inline code stood."""


@dataclass(frozen=True)
class Placed:
    """A block where the rewritten prose has it."""

    block: Insert
    indent: str


Part = str | Placed


def rewrite(page: Page, change: Callable[[str], str]) -> list[Part]:
    """The page's prose after `change`, and its blocks in their places."""
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
            parts += ["".join(prose), Placed(page.inserts[seen[-1]], line[: line.index(OPEN)])]
            prose = []
        else:
            prose.append(line + "\n")
    parts.append("".join(prose).rstrip("\n") + "\n" if "".join(prose).strip() else "")
    if seen != list(range(number)):
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
        self.text = INLINE.sub(self.keep, text)

    def keep(self, code: re.Match[str]) -> str:
        """A mark for the place of a piece of inline code."""
        self.spans.append(code[0])
        return f"{CODE_OPEN}{len(self.spans) - 1}{CODE_CLOSE}"

    def restore(self, text: str) -> str:
        """A text with the inline code put back."""
        return KEPT.sub(lambda mark: self.spans[int(mark[1])], text)
