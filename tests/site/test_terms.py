"""One word for one idea: no sentence of the book has a word that docs/terms.toml rules out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.site.test_pages import every_page
from textbook.composing import links
from textbook.model import Page

TERMS: list[dict[str, Any]] = tomllib.loads((ROOT / "docs/terms.toml").read_text("utf-8"))["term"]
every_term = pytest.mark.parametrize("term", TERMS, ids=lambda term: term["wrong"])
NO_PROSE = re.compile(
    r"(`+).+?\1|\]\([^)\s]*\)|\]\[[^\]\s]*\]|<!--.*?-->|\{ [#.][^}]*\}|\"[^\"\n]*\"|https?://\S+",
    re.S,
)
"""Code, addresses, remarks, identities, and what is quoted: words that are told and not used."""


@every_page
def test_every_idea_has_one_word(page: Page) -> None:
    """Names the file, the line and the word to write."""
    wrong = [
        f"{page.path}:{block.line + block.text.count(chr(10), 0, at)}: {told}"
        for block in page.prose
        for at, told in hits(block.text)
    ]
    assert not wrong, "\n".join(wrong)


def hits(text: str) -> Iterator[tuple[int, str]]:
    """Where a text has a word that the book does not use, and the cure."""
    words = NO_PROSE.sub(blank, text)
    for term in TERMS:
        for pattern in term["never"]:
            for match in re.finditer(pattern.replace(" ", r"\s"), words):
                told = f"{' '.join(match[0].split())!r}: write {term['say']!r}: {term['because']}"
                yield match.start(), told


def blank(match: re.Match[str]) -> str:
    """As many signs that are no word, lines kept."""
    return re.sub(r"[^\n]", "\0", match[0])


@every_term
def test_a_term_catches_what_it_is_for(term: dict[str, Any]) -> None:
    """Its own example, and not the sentence that is right."""
    assert set(term) - {"right"} == {"say", "never", "because", "wrong"}
    caught = [told for _, told in hits(term["wrong"])]
    assert any(f"write {term['say']!r}" in told for told in caught), term
    assert not list(hits(term.get("right", ""))), term


def test_what_is_no_prose_is_not_caught() -> None:
    """Code, a link's address, a quotation; the line of what stands after them is right."""
    text = '`색인` [차례](색인.md) "화소\n\n`견주기`\n'
    assert [told.split(":")[0] for _, told in hits(text)] == ["'차례'", "'화소'"]
    assert list(hits('강의는 "색인"이라고 합니다')) == []


def test_no_word_is_both_said_and_ruled_out() -> None:
    """What one term tells to write is not what another forbids."""
    for term in TERMS:
        assert not list(hits(term["say"])), term


def strings(words: dict[str, Any]) -> Iterator[str]:
    """Every text of a language's words, those in tables and lists, too."""
    for text in words.values():
        if isinstance(text, dict):
            yield from strings(text)
        else:
            yield from [text] if isinstance(text, str) else text


def test_the_words_of_the_build_are_the_books_words() -> None:
    """The sentences that no author writes; the labels between dots keep the names they show."""
    words = tomllib.loads((ROOT / "textbook/composing/words/ko.toml").read_text("utf-8"))
    parts = [part for text in strings(words) for part in text.split(" · ")]
    sentences = [part for part in parts if re.search("니다|세요|읽기", part)]
    assert len(sentences) > 15
    assert [f"{part}: {told}" for part in sentences for _, told in hits(part)] == []


GLOSSARY = (ROOT / "docs/ko/glossary.md").read_text("utf-8")


def test_the_glossary_has_each_term_once_and_in_order() -> None:
    """Two entries of one word, or one out of its place, are found by nobody."""
    words = re.findall(r"^- \*\*([^*]+)\*\*\{", GLOSSARY, re.M)
    korean = [word for word in words if not word.isascii()]
    assert korean == sorted(set(korean))
    assert words == korean + sorted(set(words) - set(korean), key=str.casefold)


def test_the_glossary_has_other_words_in_order() -> None:
    """A row is found by the first word in it."""
    rows = re.findall(r'^\| "([^"]+)"', GLOSSARY.partition("{ #variants }")[2], re.M)
    assert len(rows) > 25
    assert rows == sorted(set(rows))


def test_the_glossary_is_found_from_english() -> None:
    """Every term that a chapter introduces with its English stands in the index, in order."""
    index = GLOSSARY.partition("{ #english }")[2].partition("\n## ")[0]
    found = re.findall(r"^\| `?([^|`]+)`? \| \[[^]]+\]\(#([\w-]+)\) \|$", index, re.M)
    rows = dict(found)
    assert [name for name, _ in found] == sorted(rows, key=str.lower)
    for term, told in links.terms(GLOSSARY).items():
        assert rows.get(term.partition("(")[2]) == told.anchor, term
