"""A pytest plugin around pytest-codeblocks' items, which run in pytest's own process.

It gives each block what the book promises its reader: an empty folder to write in, one
thread, no window, and nothing left over from the block before. Also has the longest tests begin,
and one process of tests more than there are cores. Named in pyproject.toml.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pytest_codeblocks.plugin import TestBlock

from textbook.running.machine import cores

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ["MPLBACKEND"] = "agg"

LONGEST = (
    *("test_every_page.py", "test_again.py", "test_same_bytes.py", "test_serve.py"),
    *("test_installation.py", "test_serving.py", "test_editions.py", "test_builds_disturbed.py"),
    *("test_workflows.py", "test_zensical.py", "test_programs.py", "test_machines.py"),
    *("test_builds.py", "test_publishing.py", "test_move.py", "test_contributing.py"),
)
"""The files that take longest, in that order: they begin, so that no core is left with one."""


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers() -> int:
    """How many processes `--numprocesses auto` starts: half of the tests' time is waiting."""
    return cores() + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest first; all of a file stays together, and its tests in their order."""
    rank = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.name, len(rank)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Run a block in a folder of its own, and put back what it may have set."""
    if not isinstance(item, TestBlock):
        return (yield)
    import torch

    home = Path.cwd()
    with TemporaryDirectory() as folder:
        path = os.environ["PATH"]
        if item.obj.syntax == "python":
            os.chdir(folder)
        else:  # A shell block's python is this one.
            os.environ["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), path))
        try:
            return (yield)
        finally:
            os.chdir(home)
            os.environ["PATH"] = path  # The results that the build has kept are for this one.
            torch.set_default_dtype(torch.float32)
            torch.set_grad_enabled(True)
            # It warns once a process.
            vars(torch.storage._warn_typed_storage_removal).pop("has_warned", None)
            torch.set_printoptions(profile="default")
            if "matplotlib.pyplot" in sys.modules:
                sys.modules["matplotlib.pyplot"].close("all")
