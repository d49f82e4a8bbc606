"""Publish this checkout as one edition of the site.

An edition is named for the minor release of torch that made its outputs, `2.13`. mike keeps the
editions side by side in the branch that the pages are served from; what it writes in several
commits, on a branch of its own, is made one commit here, so that readers see all of an edition or
nothing of it. The only file that imports mike.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from mike import commands, git_utils

from textbook.files import COMMITTED, read_text
from textbook.model import Problem
from textbook.publishing import listings
from textbook.publishing.checkout import clean, git
from textbook.releases import minor
from textbook.running.machine import version as version_of
from textbook.starting.installation import REQUIREMENTS, pin

GITHUB = re.compile(r"(?:^|[/@])github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?$")
ROOT_FILES = ("404.html", "llms.txt")
"""What of the newest edition also lies at the root, where servers and tools look for it."""


def publish(branch: str, remote: str) -> str:
    """Check, build, commit and, where a remote is named, push; returns what came of it."""
    version, where = installed(), address()
    if not branch or git("check-ref-format", "--branch", branch, allow=True) != branch:
        raise Problem(f"BRANCH={branch}: is no name of a branch: make publish BRANCH=gh-pages")
    ref = f"refs/heads/{branch}"
    if git("symbolic-ref", "--quiet", "HEAD", allow=True) == ref:
        raise Problem(f"BRANCH={branch}: holds the book itself: make publish BRANCH=gh-pages")
    for entry in git("worktree", "list", "--porcelain").split("\n\n"):
        first, *facts = entry.split("\n")
        if f"branch {ref}" in facts:  # Its files would seem to be changes of what is published.
            cure = "git switch --detach there, or git worktree prune where it is gone"
            raise Problem(f"BRANCH={branch}: {first} has it checked out: {cure}")
    for name in ("name", "email"):  # What mike and git ask for, after a build of minutes.
        named = (os.environ.get(f"GIT_{who}_{name.upper()}") for who in ("AUTHOR", "COMMITTER"))
        if not (git("config", f"user.{name}", allow=True) or all(named)):
            raise Problem(f"git does not know who publishes: git config user.{name} ...")
    if remote:
        follow(remote, branch)
    with tempfile.TemporaryDirectory(prefix="edition-") as folder:
        site = Path(folder) / "site"
        build(site, version, branch)
        made = commit(site, version, branch, where)
    if remote:
        git("push", "--quiet", "--", remote, f"{ref}:{ref}")
    return f"{branch}: {version} {f'is {made[:12]}' if made else 'has not changed'}"


def installed() -> str:
    """The release of torch that is pinned, installed, and committed as such: `2.13.0`."""
    clean()
    pinned = pin(read_text(REQUIREMENTS))
    found = version_of("torch").partition("+")[0]
    if found != pinned["version"]:
        line = pinned.string.count("\n", 0, pinned.start()) + 1
        told = f"pins torch {pinned['version']}, but {f'torch {found}' if found else 'no torch'}"
        raise Problem(f"{REQUIREMENTS}:{line}: {told} is installed: make setup")
    return found


def follow(remote: str, branch: str) -> None:
    """Begin with what a remote has published. Raises Problem where both have gone on since."""
    ref = f"refs/heads/{branch}"
    if not git("ls-remote", "--", remote, ref):
        return
    git("fetch", "--quiet", "--", remote, ref)
    theirs, ours = head("FETCH_HEAD"), head(ref)
    base = git("merge-base", ours, theirs, allow=True) if ours else ""
    if ours and base not in (ours, theirs):
        cure = f"git branch --force {branch} {theirs[:12]}, then publish again"
        raise Problem(f"{branch} is not what {remote} has of it, nor newer: {cure}")
    if base == ours:
        git("update-ref", ref, theirs, ours)


def head(ref: str) -> str:
    """The commit at a ref's end, or nothing where there is no such ref."""
    return git("rev-parse", "--verify", "--quiet", ref, allow=True)


def address() -> str:
    """Where the site is published: SITE_URL, or GitHub Pages of the repository that is known."""
    if site := os.environ.get("SITE_URL"):
        return site.rstrip("/") + "/"
    owner, _, name = repository().partition("/")
    if not name:
        cure = "make publish SITE_URL=https://example.org/book/"
        raise Problem(f"no one knows where the site is published: {cure}")
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def repository() -> str:
    """`owner/name` on GitHub: REPOSITORY, or what the remote `origin` says; nothing elsewhere."""
    if named := os.environ.get("REPOSITORY"):
        if not re.fullmatch(r"[\w.-]+/[\w.-]+", named):
            raise Problem(f"REPOSITORY={named}: is not owner/name: REPOSITORY=someone/book")
        return named
    found = GITHUB.search(git("remote", "get-url", "origin", allow=True))
    return found[1] if found else ""


def build(site: Path, version: str, branch: str) -> None:
    """Build the site as it will lie on `branch`, below its edition's name.

    Raises Problem where it drifts or warns.
    """
    variables = {
        "MIKE_DOCS_VERSION": minor(version),
        "SITE_URL": address(),
        "REPOSITORY": repository(),
        "BRANCH": branch,
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    if subprocess.run(command, env={**os.environ, **variables}, check=False).returncode:
        raise Problem("nothing is published: the build stopped for the reason above")


def commit(site: Path, version: str, branch: str, where: str) -> str:
    """Commit a built site as an edition; returns the commit, or nothing where all was there.

    `where` is the address of the root that the editions lie below.
    """
    ref = f"refs/heads/{branch}"
    before = head(ref)
    with stage(before) as staged:
        try:
            fill(staged, site, version, where)
        except git_utils.GitError as error:
            raise Problem(f"{branch}: {error}") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            told = f"mike cannot add {minor(version)} to its versions.json ({error})"
            raise Problem(f"{branch}: {told}: mend that file on {branch}") from error
        tree = git("rev-parse", f"refs/heads/{staged}^{{tree}}")
    if before and tree == git("rev-parse", f"{before}^{{tree}}"):
        return ""
    parents = ["-p", before] if before else []
    message = f"PyTorch {version}, from {git('rev-parse', '--short', 'HEAD')}"
    made = git("commit-tree", tree, *parents, "-m", message)
    try:
        git("update-ref", ref, made, before)
    except Problem as problem:
        raise Problem(f"{branch} has changed meanwhile: publish again\n{problem}") from problem
    return made


@contextlib.contextmanager
def stage(before: str) -> Iterator[str]:
    """A new branch for mike to write on, which begins at `before` and is deleted in the end."""
    name = f"textbook-{os.getpid()}-{secrets.token_hex(8)}"
    ref = f"refs/heads/{name}"
    if head(ref):
        raise Problem(f"there is a branch {name} here, which this publication did not make")
    if before:
        git("update-ref", ref, before, "")  # Refused where it has come to be.
    try:
        yield name
    finally:
        with contextlib.suppress(Problem):
            git("update-ref", "-d", ref)


def fill(branch: str, site: Path, version: str, where: str) -> None:
    """Put a built site on a branch that mike keeps, and at the root what is about all editions."""
    others = [number(str(info.version)) for info in commands.list_versions(branch)]
    newest = number(version) >= max(others, default=())
    released = datetime.fromtimestamp(int(git(*COMMITTED)), UTC).isoformat()
    with commands.deploy(
        {"site_dir": str(site), "use_directory_urls": True},
        minor(version),
        title=f"PyTorch {version}",
        aliases=["latest"] if newest else [],
        update_aliases=True,
        branch=branch,
        allow_empty=True,
        set_props=[("torch", version), ("updated", released)],
    ):
        pass
    commands.set_default("latest", branch=branch, allow_empty=True)
    with git_utils.Commit(branch, "root", allow_empty=True) as root:
        for name in ROOT_FILES if newest else ():
            root.add_file(git_utils.FileInfo(name, (site / name).read_bytes()))
        editions = [info.to_json() for info in commands.list_versions(branch)]
        root.add_file(git_utils.FileInfo("feed.xml", listings.feed(editions, where)))
        root.add_file(git_utils.FileInfo("sitemap.xml", listings.sitemap(where)))
        if newest:
            root.add_file(git_utils.FileInfo("pages.json", listings.pages(site)))


def number(version: str) -> tuple[int, ...]:
    """What orders editions, `2.9` before `2.13`; one whose name is no number comes before all."""
    if not re.fullmatch(r"\d+(\.\d+)*", version):
        return ()
    return tuple(map(int, version.split(".")[:2]))
