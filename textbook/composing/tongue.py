"""What all pages of one language share: the words of the site, and the glossary's terms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textbook.composing import links, words
from textbook.composing.html import Html
from textbook.composing.words import Words
from textbook.model import Page


@dataclass(frozen=True)
class Tongue:
    """One language."""

    words: Words
    html: Html
    terms: dict[str, links.Term]


def read(pages: Iterable[Page], language: str) -> Tongue:
    """A language's words and its glossary."""
    told = words.load(language)
    known = (page for page in pages if (page.language, page.stem) == (language, "glossary"))
    glossary = next((page.source_text for page in known), "")
    return Tongue(told, Html(told), links.terms(glossary))
