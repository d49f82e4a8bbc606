"""What pages and programs may not do to each other: names, addresses, and what shows what."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Project
from tests.unit.test_reading import BLOCK, LAB, told, write
from textbook import book
from textbook.reading import sources

TITLE = "# T { #t }\n\n"
SNIPPET = "print(1)\n"
SHOWN = TITLE + BLOCK.format("part/one")
TAKEN = "has the address of docs/ko/{}: rename one of the two"
NAMED = "has the name of docs/ko/labs/dice.py: rename one of the two"
CLASHES: dict[str, tuple[dict[str, str], str]] = {
    "a chapter and a lab": (
        {"docs__ko__labs__dice": LAB, "docs/ko/labs/dice.md": SHOWN},
        f"docs/ko/labs/dice.py:1: {TAKEN.format('labs/dice.md')}",
    ),
    "a page and an index": (
        {"docs__ko__part": SHOWN, "docs__ko__part__index": TITLE},
        f"docs/ko/part.md:1: {TAKEN.format('part/index.md')}",
    ),
    "a lab's name": (
        {
            "docs__ko__labs__dice": LAB,
            "docs__ko__a": TITLE + BLOCK.format("labs/dice"),
            "snippets__labs__dice": SNIPPET,
        },
        f"snippets/labs/dice.py:1: {NAMED}",
    ),
    "a cell's name": (
        {
            "docs__ko__labs__dice": LAB,
            "docs__ko__a": TITLE + BLOCK.format("labs/dice/02"),
            "snippets__labs__dice__02": SNIPPET,
        },
        f"snippets/labs/dice/02.py:1: {NAMED}",
    ),
    "a lab's cell in a chapter": (
        {"docs__ko__labs__dice": LAB, "docs__ko__a": TITLE + BLOCK.format("labs/dice/02")},
        "docs/ko/a.md:3: labs/dice/02 is a cell of docs/ko/labs/dice.py, which runs after others",
    ),
    "a program above the title": (
        {"docs__ko__a": f"{BLOCK.format('part/one')}\n{TITLE}", "snippets__part__one": SNIPPET},
        "docs/ko/a.md:1: stands above the title, in no section: move it below",
    ),
}


@pytest.mark.parametrize("name", CLASHES)
def test_a_clash_is_told(tmp_path: Path, name: str) -> None:
    """One would be published in the other's place, or run as the other, without a word."""
    files, problem = CLASHES[name]
    for path in [one for one in files if "." in one]:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(files[path], "utf-8")
    written = {one: text for one, text in files.items() if "." not in one}
    if any("part/one" in text for text in files.values()):
        written["snippets__part__one"] = SNIPPET
    found = told(tmp_path, write(tmp_path, **written))
    assert any(one.startswith(problem) for one in found), found


def test_a_name_has_plain_letters(tmp_path: Path) -> None:
    """A Cyrillic letter that looks like a Latin one makes another name; in a text it may stand."""
    text = "page = 2\nprint(page, 'p\u0430ge')\np\u0430ge = 1\n"
    (problem,) = told(tmp_path, write(tmp_path, snippets__a=text, docs__ko__a=BLOCK.format("a")))
    assert problem.startswith("snippets/a.py:3: the name 'p\\u0430ge' has other letters")


def test_languages_share_addresses(tmp_path: Path) -> None:
    """A page of each language at one place, and a lab beside a chapter of another name."""
    files = {"docs__ko__a": TITLE, "docs__en__a": TITLE, "docs__ko__labs__b": LAB}
    assert told(tmp_path, write(tmp_path, **files)) == []


def test_a_run_that_came_to_nothing_is_a_problem(project: Project) -> None:
    """However it was lost: a page would show a program that did not run."""
    (problem,) = book.make(sources.read(project.root), {}).problems
    assert problem.endswith("snippets/good.py:1: nothing came of its run: build again")
