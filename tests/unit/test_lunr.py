"""The fault of lunr, in the worker that the pinned Material brings."""

from __future__ import annotations

import shutil
from pathlib import Path

import material
import pytest

from textbook.composing import lunr

THEIRS = Path(material.__file__).parent / "templates"


@pytest.fixture
def worker(tmp_path: Path) -> Path:
    """The worker, where a built site has it."""
    (path,) = THEIRS.glob(lunr.WORKER)
    copy = tmp_path / path.relative_to(THEIRS)
    copy.parent.mkdir(parents=True)
    shutil.copy(path, copy)
    return copy


def test_each_number_ends_in_a_comma(worker: Path, tmp_path: Path) -> None:
    """One sign is put in, once, however often a site is built into its folder."""
    before = worker.read_text("utf-8")
    assert lunr.mend(tmp_path)
    after = worker.read_text("utf-8")
    assert len(after) == len(before) + len('+","')
    at = after.index('.id+","}')
    assert after.replace('.id+","}', ".id}") == before
    assert "TokenSet.prototype.toString" in before[at - 200 : at]
    assert lunr.mend(tmp_path)
    assert worker.read_text("utf-8") == after


def test_another_worker_is_told_of(worker: Path, tmp_path: Path) -> None:
    """It is left alone, and so is a site without a search."""
    worker.write_text("function(){}", "utf-8")
    assert not lunr.mend(tmp_path)
    assert worker.read_text("utf-8") == "function(){}"
    worker.unlink()
    assert not lunr.mend(tmp_path)
