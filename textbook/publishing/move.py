"""Move the book to another release of torch, and say program by program what is different.

The release is tried as `compare` tries it, in an environment of its own. Only if no program warns
or fails there are records and pins rewritten, and what the release before printed is kept as a
comparison. Nothing is installed where the book is used: the next make does that. A move that is
stopped before its end, by whatever it is, puts all files back that it wrote; what was written while
another torch was tried, which takes minutes, stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from textbook import releases
from textbook.files import CACHE, ROOT, SNIPPETS, alone, log, read_text, recover, write
from textbook.model import Problem
from textbook.outcomes import Result
from textbook.publishing import compare, readme, trial
from textbook.publishing.checkout import clean
from textbook.reading import sources
from textbook.reading.sources import Sources
from textbook.recording import measure
from textbook.recording.records import Records
from textbook.releases import FAILS, Release
from textbook.starting.installation import REQUIREMENTS, pin

CONSTRAINTS = Path("constraints.txt")
TEXT = CACHE / "move.md"


def move(version: str) -> str:
    """Move to a release, `2.14.0` or `newest`; returns what to do next.

    Raises Problem where something stops it, which says how the files were left.
    """
    clean()
    pins_before = {path: read_text(path) for path in (REQUIREMENTS, CONSTRAINTS)}
    old = pin(pins_before[REQUIREMENTS])["version"]
    wanted, version = version, trial.named(version)
    if version == old:
        if wanted == "newest":
            return f"torch {version} is the newest already"
        raise Problem(f"{REQUIREMENTS}: pins torch {version} already")
    TEXT.unlink(missing_ok=True)
    read = compare.whole()
    left = f"the pin is still {old}, and nothing has changed"
    try:
        with trial.environment(version) as python:
            found, results = compare.measured(python, read, old)
            write(TEXT, measure.report(found))
            if stopped := [key for key, one in found.differs.items() if one.kind in FAILS]:
                told = f"{measure.report(found)}\n{len(stopped)} programs warn or fail on it"
                raise Problem(f"{told}: {', '.join(stopped)}")
            ran = (run.key for job in read.jobs if job.device == "cpu" for run in job.runs)
            if shaky := [key for key in ran if key not in results]:
                told = "do not print the same twice on it: seed them, or declare what varies"
                raise Problem(f"{', '.join(shaky)}: {told}")
            pins = pinned(python, version)
        with alone(CACHE):
            stop_if_changed(read, pins_before)
            recover(SNIPPETS)
            kept = written()
            try:
                accept(found, results, read)
                for path, text in pins.items():
                    write(path, text)
            except BaseException:
                left = put_back(kept, left)
                raise
    except BaseException as error:
        reason = str(error) if isinstance(error, Problem) else repr(error)
        raise Problem(f"the move to torch {version} has stopped: {reason}\n{left}") from error
    return (
        f"{measure.report(found)}\ntorch {version} is pinned: look at git diff and {TEXT}, then "
        "make test, which installs it, and git commit"
    )


def stop_if_changed(read: Sources, pins: Mapping[Path, str]) -> None:
    """Raise Problem where programs or pins are not those that were tried.

    A program that is new would lose its record, as one that the book does not have.
    """
    now = sources.read(ROOT).runs
    keys = [*read.runs, *(key for key in now if key not in read.runs)]
    changed = [now.get(key) or read.runs[key] for key in keys if now.get(key) != read.runs.get(key)]
    paths: dict[str, None] = dict.fromkeys(str(run.program.path) for run in changed)
    paths |= {str(path): None for path, text in pins.items() if read_text(path) != text}
    if paths:
        told = "changed during the trial: commit it, then make move again"
        raise Problem(f"{', '.join(paths)}: {told}")


def accept(found: Release, results: Mapping[str, Result], read: Sources) -> None:
    """Make the release's results the records, and keep the ones before as a comparison."""
    records = Records(SNIPPETS)
    before = measure.expected(read.runs.values(), records)
    ran = {key: one for key, one in before.items() if key in results}
    records.update(read.runs.values(), results)
    now = measure.expected(read.runs.values(), Records(SNIPPETS))
    last = measure.measure(read.runs, ran, now, found.torch, {})
    compare.path(found).unlink(missing_ok=True)
    write(compare.path(last), releases.dumps(last))
    readme.fill(ROOT, "make record", readme.counts(read.runs.values(), SNIPPETS))


def pinned(python: Path, new: str) -> dict[Path, str]:
    """The two files of pins with another torch, and what it needs, as it was tried.

    Raises Problem where pip finds that they do not go together.
    """
    requirements, constraints = read_text(REQUIREMENTS), read_text(CONSTRAINTS)
    needed, versions = trial.installed(python)
    names = {normal(re.split(r"[^\w.-]", line)[0]) for line in needed}
    found = pin(requirements)
    changed = f"torch=={new}{found['space'][:1]}".ljust(len(found[0]))  # A comment stays apart.
    texts = {
        REQUIREMENTS: requirements[: found.start()] + changed + requirements[found.end() :],
        CONSTRAINTS: hold(constraints, names, {normal(one): at for one, at in versions.items()}),
    }
    folder = trial.folder_of(python)
    for path, text in texts.items():
        write(folder / path, text)
    log.info("asking pip whether torch %s goes together with the rest", new)
    if trial.refused(python, folder / REQUIREMENTS):
        raise Problem(f"torch {new} does not go together with what {REQUIREMENTS} pins")
    return texts


def hold(constraints: str, needed: Collection[str], versions: Mapping[str, str]) -> str:
    """The constraints, with what torch needs at the versions that were tried with it."""
    lines = []
    for line in constraints.splitlines():
        name = line.partition("==")[0].strip()
        now = versions.get(normal(name)) if normal(name) in needed else None
        lines.append(f"{name}=={now}" if now else line)
    return "\n".join(lines) + "\n"


def normal(name: str) -> str:
    """A package's name as all its spellings have it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def written() -> dict[Path, bytes]:
    """What a move rewrites, as it is now: pins, records, comparisons, the READMEs' figures."""
    records = (path for path in SNIPPETS.rglob("*") if path.suffix in (".txt", ".svg", ".json"))
    paths = (REQUIREMENTS, CONSTRAINTS, *readme.READMES.values(), *records)
    return {path: path.read_bytes() for path in paths if path.is_file()}


def put_back(kept: Mapping[Path, bytes], done: str) -> str:
    """Have every file as it was; says how that went: `done`, or what is to be done by hand."""
    try:
        recover(SNIPPETS)
        now = written()
        for path in now.keys() - kept.keys():
            path.unlink()
        for path, data in kept.items():
            if now.get(path) != data:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
    except (OSError, Problem) as error:
        files = " ".join(map(str, (REQUIREMENTS, CONSTRAINTS, SNIPPETS, *readme.READMES.values())))
        return f"not every file could be put back ({error}): git checkout {files}"
    return done
