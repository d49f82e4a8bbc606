"""Cut a program off from the process that it was forked from, and end all that it leaves running.

This stops the usual mistakes, not an attack: a program that wants to can get out.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

if sys.platform != "win32":
    import resource  # Here, so that no program's process has to look for it.

LARGEST_FILE = 64 * 1024 * 1024
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36


class Stop(BaseException):
    """The program did something that no program of the book may do; says what, to its author."""


def isolate(folder: Path) -> None:
    """Cut this process off from the worker: session, folder, streams, limits."""
    if sys.platform != "win32":
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        size = LARGEST_FILE if hard == resource.RLIM_INFINITY else min(LARGEST_FILE, hard)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    project = str(Path(__file__).resolve().parent.parent.parent)
    sys.path[:] = [entry for entry in sys.path if entry and os.path.realpath(entry) != project]
    sys.argv[:] = [""]
    os.chdir(folder / "cwd")
    os.environ["HOME"] = os.environ["TMPDIR"] = str(folder / "cwd")
    os.environ.pop("PYTHONPATH", None)  # It led the worker to this project.
    tempfile.tempdir = None
    for number, target in ((0, os.devnull), (1, folder / "stdout"), (2, folder / "stderr")):
        flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_APPEND
        handle = os.open(target, flags, 0o600)
        os.dup2(handle, number)
        os.close(handle)
    sys.stdin = open(0, encoding="utf-8", closefd=False)
    sys.stdout = open(1, "w", encoding="utf-8", newline="\n", closefd=False)
    sys.stderr = open(2, "w", encoding="utf-8", newline="\n", closefd=False)


WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
PATHS = {
    **dict.fromkeys(("os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.chmod"), 1),
    **dict.fromkeys(("os.rename", "os.symlink", "os.link"), 2),
}
"""The audit events that change files, and how many of their arguments are paths."""


class Confinement:
    """While entered, stops a program that writes elsewhere, or that displays as a notebook.

    Sees what Python itself opens; C++ code and child processes that write elsewhere are not seen.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.armed = False
        sys.dont_write_bytecode = True
        sys.addaudithook(self.look)  # It cannot be taken off again.

    def __enter__(self) -> None:
        self.armed = True

    def __exit__(self, *_: object) -> None:
        self.armed = False

    def look(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Raise Stop for an event of Python's that a program of the book may not cause."""
        if not self.armed:
            return
        if event == "import" and str(arguments[0]).partition(".")[0] == "IPython":
            raise Stop("imports IPython: what it displays cannot be copied as text; print it")
        paths = arguments[: PATHS.get(event, 0)]
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING:
            paths = arguments[:1]
        for path in paths:
            if isinstance(path, (str, bytes)):
                real = os.path.realpath(os.fsdecode(path))
                if real != os.devnull and os.path.commonpath([real, self.folder]) != self.folder:
                    told = "a program writes in its own folder alone, by a relative name"
                    raise Stop(f"writes {real}: {told}")


def adopt_orphans() -> None:
    """Have a dead program's children handed to this process, so that none is overlooked."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def kill(pid: int) -> None:
    """End a program and everything in its process group."""
    with contextlib.suppress(OSError, AttributeError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def belongs(pid: int, folder: Path) -> bool:
    """Whether a process works in a program's folder, or was started with it for its home."""
    process = Path(f"/proc/{pid}")
    told = (process / "environ").read_bytes() + os.fsencode((process / "cwd").readlink())
    return os.fsencode(folder / "cwd") in told


def sweep(pid: int, others: set[int | None], folder: Path) -> bool:
    """End what a finished program left running; true where there was something."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    left = False
    if children.exists():
        for child in map(int, children.read_text().split()):
            with contextlib.suppress(OSError):
                mine = child not in others and belongs(child, folder)
                if mine and os.waitpid(child, os.WNOHANG)[0] == 0:
                    left = True
                    kill(child)
                    os.waitpid(child, 0)
    with contextlib.suppress(OSError, AttributeError):
        os.killpg(pid, signal.SIGKILL)
    return left
