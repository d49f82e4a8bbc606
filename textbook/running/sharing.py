"""Memory that a worker shares with the processes forked from it, kept shared and cheap to share."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import sys
from pathlib import Path

from textbook.running.isolation import LIBC

MADV_COLLAPSE = 25
HUGE = 2 * 1024 * 1024
"""Bytes of a huge page."""
MAPS = Path("/proc/self/maps")


def share() -> None:
    """Make ready for forks all that this process has imported and made so far.

    The garbage collector of every forked process would write to that memory, which the two share
    for as long as neither does.
    """
    gc.collect()
    gc.freeze()
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # A chroot may have no /proc.
            collapse(MAPS.read_text("utf-8"))


def collapse(maps: str) -> None:
    """Gather a process's memory in huge pages, by its list: a fork copies an entry for each page.

    With torch a fork then costs about a third. A kernel that cannot (before 6.1) leaves all as it
    is.
    """
    madvise = LIBC.madvise
    for line in maps.splitlines():
        addresses, access, _, _, inode, *_ = line.split()
        start, end = (int(one, 16) for one in addresses.split("-"))
        first, last = -(-start // HUGE) * HUGE, end // HUGE * HUGE
        if access == "rw-p" and inode == "0" and first < last:
            madvise(ctypes.c_void_p(first), ctypes.c_size_t(last - first), MADV_COLLAPSE)
