"""Publish this checkout as one edition of the site: `python -m textbook.publish`, or `make publish`.

An edition is named for the minor release of torch that made its outputs, `2.13`. mike keeps
the editions side by side in the branch that the pages are served from; what it writes in
several commits on a branch of its own is made one commit here, so that readers see all of
an edition or nothing of it.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mike import commands, git_utils

from textbook import environment
from textbook.snippet import Problem

PIN = re.compile(r"^torch==([\d.]+)", re.M)
STAGE = "refs/heads/publishing"
ROOT_FILES = ("404.html", "llms.txt")
"""What of the newest edition also lies at the root, where servers and tools look for it."""


def main() -> int:
    """Check, build, commit; the exit status is 1 where a person must mend something."""
    branch, remote = os.environ.get("BRANCH") or "gh-pages", os.environ.get("REMOTE", "")
    try:
        version = installed()
        if remote:
            git("fetch", "--quiet", remote, allow=True)
            git_utils.update_from_upstream(remote, branch)
        with tempfile.TemporaryDirectory(prefix="edition-") as folder:
            site = Path(folder) / "site"
            build(site, version)
            commit = publish(site, version, branch, address())
        if commit and remote:
            git("push", "--quiet", remote, f"{branch}:{branch}")
    except (Problem, git_utils.GitError) as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"{branch}: {version} is {commit[:12]}" if commit else f"{branch}: {version} has not changed")
    return 0


def git(*arguments: str, allow: bool = False, **variables: str) -> str:
    """What a git command prints. Raises Problem where it fails, unless that is allowed."""
    done = subprocess.run(
        ["git", *arguments], env={**os.environ, **variables}, capture_output=True, text=True, check=False
    )
    if done.returncode and not allow:
        raise Problem(f"git {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.strip() if not done.returncode else ""


def installed() -> str:
    """The release of torch that is pinned, installed, and committed as such: `2.13.0`."""
    if changed := git("status", "--porcelain"):
        raise Problem(f"this checkout holds what no commit has: commit it, or git stash\n{changed}")
    pinned = PIN.search(Path("requirements.txt").read_text("utf-8"))
    if pinned is None:
        raise Problem("requirements.txt:1: pins no torch: write torch==VERSION")
    found = environment.version("torch").partition("+")[0]
    if found != pinned[1]:
        line = pinned.string.count("\n", 0, pinned.start()) + 1
        here = f"torch {found}" if found else "no torch"
        raise Problem(f"requirements.txt:{line}: pins torch {pinned[1]}, but {here} is installed: make setup")
    return found


def address() -> str:
    """Where the site is published: SITE_URL, or GitHub Pages of the repository that is known."""
    if site := os.environ.get("SITE_URL"):
        return site.rstrip("/") + "/"
    if known := repository():
        owner, _, name = known.partition("/")
        return f"https://{owner.lower()}.github.io/{name}/"
    raise Problem("no one knows where the site is published: make publish SITE_URL=https://example.org/book/")


def repository() -> str:
    """`owner/name` on GitHub: REPOSITORY, or what the remote `origin` says."""
    found = re.search(r"github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?$", git("remote", "get-url", "origin", allow=True))
    return os.environ.get("REPOSITORY") or (found[1] if found else "")


def edition(version: str) -> str:
    """The minor release: `2.13`."""
    return ".".join(version.split(".")[:2])


def build(site: Path, version: str) -> None:
    """Build the site as it will lie below its edition's name. Raises Problem where it drifts or warns."""
    variables = {"MIKE_DOCS_VERSION": edition(version), "SITE_URL": address(), "REPOSITORY": repository()}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    if subprocess.run(command, env={**os.environ, **variables}, check=False).returncode:
        raise Problem("nothing is published: the build stopped for the reason above")


def publish(site: Path, version: str, branch: str, where: str) -> str:
    """Commit a built site as an edition; returns the commit, or nothing where all was there already.

    `where` is the address of the root that the editions lie below.
    """
    before = git("rev-parse", "--verify", "--quiet", f"refs/heads/{branch}", allow=True)
    git("update-ref", "-d", STAGE)  # What a publication that was killed has left.
    if before:
        git("update-ref", STAGE, before)
    stage = STAGE.rpartition("/")[2]
    try:
        others = [str(info.version) for info in commands.list_versions(stage)]
        newest = all(key(version) >= key(other) for other in others)
        released = datetime.fromtimestamp(int(git("log", "-1", "--format=%ct")), UTC).isoformat()
        with commands.deploy(
            {"site_dir": str(site), "use_directory_urls": True},
            edition(version),
            title=f"PyTorch {version}",
            aliases=["latest"] if newest else [],
            update_aliases=True,
            branch=stage,
            allow_empty=True,
            set_props=[("torch", version), ("updated", released)],
        ):
            pass
        commands.set_default("latest", branch=stage, allow_empty=True)
        with git_utils.Commit(stage, "root", allow_empty=True) as commit:
            for name in ROOT_FILES if newest else ():
                commit.add_file(git_utils.FileInfo(name, (site / name).read_bytes()))
            editions = [info.to_json() for info in commands.list_versions(stage)]
            commit.add_file(git_utils.FileInfo("feed.xml", feed(editions, where)))
            commit.add_file(git_utils.FileInfo("sitemap.xml", sitemap(where)))
        tree = git("rev-parse", f"{STAGE}^{{tree}}")
        if before and tree == git("rev-parse", f"{before}^{{tree}}"):
            return ""
        parents = ["-p", before] if before else []
        message = f"PyTorch {version}, from {git('rev-parse', '--short', 'HEAD')}"
        made = git("commit-tree", tree, *parents, "-m", message)
        git("update-ref", f"refs/heads/{branch}", made, before)
        return made
    finally:
        with contextlib.suppress(Problem):
            git("update-ref", "-d", STAGE)


def key(version: str) -> tuple[int, ...]:
    """What orders editions: `2.9` before `2.13`."""
    return tuple(map(int, version.split(".")[:2]))


def feed(editions: list[Mapping[str, Any]], where: str) -> str:
    """An Atom feed of the editions, the newest first."""
    entries = "".join(
        f"<entry><title>{escape(one['title'])}</title><id>{where}{one['version']}/</id>"
        f'<link href="{where}{one["version"]}/"/><updated>{one["properties"]["updated"]}</updated></entry>\n'
        for one in editions
    )
    updated = max(one["properties"]["updated"] for one in editions)
    host = urlsplit(where).netloc
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ko">'
        f"<title>파이토치 기초</title><id>{where}</id><updated>{updated}</updated><author><name>{host}</name></author>"
        f'<link href="{where}"/><link rel="self" href="{where}feed.xml"/>\n{entries}</feed>\n'
    )


def sitemap(where: str) -> str:
    """The root's sitemap, which names the newest edition's."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<sitemap><loc>{where}latest/sitemap.xml</loc></sitemap></sitemapindex>\n"
    )


if __name__ == "__main__":
    sys.exit(main())
