"""Moving to another torch: what is run and recorded, and that nothing is lost where it stops."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Project, tree
from tests.unit.test_editions import begin, enter, git
from textbook.model import Problem
from textbook.publishing import move
from textbook.reading import sources
from textbook.recording import moves
from textbook.recording.records import Records
from textbook.running.machine import version
from textbook.running.runner import Runner

HERE = version("torch").partition("+")[0]
OLD = "2.12.1"
PINS = "# Pins.\n-c constraints.txt\n\ntorch=={}       # what the book teaches\nnumpy==2.4.6\n"
HELD = "# Held.\nbleach==6.4.0\nsympy=={}\ntyping-extensions=={}\nzed==1\n"
README = "# Book\n\n<!-- make record -->\n{}\n<!-- /make record -->\n"
AGAIN = f"the pin is {OLD} again, and it is installed again"
NOT_AGAIN = f"the pin is {OLD} again, but pip could not install it again: {sys.executable} -m pip"
STOPPED = (Problem, KeyboardInterrupt)  # The second is none of its own, and fails the test.
Answer = int | type[BaseException]


def older(project: Project, name: str, printed: str) -> None:
    """Have the record say that a program printed something else, on an older torch."""
    runs, records = sources.read(project.root).runs, Records(project.root / "snippets")
    kept = records.read(runs[f"{name}.cpu"])
    assert kept
    ran_on = replace(kept.result.ran_on, torch=OLD)
    old = replace(kept.result, printed=printed, ran_on=ran_on)
    records.update(runs.values(), {f"{name}.cpu": old})


class Lent:
    """The worker that all tests share, for a while."""

    def __init__(self, runner: Runner) -> None:
        self.run = runner.run

    def close(self) -> None:
        """Leave it to the others."""


@pytest.fixture
def moving(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A book, committed, whose READMEs and records are old: two records of three differ."""
    project.write("snippets/part/number.py", "print('loss', 0.25)\n")
    project.write("snippets/part/word.py", "print('<ExpBackward0>')\n")
    blocks = "".join(f'\n```python\n--8<-- "part/{name}.py"\n```\n' for name in ("number", "word"))
    project.write("docs/ko/part.md", f"# Part {{ #part }}\n{blocks}")
    project.write("docs/ko/move.md", "<!-- moved -->\n")
    project.record()
    older(project, "part/number", "loss 0.5\n")
    older(project, "part/word", "<Exp>\n")
    project.write("requirements.txt", PINS.format(OLD))
    project.write("constraints.txt", HELD.format("1.0", "1.0"))
    for name in ("README.md", "README.ko.md"):
        project.write(name, README.format("stale"))
    begin(project.root)
    enter(project.root, monkeypatch)
    monkeypatch.setattr(move, "Runner", lambda *_: Lent(project.runner))
    monkeypatch.setattr(move, "newest", never)
    monkeypatch.setattr(move, "install", never)
    run = subprocess.run

    def without_pip(command: list[str], *rest: Any, **options: Any) -> Any:
        bare = ["--without-pip"] if "venv" in command else []
        return run([*command, *bare], *rest, **options)

    monkeypatch.setattr(subprocess, "run", without_pip)
    return project


def never(*_: object) -> int:
    """Stands in for what reaches for the network."""
    raise AssertionError("pip was called")


def unchanged(project: Project) -> bool:
    """Whether the checkout is as it was committed."""
    return not git(project.root, "status", "--porcelain")


def answer(monkeypatch: pytest.MonkeyPatch, *answers: Answer) -> list[tuple[Path, Path]]:
    """Stand in for pip: each call gives the next status or raises; returns what was asked for."""
    asked: list[tuple[Path, Path]] = []

    def install(python: Path, requirements: Path) -> int:
        given = answers[len(asked)]
        asked.append((python, requirements))
        if isinstance(given, int):
            return given
        raise given

    monkeypatch.setattr(move, "install", install)
    return asked


def test_what_changed_is_reported_and_recorded(moving: Project) -> None:
    """Program by program, with kind and diff: as data, as text, and as the edition's page."""
    told = move.run(OLD, HERE)
    assert told == (moving.root / ".cache" / "move.md").read_text("utf-8")
    assert f"3 programs were recorded on PyTorch {OLD} and executed on {HERE}" in told
    found = moves.load(moving.root / "snippets" / "move.json")
    assert found and (found["from"], found["to"], found["compared"]) == (OLD, HERE, 3)
    assert {one["key"]: (one["kind"], one["diff"][1:]) for one in found["changes"]} == {
        "part/number.cpu": ("value", ["-loss 0.5", "+loss 0.25"]),
        "part/word.cpu": ("repr", ["-<Exp>", "+<ExpBackward0>"]),
    }
    assert moving.book().problems == ()
    assert (moving.root / "snippets" / "part" / "number.cpu.txt").read_text() == "loss 0.25\n"
    page = moving.html("move")
    assert f"2.12에서 {'.'.join(HERE.split('.')[:2])}" in page
    assert "+&lt;ExpBackward0&gt;" in page
    counted = [(moving.root / name).read_text("utf-8") for name in ("README.md", "README.ko.md")]
    assert "| 3 outputs | |" in counted[0] and "| 출력 3개 | |" in counted[1]
    assert "no output changed" in move.run(HERE, HERE)
    assert not (moving.root / ".cache" / "move.md").exists()


def test_what_warns_fails_or_varies_stops_it(moving: Project) -> None:
    """By name, and with a report; no record changes and no page is made."""
    moving.snippet("gone", "import warnings\n\nwarnings.warn('use another', FutureWarning)\n")
    moving.snippet("broken", "print(undefined)\n")
    moving.snippet("shaky", "import time\n\nprint(time.time_ns())\n")
    before = tree(moving.root / "snippets")
    with pytest.raises(Problem) as caught:
        move.run(OLD, HERE)
    last = str(caught.value).splitlines()[-1]
    assert last.startswith(f"3 programs warn, fail or vary on torch {HERE}: ")
    assert set(last.partition(": ")[2].split(", ")) == {"gone.cpu", "broken.cpu", "shaky.cpu"}
    told = (moving.root / ".cache" / "move.md").read_text("utf-8")
    headings = set(re.findall(r"^## (\w+): \[(.*)\]", told, re.M))
    assert headings >= {("warning", "gone"), ("error", "broken"), ("value", "part/number")}
    assert "snippets/shaky.py:1: does not show the same twice" in told
    assert tree(moving.root / "snippets") == before
    assert (moving.root / "README.md").read_text("utf-8") == README.format("stale")


def test_success_writes_pins_and_records(moving: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one step: the trial runs the book in its own environment, which pip would have filled.

    Here a file lends it the packages that these tests run with.
    """
    asked: list[tuple[Path, str]] = []

    def install(python: Path, requirements: Path) -> int:
        asked.append((python, requirements.read_text("utf-8")))
        if python != Path(sys.executable):
            assert unchanged(moving)
            (packages,) = (python.parent.parent / "lib").glob("python*/site-packages")
            (packages / "lent.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
        return 0

    monkeypatch.setattr(move, "install", install)
    told = move.move(HERE)
    assert told.startswith(f"torch {HERE} is pinned and installed: look at git diff and .cache")
    trial = moving.root / ".cache" / "move" / HERE
    pythons = [trial / "bin" / "python", trial / "bin" / "python", Path(sys.executable)]
    pins = PINS.format(HERE)
    assert asked == [*zip(pythons, (HELD.format("1.0", "1.0"), pins, pins), strict=True)]
    assert (moving.root / "requirements.txt").read_text("utf-8") == pins
    now = HELD.format(version("sympy"), version("typing-extensions"))
    assert (moving.root / "constraints.txt").read_text("utf-8") == now
    assert not trial.exists()
    found = moves.load(moving.root / "snippets" / "move.json")
    assert found and len(found["changes"]) == 2
    assert (moving.root / "snippets" / "part" / "number.cpu.txt").read_text() == "loss 0.25\n"
    assert moving.book().problems == ()


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ((1,), "pip cannot install torch 2.99.0 beside what requirements.txt pins"),
        ((0, 1), "pip cannot install torch 2.99.0 beside what requirements.txt pins"),
        ((0, 0), "the book does not run on it, for the reason above"),
        ((KeyboardInterrupt,), "KeyboardInterrupt()"),
    ],
)
def test_a_trial_that_fails_changes_nothing(
    moving: Project, monkeypatch: pytest.MonkeyPatch, answers: tuple[Answer, ...], told: str
) -> None:
    """And nothing is installed where the book is used."""
    asked = answer(monkeypatch, *answers)
    with pytest.raises(STOPPED) as caught:
        move.move("2.99.0")
    assert str(caught.value).splitlines() == [
        f"the move to torch 2.99.0 has stopped: {told}",
        f"the pin is still {OLD}, and nothing has changed",
    ]
    assert unchanged(moving)
    python = moving.root / ".cache" / "move" / "2.99.0" / "bin" / "python"
    assert [one for one, _ in asked] == [python] * len(answers)
    assert not python.parent.exists()


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ((1, 0), AGAIN),
        ((1, 1), NOT_AGAIN),
        ((KeyboardInterrupt, 0), AGAIN),
        ((KeyboardInterrupt, KeyboardInterrupt), NOT_AGAIN),
        ((1, FileNotFoundError), NOT_AGAIN),
    ],
)
def test_an_installation_that_fails_is_undone(
    moving: Project, monkeypatch: pytest.MonkeyPatch, answers: tuple[Answer, ...], told: str
) -> None:
    """Pins, records, report and README are as they were; what pip could not undo is told."""
    asked = answer(monkeypatch, *answers)
    monkeypatch.setattr(move, "try_out", try_out)
    with pytest.raises(STOPPED) as caught:
        move.move(HERE)
    assert str(caught.value).splitlines()[-1].startswith(told)
    assert unchanged(moving)
    assert asked == [(Path(sys.executable), Path("requirements.txt"))] * 2


def test_files_not_as_they_were(moving: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Are not said to be."""
    answer(monkeypatch, 1)
    moving.write("snippets/.recording/journal", "{")
    told = r"not every file could be put back \(snippets/\.recording/.*git checkout requirements"
    with pytest.raises(Problem, match=told):
        move.move("2.99.0")


def try_out(folder: Path, old: str, new: str, pins: Mapping[Path, str]) -> dict[Path, str]:
    """Stand in for an environment of its own: this one's torch is the new one."""
    del folder
    move.run(old, new)
    assert len(git(Path(), "status", "--porcelain").split("\n")) == 6  # All that is undone then.
    return {path: text.replace(OLD, new) for path, text in pins.items()}
