"""What lies among the snippets and is of no program: hidden copies, lists that cannot be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import Project, tree
from tests.unit.test_quotations import quoting as quoting
from tests.unit.test_records import CONFLICT, ONE, result
from textbook.model import Problem
from textbook.reading import sources
from textbook.recording.records import Records


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
