"""What a hand leaves among the snippets: hidden copies, damaged lists, edited records."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import Project, tree
from tests.unit.conftest import README
from tests.unit.test_damaged import CONFLICT
from tests.unit.test_parcels import PROGRAM, SHOWN
from tests.unit.test_quotations import quoting as quoting
from tests.unit.test_records import ONE, result
from textbook import cli
from textbook.model import Problem
from textbook.reading import sources
from textbook.recording.parcel import pack
from textbook.recording.records import Records
from textbook.running.runner import Runner


def test_a_hidden_folder_keeps_its_records(tmp_path: Path) -> None:
    """A copy of a folder: no program is read there, so none is gone."""
    Records(tmp_path).update([ONE], {ONE.key: result("1\n")})
    shutil.copytree(tmp_path / "a", tmp_path / ".backup" / "a")
    before = tree(tmp_path)
    assert Records(tmp_path).update([ONE], {ONE.key: result("1\n")}) == {}
    assert tree(tmp_path) == before


def test_quotations_of_a_hidden_folder_are_not_read(quoting: Project) -> None:
    """No page could show them, and a build would ask for one that does."""
    snippets = quoting.root / "snippets"
    (snippets / ".backup").mkdir()
    for name in ("alone.quoted.txt", "quotations.json"):
        shutil.copy(snippets / name, snippets / ".backup")
    quoting.write("snippets/.backup/more.quoted.txt", "more\n")
    read = sources.read(quoting.root)
    assert read.problems == ()
    assert set(read.quotations) == {"gpu", "alone"}


def test_a_damaged_list_of_gone_programs_is_told(tmp_path: Path) -> None:
    """Without it nobody could say which files are their records, and those would stay."""
    Records(tmp_path).update([ONE], {ONE.key: result("1\n")})
    (tmp_path / "a" / "provenance.json").write_text(CONFLICT, "utf-8")
    before = tree(tmp_path)
    with pytest.raises(Problem, match=r"a/provenance\.json: is damaged"):
        Records(tmp_path).update([], {})
    assert tree(tmp_path) == before


def test_a_gpus_record_that_was_edited_hides_no_change(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is recorded meanwhile is said, and the record by its files, with a cure that helps."""
    monkeypatch.chdir(project.root)
    project.snippet("gpu", PROGRAM)
    run = sources.read(project.root).runs["gpu.cuda"]
    pack(Path("results.json"), [run], {run.key: replace(SHOWN, layout=None)})
    monkeypatch.setattr(cli, "execute", lambda jobs, **_: Runner.run(project.runner, jobs))
    monkeypatch.setattr(project.runner.machine, "why_no_cuda", "nvidia-smi lists no GPU here")

    def said(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["textbook", *words])
        return cli.main(), *capsys.readouterr()

    assert said("import", "results.json")[0] == 0
    project.write("README.md", README.format("stale"))
    project.write("snippets/gpu.cuda.txt", "tensor([2., 1.])\n")
    project.snippet("new", "print(8)\n")
    told = (
        "snippets/provenance.json: gpu.cuda is not what was recorded: a record is written by a "
        "run, never by hand. Its line there or one of its files, gpu.cuda.*, has changed: git "
        "checkout snippets, or import it again\n"
    )
    out = "new       new.cpu\n2 executed: 1 new, 1 unchanged\n"
    assert said("record") == (1, out, told)
    assert said("record") == (1, "2 executed: 2 unchanged\n", told)
    assert "| not recorded yet, as their pages say | 1 |" in Path("README.md").read_text("utf-8")
    assert said("import", "results.json") == (
        0,
        "new       gpu.cuda\n1 imported: 1 new, 0 unchanged\n",
        "",
    )
    assert said("record") == (0, "2 executed: 2 unchanged\n", "")
