"""The parent's side of a worker: start it, hand it jobs, read what it tells, end it."""

from __future__ import annotations

import contextlib
import pickle
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO

from textbook.model import Job, Problem
from textbook.outcomes import Outcome
from textbook.running.isolation import PROJECT
from textbook.running.machine import Machine
from textbook.running.messages import Done, Ended, Message, Started

PATIENCE = 60.0
"""Seconds beyond a job's limit after which a worker that says nothing counts as lost."""
START = 600.0
"""Seconds after which one that runs nothing yet does: a hundred may be importing torch at once."""


class Pool:
    """One worker, which starts with the first batch and lives until `close`."""

    def __init__(
        self,
        machine: Machine,
        scratch: Path | None = None,
        behind: bool = False,
        python: str = sys.executable,
    ) -> None:
        self.machine = machine
        self.python = python
        """What runs it: the interpreter of another environment, for another release of torch."""
        self.behind = behind
        """Whether other work goes first: a page that is being built does not wait for its runs."""
        self.scratch = scratch
        """Where matplotlib may keep its list of fonts."""
        self.process: subprocess.Popen[bytes] | None = None
        self.messages: queue.SimpleQueue[Message | None] = queue.SimpleQueue()

    def start(self) -> subprocess.Popen[bytes]:
        """Start the worker, which imports torch while its caller goes on."""
        if self.process and self.process.poll() is None:
            return self.process
        self.close()  # What is left of one that has ended.
        environment = self.machine.environment()
        environment |= {"PYTHONPATH": PROJECT, "HOME": home()}
        if self.scratch:
            environment["MPLCONFIGDIR"] = str(self.scratch.resolve())
        command = [self.python, "-P", "-m", "textbook.running.worker"]
        try:
            self.process = process = subprocess.Popen(
                [*command, *(["--behind"] if self.behind else [])],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C ends the build, which ends the worker.
                env=environment,
            )
            self.messages = queue.SimpleQueue()
            arguments = (process.stdout, self.messages)
            threading.Thread(target=listen, args=arguments, daemon=True).start()
        except (OSError, RuntimeError) as error:
            told = getattr(error, "strerror", None) or error
            cure = "end other processes, or raise ulimit -u"
            raise Problem(f"programs cannot be run here ({told}): {cure}") from error
        return process

    def close(self) -> None:
        """End the worker and everything that it runs, now; also from another thread."""
        process, self.process = self.process, None
        if process:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream:
                    with contextlib.suppress(OSError):
                        stream.close()

    def run(self, jobs: Iterable[Job], ended: Callable[[Job, dict[str, Outcome]], None]) -> None:
        """Run the jobs, and call `ended` with each as it ends.

        Raises Problem where the worker is lost, which names the jobs that were running.
        """
        by_key = {job.key: job for job in jobs}
        if not by_key:
            return
        process = self.start()
        assert process.stdin
        running: dict[str, float] = {}
        try:
            with contextlib.suppress(BrokenPipeError):
                pickle.dump(list(by_key.values()), process.stdin)
                process.stdin.flush()
            with Progress(len(by_key)) as progress:
                done = 0
                while True:
                    match self.next(running):
                        case Started(job):
                            running[job] = time.monotonic() + by_key[job].limit
                            progress.show(done, job)
                        case Ended(job, outcomes):
                            del running[job]
                            done += 1
                            ended(by_key[job], outcomes)
                            progress.show(done)
                        case Done():
                            return
                        case None:
                            raise Problem(lost(process, running, by_key))
        except BaseException:
            self.close()
            raise

    def next(self, running: dict[str, float]) -> Message | None:
        """The next message, or None where the worker has ended or says nothing for too long."""
        now = time.monotonic()
        longest = max((max(end - now, 0) + PATIENCE for end in running.values()), default=START)
        try:
            return self.messages.get(timeout=longest)
        except queue.Empty:
            return None


def home() -> str:
    """Where what a worker imports keeps its own files; in a container nobody may have a home."""
    try:
        return str(Path.home())
    except RuntimeError:
        return tempfile.gettempdir()


def lost(process: subprocess.Popen[bytes], running: dict[str, float], jobs: dict[str, Job]) -> str:
    """What to say of a worker that ended early or hangs."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(1)
    status = process.poll()
    told = "says nothing" if status is None else f"has ended with status {status}"
    names = ", ".join(str(jobs[key].path) for key in running)
    cure = f"look at what was running: {names}" if names else "look above, and try again"
    return f"the process that runs the programs {told}: {cure}"


def listen(stream: IO[bytes], messages: queue.SimpleQueue[Message | None]) -> None:
    """Put every message that the worker sends into a queue, and None when there are no more."""
    with contextlib.suppress(EOFError, OSError, ValueError, pickle.UnpicklingError):
        while True:
            messages.put(pickle.load(stream))
    messages.put(None)


class Progress:
    """One line on a terminal that says how many of how many, which, and for how long."""

    def __init__(self, total: int, stream: IO[str] = sys.stderr) -> None:
        self.total, self.stream = total, stream
        self.start, self.name = time.monotonic(), ""

    def __enter__(self) -> Progress:
        return self

    def show(self, done: int, name: str | None = None) -> None:
        """Draw the line anew."""
        self.name = name or self.name
        if self.stream.isatty():
            seconds = time.monotonic() - self.start
            self.stream.write(f"\r\x1b[K[{done:>3}/{self.total}] {self.name} {seconds:.1f} s")
            self.stream.flush()

    def __exit__(self, *_: object) -> None:
        if self.stream.isatty():
            self.stream.write("\r\x1b[K")
            self.stream.flush()
