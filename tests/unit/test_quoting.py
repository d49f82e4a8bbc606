"""The command that cuts a quotation: what it refuses to keep, before a file changes."""

from __future__ import annotations

import sys

import pytest

from tests.conftest import Project, tree
from tests.unit.test_quotations import quoting as quoting
from textbook import cli, commands
from textbook.reading import sources

NAMES = "is no name of a quotation: write part/chapter/name, lower-case letters, digits and _ alone"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        *((name, f"{name}: {NAMES}") for name in ("../x", "/tmp/x", "a//b", "a/", "", "A", "a.b")),
        ("good", "snippets/quotations.json: good.py needs no GPU: its output is its own"),
    ],
)
def test_a_name_that_no_build_would_take(
    quoting: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    told: str,
) -> None:
    """Of another folder, or of a program that the CPU runs; what is there stays usable."""
    if name == "good":
        quoting.snippet("good", "print(True)\n")
        quoting.record()
    monkeypatch.chdir(quoting.root)
    monkeypatch.setattr(commands, "Runner", lambda _: quoting.runner)
    monkeypatch.setattr(quoting.runner, "close", lambda: None)
    monkeypatch.setattr(sys, "argv", ["textbook", "quote", name, "old", "5", "lecture.txt"])
    before = tree(quoting.root.parent)
    status, said = cli.main(), capsys.readouterr()
    assert tree(quoting.root.parent) == before
    assert (status, said.out) == (1, "")
    assert said.err.startswith(told)
    assert sources.read(quoting.root).problems == ()


def test_a_quotation_is_kept(
    quoting: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Under a name that a build takes."""
    monkeypatch.chdir(quoting.root)
    name = "snippets/a/new_2"
    monkeypatch.setattr(sys, "argv", ["textbook", "quote", name, "old", "5", "lecture.txt"])
    assert cli.main() == 0
    assert capsys.readouterr().out == "True\n"
    assert set(sources.read(quoting.root).quotations) == {"gpu", "alone", "a/new_2"}


def test_a_quotation_whose_block_is_not_closed(quoting: Project) -> None:
    """It would take the rest of the page with it, as a program's would."""
    quoting.write("docs/ko/a.md", '# A { #a }\n\n```text\n--8<-- "alone.quoted.txt"\n')
    (told,) = sources.read(quoting.root).problems
    assert "docs/ko/a.md:3: this block is not closed" in told
