"""What belongs to a built site as a whole, and to none of its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from textbook.composing import lunr, summary, synonyms
from textbook.model import Page

COMMENT = re.compile(r"[ \t]*/\*.*?\*/\n?", re.S)


def finish(
    site: Path,
    named: tuple[str, str, str],
    listed: Mapping[str, str],
    pages: Mapping[str, Page],
    addresses: Mapping[str, str],
) -> Iterator[str]:
    """List the pages' Markdown copies, and finish the search; yields what a maintainer must know.

    `named` is the site's name, description and address. `pages` and their `addresses` are given by
    MkDocs' source paths.
    """
    text = summary.contents(*named, listed)
    (site / "llms.txt").write_text(text, "utf-8", newline="\n")
    synonyms.put(site, pages, addresses)
    lighten(site / "assets")
    if not lunr.mend(site):
        yield "Material's search has changed: look whether textbook/composing/lunr.py fits it"


def lighten(assets: Path) -> None:
    """Leave the comments out of the book's own stylesheets: a page waits for every byte of them."""
    for path in (*assets.glob("*.css"), *assets.glob("explorers/*.css")):
        text = COMMENT.sub("", path.read_text("utf-8"))
        path.write_text(text, "utf-8", newline="\n")
