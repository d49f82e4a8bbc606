"""What a move to another torch changed, as it is kept and as readers see it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import ROOT
from textbook.composing import report, words
from textbook.model import Problem
from textbook.publishing import move
from textbook.recording import moves

CHANGES = [moves.Change("a/b.cpu", "value", ("@@ -1 +1 @@", "-1", "+2"))]


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("value", ["-tensor(0.50)", "+tensor(0.51)"]),
        ("value", [" RuntimeError", "-1", "+2e-5"]),
        ("value", []),
        ("repr", ["-tensor([1])", "+tensor([1], dtype=torch.int64)"]),
        ("repr", ["-1", "-2", "+1"]),
        ("warning", [" same", "-fine", "+FutureWarning: soon gone"]),
        ("warning", ["-RuntimeError", "+UserWarning"]),
        ("error", ["-AssertionError", "+RuntimeError"]),
        ("error", ["snippets/a.py:3: raises Stop"]),
    ],
)
def test_kinds(kind: str, lines: list[str]) -> None:
    """What the lines that differ are about."""
    assert moves.kind_of(lines) == kind


def test_what_is_kept_is_what_is_read(tmp_path: Path) -> None:
    """And where there is no report, there was no move."""
    made = moves.report("2.13.0", "2.14.0", 3, CHANGES)
    path = tmp_path / "move.json"
    assert moves.load(path) is None
    path.write_text(moves.dumps(made), "utf-8")
    assert moves.load(path) == made


@pytest.mark.parametrize(
    "edit",
    [
        {"changes": []},
        {"from": "2.12.0"},
        {"compared": 4},
        {"check": "0" * 64},
        {"more": ""},
        [],
        "half",
    ],
)
def test_a_report_is_not_edited_by_hand(tmp_path: Path, edit: object) -> None:
    """Whatever the hand touches, the hash tells; and how to have the report back."""
    text = moves.dumps(moves.report("2.13.0", "2.14.0", 3, CHANGES))
    path = tmp_path / "move.json"
    if isinstance(edit, dict):
        path.write_text(json.dumps(json.loads(text) | edit), "utf-8")
    else:
        path.write_text(text[:40] if edit == "half" else json.dumps(edit), "utf-8")
    with pytest.raises(Problem, match=r"move\.json: is damaged .*git checkout") as caught:
        moves.load(path)
    assert ("never by hand" in str(caught.value)) is isinstance(edit, dict)


@pytest.mark.parametrize(
    ("new", "title"),
    [
        ("2.10.0", "2.9에서 2.10으로"),
        ("2.11.1", "2.9에서 2.11로"),
        ("2.12.0", "2.9에서 2.12로"),
        ("2.13.0", "2.9에서 2.13으로"),
        ("2.14", "2.9에서 2.14로"),
        ("2.16.3", "2.9에서 2.16으로"),
        ("2.17.0", "2.9에서 2.17로"),
        ("3.0.0", "2.9에서 3.0으로"),
    ],
)
def test_titles_in_korean(new: str, title: str) -> None:
    """The particle goes by how the last digit is said."""
    made = moves.report("2.9.1", new, 1, [])
    assert report.title(made, words.load("ko")) == title
    assert report.title(made, words.load("en")) == f"From 2.9 to {'.'.join(new.split('.')[:2])}"


@pytest.mark.parametrize("path", ["snippets/move.json", "tests/moves/2.13.0-2.15.0.json"])
def test_a_real_move_is_told_as_it_was(path: str) -> None:
    """What a move of this book found: whole, of its kinds, with every line that came and went."""
    found = moves.load(ROOT / path)
    assert found
    assert found["changes"]
    old, new = (".".join(found[end].split(".")[:2]) for end in ("from", "to"))
    title = report.title(found, words.load("ko"))
    assert title in (f"{old}에서 {new}로", f"{old}에서 {new}으로")
    told = move.text(found)
    assert told.startswith(f"# From {old} to {new}\n")
    for change in found["changes"]:
        assert moves.kind_of(change["diff"]) == change["kind"]
        assert not change["stops"]
        name = change["key"].rpartition(".")[0]
        assert f"\n## {change['kind']}: [{name}]({name.rpartition('/')[0]}.md)\n" in told
        assert "\n```diff\n" + "\n".join(change["diff"]) + "\n```\n" in told


def test_the_move_to_2_15_is_told() -> None:
    """In the words of its page, by its numbers."""
    found = moves.load(ROOT / "tests/moves/2.13.0-2.15.0.json")
    assert found
    assert report.title(found, words.load("ko")) == "2.13에서 2.15로"
    told = move.text(found)
    count = len(found["changes"])
    assert f"recorded on PyTorch 2.13.0 and executed on 2.15.0: {count} outputs changed" in told
    assert "## repr: [networks/linear/grad_fn](networks/linear.md)\n" in told
    assert "\n+UnsafeViewBackward0" in told
