"""What a figure shows, as its author says it in the page's language.

A line before the block, or more than one for more figures than one:

    <!-- picture: 손실은 처음 열 번에 반으로 줄고, 그 뒤로는 천천히 줄어듭니다. -->

It is the figure's text alternative: on the page, in its copy and in its notebook.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from textbook.marks import PICTURE, PINS, UNSHOWN
from textbook.model import Block, Code, Prose

LAST = re.compile(rf"(?:\s*{PICTURE.pattern})+\s*\Z")


def gather(path: str, blocks: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """A page's blocks, each program with what is said of its figures, and what is wrong."""
    found: list[Block] = []
    problems: list[str] = []
    said: list[str] = []
    for block, after in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Code):
            found.append(replace(block, pictures=tuple(" ".join(one.split()) for one in said)))
        else:
            found.append(block)
        text = UNSHOWN.sub("", PINS.sub("", block.text)) if isinstance(block, Prose) else ""
        last = LAST.search(text) if isinstance(after, Code) else None
        said = PICTURE.findall(last[0]) if last else []
        for mark in PICTURE.finditer(text, 0, last.start() if last else len(text)):
            line = block.line + text.count("\n", 0, mark.start())
            told = "no program follows what this says of a picture: put it right before the block"
            problems.append(f"{path}:{line}: {told}")
    return found, problems
