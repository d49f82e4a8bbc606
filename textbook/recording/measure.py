"""What programs print on another release of torch, held against their records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from textbook.files import checksum
from textbook.model import Problem, Program, Run
from textbook.outcomes import Failure, Outcome, Provenance, Result
from textbook.recording.compare import diff, same
from textbook.recording.records import Records
from textbook.releases import (
    FAILS,
    LENGTH,
    Difference,
    Measured,
    Release,
    read_all,
    unnumbered,
)

NUMBER = re.compile(r"[-+]?\d+(?:\.\d*)?(?:e[-+]?\d+)?")
MISSING = re.compile(r"^raises (?:AttributeError|ImportError|ModuleNotFoundError|NameError)\b")
WORDS = re.compile(r"(?:\b[A-Za-z]{2,}\b[ ,.:;']+){3}|\w+Error\b")
"""Three words in a row: a sentence, which no value is."""
HOME = re.compile(r"[^\s\"'(]*/(?=site-packages/)")
"""The folders of one machine that lead to its packages."""


def expected(runs: Iterable[Run], records: Records) -> dict[str, Result]:
    """What is recorded of these runs, as far as it is of their code, by key.

    Raises Problem where a record is damaged or edited.
    """
    return {
        run.key: kept.result
        for run in runs
        if (kept := records.read(run)) and kept.code == run.program.digest
    }


def differing(
    runs: Mapping[str, Run], outcomes: Mapping[str, Outcome], records: Mapping[str, Result]
) -> dict[str, Difference]:
    """What each program shows otherwise than its record says, by key."""
    found: dict[str, Difference] = {}
    for key, outcome in outcomes.items():
        program, kept = runs[key].program, records.get(key)
        if isinstance(outcome, Failure):
            kind, message = failing(program, HOME.sub("", outcome.reason))
            shown = tuple(f"+{line}" for line in message.splitlines())
            found[key] = Difference(kind, program.digest, shown)
        elif isinstance(outcome, Result) and kept and not same(program, kept, outcome):
            lines = tuple(diff(program, kept, outcome, context=None))
            if not lines or not only_numbered(lines, kept.ran_on, outcome.ran_on):
                found[key] = Difference(kind_of(lines), program.digest, lines)
    return found


def failing(program: Program, told: str) -> tuple[str, str]:
    """What a failure is about, and what torch said; of a program that ends without the error that
    its header declares there is nothing to quote."""
    if program.raises and told.startswith("ends without"):
        return "ends", ""
    kind = "another" if program.raises else "error"
    kind = "warning" if told.startswith("warns") else "missing" if MISSING.match(told) else kind
    return kind, re.sub("^(?:raises|warns with) ", "", told)


def only_numbered(lines: Sequence[str], old: Provenance, new: Provenance) -> bool:
    """Whether lines differ in nothing but torch's own number."""
    gone, come = ([line[1:] for line in lines if line[0] == sign] for sign in "-+")
    return [unnumbered(one, old.torch) for one in gone] == [
        unnumbered(one, new.torch) for one in come
    ]


def kind_of(lines: Sequence[str]) -> str:
    """What a diff is about: a picture, numbers, the words of a message, or how things show."""
    if not lines:
        return "drawing"
    gone, come = ([line[1:] for line in lines if line[0] == sign] for sign in "-+")
    if [NUMBER.sub("0", one) for one in gone] == [NUMBER.sub("0", one) for one in come]:
        return "value"
    return "message" if any(map(WORDS.search, [*gone, *come])) else "repr"


def measure(
    runs: Mapping[str, Run],
    outcomes: Mapping[str, Outcome],
    records: Mapping[str, Result],
    against: str,
    packages: Mapping[str, str],
) -> Release:
    """A release, from what every program that was run on it gave. Raises Problem for no result."""
    results = {key: one for key, one in outcomes.items() if isinstance(one, Result)}
    if not results:
        raise Problem("no program runs on this release: look at the messages above")
    ran_on = next(iter(results.values())).ran_on
    differs = differing(runs, outcomes, records)
    same_keys = [key for key in results if key in records and key not in differs]
    folders: dict[str, list[str]] = {}
    for key in sorted(same_keys):
        folders.setdefault(key.rpartition("/")[0], []).append(sign(runs[key], records[key]))
    return Release(
        ran_on.torch.partition("+")[0],
        asdict(ran_on),
        packages,
        datetime.now(UTC).strftime("%Y-%m-%d"),
        against,
        {folder: " ".join(hashes) for folder, hashes in sorted(folders.items())},
        dict(sorted(differs.items())),
    )


def sign(run: Run, record: Result) -> str:
    """A hash of a program and of what is recorded of it, where it was recorded left aside."""
    shown = (record.printed, record.value, record.figures, record.layout)
    drawn = [record.drawn] if record.drawn else []
    return checksum([run.key, run.program.digest, *shown, *drawn])[:LENGTH]


def measured(runs: Mapping[str, Run], records: Records) -> Measured:
    """Every release that was measured, held against today's programs and records.

    A record that cannot be read counts as none: the build itself says what is wrong with it.
    """
    signs = {
        key: sign(run, kept.result) for key, run in runs.items() if (kept := records.current(run))
    }
    codes = {key: run.program.digest for key, run in runs.items()}
    return Measured(read_all(records.root), signs, codes)


def report(release: Release) -> str:
    """The comparison for a maintainer: a sentence with the conclusion, then causes, then diffs."""
    total = release.count + len(release.differs)
    told = [
        f"Of {total} programs, {release.count} print on PyTorch {release.torch} what they print "
        f"on {release.against}; {len(release.differs)} "
        f"{'does' if len(release.differs) == 1 else 'do'} not."
        if release.differs
        else f"All {total} programs print on PyTorch {release.torch} what they print on "
        f"{release.against}."
    ]
    for cause, keys in causes(release.differs).items():
        names = ", ".join(key.rpartition(".")[0] for key in keys)
        told.append(f"## {cause}\n\n{names}")
        told += dict.fromkeys(fenced(release.differs[key].diff) for key in keys)  # Each once.
    return "\n\n".join(told) + "\n"


def fenced(diff: Iterable[str]) -> str:
    """The lines that differ, as Markdown."""
    changed = [line for line in diff if line[0] != " "]
    return "```diff\n" + "\n".join(changed) + "\n```"


def causes(differs: Mapping[str, Difference]) -> dict[str, list[str]]:
    """The keys of programs that differ, by what the difference is, the commonest first."""
    found: dict[str, list[str]] = {}
    for key, one in differs.items():
        found.setdefault(cause(one), []).append(key)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def cause(one: Difference) -> str:
    """In one line, what is different: the words that go and come, or what fails."""
    gone, come = (
        Counter(re.findall(r"[A-Za-z_]\w*", "\n".join(x[1:] for x in one.diff if x[0] == sign)))
        for sign in "-+"
    )
    lost, won = " ".join(gone - come), " ".join(come - gone)
    if one.kind == "ends":
        return "Ends without its error"
    if one.kind in FAILS:
        first = one.diff[0][1:] if one.diff else ""
        return f"{'Warns' if one.kind == 'warning' else 'Fails'}: {first}"
    if lost and won and len(lost) + len(won) < 100:
        return f"`{lost}` is `{won}` there"
    if (lost or won) and len(lost) + len(won) < 100:
        return f"`{won}` is added there" if won else f"`{lost}` is not there"
    return {
        "value": "Other numbers",
        "drawing": "Another picture",
        "message": "A message in other words",
    }.get(one.kind, "Shown otherwise")
