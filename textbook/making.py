"""A book made while its pages are rendered: its programs run in a thread of this process."""

from __future__ import annotations

import contextlib
import os
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path

from textbook import book, files
from textbook.book import Book
from textbook.model import Problem
from textbook.reading import sources
from textbook.reading.sources import Sources
from textbook.running.runner import Outcomes, Runner


class Making:
    """Makes one book, or under `serve` one after another. `cache` is the folder `.cache`."""

    def __init__(self, root: Path, cache: Path) -> None:
        self.root, self.cache = root, cache
        self.lock = contextlib.ExitStack()
        self.serving = False
        self.runner = Runner(cache)
        self.labs_done = cache / "labs"
        """A file that changes when a lab has run behind the served site."""
        self.thread = ThreadPoolExecutor(1)
        self.sources: Sources
        self.running: Future[Outcomes] | None = None

    def start(self) -> None:
        """Keep other builds out, and finish what a killed command had begun to record."""
        required()
        if not self.serving:
            self.lock.enter_context(files.alone(self.cache))
            with contextlib.suppress(OSError):
                files.recover(self.root / "snippets")

    def begin(self) -> Sources:
        """Read the book, and begin to run it."""
        if self.running:  # Of a served site's build that failed before it had waited.
            wait([self.running])
        self.sources = sources.read(self.root)
        self.running = self.thread.submit(self.run, self.sources)
        return self.sources

    def run(self, read: Sources) -> Outcomes:
        """What every program gives. Under serve, labs run behind the rest."""
        if not self.serving:
            return self.runner.run(read.jobs)
        chapters = self.runner.run(job for job in read.jobs if not job.echo)
        labs = [job for job in read.jobs if job.echo]
        return chapters | self.runner.run_behind(
            labs, lambda: files.write(self.labs_done, str(time.time_ns()))
        )

    def finish(self) -> Book:
        """The book, once everything has run. Raises Problem where the worker is lost."""
        assert self.running
        return book.make(
            self.sources,
            self.running.result(),
            why_no_cuda=self.runner.machine.why_no_cuda,
            required=required(),
            serving=self.serving,
        )

    def close(self) -> None:
        """End what still runs, and let other builds in."""
        self.runner.close()
        while self.running and not self.running.done():  # A worker may be starting just now.
            self.runner.close()
            wait([self.running], 0.05)
        self.thread.shutdown()
        self.lock.close()


def required() -> bool:
    """Whether CUDA=required. Raises Problem for any other value, which would do nothing."""
    value = os.environ.get("CUDA", "")
    if value not in ("", "required"):
        raise Problem(f"CUDA={value} means nothing: write CUDA=required, or leave it out")
    return value == "required"
