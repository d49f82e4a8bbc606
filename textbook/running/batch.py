"""A batch of jobs, each in a process of its own, forked from this one."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Callable
from multiprocessing import connection
from pathlib import Path
from typing import Any

from textbook.model import Job
from textbook.outcomes import Failure, Outcome, Provenance, Result, Unavailable, Waiting
from textbook.running.isolation import Stop, end_all, kill, orphans, sweep
from textbook.running.messages import Done, Ended, Message, Started
from textbook.running.printed import (
    failed,
    readable,
    refuse_leftovers,
    refuse_unclear,
    refuse_unlike,
    refuse_unseen,
    visible,
    why,
)
from textbook.running.processes import start
from textbook.running.program import execute


class Slots:
    """As many as programs may run at once, for this process and those forked from it to take."""

    def __init__(self, number: int) -> None:
        self.reading, self.writing = os.pipe()
        os.set_blocking(self.reading, False)
        os.write(self.writing, b"." * number)

    def take(self) -> bool:
        """Take one, if one is free."""
        try:
            return bool(os.read(self.reading, 1))
        except BlockingIOError:
            return False

    def give(self) -> None:
        """Give one back."""
        os.write(self.writing, b".")

    def close(self) -> None:
        """Be done with them."""
        os.close(self.reading)
        os.close(self.writing)


class Batch:
    """Jobs that run as many at once as there are slots.

    `parent` is the process without which nothing goes on; `beside` is where another batch, in a
    process forked from this one, tells what is to be reported.
    """

    def __init__(
        self,
        jobs: list[Job],
        scratch: Path,
        report: Callable[[Message], None],
        parent: int,
        slots: Slots,
        beside: connection.Connection | None = None,
    ) -> None:
        self.waiting = sorted(jobs, key=lambda job: job.limit)
        """Taken from the end, the longest limit first, so that none that is long ends alone."""
        self.scratch, self.report, self.parent = scratch, report, parent
        self.slots, self.beside = slots, beside
        self.running: dict[Any, tuple[Job, Path, float]] = {}

    def run(self) -> None:
        """Run them all, and report each as it ends."""
        try:
            while self.waiting or self.running or self.beside:
                if os.getppid() != self.parent:
                    sys.exit("the build has gone")
                self.reap()
        finally:
            for process in self.running:
                kill(process.pid)
                process.join()
            end_all(lambda: orphans(set()))

    def fill(self) -> None:
        """Start jobs until every slot has one."""
        while self.waiting and self.slots.take():
            job = self.waiting.pop()
            folder = self.scratch / str(len(self.waiting))
            folder.mkdir()
            (folder / "cwd").mkdir()
            self.report(Started(job.key))  # First: whatever ends this process can be named.
            try:
                process = start(execute, job, folder)
            except OSError as error:
                self.slots.give()
                cure = "end other processes, or raise ulimit -u"
                told = f"no process could be started for it ({error.strerror}): {cure}"
                self.report(Ended(job.key, failed(job, told)))
                continue
            self.running[process] = (job, folder, time.monotonic())

    def reap(self) -> None:
        """Report the jobs that have ended, and end those that take too long."""
        awaited = [process.sentinel for process in self.running]
        told = connection.wait([*awaited, *filter(None, [self.beside])], timeout=0.05)
        if self.beside in told:
            self.hear()
        ended = []
        for process, (job, folder, began) in list(self.running.items()):
            late = time.monotonic() - began > job.limit
            if process.exitcode is None and not late:
                continue
            if process.exitcode is None:
                kill(process.pid)
            process.join()
            del self.running[process]
            self.slots.give()
            ended.append((process, job, folder, late))
        if {*awaited}.intersection(told) and not ended:  # It has closed its files, and goes on.
            time.sleep(0.0005)
        self.fill()  # First, so that no core waits for what follows.
        for process, job, folder, late in ended:
            left = sweep(process.pid, {other.pid for other in self.running}, folder)
            self.report(Ended(job.key, outcomes(job, folder, process.exitcode, late, left)))

    def hear(self) -> None:
        """Report what the batch beside this one tells."""
        assert self.beside
        try:
            message = self.beside.recv()
        except EOFError:
            sys.exit("the process beside this one has ended")
        if isinstance(message, Done):
            self.beside = None
        else:
            self.report(message)


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
                raise Stop(why(job, held, code, late, folder))
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
            refuse_unclear(run.program, result.printed)
            if not job.echo:
                refuse_unlike(result, cell["hidden"])
            found[run.key] = result
            start = end
        except Stop as stop:
            line = held.get("line") if number >= len(held["cells"]) else None
            found[run.key] = Failure(visible(str(stop)), line or run.program.line)
            found |= {after.key: Waiting() for after in job.runs[number + 1 :]}
            break
    return found
