"""Programs and outputs as a page's HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markdown import markdown

from textbook.composing import captions, elsewhere
from textbook.composing.words import DEVICES, Words
from textbook.model import Quotation, Verbatim
from textbook.outcomes import Output
from textbook.releases import Elsewhere


class Html:
    """Writes one language's HTML."""

    def __init__(self, words: Words) -> None:
        self.words = words
        folder = Path(__file__).with_name("templates")
        environment = Environment(loader=FileSystemLoader(folder), autoescape=True)
        self.output = environment.get_template("output.html")
        self.ways = environment.get_template("take.html")

    def outputs(self, outputs: Sequence[Output], group: str) -> str:
        """A program's outputs; `group` is an id of the page's own for the tabs of two devices."""
        shown = captions.visible(outputs)
        if not shown:
            return ""
        views = [self.view(output) for output in shown]
        rows = [self.row(row) for output in shown for row in output.elsewhere]
        return self.output.render(outputs=views, group=group, words=self.words, elsewhere=rows)

    def row(self, row: Elsewhere) -> dict[str, str]:
        """What the template says of a row of other releases."""
        return {
            "title": elsewhere.title(row, self.words),
            "text": row.text,
            "drawn": elsewhere.drawn(row, self.words),
            "ran": elsewhere.ran(row, self.words),
        }

    def view(self, output: Output) -> dict[str, Any]:
        """What the template says of one output."""
        result = output.result
        ran_on = result.ran_on if result else None
        data = {
            "snippet": output.program.name,
            "state": output.state,
            "torch": ran_on.torch if ran_on else "",
            "device": ran_on.device if ran_on else "",
            "python": ran_on.python if ran_on else "",
        }
        if output.quotation:
            return self.quoted(output.quotation, {"snippet": output.program.name})
        if output.program.varies:
            data["varies"] = output.program.varies
        return {
            "data": data,
            "device": DEVICES[output.run.device],
            "printed": result.printed if result else "",
            "value": result.value if result else "",
            "pictures": list(captions.pictures(output, self.words).values()),
            "reason": output.reason,
            "caption": captions.caption(output, self.words),
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
            "caption": captions.quoted(quotation, self.words),
            "quoted": True,
        }

    def verbatim(self, block: Verbatim) -> str:
        """A command or a diff."""
        return (
            f'<div class="language-{block.kind} highlight"><pre><span></span>'
            f"<code>{escape(block.text)}</code></pre></div>"
        )

    def take(self, stem: str, colab: str) -> str:
        """The ways to take a page along; `colab` is the address there, or nothing."""
        return self.ways.render(words=self.words["take"], stem=stem, colab=colab)


def to_html(text: str) -> str:
    """One of the edition's facts, which may be a table."""
    return markdown(text, extensions=["tables"])
