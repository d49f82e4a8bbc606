"""What a figure shows, in its author's words: read from the page, and on all that is made of it."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest

from tests.unit.test_golden import composed, program, shown
from textbook.composing.pages import Pages
from textbook.composing.pictures import least
from textbook.model import Code, Page
from textbook.reading import chapters, labs, pictures

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><title>loss, epoch</title><path d="M0 0"/></svg>\n'
SAID = "곡선이 5에서 0까지 [곧장] & 내려갑니다."
BLOCK = '```python\n--8<-- "part/chapter/curve.py"\n```\n'
PATH = Path("docs/ko/part/chapter.md")
MARK = f"<!-- picture: {SAID} -->\n\n"


def read(text: str) -> tuple[Page, list[str]]:
    """A chapter of this text, and what is wrong with its marks."""
    blocks, problems = chapters.split(PATH, text, 1, programs=True)
    blocks, wrong = pictures.gather(str(PATH), blocks)
    return Page(PATH, "ko", "part/chapter", tuple(blocks)), [*problems, *wrong]


def book(text: str, figures: int = 1) -> tuple[Pages, Page]:
    """A book of one page, whose program prints 5 and 0 and draws."""
    page, problems = read(text)
    assert problems == []
    curve = program("curve", "draw()\n")
    return composed(
        [page], {"part/chapter/curve": shown(curve, "5 0\n", "", *[SVG] * figures)}
    ), page


def said(text: str) -> tuple[str, ...]:
    """What the one program of a text says of its figures."""
    page, problems = read(text)
    assert problems == []
    (code,) = (block for block in page.blocks if isinstance(block, Code))
    return code.pictures


@pytest.mark.parametrize(
    "text",
    [
        f"# T {{ #t }}\n\nText.\n\n{MARK}{BLOCK}",
        f"# T {{ #t }}\n\n{MARK.rstrip()} <!-- shown: 5 = curve:1 -->\n{BLOCK}",
        f"# T {{ #t }}\n\n- Item.\n\n    {MARK}    {BLOCK}".replace("\n--8", "\n    --8").replace(
            "\n```\n", "\n    ```\n"
        ),
        f"# T {{ #t }}\n\n{MARK}{BLOCK}".replace("0까지 ", "0까지\n"),
    ],
    ids=["before", "pinned", "in a list", "of two lines"],
)
def test_what_stands_before_a_block_is_said_of_its_figure(text: str) -> None:
    """Wherever the block stands, and however the line is broken."""
    assert said(text) == (SAID,)


def test_two_figures_have_two_sentences() -> None:
    """In the order in which they are drawn; another block's are its own."""
    other = BLOCK.replace("curve", "other")
    page, problems = read(f"{MARK}<!-- picture: 다음. -->\n{BLOCK}\n{other}")
    assert problems == []
    assert [code.pictures for code in page.codes] == [(SAID, "다음."), ()]


def test_a_lab_says_it_in_the_cell_before(tmp_path: Path) -> None:
    """As prose, in a Markdown cell."""
    path = tmp_path / "ko" / "labs" / "one.py"
    path.parent.mkdir(parents=True)
    path.write_text(
        "# %% [markdown]\n# # L { #l }\n#\n# <!-- picture: 둘로\n# 나눈다. -->\n\n# %%\n1\n"
    )
    page, _, problems = labs.read(tmp_path, path)
    assert problems == []
    assert page.codes[0].pictures == ("둘로 나눈다.",)


@pytest.mark.parametrize("after", ["", "Text.\n\n", "```console\n$ ls\n```\n\n"])
def test_a_sentence_without_a_program_is_refused(after: str) -> None:
    """With its line: it must stand right before the block."""
    _, problems = read(f"# T {{ #t }}\n\n{MARK}{after}{BLOCK if after else ''}")
    assert problems == [
        f"{PATH}:3: no program follows what this says of a picture: put it right before the block"
    ]


@pytest.mark.parametrize(("marks", "figures"), [("", 1), (MARK, 0), (MARK, 2), (MARK * 2, 1)])
def test_each_figure_has_its_sentence(marks: str, figures: int) -> None:
    """Or the build stops, and says where."""
    pages, _ = book(f"# T {{ #t }}\n\n{marks}{BLOCK}", figures)
    line = 3 + marks.count("\n")
    (problem,) = pages.unshown()
    assert problem.startswith(f"{PATH}:{line}: part/chapter/curve draws {figures}, and ")
    assert problem.endswith("in a sentence, <!-- picture: ... -->, right before this block")
    pages, _ = book(f"# T {{ #t }}\n\n{MARK * figures}{BLOCK}", figures)
    assert pages.unshown() == []


def test_a_value_in_a_sentence_is_held_to_the_law() -> None:
    """As everywhere in prose."""
    pages, _ = book(f"# T {{ #t }}\n\n<!-- picture: 손실이 17까지 내려갑니다. -->\n{BLOCK}")
    (problem,) = pages.unshown()
    assert problem.startswith(f"{PATH}:3: 17: no program or output of this section shows it")


def test_the_sentence_is_the_text_alternative_everywhere() -> None:
    """On the page, in the copy, in the file beside it, and in the notebook; nowhere as prose."""
    pages, page = book(f"# T {{ #t }}\n\n{MARK}{BLOCK}")
    site = pages.site(page)
    assert SAID not in site
    place = f'<div id="{pages.token}-0"></div>'
    assert f"<title>{html.escape(SAID, quote=False)}</title>" in pages.finish(page, place)
    copy = pages.copy(page)
    escaped = SAID.replace("[", r"\[").replace("]", r"\]").replace("&", "&amp;")
    assert copy.count("![") == copy.count(f"![{escaped}](part-chapter-curve.cpu.1.svg)") == 1
    assert "<!-- picture" not in copy
    (file,) = pages.pictures(page).values()
    assert f"<title>{html.escape(SAID, quote=False)}</title>" in file
    cells = json.loads(pages.notebook(page, lambda _: ""))["cells"]
    (drawn,) = (one for cell in cells for one in cell.get("outputs", ()) if "data" in one)
    assert f"<title>{html.escape(SAID, quote=False)}</title>" in drawn["data"]["image/svg+xml"]
    assert not any("picture:" in cell["source"] for cell in cells)


@pytest.mark.parametrize(
    ("letters", "wide"),
    [
        ('<text style="font-size: 10px; fill: red">a</text>', 432),
        ('<text x="1" font-size="12">a</text><text font-size="8" x="2">b</text>', 540),
        ('<text><tspan style="font-size: 7px">2</tspan></text>', 432),
        ("", 432),
    ],
)
def test_a_picture_is_as_wide_as_its_letters_need(letters: str, wide: int) -> None:
    """The smallest of them is legible then; small letters of a formula are not asked."""
    assert least(f'<svg width="432pt" viewBox="0 0 432 100">{letters}</svg>') == wide


def test_a_picture_of_no_width_needs_none() -> None:
    """It is shown as it is."""
    assert least(SVG) == 0
