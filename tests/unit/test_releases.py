"""What another release prints: how it is kept, held against today's book, and told."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from textbook import releases
from textbook.composing import elsewhere, words
from textbook.model import Problem, Program, Run
from textbook.outcomes import Failure, Outcome, Provenance, Result
from textbook.recording import measure
from textbook.releases import Difference, Measured, Release

HERE = Provenance("2.13.0+cpu", None, "CPU", "3.11.7", "Linux x86_64")
KO, EN = words.load("ko"), words.load("en")


def run(name: str = "a/one", source: str = "print(1)\n", **declared: Any) -> Run:
    """A program on the CPU."""
    return Program(name, Path(f"snippets/{name}.py"), source, **declared).runs[0]


def on(torch: str, printed: str) -> Result:
    """What a program printed on a release."""
    return Result(printed, "", (), None, replace(HERE, torch=torch))


def release(torch: str, printed: str | Outcome, one: Run, recorded: str = "1\n") -> Release:
    """A release on which one program was run."""
    outcome = on(torch, printed) if isinstance(printed, str) else printed
    runs = {one.key: one, "z.cpu": run("z")}
    outcomes = {one.key: outcome, "z.cpu": on(torch, "1\n")}
    records = {one.key: on(HERE.torch, recorded), "z.cpu": on(HERE.torch, "1\n")}
    return measure.measure(runs, outcomes, records, "2.13.0", {"numpy": "2.4.6"})


def measured(one: Run, outputs: dict[str, str | Outcome], recorded: str = "1\n") -> Measured:
    """Releases by number, with what the program printed on each; one is recorded of it."""
    found = [release(torch, printed, one, recorded) for torch, printed in outputs.items()]
    sign = measure.sign(one, on(HERE.torch, recorded))
    return Measured(found, {one.key: sign}, {one.key: one.program.digest})


@pytest.mark.parametrize(
    ("outputs", "told"),
    [
        ({"2.6.0": "1\n", "2.15.0": "1\n"}, []),
        ({"2.6.0": "2\n", "2.8.0": "1\n"}, ["2.6에서는 다르게 나옵니다"]),
        ({"2.4.1": "2\n", "2.6.0": "2\n", "2.8.0": "1\n"}, ["2.6까지는 다르게 나옵니다"]),
        ({"2.9.1": "1\n", "2.10.0": "2\n", "2.11.0": "2\n", "2.12.0": "1\n"},
         ["2.10부터 2.11까지는 다르게 나옵니다"]),
        ({"2.12.0": "1\n", "2.14.1": "2\n", "2.15.0": "2\n"}, ["2.14부터는 다르게 나옵니다"]),
        ({"2.12.0": "2\n", "2.14.1": "2\n"},
         ["2.14에서는 다르게 나옵니다", "2.12에서는 다르게 나옵니다"]),
        ({"2.6.0": "2\n", "2.8.0": "3\n", "2.9.0": "1\n", "2.10.0": "3\n"},
         ["2.10에서는 다르게 나옵니다", "2.8에서는 다르게 나옵니다", "2.6에서는 다르게 나옵니다"]),
        ({"2.4.1": Failure("warns with FutureWarning: soon gone", 1), "2.8.0": "1\n"},
         ["2.4에서는 경고가 나옵니다"]),
        ({"2.4.1": Failure("raises AttributeError: none such", 1), "2.8.0": "1\n"},
         ["2.4에서는 오류가 납니다"]),
    ],
)  # fmt: skip
def test_rows(outputs: dict[str, str | Outcome], told: list[str]) -> None:
    """One for each range of releases that print the same, the newest first."""
    found = measured(run(), outputs).elsewhere("a/one.cpu")
    assert [elsewhere.title(row, KO) for row in found] == told


def test_a_row_shows_what_its_newest_release_printed() -> None:
    """And where that was; nothing where only torch's own number is another."""
    (row,) = measured(run(), {"2.4.1": "v2.4 2\n", "2.6.0+cu124": "v2.6 2\n"}).elsewhere(
        "a/one.cpu"
    )
    assert (row.text, row.releases) == ("v2.6 2\n", ("2.4.1", "2.6.0"))
    assert "파이토치 2.4.1, 2.6.0" in elsewhere.ran(row, KO)
    same = measured(run(), {"2.6.0+cu124": "v2.6.0+cu124\n"}, recorded="v2.13.0+cpu\n")
    assert same.elsewhere("a/one.cpu") == ()
    assert same.agreeing(same.all[0]) == ["a/one.cpu"]


@pytest.mark.parametrize("old", ["2026-11", "2026-12", "2025-12"])
def test_a_row_says_from_when_to_when_its_releases_were_run(old: str) -> None:
    """Their months, whichever was run first; one where all were run in it."""
    days = zip(("2.4.1", "2.6.0"), (f"{old}-28", "2026-11-30"), strict=True)
    found = [replace(release(torch, "2\n", run()), date=date) for torch, date in days]
    (row,) = Measured(found, {}, {"a/one.cpu": run().program.digest}).elsewhere("a/one.cpu")
    told = {"2026-12": "2026년 11월 – 2026년 12월", "2025-12": "2025년 12월 – 2026년 11월"}
    assert elsewhere.ran(row, KO).partition("(")[2] == told.get(old, "2026년 11월") + ")"


def test_what_was_not_run_is_in_no_row() -> None:
    """Where a lab's cell was not reached, the row ends, and it counts neither way."""
    before, after = release("2.4.1", "2\n", run()), release("2.8.0", "2\n", run())
    between = replace(release("2.6.0", "1\n", run()), same={})
    found = Measured([after, between, before], {}, {"a/one.cpu": run().program.digest})
    titles = [elsewhere.title(row, KO) for row in found.elsewhere("a/one.cpu")]
    assert titles == ["2.8에서는 다르게 나옵니다", "2.4에서는 다르게 나옵니다"]
    assert found.differing(between) == found.agreeing(between) == []


@pytest.mark.parametrize("printed", ["1\n", "2\n"])
def test_of_changed_code_nothing_is_known(printed: str) -> None:
    """Whether it was the same or not; nor of one whose record changed, if it was the same."""
    old, new = run(), run(source="print(2 - 1)\n")
    kept = release("2.6.0", printed, old)
    found = Measured(
        [kept], {new.key: measure.sign(new, on("", "1\n"))}, {new.key: new.program.digest}
    )
    assert (found.differing(kept), found.agreeing(kept)) == ([], [])
    other = {old.key: measure.sign(old, on("", "7\n"))}
    rerecorded = Measured([kept], other, {old.key: old.program.digest})
    assert rerecorded.agreeing(kept) == []


@pytest.mark.parametrize(
    ("reason", "kind", "said"),
    [
        ("raises NotImplementedError: no", "another", "NotImplementedError: no\n"),
        ("ends without the ValueError that its header declares: take raises out", "ends", ""),
        ("warns with FutureWarning: old", "warning", "FutureWarning: old\n"),
    ],
)
def test_an_error_that_is_not_the_declared_one(reason: str, kind: str, said: str) -> None:
    """Or none at all: then nothing is quoted, and the advice to an author is no reader's."""
    one = run(raises="ValueError")
    found = measure.differing({one.key: one}, {one.key: Failure(reason, 1)}, {})[one.key]
    assert (found.kind, found.text) == (kind, said)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("tensor(0.50)\n", "tensor(0.51)\n", "value"),
        ("tensor([1])\n", "tensor([1], dtype=torch.int64)\n", "repr"),
        ("<Exp>\n", "<ExpBackward0>\n", "repr"),
        ("shapes cannot be multiplied\n", "mm: shapes cannot be multiplied\n", "message"),
        ("AssertionError\n", "RuntimeError\n", "message"),
        ("1\n", Failure("warns with UserWarning: old", 1), "warning"),
        ("1\n", Failure("raises ImportError: cannot import name 'x'", 1), "missing"),
        ("1\n", Failure("raises ValueError: no", 1), "error"),
        ("1\n", Failure("was killed by SIGSEGV", 1), "error"),
    ],
)
def test_kinds(old: str, new: str | Outcome, kind: str) -> None:
    """What the difference is about."""
    found = release("2.6.0", new, run(), recorded=old).differs["a/one.cpu"]
    assert found.kind == kind


def test_a_picture_that_differs_is_a_difference() -> None:
    """Though no line of text does."""
    one, svg = run(), "<svg xmlns='http://www.w3.org/2000/svg'><text>{}</text></svg>"
    old, new = (Result("", "", (svg.format(text),), None, HERE) for text in "ab")
    found = measure.differing({one.key: one}, {one.key: new}, {one.key: old})
    assert found == {one.key: Difference("drawing", one.program.digest, ())}


def test_a_message_names_no_folder_of_the_machine() -> None:
    """Where packages lie is no reader's business."""
    told = 'warns with UserWarning: in "/home/me/.cache/lib/python3.11/site-packages/torch/x.py"'
    (found,) = release("2.6.0", Failure(told, 1), run()).differs.values()
    assert found.text == 'UserWarning: in "site-packages/torch/x.py"\n'


def test_what_varies_is_shown_and_no_difference() -> None:
    """No placeholder stands in an output or in the report."""
    one = run(varies=r"\d+ ms")
    found = release("2.6.0", "12 ms\nb\n", one, recorded="9 ms\na\n")
    assert found.differs[one.key].diff == (" 12 ms", "-a", "+b")
    assert "<varies>" not in measure.report(found)
    assert not release("2.6.0", "12 ms\n", one, recorded="9 ms\n").differs


def test_the_report_begins_with_its_conclusion() -> None:
    """In a sentence; then each cause once, with the programs that have it in common."""
    found = release("2.6.0", "<Exp2>\n", run(), recorded="<Exp>\n")
    told = measure.report(found)
    assert told.splitlines()[0] == (
        "Of 2 programs, 1 print on PyTorch 2.6.0 what they print on 2.13.0; 1 does not."
    )
    assert "\n## `Exp` is `Exp2` there\n\na/one\n\n```diff\n-<Exp>\n+<Exp2>\n```\n" in told
    twice = replace(found, differs={**found.differs, "a/two.cpu": found.differs["a/one.cpu"]})
    assert "a/one, a/two\n\n```diff" in measure.report(twice)
    assert measure.report(twice).count("```diff") == 1
    same = measure.report(release("2.6.0", "1\n", run()))
    assert same == "All 2 programs print on PyTorch 2.6.0 what they print on 2.13.0.\n"


def test_what_is_kept_is_what_is_read(tmp_path: Path) -> None:
    """To the letter, where and when it ran included."""
    made = release("2.6.0", "2\n", run())
    path = tmp_path / "2.6.json"
    path.write_text(releases.dumps(made), "utf-8")
    assert releases.read(path) == made
    held = json.loads(path.read_text("utf-8"))
    assert (held["compared"], held["count"], held["torch"]) == (2, 1, "2.6.0")
    assert held["ran_on"] == asdict(replace(HERE, torch="2.6.0"))


def test_a_chapter_may_be_called_releases(tmp_path: Path) -> None:
    """What lies beside its programs, their records and quotations, is no release."""
    made = release("2.6.0", "2\n", run())
    (tmp_path / "releases").mkdir()
    for name in ("provenance.json", "quotations.json", "x.cpu.layout.json"):
        (tmp_path / "releases" / name).write_text("{}", "utf-8")
    (tmp_path / "releases" / "2.6.json").write_text(releases.dumps(made), "utf-8")
    assert releases.read_all(tmp_path) == [made]
    (tmp_path / "releases" / "2.13.json").write_text("{}", "utf-8")
    with pytest.raises(Problem, match=r"2\.13\.json: is damaged"):
        releases.read_all(tmp_path)


@pytest.mark.parametrize(
    "edit", [{"differs": {}}, {"torch": "2.7.0"}, {"count": 9}, {"check": "0"}, {"same": 1}, [], ""]
)
def test_no_hand_edits_it(tmp_path: Path, edit: object) -> None:
    """Whatever the hand touches, the hash tells; and how to have the file back."""
    text = releases.dumps(release("2.6.0", "2\n", run()))
    path = tmp_path / "2.6.json"
    if isinstance(edit, dict):
        path.write_text(json.dumps(json.loads(text) | edit), "utf-8")
    else:
        path.write_text(text[:40] if edit == "" else json.dumps(edit), "utf-8")
    with pytest.raises(Problem, match=r"2\.6\.json: is damaged .*git checkout"):
        releases.read(path)


@pytest.mark.parametrize("torch", ["2.9.0", "2.10.0", "2.13.0", "2.9.1+cu128"])
def test_releases_are_in_order(torch: str) -> None:
    """Of numbers, not of letters."""
    assert releases.order("2.4.1") < releases.order(torch) < releases.order("2.15.0")


@pytest.mark.parametrize(
    ("language", "said"),
    [("ko", "2026년 11월 9일 – 2026년 11월 29일"), ("en", "2026-11-09 – 2026-11-29")],
)
def test_days_are_said_as_readers_say_them(language: str, said: str) -> None:
    """The first and the last; one alone where there is but one."""
    told = words.load(language)
    days = ("2026-11-29", "2026-11-09", "2026-11-10")
    listed = [Release("2.12.0", {"python": "3.11"}, {}, day, "2.13.0", {}, {}) for day in days]
    assert said in elsewhere.run_on(Measured(listed, {}, {}), told)
    assert "–" not in elsewhere.run_on(Measured(listed[:1], {}, {}), told)
