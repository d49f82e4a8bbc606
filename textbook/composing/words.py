"""The words of the site that no author wrote on a page, a file a language: `words/ko.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from textbook.model import Problem

FOLDER = Path(__file__).with_name("words")
DEVICES = {"cpu": "CPU", "cuda": "GPU (CUDA)"}
Words = dict[str, Any]


def file(language: str) -> Path:
    """Where a language's words are, if it has any."""
    return FOLDER / f"{language}.toml"


def load(language: str) -> Words:
    """A language's words, by name. Raises Problem where the language has no file."""
    path = file(language)
    if not path.is_file():
        known = ", ".join(sorted(one.stem for one in FOLDER.glob("*.toml")))
        raise Problem(
            f"docs/{language}: the language {language!r} has no words: write {path}, or move the "
            f"pages below docs/ to one of {known}"
        )
    return tomllib.loads(path.read_text("utf-8"))


def month(words: Words, month: str) -> str:
    """`2026-11` as a reader says it; nothing where there is no month."""
    if not month:
        return ""
    year, _, number = month.partition("-")
    return str(words["month"].format(year=year, month=number.lstrip("0")))


def day(words: Words, date: str) -> str:
    """`2026-11-09` as a reader says it."""
    year, month, number = (part.lstrip("0") for part in date.split("-"))
    return str(words["day"].format(year=year, month=month, day=number))
