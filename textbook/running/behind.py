"""Jobs that run behind a served site: no page waits for them."""

from __future__ import annotations

import time
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

from textbook.files import log
from textbook.model import Job, Problem
from textbook.outcomes import Waiting
from textbook.running.pool import Pool
from textbook.running.printed import failed
from textbook.running.runner import Outcomes, Runner


class Behind:
    """Runs what the pages want, batch after batch, while MkDocs makes and serves them.

    Where `before` is named, that runs first, and this in a worker of its own that yields to other
    work. What came of a job is kept as long as the site is served, so that one that fails is not
    run again until its author has changed it.
    """

    def __init__(self, runner: Runner, before: Behind | None = None) -> None:
        self.runner, self.before = runner, before
        self.pool = runner.pool
        if before:
            self.pool = Pool(runner.machine, runner.pool.scratch, behind=True)
        self.came: dict[str, Outcomes] = {}
        """What came of each job, by its digest."""
        self.wanted: dict[str, Job] = {}
        """What the pages show, by digest."""
        self.running: dict[str, Job] = {}
        """What the worker has been given, by digest."""
        self.missed: set[str] = set()
        """What the pages show as still running."""
        self.lost: set[str] = set()
        """What has not run because the worker was lost."""
        self.thread = ThreadPoolExecutor(1)
        self.last: Future[Any] = Future()
        """What `thread` was asked for last."""
        self.last.set_result(None)

    def want(self, jobs: Iterable[Job]) -> None:
        """Run those of the jobs that have not run; where one has changed meanwhile, begin anew."""
        before, self.wanted = self.wanted, {job.digest: job for job in jobs}
        self.missed = set()
        if before.keys() != self.wanted.keys():
            for digest in self.lost:
                del self.came[digest]
            self.lost = set()
        if any(one not in self.wanted and one not in self.came for one in self.running):
            self.end()
        self.last = self.thread.submit(self.run, self.wanted)

    def run(self, jobs: dict[str, Job]) -> None:
        """Run what the cache does not have of these jobs, unless others are wanted by now."""
        new = [job for digest, job in jobs.items() if digest not in self.came]
        known, missing = self.runner.known(new)
        for job in new:
            if job.runs[0].key in known:
                self.came[job.digest] = {run.key: known[run.key] for run in job.runs}
        if missing and self.before and jobs is self.wanted:
            wait([self.before.last])
        if not missing or jobs is not self.wanted:
            return
        log.info("running %s behind the site", told(missing))
        start = time.monotonic()
        self.running = {job.digest: job for job in missing}
        try:
            self.pool.run(missing, self.ended)
            log.info("%s: ran in %.1f s", told(missing), time.monotonic() - start)
        except (Problem, OSError, ValueError) as error:
            if jobs is self.wanted:  # And not because others are.
                log.info("the programs have stopped: %s", error)
                lost = self.running.keys() - self.came.keys()
                self.came |= {one: failed(jobs[one], str(error)) for one in lost}
                self.lost = lost  # Last: `want` takes back what came of these, at any moment.
        self.running = {}

    def ended(self, job: Job, came: Outcomes) -> None:
        """Keep what came of a job, and tell of a lab."""
        self.came[job.digest] = came
        self.runner.keep(job, came)
        if job.echo:
            ran = sum(digest in self.came for digest in self.running)
            log.info("%s has run: %d of %d labs", job.path, ran, len(self.running))

    def outcomes(self, until: float) -> Outcomes:
        """What has come of the jobs at that time or before; others are `Waiting`."""
        wait([self.last], max(0, until - time.monotonic()))
        if self.last.done():
            self.last.result()  # Raises Problem where nothing can be run here.
        found: Outcomes = {}
        missed = set()
        for digest, job in self.wanted.items():
            came = self.came.get(digest)
            if came is None:
                missed.add(digest)
            found |= came or {run.key: Waiting() for run in job.runs}
        self.missed = missed
        return found

    def has_news(self, whole: bool) -> bool:
        """Whether something has run that the pages show as still running; all of it, if `whole`."""
        return (self.last.done() or not whole) and any(one in self.came for one in self.missed)

    def start(self) -> None:
        """Have the worker ready before the first edit, in the thread that alone starts it."""
        self.last = self.thread.submit(self.pool.start)

    def end(self) -> None:
        """End what runs. The worker may start while this is called: then end it, too."""
        while not self.last.done():
            self.pool.close()
            wait([self.last], 0.05)

    def close(self) -> None:
        """End everything."""
        self.wanted = {}
        self.end()
        self.pool.close()
        self.thread.shutdown()


def told(jobs: list[Job]) -> str:
    """Jobs by name, or how many they are."""
    if len(jobs) > 3:
        return f"{len(jobs)} programs"
    return ", ".join(str(job.path) for job in jobs)
