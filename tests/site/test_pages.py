"""The built site against the book: every block counted, every sentence's value on its page."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import torch
from bs4 import BeautifulSoup
from bs4.element import Tag
from pytest_codeblocks.main import CodeBlock, extract_from_file

from tests.conftest import ROOT
from textbook import chapter
from textbook.book import Book
from textbook.chapter import Use

CHAPTERS = sorted((ROOT / "docs").glob("*/**/*.md"))
NAMES = [path.relative_to(ROOT / "docs").with_suffix("").as_posix() for path in CHAPTERS]
every_chapter = pytest.mark.parametrize("path", CHAPTERS, ids=NAMES)
DTYPES = {str(value) for value in vars(torch).values() if isinstance(value, torch.dtype)}


def place(site: Path, path: Path) -> Path:
    """The folder of a chapter's page: Korean at the root, each other language below its name."""
    tongue, *parts = path.relative_to(ROOT / "docs").with_suffix("").parts
    if parts[-1] == "index":
        parts.pop()
    return site.joinpath(*([] if tongue == "ko" else [tongue]), *parts)


def blocks(site: Path, path: Path) -> list[CodeBlock]:
    """What pytest-codeblocks collects from a chapter's plain copy."""
    return [block for block in extract_from_file(place(site, path) / "index.md") if block.syntax == "python"]


def uses(path: Path) -> list[Use]:
    """What a chapter's source shows."""
    return list(chapter.uses(path, path.read_text("utf-8")))


def page(site: Path, path: Path) -> BeautifulSoup:
    """A chapter's page."""
    return BeautifulSoup((place(site, path) / "index.html").read_text("utf-8"), "html.parser")


def output_elements(soup: BeautifulSoup) -> list[Tag]:
    """A page's output elements."""
    return list(soup.select("[data-snippet]"))


def test_census(site: Path, book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    """In the chapters = in the snippets = executed or recorded or said not to be = checked."""
    assert book.problems == []
    shown = [use for path in CHAPTERS for use in uses(path)]
    elements = [element for path in CHAPTERS for element in output_elements(page(site, path))]
    collected = [block for path in CHAPTERS for block in blocks(site, path)]
    runs = [run for use in shown for run in book.snippets[use.name].runs]
    files = {path.relative_to(ROOT / "snippets").with_suffix("").as_posix() for path in ROOT.glob("snippets/**/*.py")}
    assert {use.name for use in shown} == files == set(book.snippets)
    assert {run.key for run in runs} == set(book.outputs)
    assert len(shown) == len(collected)
    assert len(runs) == len(elements)
    states = {
        state: sum(e["data-state"] == state for e in elements) for state in ("executed", "recorded", "unrecorded")
    }
    assert sum(states.values()) == len(runs)
    assert states["executed"] >= sum(run.device == "cpu" for run in runs)
    compared = sum(block.expected_output is not None for block in collected)
    with capsys.disabled():
        told = ", ".join(f"{count} {state}" for state, count in states.items())
        print(f"\n{len(CHAPTERS)} chapters: {len(shown)} blocks, {len(files)} snippets: {told}; {compared} compared")


@every_chapter
def test_plain_copy_holds_what_ran(site: Path, book: Book, path: Path) -> None:
    """Block by block, the program and what it printed, in the chapter's order."""
    names = [use.name for use in uses(path)]
    collected = blocks(site, path)
    assert [block.code for block in collected] == [book.program(name) for name in names]
    for name, block in zip(names, collected, strict=True):
        outputs = book.shown(name)
        output = outputs[-1] if outputs[-1].state == "executed" else outputs[0]
        fixed = output.result is not None and output.result.printed and not output.snippet.varies
        assert block.expected_output == (output.result.printed if output.result and fixed else None)
        assert bool(block.marks) == (book.snippets[name].device == "cuda")


@every_chapter
def test_page_holds_what_ran(site: Path, book: Book, path: Path) -> None:
    """Each output element follows its program and says where its text comes from."""
    elements = output_elements(page(site, path))
    shown = [output for use in uses(path) for output in book.shown(use.name)]
    assert [element["data-snippet"] for element in elements] == [output.snippet.name for output in shown]
    for element, output in zip(elements, shown, strict=True):
        before = (element.find_parent(class_="outputs") or element).find_previous_sibling()
        assert before
        assert before.get("class") == ["language-python", "highlight"]
        assert before.get_text() == output.snippet.program
        assert element["data-state"] == output.state
        printed = element.select_one("pre")
        if not output.result:
            assert output.state == "unrecorded"
            assert not printed
            assert element["data-torch"] == element["data-device"] == element["data-python"] == ""
            continue
        ran_on = output.result.ran_on
        assert [element[f"data-{fact}"] for fact in ("torch", "device", "python")] == [
            *(ran_on.torch, ran_on.device, ran_on.python),
        ]
        assert ("data-varies" in element.attrs) == bool(output.snippet.varies)
        assert (printed.get_text() if printed else "") == output.result.printed
        assert len(element.select("figure svg")) == len(output.pictures("ko"))


def test_what_varies_is_all_that_is_left_out(book: Book) -> None:
    """A pattern matches its own output, and leaves something to compare."""
    for output in book.outputs.values():
        if output.snippet.varies and output.result:
            comparable = output.snippet.comparable(output.result.printed)
            assert comparable != output.result.printed, f"{output.snippet.path}: varies matches nothing"
            assert comparable.replace("<varies>", "").strip(), f"{output.snippet.path}: varies matches everything"


@every_chapter
def test_values_in_sentences_stand_on_the_page(site: Path, path: Path) -> None:
    """Inline code that states a value is in an output or a program of its page."""
    text = (place(site, path) / "index.md").read_text("utf-8")
    shown = "\n".join(chapter_fences(text))
    source = path.read_text("utf-8")
    prose = chapter.FENCE.sub(lambda match: "\n" * match[0].count("\n"), source)
    for number, line in enumerate(prose.split("\n"), 1):
        for value in re.findall(r"(?<!`)`([^`]+)`(?!`)", line):
            if states_a_value(value) and not stands(value, shown):
                pytest.fail(f"{path.relative_to(ROOT)}:{number}: no output or program on the page shows `{value}`")


def chapter_fences(text: str) -> list[str]:
    """What stands in a page's blocks."""
    return [match["body"] for match in chapter.FENCE.finditer(text)]


def states_a_value(code: str) -> bool:
    """Whether inline code is a value, and not a name or a call that a reader might write."""
    if (
        code in DTYPES
        or re.match(r"tensor\(|torch\.Size\(", code)
        or re.fullmatch(r"\w+(Error|Warning|Backward\d)", code)
    ):
        return True
    try:
        ast.literal_eval(code)
    except (ValueError, SyntaxError):
        return False
    return True


def stands(value: str, shown: str) -> bool:
    """Whether a text holds a value, whole, however it is spaced, and not as the arguments of a call."""
    spaced = r"\s*".join(map(re.escape, re.sub(r"\s+", "", value)))
    before = r"(?<![\w\])])" if value.startswith("(") else r"(?<![\w.])" if re.match(r"[\w.-]", value) else ""
    after = r"(?!\w|\.\d)" if re.search(r"[\w.]$", value) else ""
    return bool(re.search(before + spaced + after, shown))


@every_chapter
def test_headings_have_ids_of_their_own(book: Book, path: Path) -> None:
    """An address that is given out stays good, and reads well."""
    prose = chapter.FENCE.sub("", book.prepare(path, path.read_text("utf-8")))
    headings = re.findall(r"^#{1,6} .*$", prose, re.M)
    ids = [re.search(r"\{ #([a-z0-9-]+) \}$", heading) for heading in headings]
    assert headings
    assert all(ids), f"{path}: a heading has no id: write ## Title {{ #word }}"
    names = [found[1] for found in ids if found]
    assert len(names) == len(set(names))


@every_chapter
def test_links_to_torch_lead_to_what_there_is(path: Path) -> None:
    """Every name that is linked to the official documentation is torch's."""
    for label in chapter.labels(path.read_text("utf-8")):
        thing: object = torch
        for part in label.split(".")[1:]:
            assert hasattr(thing, part), f"{path}: torch has no {label}"
            thing = getattr(thing, part)


@every_chapter
def test_copies_link_to_copies(site: Path, path: Path) -> None:
    """Every relative link and picture of a plain copy is there."""
    folder = place(site, path)
    text = (folder / "index.md").read_text("utf-8")
    assert "--8<--" not in text
    assert "{ #" not in text
    assert not re.search(r"^(!!!|\?\?\?|===)", text, re.M)
    assert "][torch" not in text
    for target in re.findall(r"\]\(([^)\s]+)\)", chapter.FENCE.sub("", text)):
        if not re.match(r"https://|#", target):
            assert (folder / target.partition("#")[0]).exists(), f"{path}: {target} is not there"


@every_chapter
def test_chapters_and_snippets_share_a_stem(path: Path) -> None:
    """A chapter's programs lie in the folder of its name."""
    stem = "/".join(path.relative_to(ROOT / "docs").with_suffix("").parts[1:])
    for use in uses(path):
        assert use.name.startswith(f"{stem}/"), f"{path}:{use.line}: {use.name} lies in another chapter's folder"


@every_chapter
def test_answers_are_folded_and_executed(path: Path) -> None:
    """Two or three exercises a chapter with programs, each with its answer."""
    text = path.read_text("utf-8")
    if not uses(path) or path.parent.parent.name == "docs":
        return
    exercises = text.partition("{ #exercises }")[2]
    answers = re.findall(r"^\?\?\? success .*\n(?:(?: {4}.*)?\n)+", exercises + "\n", re.M)
    assert len(answers) in (2, 3), f"{path}: has {len(answers)} answers"
    assert all("```python" in answer for answer in answers)


@pytest.mark.parametrize("glossary", sorted(ROOT.glob("docs/*/glossary.md")), ids=str)
def test_every_term_is_linked_from_its_first_use(site: Path, glossary: Path) -> None:
    """A term of the glossary is introduced in some chapter, and leads back from there."""
    chapters = [path for path in CHAPTERS if path.is_relative_to(glossary.parent) and path != glossary]
    pages = "".join((place(site, path) / "index.html").read_text("utf-8") for path in chapters)
    ids = chapter.terms(glossary.read_text("utf-8")).values()
    assert len(ids) > 40
    assert [name for name in ids if f'glossary/#{name}"' not in pages] == []


def test_nothing_is_asked_of_another_host(site: Path) -> None:
    """No script, style, font, picture or frame from elsewhere."""
    for file in site.rglob("*.html"):
        soup = BeautifulSoup(file.read_text("utf-8"), "html.parser")
        for tag in soup.select("script[src], img[src], iframe[src], source[src], link[href]"):
            address = str(tag.get("src") or tag.get("href"))
            harmless = tag.name == "link" and set(tag.get("rel") or []) <= {"canonical", "alternate", "next", "prev"}
            assert harmless or not re.match(r"(https?:)?//", address), f"{file}: {address}"
    for file in site.rglob("*.css"):
        assert not re.search(r"url\([\"']?(https?:)?//|@import", file.read_text("utf-8")), file
