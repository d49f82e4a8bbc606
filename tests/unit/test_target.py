"""The folder that a site is built into: nothing is lost there that no build has made."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from pathlib import Path

import pytest

from tests.conftest import tree
from tests.unit.test_files import Cut, cut
from textbook.model import Problem
from textbook.starting import target

MATERIAL = "assets/javascripts/bundle.a5f9d56c.min.js"
INDEX = "search/search_index.json"


def write(folder: Path, *names: str) -> Path:
    """A folder with files, each of which holds its name."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, "utf-8")
    return folder


def allowed(site: Path, root: Path) -> bool:
    """Whether a site may be built there; nothing is touched, either way."""
    before, told = tree(site), ""
    try:
        target.try_to_write(site, root)
    except Problem as problem:
        told = str(problem)
    assert tree(site) == before
    assert re.fullmatch(rf"({site}: (is where|holds files).* mkdocs build --site-dir DIR)?", told)
    return not told


@pytest.mark.parametrize(
    ("names", "may"),
    [
        ((), True),
        ((".git", ".nojekyll"), True),
        (("index.html", INDEX), True),
        (("index.html", MATERIAL), True),
        (("notes.txt",), False),
        (("2.13/" + INDEX, "2.13/" + MATERIAL, "index.html", "404.html", "sitemap.xml.gz"), False),
        (("photos/one.jpg", ".git/config"), False),
    ],
)
def test_files_that_no_build_made(tmp_path: Path, names: tuple[str, ...], may: bool) -> None:
    """Are not emptied out: a person's own, or all editions side by side. A built site is."""
    assert allowed(tmp_path / "not there", tmp_path / "book")
    assert allowed(write(tmp_path / "out", *names), tmp_path / "book") == may


@pytest.mark.parametrize(
    "name", ["docs", "snippets", "snippets/new", "textbook", ".cache/site", ".", "..", "link"]
)
def test_the_project_itself(tmp_path: Path, name: str) -> None:
    """Is no place for a site, though one has come to lie there; a folder of its own in it is."""
    root = write(tmp_path / "book", "docs/a.md", "snippets/a.py", "textbook/files.py", "site/a")
    (root / "link").symlink_to("snippets", target_is_directory=True)
    write(root / name, INDEX, MATERIAL)
    assert not allowed(root / name, root)
    assert allowed(write(root / "site", INDEX), root)


def test_a_site_that_is_cut_while_it_moves_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before each single step: the next build may go on there, and what is hidden stays."""
    taken = [""]
    while taken:
        root = tmp_path / f"{len(list(tmp_path.iterdir()))}"
        site = write(root / "site", "index.html", "old/index.html", INDEX, MATERIAL, ".git")
        made = write(root / "made", "index.html", "new/index.html", INDEX, MATERIAL)
        step, taken = int(root.name) + 1, []
        with monkeypatch.context() as patch, contextlib.suppress(Cut):
            for name in ("rename", "unlink", "rmdir"):
                patch.setattr(os, name, cut(getattr(os, name), step, taken))
            target.put_in_place(made, site)
            taken = []
        assert (site / ".git").exists()
        assert allowed(site, root), f"cut before step {step}, {taken[-1:]}"
    assert step > 10
    assert set(tree(site)) == {".git", "index.html", "new/index.html", INDEX, MATERIAL}


def test_a_disk_that_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told before anything runs; MkDocs would end in a traceback."""
    target.try_to_write(tmp_path / "site", tmp_path)
    monkeypatch.setattr(target, "LEAST", 2**60)
    with pytest.raises(Problem, match=r"site: cannot be written \(less than .* MiB are free\): "):
        target.try_to_write(tmp_path / "site", tmp_path)
    assert list((tmp_path / "site").iterdir()) == []


def test_a_site_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though its folder is there."""

    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    with pytest.raises(Problem, match=r"site: cannot be written \(Permission denied\): name"):
        target.try_to_write(tmp_path / "site", tmp_path)
