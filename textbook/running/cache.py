"""What runs gave, kept in `.cache/results/`: a file each, named by a hash of all that decides it.

Holds successes only, is written whole or not at all, and can be deleted at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from pathlib import Path
from typing import Any

from textbook.files import log, write

OLDEST = 30 * 24 * 3600
"""Seconds for which an entry is kept after it was written, or read last."""


class Cache:
    """A folder of files, each JSON below a seal. A folder that cannot be written keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def path(self, key: str) -> Path | None:
        """The file for a key."""
        if self.folder is None:
            return None
        return self.folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.json"

    def get(self, key: str) -> Any:
        """What is kept under a key, or None. A file that is damaged or not ours counts as none."""
        path = self.path(key)
        if path is None:
            return None
        with contextlib.suppress(OSError, ValueError, RecursionError):
            seal, _, text = path.read_text("utf-8").partition("\n")
            if seal == sealed(path, text):
                with contextlib.suppress(OSError):
                    os.utime(path)  # For `prune`, in whatever build.
                return json.loads(text)
        return None

    def put(self, key: str, data: Any) -> None:
        """Keep JSON data under a key."""
        path = self.path(key)
        if path is None:
            return
        text = json.dumps(data)
        try:
            write(path, f"{sealed(path, text)}\n{text}")
        except OSError as error:
            log.info("%s cannot be written (%s): going on without", path.parent, error.strerror)
            self.folder = None

    def prune(self) -> None:
        """Delete the entries that no recent build has used."""
        if self.folder is None:
            return
        for path in self.folder.glob("*.json"):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > OLDEST:
                    path.unlink()


def sealed(path: Path, text: str) -> str:
    """The line above an entry's text, by which it is known to be whole and of that name."""
    return hashlib.sha256(f"{path.name}\n{text}".encode()).hexdigest()
