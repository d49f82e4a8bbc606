"""Results in one file, to carry from a CUDA machine to the checkout that commits them.

A parcel is JSON: for each run its key, the digest of its program, a hash of what the
program printed and drew, and the result itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from textbook.runner import Result, checksum, write
from textbook.snippet import Problem, Snippet


def pack(path: Path, runs: Iterable[Snippet], results: Mapping[str, Result]) -> int:
    """Write the results of these runs to a file; returns how many there are."""
    parcel = {}
    for run in runs:
        if run.key in results:
            result = json.loads(json.dumps(asdict(results[run.key])))
            parcel[run.key] = {"code": run.digest, "check": checksum(result), "result": result}
    write(path, json.dumps(parcel, indent=1, ensure_ascii=False) + "\n")
    return len(parcel)


def unpack(path: Path, runs: Iterable[Snippet]) -> dict[str, Result]:
    """The results in a file, by key. Raises Problem, naming each, where one is not these runs' own."""
    try:
        parcel = json.loads(path.read_text("utf-8"))
        entries = {key: (entry["code"], entry["check"], entry["result"]) for key, entry in parcel.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Problem(f"{path}: is no parcel that export wrote ({error}): carry it over again") from error
    by_key = {run.key: run for run in runs}
    results: dict[str, Result] = {}
    problems: list[str] = []
    for key, (code, check, result) in entries.items():
        if key not in by_key:
            problems.append(f"{path}: {key}: there is no such program here")
        elif code != by_key[key].digest:
            problems.append(f"{path}: {key}: was run from other code than {by_key[key].path}: run it again there")
        elif check != checksum(result):
            problems.append(f"{path}: {key}: is not what was exported: carry it over again")
        else:
            results[key] = Result.read(result)
    if problems:
        raise Problem("\n".join(problems) + "\nnothing was imported")
    return results
