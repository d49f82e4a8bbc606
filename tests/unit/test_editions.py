"""Editions in a repository: what is committed and refused, and that nothing else is touched."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import ENVIRONMENT, ROOT, Project
from textbook import files
from textbook.model import Problem
from textbook.publishing import editions
from textbook.releases import minor
from textbook.running.machine import version

RELEASE = version("torch").partition("+")[0]
EDITION = minor(RELEASE)
OLDER = "2.12.0"
WHERE = "https://example.org/book/"
ATOM = "{http://www.w3.org/2005/Atom}"
NAMED = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
NAMED |= {f"GIT_{who}_NAME": "A" for who in ("AUTHOR", "COMMITTER")}
NAMED |= {f"GIT_{who}_EMAIL": "a@example.org" for who in ("AUTHOR", "COMMITTER")}
"""Who commits in tests, whatever the person who runs them has configured."""
SIGNER = """#!/bin/sh
case "$*" in
*--verify*) echo "gpg: Signature made" >&2; echo "[GNUPG:] GOODSIG 1 A"; exit 0 ;;
esac
cat > /dev/null
printf '\\n[GNUPG:] SIG_CREATED D\\n' >&2
echo "-----BEGIN PGP SIGNATURE-----"
echo "-----END PGP SIGNATURE-----"
"""
"""Signs and verifies anything, as git asks GnuPG to."""


def git(root: Path, *arguments: str, **variables: str) -> str:
    """What a git command prints there."""
    command = ["git", *arguments]
    environment = {**os.environ, **NAMED, **variables}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=True)
    return done.stdout.decode().strip()


def begin(root: Path) -> None:
    """Make a folder a repository that holds what is there, in one commit on `main`."""
    shutil.copy(ROOT / ".gitignore", root)
    git(root, "init", "--quiet", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "book")


def branches(root: Path) -> dict[str, str]:
    """Every ref and its commit."""
    listed = git(root, "for-each-ref", "--format=%(refname:lstrip=2) %(objectname)")
    return {
        name: commit for name, _, commit in (line.partition(" ") for line in listed.split("\n"))
    }


def enter(root: Path, monkeypatch: pytest.MonkeyPatch, **variables: str) -> None:
    """Stand in a checkout, as `make` does."""
    monkeypatch.chdir(root)
    asked = ("SITE_URL", "REPOSITORY", "BRANCH", "REMOTE", "CUDA", "SOURCE_DATE_EPOCH")
    values: dict[str, str | None] = {**ENVIRONMENT, **dict.fromkeys(asked), **NAMED, **variables}
    for name, value in values.items():
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)


@pytest.fixture
def checkout(project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small book, committed; its results are in the cache, so that a build runs nothing."""
    project.write("requirements.txt", f"# Pins.\ntorch=={RELEASE}  # what it teaches\n")
    begin(project.root)
    enter(project.root, monkeypatch, SITE_URL=WHERE, REPOSITORY="someone/book")
    return project.root


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """What a build would have made."""
    for name in ("index.html", "404.html", "llms.txt", "part/index.html"):
        path = tmp_path / "made" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"this is {name}\n", "utf-8")
    path.write_text('<span data-fingerprint="0abc"></span>', "utf-8")
    return tmp_path / "made"


def commit(site: Path, release: str = RELEASE) -> str:
    """Commit a built site as an edition."""
    return editions.commit(site, release, "gh-pages", WHERE)


def test_an_edition_is_one_commit(checkout: Path, site: Path) -> None:
    """Two editions, two commits, and what is about both at the root; no other branch is left."""
    first = commit(site, OLDER)
    (site / "404.html").write_text("newer", "utf-8")
    second = commit(site)
    assert branches(checkout) == {"main": git(checkout, "rev-parse", "main"), "gh-pages": second}
    assert git(checkout, "rev-list", "gh-pages").split() == [second, first]
    names = git(checkout, "ls-tree", "--name-only", "gh-pages").split()
    everything = {".nojekyll", "2.12", EDITION, "latest", "index.html", "404.html", "llms.txt"}
    assert set(names) == everything | {"versions.json", "feed.xml", "sitemap.xml", "pages.json"}
    assert json.loads(git(checkout, "show", "gh-pages:pages.json")) == {"part/": "0abc"}
    assert git(checkout, "show", "gh-pages:latest") == EDITION
    assert git(checkout, "show", "gh-pages:404.html") == "newer"
    assert len({git(checkout, "rev-parse", f"{one}:2.12") for one in (first, second)}) == 1
    assert commit(site) == ""
    assert branches(checkout)["gh-pages"] == second


def test_a_signed_commit_has_a_time(checkout: Path, site: Path, tmp_path: Path) -> None:
    """Git tells of its signature before it, where its user wants to see signatures."""
    signer = tmp_path / "gpg"
    signer.write_text(SIGNER, "utf-8")
    signer.chmod(0o755)
    git(checkout, "config", "gpg.program", str(signer))
    git(checkout, "config", "log.showSignature", "true")
    when = "1700000000 +0000"
    git(checkout, "commit", "-S", "--allow-empty", "-m", "signed", GIT_COMMITTER_DATE=when)
    assert "gpg: Signature made" in git(checkout, "log", "-1", "--format=%ct")
    assert files.committed(checkout) == "1700000000"
    assert commit(site)
    assert "2023-11-14T22:13:20" in git(checkout, "show", "gh-pages:feed.xml")


def test_an_older_edition_takes_nothing_from_the_newest(checkout: Path, site: Path) -> None:
    """Published after it, `2.9` is added; the root, `latest` and the order stay."""
    commit(site)
    (site / "404.html").write_text("older", "utf-8")
    (site / "part/index.html").write_text('<span data-fingerprint="01d"></span>', "utf-8")
    commit(site, "2.9.1")
    assert "0abc" in git(checkout, "show", "gh-pages:pages.json")
    assert git(checkout, "show", "gh-pages:latest") == EDITION
    assert git(checkout, "show", "gh-pages:404.html") == "this is 404.html"
    assert git(checkout, "show", "gh-pages:2.9/404.html") == "older"
    feed = ElementTree.fromstring(git(checkout, "show", "gh-pages:feed.xml"))
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert titles == [f"PyTorch {RELEASE}", "PyTorch 2.9.1"]


def test_the_feed_is_named_as_the_site_is(checkout: Path, site: Path) -> None:
    """In `mkdocs.yml`, and in its language; whatever signs the name has."""
    path = checkout / "mkdocs.yml"
    text = path.read_text("utf-8")
    told = [line for line in text.split("\n") if line.startswith("site_name:")]
    path.write_text(text.replace(told[0], "site_name: A & B <1>"), "utf-8")
    commit(site)
    feed = ElementTree.fromstring(git(checkout, "show", "gh-pages:feed.xml"))
    assert feed.findtext(f"{ATOM}title") == "A & B <1>"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "ko"


@pytest.mark.parametrize("name", ["publishing", "textbook", "2.13", "latest"])
def test_a_branch_of_an_author_survives(checkout: Path, site: Path, name: str) -> None:
    """Whatever it is called; a publication writes on one of its own."""
    git(checkout, "branch", name)
    before = branches(checkout)
    made = commit(site)
    assert branches(checkout) == {**before, "gh-pages": made}


def test_a_branch_of_another_is_not_written_on(
    checkout: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where it has the very name that a publication draws for its own."""
    monkeypatch.setattr(secrets, "token_hex", lambda _: "0123456789abcdef")
    name = f"textbook-{os.getpid()}-0123456789abcdef"
    git(checkout, "branch", name)
    before = branches(checkout)
    with pytest.raises(Problem, match=f"there is a branch {name} here"):
        commit(site)
    assert branches(checkout) == before


def test_a_branch_that_comes_to_be_meanwhile(
    checkout: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A commit that another has made on it while this one was written is not lost."""
    commit(site, OLDER)
    theirs = git(checkout, "commit-tree", "main^{tree}", "-p", "gh-pages", "-m", "theirs")
    fill = editions.fill

    def interrupted(*arguments: str | Path) -> None:
        fill(*arguments)  # type: ignore[arg-type]
        git(checkout, "update-ref", "refs/heads/gh-pages", theirs)

    monkeypatch.setattr(editions, "fill", interrupted)
    with pytest.raises(Problem, match="gh-pages has changed meanwhile: publish again"):
        commit(site)
    assert branches(checkout) == {"main": git(checkout, "rev-parse", "main"), "gh-pages": theirs}


def put(root: Path, name: str, text: str) -> None:
    """Commit one file to gh-pages, as someone with mike alone would."""
    blob = root / ".git" / "blob"
    blob.write_text(text, "utf-8")
    held = git(root, "hash-object", "-w", str(blob))
    entry, index = f"100644,{held},{name}", str(root / ".git" / "another")
    git(root, "update-index", "--add", "--cacheinfo", entry, GIT_INDEX_FILE=index)
    tree = git(root, "write-tree", GIT_INDEX_FILE=index)
    git(root, "update-ref", "refs/heads/gh-pages", git(root, "commit-tree", tree, "-m", name))


def test_an_edition_without_a_number_is_left_in_peace(checkout: Path, site: Path) -> None:
    """`dev` is no release: it is neither newest nor news, and it stays."""
    dev = {"version": "dev", "title": "dev", "aliases": []}
    put(checkout, "dev/index.html", "unreleased")
    put(checkout, "versions.json", json.dumps([dev]))
    assert commit(site)
    assert git(checkout, "show", "gh-pages:dev/index.html") == "unreleased"
    assert git(checkout, "show", "gh-pages:latest") == EDITION
    listed = json.loads(git(checkout, "show", "gh-pages:versions.json"))
    assert [one["version"] for one in listed] == ["dev", EDITION]
    assert "dev" not in git(checkout, "show", "gh-pages:feed.xml")


@pytest.mark.parametrize("text", ["no JSON", "{}[", '[{"version": "2.12"}]', "[1]", '["2.12"]'])
def test_a_list_of_editions_that_is_none(checkout: Path, site: Path, text: str) -> None:
    """A message that names the file, and every branch as it was."""
    put(checkout, "versions.json", text)
    before = branches(checkout)
    with pytest.raises(Problem, match=r"^gh-pages: mike cannot add .* its versions\.json"):
        commit(site)
    assert branches(checkout) == before
