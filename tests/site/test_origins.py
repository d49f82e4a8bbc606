"""What a page says once of where its outputs come from."""

from __future__ import annotations

import re
from pathlib import Path

from tests.site.test_pages import every_page, soup
from textbook.book import Book
from textbook.model import Page


@every_page
def test_a_page_says_once_what_has_no_record(site: Path, book: Book, page: Page) -> None:
    """How many of its programs have a result of one device and none of another."""
    programs = [book.outputs_of(code.program) for code in page.codes]
    lacking = sum({"unrecorded"} < {one.state for one in outputs} for outputs in programs)
    (origin,) = soup(site, page).select("article .origin") or [None]
    said = re.findall(r"코드 블록 (\d+)개는 GPU에서도", origin.get_text() if origin else "")
    assert said == ([str(lacking)] if lacking else [])


@every_page
def test_an_output_that_ends_in_an_error_is_said_to(site: Path, book: Book, page: Page) -> None:
    """At each, or once where most do: a page that is made of such said the same a hundred times."""
    shown = soup(site, page)
    raising = shown.select("article .output[data-raises]")
    below = [one for one in raising if "오류로 끝나는 프로그램" in one.get_text()]
    above = shown.find(string=re.compile("대개 오류로 끝나는 프로그램"))
    assert len(below) == (0 if above else len(raising))
    assert bool(above) == (page.stem == "errors")
