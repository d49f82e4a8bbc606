"""Processes in which a program is what it is for its reader: the main one.

What `multiprocessing` forks is a child to it, with a name of its own and a parent.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable
from multiprocessing.context import SpawnProcess
from typing import NoReturn

FORKS = sys.platform == "linux"


class Forked:
    """A process forked from this one, which calls `target` and ends."""

    def __init__(self, target: Callable[..., object], *arguments: object) -> None:
        self.status: int | None = None
        self.sentinel, held = os.pipe()
        """Readable once the process has closed all files: then it has ended, or is about to."""
        try:
            self.pid = os.fork()
        except OSError:
            os.close(self.sentinel)
            os.close(held)
            raise
        if self.pid == 0:
            call(target, *arguments)
        os.close(held)

    @property
    def exitcode(self) -> int | None:
        """What it ended with, minus a signal's number for one; None while it runs."""
        return self.end(os.WNOHANG)

    def join(self) -> None:
        """Wait until it has ended."""
        self.end(0)

    def end(self, options: int) -> int | None:
        """Take its status from the system, once; where another has, that is 0."""
        if self.status is None:
            pid, status = self.pid, 0
            with contextlib.suppress(ChildProcessError):
                pid, status = os.waitpid(self.pid, options)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
                os.close(self.sentinel)
        return self.status


def call(target: Callable[..., object], *arguments: object) -> NoReturn:
    """Call it in a process of its own, and leave that without a look at what is this process's."""
    try:
        target(*arguments)
        os._exit(0)
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(1)


def start(target: Callable[..., object], *arguments: object) -> Forked | SpawnProcess:
    """A process of its own, started. Raises OSError where none can be."""
    if FORKS:
        return Forked(target, *arguments)
    process = multiprocessing.get_context("spawn").Process(target=target, args=arguments)
    process.start()
    return process
