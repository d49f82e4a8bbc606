"""The index of errors: the page `errors`, whose headings are messages or what is fixed in them.

Every other page that shows such a message links to its heading. Found in what the programs
printed, so that no author keeps these links.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from textbook.composing.words import Words
from textbook.model import Block, Code, Page, Prose, Quote
from textbook.outcomes import Output

STEM = "errors"
"""The page's place in every language."""
ENTRY = re.compile(r"^### `(?P<message>[^`\n]+)` \{ #(?P<id>[\w-]+) \}$", re.M)
"""An entry's heading: the words by which a reader finds it, in code, and its id."""


class Errors:
    """The index of one language; it has no entry where there is no such page.

    `outputs` gives a program's outputs by name, and is asked when they are there.
    """

    def __init__(
        self, pages: Iterable[Page], words: Words, outputs: Callable[[str], list[Output]]
    ) -> None:
        text = next((page.source_text for page in pages if page.stem == STEM), "")
        self.ids = {entry["message"]: entry["id"] for entry in ENTRY.finditer(text)}
        """The id of each entry by its words."""
        self.words, self.outputs = words, outputs

    def explained(self, page: Page, code: Code) -> dict[str, str]:
        """The entries that explain what a program of another page shows: ids by their words."""
        if page.stem == STEM:
            return {}
        printed = even("\n".join(self.said(code)))
        return {message: anchor for message, anchor in self.ids.items() if message in printed}

    def addresses(self, page: Page, code: Code) -> dict[str, str]:
        """The words of these entries by their addresses, as the site's page links to them."""
        up = "../" * (page.stem.count("/") + (page.name != "index"))
        found = self.explained(page, code)
        return {f"{up}{STEM}/#{anchor}": message for message, anchor in found.items()}

    def linked(self, page: Page) -> Page:
        """A page with these links below its programs, as an author would write them."""
        up = "../" * page.stem.count("/")
        blocks: list[Block] = []
        for block in page.blocks:
            blocks.append(block)
            if isinstance(block, Code) and (found := self.explained(page, block)):
                links = (
                    f"{block.indent}- [{self.words['error']}: `{message}`]({up}{STEM}.md#{anchor})"
                    for message, anchor in found.items()
                )
                blocks.append(Prose("\n" + "\n".join(links) + "\n\n", block.line))
        return replace(page, blocks=tuple(blocks))

    def wrong(self, page: Page) -> Iterator[str]:
        """The entries whose words no block of theirs shows, of those whose programs have run."""
        if page.stem != STEM:
            return
        for message, line, blocks in entries(page):
            if any(self.waits(block) for block in blocks):
                continue
            said = [even(text) for block in blocks for text in self.said(block)]
            if not any(message in text for text in said):
                yield (
                    f"{page.path}:{line}: no program of this entry says {message!r}: take the "
                    "heading's words out of its output, or show a program that says them"
                )

    def waits(self, block: Code | Quote) -> bool:
        """Whether a program under `mkdocs serve` has yet to print."""
        if isinstance(block, Quote):
            return False
        return any(one.state == "waiting" for one in self.outputs(block.program))

    def said(self, block: Code | Quote) -> list[str]:
        """What a program printed, its error included, or the words that are quoted."""
        if isinstance(block, Quote):
            return [block.quotation.text]
        return [one.result.printed for one in self.outputs(block.program) if one.result]


def entries(page: Page) -> list[tuple[str, int, list[Code | Quote]]]:
    """The words of each entry, the line of its heading, and the blocks below it."""
    found: list[tuple[str, int, list[Code | Quote]]] = []
    for block in page.blocks:
        if isinstance(block, Code | Quote) and found:
            found[-1][2].append(block)
        elif isinstance(block, Prose):
            for number, text in enumerate(block.text.split("\n"), block.line):
                if entry := ENTRY.match(text):
                    found.append((entry["message"], number, []))
    return found


def even(text: str) -> str:
    """A text on one line, each gap one space wide: a program may break a long message."""
    return " ".join(text.split())
