"""A batch of jobs: who forks which, as many at once as there are slots, and what ends with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Project
from tests.unit.test_machines import CURE, never
from tests.unit.test_programs import outcomes, shown
from textbook.model import LIMIT, Job, Problem, Program, Run
from textbook.outcomes import Failure
from textbook.running import batch, program, worker
from textbook.running.batch import Batch, Slots
from textbook.running.machine import cores
from textbook.running.messages import Ended, Message, Started
from textbook.running.runner import Runner

IMPORTS = "import matplotlib.pyplot\n"


@pytest.fixture
def slots() -> Iterator[Slots]:
    """Room for two programs at once."""
    made = Slots(2)
    yield made
    made.close()


@pytest.fixture
def fresh() -> Iterator[Runner]:
    """A worker that has imported no more than torch."""
    made = Runner(None)
    yield made
    made.close()


def job(name: str, source: str, limit: int = LIMIT) -> Job:
    """A program's job."""
    program = Program(name, Path(f"{name}.py"), source, line=4, limit=limit)
    return Job(name, program.path, (Run(program, "cpu"),))


def test_where_no_process_can_be_started(
    tmp_path: Path, slots: Slots, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with `ulimit -u`: each program is told of, and no slot is lost."""
    told: list[Message] = []
    monkeypatch.setattr(os, "fork", never)
    many = Batch([job(str(n), "print(1)\n") for n in range(5)], tmp_path, told.append, 0, slots)
    many.fill()
    failure = Failure(f"no process could be started for it {CURE}", 4)
    assert told[:2] == [Started("4.cpu"), Ended("4.cpu", {"4.cpu": failure})]
    assert (len(told), many.running, many.waiting) == (10, {}, [])


def test_where_no_process_can_be_started_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then none can be started for a program either, and each is told of all the same."""
    told: list[Message] = []
    monkeypatch.setattr(os, "fork", never)
    monkeypatch.setattr(batch, "end_all", lambda _: None)  # Here it would end the tests' own.
    jobs = [job("plain", "print(1)\n"), job("more", "import imaplib\nprint(1)\n")]
    worker.run(jobs, tmp_path, told.append, os.getppid())
    ended = {one.job for one in told if isinstance(one, Ended)}
    assert ended == {"plain.cpu", "more.cpu"}


def test_what_may_take_long_begins(tmp_path: Path, slots: Slots) -> None:
    """So that none is left over when the others have ended."""
    jobs = [job("one", "print(1)\n"), job("long", "print(1)\n", LIMIT + 1), job("two", "1\n")]
    made = Batch(jobs, tmp_path, print, os.getppid(), slots)
    assert made.waiting[-1].key == "long.cpu"


def test_slots_are_shared_and_given_back(slots: Slots) -> None:
    """A forked process takes what this one then has not."""
    assert slots.take()
    if (pid := os.fork()) == 0:
        os._exit(0 if slots.take() and not slots.take() else 1)
    assert os.waitpid(pid, 0)[1] == 0
    assert not slots.take()
    slots.give()
    assert slots.take()


def test_what_few_programs_import_the_others_do_not_carry(fresh: Runner, tmp_path: Path) -> None:
    """A fork costs less before a process has imported it; those that need it find it there."""
    look = "import sys\nprint('torch._dynamo' in sys.modules, 'poplib' in sys.modules)"
    slow = f"{look}\nimport torch._dynamo"
    came = outcomes(
        fresh,
        tmp_path,
        plain=look,
        first=slow,
        second=slow,
        alone=f"{look}\nimport poplib",
    )
    printed = [shown(one).printed for one in came]
    assert printed == ["False False\n", "True False\n", "True False\n", "True False\n"]


def test_what_is_imported_ahead_says_nothing_of_itself() -> None:
    """A program would not show it: what it prints and warns of, the worker would."""
    for name in worker.AHEAD:
        command = [sys.executable, "-W", "error", "-c", f"import torch, {name}"]
        done = subprocess.run(command, capture_output=True, check=True)
        assert (done.stdout, done.stderr) == (b"", b""), name


@pytest.mark.parametrize("name", ["this", "imp"])
def test_what_an_import_says_its_program_shows(fresh: Runner, tmp_path: Path, name: str) -> None:
    """`this` prints and `imp` warns, alone as beside others that import it, too."""
    (alone,) = outcomes(fresh, tmp_path, one=f"import {name}\nprint(1)")
    first, second, _ = outcomes(
        fresh,
        tmp_path,
        one=f"import {name}\nprint(1)",
        two=f"import {name}\nprint(1)",
        three="print(3)",
    )
    assert first == alone
    assert {isinstance(one, Failure) for one in (first, second)} == {name == "imp"}


def test_a_program_whose_output_cannot_be_written_is_not_blamed(
    tmp_path: Path, slots: Slots, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the temporary folder is full."""
    told: list[Message] = []
    monkeypatch.setattr(program, "keep", never)
    Batch([job("a", "print(1)\n")], tmp_path, told.append, os.getppid(), slots).run()
    reason = f"what it shows cannot be written: make room in {tempfile.gettempdir()}"
    assert told[-1] == Ended("a.cpu", {"a.cpu": Failure(reason, 4)})


def test_a_command_leaves_nothing_in_the_temporary_folder(project: Project, tmp_path: Path) -> None:
    """Though it ends its worker as soon as it has heard all."""
    for number in range(8):
        project.snippet(f"p{number}", f"print({number})\n")
    (scratch := tmp_path / "scratch").mkdir()
    done = project.run("textbook", "record", TMPDIR=str(scratch))
    assert "8 new" in done.stdout, done.stdout
    assert list(scratch.iterdir()) == []


def test_one_more_at_once_than_there_are_cores(fresh: Runner, tmp_path: Path) -> None:
    """Of both processes' programs together: a core has work while a program starts or ends."""
    text = "import time\nstart = time.monotonic()\ntime.sleep(0.3)\nprint(start, time.monotonic())"
    programs = {f"p{n}": text + ("\nimport sympy" if n % 2 else "") for n in range(12)}
    came = [shown(one).printed.split() for one in outcomes(fresh, tmp_path, **programs)]
    spans = [(float(start), float(end)) for start, end in came]
    most = max(sum(a <= start < b for a, b in spans) for start, _ in spans)
    assert most == min(len(spans), cores() + 1)


@pytest.mark.parametrize("what", ["told", "killed"])
def test_a_batch_ends_with_all_its_processes(
    fresh: Runner, tmp_path: Path, what: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """The one that forks, the one beside it, the programs of both; it is told which was lost."""
    sleep = "import os, pathlib, time\ntime.sleep(60)"
    programs = {"one": sleep, "two": f"{IMPORTS}{sleep}", "three": f"{IMPORTS}{sleep}"}
    found: list[int] = []

    def end() -> None:
        until = time.monotonic() + 60
        while len(found) < 3 and time.monotonic() < until:
            time.sleep(0.1)
            if process := fresh.pool.process:
                found[:] = below(process.pid)
        assert process
        if what == "told":
            fresh.pool.close()
        else:
            os.kill(found[0], signal.SIGKILL)  # The one beside, which began first.

    ending = threading.Thread(target=end)
    ending.start()
    with pytest.raises(Problem, match=r"^the process that runs the programs "):
        outcomes(fresh, tmp_path, **programs)
    ending.join()
    assert len(found) >= 3
    until = time.monotonic() + 10
    while any(map(alive, found)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [one for one in found if alive(one)]
    lost = "the process beside this one has ended" in capfd.readouterr().err
    assert lost == (what == "killed")


def below(pid: int) -> list[int]:
    """The processes that descend from one."""
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [one for child in map(int, told.split()) for one in (child, *below(child))]


def alive(pid: int) -> bool:
    """Whether a process has not ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
