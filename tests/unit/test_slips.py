"""Slips of authors that Markdown takes without a word: each is told, with file, line and cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.test_reading import write
from textbook.reading import slips, sources

TITLE = "# T { #t }\n\n"
SLIPS = {
    "no title": ("text\n", "1: has no title: open the page with a line '# Title { #id }'"),
    "nothing at all": ("", "1: has no title: open the page"),
    "no title after front matter": ("---\na: 1\n---\n\ntext\n", "4: has no title: open"),
    "a section before any title": ("## S { #s }\n", "1: has no title: open"),
    "two titles": (f"{TITLE}a\n\n# U {{ #u }}\n", "5: is a second title: a page has one; write"),
    "a title that is underlined": (f"{TITLE}a\n\nU\n===\n", "5: is a second title: a page has"),
    "the same id": (f"{TITLE}## S {{ #t }}\n", "3: the id 't' stands in line 1 already: use"),
    "an id of another element": (
        f"{TITLE}- **a**{{ #t }}\n",
        "3: the id 't' stands in line 1 already",
    ),
    "an id in HTML": (f'{TITLE}<a id="t"></a>\n', "3: the id 't' stands in line 1 already"),
    "an id among classes": (
        f"{TITLE}## S {{ #s .c }}\n\nx\n{{: .d #s }}\n",
        "6: the id 's' stands",
    ),
    "a heading without an id": (f"{TITLE}## 절\n", "3: this heading has no id: end it with an id"),
    "an id that is no address": (f"{TITLE}## 절 {{ #절 }}\n", "3: this heading has no id: end it"),
    "an id without spaces": (f"{TITLE}## S {{#s}}\n", "3: this heading has no id: end it with an"),
    "an id and a class": (f"{TITLE}## S {{ #s .c }}\n", "3: this heading has no id: end it with"),
    "an underlined heading": (f"{TITLE}절\n---\n", "4: this makes a heading of the line above:"),
    "a reference": (f"{TITLE}see [this][that]\n", "3: the reference [that] leads nowhere: write ["),
    "a reference by its own text": (f"{TITLE}a\nb [that][]\n", "4: the reference [that] leads"),
    "a name of another library": (f"{TITLE}[`numpy.x`][]\n", "3: the reference [numpy.x] leads"),
    "front matter": ("---\na: [b\n---\n" + TITLE, "2: the front matter is no YAML: write 'name: "),
    "front matter that is a list": ("---\n- a\n---\n" + TITLE, "2: the front matter is no list of"),
    "front matter without an end": ("---\na: b\n\n" + TITLE, "1: the front matter is not closed:"),
}
FINE = {
    "a page": f"{TITLE}text\n\n## S {{ #s }}\n\n### U {{ #u-2 }}\n",
    "front matter": f"---\ntitle: T\nhide:\n  - toc\n---\n\n{TITLE}",
    "a rule": f"{TITLE}a\n\n---\n\nb\n",
    "a table": f"{TITLE}| a | b |\n|---|---|\n| 1 | 2 |\n",
    "code and comments": f"{TITLE}`[a][b]` and ``{{ #t }} [c][d]``\n<!-- [e][f]\n# no -->\n",
    "torch": f"{TITLE}[`torch.add`][], [add][torch.add] and x[0][1]\n",
    "a reference that leads somewhere": f"{TITLE}[a][That] and [that][]\n\n[that]: other.md\n",
    "a command": f"{TITLE}```console\n$ # no title\n```\n",
    "a page that makes its title": "<!-- moved -->\n",
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told(tmp_path: Path, name: str) -> None:
    """Once, and nothing else is said of the page."""
    text, problem = SLIPS[name]
    read = write(tmp_path, docs__ko__a=text)
    found = [one.removeprefix(f"{tmp_path}/docs/ko/a.md:") for one in read.problems]
    expected = [one for one in found if one.startswith(problem)]
    assert len(expected) == 1, found
    others = [one for one in found if one not in expected]
    assert all("title" in one or "heading" in one for one in others), others


@pytest.mark.parametrize("name", FINE)
def test_what_is_fine_is_not(tmp_path: Path, name: str) -> None:
    """What looks like a slip and is none."""
    assert write(tmp_path, docs__ko__a=FINE[name]).problems == ()


def test_a_term_is_explained_once(tmp_path: Path) -> None:
    """In the glossary; elsewhere a list may begin twice with the same words."""
    text = f"{TITLE}- **a**{{ #a }} (a): x\n- **b**{{ #b }} (b): x\n- **a**{{ #c }} (a): y\n"
    read = write(tmp_path, docs__ko__glossary=text, docs__ko__other=text)
    assert [one.replace(f"{tmp_path}/", "") for one in read.problems] == [
        "docs/ko/glossary.md:5: 'a' is explained in line 3: keep one of them"
    ]


def test_slips_in_a_lab(tmp_path: Path) -> None:
    """Its cells of Markdown are one page; the line is the file's."""
    text = "# %% [markdown]\n# # T { #t }\n\n# %%\nprint(1)\n\n# %% [markdown]\n# # U { #t }\n"
    read = write(tmp_path, docs__ko__labs__x=text)
    assert [one.partition("x.py:")[2].partition(": use")[0] for one in read.problems] == [
        "8: is a second title: a page has one; write '##'",
        "8: the id 't' stands in line 2 already",
    ]


def test_a_page_lies_where_the_site_finds_it(tmp_path: Path) -> None:
    """Below a language that mkdocs.yml builds; nothing beside that is published unseen."""
    config = 'plugins:\n  - i18n:\n      languages:\n        - locale: ko\n        - locale: "en"\n'
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    assert slips.languages(tmp_path / "mkdocs.yml") == {"ko", "en"}
    for name in ("docs/a.md", "docs/ko/a.md", "docs/fr/a.md", "docs/.b/a.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TITLE, "utf-8")
    told = [one.replace(f"{tmp_path}/", "") for one in sources.read(tmp_path).problems]
    assert told == [
        "docs/a.md:1: is no page of a language: move it to docs/ko/PART/NAME.md",
        "docs/fr/a.md:1: mkdocs.yml builds no language 'fr': name it there, or move the page to "
        "docs/en",
    ]


def test_a_bare_machine_reads_pages_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing of the site's is installed, front matter is not looked into."""
    monkeypatch.setitem(__import__("sys").modules, "yaml", None)
    assert list(slips.of_front_matter(Path("a.md"), "---\na: [\n---\n", 16)) == []
