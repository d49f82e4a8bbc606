"""When a book waits for its programs, and when a served site is made again."""

from __future__ import annotations

import time
from concurrent.futures import Future
from pathlib import Path

import pytest

from textbook.making import EVERY, Making


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
