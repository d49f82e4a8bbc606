"""The cache: one for snippets and labs, trusted only where it is what this machine's runs gave."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import tree
from textbook.model import Job
from textbook.outcomes import Failure, Result
from textbook.reading import labs, snippets
from textbook.reading.sources import jobs_of
from textbook.running.cache import OLDEST, Cache
from textbook.running.runner import Runner, usable

Printed = Callable[..., list[str]]
CLOCK = "import time\nprint(time.time_ns())\n"
DAMAGED = ("", "{", "[]", "null", '"check"', '{"check": "0"}', "\0\1", "[" * 100_000)


def entries(folder: Path) -> list[Path]:
    """The files of a cache."""
    return sorted((folder / "cache").glob("*"))


@pytest.fixture
def cached(runner: Runner, tmp_path: Path) -> Iterator[Runner]:
    """The worker that all tests share, with a cache of this test's own."""
    runner.results = Cache(tmp_path / "cache")
    yield runner
    runner.results = Cache(None)


@pytest.fixture
def jobs(tmp_path: Path) -> tuple[Job, Job]:
    """A snippet and a lab whose outputs tell one run from another."""
    (tmp_path / "one.py").write_text(CLOCK, "utf-8")
    lab = tmp_path / "ko" / "labs" / "two.py"
    lab.parent.mkdir(parents=True)
    lab.write_text(f"# %%\nx = 5\nx\n\n# %%\n{CLOCK}", "utf-8")
    one, *cells = snippets.read(tmp_path, "one"), *labs.read(tmp_path, lab)[1]
    second, first = jobs_of([one, *cells])
    return first, second


@pytest.fixture
def printed(cached: Runner) -> Printed:
    """What the last run of each job printed."""

    def read(*jobs: Job, fresh: bool = False) -> list[str]:
        outcomes = cached.run(jobs, fresh)
        texts = []
        for job in jobs:
            last = outcomes[job.runs[-1].key]
            assert isinstance(last, Result), last
            texts.append(last.printed)
        return texts

    return read


def test_a_kept_result_spares_a_run(printed: Printed, jobs: tuple[Job, Job]) -> None:
    """Of a snippet and of a lab alike; unless a run is asked for."""
    first = printed(*jobs)
    assert printed(*jobs) == first
    again = printed(*jobs, fresh=True)
    assert not set(again) & set(first)
    assert printed(*jobs) == again


def test_what_is_kept_is_what_was_shown(
    cached: Runner, jobs: tuple[Job, Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every cell of a lab, values too, to the last field; no worker is asked for it."""
    first = cached.run(jobs)
    assert len(first) == 3
    monkeypatch.setattr(cached.pool, "start", lambda: pytest.fail("a worker was started"))
    assert cached.run(jobs) == first


def test_a_change_asks_for_a_run(printed: Printed, jobs: tuple[Job, Job]) -> None:
    """Of the code, of the line that failures name, of a cell above."""
    one, lab = jobs
    seen = {*printed(one, lab)}
    (run,) = one.runs
    for changes in ({"source": f"{CLOCK}\n"}, {"line": 3}, {"layout": ("time",)}):
        other = replace(one, runs=(replace(run, program=replace(run.program, **changes)),))
        assert other.digest != one.digest, changes
    above, clock = lab.runs
    edited = replace(above, program=replace(above.program, source="x = 6\nx\n"))
    seen |= {*printed(replace(lab, runs=(edited, clock)))}
    assert len(seen) == 3


@pytest.mark.parametrize("damage", DAMAGED, ids=lambda text: repr(text[:16]))
def test_a_damaged_entry_counts_as_none(
    printed: Printed, jobs: tuple[Job, Job], tmp_path: Path, damage: str
) -> None:
    """It is run again, and kept anew."""
    first = printed(*jobs)
    assert len(entries(tmp_path)) == 2
    for entry in entries(tmp_path):
        entry.write_text(damage, "utf-8")
    second = printed(*jobs)
    assert not set(first) & set(second)
    assert printed(*jobs) == second


def test_an_entry_of_another_name_counts_as_none(
    printed: Printed, jobs: tuple[Job, Job], tmp_path: Path
) -> None:
    """Whole as it is, it is what other code gave."""
    (run,) = jobs[0].runs
    edited = replace(jobs[0], runs=(replace(run, program=replace(run.program, source=CLOCK * 2)),))
    seen = {*printed(jobs[0]), *printed(edited)}
    one, two = entries(tmp_path)
    texts = one.read_text("utf-8"), two.read_text("utf-8")
    one.write_text(texts[1], "utf-8")
    two.write_text(texts[0], "utf-8")
    assert seen.isdisjoint({*printed(jobs[0]), *printed(edited)})


def test_a_forged_entry_counts_as_none(
    printed: Printed, jobs: tuple[Job, Job], tmp_path: Path
) -> None:
    """One that says something else than was kept."""
    (first,) = printed(jobs[0])
    (entry,) = entries(tmp_path)
    entry.write_text(entry.read_text("utf-8").replace(first.strip(), "42"), "utf-8")
    assert "42\\n" in entry.read_text("utf-8")
    assert printed(jobs[0]) not in (["42\n"], [first])


@pytest.mark.parametrize("spoilt", [[], {}, {"one.cpu": []}, {"one.cpu": {"printed": 1}}, 3, "a"])
def test_an_entry_of_another_shape_counts_as_none(
    cached: Runner, printed: Printed, jobs: tuple[Job, Job], spoilt: object
) -> None:
    """Even under a right checksum: an older release of this project may have written it."""
    (first,) = printed(jobs[0])
    cached.results.put(cached.key(jobs[0]), spoilt)
    assert printed(jobs[0]) != [first]


def test_failures_are_not_kept(cached: Runner, tmp_path: Path) -> None:
    """What failed runs again, so that a mended machine is seen; nor is half of a lab kept."""
    (tmp_path / "bad.py").write_text("print(1 / 0)\n", "utf-8")
    lab = tmp_path / "ko" / "labs" / "bad.py"
    lab.parent.mkdir(parents=True)
    lab.write_text("# %%\nprint(1)\n\n# %%\nprint(1 / 0)\n", "utf-8")
    bad = [*jobs_of([snippets.read(tmp_path, "bad"), *labs.read(tmp_path, lab)[1]])]
    outcomes = cached.run(bad)
    assert isinstance(outcomes["bad.cpu"], Failure)
    assert isinstance(outcomes["labs/bad/01.cpu"], Result)
    assert isinstance(outcomes["labs/bad/02.cpu"], Failure)
    assert entries(tmp_path) == []


def test_pruning_keeps_what_is_used_or_recent(tmp_path: Path) -> None:
    """By another build, too, as of another branch; and deletes nothing that is no entry."""
    cache = Cache(tmp_path / "cache")
    for key in ("recent", "old", "old but read", "old but asked for"):
        cache.put(key, [key])
    later = Cache(tmp_path / "cache")
    long_ago = cache.path("old").stat().st_mtime - OLDEST - 60  # type: ignore[union-attr]
    (tmp_path / "cache" / "notes.txt").write_text("mine", "utf-8")
    for path in entries(tmp_path):
        if path != cache.path("recent"):
            os.utime(path, (long_ago, long_ago))
    assert later.get("old but read") == ["old but read"]
    later.put("old but asked for", [1])
    Cache(tmp_path / "cache").prune()
    assert later.get("recent") == ["recent"]
    assert later.get("old") is None
    assert later.get("old but read") == ["old but read"]
    assert later.get("old but asked for") == [1]
    assert len(entries(tmp_path)) == 4


def test_a_folder_that_cannot_be_written_is_gone_without(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It is said once, and matplotlib keeps its fonts elsewhere."""
    (tmp_path / "file").write_text("", "utf-8")
    assert usable(tmp_path / "file") is None
    cache = Cache(tmp_path / "file" / "cache")
    with caplog.at_level("INFO", "mkdocs.textbook"):
        cache.put("one", [1])
        cache.put("two", [2])
    assert len(caplog.records) == 1
    assert "cannot be written (Not a directory): going on without" in caplog.text
    assert cache.get("one") is None
    cache.prune()
    assert tree(tmp_path) == {"file": b""}
