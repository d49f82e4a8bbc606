"""Other releases of torch: what each was measured to print otherwise, kept in `snippets/releases/`.

One file a minor release, `2.11.json`: how many programs were run there, of those that printed the
same a short hash each, of the others a whole diff with its kind. A hash is of a program's code and
of its record, so that what has changed since counts as not measured, never as the same.
Depends on the standard library alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from textbook.files import checksum
from textbook.model import Problem

FOLDER = "releases"
FAILS = ("warning", "missing", "error", "another", "ends")
"""The kinds of difference for which a program has to be mended."""
LENGTH = 8
"""Letters of a hash: enough to notice a change, and few enough to commit."""


@dataclass(frozen=True)
class Difference:
    """What one program prints otherwise on another release."""

    kind: str
    """What differs: `value`, numbers; `repr`, how things are shown; `message`, the words of one;
    `drawing`, a picture; or that it ends in a `warning`; in an error, for a name that is `missing`
    or another reason (`error`); in `another` error than it declares; or without it (`ends`)."""
    code: str
    """The digest of the program that was run."""
    diff: tuple[str, ...]
    """Every line, with a blank, `-` or `+` before it; of what fails, the message after `+`."""

    @property
    def text(self) -> str:
        """All that the program printed there."""
        return "".join(f"{line[1:]}\n" for line in self.diff if line[0] != "-")


@dataclass(frozen=True)
class Release:
    """One release, as measured."""

    torch: str
    """`2.11.0`."""
    ran_on: Mapping[str, str | None]
    """Where: the fields of `outcomes.Provenance`."""
    packages: Mapping[str, str]
    """What programs imported there beside torch, with its version."""
    date: str
    """The day: `2026-11-28`."""
    against: str
    """The release of the records that it was held against."""
    same: Mapping[str, str]
    """By folder, the hashes of the programs that printed the same."""
    differs: Mapping[str, Difference]
    """By the key of the run."""

    @property
    def minor(self) -> str:
        """`2.11`."""
        return minor(self.torch)

    @property
    def count(self) -> int:
        """How many programs printed the same."""
        return sum(len(hashes.split()) for hashes in self.same.values())


@dataclass(frozen=True)
class Elsewhere:
    """What a program prints on a row of releases, and only there."""

    first: str
    last: str
    """The minor releases that begin and end the row: `2.4`, `2.6`."""
    end: str
    """`old` where no older release was measured, `new` where no newer was, else nothing."""
    releases: tuple[str, ...]
    """Each release that was run: `2.4.1`, `2.6.0`."""
    kind: str
    text: str
    """What it printed on the newest of them."""
    dates: tuple[str, ...]
    """The days on which they were run."""


class Measured:
    """The releases that were measured, as far as programs and records are still the same."""

    def __init__(
        self, releases: Iterable[Release], signs: Mapping[str, str], codes: Mapping[str, str]
    ) -> None:
        """`signs` has the sign of each run that has a record, `codes` its program's digest."""
        self.all = sorted(releases, key=lambda one: order(one.torch))
        hashes = [{one for row in each.same.values() for one in row.split()} for each in self.all]
        self.states: dict[str, list[Difference | bool]] = {
            key: [
                found
                if (found := release.differs.get(key)) and found.code == code
                else signs.get(key) in known
                for release, known in zip(self.all, hashes, strict=True)
            ]
            for key, code in codes.items()
        }
        """Of each run, on each release: its difference, True where it is the same, False where
        it was not measured."""

    def differing(self, release: Release) -> list[str]:
        """The keys of the programs that print something else on a release."""
        at = self.all.index(release)
        return [key for key, found in self.states.items() if isinstance(found[at], Difference)]

    def agreeing(self, release: Release) -> list[str]:
        """The keys of the programs that print the same on a release."""
        at = self.all.index(release)
        return [key for key, found in self.states.items() if found[at] is True]

    def elsewhere(self, key: str) -> tuple[Elsewhere, ...]:
        """What a program prints on other releases, a row each, the newest first."""
        rows: list[list[tuple[int, Difference]]] = []
        before: object = None
        for at, state in enumerate(self.states.get(key, ())):
            if not isinstance(state, Difference):
                before = None
                continue
            told = self.shown(at, state)
            if told == before and self.adjacent(at):
                rows[-1].append((at, state))
            else:
                rows.append([(at, state)])
            before = told
        return tuple(self.row(row) for row in reversed(rows))

    def adjacent(self, at: int) -> bool:
        """Whether the book's own release does not lie between a release and the one before."""
        own = order(self.all[at].against)
        return not order(self.all[at - 1].torch) < own < order(self.all[at].torch)

    def shown(self, at: int, state: Difference) -> tuple[str, str]:
        """What is compared between two releases: the output without the release's own number."""
        return state.kind, unnumbered(state.text, self.all[at].torch)

    def row(self, row: list[tuple[int, Difference]]) -> Elsewhere:
        """Releases that print the same as one another."""
        (first, _), (last, newest) = row[0], row[-1]
        end = "old" if first == 0 else "new" if last == len(self.all) - 1 else ""
        told = tuple(self.all[at].torch for at, _ in row)
        minors = (self.all[first].minor, self.all[last].minor)
        dates = tuple(self.all[at].date for at, _ in row)
        return Elsewhere(*minors, end, told, newest.kind, newest.text, dates)


def minor(release: str) -> str:
    """`2.11` of `2.11.0+cu130`."""
    return ".".join(release.partition("+")[0].split(".")[:2])


def order(release: str) -> tuple[int, ...]:
    """A release's place among others."""
    return tuple(int(part) for part in release.partition("+")[0].split("."))


def unnumbered(text: str, torch: str) -> str:
    """A text without torch's own number, `2.11.0+cu130` or a part of it."""
    base = torch.partition("+")[0]
    for number in (torch, base, minor(torch)):
        text = text.replace(number, "<torch>")
    return text


def dumps(release: Release) -> str:
    """The text of a release's file."""
    facts: dict[str, Any] = asdict(release)
    told = {**facts, "compared": release.count + len(release.differs), "count": release.count}
    return json.dumps({**told, "check": checksum(told)}, indent=1, ensure_ascii=False) + "\n"


def read(path: Path) -> Release:
    """A release's file. Raises Problem where it is damaged, or a hand has edited it."""
    try:
        held = json.loads(path.read_text("utf-8"))
        if held.pop("check") != checksum(held):
            raise ValueError("it is written by a run, never by hand")
        found = {
            key: Difference(one["kind"], one["code"], tuple(one["diff"]))
            for key, one in held.pop("differs").items()
        }
        facts = {name: held[name] for name in Release.__dataclass_fields__ if name != "differs"}
        return Release(**facts, differs=found)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        told = f"{path}: is damaged ({error}): git checkout {path}, or make compare once more"
        raise Problem(told) from error


def looks_like_one(path: Path) -> bool:
    """Whether a file wants to be a release's, whatever state it is in."""
    try:
        return '"differs": {' in path.read_text("utf-8")
    except (OSError, ValueError):
        return False


def read_all(snippets: Path) -> list[Release]:
    """Every release that was measured. A chapter of that name has its records there, too."""
    paths = sorted((snippets / FOLDER).glob("*.json"))
    return [read(path) for path in paths if re.fullmatch(r"\d+\.\d+\.json", path.name)]
