"""What the site says of other releases, held against the committed files that measured them."""

from __future__ import annotations

import contextlib
import io
import json
import re
import sys
import types
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import pytest
from bs4.element import Tag

from tests.conftest import ROOT
from tests.site.test_again import notebook
from tests.site.test_notebooks import every_notebook
from tests.site.test_pages import READ, every_page, soup
from textbook.model import Page
from textbook.recording.measure import sign
from textbook.recording.records import Records

FILES = sorted((ROOT / "snippets" / "releases").glob("*.json"))
RELEASES: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text("utf-8")) for path in FILES
}
"""As committed, read without the code under test, by their minor release."""
RECORDS = Records(ROOT / "snippets")
PINNED = re.findall(r"^torch==(\S+)", (ROOT / "requirements.txt").read_text("utf-8"), re.M)[0]
EDITION = ".".join(PINNED.split(".")[:2])


def differing(minor: str, page: Page) -> dict[str, str]:
    """The programs of a page that print something else on a release, and what that is."""
    found = {}
    for code in page.codes:
        one = RELEASES[minor]["differs"].get(f"{code.program}.cpu")
        if one and one["code"] == READ.programs[code.program].digest:
            lines = [line[1:] for line in one["diff"] if line[0] != "-"]
            found[code.program] = "".join(f"{line}\n" for line in lines)
    return found


def unmeasured(minor: str, page: Page) -> set[str]:
    """The CPU programs of a page that a release's file says nothing of, as they are now."""
    hashes = {one for row in RELEASES[minor]["same"].values() for one in row.split()}
    found = set()
    for code in page.codes:
        run = READ.programs[code.program].runs[0]
        kept = RECORDS.read(run)
        known = code.program in differing(minor, page)
        if run.device == "cpu" and not known and kept and sign(run, kept.result) not in hashes:
            found.add(code.program)
    return found


def said(source: str, version: str) -> str:
    """What a check cell prints where this torch is installed."""
    torch: Any = types.ModuleType("torch")
    torch.__version__, torch.__spec__ = version, ModuleSpec("torch", None)
    held = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(held):
        patch.setitem(sys.modules, "torch", torch)
        exec(compile(source, "check", "exec"), {})
    return held.getvalue()


@every_notebook
def test_the_notebook_names_what_differs(site: Path, page: Page) -> None:
    """On every release that was measured; on another one, or its own, it says so."""
    cells = [cell for cell in notebook(site, page)["cells"] if cell["cell_type"] == "code"]
    check = cells[0]["source"]
    assert RELEASES
    for minor, release in RELEASES.items():
        told = said(check, f"{release['torch']}+cu130")
        assert told.startswith(f"PyTorch {release['torch']}+cu130.")
        named = set(re.findall(r"^- ([\w/]+) ", told, re.M))
        assert named == set(differing(minor, page)), (page.path, minor)
        assert ("모두 같은 출력이 나옵니다" in told) == (not named)
        assert ("비교하지 못한" in told) == bool(unmeasured(minor, page))
    assert "실행해 보지 않았으므로" in said(check, "9.9.0")
    assert f"같은 {EDITION} 버전" in said(check, f"{EDITION}.1")


@every_page
def test_the_page_shows_what_differs(site: Path, page: Page) -> None:
    """Under the output, folded, with what the newest release of each row printed, and no more."""
    shown: dict[str, list[Tag]] = {}
    for element in soup(site, page).select("article .output[data-snippet]"):
        after = element.find_parent(class_="outputs") or element
        rows: list[Tag] = []  # The same for the outputs of two devices.
        shown[str(element["data-snippet"])] = rows
        for sibling in after.find_next_siblings():
            if "elsewhere" not in (sibling.get("class") or []):
                break
            rows.append(sibling)
    told: dict[str, dict[str, str]] = {}
    for minor, release in RELEASES.items():
        for program, text in differing(minor, page).items():
            told.setdefault(program, {})[release["torch"]] = text
    assert {program for program, rows in shown.items() if rows} == set(told)
    for program, texts in told.items():
        named: list[str] = []
        for row in shown[program]:
            where = row.select("p.provenance")[0].get_text()
            here = re.findall(r"\d+\.\d+\.\d+", where)
            assert "".join(pre.get_text() for pre in row.select("pre")) == texts[here[-1]]
            assert not row.has_attr("open")
            named = here + named
        assert sorted(named) == sorted(texts), program


def test_the_table_has_every_release(site: Path) -> None:
    """The newest first, with how many programs print the same; where the others are is folded."""
    page = next(page for page in READ.pages if page.stem == "releases")
    read = soup(site, page)
    table = read.select("article table")[0]
    folds = {one.select("summary")[0].get_text(): one for one in read.select("article details")}
    rows = [[cell.get_text() for cell in row.select("td")] for row in table.select("tr")[1:]]
    expected = sorted(RELEASES.values(), key=lambda one: [*map(int, one["torch"].split("."))])
    assert [row[0] for row in rows] == [one["torch"] for one in reversed(expected)]
    for row, release in zip(rows, reversed(expected), strict=True):
        assert 0 < int(row[1]) <= release["count"]
        digests = {key: READ.programs[key.rpartition(".")[0]].digest for key in release["differs"]}
        still = [key for key, one in release["differs"].items() if one["code"] == digests[key]]
        assert int(row[2]) == len(still)
        assert int(row[3]) == len(
            {one for page in READ.pages for one in unmeasured(minor(release), page)}
        )
        title = f"파이토치 {release['torch']}에서 다른 출력: {len(still)}개"
        assert (title in folds) == bool(still)
        if still:
            assert links_of(folds[title]) == len(still)


def links_of(fold: Any) -> int:
    """How many programs a fold leads to: a link to a section says how many, if not one."""
    more = re.findall(r" (\d+)개", fold.select("ul")[0].get_text())
    return len(fold.select("li a")) + sum(int(count) - 1 for count in more)


def test_colab_is_told_to_install_this_edition() -> None:
    """The one version that readers type is the pinned one."""
    page = next(page for page in READ.pages if page.stem == "environment/colab")
    assert re.findall(r"^!pip install torch==(\S+)$", page.path.read_text("utf-8"), re.M) == [
        PINNED
    ]


def minor(release: dict[str, Any]) -> str:
    """How a release's file is called."""
    return ".".join(release["torch"].split(".")[:2])


def section(page: Page, name: str) -> list[str]:
    """The programs of one section of a page, subsections included."""
    text = page.path.read_text("utf-8")
    begin = text.index(f"{{ #{name} }}")
    held = text[begin : text.index("\n## ", begin)]
    return re.findall(r'--8<-- "([\w/]+)\.py"', held)


def test_what_changed_is_what_was_measured() -> None:
    """What the page says PyTorch changed prints something else on the lecture's release.

    What it says was wrong from the start prints there what it prints now.
    """
    page = next(page for page in READ.pages if page.stem == "changes")
    then = differing("2.0", page)
    changed, wrong = section(page, "changed"), section(page, "wrong")
    assert changed
    assert set(changed) <= set(then)
    assert len(wrong) > 5
    assert not set(wrong) & set(then)
