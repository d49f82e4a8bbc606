"""What a served site needs beside MkDocs: news, and folders that may go and come back."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

log = logging.getLogger("mkdocs.textbook")


def follow(server: Any, folders: Iterable[Path], wake: Path, is_news: Callable[[], bool]) -> None:
    """Have the site built again when there is news, and watch folders anew once they are back.

    MkDocs gives up a folder that was moved away. `wake` is a file that MkDocs is to watch.
    """
    wake.touch()
    server.watch(str(wake))
    known = [folder.absolute() for folder in folders]
    threading.Thread(target=look, args=(server, known, wake, is_news), daemon=True).start()


def look(
    server: Any,
    folders: list[Path],
    wake: Path,
    is_news: Callable[[], bool],
    pause: float = 0.25,
) -> None:
    """Look after them for as long as the server watches anything."""
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
        if is_news():
            wake.touch()
        time.sleep(pause)
