"""A book made while its pages are rendered: its programs run beside that.

A build waits for them all. A served site does not: what still runs says so on its page, and the
page is made again when there is news.
"""

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
from textbook.recording.records import Records
from textbook.running.behind import Behind
from textbook.running.runner import Outcomes, Runner

PATIENCE = 0.5
"""Seconds that served pages, once they are rendered, wait for programs: enough for most edits."""
EVERY = 10.0
"""Seconds between two builds of a served site while programs still run."""
TIME = "SOURCE_DATE_EPOCH"
"""The variable that MkDocs takes for the time of a build, in seconds since 1970."""


class Making:
    """Makes one book, or under `serve` one after another. `cache` is the folder `.cache`."""

    def __init__(self, root: Path, cache: Path) -> None:
        self.root, self.cache = root, cache
        self.lock = contextlib.ExitStack()
        self.serving = False
        self.runner = Runner(cache)
        self.behind = Behind(self.runner)
        """What runs the snippets of a served site."""
        self.labs = Behind(self.runner, self.behind)
        self.waits = True
        """Whether all programs must have run before a page is made."""
        self.built = 0.0
        self.thread = ThreadPoolExecutor(1)
        self.sources: Sources
        self.records: Records
        self.running: Future[Outcomes] | None = None

    def start(self, serving: bool, again: bool) -> None:
        """Keep other builds out, and finish what a killed command had begun to record.

        `again` is whether MkDocs builds again when something changes. The time of the commit
        stands for that of a build, so that the same commit gives the same bytes.
        """
        required()
        check_time()
        self.serving, self.waits = serving, not (serving and again)
        if serving:
            return
        if TIME not in os.environ:
            os.environ[TIME] = files.committed(self.root)
        self.lock.enter_context(files.alone(self.cache))
        with contextlib.suppress(OSError):
            files.recover(self.root / "snippets")

    def begin(self) -> Sources:
        """Read the book, and begin to run it."""
        self.sources = read = sources.read(self.root)
        self.records = Records(self.root / "snippets")
        if self.waits:
            self.running = self.thread.submit(self.runner.run, read.jobs)
        else:
            self.behind.want(job for job in read.jobs if not job.echo)
            self.labs.want(job for job in read.jobs if job.echo)
        return read

    def finish(self) -> Book:
        """The book, once everything has run. Raises Problem where the worker is lost."""
        if self.waits:
            assert self.running
            outcomes = self.running.result()
        else:
            until = time.monotonic() + PATIENCE
            outcomes = self.behind.outcomes(until) | self.labs.outcomes(until)
            self.built = time.monotonic()
        return book.make(
            self.sources,
            outcomes,
            self.records,
            why_no_cuda=self.runner.machine.why_no_cuda,
            required=required(),
            serving=self.serving,
        )

    def is_news(self) -> bool:
        """Whether served pages are to be made again, as more has run than they show.

        That is told once: when everything has run, and every few seconds before.
        """
        both = (self.behind, self.labs)
        soon = time.monotonic() - self.built < EVERY
        if not any(one.has_news(whole=soon) for one in both):
            return False
        for one in both:
            one.missed = set()
        return True

    def close(self) -> None:
        """End what still runs, and let other builds in."""
        self.behind.close()
        self.labs.close()
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


def check_time() -> None:
    """Leave SOURCE_DATE_EPOCH out where it is empty. Raises Problem where it is no time.

    The sitemap is packed by gzip, whose times have 32 bits.
    """
    if not (value := os.environ.get(TIME, "")):
        os.environ.pop(TIME, None)
    elif not (value.isascii() and value.isdecimal() and len(value) < 11 and int(value) < 2**32):
        cure = "write seconds since 1970, below 2**32, or leave it out"
        raise Problem(f"{TIME}={value}: is no time: {cure}")
