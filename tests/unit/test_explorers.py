"""How a page asks for an explorer, and what becomes of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import ROOT, Project
from textbook.composing import explorers, words
from textbook.model import Problem

MARK = "<!-- explorer: memory 3,4/index,1:,::2/ -->"


def keys(table: dict[str, Any]) -> dict[str, Any]:
    """The names in a table of words, without the words."""
    return {key: keys(one) if isinstance(one, dict) else None for key, one in table.items()}


def test_each_explorer_has_its_script_and_its_words() -> None:
    """Each is what `start.js` imports by its name."""
    for name in explorers.NAMES:
        script = ROOT / "docs" / "assets" / "explorers" / f"{name}.js"
        assert "export function start(place, words, changed)" in script.read_text("utf-8")
    told = keys(words.load("ko")["explorer"])
    assert set(explorers.NAMES) == {key for key, one in told.items() if one}


def test_every_language_has_all_words() -> None:
    """A page that needs one that is missing would end in a KeyError; Material's are its own."""
    korean, english = (keys(words.load(language)) for language in ("ko", "en"))
    for one in (korean, english):
        one["theme"].pop("material")
    assert korean == english


def test_a_page_shows_it_and_a_copy_does_not(project: Project) -> None:
    """With where it begins and its words; without a script the reader is told."""
    text = f"# Try {{ #try }}\n\n- One.\n\n    {MARK}\n\nZero.\n\nTry it.\n\n{MARK}\n\nTwo.\n"
    project.write("docs/ko/try.md", text)
    html = project.html("try")
    assert 'data-explorer="memory" data-start="3,4/index,1:,::2/"' in html
    assert html.index("<li>") < html.index('class="explorer"') < html.index("</li>")
    assert words.load("ko")["explorer"]["still"] in html
    pages = project.pages()
    page = project.page(pages, "try")
    assert "<p>Try it.</p>" in html
    for plain in (pages.copy(page), pages.notebook(page, str)):
        assert "explorer" not in plain
        assert "Try it." not in plain
        assert all(kept in plain for kept in ("One.", "Zero.", "Two."))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("<!-- explorer: memmory 3,4/ -->", "there is no explorer 'memmory': write one of memory,"),
        ("<!-- explorer: memory -->", "is not the build's"),
        ('<div class="explorer" data-explorer="memory"></div>', "is not the build's"),
    ],
)
def test_a_slip_is_named(project: Project, typed: str, told: str) -> None:
    """With its line; HTML of an author's own is refused, as everywhere."""
    project.write("docs/ko/try.md", f"# Try {{ #try }}\n\n{typed}\n")
    pages = project.pages()
    page = project.page(pages, "try")

    def make() -> None:
        project.html("try")
        pages.copy(page)

    with pytest.raises(Problem, match=r"docs/ko/try\.md:3: ") as caught:
        make()
    assert told in str(caught.value)
