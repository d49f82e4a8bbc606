"""Records that an editor, a merge or a disk has changed: each is found out, and none is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import tree
from tests.unit.test_records import GPU, HERE, KINDS, ON_GPU, ONE, TWO, result
from textbook.model import Problem, Program, Run
from textbook.outcomes import Result
from textbook.recording.records import Records

FIELDS = ("code", "torch", "cuda", "device", "python", "platform", "month", "record")
DAMAGED: dict[str, bytes] = {
    "empty": b"",
    "cut": b"{",
    "a list": b"[]",
    "null": b"null",
    "no line": b'{"one.cpu": []}',
    "an empty line": b'{"one.cpu": {}}',
    "a short line": b'{"one.cpu": {"code": 1}}',
    "a zero": b"\0",
    "UTF-16": '{"one.cpu": {"code": "1"}}'.encode("utf-16"),
    "deep": b"[" * 100_000,
    "a file elsewhere": b'{"../b/one.cpu": {}, "one.cpu": {}}',
}
CONFLICT = "<<<<<<< ours\n"


def edit(root: Path, **facts: Any) -> set[str]:
    """Change what `provenance.json` says of `one.cpu`, as an editor would; what it then says."""
    path = root / "a" / "provenance.json"
    lines = json.loads(path.read_text("utf-8"))
    lines["one.cpu"] |= facts
    path.write_text(json.dumps(lines, indent=4), "utf-8")
    return set(lines["one.cpu"])


@pytest.mark.parametrize("field", [*FIELDS, "another"])
def test_an_edited_line_is_found(tmp_path: Path, field: str) -> None:
    """Whatever it says: of the GPU, of the release, of the month; and `make record` mends it."""
    records, results = Records(tmp_path), {ONE.key: result("1\n")}
    records.update([ONE, TWO], {**results, TWO.key: result("2\n")})
    assert edit(tmp_path) == set(FIELDS)
    assert Records(tmp_path).read(ONE)
    values: tuple[Any, ...] = ("NVIDIA H100", 7, {})
    for value in values:
        edit(tmp_path, **{field: value})
        with pytest.raises(Problem, match=r"provenance\.json: one\.cpu is not what was recorded"):
            Records(tmp_path).read(ONE)
        assert Records(tmp_path).read(TWO)
    assert Records(tmp_path).update([ONE, TWO], results) == {ONE.key: "new"}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("text", [None, b"", b"edited\n", b"\xff"])
def test_an_edited_file_is_found(tmp_path: Path, name: str, text: bytes | None) -> None:
    """Changed, emptied, spoilt, deleted, or put there where a record has none."""
    path = tmp_path / "a" / f"one.cpu.{name}"
    whole = Result("1\n", "1\n", ("<svg/>",) * 2, {"storages": []}, HERE, ({"kind": "way"},))
    for made in (whole, result("1\n", "<svg/>") if name != "txt" else result("", "<svg/>")):
        Records(tmp_path).update([ONE], {ONE.key: made})
        assert Records(tmp_path).read(ONE)
        if text is not None:
            path.write_bytes(text)
        elif path.exists():
            path.unlink()
        else:
            continue
        with pytest.raises(Problem, match=r"one\.cpu.*make record"):
            Records(tmp_path).read(ONE)


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_list_is_told_and_mended(tmp_path: Path, damage: str) -> None:
    """Under the name of the file, with the cure; which then helps, and touches nothing else."""
    Records(tmp_path).update([ONE, ON_GPU], {ONE.key: result("1\n")})
    other = tmp_path / "b" / "one.cpu.txt"
    other.parent.mkdir()
    other.write_text("mine", "utf-8")
    (tmp_path / "a" / "provenance.json").write_bytes(DAMAGED[damage])
    with pytest.raises(Problem, match=r"provenance\.json.*git checkout"):
        Records(tmp_path).read(ONE)
    Records(tmp_path).update([ONE, ON_GPU], {ONE.key: result("1\n")})
    kept = Records(tmp_path).read(ONE)
    assert kept
    assert kept.result == result("1\n")
    assert other.exists()


def test_a_damaged_list_of_what_cannot_run_here_is_not_written_anew(tmp_path: Path) -> None:
    """It may say what only a GPU can say again: nothing changes until a person has mended it."""
    results = {ONE.key: result("1\n"), ON_GPU.key: result("2\n", on=GPU)}
    Records(tmp_path).update([ONE, ON_GPU], results)
    path = tmp_path / "a" / "provenance.json"
    whole = path.read_text("utf-8")
    path.write_text(CONFLICT + whole, "utf-8")
    before = tree(tmp_path)
    told = rf"{path}: is damaged .*: resolve the merge, or git checkout {path}$"
    with pytest.raises(Problem, match=told):
        Records(tmp_path).update([ONE, ON_GPU], {ONE.key: result("5\n")})
    assert tree(tmp_path) == before
    path.write_text(whole, "utf-8")
    Records(tmp_path).update([ONE, ON_GPU], {ONE.key: result("5\n")})
    kept = Records(tmp_path).read(ON_GPU)
    assert kept
    assert kept.result == result("2\n", on=GPU)
    path.write_text(CONFLICT + whole, "utf-8")  # A machine that can run them all mends it.
    assert set(Records(tmp_path).update([ONE, ON_GPU], results).values()) == {"new"}


def test_a_damaged_list_of_a_lab_that_fails_is_not_written_anew(tmp_path: Path) -> None:
    """Where one cell has no result, none of the lab is recorded, and its cells stay listed."""
    path = Path("x.py")
    cells = [Run(Program(f"labs/x/0{n}", path, "1\n", before=str(n)), "cpu") for n in (1, 2)]
    results = {cells[0].key: result("1\n"), cells[1].key: result()}
    Records(tmp_path).update(cells, results)
    listed = tmp_path / "labs" / "x" / "provenance.json"
    listed.write_text(CONFLICT, "utf-8")
    with pytest.raises(Problem, match="is damaged"):
        Records(tmp_path).update(cells, {cells[0].key: result("1\n")})
    assert listed.read_text("utf-8") == CONFLICT


def test_a_damaged_list_is_mended_where_nothing_of_it_ran(tmp_path: Path) -> None:
    """What is not readable holds no record."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "provenance.json").write_bytes(DAMAGED["UTF-16"])
    Records(tmp_path).update([ON_GPU], {})
    assert Records(tmp_path).read(ON_GPU) is None
