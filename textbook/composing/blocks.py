"""A page's blocks as HTML: programs with their outputs, questions, commands, quotations."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from pathlib import Path

from textbook.composing import captions, links, pictures, questions
from textbook.composing.colours import Colours
from textbook.composing.tongue import Tongue
from textbook.marks import BROKEN
from textbook.model import Code, Insert, Page, Quote, Verbatim
from textbook.outcomes import Output
from textbook.questions import Frame

DRAWN = re.compile(r'<svg\b[^>]*viewBox="[-\d.]+ [-\d.]+ [\d.]+ ([\d.]+)".*?</svg>', re.S)
LINE = 18
"""A line of code is about as many units of a drawing high."""
MENDED = "_mended"
"""Ends the name of a program in which the one above it, of an error, is set right."""
BESIDE = 41
"""How many columns of a phone the copy button, two lines high, leaves to a line in a fold."""


class Blocks:
    """Writes the blocks of a book's pages.

    `source` and `outputs` give a program's code and outputs by its name; `repository` is where a
    reader reports a wrong output, `owner/name` on GitHub, or nothing.
    """

    def __init__(
        self,
        source: Callable[[str], str],
        outputs: Callable[[str], list[Output]],
        colours: Colours,
        repository: str,
    ) -> None:
        self.source, self.outputs = source, outputs
        self.colours, self.repository = colours, repository
        self.usual: dict[Path, captions.Usual] = {}
        """What each page says once of its outputs."""

    def html(self, page: Page, block: Insert, group: str, tongue: Tongue) -> str:
        """One block's HTML; `group` is an id of the page's own."""
        html = tongue.html
        if isinstance(block, Verbatim):
            return html.verbatim(block, group)
        if isinstance(block, Quote):
            return html.quotation(block.quotation)
        if isinstance(block, Frame):
            return self.frame(page, block, group, tongue)
        assert isinstance(block, Code)
        code, shown = self.unit(page, block, group, tongue)
        errors = html.errors(tongue.errors.addresses(page, block))
        return (
            f'<div class="unit" style="--rows: {rows(code, shown)}">{code}\n{shown}{errors}</div>'
        )

    def unit(self, page: Page, block: Code, group: str, tongue: Tongue) -> tuple[str, str]:
        """A program's HTML, and its outputs'."""
        if page.path not in self.usual:
            self.usual[page.path] = captions.usual(self.shown(page), tongue.words)
        report = functools.partial(links.report, self.repository, page.stem)
        source = self.source(block.program)
        code = self.colours.program(source, block.highlight)
        if any(len(line) > BESIDE for line in source.split("\n", 2)[:2]):
            code = code.replace('highlight"', 'highlight crowded"', 1)
        # Most of one that grows stands in the program before: it would be found twice. What is
        # wrong in one that is to be mended is looked for by nobody. What sets an error right stands
        # below its message, which is what is looked for.
        if block.highlight or f"/{BROKEN}" in block.program or block.program.endswith(MENDED):
            code, source = code.replace('">', '" data-search-exclude>', 1), ""
        outputs = pictures.told(self.outputs(block.program), block.pictures)
        usual = self.usual[page.path]
        html = tongue.html
        return html.copied(code, group), html.outputs(outputs, group, usual, report, source)

    def frame(self, page: Page, frame: Frame, group: str, tongue: Tongue) -> str:
        """A frame's HTML: with the program that is asked about, and its output in the answer."""
        if not frame.question:
            return tongue.html.frame(frame, {}, "", "")
        asked = Code(frame.question.program, frame.line)
        code, output = self.unit(page, asked, group, tongue)
        return tongue.html.frame(frame, questions.shown(frame.question, self.outputs), code, output)

    def shown(self, page: Page) -> list[Output]:
        """The outputs that a page shows, in order."""
        made = (self.outputs(code.program) for code in page.codes)
        return [output for some in made for output in captions.tabs(some)]

    def lacking(self, page: Page) -> int:
        """How many of a page's programs ran here, run on a GPU too, and have no record of that."""
        return sum(captions.lacking(self.outputs(code.program)) for code in page.codes)


def rows(code: str, shown: str) -> int:
    """About how many lines high a unit is, for a browser that has yet to lay it out (book.css)."""
    shown = shown.partition("<details")[0]
    drawn = sum(float(height) for height in DRAWN.findall(shown))
    return code.count("\n") + DRAWN.sub("", shown).count("\n") + round(drawn / LINE)
