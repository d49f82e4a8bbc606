"""Another torch tried: what is measured, what is moved, and that nothing is lost where it stops.

The environment of the other release is stood in for by the one that runs these tests.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Project, tree
from tests.unit.test_editions import begin, enter, git
from textbook import cli, releases
from textbook.model import Problem
from textbook.outcomes import Failure
from textbook.publishing import compare, move, readme, trial
from textbook.reading import sources
from textbook.recording.records import Records
from textbook.releases import minor
from textbook.running.machine import version

HERE = version("torch").partition("+")[0]
OLD = "2.12.1"
PINS = "# Pins.\n-c constraints.txt\n\ntorch=={}       # what the book teaches\nnumpy==2.4.6\n"
HELD = "# Held.\nbleach==6.4.0\nsympy=={}\ntyping-extensions=={}\nzed==1\n"
NEEDS = (["sympy>=1.13", "typing_extensions"], {"sympy": "9", "typing_extensions": "8", "zed": "7"})
README = "# Book\n\n<!-- make record -->\n{}\n<!-- /make record -->\n"
SAME = f"the pin is still {OLD}, and nothing has changed"


def older(project: Project, name: str, printed: str) -> None:
    """Have the record say that a program printed something else, on an older torch."""
    runs, records = sources.read(project.root).runs, Records(project.root / "snippets")
    kept = records.read(runs[f"{name}.cpu"])
    assert kept
    ran_on = replace(kept.result.ran_on, torch=OLD)
    old = replace(kept.result, printed=printed, ran_on=ran_on)
    records.update(runs.values(), {f"{name}.cpu": old})


@pytest.fixture
def moving(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A book, committed, whose READMEs and records are old: two records of three differ."""
    project.write("snippets/part/number.py", "print('loss', 0.25)\n")
    project.write("snippets/part/word.py", "print('<ExpBackward0>')\n")
    blocks = "".join(f'\n```python\n--8<-- "part/{name}.py"\n```\n' for name in ("number", "word"))
    project.write("docs/ko/part.md", f"# Part {{ #part }}\n{blocks}")
    project.record()
    older(project, "part/number", "loss 0.5\n")
    older(project, "part/word", "<Exp>\n")
    older(project, "good", "tensor([0, 1, 2])\n")
    project.write("requirements.txt", PINS.format(OLD))
    project.write("constraints.txt", HELD.format("1.0", "1.0"))
    for name in ("README.md", "README.ko.md"):
        project.write(name, README.format("stale"))
    begin(project.root)
    enter(project.root, monkeypatch)

    @contextlib.contextmanager
    def environment(release: str) -> Iterator[Path]:
        assert not git(project.root, "status", "--porcelain")
        yield project.root / ".cache" / "releases" / release / "bin" / "python"

    monkeypatch.setattr(trial, "environment", environment)
    monkeypatch.setattr(trial, "run", lambda _, jobs: project.runner.run(jobs, fresh=True))
    monkeypatch.setattr(trial, "installed", lambda _: NEEDS)
    monkeypatch.setattr(trial, "refused", lambda *_: 0)
    monkeypatch.setattr(trial, "newest", lambda: HERE)
    return project


def unchanged(project: Project) -> bool:
    """Whether the checkout is as it was committed."""
    return not git(project.root, "status", "--porcelain")


def test_a_comparison_touches_nothing_else(moving: Project) -> None:
    """It adds one file, which says what differs; pin, records and READMEs stay."""
    told = compare.compare("newest")
    kept = Path("snippets", "releases", f"{minor(HERE)}.json")
    assert git(moving.root, "status", "--porcelain") == "?? snippets/releases/"
    found = releases.read(kept)
    assert (found.torch, found.against, found.count) == (HERE, OLD, 1)
    assert {key: (one.kind, one.diff) for key, one in found.differs.items()} == {
        "part/number.cpu": ("value", ("-loss 0.5", "+loss 0.25")),
        "part/word.cpu": ("repr", ("-<Exp>", "+<ExpBackward0>")),
    }
    assert told.startswith(f"Of 3 programs, 1 print on PyTorch {HERE} what they print on {OLD}")
    assert (moving.root / ".cache" / "compare.md").read_text("utf-8") in told


def test_what_differs_differs_twice(moving: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a busy machine spoils once is measured; what is another thing each time is not."""
    moving.snippet("shaky", "import time\n\nprint(time.time_ns())\n")
    moving.record()
    for name, printed in (("number", "loss 0.5\n"), ("word", "<Exp>\n")):
        older(moving, f"part/{name}", printed)
    git(moving.root, "add", ".")
    git(moving.root, "commit", "--message", "shaky")
    spoilt = [{"good.cpu": Failure("ran for more than 10 s", 1)}]
    run = trial.run
    monkeypatch.setattr(trial, "run", lambda *given: run(*given) | (spoilt.pop() if spoilt else {}))
    compare.compare(HERE)
    found = releases.read(Path("snippets", "releases", f"{minor(HERE)}.json"))
    assert set(found.differs) == {"part/number.cpu", "part/word.cpu"}
    assert found.count == 1


def test_a_comparison_travels_as_one_file(
    moving: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`import` puts it in its place; where a program has changed since, it is refused."""
    compare.compare(HERE)
    kept = Path("snippets", "releases", f"{minor(HERE)}.json")
    carried = moving.root / "carried.json"
    carried.write_text(kept.read_text("utf-8"), "utf-8")
    kept.unlink()
    monkeypatch.setattr(sys, "argv", ["textbook", "import", "carried.json"])
    assert cli.main() == 0
    assert kept.read_text("utf-8") == carried.read_text("utf-8")
    assert "1 the same, 2 not" in capsys.readouterr().out
    kept.unlink()
    held = json.loads(carried.read_text("utf-8"))
    carried.write_text(json.dumps({**held, "torch": "2.9.0"}), "utf-8")
    assert cli.main() == 1
    assert "written by a run, never by hand" in capsys.readouterr().err
    for name in ("number", "good"):  # One that differs there, and one that does not.
        carried.write_text(json.dumps(held), "utf-8")
        path = next(moving.root.glob(f"snippets/**/{name}.py"))
        text = path.read_text("utf-8")
        path.write_text(f"{text}print()\n", "utf-8")
        assert cli.main() == 1
        assert "1 programs or records are not this checkout's" in capsys.readouterr().err
        path.write_text(text, "utf-8")
    assert not kept.exists()


def test_success_writes_pins_and_records(moving: Project) -> None:
    """In one step, and keeps what the release before printed; installs nothing here."""
    Path("snippets/releases").mkdir()
    Path("snippets/releases", f"{minor(HERE)}.json").write_text("{}", "utf-8")
    git(moving.root, "add", ".")
    git(moving.root, "commit", "--message", "measured before")
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
    git(moving.root, "add", ".")
    git(moving.root, "commit", "--message", "two that fail")
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
    git(moving.root, "add", ".")
    git(moving.root, "commit", "--message", "one that varies")
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
        asked.extend(requirements.with_name(name).read_text("utf-8") for name in
                     ("requirements.txt", "constraints.txt"))  # fmt: skip
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

    monkeypatch.setattr(trial, "installed", spoil)
    told = r"not every file could be put back \(snippets/\.recording/.*git checkout requirements"
    with pytest.raises(Problem, match=told):
        move.move(HERE)
