"""Run jobs on this machine, or take what they gave from the cache."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from textbook.model import Job, Problem
from textbook.outcomes import Failure, Outcome, Result, Unavailable, Waiting
from textbook.running.cache import Cache
from textbook.running.machine import Machine
from textbook.running.pool import Pool
from textbook.running.printed import failed

log = logging.getLogger("mkdocs.textbook")
Outcomes = dict[str, Outcome]


class Runner:
    """Runs what must run, keeps what succeeds. `cache` is the folder `.cache`, or None."""

    def __init__(self, cache: Path | None, machine: Machine | None = None) -> None:
        self.machine = machine or Machine()
        self.results = Cache(cache / "results" if cache else None)
        self.pool = Pool(self.machine, usable(cache))
        self.labs: Background | None = None
        self.tried: dict[str, Outcomes] = {}
        """What came of each job that ran behind a served site, by its digest."""

    def close(self) -> None:
        """End the worker, and the one that runs labs behind a served site."""
        self.pool.close()
        if self.labs:
            self.labs.close()

    def run(self, jobs: Iterable[Job], fresh: bool = False) -> Outcomes:
        """What each run of the jobs gives here, by key; `fresh` leaves the cache unread."""
        start = time.monotonic()
        outcomes, missing = self.known(jobs, fresh)
        cached = count(outcomes, Result)

        def ended(job: Job, came: Outcomes) -> None:
            outcomes.update(came)
            self.keep(job, came)

        self.pool.run(missing, ended)
        total, failed = len(outcomes), count(outcomes, Failure, Waiting)
        executed = count(outcomes, Result) - cached
        log.info(
            "%d runs: %d executed in %.1f s, %d from the cache, %d need a GPU, %d failed",
            *(total, executed, time.monotonic() - start, cached),
            *(count(outcomes, Unavailable), failed),
        )
        return outcomes

    def known(self, jobs: Iterable[Job], fresh: bool = False) -> tuple[Outcomes, list[Job]]:
        """What needs no run, by key, and the jobs that do."""
        outcomes: Outcomes = {}
        missing: list[Job] = []
        for job in jobs:
            if job.device == "cuda" and self.machine.why_no_cuda:
                reason = Unavailable(self.machine.why_no_cuda)
                outcomes |= dict.fromkeys((run.key for run in job.runs), reason)
            elif not fresh and (came := self.cached(job)):
                outcomes |= came
            else:
                missing.append(job)
        return outcomes, missing

    def key(self, job: Job) -> str:
        """What a job's entry in the cache is called: its code and everything that it runs on."""
        return f"{job.key} {job.digest} {self.machine.key}"

    def cached(self, job: Job) -> Outcomes | None:
        """What the cache has of a job, by key, or None."""
        held: Any = self.results.get(self.key(job))
        with contextlib.suppress(KeyError, TypeError, ValueError, AttributeError):
            return {run.key: Result.read(held[run.key]) for run in job.runs}
        return None

    def keep(self, job: Job, came: Outcomes) -> None:
        """Keep what a job gave, if all of it succeeded."""
        if all(isinstance(outcome, Result) for outcome in came.values()):
            data = {key: asdict(one) for key, one in came.items() if isinstance(one, Result)}
            self.results.put(self.key(job), data)

    def run_behind(self, jobs: Iterable[Job], done: Callable[[], None]) -> Outcomes:
        """What labs give, without waiting: those that must run are `Waiting` until they have.

        They run in a worker of their own; `done` is called as each ends. A lab that has changed
        meanwhile is begun anew.
        """
        outcomes, missing = self.known(jobs)
        for job in missing:
            waiting: Outcomes = {run.key: Waiting() for run in job.runs}
            outcomes |= self.tried.get(job.digest, waiting)
        wanted = [job for job in missing if job.digest not in self.tried]
        if wanted and not (self.labs and self.labs.runs(wanted)):
            if self.labs:
                self.labs.close()
            self.labs = Background(self, wanted, done)
        return outcomes


class Background:
    """Labs that run while the rest of the site is served."""

    def __init__(self, runner: Runner, jobs: list[Job], done: Callable[[], None]) -> None:
        self.digests = {job.digest for job in jobs}
        self.closed = False
        self.pool = Pool(runner.machine, runner.pool.scratch, behind=True)
        self.thread = threading.Thread(target=self.run, args=(runner, jobs, done), daemon=True)
        self.thread.start()

    def runs(self, jobs: list[Job]) -> bool:
        """Whether these jobs are running now."""
        return self.thread.is_alive() and {job.digest for job in jobs} <= self.digests

    def run(self, runner: Runner, jobs: list[Job], done: Callable[[], None]) -> None:
        """Run the jobs, and tell of each."""
        ran = 0

        def ended(job: Job, came: Outcomes) -> None:
            nonlocal ran
            ran += 1
            runner.tried[job.digest] = came
            runner.keep(job, came)
            log.info("%s has run: %d of %d labs", job.path, ran, len(jobs))
            done()

        log.info("running %s behind the site", ", ".join(str(job.path) for job in jobs))
        try:
            self.pool.run(jobs, ended)
        except (Problem, OSError, ValueError) as error:
            if not self.closed:
                log.info("the labs have stopped: %s", error)
                for job in jobs:
                    runner.tried.setdefault(job.digest, failed(job, str(error)))
                done()
        self.pool.close()

    def close(self) -> None:
        """End what still runs. The worker may start while this is called: then end it, too."""
        self.closed = True
        while self.thread.is_alive():
            self.pool.close()
            self.thread.join(0.05)


def count(outcomes: Outcomes, *kinds: type) -> int:
    """How many outcomes are of these kinds."""
    return sum(isinstance(outcome, kinds) for outcome in outcomes.values())


def usable(cache: Path | None) -> Path | None:
    """A folder below the cache for matplotlib's list of fonts, or None where none can be made."""
    if cache is None:
        return None
    try:
        (cache / "matplotlib").mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return cache / "matplotlib"
