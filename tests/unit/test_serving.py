"""Labs that run behind a served site: the author never waits for them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import kill_when_busy
from textbook.model import Job
from textbook.outcomes import Failure, Outcome, Result, Waiting
from textbook.reading import labs
from textbook.reading.sources import jobs_of
from textbook.running.runner import Background, Runner

Lab = Callable[..., Job]
LONGEST = 60.0
"""Seconds after which what has not come counts as lost, on the slowest machine."""
GATE = """
import time
from pathlib import Path

while not Path({gate!r}).exists():
    time.sleep(0.01)
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Runner]:
    """A runner as `mkdocs serve` has one."""
    runner = Runner(tmp_path / ".cache")
    yield runner
    runner.close()


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    """Write a lab of these cells and read it."""

    def read(name: str, *cells: str) -> Job:
        path = tmp_path / "ko" / "labs" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(f"# %%\n{cell}\n" for cell in cells), "utf-8")
        _, programs, problems = labs.read(tmp_path, path)
        assert problems == []
        (job,) = jobs_of(programs)
        return job

    return read


class Done:
    """What is called when a lab has run; counts the calls."""

    def __init__(self) -> None:
        self.calls = threading.Semaphore(0)

    def __call__(self) -> None:
        self.calls.release()

    def wait(self, times: int = 1) -> None:
        """Until it has been called so often more."""
        for _ in range(times):
            assert self.calls.acquire(timeout=LONGEST), "no lab has run"


def background(server: Runner) -> Background:
    """What runs behind the site now."""
    assert server.labs
    return server.labs


def printed(outcome: Outcome) -> str:
    """What a cell printed."""
    assert isinstance(outcome, Result), outcome
    return outcome.printed


def test_nobody_waits_for_a_lab(
    server: Runner, lab: Lab, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Its cells wait until it has run; then they are there, and stay, failures too."""
    gate = tmp_path / "gate"
    slow = lab("slow", GATE.format(gate=str(gate)), "print('through')")
    bad = lab("bad", "print(1)", "print(1 / 0)", "print(2)")
    done = Done()
    with caplog.at_level(logging.INFO, "mkdocs.textbook"):
        first = server.run_behind([slow, bad], done)
        running = background(server)
        again = server.run_behind([slow, bad], done)
        assert background(server) is running
        names = ("slow/01", "slow/02", "bad/01", "bad/02", "bad/03")
        assert first == again == {f"labs/{name}.cpu": Waiting() for name in names}
        gate.touch()
        done.wait(times=2)
        running.thread.join(LONGEST)
    last = server.run_behind([slow, bad], done)
    assert printed(last["labs/slow/02.cpu"]) == "through\n"
    assert printed(last["labs/bad/01.cpu"]) == "1\n"
    assert last["labs/bad/02.cpu"] == Failure("raises ZeroDivisionError: division by zero", 5)
    assert last["labs/bad/03.cpu"] == Waiting()
    assert background(server) is running, "what has failed was begun again"
    assert not done.calls.acquire(blocking=False)
    for job in (slow, bad):
        assert f"{job.path} has run: " in caplog.text
    later = Runner(tmp_path / ".cache")
    assert later.run_behind([slow], done) == {key: last[key] for key in last if "slow" in key}
    assert later.labs is None


def test_a_changed_lab_is_begun_anew(server: Runner, lab: Lab, tmp_path: Path) -> None:
    """What ran of the old one is ended, and is no failure."""
    done = Done()
    never = lab("one", GATE.format(gate=str(tmp_path / "never")))
    assert server.run_behind([never], done) == {"labs/one/01.cpu": Waiting()}
    old = background(server)
    changed = lab("one", "print('changed')")
    assert server.run_behind([changed], done) == {"labs/one/01.cpu": Waiting()}
    assert not old.thread.is_alive()
    assert old.pool.process is None
    done.wait()
    assert printed(server.run_behind([changed], done)["labs/one/01.cpu"]) == "changed\n"
    assert never.digest not in server.tried
    assert not done.calls.acquire(blocking=False)


def test_a_lab_whose_worker_is_killed_is_told(
    server: Runner, lab: Lab, caplog: pytest.LogCaptureFixture
) -> None:
    """It would wait for ever, and be begun anew with every edit."""
    done = Done()
    deadly = lab("one", "import time\ntime.sleep(60)", "1")
    with caplog.at_level(logging.INFO, "mkdocs.textbook"):
        server.run_behind([deadly], done)
        running = background(server)
        kill_when_busy(running.pool)
        done.wait()
    told = f"has ended with status -9: look at what was running: {deadly.path}"
    outcomes = server.run_behind([deadly], done)
    failed = Failure(f"the process that runs the programs {told}", 2)
    assert outcomes == {"labs/one/01.cpu": failed, "labs/one/02.cpu": Waiting()}
    assert background(server) is running
    assert "the labs have stopped: the process that runs" in caplog.text


def test_closing_ends_what_runs_behind(
    server: Runner, lab: Lab, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """At any moment: while its worker starts, too; and it is no message's worth."""
    never = lab("one", GATE.format(gate=str(tmp_path / "never")))
    done = Done()
    with caplog.at_level(logging.INFO, "mkdocs.textbook"):
        server.run_behind([never], done)
        running = background(server)
        server.close()
    assert not running.thread.is_alive()
    assert running.pool.process is None
    assert not done.calls.acquire(blocking=False)
    assert "have stopped" not in caplog.text
