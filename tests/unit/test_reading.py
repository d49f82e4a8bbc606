"""Reading what authors wrote: fences, chapters, labs, and what is told of their faults."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest
from mkdocs.utils.meta import get_data

from tests.conftest import ROOT
from textbook.model import Code, Program, Prose, Verbatim
from textbook.reading import chapters, labs, sources
from textbook.reading.fences import Fence, Text, scan

jupytext: Any = importlib.import_module("jupytext")  # It has no types.
LABS = sorted(ROOT.glob("docs/*/labs/*.py")) or [ROOT / "there must be a lab"]
BLOCK = '```python\n--8<-- "{0}.py"\n```\n'
LAB = "# %% [markdown]\n# # Lab\n\n# %%\nx = 1\n\n# %%\nprint(x)\n"


def write(root: Path, **files: str) -> sources.Sources:
    """A checkout of these files: `docs__ko__a="..."` is docs/ko/a.md; snippets and labs are .py."""
    for name, text in files.items():
        python = name.startswith("snippets") or "__labs__" in name
        path = root / f"{name.replace('__', '/')}{'.py' if python else '.md'}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    return sources.read(root)


def told(root: Path, read: sources.Sources) -> list[str]:
    """The problems, with paths below the checkout, but for what `test_slips` looks for."""
    problems = (problem.replace(f"{root}/", "") for problem in read.problems)
    return [one for one in problems if "has no" not in one]


def test_scan_finds_each_fence_and_its_line() -> None:
    """Longer fences, tildes, info strings, fences inside of fences, and one without an end."""
    text = "a\n\n```` x y\n```\nb\n`````\nc\n    ~~~z\n      d\n\n   e\n  ~~~\n``` `f` ```\n```g\nh"
    assert list(scan(text, 10)) == [
        Text(10, "a\n\n"),
        Fence(12, "", "x y", "```\nb\n", True),
        Text(16, "c\n"),
        Fence(17, "    ", "z", "  d\n\ne\n", True),
        Text(22, "``` `f` ```\n"),
        Fence(23, "", "g", "h\n", False),
    ]


@pytest.mark.parametrize("sign", ["> ", "- ", "+ ", "12. ", "3) ", ": ", "[^1]: ", "> - ", ">"])
def test_scan_sees_a_fence_behind_a_sign(sign: str) -> None:
    """Where no program can be put, and yet a reader of Markdown would see a block."""
    first, *_ = scan(f"{sign}```python\nx\n```\n", 1)
    assert isinstance(first, Fence)
    assert (first.line, first.info, first.prefixed) == (1, "python", True)


def test_scan_counts_a_tab_as_markdown_does() -> None:
    """A fence in a list, indented by a tab; what is inside keeps its own tabs."""
    (fence,) = scan("\t```console\n\t$ a\n    $ b\t\\\n\t\tc\n\t```")
    assert fence == Fence(1, "    ", "console", "$ a\n$ b\t\\\n\tc\n", True)


def test_a_chapter_is_prose_programs_and_commands() -> None:
    """In order, each with its line, its indentation, and whether it is folded."""
    fold = '??? success "A"\n    ```python\n    --8<-- "a/b.py"\n    ```\n\n    text\n'
    one, other = BLOCK.format("a/b"), BLOCK.format("c")
    text = f"# T\n{one}- x\n\n    ```console\n    $ ls\n    ```\n{fold}out\n{other}"
    blocks, problems = chapters.split(Path("x.md"), text, 1, programs=True)
    assert problems == []
    assert blocks == [
        Prose("# T\n", 1),
        Code("a/b", 2),
        Prose("- x\n\n", 5),
        Verbatim("$ ls\n", 7, "    "),
        Prose('??? success "A"\n', 10),
        Code("a/b", 11, "    ", folded=True),
        Prose("\n    text\nout\n", 14),
        Code("c", 17),
    ]


@pytest.mark.parametrize(
    ("before", "folded"),
    [
        ("??? note\n    - x\n\n", True),
        ("???+ note\n    x\n\n    - y\n\n", True),
        ("??? note\n    x\n\n!!! tip\n", False),
        ("- x\n\n    ??? note\n        y\n\n", False),
        ("!!! note\n    ??? tip\n", False),
    ],
)
def test_folded_is_what_stands_in_a_fold(before: str, folded: bool) -> None:
    """By its indentation: what stands no deeper than the fold's own line is not in it."""
    block = "    " + BLOCK.format("a").replace("\n", "\n    ", 2)
    blocks, _ = chapters.split(Path("x.md"), before + block, 1, programs=True)
    assert [block.folded for block in blocks if isinstance(block, Code)] == [folded]


@pytest.mark.parametrize("end", ["---", "...", "--- \t"])
def test_front_matter_is_no_prose(tmp_path: Path, end: str) -> None:
    """It ends where MkDocs holds it for ended, and the lines below keep their numbers."""
    text = f"---\ntitle: T\nnote: |\n  ```\n{end}\n\n# T\n\n```\nx\n```\n"
    read = write(tmp_path, docs__ko__a=text)
    (page,) = read.pages
    assert page.source_text.strip() == get_data(text)[0].partition("```")[0].strip() == "# T"
    assert [problem.partition(": ")[0] for problem in told(tmp_path, read)] == ["docs/ko/a.md:9"]
    assert chapters.front_matter("---\n\n# A rule opens this page\n") == 0


def test_a_page_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    """With its line, and none of its programs is said to be unused."""
    write(tmp_path, snippets__a="print(1)\n", docs__ko__a=BLOCK.format("a"))
    (tmp_path / "docs/ko/a.md").write_bytes(b"# A\n\n\xff\n" + BLOCK.format("a").encode())
    assert told(tmp_path, sources.read(tmp_path)) == [
        "docs/ko/a.md:3: is not UTF-8: save it as UTF-8"
    ]


@pytest.mark.parametrize("bad", ["```py\nx\n```\n", "```python\nx\n", "> ```\n> x\n> ```\n"])
def test_one_bad_block_costs_no_other_program(tmp_path: Path, bad: str) -> None:
    """The blocks after it are read on, or else nothing is said to be unused."""
    read = write(
        tmp_path,
        snippets__a="print(1)\n",
        snippets__b="print(2)\n",
        docs__ko__a=f"# A\n\n{BLOCK.format('a')}\n{bad}\n{BLOCK.format('b')}",
    )
    (problem,) = told(tmp_path, read)
    assert problem.startswith("docs/ko/a.md:7: this block is not ")


def test_blocks_and_programs_belong_together(tmp_path: Path) -> None:
    """A name that is wrong, with the nearest one that is right; and a program that is unused."""
    text = BLOCK.format("part/one") + BLOCK.format("part/tow") + BLOCK.format("zzz")
    read = write(
        tmp_path,
        snippets__part__one="print(1)\n",
        snippets__part__two="print(2)\n",
        docs__ko__a=text,
    )
    assert told(tmp_path, read) == [
        "docs/ko/a.md:4: there is no snippet snippets/part/tow.py: did you mean part/two.py?",
        "docs/ko/a.md:7: there is no snippet snippets/zzz.py: write it, or take the block out",
        "snippets/part/two.py: no chapter shows it: name it in one, or delete it",
    ]


def test_a_program_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    """Its header is wrong: it is not said to be missing as well."""
    read = write(tmp_path, snippets__a="# /// snippet\n", docs__ko__a=BLOCK.format("a"))
    (problem,) = told(tmp_path, read)
    assert problem.startswith("snippets/a.py:1: the header is not closed")


def test_programs_hold_no_prose(tmp_path: Path) -> None:
    """Comments and Hangul, in snippets and in cells, each with the line of its file."""
    read = write(
        tmp_path,
        snippets__a='# /// snippet\n# limit = 3\n# ///\n\nx = "#"\ny = "\u2028"  # why\nz = "한"\n',
        docs__ko__a=BLOCK.format("a"),
        docs__ko__labs__x="# %%\nx = 1\n\n# %%\n\n# why\nprint('ㅎ', x)\n",
    )
    assert [problem.partition(": say")[0] for problem in told(tmp_path, read)] == [
        "snippets/a.py:7: holds Hangul",
        "snippets/a.py:6: holds a comment",
        "snippets/a.py:6: holds the character '\\u2028': take it out",
        "docs/ko/labs/x.py:7: holds Hangul",
        "docs/ko/labs/x.py:6: holds a comment",
    ]


@pytest.mark.parametrize("path", LABS, ids=lambda path: path.stem)
def test_a_lab_is_read_as_jupyter_reads_it(path: Path) -> None:
    """Its cells, code and Markdown, are those that jupytext finds in the file."""
    lines = path.read_text("utf-8").split("\n")
    opening, cells = labs.split(path, "\n".join(lines))
    before: list[Program] = []
    found: list[tuple[str, str]] = []
    for cell in cells:
        if cell.heading.startswith("[markdown]"):
            found.append(("markdown", labs.prose(path, cell)[0].removesuffix("\n")))
        elif program := labs.code(path, "labs/x", cell, before, {}):
            before.append(program)
            found.append(("code", program.source.removesuffix("\n")))
    expected = jupytext.reads("\n".join(lines[len(opening) :]), fmt="py:percent").cells
    assert found == [(cell.cell_type, cell.source) for cell in expected]
    for program in before:
        assert lines[program.line - 1] == program.source.split("\n")[0]
        assert program.name == f"labs/x/{before.index(program) + 1:02}"
    assert len({program.before for program in before}) == len(before) > 20


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("x = 1\n", ":1: holds no cell: open each with a line '# %%' or '# %% [markdown]'"),
        ("", ":1: holds no cell"),
        ("# ---\n# a: b\n# ---\nx = 1\n# %%\ny = 1\n", ":4: this line is in no cell: put '# %%'"),
        ("# %% [markdown]\n# text\nx = 1\n", ":3: this line is no Markdown: open a cell of code"),
        ("# %% limit = 3\nx = 1\n", ":1: the header: 'limit' is unknown: use varies, layout"),
        ("# /// lab\n# limit = 0\n# ///\n# %%\nx = 1\n", ":1: the header: limit takes"),
        ("# %% [markdown]\n#\n# a\n#\n# ```\n# b\n# ```\n", ":5: this block is not run: put the"),
    ],
)
def test_what_is_wrong_with_a_lab_is_told(tmp_path: Path, text: str, problem: str) -> None:
    """With file, line and cure."""
    read = write(tmp_path, docs__ko__labs__x=text)
    assert [one[: len(problem) + 17] for one in told(tmp_path, read)] == [
        f"docs/ko/labs/x.py{problem}"
    ]


def test_empty_cells_are_no_programs(tmp_path: Path) -> None:
    """And what a cell declares reaches its program alone; the lab's limit reaches each."""
    text = "# /// lab\n# limit = 7\n# ///\n\n# %%\n\n# %% varies='m'\n\nx = 1\n\n\n# %%\nx\n# %%\n"
    read = write(tmp_path, docs__ko__labs__x=text)
    assert told(tmp_path, read) == []
    first, second = read.programs.values()
    assert (first.name, first.source, first.line, first.varies, first.limit) == (
        *("labs/x/01", "x = 1\n", 9, "m", 7),
    )
    assert (second.name, second.source, second.varies, second.limit) == ("labs/x/02", "x\n", "", 7)
    (job,) = read.jobs
    assert (job.name, job.echo, len(job.runs)) == ("labs/x", True, 2)


@pytest.mark.parametrize(
    ("other", "problem"),
    [
        (LAB.replace("Lab", "실습"), ""),
        (LAB.replace("x = 1", "x = 2"), "docs/ko/labs/x.py:5: this cell is not that of "),
        (LAB.replace("# %%\nprint", "# %% varies = '1'\nprint"), "docs/ko/labs/x.py:8: this cell"),
        (f"{LAB}\n# %%\nx\n", "docs/ko/labs/x.py:11: this cell is missing in another language: "),
        (LAB.partition("# %%\nprint")[0], "docs/en/labs/x.py:8: this cell is missing in another"),
        ("# %% [markdown]\n# # Lab\n", "docs/en/labs/x.py:5: this cell is missing in another"),
    ],
)
def test_languages_share_the_cells_of_a_lab(tmp_path: Path, other: str, problem: str) -> None:
    """The text may differ; the first cell that does is named."""
    read = write(tmp_path, docs__en__labs__x=LAB, docs__ko__labs__x=other)
    assert [one[: len(problem)] for one in told(tmp_path, read)] == [problem] * bool(problem)


def test_a_mark_of_the_builds_own_is_refused() -> None:
    """The characters that stand for blocks while prose is rewritten are nobody else's."""
    _, problems = chapters.split(Path("x.md"), "a\nb \ue002\n", 3, programs=True)
    assert problems == [r"x.md:4: holds the character '\ue002': take it out"]
