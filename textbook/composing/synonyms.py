"""The words of other books: whoever types one finds the page that explains what it stands for.

They stand in the glossary's table, which sends each to a term or to a page. In a page's search
entry they are tags, a field of Material's own. A term's English name, which code and messages use
as well, is a field of the book's, which weighs less: a message that holds some of them is looked
for in the index of errors.
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
NAME = re.compile(r"^- \*\*.+? \((?P<name>[A-Za-z-]+)\): .*\]\((?P<page>[\w/]+)\.md[^)]*\)$", re.M)
"""A term's name where that is one English word, and the page that its last link leads to."""
PYTHON = "pytorch/preparation"
"""The chapter of Python's own words, which stand in every message: `object`, `attribute`."""
WEIGHT = 500
"""A name's: a title has 1000 and half of that in the index of errors, a tag has a million."""
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


def names(glossary: str) -> dict[str, list[str]]:
    """The English names of what a page explains, by the page's stem."""
    found: dict[str, list[str]] = {}
    for term in NAME.finditer(glossary):
        if term["page"] != PYTHON:
            found.setdefault(term["page"], []).append(term["name"])
    return found


def put(site: Path, pages: Mapping[str, Page], addresses: Mapping[str, str]) -> None:
    """Write each page's other words, and English names, into a built site's search.

    `pages` and their `addresses` are given by MkDocs' source paths.
    """
    index: dict[str, Any] = json.loads((site / INDEX).read_text("utf-8"))
    index["config"].setdefault("fields", {})["names"] = {"boost": WEIGHT}
    for page in (page for page in pages.values() if page.stem == "glossary"):
        for field, told in (("tags", synonyms), ("names", names)):
            words = {
                addresses.get(f"{page.language}/{stem}.md"): found
                for stem, found in told(page.source_text).items()
            }
            for entry in index["docs"]:
                if found := words.get(entry["location"]):
                    entry[field] = found
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    (site / INDEX).write_text(text, "utf-8", newline="\n")
