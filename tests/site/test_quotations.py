"""Quotations on the built site, held against what they quote; and what GPU blocks still owe.

`SOURCES=folder` names where the quoted files lie; those of the installed torch are looked at
wherever it is the release that is quoted.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

import pytest
import torch

from tests.conftest import ROOT
from tests.site.test_pages import CHAPTERS, READ, every_chapter, fences, place, soup
from textbook import quotations
from textbook.book import Book
from textbook.model import Code, Job, Page, Prose
from textbook.origins import Quotation
from textbook.outcomes import Result
from textbook.reading import sources
from textbook.recording.stand_in import stand_in
from textbook.running.runner import Runner

QUOTED = list(READ.quotations.values())
LOOK = re.compile(r"\bColab")
"""A page tells in one sentence what to look for when a block is run in Colab."""


def at_hand(one: Quotation) -> Path | None:
    """The file that is quoted, where this machine has it."""
    if one.source.kind == "message":
        path = Path(torch.__file__).parent.parent / one.file
        return path if torch.__version__.startswith(one.source.torch) and path.exists() else None
    folder = os.environ.get("SOURCES")
    files = Path(folder).iterdir() if folder else ()
    for path in files:
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == one.source.sha256:
            return path
    return None


@pytest.mark.parametrize("one", QUOTED, ids=lambda one: one.name)
def test_it_is_what_its_source_says(one: Quotation) -> None:
    """To the letter, at the place that it names."""
    path = at_hand(one)
    if path is None:
        pytest.skip(f"{one.source.name} is not at hand: name its folder, SOURCES=folder")
    assert quotations.standing(one.source, one.at, path) == one.text


def test_a_message_is_found_in_the_installed_torch() -> None:
    """So the check above is no empty word: at least one message lies in the pinned CPU build."""
    assert any(at_hand(one) for one in QUOTED if one.source.kind == "message")


def test_a_stand_in_prints_what_is_quoted(runner: Runner) -> None:
    """Every program that a quotation stands for could have printed it."""
    jobs: dict[str, Job] = {one.name: stand_in(READ.programs[one.name]) for one in bound()}
    came = runner.run(jobs.values())
    for one in bound():
        outcome = came[jobs[one.name].runs[0].key]
        assert isinstance(outcome, Result), one.name
        assert outcome.printed == one.text, one.name


def bound() -> list[Quotation]:
    """The quotations that stand for a program's output."""
    return [one for one in QUOTED if one.program]


@every_chapter
def test_a_quotation_is_on_its_page(site: Path, page: Page) -> None:
    """In a frame of its own, with its source, and in the plain copy."""
    found = list(soup(site, page).select('article [data-state="quoted"]'))
    alone = [tag for tag in found if not tag.has_attr("data-snippet")]
    assert [tag["data-quotation"] for tag in alone] == [one.name for one in page.quotations]
    held = fences((place(site, page) / "index.md").read_text("utf-8"))
    for tag in found:
        one = READ.quotations[str(tag["data-quotation"])]
        text = (ROOT / f"snippets/{one.name}{quotations.SUFFIX}").read_text("utf-8")
        assert "".join(pre.get_text() for pre in tag.select("pre")) == text
        assert text in held
        said = tag.select("p.provenance")[0].get_text()
        assert "이 책이 실행한 것이 아닙니다" in said or "not run by this book" in said
        assert one.source.torch in said
        assert one.source.device in said


def test_nothing_quoted_is_the_books_own(site: Path, book: Book) -> None:
    """What is quoted has no result, so that nothing compares it or counts it as run."""
    quoted = [one for one in book.outputs.values() if one.state == "quoted"]
    assert all(one.result is None for one in quoted)
    assert {one.program.name for one in quoted} <= {one.name for one in bound()}
    for name in ("", "outputs"):
        text = (site / name / "index.html").read_text("utf-8")
        assert "강의의 출력 인용" in text or not quoted


@every_chapter
def test_a_page_says_what_to_look_for(book: Book, page: Page) -> None:
    """After each block that only a GPU can run and none of ours has: before the next block."""
    blocks = [*page.blocks]
    for number, block in enumerate(blocks):
        if not isinstance(block, Code) or READ.programs[block.program].device != "cuda":
            continue
        states = {one.state for one in book.outputs_of(block.program)}
        if states & {"executed", "checked", "recorded"}:
            continue
        rest = blocks[number + 1 :]
        ends = [at for at, one in enumerate(rest) if isinstance(one, Code)]
        after = [one.text for one in rest[: ends[0] if ends else None] if isinstance(one, Prose)]
        assert LOOK.search("".join(after)), f"{page.path}:{block.line}: {block.program}"


def test_sentences_that_wait_for_a_gpu(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    """They are listed until a record proves them; then the build asks for their marks."""
    waiting = [told for page in CHAPTERS for told in page.unproven]
    assert len(book.unproven) == sum(len(page.unproven) for page in sources.read(ROOT).pages)
    with capsys.disabled():
        print("\n" + "\n".join(book.unproven))
        print(f"{len(waiting)} sentences wait for a GPU")
