"""Files that are written whole or not at all, whatever ends the program that writes them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import tree
from textbook.files import STAGE, alone, checksum, commit, recover, write
from textbook.model import Problem

Spoil = Callable[[str], str]


class Cut(BaseException):
    """The program is killed here."""


def cut(real: Callable[..., Any], step: int, taken: list[str]) -> Callable[..., Any]:
    """A function that is killed at a step, and at all after it; a file is then half written."""

    def call(*arguments: Any, **options: Any) -> Any:
        taken.append(real.__name__)
        if len(taken) < step:
            return real(*arguments, **options)
        if real.__name__ == "write_text" and len(taken) == step:
            Path(arguments[0]).write_bytes(arguments[1].encode()[:2])
        raise Cut

    return call


def begin(root: Path) -> Path:
    """A folder with files to change."""
    commit(root, {root / "a" / "one": "first", root / "a" / "two": "second", root / "gone": "old"})
    return root


def change(root: Path) -> None:
    """One file deleted, one changed, one new, one deleted that is not there."""
    new = {root / "gone": None, root / "a" / "one": "FIRST", root / "b" / "three": "third"}
    commit(root, {**new, root / "never": None})


def test_killed_at_any_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut before each single step, the next start finds all of the old or all of the new."""
    (tmp_path / "reference").mkdir()
    root = begin(tmp_path / "reference")
    before = tree(root)
    change(root)
    after = tree(root)
    assert after == {"a/one": b"FIRST", "a/two": b"second", "b/three": b"third"}
    whole: list[bool] = []
    cuts: set[str] = set()
    taken: list[str] = []
    while len(taken) == len(whole):  # The last round came to its end.
        root = tmp_path / str(len(whole))
        root.mkdir()
        begin(root)
        taken = []
        step = len(whole) + 1
        for name in ("mkdir", "replace", "unlink", "rmdir"):
            monkeypatch.setattr(os, name, cut(getattr(os, name), step, taken))
        monkeypatch.setattr(Path, "write_text", cut(Path.write_text, step, taken))
        with contextlib.suppress(Cut):
            change(root)
        monkeypatch.undo()
        del taken[step:]
        cuts.add(taken[-1])
        recover(root)
        assert tree(root) in (before, after), f"cut before step {step}, {taken[-1]}"
        whole.append(tree(root) == after)
    assert cuts == {"mkdir", "write_text", "replace", "unlink", "rmdir"}
    assert whole == sorted(whole)
    assert set(whole) == {True, False}


@pytest.mark.parametrize("path", ["../victim", "a/../../victim", "/tmp/victim"])
def test_a_change_reaches_no_other_folder(tmp_path: Path, path: str) -> None:
    """It is refused before it is written down: a journal of it would stop every later change."""
    (tmp_path / "root").mkdir()
    root = begin(tmp_path / "root")
    before = tree(tmp_path)
    with pytest.raises(Problem, match=r"victim: is not below .*root: nothing was written"):
        commit(root, {root / "a" / "one": "FIRST", root / path: "text"})
    assert tree(tmp_path) == before


def test_a_file_is_there_whole_or_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a write that fails leaves nothing beside it."""
    path = tmp_path / "new" / "file"
    write(path, "a\nb\n")
    assert path.read_bytes() == b"a\nb\n"
    with pytest.raises(UnicodeEncodeError):
        write(path, "\ud800")
    monkeypatch.setattr(Path, "replace", cut(Path.replace, 1, []))
    with pytest.raises(Cut):
        write(path, "c\n")
    assert tree(tmp_path) == {"new/file": b"a\nb\n"}
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_link_stays_one(tmp_path: Path) -> None:
    """What it leads to is written, there or not: a README may lie elsewhere."""
    for name in ("there", "missing"):
        (tmp_path / "link").symlink_to(tmp_path / "other" / name)
        (tmp_path / "other").mkdir(exist_ok=True)
        (tmp_path / "other" / "there").write_text("old", "utf-8")
        write(tmp_path / "link", "new")
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "other" / name).read_text("utf-8") == "new"
        (tmp_path / "link").unlink()


FORGED: dict[str, dict[str, Any] | list[str]] = {
    "a file above": {"../victim": [None, None]},
    "a file above, deeper": {"a/../../victim": [None, "0"]},
    "a file anywhere": {"/tmp/victim": [None, None]},
    "what was there is no hash": {"a/one": [0, None]},
    "what is to be is no hash": {"a/one": [None, 0]},
    "what was there is not told": {"a/one": "0"},
    "no files": ["one"],
}
HASHES = [hashlib.sha256(text).hexdigest() for text in (b"first", b"old", b"zero")]
JOURNAL = {"a/one": [HASHES[0], None], "gone": HASHES[1:]}
"""Of a change to what `begin` wrote: by each file, what it was and what it is to be."""
SPOILT: dict[str, Spoil] = {
    "cut": lambda text: text[:-9],
    "empty": lambda text: "",
    "edited": lambda text: text.replace("one", "two"),
    "a list": lambda text: "[]",
    "no check": lambda text: '{"files": {}}',
    "deep": lambda text: "[" * 100_000,
}


def told(root: Path, text: str) -> None:
    """A journal is refused, by `recover` and by the next change, and nothing is touched."""
    begin(root)
    (root.parent / "victim").write_text("mine", "utf-8")
    (root / STAGE).mkdir()
    (root / STAGE / "0").write_text("0", "utf-8")
    (root / STAGE / "journal").write_text(text, "utf-8")
    before = tree(root.parent)
    for act in (recover, change):
        with pytest.raises(Problem, match=r"journal: is damaged \(.*\): look into .*, then delete"):
            act(root)
    assert tree(root.parent) == before


@pytest.mark.parametrize("name", FORGED)
def test_a_journal_reaches_no_other_folder(tmp_path: Path, name: str) -> None:
    """Even one whose checksum is right."""
    (tmp_path / "root").mkdir()
    told(tmp_path / "root", json.dumps({"files": FORGED[name], "check": checksum(FORGED[name])}))


@pytest.mark.parametrize("name", SPOILT)
def test_a_damaged_journal_is_told(tmp_path: Path, name: str) -> None:
    """Neither half of it nor none of it is carried out."""
    (tmp_path / "root").mkdir()
    text = json.dumps({"files": JOURNAL, "check": checksum(JOURNAL)})
    told(tmp_path / "root", SPOILT[name](text))


def test_a_whole_journal_is_carried_out(tmp_path: Path) -> None:
    """The test before spoils one that would be."""
    begin(tmp_path)
    (tmp_path / STAGE).mkdir()
    (tmp_path / STAGE / "1").write_text("zero", "utf-8")
    text = json.dumps({"files": JOURNAL, "check": checksum(JOURNAL)})
    (tmp_path / STAGE / "journal").write_text(text, "utf-8")
    recover(tmp_path)
    assert tree(tmp_path) == {"a/two": b"second", "gone": b"zero"}


def test_one_build_at_a_time(tmp_path: Path) -> None:
    """The second is told; after the first it is let in."""
    cache = tmp_path / ".cache"
    with alone(cache), pytest.raises(Problem, match="another build or make record is under way"):
        alone(cache).__enter__()
    with alone(cache):
        assert (cache / "lock").exists()


def test_a_checkout_that_cannot_be_written_needs_no_lock(tmp_path: Path) -> None:
    """Nothing is written there that a second build could spoil."""
    (tmp_path / "file").write_text("", "utf-8")
    with alone(tmp_path / "file" / ".cache"):
        pass
