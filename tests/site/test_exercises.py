"""Every chapter hands over a broken program, and the index explains the errors that they show."""

from __future__ import annotations

import contextlib
import re
import tomllib
from pathlib import Path

import pytest

from tests.fresh import Fresh, Job
from tests.site.test_again import notebook, programs
from tests.site.test_pages import CHAPTERS, READ, committed, soup
from textbook.book import Book
from textbook.model import Code, Page, Prose

TAUGHT = [page for page in CHAPTERS if "{ #exercises }" in page.source_text]
LABS = [page for page in READ.pages if page.continuous]
(INDEX,) = (page for page in CHAPTERS if page.stem == "errors")
REPAIRS: dict[str, dict[str, list[list[str]]]] = tomllib.loads(
    Path(__file__).with_name("repairs.toml").read_text("utf-8")
)
"""By a broken program, or a lab's cell: texts of it and what is put there, by turns."""


def handed(page: Page) -> dict[str, Code]:
    """The broken programs of a page, by their names."""
    return {code.program: code for code in page.codes if "/broken_" in code.program}


@pytest.mark.parametrize("page", TAUGHT, ids=lambda page: page.stem)
def test_a_chapter_hands_over_a_broken_program(site: Path, book: Book, page: Page) -> None:
    """It fails its assertion or before, its folded answer passes; the notebook has it to mend."""
    assert handed(page), f"{page.path}: no exercise hands over a program to mend"
    folded = {code.program: code.folded for code in page.codes}
    cells = {one["metadata"]["textbook"]["snippet"]: one for one in programs(notebook(site, page))}
    for name in handed(page):
        answer = name.replace("/broken_", "/answer_")
        assert (folded[name], folded[answer]) == (False, True)
        (broken,), (mended,) = book.outputs_of(name), book.outputs_of(answer)
        assert re.search(rf"^{broken.program.raises}(:|$)", committed(broken), re.M)
        assert mended.ran
        assert not mended.program.raises
        last = mended.program.source.rpartition("\n\n")[2]
        assert last.startswith("assert ")
        assert "".join(cells[name]["source"]).endswith(last.rstrip("\n"))
        assert [one["ename"] for one in cells[name]["outputs"] if "ename" in one] == [
            broken.program.raises
        ]


@pytest.mark.parametrize("page", LABS, ids=lambda page: page.stem)
def test_a_lab_hands_over_a_broken_cell(book: Book, page: Page) -> None:
    """It stops nobody who runs a lab to its end: its check says no, and passes in the answer."""
    cells = [book.outputs_of(code.program)[0] for code in page.codes]
    (broken,) = (one for one in cells if "\n\ndef check(" in one.program.source)
    assert "not mended yet: " in committed(broken)
    after = cells[cells.index(broken) + 1 :]
    (answer,) = (one for one in after if re.search(r"^check\(", one.program.source, re.M))
    assert answer.ran
    told = "\n".join(block.text for block in page.blocks if isinstance(block, Prose))
    assert "**고쳐 보세요.**" in told.partition("{ #exercises }")[2]


def test_a_check_refuses_wrong_repairs_and_no_right_one() -> None:
    """Those that readers have tried; a lab's cell is run after the cells before it."""
    cells = {
        code.program: [READ.programs[one.program].source for one in page.codes[:number]]
        for page in LABS
        for number, code in enumerate(page.codes)
    }
    tried = {
        name: [(kind, one) for kind in ("wrong", "right") for one in repairs.get(kind, ())]
        for name, repairs in REPAIRS.items()
    }
    jobs = []
    for name, repairs in tried.items():
        ends = []
        for _, repair in repairs:
            source = READ.programs[name].source
            for old, new in zip(repair[::2], repair[1::2], strict=True):
                assert old in source, f"{name} has no {old!r}"
                source = source.replace(old, new)
            ends.append(source)
        jobs.append(Job(cells.get(name, []), ends=ends))
    with contextlib.closing(Fresh(1)) as fresh:
        came = list(fresh.all(jobs))
    for (name, repairs), answer in zip(tried.items(), came, strict=True):
        for (kind, repair), end in zip(repairs, answer["ends"], strict=True):
            out = end["cells"][-1]["out"]
            refused = bool(re.search(r"^(\w+Error\b|not mended yet)", out, re.M))
            assert refused == (kind == "wrong"), f"{name}: {repair}: {out[-300:]}"


def test_the_index_explains_thirty_errors_and_more(site: Path) -> None:
    """Each with its message from a run or a source, a cause, a cure, and a chapter to go to."""
    entries = re.split(r"^### ", INDEX.source_text, flags=re.M)[1:]
    assert len(entries) > 50
    for entry in entries:
        assert "**원인.** " in entry
        assert "**해결.** " in entry
        assert re.search(r"\]\(\w+/\w+\.md#[\w-]+\)", entry), entry[:60]
    shown = [one for one in soup(site, INDEX).select("article .output pre") if "Error" in one.text]
    assert len(shown) > 50


def test_pages_link_to_what_they_show(site: Path, book: Book) -> None:
    """Found here by another way: every message of the index in what another page's runs printed."""
    texts = [block.text for block in INDEX.blocks if isinstance(block, Prose)]
    known = dict(re.findall(r"^### `(.+)` \{ #(.+) \}$", "\n".join(texts), re.M))
    count = 0
    for page in READ.pages:
        links = [str(link["href"]) for link in soup(site, page).select("article .explained a")]
        expected = []
        for code in page.codes if page is not INDEX else ():
            printed = " ".join(
                " ".join(committed(one) for one in book.outputs_of(code.program)).split()
            )
            expected += [f"errors/#{known[said]}" for said in known if said in printed]
        assert [link.lstrip("./") for link in links] == expected, page.stem
        count += len(links)
    assert count > 60
