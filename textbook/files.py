"""Where a checkout's files lie, and how they are read, hashed, and written whole or not at all.

Also the lock that keeps two builds apart, and the time of a checkout's commit.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import itertools
import json
import logging
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from textbook.model import Problem

log = logging.getLogger("mkdocs.textbook")
ROOT, SNIPPETS, CACHE = Path(), Path("snippets"), Path(".cache")
"""The folder that a command is called in, and what lies there."""
COMMITTED = ("-c", "log.showSignature=false", "log", "-1", "--format=%ct")
"""How git is asked for the time of the commit: without the words of who has signed it."""
STAGE = ".recording"
"""The folder below `snippets/` that holds the files of a change until all of it is written."""
CURES = dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "make room")
CURES |= dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "make it writable")
"""What helps where a file cannot be written."""


def checksum(data: Any) -> str:
    """A hash of JSON data, which shows when a file was damaged or edited by accident."""
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def read_text(path: Path) -> str:
    """A file's text, without a byte order mark. Raises Problem where it cannot be read as UTF-8."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Problem(f"{path}:{line}: is not UTF-8: save it as UTF-8") from error
    except OSError as error:
        raise Problem(f"{path}: cannot be read: {error.strerror}") from error


def below(root: Path, pattern: str) -> list[Path]:
    """What fits a pattern below a folder, in order; without what is hidden, or in what is."""
    found = ((path, path.relative_to(root).parts) for path in root.glob(pattern))
    return sorted(path for path, parts in found if not any(part[0] == "." for part in parts))


def write(path: Path, text: str) -> None:
    """Write a file so that it is there whole or as it was before; of a link, what it leads to."""
    path = path.resolve()
    with named(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        part = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            part.chmod(0o644)
            part.replace(path)
        except BaseException:
            part.unlink()
            raise


@contextlib.contextmanager
def named(path: Path, after: str = "") -> Iterator[None]:
    """Have an error name the file that was to be written, which it often does not, and a cure."""
    try:
        yield
    except OSError as error:
        told = ": ".join(filter(None, (error.strerror, CURES.get(error.errno or 0))))
        raise OSError(error.errno, f"{told}{after}", str(path)) from error


def commit(root: Path, staged: Mapping[Path, str | None]) -> None:
    """Write and delete files below `root`, all of them or, when killed, all at the next start.

    A text is written, None deletes. Everything is written to `root/.recording` first; then a
    journal is put there, and `recover` carries it out, now or after a kill. Raises Problem for a
    file elsewhere, whose journal `recover` would refuse ever after, and for a folder that cannot
    be written, where it would stop half-way.
    """
    for path in staged:
        if not path.is_relative_to(root) or ".." in path.relative_to(root).parts:
            raise Problem(f"{path}: is not below {root}: nothing was written")
        if path.is_dir():
            raise Problem(f"{path}: is a folder, so nothing was written: take it away")
    recover(root)
    if not staged:
        return
    for folder in sorted({root, *(path.parent for path in staged)}):
        try:
            there = next(one for one in (folder, *folder.parents) if one.exists())
            with named(there):
                tempfile.TemporaryFile(dir=there).close()
        except OSError as error:
            told = f"{error.filename}: cannot be written, so nothing was ({error.strerror})"
            raise Problem(told) from error
    area = root / STAGE
    area.mkdir()
    journal: dict[str, tuple[str | None, str | None]] = {}
    # What is deleted comes last: while it is there, what is written shows how far this has come.
    for path, text in sorted(staged.items(), key=lambda one: one[1] is None):
        part = area / str(len(journal))
        if text is not None:
            with named(path):
                part.write_text(text, "utf-8", newline="\n")
        journal[path.relative_to(root).as_posix()] = state(path), state(part)
    write(area / "journal", json.dumps({"files": journal, "check": checksum(journal)}))
    recover(root)


def state(path: Path) -> str | None:
    """A hash of what a file holds; None where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None
    except OSError as error:
        return str(error.strerror)  # Equal to no hash: what is there, a folder, is no file.


def recover(root: Path) -> None:
    """Finish what a killed `commit` had begun, or forget what it had not.

    Raises Problem where the journal is not one that `commit` wrote; and where one of its files is
    neither what it was nor what it was to be, or what was to be written is gone, as after `git
    checkout`: nothing is done then, and the folder is put aside, so that this is told once.
    """
    area = root / STAGE
    try:
        held = json.loads((area / "journal").read_text("utf-8"))
        journal: dict[str, tuple[str | None, str | None]] = held["files"]
        if held["check"] != checksum(journal):
            raise ValueError("its checksum is wrong")
        for name, (was, then) in journal.items():
            known = all(one is None or isinstance(one, str) for one in (was, then))
            if Path(name).is_absolute() or ".." in Path(name).parts or not known:
                raise ValueError("it names a file elsewhere")
    except FileNotFoundError:
        journal = {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Problem(
            f"{area / 'journal'}: is damaged ({error}): look into {area}, then delete the folder"
        ) from error
    left: list[tuple[Path, Path]] = []
    for number, (name, (was, then)) in enumerate(journal.items()):
        path, part = root / name, area / str(number)
        if (now := state(path)) == then:
            continue
        if now != was or state(part) != then:
            kept = next(
                one for n in itertools.count(1) if not (one := root / f"{STAGE}-{n}").exists()
            )
            area.rename(kept)
            told = "was changed after a command that was to write it had stopped half-way"
            raise Problem(
                f"{path}: {told}: what was left to write is in {kept}, and is not written any "
                "more: see git status, then begin again"
            )
        left.append((path, part))
    for path, part in left:
        with named(path, f", and begin again: what is left to write is in {area}"):
            path.parent.mkdir(parents=True, exist_ok=True)
            part.replace(path) if part.exists() else path.unlink()
    if journal:
        (area / "journal").unlink()
    if area.exists():
        shutil.rmtree(area)


@contextlib.contextmanager
def alone(cache: Path, name: str = "lock", what: str = "build or make record") -> Iterator[None]:
    """Hold the checkout against a second build, or against a second `what` by its own lock.

    Raises Problem where one is under way.
    """
    from filelock import FileLock, Timeout

    try:
        cache.mkdir(exist_ok=True)
        lock = FileLock(cache / name, timeout=0)
        lock.acquire()
    except Timeout as error:
        reason = f"another {what} is under way here: wait for its end"
        raise Problem(f"{cache.parent}: {reason}") from error
    except OSError:  # A read-only checkout: nothing is written there that a build could spoil.
        yield
        return
    try:
        yield
    finally:
        lock.release()


def committed(root: Path) -> str:
    """When the checkout's commit was made, in seconds since 1970; 0 where git does not tell."""
    command = ["git", "-C", str(root), *COMMITTED]
    told = "git is not installed"
    with contextlib.suppress(OSError):
        asked = subprocess.run(command, capture_output=True, text=True, check=False)
        if time := asked.stdout.strip():
            return time
        told = (asked.stderr.strip().splitlines() or ["no commit"])[0]
    log.info("the sitemap says 1970-01-01, as git tells no time of a commit: %s", told)
    return "0"
