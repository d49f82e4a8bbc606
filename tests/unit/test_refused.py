"""What stops a move or a publication before it begins: git's answers, and what was asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Project, tree
from tests.unit.test_editions import WHERE, begin, enter, git
from textbook.model import Problem
from textbook.publishing import compare, editions, move, trial

ACTS: dict[str, Callable[[], str]] = {
    "move": lambda: move.move("2.99.0"),
    "publish": lambda: editions.publish("gh-pages", ""),
}
PINNED = "2.12.1"


@pytest.fixture
def root(project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout in which nothing may be begun."""
    project.write("requirements.txt", f"torch=={PINNED}\n")
    project.write("constraints.txt", "# Nothing.\n")
    begin(project.root)
    enter(project.root, monkeypatch, SITE_URL=WHERE, GIT_CEILING_DIRECTORIES=str(project.root))
    for module, name in (
        *((trial, "environment"), (trial, "newest")),
        *((editions, "build"), (editions, "commit")),
    ):
        monkeypatch.setattr(module, name, never)
    return project.root


def never(*_: object) -> str:
    """Stands in for what must not begin."""
    raise AssertionError("it was begun")


def refused(root: Path, act: Callable[[], str], told: str) -> None:
    """It stops with this message, and every file is as it was."""
    before = tree(root)
    with pytest.raises(Problem, match=told):
        act()
    assert tree(root) == before


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_no_repository(root: Path, act: Callable[[], str]) -> None:
    """What cannot be put back is not touched."""
    (root / ".git").rename(root / "was.git")
    refused(
        root, act, "^git status --porcelain --untracked-files=normal: fatal: not a git repository"
    )


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_git_that_fails(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[], str]
) -> None:
    """Its silence about changes is no word that there are none."""
    fake = tmp_path / "bin" / "git"
    fake.parent.mkdir()
    fake.write_text("#!/bin/sh\necho 'fatal: index file corrupt' >&2\nexit 128\n", "utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(fake.parent))
    refused(
        root, act, "^git status --porcelain --untracked-files=normal: fatal: index file corrupt$"
    )


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_no_git(root: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[], str]) -> None:
    """It says what to install."""
    monkeypatch.setenv("PATH", "/nowhere")
    refused(root, act, r"^git is not installed: install it, \S+$")


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("shown", ["no", "normal", "all"])
@pytest.mark.parametrize(
    ("name", "listed"),
    [("new.txt", r"\?\? new.txt"), ("snippets/good.cpu.txt", "M snippets/good.cpu.txt")],
)
def test_what_no_commit_has(
    root: Path, name: str, listed: str, shown: str, act: Callable[[], str]
) -> None:
    """It could be lost in a move, and no one could find it in an edition's commit.

    So it is even where git's user does not want to see new files, or wants each by its path.
    """
    git(root, "config", "status.showUntrackedFiles", shown)
    (root / name).write_text("mine\n", "utf-8")
    refused(root, act, rf"^this checkout holds what no commit has: .*\n\s*{listed}$")


@pytest.mark.parametrize("act", [move.move, compare.compare], ids=["move", "compare"])
@pytest.mark.parametrize(
    ("release", "told"),
    [
        (PINNED, f"pins torch {PINNED} already$|^torch {PINNED} is what the records are of"),
        ("", "^TORCH=: names no release of torch: TORCH=2.14.0, or newest$"),
        ("2.x", "^2.x: names no release of torch"),
        ("2", "^2: names no release of torch"),
        ("2.14.0 --pre", "names no release of torch"),
        ("../2.14", "names no release of torch"),
    ],
)
def test_a_release_that_is_none(
    root: Path, release: str, told: str, act: Callable[[str], str]
) -> None:
    """Before it becomes the name of a folder, or a word of pip's."""
    refused(root, lambda: act(release), told)


def test_the_newest_release(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is pinned already, there is nothing to do; else it is tried."""
    before = tree(root)
    monkeypatch.setattr(trial, "newest", lambda: PINNED)
    assert move.move("newest") == f"torch {PINNED} is the newest already"
    assert tree(root) == before
    monkeypatch.setattr(trial, "newest", lambda: "2.99.0")
    refused(root, lambda: move.move("newest"), r"^the move to torch 2\.99\.0 has stopped: .*begun")
