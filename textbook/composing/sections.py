"""A page as sections: which sentences are held against which programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from textbook.marks import PICTURE
from textbook.model import Code, Page, Prose, Quote
from textbook.questions import Question


@dataclass(frozen=True)
class Section:
    """What lies between two headings."""

    whole: bool
    """Whether it may speak of all of its page."""
    lines: list[tuple[int, str]] = field(default_factory=list)
    programs: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    """What it quotes from elsewhere."""


def sections(page: Page) -> list[Section]:
    """A page between its headings: what comes before the second of them speaks of all of it."""
    found = [Section(whole=True)]
    asked: list[Section] = []
    for block in page.blocks:
        if isinstance(block, Code):
            found[-1].programs.append(block.program)
        if isinstance(block, Question):
            asked += of_question(block)
        if isinstance(block, Quote):
            found[-1].quoted.append(block.quotation.text)
        if isinstance(block, Prose):
            said = PICTURE.sub(r"\1", block.text)  # What pictures show is held to the law, too.
            for number, text in enumerate(said.split("\n"), block.line):
                if re.match("#+ ", text):
                    found.append(Section(text.startswith("# ") or "{ #summary }" in text))
                else:
                    found[-1].lines.append((number, text))
    return found + asked


def of_question(question: Question) -> Iterator[Section]:
    """A question is no part of its section: what it says is held against its own programs."""
    yield Section(
        False, [(question.line, question.text)], [choice.program for choice in question.choices]
    )
    for choice in question.choices:
        yield Section(False, [(choice.line, choice.why)], [question.program, choice.program])
