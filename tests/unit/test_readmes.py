"""Two READMEs that say the same, with figures and pictures that commands have written."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks import tables
from tests.conftest import ROOT
from textbook.model import Problem
from textbook.publishing import pictures, readme
from textbook.reading import sources
from textbook.recording.records import Records

TEXTS = {language: (ROOT / path).read_text("utf-8") for language, path in readme.READMES.items()}
GITHUB = ROOT / ".github"


def commands(text: str) -> list[str]:
    """Every fenced block, without its comments."""
    blocks = re.findall(r"^(`{3,})(.*?)\n(.*?)^\1$", text, re.M | re.S)
    return [f"{info}\n{re.sub(r' +#.*', '', body)}" for _, info, body in blocks]


def generated(text: str) -> list[tuple[str, list[str]]]:
    """The numbers of each part that a command writes, in the order of its lines.

    Sizes are numbers with a unit; the other words are the languages' own.
    """
    parts = re.findall(r"<!-- ([\w ]+) -->\n(.*?)\n<!-- /\1 -->", text, re.S)
    numbers = [(name, sorted(re.findall(r"\d+(?:\.\d+)?", body))) for name, body in parts]
    assert len(numbers) == text.count("<!-- /"), "a mark has no other"
    return numbers


def pictured(text: str) -> list[str]:
    """The pictures, light and dark."""
    return re.findall(r'(?:src|srcset)="(.*?)"', text)


def links(text: str) -> list[str]:
    """Where the text's links lead, but for the other language's README."""
    found = re.findall(r"\]\(([^)]+)\)", text)
    return [link for link in found if not link.startswith("README")]


def shape(text: str) -> list[tuple[str, int]]:
    """Headings by their level, and the list items and table rows below each."""
    parts = re.split(
        r"^(#+) .*$", re.sub(r"^(`{3,}).*?^\1$", "", text, flags=re.M | re.S), flags=re.M
    )
    return [
        (level, len(re.findall(r"^[-|] ?", body, re.M)))
        for level, body in zip(parts[1::2], parts[2::2], strict=True)
    ]


def named(text: str) -> list[str]:
    """What stands in code letters in the text's lists and tables: commands and attributes."""
    rows = re.findall(r"^[-|].*$", text, re.M)
    return sorted({name for row in rows for name in re.findall(r"`([^`]+)`", row)})


@pytest.mark.parametrize("part", [commands, generated, pictured, links, shape, named])
def test_both_say_the_same(part: Callable[[str], object]) -> None:
    """The same commands, numbers, pictures, links, headings and names."""
    assert part(TEXTS["en"]) == part(TEXTS["ko"])
    assert part(TEXTS["en"])


def test_each_leads_to_the_other() -> None:
    """In its first line."""
    for language, other in (("en", "ko"), ("ko", "en")):
        assert f"]({readme.READMES[other]})" in TEXTS[language].partition("\n")[0]


def test_what_they_link_to_is_there() -> None:
    """Files, and headings in them."""
    for link in links(TEXTS["en"]) + pictured(TEXTS["en"]):
        path, _, heading = link.partition("#")
        if "://" in path:
            continue
        assert (ROOT / path).exists(), link
        if heading:
            text = (ROOT / path).read_text("utf-8")
            titles = re.findall(r"^#+ (.*)$", text, re.M)
            assert heading in {title.lower().replace(" ", "-") for title in titles}, link


def test_tables_are_what_was_measured() -> None:
    """Each is written from the numbers in one place; `python -m benchmarks tables` does it."""
    kept = json.loads(tables.MEASURED.read_text("utf-8"))
    for language, text in TEXTS.items():
        words = tables.WORDS[language]
        assert f"\n{tables.builds(kept['bench'], words)}\n" in text
        assert f"\n{tables.waits(kept['newcomer'], words)}\n" in text


def test_counts_are_those_of_the_records() -> None:
    """`make record` writes them."""
    found = readme.counts(sources.read(ROOT).runs.values(), Records(ROOT / "snippets").root)
    for language, text in TEXTS.items():
        assert f"\n{found[language]}\n" in text, "the counts are old: make record"


def test_pictures_are_small_and_of_today() -> None:
    """The data's way is drawn from the imports as they are; no picture is heavy."""
    for scheme in pictures.COLOURS:
        drawn = pictures.way(ROOT / "textbook", scheme)
        path = ROOT / pictures.FOLDER / f"way-{scheme}.svg"
        assert path.read_text("utf-8") == drawn, f"{path} is old: make readme"
    for path in (ROOT / pictures.FOLDER).iterdir():
        assert 1000 < path.stat().st_size <= pictures.LONGEST


def test_the_card_is_what_the_pages_say() -> None:
    """Others show it where a page is shared: a PNG of the size that the head names."""
    card = (ROOT / pictures.CARD).read_bytes()
    head = (ROOT / "textbook/theme/main.html").read_text("utf-8")
    assert card[:8] == b"\x89PNG\r\n\x1a\n"
    size = [int.from_bytes(card[at : at + 4], "big") for at in (16, 20)]
    assert size == [int(each) for each in re.findall(r'og:image:\w+" content="(\d+)"', head)]
    assert len(card) <= pictures.LONGEST


def test_the_data_goes_the_way_that_is_drawn() -> None:
    """Each step hands on at least one type, and each caller uses a part of the way."""
    found = pictures.steps(ROOT / "textbook")
    assert all(types for _, _, types in found), found
    used = pictures.imports(ROOT / "textbook")
    assert all(used[caller] & {*pictures.WAY} for caller in pictures.CALLERS)
    known = {
        *pictures.WAY,
        *pictures.CALLERS,
        *pictures.TYPES,
        "drawings",
        "files",
        "lists",
        "marks",
        "quotations",
        "releases",
        "serving",
        "__init__",
        "__main__",
    }
    assert set(used) == known


def test_make_prints_its_commands() -> None:
    """`make` alone and `make help`: a line for each target that a person calls."""
    options: Any = {"cwd": ROOT, "capture_output": True, "text": True, "check": True}
    alone, told = (
        subprocess.run(["make", "--no-print-directory", *words], **options)
        for words in ((), ("help",))
    )
    assert alone.stdout == told.stdout
    listed = re.findall(r"^make (\w+) +\S.*$", told.stdout, re.M)
    assert len(listed) == told.stdout.count("\n")
    phony = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert set(listed) == set(" ".join(phony).split()) - {"again", "types", "strict"}
    contributing = (GITHUB / "CONTRIBUTING.md").read_text("utf-8")
    for name in listed:
        assert re.search(rf"\bmake {name}\b", TEXTS["en"] + contributing), f"make {name}"


def test_a_readme_in_another_encoding_is_named(tmp_path: Path) -> None:
    """As an editor of another time saves Korean."""
    (tmp_path / "README.ko.md").write_bytes("# 파이토치 교과서\n".encode("cp949"))
    with pytest.raises(Problem, match=r"README\.ko\.md:1: is not UTF-8: save it as UTF-8"):
        readme.fill(tmp_path, "x", {"ko": "new"})


def test_filling_needs_both_marks(tmp_path: Path) -> None:
    """What stands between them is replaced, backslashes and all; what lacks one is left alone."""
    both, one = "a\n<!-- x -->\nold\n<!-- /x -->\nb\n", "a\n<!-- x -->\nold\nb\n"
    (tmp_path / "README.md").write_text(both, "utf-8")
    (tmp_path / "README.ko.md").write_text(one, "utf-8")
    readme.fill(tmp_path, "x", {"en": r"new \1 \n", "ko": "new"})
    assert (tmp_path / "README.md").read_text("utf-8") == both.replace("old", r"new \1 \n")
    assert (tmp_path / "README.ko.md").read_text("utf-8") == one
