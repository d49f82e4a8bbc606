"""Where a checkout's files lie, and how they are read, hashed, and written whole or not at all.

Also the lock that keeps two builds apart, and the time of a checkout's commit.
"""

from __future__ import annotations

import contextlib
import hashlib
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


def commit(root: Path, staged: Mapping[Path, str | None]) -> None:
    """Write and delete files below `root`, all of them or, when killed, all at the next start.

    A text is written, None deletes. Everything is written to `root/.recording` first; then a
    journal is put there, and `recover` carries it out, now or after a kill. Raises Problem for a
    file elsewhere, whose journal `recover` would refuse ever after.
    """
    for path in staged:
        if not path.is_relative_to(root) or ".." in path.relative_to(root).parts:
            raise Problem(f"{path}: is not below {root}: nothing was written")
    recover(root)
    if not staged:
        return
    area = root / STAGE
    area.mkdir()
    journal: dict[str, str | None] = {}
    for number, (path, text) in enumerate(staged.items()):
        journal[path.relative_to(root).as_posix()] = str(number) if text is not None else None
        if text is not None:
            (area / str(number)).write_text(text, "utf-8", newline="\n")
    write(area / "journal", json.dumps({"files": journal, "check": checksum(journal)}))
    recover(root)


def recover(root: Path) -> None:
    """Finish what a killed `commit` had begun, or forget what it had not.

    Raises Problem where the journal is not one that `commit` wrote.
    """
    area = root / STAGE
    try:
        held = json.loads((area / "journal").read_text("utf-8"))
        journal: dict[str, str | None] = held["files"]
        if held["check"] != checksum(journal):
            raise ValueError("its checksum is wrong")
        for name, part in journal.items():
            known = part is None or part.isdigit()
            if Path(name).is_absolute() or ".." in Path(name).parts or not known:
                raise ValueError("it names a file elsewhere")
    except FileNotFoundError:
        journal = {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Problem(
            f"{area / 'journal'}: is damaged ({error}): look into {area}, then delete the folder"
        ) from error
    for name, part in journal.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        if part is None:
            (root / name).unlink(missing_ok=True)
        elif (area / part).exists():
            (area / part).replace(root / name)
    if journal:
        (area / "journal").unlink()
    if area.exists():
        shutil.rmtree(area)


@contextlib.contextmanager
def alone(cache: Path, name: str = "lock", what: str = "build or make record") -> Iterator[None]:
    """Hold the checkout against a second build, or what else has a lock of its own.

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
