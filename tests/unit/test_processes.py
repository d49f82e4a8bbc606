"""A program's own process: to the program it is the one that its reader starts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.unit.test_machines import never
from tests.unit.test_programs import outcomes, shown
from textbook.outcomes import Failure
from textbook.running.processes import FORKS, Forked
from textbook.running.runner import Runner

WHO = """\
import multiprocessing
import sys
import threading

def tell():
    print(multiprocessing.current_process().name, flush=True)

print(multiprocessing.current_process(), multiprocessing.parent_process())
print(multiprocessing.active_children(), threading.active_count(), threading.current_thread().name)
if __name__ == "__main__":
    child = multiprocessing.get_context("fork").Process(target=tell)
    sys.stdout.flush()
    child.start()
    child.join()
print(sys.stdout is sys.__stdout__, sys.stderr is sys.__stderr__, sys.stdin is sys.__stdin__)
print("to the first stream", file=sys.__stdout__)
"""
pytestmark = pytest.mark.skipif(not FORKS, reason="programs are not forked here")


def test_it_is_the_main_process_as_for_a_reader(runner: Runner, tmp_path: Path) -> None:
    """And prints the same as `python FILE`, also to the streams that Python keeps aside."""
    (tmp_path / "who.py").write_text(WHO, "utf-8")
    command = [sys.executable, "who.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    (came,) = outcomes(runner, tmp_path, who=WHO)
    assert shown(came).printed == done.stdout
    assert "MainProcess" in done.stdout
    assert done.stdout.endswith("to the first stream\n")


def test_what_goes_to_the_stream_of_errors_kept_aside_is_refused(
    runner: Runner, tmp_path: Path
) -> None:
    """As what goes to `sys.stderr` is: no page would show it."""
    text = "import sys\nprint(1)\nprint('seen', file=sys.__stderr__)"
    (came,) = outcomes(runner, tmp_path, aside=text)
    assert isinstance(came, Failure), came
    assert "seen" in came.reason


def opened() -> list[str]:
    """The files that this process has open."""
    return sorted(path.name for path in Path("/proc/self/fd").iterdir())


def sleep() -> None:
    """Run for longer than any test."""
    time.sleep(60)


def test_how_it_ended_is_known(capfd: pytest.CaptureFixture[str]) -> None:
    """By itself, by an error that is told, by a signal; and nothing of it stays open."""
    before = opened()
    well, badly, killed = Forked(int), Forked(never), Forked(sleep)
    assert killed.exitcode is None
    os.kill(killed.pid, signal.SIGKILL)
    for process in (well, badly, killed):
        process.join()
    assert [one.exitcode for one in (well, badly, killed)] == [0, 1, -signal.SIGKILL]
    assert "BlockingIOError" in capfd.readouterr().err
    assert opened() == before


def test_one_that_cannot_be_started_leaves_nothing_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with `ulimit -u`."""
    before = opened()
    monkeypatch.setattr(os, "fork", never)
    with pytest.raises(BlockingIOError):
        Forked(int)
    assert opened() == before
