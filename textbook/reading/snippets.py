"""Snippets: one complete program a file, below `snippets/`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from textbook.files import read_text
from textbook.model import Problem, Program
from textbook.reading import headers

NAME = set("abcdefghijklmnopqrstuvwxyz0123456789_/")


def names(root: Path) -> Iterator[str]:
    """The name of every snippet below `root`, in order. Hidden files and folders are left out."""
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")))
        below = Path(folder).relative_to(root)
        for file in sorted(files):
            if file.endswith(".py") and not file.startswith("."):
                yield (below / file[:-3]).as_posix()


def read(root: Path, name: str) -> Program:
    """The program `root/name.py`. Raises Problem where name, file or header is wrong."""
    path = root / f"{name}.py"
    if not set(name) <= NAME:
        raise Problem(f"{path}: rename it: lower-case letters, digits and _ only")
    text = read_text(path)
    declared, height = headers.split(path, text, "snippet")
    lines = text.split("\n")
    while height < len(lines) - 1 and not lines[height].strip():
        height += 1
    source = "\n".join(lines[height:]).rstrip() + "\n"
    return Program(name, path, source, height + 1, **declared)
