"""Finding one's way: the chapters' numbers, and what each page says of itself in a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape, unescape
from typing import Any

from textbook.composing.tables import plain
from textbook.files import checksum
from textbook.outcomes import Output

OPENING = re.compile(r"</h1>.*?<p>(.*?)</p>", re.S)
SENTENCE = re.compile(r"\S.*?[.?!](?=\s|$)", re.S)
LONGEST = 150
"""Letters of a description: what search engines and previews show of it."""


class Way:
    """The parts and pages of a site as its readers go through them.

    What MkDocs knows of a part or page (`title`, `children`, `file`, `meta`) is read and written
    here; this module needs nothing of MkDocs itself.
    """

    def __init__(self) -> None:
        self.listed: dict[str, str] = {}
        """Every page's title by its address, in the order of the navigation."""
        self.numbers: dict[str, str] = {}
        """The chapters' numbers by MkDocs' source path: `3.10`."""

    def note(self, items: Sequence[Any], pages: Iterable[Any], appendix: str) -> None:
        """Number each part and each of its chapters; those of the appendix have no number."""
        self.listed |= {page.file.url: str(page.title) for page in pages}
        parts = [item for item in items if item.children and item.title != appendix]
        for part_number, part in enumerate(parts, 1):
            self.number(part, str(part_number))

    def number(self, item: Any, number: str) -> None:
        """Give a part its number, and to what is in it the next ones; a link has none."""
        if item.children:
            item.title = f"{number} {item.title}"
            for place, inner in enumerate(item.children, 1):
                self.number(inner, f"{number}.{place}")
        elif hasattr(item, "file"):
            self.numbers[item.file.src_uri] = number

    def name(self, page: Any, html: str) -> None:
        """Give a rendered page its number and its description."""
        if number := self.numbers.get(page.file.src_uri):
            page.title = f"{number} {page.title}"
        self.listed[page.file.url] = str(page.title)
        page.meta.setdefault("description", escape(description(html)))  # Themes do not.

    def said(self, page: Any) -> tuple[str, str, str]:
        """A page's number, or nothing, its title, and its description, as plain text."""
        number = self.numbers.get(page.file.src_uri, "")
        title = str(page.title).removeprefix(f"{number} ")
        return number, unescape(title), unescape(str(page.meta.get("description", "")))

    def head(self, source: str, html: str, below: str) -> str:
        """A page with its number over its title and `below` under it."""
        number = self.numbers.get(source)
        over = f'<p class="number" data-search-exclude>{number}</p>' if number else ""
        return html.replace("<h1", f"{over}<h1", 1).replace("</h1>", f"</h1>{below}", 1)


def fingerprint(text: str, sources: Sequence[str], outputs: Sequence[Output]) -> str:
    """A hash of a page's text, its programs, and what these print.

    Where and when they ran is not in it, nor what differs from run to run.
    """
    told = [output.told for output in outputs if not output.program.varies]
    return checksum([text, list(sources), told])[:12]


def description(html: str) -> str:
    """A page's opening sentences as plain text, as many as fit; nothing where it has none."""
    opening = OPENING.search(html)
    if not opening:
        return ""
    text = " ".join(plain(opening[1]).split())
    said: list[str] = []
    for sentence in SENTENCE.findall(text):
        if said and len(" ".join([*said, sentence])) > LONGEST:
            break
        said.append(sentence)
    return " ".join(said) or text
