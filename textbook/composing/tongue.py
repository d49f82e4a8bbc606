"""What all pages of one language share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from textbook.composing import links, words
from textbook.composing.errors import Errors
from textbook.composing.html import Html
from textbook.composing.words import Words
from textbook.model import Page
from textbook.outcomes import Output


@dataclass(frozen=True)
class Tongue:
    """A language's words, templates, glossary and index of errors."""

    words: Words
    html: Html
    terms: dict[str, links.Term]
    errors: Errors


def read(language: str, every: Iterable[Page], outputs: Callable[[str], list[Output]]) -> Tongue:
    """What all pages of a language share; `every` holds the pages of all languages."""
    told = words.load(language)
    pages = [page for page in every if page.language == language]
    glossary = next((page.source_text for page in pages if page.stem == "glossary"), "")
    return Tongue(told, Html(told), links.terms(glossary), Errors(pages, told, outputs))
