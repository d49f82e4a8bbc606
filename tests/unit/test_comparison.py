"""A release compared with the book: what is kept of it, and that nothing else is touched."""

from __future__ import annotations

import json
import sys
from dataclasses import replace

import pytest

from tests.conftest import Project
from tests.unit.conftest import HERE, KEPT, OLD, commit, older, unchanged
from tests.unit.test_editions import git
from textbook import cli, releases
from textbook.model import Problem
from textbook.outcomes import Failure
from textbook.publishing import compare, trial


def test_a_comparison_touches_nothing_else(moving: Project) -> None:
    """It adds one file, which says what differs; pin, records and READMEs stay."""
    told = compare.compare("newest")
    assert git(moving.root, "status", "--porcelain") == "?? snippets/releases/"
    found = releases.read(KEPT)
    assert (found.torch, found.against, found.count) == (HERE, OLD, 1)
    assert {key: (one.kind, one.diff) for key, one in found.differs.items()} == {
        "part/number.cpu": ("value", ("-loss 0.5", "+loss 0.25")),
        "part/word.cpu": ("repr", ("-<Exp>", "+<ExpBackward0>")),
    }
    assert told.startswith(f"Of 3 programs, 1 print on PyTorch {HERE} what they print on {OLD}")
    assert (moving.root / ".cache" / "compare.md").read_text("utf-8") in told
    KEPT.write_text(releases.dumps(replace(found, date="2026-01-01")), "utf-8")
    commit(moving)
    assert compare.compare(HERE).endswith("says so already")
    assert unchanged(moving)


def test_a_damaged_file_is_written_anew(moving: Project) -> None:
    """As its message promises: what was measured is not lost for what an editor has spoilt."""
    moving.write(str(KEPT), "{damaged")
    commit(moving)
    with pytest.raises(Problem, match=r"is damaged .* make compare once more"):
        releases.read(KEPT)
    assert compare.compare(HERE).endswith(f"{KEPT} holds it: git commit")
    assert len(releases.read(KEPT).differs) == 2


def test_what_differs_differs_twice(moving: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a busy machine spoils once is measured; what is another thing each time is not.

    Nor is what another processor would print otherwise: no release is the reason for that.
    """
    moving.snippet("shaky", "import time\n\nprint(time.time_ns())\n")
    moving.snippet("sums", "import os\n\nprint(os.environ.get('ATEN_CPU_CAPABILITY'))\n")
    moving.record()
    older(moving, "sums", "0.1\n")
    for name, printed in (("number", "loss 0.5\n"), ("word", "<Exp>\n")):
        older(moving, f"part/{name}", printed)
    commit(moving)
    spoilt = [{"good.cpu": Failure("ran for more than 10 s", 1)}]
    run = trial.run
    monkeypatch.setattr(trial, "run", lambda *given: run(*given) | (spoilt.pop() if spoilt else {}))
    compare.compare(HERE)
    found = releases.read(KEPT)
    assert set(found.differs) == {"part/number.cpu", "part/word.cpu"}
    assert found.count == 1


def test_a_comparison_travels_as_one_file(
    moving: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`import` puts it in its place; where a program has changed since, it is refused."""
    compare.compare(HERE)
    carried = moving.root / "carried.json"
    carried.write_text(KEPT.read_text("utf-8"), "utf-8")
    KEPT.unlink()
    monkeypatch.setattr(sys, "argv", ["textbook", "import", "carried.json"])
    assert cli.main() == 0
    assert KEPT.read_text("utf-8") == carried.read_text("utf-8")
    assert "1 the same, 2 not" in capsys.readouterr().out
    KEPT.unlink()
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
    assert not KEPT.exists()
