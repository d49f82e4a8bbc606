"""Run jobs, each in a process of its own, forked from this one, which has imported torch.

`python -m textbook.running.worker` reads pickled lists of jobs from standard input, and writes
messages to standard output. Depends on torch, matplotlib and the standard library alone.
"""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import os
import pickle
import re
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from multiprocessing import connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from textbook.model import Job
from textbook.running import figures
from textbook.running.batch import Batch, Slots
from textbook.running.isolation import adopt_orphans
from textbook.running.machine import cores
from textbook.running.messages import Done, Message
from textbook.running.processes import FORKS, Forked, start
from textbook.running.sharing import share

Beside = tuple[Forked | SpawnProcess, connection.Connection]
IMPORTED = re.compile(r"^\s*(?:from|import)\s+([\w.]+)", re.M)
LATER = re.compile(r'optim|"meta"')
"""What has torch import `torch._dynamo`, at its first use, for a second."""
AHEAD = ("torch._dynamo", "matplotlib.pyplot", "sklearn.datasets")
"""What this process may import for its programs: each takes long, prints nothing, warns of nothing.

Of another module a program would not show what it prints or warns of when it is imported.
"""


def main() -> None:
    """Serve batches until standard input ends, or the process that started this one does."""
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=channel.close)  # A program has no word in it.
    parent = os.getppid()
    told_to_end: list[int] = []
    scratch = ""

    def end(number: int, _: object) -> None:
        told_to_end.append(number)
        sys.exit(0)

    signal.signal(signal.SIGTERM, end)
    if hasattr(signal, "SIGCHLD"):  # Who started this may ignore it: then no end is known.
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
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
                run(jobs, Path(scratch), report, parent)
                report(Done())  # Before the folders are removed, which takes its time.
    except (BrokenPipeError, EOFError):
        pass
    except SystemExit as ended:
        if isinstance(ended.code, str):
            sys.stderr.write(f"{ended.code}\n")
    except OSError:
        if not told_to_end:  # In the middle of removing a folder.
            raise
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    shutil.rmtree(scratch, ignore_errors=True)  # SIGTERM may have come while it was removed.
    os._exit(0)  # Unloading torch takes its time, and nothing is left to do.


def run(jobs: list[Job], scratch: Path, report: Callable[[Message], None], parent: int) -> None:
    """Run jobs: most in forks of this process, and in forks of another those that import more.

    The less a process has imported, the less a fork of it costs. A lab's process imports what it
    needs itself.
    """
    slots = Slots(cores() + 1)  # One of them starts or ends, mostly.
    few = [job for job in jobs if FORKS and not job.echo and extras(job)]
    few.sort(key=lambda job: len(extras(job)))  # Longest last: a Batch takes from the end.
    begun = begin_beside(few, scratch, slots) if few and len(few) < len(jobs) else None
    if begun:
        process, heard = begun
        theirs = {job.key for job in few}
        rest = [job for job in jobs if job.key not in theirs]
        Batch(rest, scratch, report, parent, slots, heard).run()
        heard.close()
        process.join()
    else:
        preload(few)
        Batch(jobs, scratch, report, parent, slots).run()
    slots.close()


def begin_beside(jobs: list[Job], scratch: Path, slots: Slots) -> Beside | None:
    """Run jobs beside this process, in one that is forked from it and imports what they share.

    Returns it, and where it tells what is to be reported; None where no process can be started.
    """
    heard, told = multiprocessing.Pipe(duplex=False)
    os.register_at_fork(after_in_child=heard.close)
    (scratch / "beside").mkdir()
    slots.take()  # For the imports.
    try:
        process = start(run_beside, jobs, scratch / "beside", told, os.getpid(), slots)
    except OSError:
        slots.give()
        return None
    finally:
        told.close()
    return process, heard


def run_beside(
    jobs: list[Job], scratch: Path, told: connection.Connection, parent: int, slots: Slots
) -> None:
    """In a process of its own: import what the jobs share, then run them."""
    adopt_orphans()
    os.register_at_fork(after_in_child=told.close)
    preload(jobs)
    slots.give()
    Batch(jobs, scratch, told.send, parent, slots).run()
    told.send(Done())


def preload(jobs: list[Job]) -> None:
    """Import what at least two of the jobs need, if it is known to say nothing of itself."""
    counted = Counter(name for job in jobs for name in extras(job))
    shared = [name for name in AHEAD if counted[name] > 1]
    for name in shared:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
            if name == "matplotlib.pyplot":
                figures.warm()
    if shared:
        share()


def extras(job: Job) -> set[str]:
    """The modules that a job needs beyond those that this process has imported."""
    named: set[str] = set()
    for one in job.runs:
        named.update(IMPORTED.findall(one.program.source))
        if LATER.search(one.program.source):
            named.add("torch._dynamo")
    return {name for name in named if name not in sys.modules}


if __name__ == "__main__":
    main()
