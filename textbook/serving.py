"""What a served site needs beside MkDocs: news, and folders that may go and come back."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from textbook.files import log


def follow(server: Any, folders: Iterable[Path], is_news: Callable[[], bool]) -> None:
    """Have the site built again when there is news, and watch folders anew once they are back.

    MkDocs gives up a folder that was moved away. What tells it of news is a file that it watches,
    outside of the checkout, where nobody deletes it and where it can be written.
    """
    try:
        folder = tempfile.mkdtemp(prefix="textbook-serve-")
    except OSError as error:
        log.warning("pages are not made again when programs have run: %s", error)
        return
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (wake := Path(folder, "ran")).touch()
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
    """Watch returned folders anew and tell of news, as long as the server watches anything."""
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
