"""The words of other books: whoever types one finds the page that explains what it stands for.

They stand in the glossary's table, which sends each to a term or to a page. In a page's search
entry they are tags, a field of Material's own that shows why the page was found.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from textbook.model import Page

TERM = re.compile(r"^- \*\*.+?\{ #(?P<id>[\w-]+) \}.*\]\((?P<page>[\w/]+)\.md[^)]*\)$", re.M)
"""A term, and the page that its last link leads to."""
ROW = re.compile(
    r'^\| (?P<words>".+") \| \[.+\]\((?:#(?P<id>[\w-]+)|(?P<page>[\w/]+)\.md.*)\) \|$', re.M
)
INDEX = "search/search_index.json"
"""Where Material's search keeps what it finds."""

SHOWN = re.compile(r"<pre\b.*?</pre>|<svg\b.*?</svg>", re.S)
COLOUR = re.compile(r"</?span\b[^>]*>")


def searched(html: str) -> str:
    """A page without its code's colours and its drawings: nine tenths of its tags, and no word.

    Material's search looks at every tag for a quarter of a build.
    """
    return SHOWN.sub(lambda one: "" if one[0][1] == "s" else COLOUR.sub("", one[0]), html)


def synonyms(glossary: str) -> dict[str, list[str]]:
    """Other words for what a page explains, by the page's stem."""
    explained = {term["id"]: term["page"] for term in TERM.finditer(glossary)}
    found: dict[str, list[str]] = {}
    for row in ROW.finditer(glossary):
        page = row["page"] or explained.get(row["id"], "")
        # A tag is searched as one word.
        found.setdefault(page, []).extend(re.findall(r'"(\S+?)"', row["words"]))
    return found


def put(site: Path, pages: Mapping[str, Page], addresses: Mapping[str, str]) -> None:
    """Write each page's other words into a built site's search.

    `pages` and their `addresses` are given by MkDocs' source paths.
    """
    told = {
        addresses.get(f"{page.language}/{stem}.md"): words
        for page in pages.values()
        if page.stem == "glossary"
        for stem, words in synonyms(page.source_text).items()
    }
    index: dict[str, Any] = json.loads((site / INDEX).read_text("utf-8"))
    for entry in index["docs"]:
        if words := told.get(entry["location"]):
            entry["tags"] = words
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    (site / INDEX).write_text(text, "utf-8", newline="\n")
