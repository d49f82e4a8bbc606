"""A book that another torch is tried on.

The environment of the other release is stood in for by the one that runs these tests.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import Project
from tests.unit.test_editions import begin, enter, git
from textbook.model import Job
from textbook.outcomes import Outcome
from textbook.publishing import trial
from textbook.reading import sources
from textbook.recording.records import Records
from textbook.releases import minor
from textbook.running.machine import Machine, Plainer, version
from textbook.running.runner import Runner

HERE = version("torch").partition("+")[0]
OLD = "2.12.1"
PINS = "# Pins.\n-c constraints.txt\n\ntorch=={}       # what the book teaches\nnumpy==2.4.6\n"
HELD = "# Held.\nbleach==6.4.0\nsympy=={}\ntyping-extensions=={}\nzed==1\n"
NEEDS = (["sympy>=1.13", "typing_extensions"], {"sympy": "9", "typing_extensions": "8", "zed": "7"})
README = "# Book\n\n<!-- make record -->\n{}\n<!-- /make record -->\n"
KEPT = Path("snippets", "releases", f"{minor(HERE)}.json")
SAME = f"the pin is still {OLD}, and nothing has changed"


def older(project: Project, name: str, printed: str) -> None:
    """Have the record say that a program printed something else, on an older torch."""
    runs, records = sources.read(project.root).runs, Records(project.root / "snippets")
    kept = records.read(runs[f"{name}.cpu"])
    assert kept
    ran_on = replace(kept.result.ran_on, torch=OLD)
    old = replace(kept.result, printed=printed, ran_on=ran_on)
    records.update(runs.values(), {f"{name}.cpu": old})


@pytest.fixture(scope="session")
def plainer() -> Iterator[Runner]:
    """Runs programs with an older processor's arithmetic."""
    runner = Runner(None, Plainer())
    yield runner
    runner.close()


@pytest.fixture
def moving(project: Project, plainer: Runner, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A book, committed, whose READMEs and records are old: two records of three differ."""
    project.write("snippets/part/number.py", "print('loss', 0.25)\n")
    project.write("snippets/part/word.py", "print('<ExpBackward0>')\n")
    blocks = "".join(f'\n```python\n--8<-- "part/{name}.py"\n```\n' for name in ("number", "word"))
    project.write("docs/ko/part.md", f"# Part {{ #part }}\n{blocks}")
    project.record()
    older(project, "part/number", "loss 0.5\n")
    older(project, "part/word", "<Exp>\n")
    older(project, "good", "tensor([0, 1, 2])\n")
    project.write("requirements.txt", PINS.format(OLD))
    project.write("constraints.txt", HELD.format("1.0", "1.0"))
    for name in ("README.md", "README.ko.md"):
        project.write(name, README.format("stale"))
    begin(project.root)
    enter(project.root, monkeypatch)

    @contextlib.contextmanager
    def environment(release: str) -> Iterator[Path]:
        assert not git(project.root, "status", "--porcelain")
        yield project.root / ".cache" / "releases" / release / "bin" / "python"

    def run(_: Path, jobs: Iterable[Job], machine: Machine) -> dict[str, Outcome]:
        runner = plainer if isinstance(machine, Plainer) else project.runner
        return runner.run(jobs, fresh=True)

    monkeypatch.setattr(trial, "environment", environment)
    monkeypatch.setattr(trial, "run", run)
    monkeypatch.setattr(trial, "installed", lambda _: NEEDS)
    monkeypatch.setattr(trial, "refused", lambda *_: 0)
    monkeypatch.setattr(trial, "newest", lambda: HERE)
    return project


def commit(project: Project) -> None:
    """Commit what there is."""
    git(project.root, "add", ".")
    git(project.root, "commit", "--message", "more")


def unchanged(project: Project) -> bool:
    """Whether the checkout is as it was committed."""
    return not git(project.root, "status", "--porcelain")
