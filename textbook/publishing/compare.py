"""Run the book on another release of torch, and keep what it prints otherwise.

Neither the pin nor a record nor the environment in use is touched: the result is one file,
`snippets/releases/2.11.json`, and a text for a person, `.cache/compare.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from textbook import releases
from textbook.files import CACHE, ROOT, SNIPPETS, alone, log, read_text, write
from textbook.model import Problem, Run
from textbook.outcomes import Result
from textbook.publishing import trial
from textbook.reading import sources
from textbook.reading.sources import Sources
from textbook.recording import measure
from textbook.recording.records import Records
from textbook.releases import Difference, Release
from textbook.running.machine import Machine, Plainer
from textbook.starting.installation import REQUIREMENTS, pin

TEXT = CACHE / "compare.md"


def compare(version: str) -> str:
    """Measure a release, `2.11.0` or `newest`; returns what was found."""
    wanted, version = version, trial.named(version)
    pinned = pin(read_text(REQUIREMENTS))["version"]
    if version == pinned and wanted == "newest":
        return f"torch {version} is the newest, and the book's own"
    if version == pinned:
        raise Problem(f"torch {version} is what the records are of: make record runs that")
    read = whole()
    with trial.environment(version) as python:
        found, _ = measured(python, read, pinned)
    with alone(CACHE):
        write(TEXT, measure.report(found))
        if confirmed(found):
            return f"{measure.report(found)}\n{path(found)} says so already"
        write(path(found), releases.dumps(found))
    return f"{measure.report(found)}\n{path(found)} holds it: git commit"


def confirmed(found: Release) -> bool:
    """Whether a release's file says the same already, of another day or another computer."""
    try:
        kept = releases.read(path(found))
    except Problem:  # There is none, or it is damaged.
        return False
    there = replace(found, date=kept.date, ran_on=kept.ran_on, packages=kept.packages)
    return there == kept


def measured(python: Path, read: Sources, against: str) -> tuple[Release, dict[str, Result]]:
    """What of the CPU programs is different in another environment, and all that they gave.

    What differs is run a second time, with an older processor's arithmetic; what then differs
    otherwise, a third time. A program that shows something else each time is left out.
    """
    jobs = [job for job in read.jobs if job.device == "cpu"]
    expected = measure.expected(read.runs.values(), Records(SNIPPETS))
    outcomes = trial.run(python, jobs, Machine())
    packages = trial.imported(trial.installed(python)[1])
    different: dict[str, Difference | None] = {**measure.differing(read.runs, outcomes, expected)}
    for machine in (Plainer(), Machine()):  # What a busy machine has spoilt is run once more.
        again = [job for job in jobs if any(run.key in different for run in job.runs)]
        came = trial.run(python, again, machine)
        now = measure.differing(read.runs, came, expected)
        outcomes |= came
        keys = different.keys() | now.keys()
        different = {key: now.get(key) for key in keys if different.get(key) != now.get(key)}
        if not different:
            break
    for key in different:
        told = "does not print the same twice there, and counts as not measured"
        log.info("%s: %s", read.runs[key].program.path, told)
        del outcomes[key]
    found = measure.measure(read.runs, outcomes, expected, against, packages)
    return found, {key: one for key, one in outcomes.items() if isinstance(one, Result)}


def take(file: Path, runs: Mapping[str, Run]) -> str:
    """Keep a release that another machine has measured. Raises Problem where it is of other code.

    Returns what came of it, in a sentence.
    """
    found = releases.read(file)
    expected = measure.expected(runs.values(), Records(SNIPPETS))
    signs = {measure.sign(runs[key], kept) for key, kept in expected.items()}
    codes = {run.program.digest for run in runs.values()}
    hashes = {one for row in found.same.values() for one in row.split()}
    strange = [key for key, one in found.differs.items() if one.code not in codes]
    if strange or not hashes <= signs:
        count = len(strange) + len(hashes - signs)
        raise Problem(
            f"{file}: {count} programs or records are not this checkout's: "
            "make compare there on this commit\nnothing was imported"
        )
    write(path(found), releases.dumps(found))
    return f"{path(found)}: {found.count} the same, {len(found.differs)} not"


def path(release: Release) -> Path:
    """The file of a release: one for each minor release."""
    return SNIPPETS / releases.FOLDER / f"{release.minor}.json"


def whole() -> Sources:
    """The book as read. Raises Problem where something in it must be mended first."""
    read = sources.read(ROOT)
    if read.problems:
        raise Problem("\n\n".join((*read.problems, "mend the book before it is run elsewhere")))
    return read
