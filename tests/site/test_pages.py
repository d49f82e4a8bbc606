"""The built site against the book: every block counted, every sentence's value on its page."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from bs4.filter import SoupStrainer
from markdown_it import MarkdownIt
from pytest_codeblocks.main import CodeBlock, extract_from_file

from tests.conftest import ROOT
from textbook.book import Book
from textbook.composing import words
from textbook.model import Page
from textbook.outcomes import Output
from textbook.reading import sources

READ = sources.read(ROOT)
CHAPTERS = [page for page in READ.pages if not page.continuous]
every_page = pytest.mark.parametrize("page", READ.pages, ids=lambda page: page.stem)
every_chapter = pytest.mark.parametrize("page", CHAPTERS, ids=lambda page: page.stem)
RAN = ("executed", "checked")


def place(site: Path, page: Page) -> Path:
    """The folder of a page: Korean at the root, each other language below its name."""
    parts = [part for part in page.stem.split("/") if part != "index"]
    return site.joinpath(*([] if page.language == "ko" else [page.language]), *parts)


def blocks(site: Path, page: Page) -> list[CodeBlock]:
    """What pytest-codeblocks collects from a page's plain copy."""
    found = extract_from_file(place(site, page) / "index.md")
    return [block for block in found if block.syntax == "python"]


@functools.cache
def soup(site: Path, page: Page) -> BeautifulSoup:
    """A page's article, as built."""
    text = (place(site, page) / "index.html").read_text("utf-8")
    return BeautifulSoup(text, "html.parser", parse_only=SoupStrainer("article"))


def elements(site: Path, page: Page) -> list[Tag]:
    """A page's output elements."""
    return list(soup(site, page).select("article [data-snippet]"))


def shown(book: Book, page: Page) -> list[Output]:
    """The outputs of a page, in order: all but those of lab cells that show nothing.

    Of one that has no record nothing is shown beside another device's.
    """
    found: list[Output] = []
    for code in page.codes:
        outputs = book.outputs_of(code.program)
        ran = any(one.result for one in outputs)
        silent = [one for one in outputs if one.result and not anything(one)]
        known = [one for one in outputs if one.state != "unrecorded" or not ran]
        found += [one for one in known if one not in silent and (one.result or not silent)]
    return found


def anything(output: Output) -> bool:
    """Whether a record's files hold something, or its tensors are drawn."""
    suffixes = ("txt", "value.txt", "1.svg")
    drawn = output.program.layout or output.program.draw
    return bool(drawn) or any(committed(output, one) for one in suffixes)


def fences(text: str) -> list[str]:
    """What stands in the blocks of Markdown, as CommonMark reads them."""
    tokens = MarkdownIt("commonmark").parse(text)
    return [token.content for token in tokens if token.type in ("fence", "code_block")]


def prose(page: Page) -> str:
    """What an author wrote between the blocks."""
    return page.source_text


def committed(output: Output, suffix: str = "txt") -> str:
    """What a record's file holds, read without the code under test; nothing where there is none."""
    name = f"{output.program.name}.{output.run.device}.{suffix}"
    path = ROOT / "snippets" / name
    return path.read_text("utf-8") if path.exists() else ""


def test_census(site: Path, book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    """Every block of every page has one program, one output element, one state, one test."""
    assert book.problems == ()
    codes = [code for page in READ.pages for code in page.codes]
    found = [element for page in READ.pages for element in elements(site, page)]
    collected = [block for page in READ.pages for block in blocks(site, page)]
    runs = [run for code in codes for run in book.sources.programs[code.program].runs]
    files = {
        path.relative_to(ROOT / "snippets").with_suffix("").as_posix()
        for path in ROOT.glob("snippets/**/*.py")
    }
    cells = {code.program for page in READ.pages if page.continuous for code in page.codes}
    assert {code.program for code in codes} == files | cells == set(book.sources.programs)
    assert len(cells) > 60
    assert {run.key for run in runs} == set(book.outputs)
    assert len(collected) == len(codes) - len(cells) + sum(page.continuous for page in READ.pages)
    assert len(found) == sum(len(shown(book, page)) for page in READ.pages)
    states = ("executed", "checked", "recorded", "quoted", "unrecorded")
    counts = {state: sum(e["data-state"] == state for e in found) for state in states}
    assert sum(counts.values()) == len(found)
    compared = sum(block.expected_output is not None for block in collected)
    with capsys.disabled():
        told = ", ".join(f"{count} {state}" for state, count in counts.items())
        print(f"\n{len(READ.pages)} pages: {len(codes)} blocks: {told}; {compared} compared")


@every_page
def test_copy_holds_what_ran(site: Path, book: Book, page: Page) -> None:
    """Block by block, the program and what its record says that it printed, in order."""
    collected = blocks(site, page)
    programs = [book.sources.programs[code.program] for code in page.codes]
    texts = [program.source for program in programs]
    whole = ["".join(texts)] if page.continuous else texts
    assert [block.code for block in collected] == whole
    text = (place(site, page) / "index.md").read_text("utf-8")
    held = fences(text)
    assert [body for body in held if body in texts] == texts
    if not page.continuous:
        for program, block in zip(programs, collected, strict=True):
            ran = [one for one in book.outputs_of(program.name) if one.state in RAN]
            expected = committed(ran[-1]) if ran and not (program.varies or program.raises) else ""
            assert block.expected_output == (expected or None)
            assert any("xfail" in mark for mark in block.marks) == bool(program.raises)
            needs_cuda = program.device == "cuda"
            assert any("is_available" in mark for mark in block.marks) == needs_cuda
    for program in programs:
        for output in book.outputs_of(program.name):
            for suffix in ("txt", "value.txt"):
                if output.result and committed(output, suffix):
                    assert committed(output, suffix) in held


@every_page
def test_page_holds_what_ran(site: Path, book: Book, page: Page) -> None:
    """Each output element follows its program and says where its text comes from."""
    found, outputs = elements(site, page), shown(book, page)
    assert [element["data-snippet"] for element in found] == [one.program.name for one in outputs]
    programs = [pre.get_text() for pre in soup(site, page).select("article .language-python pre")]
    assert programs == [book.sources.programs[code.program].source for code in page.codes]
    for element, output in zip(found, outputs, strict=True):
        before = (element.find_parent(class_="outputs") or element).find_previous_sibling()
        if before is None:  # A question's program stands before its answers.
            before = element.find_previous(class_="language-python")
        assert before
        css = ["language-python", "highlight"]
        assert before.get("class") in (css, [*css, "crowded"])
        assert before.get_text() == output.program.source
        assert element["data-state"] == output.state
        said = "".join(pre.get_text() for pre in element.select("pre"))
        facts = [element[f"data-{fact}"] for fact in ("torch", "device", "python")]
        if output.quotation:
            source = output.quotation.source
            assert facts == [source.torch, source.device, ""]
            assert said == (ROOT / f"snippets/{output.program.name}.quoted.txt").read_text("utf-8")
            continue
        if not output.result:
            assert output.state == "unrecorded"
            assert (said, facts) == ("", ["", "", ""])
            continue
        ran_on = output.result.ran_on
        assert facts == [ran_on.torch, ran_on.device, ran_on.python]
        assert ("data-varies" in element.attrs) == bool(output.program.varies)
        assert "data-search-exclude" in element.attrs or not output.program.varies
        assert said == committed(output) + committed(output, "value.txt")
        assert len(element.select("figure svg")) == len(
            [number for number in range(1, 9) if committed(output, f"{number}.svg")]
        ) + bool(output.program.layout) + len(output.program.draw)


@every_page
def test_nothing_else_is_preformatted_or_a_picture(site: Path, page: Page) -> None:
    """On the finished page: programs, outputs, and commands that begin with a prompt."""
    for tag in soup(site, page).select("article pre, article img, article svg, article figure"):
        ours = tag.find_parent(class_=["output", "language-python", "elsewhere"])
        command = tag.name == "pre" and all(
            line.startswith(("$ ", "!")) for line in tag.get_text().splitlines()
        )
        icon = tag.find_parent(class_=["md-content__button", "headerlink", "take"])
        assert ours or command or icon, f"{page.path}: {tag}"


@every_page
def test_copies_link_to_copies(site: Path, page: Page) -> None:
    """Every relative link and picture of a plain copy is there."""
    folder = place(site, page)
    text = (folder / "index.md").read_text("utf-8")
    outside = text
    for body in fences(text):
        outside = outside.replace(body, "")
    assert "--8<--" not in outside
    assert "{ #" not in outside
    assert not re.search(r"^(!!!|\?\?\?|===)", outside, re.M)
    assert "][torch" not in outside
    for target in re.findall(r"\]\(([^)\s]+)\)", outside):
        if not re.match(r"https://|#", target):
            assert (folder / target.partition("#")[0]).exists(), f"{page.path}: {target}"


def test_material_says_the_books_words(site: Path) -> None:
    """On a page, and where there is none."""
    told = words.load("ko")["theme"]["material"].values()
    for name in ("index.html", "404.html"):
        html = (site / name).read_text("utf-8")
        assert [one for one in told if one not in html] == [], name


def test_nothing_is_asked_of_another_host(site: Path) -> None:
    """No script, style, font, picture or frame from elsewhere."""
    loading = SoupStrainer(["script", "img", "iframe", "source", "link"])
    for file in site.rglob("*.html"):
        soup = BeautifulSoup(file.read_text("utf-8"), "html.parser", parse_only=loading)
        for tag in soup.select("script[src], img[src], iframe[src], source[src], link[href]"):
            address = str(tag.get("src") or tag.get("href"))
            harmless = tag.name == "link" and set(tag.get("rel") or []) <= {
                "canonical",
                "alternate",
                "next",
                "prev",
            }
            assert harmless or not re.match(r"(https?:)?//", address), f"{file}: {address}"
    for file in site.rglob("*.css"):
        assert not re.search(r"url\([\"']?(https?:)?//|@import", file.read_text("utf-8")), file
