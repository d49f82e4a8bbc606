"""What a worker tells the process that started it, pickled one after another."""

from __future__ import annotations

from dataclasses import dataclass

from textbook.outcomes import Outcome


@dataclass(frozen=True)
class Started:
    """A job has begun."""

    job: str


@dataclass(frozen=True)
class Ended:
    """A job has ended, and this came of each of its runs, by key."""

    job: str
    outcomes: dict[str, Outcome]


@dataclass(frozen=True)
class Done:
    """Every job of the batch has ended."""


Message = Started | Ended | Done
