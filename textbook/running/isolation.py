"""Cut a program off from the process that it was forked from, and end all that it leaves running.

This stops the usual mistakes, not an attack: a program that wants to can get out. Held is what
`tests/unit/test_hostile.py` shows, and no more: not the sum of the memory of a program's
processes, not how many files it writes, not how many processes start that Python does not.
"""

from __future__ import annotations

import contextlib
import ctypes
import mmap
import os
import signal
import struct
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

if sys.platform != "win32":
    import resource  # Here, so that no program's process has to look for it.

LARGEST_FILE = 64 * 1024 * 1024
LARGEST_MEMORY = 4 * 1024**3
"""Bytes of memory of its own that a process may have, where it runs on the CPU."""
MOST_STARTED = 128
"""How many processes a program and those that it forks may start through Python."""
PROJECT = str(Path(__file__).resolve().parent.parent.parent)
"""The folder that holds this package."""
SEARCHED = [entry for entry in sys.path if entry and os.path.realpath(entry) != PROJECT]
"""Where a program's imports are looked for: not in this project."""
LIBC: Any = None if sys.platform == "win32" else ctypes.CDLL(None)
"""C's own library, opened here once, and not in every program's process."""
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36


class Stop(BaseException):
    """The program did something that no program of the book may do; says what, to its author."""


def isolate(folder: Path, device: str) -> None:
    """Cut this process off from the worker: session, folder, streams, limits.

    On CUDA memory has no limit: a driver reserves more addresses than any program fills.
    """
    if sys.platform != "win32":
        os.setsid()
        limit(resource.RLIMIT_CORE, 0)
        limit(resource.RLIMIT_FSIZE, LARGEST_FILE)
        if device == "cpu":
            limit(resource.RLIMIT_DATA, LARGEST_MEMORY)
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    sys.path[:] = SEARCHED
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
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        # A line at a time, as in a terminal: children print between, what is killed has told why.
        stream = open(number, mode, 1, encoding="utf-8", newline="\n", closefd=False)
        vars(sys).update({name: stream, f"__{name}__": stream})


def limit(kind: int, size: int) -> None:
    """Let this process have no more of something, nor than it may have already."""
    hard = resource.getrlimit(kind)[1]
    least = size if hard == resource.RLIM_INFINITY else min(size, hard)
    resource.setrlimit(kind, (least, least))


WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
PATHS = {
    **dict.fromkeys(("os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.chmod"), 1),
    **dict.fromkeys(("os.rename", "os.symlink", "os.link"), 2),
}
"""The audit events that change files, and how many of their arguments are paths."""
REACHING = {"socket.connect": 1, "socket.bind": 1, "socket.sendto": 1}
NAMING = {"socket.getaddrinfo": 0, "socket.gethostbyname": 0, "socket.gethostbyaddr": 0}
"""The audit events that reach for a network, and which of their arguments is the address."""
COUNT = struct.Struct("q")
STARTING = ("os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system", "subprocess.Popen")


class Confinement:
    """While entered, stops a program that does what no program of the book may.

    It writes elsewhere, displays as a notebook, uses a network, signals others, or starts
    processes without end. Sees what Python itself does, and names it; what C++ code and child
    processes do is held by `landlock` alone, where this machine has it.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.armed = False
        self.refused: Stop | None = None
        """What was refused first: a program that catches everything goes on."""
        self.started = mmap.mmap(-1, COUNT.size)
        """How many processes were started: forked ones count in the same memory."""
        sys.dont_write_bytecode = True
        sys.addaudithook(self.look)  # It cannot be taken off again.

    def __enter__(self) -> None:
        self.armed = True

    def __exit__(self, raised: object, *_: object) -> None:
        """Raise what was refused, where the program has gone on all the same."""
        self.armed = False
        if raised is None:
            self.refuse_many()
            if self.refused:
                raise self.refused

    def refuse(self, told: str) -> NoReturn:
        """Raise Stop, and keep it."""
        self.refused = self.refused or Stop(told)
        raise self.refused

    def refuse_many(self, more: int = 0) -> None:
        """Raise Stop where the program and those that it has forked have started too many."""
        (number,) = COUNT.unpack(self.started[:])
        self.started[:] = COUNT.pack(number + more)
        if number + more > MOST_STARTED:
            self.refuse(f"starts more than {MOST_STARTED} processes: start fewer")

    def warned(self, message: Warning, category: type[Warning], *_: object) -> None:
        """What `warnings` calls to show a warning that a program does not record."""
        told = f"warns with {category.__name__}: {message}"
        if not issubclass(category, ResourceWarning):
            self.refuse(told)
        sys.stderr.write(f"{told}\n")  # It comes as an object ends, where nothing can be raised.

    def look(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Raise Stop for an event of Python's that a program of the book may not cause."""
        if not self.armed:
            return
        if event == "import" and str(arguments[0]).partition(".")[0] == "IPython":
            self.refuse("imports IPython: what it displays cannot be copied as text; print it")
        if event in ("os.kill", "os.killpg") and not inside(int(arguments[0]), event):
            self.refuse(f"signals process {arguments[0]}, which is not its own: take it out")
        if event in STARTING:
            self.refuse_many(1)
        address = arguments[(REACHING | NAMING)[event]] if event in REACHING | NAMING else b""
        if isinstance(address, tuple) or event in NAMING:
            self.refuse(f"uses a network ({address!r}): a reader may have none; take it out")
        paths = arguments[: PATHS.get(event, 0)]
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING:
            paths = arguments[:1]
        for path in paths:
            if isinstance(path, (str, bytes)):
                real = os.path.realpath(os.fsdecode(path))
                if real != os.devnull and os.path.commonpath([real, self.folder]) != self.folder:
                    told = "a program writes in its own folder alone, by a relative name"
                    self.refuse(f"writes {real}: {told}")


def inside(pid: int, event: str) -> bool:
    """Whether a process, or a group of them, is the program's own."""
    if pid == 0 or (pid < 0 and event == "os.killpg"):
        return pid == 0
    with contextlib.suppress(OSError, AttributeError):
        return pid != -1 and os.getsid(abs(pid)) == os.getsid(0)
    return pid != -1  # There is no such process.


def adopt_orphans() -> None:
    """Have a dead program's children handed to this process, so that none is overlooked."""
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def kill(pid: int) -> None:
    """End a program and everything in its process group."""
    with contextlib.suppress(OSError, AttributeError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def sweep(pid: int, others: set[int | None], folder: Path) -> bool:
    """End what a finished program left running; true where there was something."""
    left = any(runs(child) for child in orphans(others) if is_of(child, folder))
    with contextlib.suppress(OSError, AttributeError):
        os.killpg(pid, signal.SIGKILL)
    end_all(lambda: [child for child in orphans(others) if is_of(child, folder)])
    return left


def end_all(found: Callable[[], list[int]]) -> None:
    """End what is found, then what is found anew: the children of those are this process's now."""
    for _ in range(1000):
        if not (here := found()):
            return
        for child in here:
            kill(child)
            with contextlib.suppress(OSError):
                os.waitpid(child, 0)


def orphans(others: set[int | None]) -> list[int]:
    """The processes that this one is the parent of, by start or by inheritance, but for others."""
    told = Path(f"/proc/self/task/{os.getpid()}/children")
    with contextlib.suppress(FileNotFoundError):
        return [child for child in map(int, told.read_text().split()) if child not in others]
    return []


def runs(child: int) -> bool:
    """Whether a child of this process has not ended."""
    with contextlib.suppress(OSError):
        return os.waitpid(child, os.WNOHANG)[0] == 0
    return False


def is_of(pid: int, folder: Path) -> bool:
    """Whether a process works in a program's folder, writes there, or has its home there."""
    process, told = Path(f"/proc/{pid}"), []
    with contextlib.suppress(OSError):  # One that cannot be looked into is nobody's.
        told.append((process / "environ").read_bytes())
    for name in ("cwd", "fd/1", "fd/2"):
        with contextlib.suppress(OSError):  # It may have closed it.
            told.append(os.fsencode((process / name).readlink()))
    return os.fsencode(folder) in b" ".join(told)
