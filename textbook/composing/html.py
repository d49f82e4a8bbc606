"""Programs and outputs as a page's HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markdown import markdown

from textbook.composing import captions, elsewhere
from textbook.composing.pictures import least
from textbook.composing.words import DEVICES, Words
from textbook.model import Verbatim
from textbook.origins import Quotation
from textbook.outcomes import Output
from textbook.questions import Choice, Frame
from textbook.releases import Elsewhere

CAUGHT = re.compile(r"^( *)except\b.*:\n\1 +print\(", re.M)
"""A program that shows an error: it catches and prints one."""
WORD = re.compile(r"[^\W\d_]\w{2,}")
EVERYWHERE = {"tensor", "torch", "Size", "dtype", "device", "True", "False", "None"}
"""Words that outputs are full of."""


class Html:
    """Writes one language's HTML."""

    def __init__(self, words: Words) -> None:
        self.words = words
        folder = Path(__file__).with_name("templates")
        environment = Environment(loader=FileSystemLoader(folder), autoescape=True)
        self.output = environment.get_template("output.html")
        self.question = environment.get_template("question.html")
        self.ways = environment.get_template("take.html")
        self.find = environment.get_template("find.html")

    def outputs(
        self,
        outputs: Sequence[Output],
        group: str,
        usual: captions.Usual = captions.NOTHING,
        report: Callable[[Output], str] = lambda _: "",
        found: str = "",
    ) -> str:
        """A program's outputs; `group` is an id of the page's own, for the tabs of two devices.

        `usual` is what the page says once of all its outputs; `report` gives the address where a
        reader says that an output is wrong, if there is one; `found` is what the search has of the
        program.
        """
        shown = captions.tabs(outputs)
        if not shown:
            return ""
        views = [
            self.view(output, usual)
            | {"report": report(output), "unsearched": not is_searched(output, found)}
            for output in shown
        ]
        rows = [self.row(row) for output in shown for row in output.elsewhere]
        return self.output.render(outputs=views, group=group, words=self.words, elsewhere=rows)

    def row(self, row: Elsewhere) -> dict[str, Any]:
        """What the template says of a row of other releases."""
        return {
            "title": elsewhere.title(row, self.words),
            "text": row.text,
            "said": row.kind not in ("value", "repr", "drawing"),
            "drawn": elsewhere.drawn(row, self.words),
            "ran": elsewhere.ran(row, self.words),
        }

    def errors(self, found: dict[str, str]) -> str:
        """Links to the index of errors: the words of each entry by its address."""
        told = self.words["error"]
        links = (
            f'<li><a href="{address}">{told}: <code>{escape(message)}</code></a></li>'
            for address, message in found.items()
        )
        return f'<ul class="explained" data-search-exclude>{"".join(links)}</ul>' if found else ""

    def view(self, output: Output, usual: captions.Usual) -> dict[str, Any]:
        """What the template says of one output."""
        if output.quotation:
            return self.quoted(output.quotation, {"snippet": output.program.name})
        result = output.result
        ran_on = result.ran_on if result else None
        data = {
            "snippet": output.program.name,
            "state": output.state,
            "torch": ran_on.torch if ran_on else "",
            "device": ran_on.device if ran_on else "",
            "python": ran_on.python if ran_on else "",
        }
        if output.program.varies:
            data["varies"] = output.program.varies
        if output.program.raises:
            data["raises"] = output.program.raises
        if result and CAUGHT.search(output.program.source):
            data["error"] = ""
        return {
            "data": data,
            "device": DEVICES[output.run.device],
            "printed": result.printed if result else "",
            "value": result.value if result else "",
            "pictures": [
                (svg, least(svg)) for svg in captions.pictures(output, self.words).values()
            ],
            "reason": output.reason,
            "caption": captions.caption(output, self.words, usual),
        }

    def quotation(self, quotation: Quotation) -> str:
        """A quotation that stands alone."""
        return self.output.render(outputs=[self.quoted(quotation, {})], words=self.words)

    def quoted(self, quotation: Quotation, data: dict[str, str]) -> dict[str, Any]:
        """What the template says of a quotation: it has a caption of its own, and no run."""
        source = quotation.source
        data = {**data, "quotation": quotation.name, "source": source.name, "state": "quoted"}
        data |= {"torch": source.torch, "device": source.device, "python": ""}
        return {
            "data": data,
            "printed": quotation.text,
            "caption": captions.quoted(quotation, self.words).replace(" ·", "\N{NO-BREAK SPACE}·"),
            "quoted": True,
        }

    def verbatim(self, block: Verbatim, group: str) -> str:
        """Commands for a terminal, which are copied without their prompts."""
        copied = re.sub(r"^\$ ", "", block.text, flags=re.M).rstrip("\n")
        html = (
            f'<div class="language-console highlight" data-copy="{escape(copied)}">'
            f"<pre><span></span><code>{escape(block.text)}</code></pre></div>"
        )
        return self.copied(html, group)

    def copied(self, html: str, group: str) -> str:
        """A block with the button that copies it, on which Material's script acts.

        That script can add such buttons itself. The browser then lays out the page once for each.
        """
        before, code, after = html.partition("<code")
        button = (
            f'<button type="button" class="md-code__button" aria-label="{self.words["copy"]}"'
            f' data-clipboard-target="#{group}-code" data-md-type="copy"></button>'
        )
        nav = f'<span class="md-code__nav scripted">{button}</span>'
        return f'{before}{nav}{code} id="{group}-code"{after}'

    def frame(self, frame: Frame, answers: Mapping[Choice, str], code: str, outputs: str) -> str:
        """What stands around a question's words, with the program that is asked about."""
        facts = {"part": frame.part, "question": frame.question, "choice": frame.choice}
        shown = {"answers": answers, "code": code, "outputs": outputs}
        return self.question.render(**facts, **shown, words=self.words["question"])

    def take(self, stem: str, colab: str, chapter: bool) -> str:
        """The ways to take a page along; `colab` is the address there, or nothing.

        A chapter's outputs can be covered, for a reader who guesses first.
        """
        words = self.words["take"]
        return self.ways.render(words=words, stem=stem, colab=colab, chapter=chapter)

    def origin(self, outputs: Sequence[Output], lacking: int) -> str:
        """Where most of a page's outputs come from, said once; nothing where none ran here.

        `lacking` says how many of its programs run on a GPU as well and have no record of it.
        """
        usual = captions.usual(outputs, self.words)
        if not usual.place:
            return ""
        words = self.words["origin"]
        told = words["others" if usual.others else "all"]
        said = told.format(count=usual.count, place=usual.place, others=usual.others)
        more = [words["raises"]] if usual.raises else []
        more += [words["lacking"].format(lacking)] if lacking else []
        said = " ".join([f"{said.rstrip('.')}.", *more]) if more else said
        return f'<p class="origin" data-search-exclude>{escape(said)}</p>'


def is_searched(output: Output, found: str) -> bool:
    """Whether the search keeps an output: it says a word that is not found in its program.

    Nobody looks for a number, and what varies is another one the next time.
    """
    if output.program.varies:
        return False
    said = output.result.printed + output.result.value if output.result else ""
    return bool({*WORD.findall(said)} - {*WORD.findall(found)} - EVERYWHERE)


def to_html(text: str) -> str:
    """One of the edition's facts, which may be a table."""
    return markdown(text, extensions=["tables"])
