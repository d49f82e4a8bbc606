"""Memory that forked programs share with their worker."""

from __future__ import annotations

import ctypes
import gc
import mmap
import re
import sys
from pathlib import Path

import pytest

from textbook.running import sharing
from textbook.running.sharing import HUGE, MADV_COLLAPSE, MAPS, collapse, share

TAKEN = 4 * HUGE


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gathers memory when asked")
def test_memory_is_gathered_and_holds_what_it_held() -> None:
    """What lies in many small pages lies in a few huge ones, to the byte the same."""
    asked, found = mapped(), mapped()
    start = address(asked) // HUGE * HUGE + HUGE
    if ctypes.CDLL(None).madvise(ctypes.c_void_p(start), ctypes.c_size_t(HUGE), MADV_COLLAPSE):
        pytest.skip("this kernel gathers no memory, or has none to gather it in")
    held, before = found[:], huge(found)  # The two may lie in one mapping.
    for _ in range(3):  # A busy machine may have no huge page free at once.
        collapse(MAPS.read_text("utf-8"))
    assert huge(found) >= before + 2 * HUGE
    assert found[:] == held


def test_what_is_shared_is_no_garbage(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The collector looks at none of it again; a machine without /proc shares as it always has."""
    monkeypatch.setattr(sharing, "MAPS", tmp_path / "maps")
    before = gc.get_freeze_count()
    share()
    try:
        assert gc.get_freeze_count() > before + 1000
    finally:
        gc.unfreeze()


def mapped() -> mmap.mmap:
    """Memory of a process's own, written to the last page."""
    memory = mmap.mmap(-1, TAKEN, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    for place in range(0, TAKEN, mmap.PAGESIZE):
        memory[place] = place // mmap.PAGESIZE % 251
    return memory


def address(memory: mmap.mmap) -> int:
    """Where memory begins."""
    return ctypes.addressof(ctypes.c_char.from_buffer(memory))


def huge(memory: mmap.mmap) -> int:
    """How many bytes of the mapping that holds memory lie in huge pages."""
    place, told = address(memory), Path("/proc/self/smaps").read_text("utf-8")
    for part in re.split(r"^(?=[0-9a-f]+-[0-9a-f]+ )", told, flags=re.M):
        bounds = re.match(r"([0-9a-f]+)-([0-9a-f]+) ", part)
        if bounds and int(bounds[1], 16) <= place < int(bounds[2], 16):
            counted = re.search(r"^AnonHugePages: +(\d+) kB", part, re.M)
            return int(counted[1]) * 1024 if counted else 0
    return 0
