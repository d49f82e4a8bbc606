"""What a served site needs beside MkDocs: folders that may go and come back."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

log = logging.getLogger("mkdocs.textbook")


def follow(server: Any, folders: Iterable[Path], wake: Path) -> None:
    """Watch folders anew once they are back: MkDocs gives up one that was moved away.

    `wake` is a file that MkDocs watches.
    """
    known = [folder.absolute() for folder in folders]
    threading.Thread(target=look, args=(server, known, wake), daemon=True).start()


def look(server: Any, folders: list[Path], wake: Path, pause: float = 1.0) -> None:
    """Look after the folders for as long as the server watches anything."""
    while not server.observer.is_alive():
        time.sleep(pause)
    while server.observer.should_keep_running():
        watched = {Path(one.watch.path) for one in server.observer.emitters if one.is_alive()}
        for folder in folders:
            away = folder not in watched and folder.is_dir()
            if away and server.observer.should_keep_running():  # And not because all ends.
                server.unwatch(str(folder))
                server.watch(str(folder))
                log.info("%s was away and is watched again", folder)
                wake.touch()
        time.sleep(pause)
