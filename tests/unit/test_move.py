"""Moving to another torch: what is rewritten, and that nothing is lost where it stops."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Project, tree
from tests.unit.conftest import HELD, HERE, KEPT, NEEDS, OLD, PINS, README, SAME, commit, unchanged
from tests.unit.test_editions import git
from textbook import releases
from textbook.model import Problem
from textbook.publishing import move, readme, trial
from textbook.releases import minor


def test_success_writes_pins_and_records(moving: Project) -> None:
    """In one step, and keeps what the release before printed; installs nothing here."""
    Path("snippets/releases").mkdir()
    KEPT.write_text("{}", "utf-8")
    commit(moving)
    told = move.move("newest")
    assert f"torch {HERE} is pinned: look at git diff and .cache/move.md" in told
    assert Path("requirements.txt").read_text("utf-8") == PINS.format(HERE)
    assert Path("constraints.txt").read_text("utf-8") == HELD.format("9", "8")
    assert Path("snippets/part/number.cpu.txt").read_text("utf-8") == "loss 0.25\n"
    assert moving.book().problems == ()
    (kept,) = Path("snippets/releases").iterdir()
    found = releases.read(kept)
    assert (found.torch, found.against, found.count) == (OLD, HERE, 1)
    assert {key: one.text for key, one in found.differs.items()} == {
        "part/number.cpu": "loss 0.5\n",
        "part/word.cpu": "<Exp>\n",
    }
    page = moving.html("part")
    assert f"{minor(OLD)}에서는 다르게 나옵니다" in page
    assert "loss 0.5" in page
    counted = [Path(name).read_text("utf-8") for name in ("README.md", "README.ko.md")]
    assert "| 3 outputs | |" in counted[0]
    assert "| 출력 3개 | |" in counted[1]


def test_what_warns_or_fails_stops_it(moving: Project) -> None:
    """By name, and with a report; no record changes."""
    moving.snippet("gone", "import warnings\n\nwarnings.warn('use another', FutureWarning)\n")
    moving.snippet("broken", "print(undefined)\n")
    commit(moving)
    before = tree(moving.root / "snippets")
    with pytest.raises(Problem) as caught:
        move.move(HERE)
    *_, named, last = str(caught.value).splitlines()
    assert named == "2 programs warn or fail on it: broken.cpu, gone.cpu"
    assert last == SAME
    told = Path(".cache/move.md").read_text("utf-8")
    assert "## Warns: FutureWarning: use another\n\ngone\n" in told
    assert "## Fails: NameError: name 'undefined' is not defined\n\nbroken\n" in told
    assert tree(moving.root / "snippets") == before
    assert unchanged(moving)


def test_what_varies_stops_it(moving: Project) -> None:
    """Its record would be of another run than its page."""
    moving.snippet("shaky", "import time\n\nprint(time.time_ns())\n")
    moving.record()
    commit(moving)
    with pytest.raises(Problem, match=r"has stopped: shaky\.cpu: do not print the same twice"):
        move.move(HERE)
    assert unchanged(moving)


@pytest.mark.parametrize("stop", [Problem("no room"), KeyboardInterrupt()])
@pytest.mark.parametrize(
    ("owner", "name"),
    [(trial, "installed"), (trial, "refused"), (readme, "fill"), (move, "alone")],
)
def test_what_stops_it_leaves_every_file(
    moving: Project, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, stop: BaseException
) -> None:
    """As it was, whenever it comes: before anything is written, or when the records are."""

    def stopped(*_: object) -> None:
        raise stop

    monkeypatch.setattr(owner, name, stopped)
    with pytest.raises(Problem) as caught:
        move.move(HERE)
    first, last = str(caught.value).splitlines()
    assert first.startswith(f"the move to torch {HERE} has stopped: ")
    assert last == SAME
    assert unchanged(moving)


def test_pins_that_do_not_go_together(moving: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pip is asked, with both files as they would be."""
    asked: list[str] = []

    def refused(_: Path, requirements: Path) -> int:
        held = requirements.with_name("constraints.txt")
        asked.extend(path.read_text("utf-8") for path in (requirements, held))
        return 1

    monkeypatch.setattr(trial, "refused", refused)
    with pytest.raises(Problem, match=f"torch {HERE} does not go together with what"):
        move.move(HERE)
    assert asked == [PINS.format(HERE), HELD.format("9", "8")]
    assert unchanged(moving)


def test_files_not_as_they_were(moving: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Are not said to be."""

    def spoil(*_: object) -> None:
        moving.write("snippets/.recording/journal", "{")
        raise Problem("no room")

    monkeypatch.setattr(readme, "fill", spoil)
    told = r"not every file could be put back \(snippets/\.recording/.*git checkout requirements"
    with pytest.raises(Problem, match=told):
        move.move(HERE)


@pytest.mark.parametrize(("owner", "name"), [(trial, "refused"), (readme, "fill")])
def test_what_is_written_meanwhile_stays(
    moving: Project, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str
) -> None:
    """A trial takes minutes; a move that stops in it, or afterwards, puts back its own alone."""

    def stopped(*_: object) -> None:
        raise Problem("no network")

    def write(*_: object) -> tuple[list[str], dict[str, str]]:
        moving.write("README.md", README.format("stale") + "more\n")
        moving.write("snippets/notes.txt", "mine\n")
        return NEEDS

    monkeypatch.setattr(trial, "installed", write)
    monkeypatch.setattr(owner, name, stopped)
    with pytest.raises(Problem, match="has stopped: no network"):
        move.move(HERE)
    assert Path("README.md").read_text("utf-8") == README.format("stale") + "more\n"
    assert Path("snippets/notes.txt").read_text("utf-8") == "mine\n"
    changed = git(moving.root, "status", "--porcelain").split("\n")
    assert [line.split()[1] for line in changed] == ["README.md", "snippets/notes.txt"]


@pytest.mark.parametrize("what", ["a program", "a pin"])
def test_what_it_tried_must_still_be_there(
    moving: Project, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """A program that has a record since would lose it; another pin was not tried."""
    asked: list[str] = []

    def change(*_: object) -> tuple[list[str], dict[str, str]]:
        if what == "a pin" and not asked:
            moving.write("requirements.txt", PINS.format("2.12.0"))
        elif not asked:
            moving.snippet("mine", "print('mine')\n")
            assert moving.record()["mine.cpu"] == "new"
        if not asked:
            commit(moving)
        asked.append("once")
        return NEEDS

    monkeypatch.setattr(trial, "installed", change)
    named = {"a program": "snippets/mine.py", "a pin": "requirements.txt"}[what]
    told = f"{named}: changed during the trial: commit it, then make move again"
    with pytest.raises(Problem, match=told):
        move.move(HERE)
    assert unchanged(moving)
    assert Path("snippets/mine.cpu.txt").exists() == (what == "a program")
