"""Labs: long runs with state, `docs/<language>/labs/<name>.py`, in jupytext's percent format.

Read by hand, so that a bare CUDA machine can run labs with torch alone, and so that each cell
knows its line; a test holds the cells against what jupytext reads.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from textbook.files import read_text
from textbook.model import Block, Code, Page, Problem, Program
from textbook.reading import chapters, headers, pictures

LIMIT = 300
"""Seconds that a lab may take where it declares nothing: it should take less than a minute."""
CELL = "# %%"


@dataclass(frozen=True)
class Cell:
    """One cell as it stands in the file."""

    heading: str
    """What follows `# %%`: `[markdown]`, or declarations."""
    line: int
    """The line after its heading."""
    lines: tuple[str, ...]


def read(root: Path, path: Path) -> tuple[Page, list[Program], list[str]]:
    """A lab's page, its programs in order, and what is wrong with its prose.

    Raises Problem where its cells cannot be told.
    """
    language, stem = chapters.place(root, path)
    blocks: list[Block] = []
    programs: list[Program] = []
    problems: list[str] = []
    opening, cells = split(path, read_text(path))
    declared = declarations(path, opening)
    for cell in cells:
        if cell.heading.startswith("[markdown]"):
            text, line = prose(path, cell)
            found, wrong = chapters.split(path, text, line, programs=False)
            blocks += found
            problems += wrong
        elif program := code(path, stem, cell, programs, declared):
            programs.append(program)
            blocks.append(Code(program.name, program.line))
    blocks, unplaced = pictures.gather(str(path), blocks)
    problems += unplaced
    return Page(path, language, stem, tuple(blocks), continuous=True), programs, problems


def unreadable(root: Path, path: Path) -> Page:
    """The page of a lab whose cells cannot be told: it has none."""
    return Page(path, *chapters.place(root, path), (), continuous=True)


def split(path: Path, text: str) -> tuple[list[str], list[Cell]]:
    """The lines before the first cell, and the cells."""
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith(CELL)]
    if not starts:
        raise Problem(f"{path}:1: holds no cell: open each with a line '# %%' or '# %% [markdown]'")
    cells = [
        Cell(lines[start].removeprefix(CELL).strip(), start + 2, tuple(lines[start + 1 : end]))
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]
    return lines[: starts[0]], cells


def declarations(path: Path, opening: list[str]) -> dict[str, object]:
    """What a lab declares between jupytext's own header and its first cell."""
    declared: dict[str, object] = {"limit": LIMIT}
    end = 0
    for number, line in enumerate(opening):
        if line.strip() and not line.startswith("#"):
            raise Problem(f"{path}:{number + 1}: this line is in no cell: put '# %%' before it")
        if line.startswith("# ///") and number >= end:
            found, height = headers.split(path, "\n".join(opening[number:]), "lab", number + 1)
            declared |= found
            end = number + height
    return declared


def prose(path: Path, cell: Cell) -> tuple[str, int]:
    """A Markdown cell's text without the `#` before each line, and the line where it begins."""
    lines = []
    for number, line in enumerate(cell.lines, cell.line):
        if line.strip() and not line.startswith("#"):
            raise Problem(f"{path}:{number}: this line is no Markdown: open a cell of code, '# %%'")
        lines.append(line.removeprefix("#").removeprefix(" "))
    text = "\n".join(lines)
    opening = len(text) - len(text.lstrip("\n"))
    return text.strip("\n") + "\n", cell.line + opening


def code(
    path: Path, stem: str, cell: Cell, before: list[Program], declared: dict[str, object]
) -> Program | None:
    """A cell's program, or None where the cell is empty."""
    known = ("varies", "layout", "draw")
    own = headers.declared(f"{path}:{cell.line - 1}", cell.heading, known) if cell.heading else {}
    lines = list(cell.lines)
    line = cell.line
    while lines and not lines[0].strip():
        del lines[0]
        line += 1
    source = "\n".join(lines).rstrip() + "\n"
    if not source.strip():
        return None
    past = "\0".join(program.source for program in before)
    return Program(
        f"{stem}/{len(before) + 1:02}",
        path,
        source,
        line,
        before=hashlib.sha256(past.encode()).hexdigest()[:16],
        **(declared | own),  # type: ignore[arg-type]
    )
