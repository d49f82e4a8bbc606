"""When a book waits for its programs, and when a served site is made again."""

from __future__ import annotations

import os
import time
from concurrent.futures import Future
from pathlib import Path

import pytest

from textbook.making import EVERY, TIME, Making
from textbook.model import Problem


def test_a_site_is_made_again_when_all_has_run_and_now_and_then_before(tmp_path: Path) -> None:
    """Not with each program, and not twice for one: a reader's page would never hold still."""
    making = Making(tmp_path, tmp_path / ".cache")
    first, labs = making.behind, making.labs
    first.last, first.came, making.built = Future(), {"ran": {}}, time.monotonic()
    assert not making.is_news(), "the pages lack nothing"
    first.missed = {"ran", "runs"}
    assert not making.is_news(), "another still runs"
    making.built -= EVERY
    assert making.is_news()
    assert not making.is_news(), "it has been told"
    first.missed, making.built = {"ran"}, time.monotonic()
    first.last.set_result(None)
    labs.last = Future()
    assert making.is_news(), "the snippets have run, whatever the labs do"
    labs.last.set_result(None)
    making.close()


@pytest.mark.parametrize(
    ("serving", "again", "waits"), [(True, True, False), (True, False, True), (False, False, True)]
)
def test_only_a_site_that_is_made_again_waits_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, serving: bool, again: bool, waits: bool
) -> None:
    """`mkdocs build`, and `serve --no-livereload`, make each page once: with its outputs."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    making = Making(tmp_path, tmp_path / ".cache")
    making.start(serving, again)
    assert (making.serving, making.waits) == (serving, waits)
    making.close()


@pytest.mark.parametrize("serving", [True, False])
@pytest.mark.parametrize("value", ["abc", "-5", "4294967296", "9" * 5000, " 5", "5.0", "5\n", "٣"])
def test_a_time_that_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, serving: bool, value: str
) -> None:
    """MkDocs, or what packs the sitemap, would end in a traceback."""
    monkeypatch.setenv(TIME, value)
    with pytest.raises(Problem, match=f"^{TIME}={value}: is no time: write seconds since 1970"):
        Making(tmp_path, tmp_path / ".cache").start(serving, again=False)


@pytest.mark.parametrize("value", ["", "0", "4294967295"])
def test_a_time_that_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """An empty one is none: the commit's stands for it, and a served site is of now."""
    for serving in (True, False):
        monkeypatch.setenv(TIME, value)
        making = Making(tmp_path, tmp_path / ".cache")
        making.start(serving, again=False)
        making.close()
        assert os.environ.get(TIME) == (value or (None if serving else "0"))
