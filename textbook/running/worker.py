"""Run jobs, each in a process of its own, forked from this one, which has imported torch.

`python -m textbook.running.worker` reads pickled lists of jobs from standard input, and writes
messages to standard output. Depends on torch, matplotlib and the standard library alone.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import json
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing import connection
from pathlib import Path
from typing import Any

from textbook.model import LIMIT, Job
from textbook.outcomes import Failure, Outcome, Provenance, Result, Unavailable, Waiting
from textbook.running import figures
from textbook.running.isolation import Stop, adopt_orphans, end_all, kill, orphans, sweep
from textbook.running.machine import cores
from textbook.running.messages import Done, Ended, Message, Started
from textbook.running.printed import failed, readable, refuse_leftovers, refuse_unseen, visible, why
from textbook.running.program import execute
from textbook.running.sharing import share

FORKS = sys.platform == "linux"
CONTEXT: Any = multiprocessing.get_context("fork" if FORKS else "spawn")


def main() -> None:
    """Serve batches until standard input ends, or the process that started this one does."""
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=channel.close)  # A program has no word in it.
    parent = os.getppid()
    told_to_end: list[int] = []

    def end(number: int, _: object) -> None:
        told_to_end.append(number)
        sys.exit(0)

    signal.signal(signal.SIGTERM, end)
    adopt_orphans()
    if "--behind" in sys.argv and hasattr(os, "nice"):
        os.nice(10)
    import torch

    torch.set_num_threads(1)
    repr(torch.ones(1))  # The first tensor that is printed imports, too.
    importlib.import_module("textbook.running.tensors")  # Here, not in every program's process.
    share()

    def report(message: Message) -> None:
        pickle.dump(message, channel)
        channel.flush()

    try:
        while True:
            jobs: list[Job] = pickle.load(sys.stdin.buffer)
            with tempfile.TemporaryDirectory(prefix="textbook-") as scratch:
                Batch(jobs, Path(scratch), report, parent).run()
                report(Done())  # Before the folders are removed, which takes its time.
    except (BrokenPipeError, EOFError, SystemExit):
        pass
    except OSError:
        if not told_to_end:  # In the middle of removing a folder.
            raise
    os._exit(0)  # Unloading torch takes its time, and nothing is left to do.


class Batch:
    """Jobs that run as many at once as this process may use cores."""

    def __init__(
        self, jobs: list[Job], scratch: Path, report: Callable[[Message], None], parent: int
    ) -> None:
        self.waiting = sorted(jobs, key=turn)
        """What is left to run, the last first."""
        self.prepared = False
        """Whether this process has imported what the rest need."""
        self.scratch, self.report, self.parent = scratch, report, parent
        self.cores = cores()
        self.running: dict[Any, tuple[Job, Path, float]] = {}

    def run(self) -> None:
        """Run them all, and report each as it ends."""
        try:
            while self.waiting or self.running:
                if os.getppid() != self.parent:
                    sys.exit("the build has gone")
                self.reap()
        finally:
            for process in self.running:
                kill(process.pid)
                process.join()
            end_all(lambda: orphans(set()))

    def fill(self) -> None:
        """Start jobs until all cores have one."""
        while self.waiting and len(self.running) < self.cores:
            job = self.waiting.pop()
            if not (self.prepared or job.echo) and extras(job):
                preload([job, *(one for one in self.waiting if not one.echo)])
                share()
                self.prepared = True
            folder = self.scratch / str(len(self.waiting))
            (folder / "cwd").mkdir(parents=True)
            process = CONTEXT.Process(target=execute, args=(job, folder))
            self.report(Started(job.key))  # First: whatever ends this process can be named.
            try:
                process.start()
            except OSError as error:
                cure = "end other processes, or raise ulimit -u"
                told = f"no process could be started for it ({error.strerror}): {cure}"
                self.report(Ended(job.key, failed(job, told)))
                continue
            self.running[process] = (job, folder, time.monotonic())

    def reap(self) -> None:
        """Report the jobs that have ended, and end those that take too long."""
        connection.wait([process.sentinel for process in self.running], timeout=0.05)
        ended = []
        for process, (job, folder, start) in list(self.running.items()):
            late = time.monotonic() - start > job.limit
            if process.exitcode is None and not late:
                continue
            if process.exitcode is None:
                kill(process.pid)
            process.join()
            del self.running[process]
            ended.append((process, job, folder, late))
        self.fill()  # First, so that no core waits for what follows.
        for process, job, folder, late in ended:
            left = sweep(process.pid, {other.pid for other in self.running}, folder)
            self.report(Ended(job.key, outcomes(job, folder, process.exitcode, late, left)))


def turn(job: Job) -> tuple[int, bool]:
    """Where a job stands in the row, of which the last begins.

    What may take longest begins, so that none is left over when the others have ended; then what
    needs torch alone, since the less a process has imported, the less a fork of it costs.
    """
    return max(job.limit, LIMIT), not extras(job)


def preload(jobs: list[Job]) -> None:
    """Import what at least two of the jobs need; what one needs, its own process imports."""
    shared = Counter(name for job in jobs for name in extras(job))
    for name in [name for name, count in shared.items() if count > 1]:
        with contextlib.suppress(Exception):
            if name == "torch.optim":
                import torch

                # The first optimizer of a process imports for a second.
                torch.optim.SGD([torch.zeros(1)], lr=0.1)
            else:
                importlib.import_module(name)
                if name == "matplotlib.pyplot":
                    figures.warm()


def extras(job: Job) -> set[str]:
    """The modules that a job needs beyond those that this process has imported."""
    named: set[str] = set()
    for run in job.runs:
        source = run.program.source
        if "optim" in source:
            named.add("torch.optim")
        with contextlib.suppress(SyntaxError, ValueError):
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Import):
                    named |= {alias.name for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module:
                    named.add(node.module)
    return {name for name in named if name == "torch.optim" or name not in sys.modules}


def outcomes(
    job: Job, folder: Path, code: int | None, late: bool, left: bool
) -> dict[str, Outcome]:
    """What came of each of a job's runs, from the files that its process left."""
    held: dict[str, Any] = {"cells": [], "ended": False}
    with contextlib.suppress(FileNotFoundError):
        held = json.loads((folder / "result.json").read_text("utf-8"))
    if reason := held.get("unavailable"):
        return {run.key: Unavailable(reason) for run in job.runs}
    printed = (folder / "stdout").read_bytes() if (folder / "stdout").exists() else b""
    found: dict[str, Outcome] = {}
    start = 0
    for number, run in enumerate(job.runs):
        last = number == len(job.runs) - 1
        try:
            if number >= len(held["cells"]) or (last and not held["ended"]):
                raise Stop(why(job, held, code, late))
            cell = held["cells"][number]
            end = len(printed) if last else cell["end"]
            if last:
                refuse_leftovers(folder, left)
            for figure in cell["figures"]:
                refuse_unseen(figure, "a figure")
            result = Result(
                readable(printed[start:end]),
                readable(cell["value"].encode("utf-8", "surrogatepass")),
                tuple(cell["figures"]),
                cell["layout"],
                Provenance(**held["ran_on"]),
                tuple(cell["drawn"]),
            )
            if not job.echo and not result.printed and not result.figures:
                raise Stop("prints nothing: a snippet shows what it does")
            found[run.key] = result
            start = end
        except Stop as stop:
            line = held.get("line") if number >= len(held["cells"]) else None
            found[run.key] = Failure(visible(str(stop)), line or run.program.line)
            found |= {after.key: Waiting() for after in job.runs[number + 1 :]}
            break
    return found


if __name__ == "__main__":
    main()
