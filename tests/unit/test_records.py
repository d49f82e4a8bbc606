"""Records: written whole or not at all, and found out when they are not what was run."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import tree
from textbook.model import Problem, Program, Run
from textbook.outcomes import Provenance, Result
from textbook.recording.records import Records

HERE = Provenance("2.13.0+cpu", None, "CPU", "3.11.7", "Linux x86_64")
GPU = replace(HERE, torch="2.13.0+cu130", cuda="13.0", device="Invented GPU")
ONE, TWO = (
    Run(Program(f"a/{n}", Path(f"{n}.py"), f"print({n!r})\n"), "cpu") for n in ("one", "two")
)
ON_GPU = Run(Program("a/gpu", Path("gpu.py"), "print(3)\n", device="cuda"), "cuda")
KINDS = ("txt", "value.txt", "1.svg", "2.svg", "layout.json", "drawn.json")
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


def result(printed: str = "", *figures: str, value: str = "", on: Provenance = HERE) -> Result:
    """A result as a run would give it."""
    return Result(printed, value, figures, None, on)


def edit(root: Path, **facts: Any) -> set[str]:
    """Change what `provenance.json` says of `one.cpu`, as an editor would; what it then says."""
    path = root / "a" / "provenance.json"
    lines = json.loads(path.read_text("utf-8"))
    lines["one.cpu"] |= facts
    path.write_text(json.dumps(lines, indent=4), "utf-8")
    return set(lines["one.cpu"])


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Figures and drawings in their order, a value, a layout, and where all of it ran."""
    figures = (f"<svg>{number}</svg>" for number in range(11))
    layout, drawn = {"storages": [["1"]], "tensors": []}, ({"kind": "way"}, {"kind": "view"})
    made = Result("1\n", "'\u00e9'\n", tuple(figures), layout, GPU, drawn)
    assert Records(tmp_path).update([ONE], {ONE.key: made}) == {"a/one.cpu": "new"}
    kept = Records(tmp_path).read(ONE)
    assert kept
    assert (kept.result, kept.code) == (made, ONE.program.digest)
    assert (tmp_path / "a" / "one.cpu.txt").read_text("utf-8") == "1\n"
    assert Records(tmp_path).read(TWO) is None


def test_only_what_changed_is_rewritten(tmp_path: Path) -> None:
    """A second run of the same leaves every byte; a change touches its own record alone."""
    records, results = Records(tmp_path), {ONE.key: result("1\n"), TWO.key: result("2\n")}
    records.update([ONE, TWO], results)
    before = tree(tmp_path)
    assert records.update([ONE, TWO], results) == {}
    assert tree(tmp_path) == before
    assert records.update([ONE, TWO], {**results, TWO.key: result("3\n")}) == {TWO.key: "changed"}
    after = tree(tmp_path)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"a/two.cpu.txt", "a/provenance.json"}


def test_what_was_confirmed_says_where(tmp_path: Path) -> None:
    """The same output of other code, or from elsewhere, is no change of the output."""
    records = Records(tmp_path)
    records.update([ONE], {ONE.key: result("1\n")})
    edited = replace(ONE, program=replace(ONE.program, source="print( 'one')\n"))
    assert records.update([edited], {ONE.key: result("1\n")}) == {ONE.key: "confirmed"}
    assert records.update([edited], {ONE.key: result("1\n", on=GPU)}) == {ONE.key: "confirmed"}
    kept = records.read(ONE)
    assert kept
    assert (kept.code, kept.result.ran_on) == (edited.program.digest, GPU)


def test_what_did_not_run_stays(tmp_path: Path) -> None:
    """A machine without CUDA keeps the records that one with CUDA made."""
    records = Records(tmp_path)
    records.update([ONE, ON_GPU], {ONE.key: result("1\n"), ON_GPU.key: result("2\n", on=GPU)})
    assert records.update([ONE, ON_GPU], {ONE.key: result("5\n")}) == {ONE.key: "changed"}
    kept = records.read(ON_GPU)
    assert kept
    assert kept.result == result("2\n", on=GPU)


def test_what_varies_stays_as_it_was(tmp_path: Path) -> None:
    """With where it ran, so that a time stands beside its own machine; its text is compared."""
    run = replace(ONE, program=replace(ONE.program, varies=r"\d+ ms"))
    records, slow = Records(tmp_path), result("took 40 ms\n", on=GPU)
    records.update([run], {run.key: result("took 3 ms\n")})
    before = tree(tmp_path)
    assert records.update([run], {run.key: slow}) == {}
    assert tree(tmp_path) == before
    edited = replace(run, program=replace(run.program, source="print( 'one')\n"))
    assert records.update([edited], {run.key: slow}) == {run.key: "confirmed"}
    kept = records.read(edited)
    assert kept
    assert kept.result == slow
    assert records.update([run], {run.key: result("ran 40 ms\n")}) == {run.key: "changed"}


def test_a_figure_moved_by_a_hair_stays(tmp_path: Path) -> None:
    """Another processor's last digit makes no new file."""
    drawn, moved = ('<path d="M 1.00 2.00"/>', '<path d="M 1.05 2.00"/>')
    records = Records(tmp_path)
    records.update([ONE], {ONE.key: result("", drawn)})
    assert records.update([ONE], {ONE.key: result("", moved)}) == {}
    assert records.update([ONE], {ONE.key: result("", moved, on=GPU)}) == {ONE.key: "confirmed"}
    kept = records.read(ONE)
    assert kept
    assert kept.result == result("", drawn, on=GPU)


def test_a_pattern_that_leaves_nothing_is_not_recorded(tmp_path: Path) -> None:
    """Nor is anything else of that run."""
    run = replace(ONE, program=replace(ONE.program, varies=r"\w+"))
    with pytest.raises(Problem, match=r"one\.py:1: varies = .* matches all that it prints"):
        Records(tmp_path).update([TWO, run], {TWO.key: result("2\n"), run.key: result("1\n")})
    assert tree(tmp_path) == {}


def test_records_of_gone_programs_are_removed(tmp_path: Path) -> None:
    """With their program, or with a figure that it no longer draws; nothing that is not listed."""
    cell = Run(Program("labs/x/01", Path("x.py"), "1\n", before="0"), "cpu")
    records, others = Records(tmp_path), ("a/iris.train.json", "a/x.y.svg", "b/my.notes.txt")
    results = {ONE.key: result("1\n", "<svg/>", "<svg/>"), TWO.key: result("2\n", "<svg/>")}
    records.update([ONE, TWO, cell], {**results, cell.key: result(value="1\n")})
    for name in (*others, "a/two.cuda.txt", "a/two.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("mine", "utf-8")
    changes = records.update([ONE], {ONE.key: result("1\n", "<svg/>")})
    removed = {"a/two.cpu": "removed", "labs/x/01.cpu": "removed"}
    assert changes == {"a/one.cpu": "changed", **removed}
    listed = ("a/one.cpu.1.svg", "a/one.cpu.txt", "a/provenance.json")
    assert sorted(tree(tmp_path)) == sorted([*listed, *others, "a/two.cuda.txt", "a/two.py"])


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
