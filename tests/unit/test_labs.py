"""The records of a lab: a cell's each, all of them of one run."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import Project, tree
from tests.unit.test_parcels import LAB as GPU_LAB
from tests.unit.test_parcels import PROGRAM, SHOWN
from textbook import cli
from textbook.model import Problem, Program, Run
from textbook.outcomes import Provenance, Result
from textbook.reading import labs, sources
from textbook.recording.parcel import pack
from textbook.recording.records import Records

LAB = """# %% [markdown]
# # Six { #six }
# %%
x = 6
# %%
print(x)
x * 7

# %%
print(x)
"""


def test_a_labs_cells_are_recorded_as_snippets_are(project: Project) -> None:
    """A record each, of its value too; a change is told at its cell."""
    path = project.write("docs/ko/labs/six.py", LAB)
    names = [f"labs/six/{number:02}.cpu" for number in (1, 2, 3)]
    assert project.record() == dict.fromkeys(names, "new")
    folder = project.root / "snippets" / "labs" / "six"
    written = ["02.cpu.txt", "02.cpu.value.txt", "03.cpu.txt", "provenance.json"]
    assert sorted(tree(folder)) == written
    assert (folder / "02.cpu.value.txt").read_text("utf-8") == "42\n"
    made = project.book()
    assert made.problems == ()
    assert [made.outputs[name].state for name in names] == ["executed"] * 3
    path.write_text(LAB.replace("x * 7", "x * 8"), "utf-8")
    (told,) = project.book().problems
    assert told.startswith(f"{path}:6: its output is not what is recorded:")
    assert "-42\n+48\nIf it is right: make record" in told
    changes = {names[0]: "confirmed", names[1]: "changed", names[2]: "confirmed"}
    assert project.record() == changes
    assert project.book().problems == ()
    (folder / "02.cpu.value.txt").write_text("49\n", "utf-8")
    (told,) = project.book().problems
    assert "02.cpu is not what was recorded: a record is written by a run, never by hand" in told
    assert project.record() == changes | {names[1]: "new"}
    assert project.book().problems == ()


@pytest.mark.parametrize(
    "opening", ["", "# /// lab\n# limit = 9\n# ///\n", "# ---\n# a: b\n# ---\n"]
)
def test_a_line_before_the_first_cell_is_told(tmp_path: Path, opening: str) -> None:
    """It would not run, with a header before it or without."""
    path = tmp_path / "ko" / "labs" / "six.py"
    path.parent.mkdir(parents=True)
    path.write_text(f"{opening}\nseed = 3\n\n{LAB}", "utf-8")
    with pytest.raises(Problem, match=f":{opening.count(chr(10)) + 2}: this line is in no cell"):
        labs.read(tmp_path, path)


VARYING = """# %% [markdown]
# # Times { #times }
# %% varies="[0-9]+ ns"
import time

now = f"{time.time_ns()} ns"
print("now:", now)
# %%
print("now")
# %% varies="[0-9]+ ns"
print("then:", now)
"""


def test_a_lab_is_recorded_whole(project: Project) -> None:
    """What varies in one cell and is repeated in another is of one run; unchanged, all stays."""
    path = project.write("docs/ko/labs/times.py", VARYING)
    folder = project.root / "snippets" / "labs" / "times"

    def told() -> str:
        now, then = ((folder / f"{cell}.cpu.txt").read_text("utf-8") for cell in ("01", "03"))
        assert now.removeprefix("now: ") == then.removeprefix("then: ")
        return now

    assert set(project.record().values()) == {"new"}
    first = told()
    assert project.record() == {}
    assert told() == first
    path.write_text(VARYING.replace('print("now")', 'print("later")'), "utf-8")
    assert [*project.record().values()] == ["confirmed", "changed", "confirmed"]
    assert told() != first


def test_a_part_of_a_lab_is_not_recorded(tmp_path: Path) -> None:
    """Where a cell has no result, those before it would be of another run than those after."""
    cells = [Program(f"labs/six/0{n}", Path("six.py"), f"print({n})\n") for n in (1, 2)]
    one, two = (Run(cell, "cpu") for cell in cells)
    printed = Result("1\n", "", (), None, Provenance("2.13.0", None, "CPU", "3.11.7", "Linux"))
    records = Records(tmp_path)
    assert records.update([one, two], {one.key: printed}) == {}
    assert tree(tmp_path) == {}
    both = {one.key: printed, two.key: printed}
    assert records.update([one, two], both) == {one.key: "new", two.key: "new"}


def test_a_part_of_a_lab_is_not_imported(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The lab is named with its cells that are not there; nothing of it counts as unchanged."""
    monkeypatch.chdir(project.root)
    project.write("docs/ko/labs/one.py", f"{GPU_LAB}\n# %%\nprint(2)\n")
    project.snippet("gpu", PROGRAM)
    runs = sources.read(project.root).runs
    one = replace(SHOWN, layout=None)
    keys = ("labs/one/01.cuda", "labs/one/03.cuda", "gpu.cuda")
    pack(Path("results.json"), runs.values(), dict.fromkeys(keys, one))
    monkeypatch.setattr(sys, "argv", ["textbook", "import", "results.json"])
    for out in (
        "new       gpu.cuda\n3 imported: 1 new, 2 left out, 0 unchanged\n",
        "3 imported: 2 left out, 1 unchanged\n",
    ):
        assert cli.main() == 1
        assert capsys.readouterr() == (
            out,
            "docs/ko/labs/one.py: 2 of its 3 cells have a result, and a lab is recorded whole: "
            "mend the cell that fails on cuda, and export again\n",
        )
    assert not Path("snippets/labs").exists()


@pytest.mark.parametrize("header", ["", '# /// lab\n# device = "both"\n# limit = 9\n# ///\n\n'])
def test_a_lab_declares_the_same_in_every_language(project: Project, header: str) -> None:
    """What one language leaves out would be run on fewer devices, or end sooner."""
    project.write("docs/ko/labs/both.py", GPU_LAB)
    project.write("docs/en/labs/both.py", header + GPU_LAB.partition("# ///\n\n")[2])
    (told,) = [one for one in sources.read(project.root).problems if "this cell" in one]
    assert "languages share their programs, so write the same code, and declare the same" in told
