"""Whether a program shows the same twice, asked before its output becomes a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textbook.model import Job, Run
from textbook.outcomes import Failure, Outcome, Result
from textbook.recording.compare import difference, same
from textbook.recording.records import Records


def to_try_again(
    jobs: Iterable[Job], outcomes: Mapping[str, Outcome], records: Records
) -> list[Job]:
    """The jobs of which something would be recorded that is not recorded yet."""
    return [job for job in jobs if any(is_new(run, outcomes, records) for run in job.runs)]


def is_new(run: Run, outcomes: Mapping[str, Outcome], records: Records) -> bool:
    """Whether a run's result is not what its record says."""
    now = outcomes.get(run.key)
    if not isinstance(now, Result):
        return False
    kept = records.sound(run)
    return kept is None or not same(run.program, kept.result, now)


def unsteady(
    jobs: Iterable[Job], first: Mapping[str, Outcome], second: Mapping[str, Outcome]
) -> dict[str, str]:
    """What is wrong with the programs that showed something else the second time, by key."""
    found: dict[str, str] = {}
    for run in (run for job in jobs for run in job.runs):
        one, two = first.get(run.key), second.get(run.key)
        if not isinstance(one, Result) or (isinstance(two, Result) and same(run.program, one, two)):
            continue
        program = run.program
        told = difference(program, one, two) if isinstance(two, Result) else "it failed"
        told += f": {two.reason}" if isinstance(two, Failure) else ""
        found[run.key] = (
            f"{program.path}:{program.line}: does not show the same twice, the second time with "
            "the arithmetic of an older processor: seed it, print fewer digits, or declare what "
            f"varies:\n{told}"
        )
    return found
