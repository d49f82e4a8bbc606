"""A change to the records that stops half-way, or would: what is told, and that nothing is lost."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Project, tree
from tests.unit.test_files import Cut, begin, change, cut
from textbook.files import STAGE, commit, recover, write
from textbook.model import Problem

FULL = OSError(errno.ENOSPC, "No space left on device")


def stop(root: Path, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change that is killed before one of its files is put into its place, or deleted."""
    begin(root)
    taken: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", cut(Path.unlink, step - 2, taken))
        patch.setattr(Path, "replace", cut(Path.replace, step + 1, []))  # One is the journal's.
        with pytest.raises(Cut):
            change(root)
    assert (root / STAGE / "journal").exists()


@pytest.mark.parametrize("step", [2, 3])
@pytest.mark.parametrize(
    ("name", "how"),
    [("a/one", "first"), ("a/one", "mine"), ("a/one", ""), ("a/one", "folder"), ("gone", "mine")],
)
def test_a_file_that_has_changed_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, name: str, how: str
) -> None:
    """As after `git checkout`: it is told once, all is kept, and what comes next is done."""
    stop(tmp_path, step, monkeypatch)
    assert (tmp_path / "a" / "one").read_text("utf-8") == "FIRST"
    path = tmp_path / name
    path.unlink()
    if how == "folder":
        path.mkdir()
    elif how:
        path.write_text(how, "utf-8")
    staged, others = tree(tmp_path / STAGE), tree_without(tmp_path, STAGE)
    told = rf"^{path}: was changed after .* half-way: .* in {tmp_path}/{STAGE}-1, and is not writ"
    with pytest.raises(Problem, match=told):
        recover(tmp_path)
    assert tree_without(tmp_path, f"{STAGE}-1") == others
    assert tree(tmp_path / f"{STAGE}-1") == staged
    commit(tmp_path, {tmp_path / "a" / "four": "fourth"})
    assert tree_without(tmp_path, f"{STAGE}-1") == {**others, "a/four": b"fourth"}
    assert tree(tmp_path / f"{STAGE}-1") == staged


def tree_without(root: Path, folder: str) -> dict[str, bytes]:
    """Every file there but those of one folder."""
    return {name: held for name, held in tree(root).items() if not name.startswith(f"{folder}/")}


def test_what_was_to_be_written_is_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not put in the place of a record; and what was kept before stays beside it."""
    stop(tmp_path, 2, monkeypatch)
    (tmp_path / f"{STAGE}-1").mkdir()
    (tmp_path / STAGE / "1").write_text("thi", "utf-8")
    before = tree_without(tmp_path, STAGE)
    with pytest.raises(Problem, match=rf"three: was changed .* is in {tmp_path}/{STAGE}-2"):
        recover(tmp_path)
    assert tree_without(tmp_path, f"{STAGE}-2") == before


@pytest.mark.parametrize("name", ["shut", "shut/new", "file"])
def test_a_folder_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Is found before the first file is: half of a change would be there."""
    root = begin(tmp_path)
    (root / "shut").mkdir()
    (root / "file").write_text("", "utf-8")
    before, real = tree(root), tempfile.TemporaryFile

    def refuse(dir: Path) -> Any:
        if dir.name == "shut":
            raise PermissionError(errno.EACCES, "Permission denied", f"{dir}/tmp")
        return real(dir=dir)

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    told = rf"^{root / name.partition('/')[0]}: cannot be written, so nothing was \(.*"
    told += r"Not a directory\)" if name == "file" else r"Permission denied: make it writable\)"
    with pytest.raises(Problem, match=told):
        commit(root, {root / "a" / "one": "FIRST", root / name / "new": "new"})
    assert tree(root) == before
    assert not (root / STAGE).exists()


def test_a_folder_in_the_place_of_a_record(tmp_path: Path) -> None:
    """Is found as early."""
    root = begin(tmp_path)
    (root / "b" / "three").mkdir(parents=True)
    before = tree(root)
    with pytest.raises(Problem, match=f"^{root}/b/three: is a folder, so nothing was written"):
        change(root)
    assert tree(root) == before


def test_a_read_only_folder_of_records(project: Project) -> None:
    """`make record` says which, and begins nothing; when it is mended, all goes well."""
    project.write("snippets/part/one.py", "print(1)\n")
    project.write("docs/ko/part/one.md", '# One { #one }\n\n```python\n--8<-- "part/one.py"\n```\n')
    project.write("snippets/good.py", "print(2)\n")
    before = tree(project.root / "snippets")
    (project.root / "snippets" / "part").chmod(0o555)
    try:
        done = project.run("textbook", "record", weak=True)
    finally:
        (project.root / "snippets" / "part").chmod(0o755)
    assert done.returncode == 1
    assert "\nsnippets/part: cannot be written, so nothing was (Permission" in f"\n{done.stdout}"
    assert tree(project.root / "snippets") == before
    assert set(project.record().values()) == {"new", "changed"}


@pytest.mark.parametrize(
    ("owner", "name", "act", "told"),
    [
        (Path, "write_text", change, "on device: make room: '.*/a/one'$"),
        (Path, "replace", lambda root: write(root / "new", ""), "on device: make room: '.*/new'$"),
        (os, "fdopen", change, "on device: make room: '.*/journal'$"),
        (Path, "unlink", change, f"begin again: what .* is in .*/{STAGE}: '.*/gone'$"),
    ],
)
def test_a_full_disk_names_the_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    owner: Any,
    name: str,
    act: Callable[[Path], None],
    told: str,
) -> None:
    """As an error in writing does not: the command line told the folder that it ran in."""
    begin(tmp_path)

    def fail(*arguments: Any, **_: Any) -> None:
        if name == "fdopen":
            os.close(arguments[0])
        if name != "unlink" or arguments[0].name == "gone":
            raise FULL
        os.unlink(arguments[0])  # noqa: PTH108

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, fail)
        with pytest.raises(OSError, match=told):
            act(tmp_path)
