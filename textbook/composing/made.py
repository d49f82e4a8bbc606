"""What the build itself writes on a page: other releases, the list of questions, frames."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from textbook.composing import elsewhere, questions
from textbook.composing.words import Words
from textbook.marks import NOTES
from textbook.model import Block, Page, Prose
from textbook.questions import Question
from textbook.releases import Measured

PLACE = re.compile("<!-- questions -->")
"""What a page writes where the list of questions is to stand."""


def blocks(
    page: Page, pages: Sequence[Page], known: elsewhere.Places, measured: Measured, words: Words
) -> Iterator[Block]:
    """A page's blocks with all that the build adds.

    `pages` are those of its language, in order, and `known` is where they show each program.
    """
    for block in page.blocks:
        if isinstance(block, Question):
            yield from questions.unfolded(block)
        elif isinstance(block, Prose):
            text = elsewhere.fill(page, block.text, known, measured, words)
            before, *after = PLACE.split(NOTES.sub("", text), maxsplit=1)
            yield replace(block, text=before)
            if after:
                yield from questions.listed(pages, block.line)
            yield replace(block, text="".join(after))
        else:
            yield block
    if page.continuous and page.blocks:
        yield Prose(f"\n*{words['lab']}*\n", page.blocks[-1].line)
