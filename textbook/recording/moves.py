"""What a move from one release of torch to another changed, as kept in `snippets/move.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from textbook.files import checksum
from textbook.model import Problem, Run
from textbook.outcomes import Failure, Outcome, Result
from textbook.recording.compare import diff, same
from textbook.recording.records import Records

NUMBER = re.compile(r"[-+]?\d+(?:\.\d*)?(?:e[-+]?\d+)?")
Report = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One program whose output is not what it was."""

    key: str
    """The program's name and its device: `tensors/storage/flat.cpu`."""
    kind: str
    """`value`, `repr`, `warning` or `error`: what the lines that differ are about."""
    diff: tuple[str, ...]
    """A unified diff without its head, or why the program fails now."""
    stops: bool = False
    """Whether it warns or fails now, so that the move cannot go on."""


def compare(
    runs: Mapping[str, Run], outcomes: Mapping[str, Outcome], records: Records
) -> Iterator[Change]:
    """What each program does otherwise than its record says."""
    for key, outcome in outcomes.items():
        program = runs[key].program
        if isinstance(outcome, Failure):
            told = f"{program.path}:{outcome.line}: {outcome.reason}"
            yield Change(key, kind_of([told]), (told,), stops=True)
            continue
        kept = records.read(runs[key])
        if not isinstance(outcome, Result) or kept is None:
            continue
        if not same(program, kept.result, outcome):
            lines = tuple(diff(program, kept.result, outcome, context=1))
            yield Change(key, kind_of(lines), lines or ("what it draws differs",))


def kind_of(lines: Sequence[str]) -> str:
    """What lines that differ are about: a warning, an error, numbers alone, or how things show."""
    changed = [line for line in lines if not line.startswith((" ", "@@"))]
    if any(re.search(r"\w*Warning\b", line) for line in changed):
        return "warning"
    if any(re.search(r"\w*Error\b|fail|raises", line) for line in changed):
        return "error"
    gone, come = ([NUMBER.sub("0", one[1:]) for one in changed if one[0] == sign] for sign in "-+")
    return "value" if gone == come else "repr"


def report(old: str, new: str, compared: int, changes: Sequence[Change]) -> Report:
    """The report as it is kept."""
    told = [{**asdict(change), "diff": list(change.diff)} for change in changes]
    return {"from": old, "to": new, "compared": compared, "changes": told}


def dumps(report: Report) -> str:
    """The text of `move.json`."""
    return json.dumps({**report, "check": checksum(report)}, indent=1, ensure_ascii=False) + "\n"


def load(path: Path) -> Report | None:
    """The last move's report, or None. Raises Problem where it is damaged or a hand edited it."""
    try:
        report: Report = json.loads(path.read_text("utf-8"))
        if report.pop("check") != checksum(report):
            raise ValueError("a report is written by a run, never by hand")
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Problem(f"{path}: is damaged ({error}): git checkout {path}") from error
    return report
