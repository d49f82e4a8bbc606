"""Which tests run which line, so that a fault meets those first that can see it.

What another process runs is not noted, nor what runs while a module is imported.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Generator, Iterable
from pathlib import Path

import coverage
import pytest

MOST, EACH = 40, 2
"""How many tests are kept of a line, and how many of them may be one test with other values."""
NEAR = 12
"""How many lines further up a line's own may be: of a statement, only the first is noted."""

Notes = dict[str, dict[str, list[str]]]
"""By file, `textbook/files.py`, and by line: the tests that run it, the quickest first."""


class Noting:
    """A plugin of pytest's: notes which tests run which lines below `root/textbook`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        source = [str(root / "textbook")]
        self.coverage = coverage.Coverage(data_file=None, config_file=False, source=source)
        self.took: defaultdict[str, float] = defaultdict(float)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, bool, bool]:
        """Note what runs from here on as this test's."""
        self.coverage.start()
        self.coverage.switch_context(item.nodeid)
        try:
            return (yield)
        finally:
            self.coverage.stop()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how long it took, its fixtures included."""
        self.took[report.nodeid] += report.duration

    def notes(self) -> Notes:
        """What was noted of each file."""
        data = self.coverage.get_data()
        found: Notes = {}
        for path in data.measured_files():
            lines = data.contexts_by_lineno(path)
            found[Path(path).relative_to(self.root).as_posix()] = {
                str(line): self.chosen(filter(None, tests)) for line, tests in lines.items()
            }
        return found

    def chosen(self, tests: Iterable[str]) -> list[str]:
        """The quickest of a line's tests, and not all of them the same one."""
        same: Counter[str] = Counter()
        found = []
        for test in sorted(tests, key=lambda one: self.took[one]):
            name = test.partition("[")[0]
            same[name] += 1
            if same[name] <= EACH:
                found.append(test)
        return found[:MOST]


def run(arguments: Iterable[str], root: Path, notes: Path) -> int:
    """Run pytest, and write what was noted into a file; the exit status is pytest's."""
    noting = Noting(root)
    status = int(pytest.main([*arguments], plugins=[noting]))
    notes.write_text(json.dumps(noting.notes()), "utf-8")
    return status


def quickest(notes: Notes, file: str, line: int) -> list[str]:
    """The tests that run a line, or, where none is noted, what stands shortly before it."""
    lines = notes.get(file, {})
    for near in range(line, max(0, line - NEAR), -1):
        if found := lines.get(str(near)):
            return found
    return []
