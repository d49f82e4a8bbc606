"""No rewriting touches a program or what it printed: they are published byte for byte."""

from __future__ import annotations

import io
import json
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pytest_codeblocks.main import extract_from_buffer

from tests.conftest import convert
from tests.unit.test_golden import GLOSSARY, HERE, THERE, chapter, composed, lab
from textbook.composing import markdown
from textbook.composing.pages import Pages
from textbook.composing.weave import Shielded, indent
from textbook.marks import UNSEEN
from textbook.model import Page, Program
from textbook.outcomes import Output, Result

PIECES = (
    *("```", "~~~~", "`````python", "{ #x }", "**", "**f(x)**2", "=== train", '=== "A"', "?", ">"),
    *('--8<-- "a.py"', "!!! note", "??? x", '??? success "A"', "<b>&amp;</b>", "</pre>", "<!-- x"),
    *(
        "[a](b.md)",
        "[x][torch.add]",
        "[`torch.add`][]",
        "보폭(stride)",
        "한글",
        "$",
        "\\",
        "`",
        "|",
    ),
    *("", "    ", "\t", "  ", "## x", "- ", "1. ", "---", "</code>", "&lt;", "\ue0000\ue001", "'"),
    *(
        "<!--pytest-codeblocks:expected-output-->",
        "<!-- edition -->",
        "\u2028",
        "\u3000",
        "{{ x }}",
    ),
)
BLOCK = '```python\n--8<-- "good.py"\n```\n'
PLACES = {
    "top": "{block}",
    "list": "- 하나\n\n{by4}\n    이어서 보폭(stride)\n\n- 둘\n",
    "nested": "1. 하나\n    - 둘\n\n{by8}\n        이어서\n\n    셋\n",
    "note": '!!! note "제목"\n    글\n\n{by4}\n    이어서\n',
    "tab": '=== "가"\n\n{by4}\n=== "나"\n\n    글\n',
    "fold": '??? success "풀이"\n{by4}\n    이어서\n',
    "tight": "글\n{block}글\n",
}
LAB = "# %% [markdown]\n# # 실습 {{ #lab }}\n\n# %%\n{0}\n# %%\n{1}"
thorough = settings(deadline=None, max_examples=60, derandomize=True, database=None)
lines = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("".join)
rows = st.lists(lines | st.just(""), max_size=6)
texts = rows.map(lambda held: "".join(f"{row}\n" for row in held))
programs = texts.map(lambda text: f"{text.rstrip()}\nx = 1\n")
cell_sources = programs.map(lambda text: f"x = 0\n{text}")
visible = lines.filter(lambda line: not UNSEEN.search(line))  # The rest is refused by name.
commands = visible.map(lambda line: f"$ {line}\n")


@dataclass(frozen=True)
class Case:
    """A page that shows a program and a command in one place, and what it is made of."""

    pages: Pages
    page: Page
    source: str
    printed: tuple[str, str]
    command: str


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A chapter with a program that ran on two devices, or on one."""
    source, command = draw(programs), draw(commands)
    printed = (draw(texts), draw(texts))
    place = PLACES[draw(st.sampled_from(sorted(PLACES)))]
    block = f"{BLOCK}\n```console\n{command}```\n"
    where = place.format(block=block, by4=indent(block, "    "), by8=indent(block, " " * 8))
    page = chapter(f"# 제목 {{ #title }}\n\n보폭(stride)과 **f(x)**y\n\n{where}\n끝\n")
    device = draw(st.sampled_from(("cpu", "both")))
    program = Program("good", Path("snippets/good.py"), source, device=device)
    on = zip(program.runs, (HERE, THERE), printed, strict=False)
    outputs = [Output(run, "executed", Result(text, "", (), None, ran)) for run, ran, text in on]
    pages = composed([page, chapter(GLOSSARY, "glossary")], {"good": outputs})
    return Case(pages, page, source, (printed[0], printed[1] * (device == "both")), command)


def fences(text: str) -> list[str]:
    """What CommonMark holds for preformatted."""
    tokens = MarkdownIt("commonmark").parse(text)
    return [token.content for token in tokens if token.type in ("fence", "code_block")]


def pres(html: str, selector: str) -> list[str]:
    """The text of each `pre`, as a browser keeps it: it drops a newline that follows the tag."""
    assert not re.search(r"<pre[^>]*>\n", html)
    return [pre.get_text() for pre in BeautifulSoup(html, "html.parser").select(selector)]


@given(cases())
@thorough
def test_a_page_shows_what_ran(case: Case) -> None:
    """The HTML of a chapter."""
    html = convert(case.pages, case.page)
    assert pres(html, ".language-python pre") == [case.source]
    assert pres(html, ".output pre") == [text for text in case.printed if text]
    assert pres(html, ".language-console pre") == [case.command]


@given(cases())
@thorough
def test_a_copy_holds_what_ran(case: Case) -> None:
    """The plain Markdown of a chapter, as CommonMark and as pytest-codeblocks read it."""
    copy = case.pages.copy(case.page)
    shown = [text for text in case.printed if text]
    assert fences(copy) == [case.source, *shown, case.command]
    blocks = [one for one in extract_from_buffer(io.StringIO(copy)) if one.syntax != "console"]
    assert [(one.code, one.syntax) for one in blocks] == [(case.source, "python")]
    ran = case.pages.outputs("good")[-1].result
    assert ran
    assert blocks[0].expected_output == (ran.printed or None)


@given(cases())
@thorough
def test_a_notebook_holds_what_ran(case: Case) -> None:
    """The cell of a chapter's program, its output, and the GPU's in the cell after it."""
    cells = json.loads(case.pages.notebook(case.page, lambda _: ""))["cells"]
    cell = next(one for one in cells if "textbook" in one["metadata"])
    assert cell["source"] + "\n" == case.source
    assert "".join(one["text"] for one in cell["outputs"]) == case.printed[0]
    prose = [one["source"] for one in cells if one["cell_type"] == "markdown"]
    held = [text for source in prose for text in fences(source)]
    assert held == [text for text in (case.printed[1], case.command) if text]


@given(cell_sources, cell_sources, texts, texts)
@thorough
def test_a_lab_is_published_as_it_ran(first: str, second: str, printed: str, value: str) -> None:
    """Page, copy and notebook of a lab with two cells, of which one has a value."""
    with tempfile.TemporaryDirectory() as folder:
        page, cells = lab(Path(folder), LAB.format(first, second))
    assert [cell.source for cell in cells] == [first, second]
    results = [Result(printed, "", (), None, HERE), Result("", value, (), None, HERE)]
    outputs = {
        cell.name: [Output(cell.runs[0], "executed", result)]
        for cell, result in zip(cells, results, strict=True)
    }
    pages = composed([page], outputs)
    html = convert(pages, page)
    assert pres(html, ".language-python pre") == [first, second]
    assert pres(html, ".output pre") == [text for text in (printed, value) if text]
    copy = pages.copy(page)
    assert fences(copy) == [text for text in (first, printed, second, value) if text]
    blocks = extract_from_buffer(io.StringIO(copy))
    assert [(one.code, one.expected_output) for one in blocks] == [(first + second, None)]
    notebook = json.loads(pages.notebook(page, lambda _: ""))["cells"]
    ran = [cell for cell in notebook if "textbook" in cell["metadata"]]
    assert [cell["source"] + "\n" for cell in ran] == [first, second]
    shown = [one for cell in ran for one in cell["outputs"]]
    kept = [one["text"] if "text" in one else one["data"]["text/plain"] + "\n" for one in shown]
    assert kept == [text for text in (printed, value) if text]


@given(texts, st.sampled_from("`~"))
@thorough
def test_nothing_inside_ends_a_fence(text: str, sign: str) -> None:
    """A block is as long as what it holds, also where it stands in a list."""
    block = markdown.fenced(text, "text", sign)
    assert fences(block) == [text]
    assert fences(f"- x\n\n{indent(block, '    ')}") == [text]


@given(texts)
@thorough
def test_inline_code_is_kept_out_of_reach(text: str) -> None:
    """What is put aside while patterns look for links comes back as it was."""
    text = text.replace("\ue000", "").replace("\ue001", "")
    shielded = Shielded(text)
    assert shielded.restore(shielded.text) == text
    assert Shielded("a `[x](y.md)` ``[`z`](y.md)`` b").text == "a \ue0020\ue003 \ue0021\ue003 b"
    assert Shielded("a ` b\n\n`c` d ` e").text == "a ` b\n\n\ue0020\ue003 d ` e"
