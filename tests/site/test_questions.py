"""Every answer on the finished pages is what a record holds, and nothing else looks like one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.site.test_pages import CHAPTERS, every_page, place, soup
from textbook.composing.synonyms import INDEX
from textbook.model import Page
from textbook.questions import Choice, Question

ASKED = [(page, block) for page in CHAPTERS for block in page.blocks if isinstance(block, Question)]


def recorded(choice: Choice) -> str:
    """Its lines of the record that is committed, read without the code under test."""
    text = (ROOT / "snippets" / f"{choice.program}.cpu.txt").read_text("utf-8")
    lines = text.removesuffix("\n").split("\n")
    first, _, last = choice.lines.partition("-")
    return "\n".join(lines[int(first) - 1 : int(last or first)] if first else lines)


@pytest.mark.parametrize(("page", "question"), ASKED, ids=lambda one: getattr(one, "id", ""))
def test_answers_are_what_the_records_hold(site: Path, page: Page, question: Question) -> None:
    """On the page, to choose and in the fold; in the copy; the right one is the asked program's."""
    (found,) = soup(site, page).select(f'.question[data-question="{page.stem}#{question.id}"]')
    answers = [recorded(choice) for choice in question.choices]
    assert [why.code.get_text() for why in found.select(".why") if why.code] == answers
    assert [why["data-printed"] for why in found.select(".why")] == answers
    labels = [code.get_text() for code in found.select(".choices code")]
    assert sorted(labels) == ([] if question.typed else sorted(answers))
    assert found.select("[data-snippet]")[0]["data-snippet"] == question.choices[0].program
    copy = (place(site, page) / "index.md").read_text("utf-8")
    assert all(answer.split("\n")[-1] in copy for answer in answers)


@every_page
def test_only_an_answer_is_code_over_lines(site: Path, page: Page) -> None:
    """Whatever else a reader could take for an output stands in a block of the build's."""
    for code in soup(site, page).select("article code"):
        if "\n" in code.get_text():
            assert code.find_parent(["pre"]) or code.find_parent(class_="question"), code


def test_every_chapter_asks(site: Path) -> None:
    """Two to four questions each; one page has a link to every one of them."""
    for page in CHAPTERS:
        if "/" in page.stem and page.language == "ko":
            assert 2 <= sum(one is page for one, _ in ASKED) <= 4, page.stem
    text = (site / "mistakes" / "index.html").read_text("utf-8")
    assert all(f'href="../{page.stem}/#{question.id}"' in text for page, question in ASKED)


def test_the_list_of_questions_is_not_searched(site: Path) -> None:
    """It hides what would be found there; its page is found by its name."""
    index = json.loads((site / INDEX).read_text("utf-8"))
    (entry,) = [one for one in index["docs"] if one["location"] == "mistakes/"]
    assert entry["title"] == "틀린 문제"
    assert "<li>" not in entry["text"]
