"""Programs that run behind a served site: no page waits for them."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import wait
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from tests.conftest import kill_when_busy
from textbook.model import Job, Problem
from textbook.outcomes import Failure, Outcome, Result, Waiting
from textbook.reading import labs
from textbook.reading.sources import jobs_of
from textbook.running import pool
from textbook.running.behind import Behind
from textbook.running.runner import Outcomes, Runner

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


@pytest.fixture
def behind(server: Runner) -> Iterator[Behind]:
    """What runs behind a served site."""
    made = Behind(server)
    yield made
    made.close()


def now(behind: Behind) -> Outcomes:
    """What has come by now."""
    return behind.outcomes(time.monotonic())


def in_the_end(behind: Behind) -> Outcomes:
    """What has come once nothing runs any more."""
    found = behind.outcomes(time.monotonic() + LONGEST)
    assert behind.last.done(), "it runs for ever"
    return found


def printed(outcome: Outcome) -> str:
    """What a cell printed."""
    assert isinstance(outcome, Result), outcome
    return outcome.printed


def test_nobody_waits_for_a_lab(
    behind: Behind,
    lab: Lab,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its cells wait until it has run; then they are there, and stay, failures too.

    However long its worker takes to start, which is longer where many do.
    """
    monkeypatch.setattr(pool, "PATIENCE", 0.0)
    gate = tmp_path / "gate"
    slow = lab("slow", GATE.format(gate=str(gate)), "print('through')")
    bad = lab("bad", "print(1)", "print(1 / 0)", "print(2)")
    with caplog.at_level(logging.INFO, "mkdocs.textbook"):
        behind.want([slow, bad])
        first = now(behind)
        behind.want([slow, bad])
        names = ("slow/01", "slow/02", "bad/01", "bad/02", "bad/03")
        assert first == now(behind) == {f"labs/{name}.cpu": Waiting() for name in names}
        assert not behind.has_news(whole=True)
        gate.touch()
        last = in_the_end(behind)
    assert printed(last["labs/slow/02.cpu"]) == "through\n"
    assert printed(last["labs/bad/01.cpu"]) == "1\n"
    assert last["labs/bad/02.cpu"] == Failure("raises ZeroDivisionError: division by zero", 5)
    assert last["labs/bad/03.cpu"] == Waiting()
    for job in (slow, bad):
        assert f"{job.path} has run: " in caplog.text
    assert caplog.text.count("behind the site") == 1

    behind.want([slow, bad])
    behind.pool.close()  # What is run again would fail now, or take time.
    assert in_the_end(behind) == last
    assert behind.pool.process is None, "what has failed was begun again"
    later = Behind(Runner(tmp_path / ".cache"))
    later.want([slow])
    assert in_the_end(later) == {key: last[key] for key in last if "slow" in key}
    assert later.pool.process is None
    later.close()


def test_news_is_what_the_pages_lack(behind: Behind, lab: Lab, tmp_path: Path) -> None:
    """A page that was made without a result is made again when it is there, and no other."""
    gate = tmp_path / "gate"
    first, second = lab("first", "1"), lab("second", GATE.format(gate=str(gate)))
    behind.want([first, second])
    behind.outcomes(time.monotonic())
    end = time.monotonic() + LONGEST
    while not behind.has_news(whole=False):
        assert time.monotonic() < end, "nothing has run"
        time.sleep(0.01)
    assert not behind.has_news(whole=True), "one of them still runs"
    assert isinstance(now(behind)["labs/first/01.cpu"], Result)
    assert not behind.has_news(whole=False), "the pages have it now"
    gate.touch()
    wait([behind.last], LONGEST)
    assert behind.has_news(whole=True)
    in_the_end(behind)
    assert not behind.has_news(whole=False)


def test_what_is_known_waits_for_nothing(
    server: Runner, behind: Behind, lab: Lab, tmp_path: Path
) -> None:
    """Snippets run before labs; a lab that the cache has is there at once."""
    kept, new = lab("kept", "print('kept')"), lab("new", "print('new')")
    server.run([kept])
    gate = tmp_path / "gate"
    after = Behind(server, before=behind)
    behind.want([lab("snippets", GATE.format(gate=str(gate)))])
    after.want([kept, new])
    found = after.outcomes(time.monotonic() + 0.5)
    assert printed(found["labs/kept/01.cpu"]) == "kept\n"
    assert found["labs/new/01.cpu"] == Waiting()
    assert after.pool.process is None
    gate.touch()
    assert printed(in_the_end(after)["labs/new/01.cpu"]) == "new\n"
    after.close()


def test_a_changed_lab_is_begun_anew(behind: Behind, lab: Lab, tmp_path: Path) -> None:
    """What ran of the old one is ended, and is no failure."""
    never = lab("one", GATE.format(gate=str(tmp_path / "never")))
    behind.want([never])
    while not behind.running:
        time.sleep(0.01)
    changed = lab("one", "print('changed')")
    behind.want([changed])
    assert printed(in_the_end(behind)["labs/one/01.cpu"]) == "changed\n"
    assert never.digest not in behind.came


def test_a_lab_whose_worker_is_killed_is_told(
    behind: Behind, lab: Lab, caplog: pytest.LogCaptureFixture
) -> None:
    """It would wait for ever, and be begun anew with every edit; what is mended runs again."""
    deadly = lab("one", "import time\ntime.sleep(60)", "1")
    with caplog.at_level(logging.INFO, "mkdocs.textbook"):
        behind.want([deadly])
        kill_when_busy(behind.pool)
        outcomes = in_the_end(behind)
    told = f"has ended with status -9: look at what was running: {deadly.path}"
    failed = Failure(f"the process that runs the programs {told}", 2)
    assert outcomes == {"labs/one/01.cpu": failed, "labs/one/02.cpu": Waiting()}
    assert "the programs have stopped: the process that runs" in caplog.text
    behind.want([deadly])
    assert in_the_end(behind) == outcomes
    other, mended = lab("two", "2"), lab("one", "print('mended')")
    behind.lost.add(other.digest)  # As if the same worker had been to run it.
    behind.came[other.digest] = {}
    behind.want([mended, other])
    assert printed(in_the_end(behind)["labs/one/01.cpu"]) == "mended\n"
    assert isinstance(now(behind)["labs/two/01.cpu"], Result)


def test_what_is_lost_has_come(behind: Behind, lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    """At every moment: a rebuild, in another thread, takes back what came of what is lost."""

    class Came(dict[str, Outcomes]):
        def __ior__(self, other: Any) -> Came:  # type: ignore[override, misc]
            lost.append({*behind.lost})
            self.update(other)
            return self

    job, lost = lab("one", "1"), list[set[str]]()
    monkeypatch.setattr(behind, "came", Came())
    monkeypatch.setattr(behind.pool, "run", Mock(side_effect=Problem("it is gone")))
    behind.want([job])
    assert in_the_end(behind) == {"labs/one/01.cpu": Failure("it is gone", 2)}
    assert lost == [set()]
    assert behind.lost == {job.digest}


def test_closing_ends_what_runs_behind(
    behind: Behind, lab: Lab, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """At any moment: while its worker starts, too; and it is no message's worth."""
    never = lab("one", GATE.format(gate=str(tmp_path / "never")))
    with caplog.at_level(logging.INFO, "mkdocs.textbook"):
        behind.want([never])
        behind.close()
    assert behind.last.done()
    assert behind.pool.process is None
    assert "have stopped" not in caplog.text


def test_a_machine_that_can_run_nothing_is_told(
    server: Runner, behind: Behind, lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its pages would say for ever that their programs are running."""
    monkeypatch.setattr(server, "known", Mock(side_effect=Problem("torch is not installed")))
    behind.want([lab("one", "1")])
    with pytest.raises(Problem, match="torch is not installed"):
        in_the_end(behind)
