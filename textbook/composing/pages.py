"""Pages as their readers get them: for the site, as plain Markdown, as a notebook.

One object serves a whole book. Every form is woven from the same blocks.
"""

from __future__ import annotations

import functools
import itertools
import re
import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from textbook.composing import (
    captions,
    check,
    explorers,
    folds,
    formulas,
    guard,
    links,
    made,
    markdown,
    notebook,
    pictures,
    prose,
    questions,
    summary,
    tongue,
    values,
    wayfinding,
)
from textbook.composing.blocks import Blocks
from textbook.composing.colours import Colours
from textbook.composing.drawing import standalone
from textbook.composing.elsewhere import in_order
from textbook.composing.errors import STEM as INDEX
from textbook.composing.growth import Written, marked
from textbook.composing.html import to_html
from textbook.composing.summary import Facts
from textbook.composing.weave import Part, indent, rewrite, weave
from textbook.model import Code, Insert, Page, Problem, Quote, Verbatim
from textbook.outcomes import Output
from textbook.questions import Frame
from textbook.releases import Measured

FACT = re.compile("^( *)<!-- (edition|machines|numbers) --> *$", re.M)
"""What a page writes where one of this edition's own facts is to stand."""


class Pages:
    """Composes the pages of a book.

    `written` is what authors wrote, `outputs` gives a program's outputs by name; `measured` has
    what other releases of torch print. `site` and `check` need no output, so that MkDocs renders
    while the programs run.
    """

    def __init__(
        self,
        written: Written,
        outputs: Callable[[str], list[Output]],
        measured: Measured,
        machine: Facts,
        colours: Colours | None = None,
        repository: str = "",
    ) -> None:
        self.written, self.all, self.source = written, written.pages, written.source
        self.given, self.measured, self.machine = outputs, measured, machine
        # Kept by this object: a cache of the class would keep every build of a served site.
        self.outputs = functools.cache(self.find_outputs)
        self.ordered = functools.cache(lambda language: in_order(self.all, language, self.order))
        self.order: dict[str, int] = {}
        """The place of each page in the book's order by MkDocs' source path, once that is known."""
        self.repository = repository
        self.blocks = Blocks(self.source, self.outputs, colours or Colours(), repository)
        self.token = f"block-{secrets.token_hex(8)}"
        """How the site's Markdown names a block; no author can know it."""
        self.place = re.compile(rf'<div id="{self.token}-(\w+)"></div>')
        self.tongue = functools.cache(lambda language: tongue.read(language, self.all, outputs))
        self.facts = functools.cache(self.tell_facts)
        self.prepared = functools.cache(self.prepare)
        self.plain_parts = functools.cache(self.make_plain)

    def find_outputs(self, name: str) -> list[Output]:
        """A program's outputs, with what other releases print."""
        told = self.measured.elsewhere
        return [replace(one, elsewhere=told(one.run.key)) for one in self.given(name)]

    def tell_facts(self, language: str) -> dict[str, str]:
        """This edition's facts in a language, by name, as Markdown."""
        told = self.tongue(language).words
        pages = [page for page in self.all if page.language == language]
        return summary.facts(pages, self.outputs, told, self.machine)

    def prepare(self, page: Page) -> Page:
        """A page with all that the build itself writes on it, in its place."""
        pages, known = self.ordered(page.language)
        told = self.tongue(page.language).words
        grown = replace(page, blocks=tuple(marked(page, self.written, known, told)))
        return replace(page, blocks=tuple(made.blocks(grown, pages, known, self.measured, told)))

    def linked(self, page: Page, text: str, meanings: bool = False) -> str:
        """Prose with links to the glossary, with the terms' meanings if asked, and to torch's."""
        up = "../" * page.stem.count("/")
        known = self.tongue(page.language).terms
        text = links.to_terms(text, known, f"{up}glossary.md", meanings)
        return links.to_torch(text, self.machine.release)

    def site(self, page: Page) -> str:
        """A page's Markdown for MkDocs: a fence named by the token for each block and fact."""
        numbers = itertools.count()
        linked = functools.partial(self.linked, page, meanings=True)
        parts = rewrite(self.prepared(page), linked)
        text = weave(parts, lambda _: f"```{self.token}\n{next(numbers)}\n```\n")
        text = explorers.fences(text, self.token, page)
        return FACT.sub(lambda fact: indent(f"```{self.token}\n{fact[2]}\n```", fact[1]), text)

    def fence(self, name: str, *_: Any, **__: Any) -> str:
        """What MkDocs' Markdown puts in a block's or a fact's place until `finish`."""
        return f'<div id="{self.token}-{name.strip()}"></div>'

    def place_in(self, superfences: dict[str, Any]) -> None:
        """Let pymdownx.superfences, by its configuration, put these places for those before."""
        held = superfences.get("custom_fences", [])
        others = [one for one in held if "block-" not in one["name"]]
        own = {"name": self.token, "class": self.token, "format": self.fence}
        superfences["custom_fences"] = [*others, own]

    def check(self, page: Page, html: str) -> None:
        """Raise Problem for what no run made, and for a block that is not on the page."""
        if wrong := guard.page(html, page):
            raise Problem("\n".join(wrong))
        found = self.place.findall(html)
        for number, block in enumerate(self.prepared(page).inserts):
            if found.count(str(number)) != 1:
                told = "this block is not on the page: take it out of the comment or HTML around it"
                raise Problem(f"{page.path}:{block.line}: {told}")

    def finish(self, page: Page, html: str) -> str:
        """A page's HTML with its programs, its outputs and this edition's facts."""
        placed = self.prepared(page).inserts

        def put(place: re.Match[str]) -> str:
            if place[1].isdigit():
                block, group = placed[int(place[1])], f"block-{place[1]}"
                return self.blocks.html(page, block, group, self.tongue(page.language))
            told, release = self.tongue(page.language).words, self.machine.release
            if explorer := explorers.html(place[1], told, release):
                return explorer
            return f'<div class="{place[1]}">{to_html(self.facts(page.language)[place[1]])}</div>'

        html = folds.leave_out(folds.fold(html) if page.continuous else html)
        return self.place.sub(put, formulas.to_mathml(html, str(page.path)))

    def wrong(self) -> list[str]:
        """What on the pages no run made, as far as it is seen before MkDocs renders them."""
        problems: list[str] = []
        for page in self.all:
            try:
                problems += self.tongue(page.language).errors.wrong(page)
                self.plain_parts(page)
            except Problem as problem:
                problems.append(str(problem))
        return [*dict.fromkeys(problems)]  # That a language has no words is told once.

    def unshown(self) -> list[str]:
        """What sentences and answers state that no run shows."""
        found = values.unshown(self.all, self.source, self.outputs)
        found += pictures.wrong(self.all, self.outputs)
        return [*found, *questions.wrong(self.all, self.outputs)]

    def make_plain(self, page: Page) -> list[Part]:
        """A page's prose for readers other than MkDocs. Raises Problem for what no run made."""

        def change(text: str) -> str:
            facts = self.facts(page.language)
            text = FACT.sub(lambda fact: indent(facts[fact[2]], fact[1]), explorers.without(text))
            text = prose.drop_ids(prose.emphasise(prose.unfold(self.linked(page, text))))
            if wrong := list(guard.prose(text, page)):
                raise Problem("\n".join(wrong))
            return text

        linked = self.tongue(page.language).errors.linked(self.prepared(page))
        return rewrite(linked, change)

    def copy(self, page: Page) -> str:
        """A page as plain Markdown: CommonMark, code and output, links to the other copies."""
        told = self.tongue(page.language).words
        first = page.codes[0] if page.codes else None

        def render(block: Insert) -> str:
            if isinstance(block, Verbatim | Quote):
                return markdown.unrun(block, told)
            if isinstance(block, Frame):
                return questions.in_copy(block, told, self.outputs, self.source)
            assert isinstance(block, Code)
            begins = block is first if page.continuous else None
            outputs = pictures.told(self.outputs(block.program), block.pictures)
            return markdown.program(self.source(block.program), outputs, told, begins)

        is_index = page.name == "index"
        parts: list[Part] = [
            prose.to_copies(part, is_index) if isinstance(part, str) else part
            for part in self.plain_parts(page)
        ]
        return weave(parts, render)

    def notebook(self, page: Page, address: Callable[[str], str]) -> str:
        """A page as a notebook's file; `address` gives the published page of a link's path."""
        told = self.tongue(page.language).words
        parts: list[Part] = [
            notebook.to_pages(part, address) if isinstance(part, str) else part
            for part in self.plain_parts(page)
        ]
        facts = (page, told, self.machine.release, self.measured)
        cell = check.cell(*facts, self.outputs)
        return notebook.dumps(notebook.compose(parts, told, cell, self.outputs))

    def pictures(self, page: Page) -> dict[str, str]:
        """The SVG files that a page's copy names."""
        told = self.tongue(page.language).words
        found: dict[str, str] = {}
        for code in page.codes:
            for output in pictures.told(self.outputs(code.program), code.pictures):
                found |= captions.pictures(output, told)
        return {name: standalone(svg) for name, svg in found.items()}

    def take(self, page: Page, branch: str, url: str) -> str:
        """The ways to take a page along and where its outputs come from, if it has programs."""
        if not page.codes:
            return ""
        html = self.tongue(page.language).html
        colab = links.in_colab(self.repository, branch, f"{url}{page.name}.ipynb")
        origin = html.origin(self.blocks.shown(page), self.blocks.lacking(page))
        ways = html.take(page.name, colab, chapter="/" in page.stem) + origin
        return ways + html.find.render(words=html.words["find"]) if page.stem == INDEX else ways

    def fingerprint(self, page: Page) -> str:
        """A hash of what a page says, by which a reader of another edition sees a change."""
        sources = [self.source(code.program) for code in page.codes]
        return wayfinding.fingerprint(page.source_text, sources, self.blocks.shown(page))
