"""No record of what a program shows only once."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from tests.conftest import Project, tree
from textbook import cli
from textbook.model import Job, Program, Run
from textbook.outcomes import Failure, Outcome, Provenance, Result, Waiting
from textbook.reading import sources
from textbook.reading.sources import jobs_of
from textbook.recording.records import Records
from textbook.recording.steadiness import to_try_again, unsteady
from textbook.running.machine import Machine, Plainer
from textbook.running.runner import Runner

HERE = Provenance("2.13.0+cpu", None, "CPU", "3.11.7", "Linux x86_64")
PROGRAM = Program("a/one", Path("snippets/a/one.py"), "print(1)\n", line=5)
VARYING = replace(PROGRAM, varies=r"\d+ ms")


def job(program: Program = PROGRAM) -> Job:
    """The one job of a program."""
    (one,) = jobs_of([program])
    return one


def outcomes(printed: str) -> dict[str, Outcome]:
    """What `a/one` printed."""
    return {"a/one.cpu": Result(printed, "", (), None, HERE)}


def record(root: Path, printed: str, program: Program = PROGRAM) -> Records:
    """Records that hold what `a/one` printed."""
    records = Records(root)
    run = Run(program, "cpu")
    records.update([run], {run.key: Result(printed, "", (), None, HERE)})
    return records


def test_what_is_recorded_is_not_tried_again(tmp_path: Path) -> None:
    """And what fails, waits or did not run needs no second run either."""
    records = record(tmp_path, "1\n")
    assert to_try_again([job()], outcomes("1\n"), records) == []
    others: list[Outcome] = [Failure("oh", 1), Waiting()]
    for other in others:
        assert to_try_again([job()], {"a/one.cpu": other}, records) == []
    assert to_try_again([job()], {}, records) == []


def test_what_is_new_or_changed_is_tried_again(tmp_path: Path) -> None:
    """So is what stands beside a record that is damaged; what varies is not."""
    assert to_try_again([job()], outcomes("1\n"), Records(tmp_path)) == [job()]
    assert to_try_again([job()], outcomes("2\n"), record(tmp_path, "1\n")) == [job()]
    records = record(tmp_path, "took 3 ms\n", VARYING)
    assert to_try_again([job(VARYING)], outcomes("took 4 ms\n"), records) == []
    assert to_try_again([job()], outcomes("took 4 ms\n"), records) == [job()]
    (tmp_path / "a" / "one.cpu.txt").write_text("edited\n", "utf-8")
    assert to_try_again([job()], outcomes("1\n"), Records(tmp_path)) == [job()]


def test_what_differs_the_second_time_is_told() -> None:
    """By file and line, with what differs; a failure the second time, too."""
    told = unsteady([job()], outcomes("1\n"), outcomes("2\n"))
    assert told == {
        "a/one.cpu": "snippets/a/one.py:5: does not show the same twice, the second time with the "
        "arithmetic of an older processor: seed it, print fewer digits, or declare what varies:\n"
        "@@ -1 +1 @@\n-1\n+2"
    }
    for second, why in (({"a/one.cpu": Failure("oh", 1)}, ": oh"), ({}, "")):
        (one,) = unsteady([job()], outcomes("1\n"), second).values()
        assert one.endswith(f"declare what varies:\nit failed{why}")
    assert unsteady([job()], outcomes("1\n"), outcomes("1\n")) == {}
    assert unsteady([job(VARYING)], outcomes("1 ms\n"), outcomes("2 ms\n")) == {}
    assert unsteady([job()], {"a/one.cpu": Failure("oh", 1)}, outcomes("1\n")) == {}


def test_two_workers_find_what_one_hides(project: Project) -> None:
    """Programs of one worker share its hashes, its random numbers, and a processor's arithmetic."""
    project.snippet("hashes", "print(hash('a'))\n")
    project.snippet("order", "print({str(number) for number in range(30)})\n")
    project.snippet("dice", "import random\n\nprint(random.random())\n")
    project.snippet("seeded", "import torch\n\ntorch.manual_seed(0)\nprint(torch.rand(2))\n")
    project.snippet("told", "# /// snippet\n# varies = 'e -?\\d+'\n# ///\nprint('e', hash('a'))\n")
    project.snippet("processor", "import torch\n\nprint(torch.backends.cpu.get_cpu_capability())\n")
    plain = torch.backends.cpu.get_cpu_capability() == "DEFAULT"
    jobs = sources.read(project.root).jobs
    first, again = (project.runner.run(jobs, fresh=True) for _ in range(2))
    assert unsteady(jobs, first, again).keys() <= {"dice.cpu"}
    other = Runner(None, Plainer())
    try:
        second = other.run(jobs)
    finally:
        other.close()
    found = unsteady(jobs, first, second).keys()
    assert found - {"processor.cpu"} == {"hashes.cpu", "order.cpu", "dice.cpu"}
    assert ("processor.cpu" in found) != plain


def test_make_record_runs_what_is_new_twice(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the two differ it says so, fails, and records all the rest."""
    for name in ("one", "two"):
        project.snippet(name, "print(1)\n")
    monkeypatch.chdir(project.root)
    monkeypatch.setattr(sys, "argv", ["textbook", "record"])
    real = project.outcomes()
    asked: list[list[str]] = []

    def execute(
        jobs: Iterable[Job], fresh: bool = True, on: Machine | None = None
    ) -> dict[str, Outcome]:
        assert fresh
        assert isinstance(on, Plainer) == bool(asked)
        asked.append([one.key for one in jobs])
        come = {key: real[key] for key in asked[-1]}
        known = come.get("two.cpu")
        if len(asked) > 1 and isinstance(known, Result):
            come["two.cpu"] = replace(known, printed="2\n")
        return come

    monkeypatch.setattr(cli, "execute", execute)
    assert cli.main() == 1
    assert sorted(asked[0]) == ["good.cpu", "one.cpu", "two.cpu"]
    assert asked[1] == ["one.cpu", "two.cpu"]
    said = capsys.readouterr()
    assert "snippets/two.py:1: does not show the same twice" in said.err
    assert said.out == "new       one.cpu\n2 executed: 1 new, 1 unchanged\n"
    kept = [name for name in tree(project.root / "snippets") if name.endswith("cpu.txt")]
    assert sorted(kept) == ["good.cpu.txt", "one.cpu.txt"]


def test_make_record_runs_nothing_twice_that_is_recorded(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And then succeeds without a change."""
    monkeypatch.chdir(project.root)
    monkeypatch.setattr(sys, "argv", ["textbook", "record"])
    came = [project.outcomes()]
    monkeypatch.setattr(cli, "execute", lambda jobs: came.pop())
    before = tree(project.root / "snippets")
    assert cli.main() == 0
    assert came == []
    assert capsys.readouterr().out == "1 executed: 1 unchanged\n"
    assert tree(project.root / "snippets") == before
