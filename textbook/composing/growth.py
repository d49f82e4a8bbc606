"""Programs that grow: which of their lines are new, told in words and marked in the code.

What changed is found by comparing two programs, never typed, so that it cannot go stale.
"""

from __future__ import annotations

import difflib
import itertools
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from textbook.composing.elsewhere import Places
from textbook.composing.words import Words
from textbook.model import Block, Code, Page, Program, Prose


class Written(Protocol):
    """What authors wrote: pages and programs."""

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every page, in each language."""
        ...

    @property
    def programs(self) -> Mapping[str, Program]:
        """Every program by its name."""
        ...

    def source(self, name: str) -> str:
        """A program's code; nothing where there is none of that name."""
        ...


def changed(before: str, after: str) -> tuple[list[int], int]:
    """The lines of `after` that `before` has not, from 1, and how many lines fewer stand there.

    Empty lines are no change: nothing in them could be marked.
    """
    old, new = before.splitlines(), after.splitlines()
    added: list[int] = []
    gone = 0
    for edit, *(first, end, start, stop) in difflib.SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if edit != "equal":
            here = [at + 1 for at in range(start, stop) if new[at].strip()]
            gone += max(0, sum(bool(line.strip()) for line in old[first:end]) - len(here))
            added += here
    return added, gone


def spans(lines: Sequence[int]) -> list[str]:
    """Lines as runs: 3, 5, 6, 7 as `3` and `5-7`."""
    runs = itertools.groupby(enumerate(lines), lambda pair: pair[1] - pair[0])
    groups = [[line for _, line in run] for _, run in runs]
    return [f"{one[0]}-{one[-1]}" if len(one) > 1 else f"{one[0]}" for one in groups]


def marked(page: Page, written: Written, known: Places, words: Words) -> Iterator[Block]:
    """A page's blocks, with the new lines of each program that grew marked, and told before it."""
    for block in page.blocks:
        program = written.programs.get(block.program) if isinstance(block, Code) else None
        if isinstance(block, Code) and program and program.grows:
            added, gone = changed(written.source(program.grows), program.source)
            lines = spans(added)
            where = place(page, known, program.grows)
            said = words["grown"]["told"].format(where=where, told=told(lines, gone, words))
            yield Prose(f"\n{block.indent}{said}\n", block.line)
            block = replace(block, highlight=tuple(added))
        yield block


def told(lines: Sequence[str], gone: int, words: Words) -> str:
    """The new lines' numbers, and how many lines fewer there are, in words."""
    parts = [words["grown"]["added"].format(", ".join(lines))] if lines else []
    parts += [words["grown"]["gone"].format(gone)] if gone else []
    return " · ".join(parts)


def place(page: Page, known: Places, program: str) -> str:
    """A link to the section that shows a program, named as its chapter is."""
    shown = known.get(program)
    if not shown:
        return f"`{program}`"
    path = posixpath.relpath(f"{shown.stem}.md", posixpath.dirname(page.stem) or ".")
    section = "" if shown.section == shown.title else f"#{shown.id}"
    return f"[{shown.title}]({path}{section})"
