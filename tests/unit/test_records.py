"""Records: written whole or not at all, and found out when they are not what was run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

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


def result(printed: str = "", *figures: str, value: str = "", on: Provenance = HERE) -> Result:
    """A result as a run would give it."""
    return Result(printed, value, figures, None, on)


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
    """Another processor's last digit makes no new file; another device's figure is its own."""
    drawn, moved = ('<path d="M 1.00 2.00"/>', '<path d="M 1.05 2.00"/>')
    records = Records(tmp_path)
    records.update([ONE], {ONE.key: result("", drawn)})
    assert records.update([ONE], {ONE.key: result("", moved)}) == {}
    assert records.update([ONE], {ONE.key: result("", moved, on=GPU)}) == {ONE.key: "confirmed"}
    kept = records.read(ONE)
    assert kept
    assert kept.result == result("", moved, on=GPU)
    edited = replace(ONE, program=replace(ONE.program, source="print( 'one')\n"))
    assert records.update([edited], {ONE.key: result("", drawn, on=GPU)})
    kept = records.read(edited)
    assert kept
    assert kept.result == result("", moved, on=GPU)


def test_a_record_is_of_the_device_that_it_names(tmp_path: Path) -> None:
    """Two models of GPU differ in a last digit, which counts as equal; each keeps its own."""
    records = Records(tmp_path)
    other = replace(GPU, device="NVIDIA H200")
    for printed, on in (("0.1234\n", GPU), ("0.1235\n", other)):
        records.update([ON_GPU], {ON_GPU.key: result(printed, on=on)})
        kept = records.read(ON_GPU)
        assert kept
        assert kept.result == result(printed, on=on)


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
