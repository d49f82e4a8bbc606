"""Questions to a reader: how they are written, and that each answer is what its program prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.test_golden import composed, program, shown
from textbook.composing.pages import Pages
from textbook.model import Page
from textbook.outcomes import Output
from textbook.reading import chapters, questions, slips

CODE = '```python\n--8<-- "part/chapter/{0}.py"\n```\n'
RIGHT = "- [x] `1` <!-- printed: guess --> Because.\n"
WRONG = "- [ ] `[2, 3]` <!-- printed: other:2 --> It is not.\n"
ASKED = "What is it? <!-- choose: it -->\n\n"
GOOD = f"# T {{ #t }}\n\n{ASKED}{CODE.format('guess')}\n{RIGHT}{WRONG}\nAnd on.\n"
PRINTED = {"guess": "1\n", "other": "0\n[2,  3]\n", "seen": "9\n"}


def book(text: str, **printed: str) -> tuple[Pages, Page, list[str]]:
    """A book of one page, and what its reading found; what its programs print may be another."""
    path = Path("docs/ko/part/chapter.md")
    blocks, told = chapters.split(path, text, 1, programs=True)
    blocks, wrong = questions.gather(str(path), "part/chapter", blocks)
    page = Page(path, "ko", "part/chapter", tuple(blocks))
    outputs = {
        f"part/chapter/{name}": shown(program(name, f"print({name!r})\n"), said)
        for name, said in (PRINTED | printed).items()
    }
    return composed([page], outputs), page, [*told, *wrong, *slips.of_page(page)]


def told(text: str, **printed: str) -> str:
    """Everything that an author is told."""
    pages, _, problems = book(text, **printed)
    return "\n".join([*problems, *pages.wrong(), *pages.unshown()])


def test_a_question_shows_each_of_its_programs_once() -> None:
    """The asked one first; one that the page shows already stands where it stood."""
    _, page, problems = book(GOOD)
    assert problems == []
    assert [code.program for code in page.codes] == ["part/chapter/guess", "part/chapter/other"]
    assert told(GOOD) == ""
    text = GOOD.replace("# T { #t }\n", f"# T {{ #t }}\n\n{CODE.format('other')}")
    _, page, _ = book(text)
    assert [code.program for code in page.codes] == ["part/chapter/other", "part/chapter/guess"]


def test_a_program_of_two_answers_is_shown_once() -> None:
    """By the first of them."""
    _, page, problems = book(GOOD.replace(WRONG, f"{WRONG.replace(':2', ':1')}{WRONG}"))
    assert problems == []
    assert [code.program for code in page.codes] == ["part/chapter/guess", "part/chapter/other"]


@pytest.mark.parametrize(
    ("old", "new", "line", "cure"),
    [
        ("<!-- choose: it -->", "<!-- choose: It -->", 3, "of a-z"),
        ("<!-- choose: it -->", "<!-- choose it -->", 3, "end it with"),
        ("What", "Text.\nWhat", 4, "blank line"),
        ("-->\n\n```", "-->\n\nText.\n\n```", 3, "nothing between"),
        (RIGHT, "", 5, "comes first"),
        (f"{RIGHT}{WRONG}\nAnd on.\n", "", 5, "write a line '- [x]"),
        (RIGHT + WRONG, WRONG + RIGHT, 5, "comes first"),
        (WRONG, "", 9, "add '- [ ]'"),
        (WRONG, WRONG.replace("[ ]", "[x]"), 5, "one right answer"),
        (RIGHT + WRONG, RIGHT.replace("x", " ") + WRONG.replace(" ]", "x]"), 5, "comes first"),
        (RIGHT, RIGHT.replace("guess", "seen"), 9, "what part/chapter/guess prints"),
        (WRONG, WRONG.replace("other:2", "guess"), 10, "another program"),
        (WRONG, WRONG.replace("It is not.", ""), 10, "cannot be read"),
        (WRONG, WRONG.replace("printed", "shown"), 10, "cannot be read"),
        ("choose: it", "choose: t", 3, "use another"),
    ],
)
def test_a_question_that_cannot_be_asked(old: str, new: str, line: int, cure: str) -> None:
    """One message, with the line and the cure."""
    assert old in GOOD
    _, _, problems = book(GOOD.replace(old, new))
    assert len(problems) == 1
    assert problems[0].startswith(f"docs/ko/part/chapter.md:{line}: ")
    assert cure in problems[0]


@pytest.mark.parametrize(
    ("printed", "line", "cure"),
    [
        ({"guess": "2\n"}, 9, "write `2`"),
        ({"other": "0\n[2, 4]\n"}, 10, "write `[2, 4]`"),
        ({"other": "0\n"}, 10, "is empty"),
        ({"guess": "[2, 3]\n"}, 9, "write `[2, 3]`"),
    ],
)
def test_an_answer_that_its_program_does_not_print(
    printed: dict[str, str], line: int, cure: str
) -> None:
    """A run that changes changes the key, and the build stops."""
    problems = told(GOOD, **printed)
    assert problems.startswith(f"docs/ko/part/chapter.md:{line}: ")
    assert cure in problems


def test_a_wrong_answer_is_not_the_right_one() -> None:
    """However it is spaced."""
    text = GOOD.replace("`1`", "`[2, 3]`")
    assert "chapter.md:10: this is the answer of line 9, too" in told(text, guess="[2,\n 3]\n")


@pytest.mark.parametrize(("state", "varies", "cure"), [("executed", r"\d", "varies"), ("", "", "")])
def test_an_answer_is_the_same_everywhere(state: str, varies: str, cure: str) -> None:
    """Neither one that differs from run to run, nor one that only a GPU prints."""
    pages, _, _ = book(GOOD)
    one = program("guess", "print(1)\n", varies=varies, device="cpu" if varies else "cuda")
    found = pages.given
    result = found("part/chapter/guess")[0].result
    changed = [Output(one.runs[0], state or "recorded", result, "2026-11")]
    pages.given = lambda name: changed if name.endswith("guess") else found(name)
    assert f"chapter.md:9: part/chapter/guess {cure or 'needs a GPU'}" in "\n".join(pages.unshown())


def test_what_an_answer_says_is_held_against_its_own_programs() -> None:
    """A value of neither the asked program nor the choice's is refused."""
    text = f"{GOOD}\n## S {{ #s }}\n\n{CODE.format('seen')}"
    assert told(text) == ""
    assert "chapter.md:10: 9" not in told(text.replace("It is not.", "It is not `0`."))
    assert "chapter.md:9: 9" in told(text.replace("Because.", "Because `9`."))
    assert "chapter.md:9: 0" in told(text.replace("Because.", "Because `0`."))
    other = text.replace(WRONG, f"{WRONG}- [ ] `9` <!-- printed: seen --> No.\n")
    assert told(other) == ""
    assert "chapter.md:10: 9: no program" in told(other.replace("It is not.", "It is not `9`."))
