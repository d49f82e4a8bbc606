"""Run jobs on this machine, or take what they gave from the cache."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from textbook.files import log
from textbook.model import Job
from textbook.outcomes import Failure, Outcome, Result, Unavailable, Waiting
from textbook.running.cache import Cache
from textbook.running.machine import Machine
from textbook.running.pool import Pool

Outcomes = dict[str, Outcome]


class Runner:
    """Runs what must run, keeps what succeeds. `cache` is the folder `.cache`, or None."""

    def __init__(self, cache: Path | None, machine: Machine | None = None) -> None:
        self.machine = machine or Machine()
        self.results = Cache(cache / "results" if cache else None)
        self.pool = Pool(self.machine, usable(cache))

    def close(self) -> None:
        """End the worker."""
        self.pool.close()

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
