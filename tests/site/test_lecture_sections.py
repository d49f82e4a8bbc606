"""Nothing of the lecture that the book mirrors lacks its place: no section, and no cell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.utils.yaml import yaml_load

from tests.conftest import ROOT
from tests.likeness import finds, parsed
from tests.site.test_pages import READ
from textbook.model import Code, Page, Program, Prose

CHAPTERS = {
    "1 Colab": "environment/colab",
    "1 GPU": "environment/gpu",
    "1 CUDA": "environment/cuda",
    "2": "pytorch/overview",
    "2.1.0": "tensors/what",
    "2.1.1": "tensors/create",
    "2.1.2": "tensors/size",
    "2.1.3": "tensors/dtype",
    "2.1.4": "tensors/cast",
    "2.1.5": "tensors/operations",
    "2.1.6": "tensors/indexing",
    "2.1.7": "tensors/storage",
    "2.1.8": "tensors/metadata",
    "2.1.9": "tensors/transpose",
    "2.1.10": "tensors/reshape",
    "2.1.11": "tensors/device",
    "2.1.12": "tensors/numpy",
    "2.1.13": "tensors/serialize",
    "2.2.1": "networks/terms",
    "2.2.2-2.2.3": "networks/module",
    "2.2.4": "networks/parameter",
    "2.2.5-2.2.6": "networks/linear",
    "2.3": "autograd/backward",
    "2.4": "training/optimizer",
    "2.5": "training/loop",
    "Reference": "references",
}
"""The lecture's sections, in its order, and the chapter that each has become."""
CELLS: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("lecture.toml").read_text("utf-8")
)
"""What each of the lecture's cells shows, by the place that it has; the file says how."""
COUNT = 145
LANGUAGES = sorted(path.name for path in ROOT.glob("docs/??"))
HEADING = re.compile(r"^(?P<sign>##?) (?P<title>.*?) \{ #(?P<id>[a-z0-9-]+) \}$", re.M)
BEYOND = "더 알아보기"


def pages(nav: object) -> list[str]:
    """Every page of a navigation, in order."""
    if isinstance(nav, str):
        return [nav]
    parts = nav.values() if isinstance(nav, dict) else nav
    assert isinstance(parts, (list, type({}.values())))
    return [page for part in parts for page in pages(part)]


def test_every_section_has_its_chapter_in_order() -> None:
    """In the navigation, and so in what "next" leads to."""
    config = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    order = [page.removesuffix(".md") for page in pages(config["nav"])]
    assert [page for page in order if page in CHAPTERS.values()] == list(CHAPTERS.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chapter_is_there(language: str) -> None:
    """And has programs, but for the list of references."""
    for stem in CHAPTERS.values():
        assert Path(ROOT, "docs", language, f"{stem}.md").exists(), stem
        assert stem == "references" or list(Path(ROOT, "snippets", stem).glob("*.py")), stem


def test_every_cell_is_told() -> None:
    """Once, with patterns that can be read."""
    numbers = [int(number) for cells in CELLS.values() for number in cells]
    assert sorted(numbers) == list(range(1, COUNT + 1))
    for place, cells in CELLS.items():
        for wanted in cells.values() if place != "nothing" else ():
            for group in groups(wanted):
                assert group
                assert all(parsed(pattern) for pattern in group)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", [place for place in CELLS if place != "nothing"])
def test_every_cell_has_its_place(place: str, language: str) -> None:
    """One program of the main text shows all that a cell shows."""
    stem, _, section = place.partition("#")
    page = next((one for one in READ.pages if (one.language, one.stem) == (language, stem)), None)
    assert page, f"docs/{language}/{stem}.md is not there"
    lost = [
        f"C{number}: {why}"
        for number, wanted in CELLS[place].items()
        if (why := lacks(page, section, wanted))
    ]
    assert not lost, f"{page.path} has lost cells of the lecture:\n" + "\n".join(lost)


def lacks(page: Page, section: str, wanted: Any) -> str:
    """What a page lacks of a cell; nothing where it has all."""
    says = wanted.get("says", []) if isinstance(wanted, dict) else []
    if missing := [word for word in says if word not in sentences(page, section)]:
        return f"no sentence says {missing}"
    draws = isinstance(wanted, dict) and wanted.get("draws", False)
    sought = groups(wanted)
    for program in programs(page, section):
        if draws and not drawing(program):
            continue
        if all(any(finds(one, program.source) for one in group) for group in sought):
            return ""
    if not sought and not draws:
        return ""
    return f"no program of #{section or page.stem} holds {sought}" + " and draws" * draws


def groups(wanted: Any) -> list[list[str]]:
    """A cell's patterns: of each group a program must hold one."""
    patterns = wanted.get("shows", []) if isinstance(wanted, dict) else wanted
    return [[one] if isinstance(one, str) else one for one in patterns]


def sentences(page: Page, section: str) -> str:
    """What a page, or a section of it, says."""
    if not section:
        return page.source_text
    return page.source_text.partition(f"{{ #{section} }}")[2].partition("\n## ")[0]


def programs(page: Page, section: str) -> Iterator[Program]:
    """What a page, or a section of it, shows in its main text, before what goes beyond."""
    at, title, whole = "", "", ""
    for block in page.blocks:
        if isinstance(block, Prose):
            for heading in HEADING.finditer(block.text):
                at, title = heading["id"], heading["title"]
                whole = whole or title
            continue
        if not isinstance(block, Code):
            continue
        beyond = whole.startswith(BEYOND) or title.startswith(BEYOND)
        if not block.folded and not beyond and at != "exercises" and section in ("", at):
            yield READ.programs[block.program]


def drawing(program: Program) -> bool:
    """Whether a picture of a run, or of its tensors in memory, stands below a program."""
    recorded = Path(ROOT, "snippets").glob(f"{program.name}.*.1.svg")
    return bool(program.layout or program.draw) or any(recorded)


def test_a_lost_cell_is_missed() -> None:
    """Without the programs that show them, no cell of code or pictures is found."""
    for place, cells in CELLS.items():
        stem = place.partition("#")[0]
        for number, wanted in cells.items() if place != "nothing" else ():
            empty = Page(Path(), "ko", stem, ())
            assert lacks(empty, "", wanted), f"C{number} asks for nothing"
