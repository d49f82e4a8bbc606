"""Results in one file, to carry from a CUDA machine to the checkout that commits them.

A parcel is JSON: for each run its key, the digest of its program, a hash of what the program
showed, and the result itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from textbook.files import checksum, write
from textbook.model import Job, Problem, Run
from textbook.outcomes import Result


def pack(path: Path, runs: Iterable[Run], results: Mapping[str, Result]) -> int:
    """Write the results of these runs to a file; returns how many there are."""
    parcel = {}
    for run in runs:
        if run.key in results:
            result = asdict(results[run.key])
            parcel[run.key] = {
                "code": run.program.digest,
                "check": checksum([run.key, result]),
                "result": result,
            }
    write(path, json.dumps(parcel, indent=1, ensure_ascii=False) + "\n")
    return len(parcel)


def in_part(jobs: Iterable[Job], results: Mapping[str, Result]) -> dict[Job, int]:
    """The labs of which some cells have a result and others none; how many have one.

    Nothing of them is recorded: what one cell shows may be repeated in another.
    """
    found = {job: sum(run.key in results for run in job.runs) for job in jobs}
    return {job: count for job, count in found.items() if 0 < count < len(job.runs)}


def unpack(path: Path, runs: Iterable[Run]) -> dict[str, Result]:
    """The results in a file, by key. Raises Problem, naming each, where one is not these runs'."""
    by_key = {run.key: run for run in runs}
    results: dict[str, Result] = {}
    problems: list[str] = []
    try:
        parcel = json.loads(path.read_text("utf-8"))
        for key, entry in parcel.items():
            code, check, result = entry["code"], entry["check"], Result.read(entry["result"])
            if key not in by_key:
                problems.append(f"{path}: {key}: there is no such program here")
            elif code != by_key[key].program.digest:
                problems.append(
                    f"{path}: {key}: was run from other code than {by_key[key].program.path}: "
                    "run it again there"
                )
            elif check != checksum([key, entry["result"]]):
                problems.append(f"{path}: {key}: is not what was exported: carry it over again")
            else:
                results[key] = result
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        told = f"{path}: is no parcel that export wrote ({error}): carry it over again"
        raise Problem(told) from error
    if problems:
        raise Problem("\n".join(problems) + "\nnothing was imported")
    return results
