"""Linux's Landlock: what a program and all that it starts may write, in whatever language.

A process gives up rights for itself and for its children, and needs no right to do so. Kernels
from 5.13 on have it, where nothing forbids the calls; networks from 6.7 on, signals from 6.12 on.
Where it is missing nothing is held. Nowhere does it hold rights and times of files (chmod, utime),
or what goes over a network by other ways than TCP.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from textbook.running.isolation import LIBC

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
PR_SET_NO_NEW_PRIVS = 38
BENEATH = 1
WRITE_FILE, REFER, TRUNCATE = 1 << 1, 1 << 13, 1 << 14
REMOVE_AND_MAKE = sum(1 << bit for bit in range(4, 13))
TCP = 0b11
"""To bind and to connect."""
ABSTRACT_SOCKETS, SIGNALS = 1, 2


class Ruleset(ctypes.Structure):
    """`struct landlock_ruleset_attr`: what is forbidden but for the rules."""

    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class Rule(ctypes.Structure):
    """`struct landlock_path_beneath_attr`: what is allowed below a folder."""

    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """The version of Landlock that this kernel has; 0 where it has none."""
    if sys.platform != "linux":
        return 0
    return max(0, int(LIBC.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), 1)))


def forbidden(known: int) -> tuple[Ruleset, int]:
    """What a version of Landlock can forbid of all this, and how many bytes say so."""
    files = WRITE_FILE | REMOVE_AND_MAKE
    files |= (REFER if known >= 2 else 0) | (TRUNCATE if known >= 3 else 0)
    net = TCP if known >= 4 else 0
    scoped = ABSTRACT_SOCKETS | SIGNALS if known >= 6 else 0
    return Ruleset(files, net, scoped), 24 if known >= 6 else 16 if known >= 4 else 8


def restrict(folders: Iterable[Path]) -> None:
    """Give up writing outside of these folders, TCP, and signals to those who did not."""
    known = version()
    if not known:
        return
    call = LIBC.syscall
    rules, size = forbidden(known)
    held = call(CREATE_RULESET, ctypes.byref(rules), ctypes.c_size_t(size), 0)
    if held < 0:
        return
    for folder in folders:
        opened = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        call(ADD_RULE, held, BENEATH, ctypes.byref(Rule(rules.files, opened)), 0)
        os.close(opened)
    LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    call(RESTRICT_SELF, held, 0)
    os.close(held)
