"""Publishing a small book: what is asked before anything is built, the build, and the remote."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, Project
from tests.unit.test_editions import EDITION, NAMED, RELEASE, WHERE, begin, branches, enter, git
from textbook.model import Problem
from textbook.publishing import editions

VARIABLES = {**NAMED, "SITE_URL": WHERE, "REPOSITORY": "someone/book"}


@pytest.fixture
def checkout(project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small book, committed; its results are in the cache, so that a build runs nothing."""
    settings, nav, _ = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:\n")
    assert nav
    project.write("mkdocs.yml", settings)  # With its variables, which conftest's has not.
    project.write("requirements.txt", f"# Pins.\ntorch=={RELEASE}  # what it teaches\n")
    project.outcomes()
    begin(project.root)
    enter(project.root, monkeypatch, **VARIABLES)
    return project.root


def never(*_: object) -> None:
    """Stands in for a build that must not begin."""
    raise AssertionError("it was built")


def test_the_branch_reaches_the_links_to_colab(checkout: Path, project: Project) -> None:
    """A notebook is opened from the branch that it is published on; once is enough."""
    told = editions.publish("pages", "")
    made = branches(checkout)["pages"]
    assert told == f"pages: {RELEASE} is {made[:12]}"
    page = git(checkout, "show", f"pages:{EDITION}/good/index.html")
    opening = "https://colab.research.google.com/github/someone/book/blob/"
    (path,) = set(re.findall(f'{re.escape(opening)}([^"]+)"', page))
    assert path == f"pages/{EDITION}/good/good.ipynb"
    notebook = json.loads(git(checkout, "show", path.replace("/", ":", 1)))
    assert any("arange(3)" in cell["source"] for cell in notebook["cells"])
    again = project.run("textbook", "publish", weak=False, BRANCH="pages", **VARIABLES)
    assert again.returncode == 0, again.stdout
    assert again.stdout.endswith(f"\npages: {RELEASE} has not changed\n")
    assert branches(checkout) == {"main": git(checkout, "rev-parse", "main"), "pages": made}


def test_what_drifts_is_not_published(checkout: Path) -> None:
    """The build stops, and there is no branch."""
    (checkout / "snippets" / "good.py").write_text("print('something else')\n", "utf-8")
    git(checkout, "commit", "--quiet", "-am", "spoil")
    with pytest.raises(Problem, match="nothing is published: the build stopped"):
        editions.publish("gh-pages", "")
    assert set(branches(checkout)) == {"main"}


def test_what_is_not_committed_is_not_published(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that git does not know, a pin that is not what is installed, no pin at all."""
    monkeypatch.setattr(editions, "build", never)
    (checkout / "stray.txt").write_text("", "utf-8")
    with pytest.raises(Problem, match=r"holds what no commit has.*\n\?\? stray\.txt"):
        editions.publish("gh-pages", "")
    (checkout / "stray.txt").unlink()
    for pins, told in (
        ("# A\ntorch==2.99.0\n", f":2: pins torch 2.99.0, but torch {RELEASE} is installed"),
        ("numpy==1\n", ":1: pins no torch"),
    ):
        (checkout / "requirements.txt").write_text(pins, "utf-8")
        git(checkout, "commit", "--quiet", "-am", "spoil")
        with pytest.raises(Problem, match=f"^requirements.txt{told}"):
            editions.publish("gh-pages", "")
    assert set(branches(checkout)) == {"main"}


@pytest.mark.parametrize(
    ("branch", "told"),
    [
        ("main", "holds the book itself"),
        ("no good", "is no name of a branch"),
        ("-f", "is no name of a branch"),
        ("a..b", "is no name of a branch"),
        ("@{-1}", "is no name of a branch"),
        ("", "is no name of a branch"),
    ],
)
def test_a_branch_that_cannot_be(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, branch: str, told: str
) -> None:
    """Said before a build of minutes."""
    monkeypatch.setattr(editions, "build", never)
    with pytest.raises(Problem, match=f"^BRANCH={re.escape(branch)}: {told}"):
        editions.publish(branch, "")
    assert set(branches(checkout)) == {"main"}


@pytest.mark.parametrize("gone", [False, True])
def test_a_branch_that_another_worktree_has(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: bool
) -> None:
    """It would go on under that worktree's files, which would seem to take the edition back."""
    monkeypatch.setattr(editions, "build", never)
    git(checkout, "branch", "gh-pages")
    git(checkout, "worktree", "add", "--quiet", str(tmp_path / "p"), "gh-pages")
    git(checkout, "worktree", "add", "--quiet", "-b", "more/gh-pages", str(tmp_path / "q"))
    if gone:
        shutil.rmtree(tmp_path / "p")
    told = f"^BRANCH=gh-pages: worktree {tmp_path}/p has it checked out: git switch --detach there"
    with pytest.raises(Problem, match=told):
        editions.publish("gh-pages", "")
    cure = ("worktree", "prune") if gone else ("-C", f"{tmp_path}/p", "switch", "--detach")
    git(checkout, *cure)
    with pytest.raises(AssertionError, match="it was built"):
        editions.publish("gh-pages", "")


@pytest.mark.parametrize("unknown", ["COMMITTER", "AUTHOR"])
@pytest.mark.parametrize("fact", ["NAME", "EMAIL"])
def test_who_publishes_must_be_known(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, unknown: str, fact: str
) -> None:
    """To git and to mike, before a build of minutes."""
    monkeypatch.setattr(editions, "build", never)
    monkeypatch.delenv(f"GIT_{unknown}_{fact}")
    told = fact.lower()
    with pytest.raises(Problem, match=f"git does not know who publishes: git config user.{told}"):
        editions.publish("gh-pages", "")
    git(checkout, "config", f"user.{told}", "b@example.org")
    with pytest.raises(AssertionError, match="it was built"):
        editions.publish("gh-pages", "")


def test_without_git(project: Project) -> None:
    """One line that says what to install."""
    told = project.run("textbook", "publish", weak=False, **VARIABLES, PATH="/nowhere")
    assert told.returncode == 1
    assert re.fullmatch(r"git is not installed: install it, \S+\n", told.stdout), told.stdout


@pytest.mark.parametrize(
    ("variables", "origin", "where"),
    [
        ({"SITE_URL": "https://example.org/book"}, "", WHERE),
        ({"REPOSITORY": "me/book"}, "", "https://me.github.io/book/"),
        ({"REPOSITORY": "me/me.github.io"}, "", "https://me.github.io/"),
        ({"REPOSITORY": "Me/Me.GitHub.io"}, "", "https://me.github.io/"),
        ({"REPOSITORY": "me/you.github.io"}, "", "https://me.github.io/you.github.io/"),
        ({}, "https://github.com/me/a.book.git", "https://me.github.io/a.book/"),
        ({}, "git@github.com:me/book", "https://me.github.io/book/"),
        ({}, "ssh://git@github.com/me/book/", "https://me.github.io/book/"),
        ({"REPOSITORY": "you/b"}, "git@github.com:me/book", "https://you.github.io/b/"),
        ({}, "https://notgithub.com/me/book", None),
        ({}, "", None),
        ({"REPOSITORY": "https://github.com/me/book"}, "", None),
    ],
)
def test_where_it_is_published(
    checkout: Path,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    origin: str,
    where: str | None,
) -> None:
    """From SITE_URL, REPOSITORY or the remote, a person's own page included; or a message."""
    enter(checkout, monkeypatch, **variables)
    if origin:
        git(checkout, "remote", "add", "origin", origin)
    if where:
        assert editions.address() == where
        return
    with pytest.raises(Problem, match=r"SITE_URL=https://example\.org/book/|owner/name"):
        editions.address()


def test_a_remote_is_followed_and_pushed_to(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its newer commits come first, ours are kept; where both went on, nothing is built."""
    remote = str(tmp_path / "remote.git")
    git(tmp_path, "init", "--quiet", "--bare", "-b", "main", remote)
    one = git(checkout, "commit-tree", "main^{tree}", "-m", "one")
    two, other = (git(checkout, "commit-tree", "main^{tree}", "-p", one, "-m", m) for m in "ab")
    git(checkout, "push", "--quiet", remote, f"{two}:refs/heads/gh-pages")
    for ours, then in (("", two), (one, two), (two, two)):
        git(checkout, "update-ref", *(["refs/heads/gh-pages", ours] if ours else ["HEAD", "HEAD"]))
        editions.follow(remote, "gh-pages")
        assert branches(checkout)["gh-pages"] == then
    three = git(checkout, "commit-tree", "main^{tree}", "-p", two, "-m", "three")
    git(checkout, "update-ref", "refs/heads/gh-pages", three)
    editions.follow(remote, "gh-pages")
    assert branches(checkout)["gh-pages"] == three
    monkeypatch.setattr(editions, "build", made_at_once)
    editions.publish("gh-pages", remote)
    pushed = branches(Path(remote))["gh-pages"]
    assert pushed == branches(checkout)["gh-pages"]
    assert git(checkout, "rev-parse", f"{pushed}^") == three
    git(checkout, "update-ref", "refs/heads/gh-pages", other)
    monkeypatch.setattr(editions, "build", never)
    with pytest.raises(Problem, match=f"git branch --force gh-pages {pushed[:12]}"):
        editions.publish("gh-pages", remote)
    assert branches(checkout)["gh-pages"] == other
    with pytest.raises(Problem, match=r"ls-remote .*nowhere"):
        editions.publish("gh-pages", str(tmp_path / "nowhere"))


def made_at_once(site: Path, *_: str) -> None:
    """Stands in for a build that makes what lies at the root alone."""
    site.mkdir()
    for name in editions.ROOT_FILES:
        (site / name).write_text(name, "utf-8")
