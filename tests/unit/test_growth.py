"""Programs that grow: what changed is found by the build, and told where it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT
from textbook.composing.elsewhere import places
from textbook.composing.growth import changed, place, spans, told
from textbook.composing.words import load
from textbook.model import Problem
from textbook.reading import headers, sources

BEFORE = "import torch\n\nx = torch.ones(2)\nw = 3\nb = 1\nprint(x * w + b)\n"


@pytest.mark.parametrize(
    ("after", "added", "gone"),
    [
        (BEFORE, [], 0),
        (BEFORE.replace("w = 3", "w = 4"), ["4"], 0),
        (BEFORE.replace("import torch\n", "import math\nimport torch\n"), ["1"], 0),
        (BEFORE.replace("w = 3\nb = 1\n", "layer = Layer()\n"), ["4"], 1),
        (BEFORE.replace("b = 1\n", ""), [], 1),
        (BEFORE.replace("w = 3\n", "w = 3\n\n\n"), [], 0),
        ("def f():\n    pass\n\n\n" + BEFORE + "print(w)\nprint(b)\n", ["1-2", "11-12"], 0),
    ],
    ids=["same", "changed", "opening", "shorter", "taken_out", "blank", "two_places"],
)
def test_changed_lines_are_found(after: str, added: list[str], gone: int) -> None:
    """Each new line by its number, empty ones aside, and how many lines fewer there are."""
    lines, fewer = changed(BEFORE, after)
    assert (spans(lines), fewer) == (added, gone)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("part/frist", "there is no such program: did you mean 'part/first'?"),
        ("nowhere", "there is no such program: name one that is there, without .py"),
        ("part/second", "is the same program: change a line, or leave this one out"),
        ("part/first", ""),
    ],
)
def test_a_program_grows_from_another_one(tmp_path: Path, name: str, told: str) -> None:
    """A name that leads nowhere, or to the very same lines, stops the build."""
    part = tmp_path / "snippets" / "part"
    part.mkdir(parents=True)
    (part / "first.py").write_text(BEFORE)
    (part / "second.py").write_text(f'# /// snippet\n# grows = "{name}"\n# ///\nprint(1)\n')
    found = [one for one in sources.read(tmp_path).problems if ": grows = " in one]
    path = part / "second.py"
    assert found == ([f"{path}: grows = {name!r}: {told}"] if told else [])


def test_a_lab_grows_from_nothing(tmp_path: Path) -> None:
    """Its cells go on from one another."""
    text = '# /// lab\n# grows = "part/first"\n# ///\n'
    with pytest.raises(
        Problem, match=r"'grows' is unknown: use device, varies, limit, layout, draw$"
    ):
        headers.split(tmp_path / "one.py", text, "lab")


def test_one_program_grows_through_the_book() -> None:
    """In the order in which chapters are read, each stage in a section that a sprout marks."""
    read = sources.read(ROOT)
    grows = {name: one.grows for name, one in read.programs.items() if one.grows}
    stages = ["training/data/program"]
    while stages[0] in grows:
        stages.insert(0, grows[stages[0]])
    assert set(stages[1:]) == set(grows)
    listed = (ROOT / "mkdocs.yml").read_text("utf-8").split("nav:")[-1]
    assert stages == sorted(stages, key=lambda name: listed.index(name.rpartition("/")[0] + ".md"))
    home = next(page for page in read.pages if page.stem == "index")
    known = places(page for page in read.pages if page.language == "ko")
    for name in stages:
        chapter = name.rpartition("/")[0]
        assert place(home, known, name).endswith(f"]({chapter}.md#program)"), name


def test_new_lines_are_told_in_every_language() -> None:
    """Each language has the words, with the same facts."""
    assert told(["2", "4-5"], 1, load("ko")) == "바뀐 줄 2, 4-5 · 없어진 줄 1개"
    assert told(["2", "4-5"], 1, load("en")) == "new lines 2, 4-5 · 1 lines fewer"
    assert load("en")["grown"]["told"].format(where="a", told="b")
