"""What the build itself writes on a page: the report of a move, the list of questions, frames."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from textbook.composing import questions, report
from textbook.composing.words import Words
from textbook.marks import NOTES
from textbook.model import Block, Page, Prose
from textbook.questions import Question

PLACE = re.compile("<!-- (moved|questions) -->")
"""What a page writes where the report of the last move, or the list of questions, is to stand."""


def blocks(
    page: Page, pages: Sequence[Page], moved: Mapping[str, Any] | None, words: Words
) -> Iterator[Block]:
    """A page's blocks with all that the build adds; `pages` are those of its language, in order."""
    for block in page.blocks:
        if isinstance(block, Question):
            yield from questions.unfolded(block)
        elif isinstance(block, Prose):
            before, *after = PLACE.split(NOTES.sub("", block.text), maxsplit=1)
            yield replace(block, text=before)
            if after and after[0] == "questions":
                yield from questions.listed(pages, block.line)
            elif after and moved:
                yield from report.blocks(moved, words, block.line)
            yield replace(block, text="".join(after[1:]))
        else:
            yield block
    if page.continuous and page.blocks:
        yield Prose(f"\n*{words['lab']}*\n", page.blocks[-1].line)
