"""Cut a program off from the process that it was forked from, and end all that it leaves running."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

if sys.platform != "win32":
    import resource  # Here, so that no program's process has to look for it.

LARGEST_FILE = 64 * 1024 * 1024


class Stop(BaseException):
    """The program did something that no snippet may do; the message is for its author."""


def isolate(folder: Path) -> None:
    """Cut this process off from the worker: session, folder, streams, limits."""
    if sys.platform != "win32":
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        size = LARGEST_FILE if hard == resource.RLIM_INFINITY else min(LARGEST_FILE, hard)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    project = str(Path(__file__).resolve().parent.parent)
    sys.path[:] = [entry for entry in sys.path if entry and os.path.realpath(entry) != project]
    sys.argv[:] = [""]
    os.chdir(folder / "cwd")
    os.environ["HOME"] = os.environ["TMPDIR"] = str(folder / "cwd")
    tempfile.tempdir = None
    for number, target in ((0, os.devnull), (1, folder / "stdout"), (2, folder / "stderr")):
        handle = os.open(target, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(handle, number)
        os.close(handle)
    sys.stdin = open(0, encoding="utf-8", closefd=False)
    sys.stdout = open(1, "w", encoding="utf-8", newline="\n", closefd=False)
    sys.stderr = open(2, "w", encoding="utf-8", newline="\n", closefd=False)


@contextlib.contextmanager
def confined(folder: str) -> Iterator[None]:
    """Stop a program that writes anywhere but in its own folder, which goes with it."""
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
    places = {"os.mkdir": 1, "os.rename": 2, "os.remove": 1, "os.rmdir": 1, "os.symlink": 2, "os.link": 2}
    armed = True

    def look(event: str, arguments: tuple[Any, ...]) -> None:
        paths = arguments[: places.get(event, 0)]
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & writing:
            paths = arguments[:1]
        for path in paths:
            if armed and isinstance(path, (str, bytes)):
                real = os.path.realpath(os.fsdecode(path))
                if real != os.devnull and os.path.commonpath([real, folder]) != folder:
                    raise Stop(f"writes {real}: a snippet writes in its own folder alone, by a relative name")

    sys.dont_write_bytecode = True
    sys.addaudithook(look)  # It cannot be taken off again.
    try:
        yield
    finally:
        armed = False


def adopt_orphans() -> None:
    """Have a dead program's children handed to this process, so that none is overlooked."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER


def kill(pid: int) -> None:
    """End a program and everything in its process group."""
    with contextlib.suppress(OSError, AttributeError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def sweep(pid: int, others: set[int | None], folder: Path) -> bool:
    """End what a finished program left running; true where there was something."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    left = False
    if children.exists():
        for child in map(int, children.read_text().split()):
            with contextlib.suppress(OSError):
                mine = str(Path(f"/proc/{child}/cwd").readlink()).startswith(str(folder))
                if child not in others and mine and os.waitpid(child, os.WNOHANG)[0] == 0:
                    left = True
                    kill(child)
                    os.waitpid(child, 0)
    with contextlib.suppress(OSError, AttributeError):
        os.killpg(pid, signal.SIGKILL)
    return left
