"""Programs that end in an error: run, recorded, handed over to be mended, and looked up."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Project
from tests.unit.test_programs import Run, run, shown
from tests.unit.test_reading import BLOCK, told, write
from textbook.composing import errors, words
from textbook.outcomes import Failure, Output

__all__ = ["run"]  # The fixture.
HEADER = '# /// snippet\n# raises = "{}"\n# ///\n'
CHECK = '\nassert x == 2, "not two"\n'
BROKEN = HEADER.format("AssertionError") + "x = 1\nprint(x)\n" + CHECK
ANSWER = "x = 2\nprint(x)\n" + CHECK
INDEX = "# E {{ #errors }}\n\n### `{}` {{ #not-two }}\n\n" + BLOCK.format("errors/two")


def test_the_error_is_shown_below_what_was_printed(run: Run) -> None:
    """As a notebook's traceback ends: its type, its whole message, no terminal's colours."""
    assert shown(run(BROKEN)).printed == "1\nAssertionError: not two\n"
    assert shown(run(HEADER.format("AssertionError") + "assert False")).printed == (
        "AssertionError\n"
    )
    bold = "raise ValueError('\\x1b[1ma\\x1b[0m\\nb')"
    assert shown(run(HEADER.format("ValueError") + bold)).printed == "ValueError: a\nb\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEADER.format("ValueError") + "print(1)", "ends without the ValueError that its header"),
        (HEADER.format("Exception") + "1 / 0", "raises ZeroDivisionError: division by zero"),
        (HEADER.format("SystemExit") + "import sys\nsys.exit(1)", "raises SystemExit: 1"),
    ],
)
def test_another_end_than_the_declared_one_is_told(run: Run, text: str, message: str) -> None:
    """No error, another type of error, or one that ends the process."""
    failure = run(text)
    assert isinstance(failure, Failure)
    assert message in failure.reason


@pytest.mark.parametrize(
    ("broken", "answer", "problem"),
    [
        (BROKEN, ANSWER, ""),
        (BROKEN, None, ":4: nothing mends it: write a/answer_x.py"),
        (BROKEN.partition("# ///\n")[2], ANSWER, ""),
        (BROKEN, HEADER.format("ValueError") + ANSWER, ":4: declare in its header what it raises"),
        (BROKEN, ANSWER.replace("== 2", "== 3"), ":4: close it and a/answer_x.py with the same"),
        (BROKEN.replace("\nassert", "\nprint"), ANSWER, ":4: close it and a/answer_x.py with"),
        (BROKEN.replace(CHECK, "\nx\n"), ANSWER.replace(CHECK, "\nx\n"), ":4: close it and a/"),
    ],
)
def test_a_broken_program_has_its_answer(
    tmp_path: Path, broken: str, answer: str | None, problem: str
) -> None:
    """Both close with the same assertions; only the broken one says that it raises."""
    if not broken.startswith("#"):
        problem = ":1: declare in its header what it raises, and nothing in a/answer_x.py"
    files = {"snippets__a__broken_x": broken, "docs__ko__a": BLOCK.format("a/broken_x")}
    if answer:
        files["snippets__a__answer_x"] = answer
        files["docs__ko__a"] += BLOCK.format("a/answer_x")
    found = told(tmp_path, write(tmp_path, **files))
    assert len(found) == bool(problem)
    assert all(one.startswith(f"snippets/a/broken_x.py{problem}") for one in found)


def test_outputs_link_to_the_index_of_errors(project: Project) -> None:
    """From the page, its copy and its notebook; not from the index itself; however it breaks."""
    project.snippet("part/one", "print('ValueError: not\\n  two')\n")
    project.snippet("part/other", "print('not too')\n")
    project.write("snippets/errors/two.py", HEADER.format("ValueError") + "int('not two')\n")
    project.write("docs/ko/errors.md", INDEX.format("not two"))
    pages = project.pages()
    assert pages.wrong() == []
    link = '<a href="../../errors/#not-two">이 오류 더 보기: <code>not two</code></a>'
    assert link in project.html("part/one")
    assert "더 보기" not in project.html("part/other") + project.html("errors")
    page = project.page(pages, "part/one")
    assert "](../../errors/index.md#not-two)" in pages.copy(page)
    assert "](https://a.b/../errors.md#not-two)" in pages.notebook(page, "https://a.b/{}".format)


def test_an_entry_says_what_its_program_says(project: Project) -> None:
    """A release that words it otherwise stops the build, with file and line."""
    project.write("snippets/errors/two.py", HEADER.format("ValueError") + "int('not two')\n")
    project.write("docs/ko/errors.md", INDEX.format("not 2"))
    (problem,) = project.pages().wrong()
    assert "errors.md:3: no program of this entry says 'not 2': take" in problem


@pytest.mark.parametrize(("state", "told"), [("executed", 1), ("waiting", 0)])
def test_an_entry_is_looked_at_when_its_program_has_run(
    tmp_path: Path, state: str, told: int
) -> None:
    """Whoever serves the book for the first time would be warned of each."""
    header, code = HEADER.format("ValueError"), "int('not two')\n"
    files = {"snippets__errors__two": header + code, "docs__ko__errors": INDEX.format("not 2")}
    read = write(tmp_path, **files)
    output = Output(read.programs["errors/two"].runs[0], state)
    index = errors.Errors(read.pages, words.load("ko"), lambda _: [output])
    (page,) = read.pages
    assert len(list(index.wrong(page))) == told
