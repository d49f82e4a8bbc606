"""The environment of another release: what is installed into it, and that nothing is left of it."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import pytest

from textbook.model import Job, Problem, Program, Run
from textbook.outcomes import Result
from textbook.publishing import trial
from textbook.running.machine import Machine
from textbook.starting import installation


def bare(command: list[str], **options: Any) -> Any:
    """Makes an environment as asked, but without pip, which takes longest."""
    return subprocess.run([*command, "--without-pip"], **options)


@pytest.mark.parametrize("stop", [None, Problem("no room"), KeyboardInterrupt()])
def test_an_environment_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException | None
) -> None:
    """Is filled, lent, and gone afterwards, whatever ends it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(trial, "subprocess", types.SimpleNamespace(run=bare))
    monkeypatch.setattr(trial, "fill", lambda python, _: python.with_name("filled").touch())
    told = contextlib.nullcontext() if stop is None else pytest.raises(type(stop))
    with told, trial.environment("2.0.1") as python:
        assert python.exists()
        assert python.with_name("filled").exists()
        if stop:
            raise stop
    assert list(Path(".cache/releases").iterdir()) == []


def test_a_second_trial_of_a_release_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would empty the environment in which the first one runs; of another release it may."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(trial, "subprocess", types.SimpleNamespace(run=bare))
    monkeypatch.setattr(trial, "fill", lambda python, _: python.with_name("filled").touch())
    with trial.environment("2.0.1") as python:
        told = r"another make compare or make move to 2\.0\.1 is under way here: wait for its end"
        with pytest.raises(Problem, match=told), trial.environment("2.0.1"):
            pass
        assert python.with_name("filled").exists()
        with trial.environment("2.1.0") as other:
            assert other.exists()
    with trial.environment("2.0.1") as python:
        assert python.exists()


@pytest.mark.parametrize(
    ("release", "builds", "named", "told", "others"),
    [
        ("2.11.0", ["2.11.0", "2.11.0+cpu"], "2.11.0+cpu", "about 192 MB", ["numpy==2.4.6"]),
        ("2.11.0", ["2.11.0"], "2.11.0", "up to 2.7 GB, as no index has", ["numpy==2.4.6"]),
        ("2.0.1", ["2.0.1"], "2.0.1", "up to 2.7 GB", ["numpy<2"]),
    ],
)
def test_what_is_installed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    release: str,
    builds: list[str],
    named: str,
    told: str,
    others: list[str],
) -> None:
    """The build without CUDA where there is one, what it costs said first, and a fitting numpy."""
    monkeypatch.chdir(tmp_path)
    Path("requirements.txt").write_text("torch==2.13.0\nnumpy==2.4.6\n", "utf-8")
    monkeypatch.setattr(trial, "PACKAGES", ("torch", "numpy"))
    monkeypatch.setattr(installation, "offered", lambda *_: builds)
    monkeypatch.setattr(installation, "own_index", lambda _: True)
    monkeypatch.setattr(installation, "packages", lambda python: python.parent)
    asked: list[list[str]] = []
    monkeypatch.setattr(trial, "watch", lambda command, *_: asked.append(command))
    caplog.set_level("INFO", "mkdocs.textbook")
    trial.fill(tmp_path / "bin" / "python", release)
    assert asked[0][3:6] == ["install", f"torch==={named}", *others]
    assert f"torch {named} goes into .cache/releases/{release}" in caplog.text
    assert told in caplog.text


def test_a_release_that_no_index_has(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Is named as such, before anything is installed."""
    monkeypatch.setattr(installation, "offered", lambda *_: [])
    monkeypatch.setattr(trial, "watch", None)
    with pytest.raises(Problem, match=r"no index that pip asks has torch 2\.99\.0"):
        trial.fill(tmp_path / "bin" / "python", "2.99.0")


def test_another_release_may_be_slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program has more time there than its limit: that it is slow is no other output."""
    monkeypatch.setattr(trial, "folder_of", lambda _: tmp_path)
    source = "import time\n\ntime.sleep(1.5)\nprint('late')\n"
    program = Program("slow", Path("slow.py"), source, limit=1)
    job = Job("slow", program.path, (Run(program, "cpu"),))
    (outcome,) = trial.run(Path(sys.executable), [job], Machine()).values()
    assert isinstance(outcome, Result)
    assert outcome.printed == "late\n"
