"""The folder that a site is built into: tried before anything runs, filled when all is made."""

from __future__ import annotations

import errno
import shutil
import tempfile
from pathlib import Path

from textbook.model import Problem

LEAST = 64 * 1024**2
"""Bytes that must be free where a site is built: MkDocs ends in a traceback where they are not."""
OWN = ("docs", "snippets", "textbook", ".cache")
"""Folders of a checkout that no site may be built into, nor around."""
MOVING = ".textbook-moves-in"
MARKS = (MOVING, "search/search_index.json", "assets/javascripts/bundle.*.min.js")
"""What shows that a build made a folder: what MkDocs and Material write, or this, half-way."""


def try_to_write(site: Path, root: Path) -> None:
    """Make sure of the folder that the build writes before it runs anything.

    Raises Problem, too, where a site would take the place of what no build has made.
    """
    cure = "name another folder, mkdocs build --site-dir DIR"
    whole, folders = site.resolve(), [(root / name).resolve() for name in OWN]
    if any(one.is_relative_to(whole) or whole.is_relative_to(one) for one in folders):
        raise Problem(f"{site}: is where this project keeps its own files: {cure}")
    try:
        site.mkdir(parents=True, exist_ok=True)
        made = any(next(site.glob(mark), None) for mark in MARKS)
        if not made and any(not one.name.startswith(".") for one in site.iterdir()):
            raise Problem(f"{site}: holds files of no site of MkDocs: empty it yourself, or {cure}")
        tempfile.TemporaryFile(dir=site).close()
        if shutil.disk_usage(site).free < LEAST:
            raise OSError(errno.ENOSPC, f"less than {LEAST // 1024**2} MiB are free")
    except OSError as error:
        raise Problem(f"{site}: cannot be written ({error.strerror}): {cure}") from error


def put_in_place(made: Path, site: Path) -> None:
    """Move what a build made to where it belongs, in the place of what an earlier one made there.

    What is hidden and not made anew stays, as it does where MkDocs itself cleans a folder. Where
    this is cut, the folder still says that a build made it.
    """
    (site / MOVING).touch()
    for old in site.iterdir():
        if not old.name.startswith(".") or (made / old.name).exists():
            shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
    for new in made.iterdir():
        shutil.move(new, site / new.name)
    (site / MOVING).unlink()
