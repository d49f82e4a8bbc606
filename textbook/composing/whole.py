"""What belongs to a built site as a whole, and to none of its pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from textbook.composing import lunr, summary, synonyms
from textbook.model import Page


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
    if not lunr.mend(site):
        yield "Material's search has changed: look whether textbook/composing/lunr.py fits it"
