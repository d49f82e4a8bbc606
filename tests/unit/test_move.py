"""Moving to another torch: what is reported, and that nothing is lost where it stops."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import ROOT, Project
from textbook import move, record
from textbook.book import Book
from textbook.environment import version
from textbook.snippet import Problem, load, load_all

HERE = version("torch").partition("+")[0]
OLD = "2.12.1"


def remember(project: Project, name: str, printed: str) -> None:
    """Have the record say that a snippet printed something else, on an older torch."""
    snippet = load(project.root / "snippets", name)
    kept = record.read(snippet)
    assert kept
    older = replace(kept.result, printed=printed, ran_on=replace(kept.result.ran_on, torch=OLD))
    everything = load_all(project.root / "snippets").values()
    record.update(project.root / "snippets", everything, {snippet.key: older})


@pytest.fixture
def moving(project: Project) -> Project:
    """A book whose records are from an older torch: one of them differs in a number, one in a word."""
    project.write("snippets/part/number.py", "print('loss', 0.25)\n")
    project.write("snippets/part/word.py", "print('<ExpBackward0>')\n")
    blocks = "".join(f'\n```python\n--8<-- "part/{name}.py"\n```\n' for name in ("number", "word"))
    project.write("docs/ko/part.md", f"# Part {{ #part }}\n{blocks}")
    project.write("docs/ko/move.md", "<!-- moved -->\n")
    assert project.record().returncode == 0
    remember(project, "part/number", "loss 0.5\n")
    remember(project, "part/word", "<Exp>\n")
    return project


def test_kinds() -> None:
    """What the lines that differ are about."""
    assert move.kind_of(["-tensor(0.50)", "+tensor(0.51)"]) == "value"
    assert move.kind_of(["-tensor([1])", "+tensor([1], dtype=torch.int64)"]) == "repr"
    assert move.kind_of([" same", "-fine", "+FutureWarning: soon gone"]) == "warning"
    assert move.kind_of(["-AssertionError", "+RuntimeError"]) == "error"
    assert move.kind_of([" RuntimeError", "-1", "+2"]) == "value"


def test_what_changed_is_reported_and_recorded(moving: Project) -> None:
    """Block by block, with kind and diff: as data, as text, and as the edition's page."""
    done = moving.run("textbook.move", HERE, "--run", OLD)
    assert done.returncode == 0, done.stdout
    report = move.load(moving.root / "snippets/move.json")
    assert report
    told = {change["key"]: (change["kind"], change["diff"][1:]) for change in report["changes"]}
    assert told == {
        "part/number.cpu": ("value", ["-loss 0.5", "+loss 0.25"]),
        "part/word.cpu": ("repr", ["-<Exp>", "+<ExpBackward0>"]),
    }
    text = (moving.root / ".cache/move.md").read_text("utf-8")
    assert f"{report['compared']} programs were recorded on PyTorch {OLD} and executed on {HERE}" in text
    kept = record.read(load(moving.root / "snippets", "part/number"))
    assert kept
    assert kept.result.printed == "loss 0.25\n"
    built = moving.build("--strict")
    assert built.returncode == 0, built.stdout
    page = (moving.root / "site/move/index.html").read_text("utf-8")
    new = ".".join(HERE.split(".")[:2])
    assert f"2.12에서 {new}" in page
    assert "ExpBackward0" in page


def test_a_program_that_fails_stops_it(moving: Project) -> None:
    """By name; no record changes and no page is made."""
    moving.snippet("gone", "import warnings\n\nwarnings.warn('use something else', FutureWarning)\n")
    before = (moving.root / "snippets/part/number.cpu.txt").read_text("utf-8")
    done = moving.run("textbook.move", HERE, "--run", OLD)
    assert done.returncode == 1
    assert "1 programs warn or fail" in done.stdout
    assert "gone.cpu" in done.stdout
    assert "## warning" in (moving.root / ".cache/move.md").read_text("utf-8")
    assert (moving.root / "snippets/part/number.cpu.txt").read_text("utf-8") == before
    assert not (moving.root / "snippets/move.json").exists()


def test_a_release_that_is_not_there_leaves_the_pin(moving: Project) -> None:
    """And so does a checkout with changes of its own, before anything is tried."""
    for name in ("requirements.txt", "constraints.txt"):
        moving.write(name, (ROOT / name).read_text("utf-8"))
    moving.write(".gitignore", ".cache/\nsite/\n__pycache__/\n")
    author = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for arguments in (("init", "--quiet"), ("add", "."), (*author, "commit", "--quiet", "-m", "book")):
        subprocess.run(["git", *arguments], cwd=moving.root, check=True)
    stray = moving.write("stray.txt", "")
    assert "stray.txt" in moving.run("textbook.move", "2.99.0").stdout
    stray.unlink()
    done = moving.run("textbook.move", "2.99.0")
    assert done.returncode == 1
    assert f"the pin is {HERE} again" in done.stdout
    for name in ("requirements.txt", "constraints.txt"):
        assert (moving.root / name).read_text("utf-8") == (ROOT / name).read_text("utf-8")


def test_a_report_is_not_edited_by_hand(tmp_path: Path) -> None:
    """Its hash tells."""
    report = json.loads((ROOT / "snippets/move.json").read_text("utf-8"))
    report["changes"] = []
    (tmp_path / "move.json").write_text(json.dumps(report), "utf-8")
    with pytest.raises(Problem, match=r"move\.json: is damaged .*never by hand"):
        move.load(tmp_path / "move.json")


def test_the_last_move_agrees_with_the_records(book: Book) -> None:
    """What this book's page says that programs print now is what they print, where their code is still the same."""
    report = move.load(ROOT / "snippets/move.json")
    assert report
    assert report["to"] == HERE
    assert report["changes"]
    for change in report["changes"]:
        output = book.outputs[change["key"]]
        assert output.result
        shown = output.snippet.comparable(output.result.printed).splitlines()
        assert [line[1:] for line in change["diff"] if line.startswith("+")] != []
        assert {line[1:] for line in change["diff"] if line.startswith("+")} <= set(shown)


def test_a_real_move_is_reported_for_what_it_was(book: Book) -> None:
    """What `make move TORCH=2.15.0` found in this book: each line that goes is one that a page shows."""
    report = move.load(ROOT / "tests/moves/2.13.0-2.15.0.json")
    assert report
    assert report["from"] == HERE
    kinds = {change["key"]: change["kind"] for change in report["changes"]}
    assert kinds["networks/linear/grad_fn.cpu"] == "repr"
    assert kinds["pytorch/overview/docs.cpu"] == "value"
    for change in report["changes"]:
        output = book.outputs[change["key"]]
        assert output.result
        shown = output.snippet.comparable(output.result.printed).splitlines()
        gone = {line[1:] for line in change["diff"] if line.startswith("-")}
        assert gone
        assert gone <= set(shown), f"{change['key']} has changed since: make move TORCH=2.15.0, in a copy"
        assert move.kind_of(change["diff"]) == change["kind"]
    assert move.title(report, "ko") == "2.13에서 2.15로"
    told = move.text(report, "ko")
    assert "+UnsafeViewBackward0" in told
    assert "[networks/linear/grad_fn](networks/linear.md)" in told
