"""What the site's search holds, and what it leaves out."""

from __future__ import annotations

import gzip
import json
import re
from html import unescape
from pathlib import Path

from tests.site.test_pages import READ, elements, every_page, place, soup
from textbook.model import Page

INDEX = "search/search_index.json"
NEVER = {"tensor", "torch", "Size", "dtype", "device", "True", "False", "None"}
"""What outputs are full of, and nobody looks for."""


def text_of(site: Path, address: str) -> str:
    """What the search holds of the pages whose address begins so, as text."""
    entries = json.loads((site / INDEX).read_bytes())["docs"]
    held = " ".join(entry["text"] for entry in entries if entry["location"].startswith(address))
    return unescape(re.sub("<[^>]+>", "", held))


def test_the_search_is_soon_there_and_gives_no_answer_away(site: Path) -> None:
    """Its index, compressed as hosts do, is at most 250 KB; what stands in it can be an excerpt."""
    assert len(gzip.compress((site / INDEX).read_bytes(), 6)) < 250 * 1024
    said = "details.success > p, details.answer > section > p"
    answers = [one for page in READ.pages for one in soup(site, page).select(said)]
    plain = re.sub(r"\s", "", text_of(site, ""))
    assert len(answers) > 200
    assert [one.text for one in answers if re.sub(r"\s", "", one.text) in plain] == []


@every_page
def test_every_word_of_an_output_can_be_found(site: Path, page: Page) -> None:
    """It stands in the page's entries, in the output or in the program that says it, too."""
    address = place(site, page).relative_to(site).as_posix().removesuffix(".") or "."
    held = set(re.findall(r"\w+", text_of(site, f"{address}/" if address != "." else "")))
    for element in elements(site, page):
        answer = element.find_parent(attrs={"data-search-exclude": True})
        if answer or "data-varies" in element.attrs:
            continue
        said = " ".join(pre.get_text() for pre in element.select("pre"))
        words = {word for word in re.findall(r"\w{3,}", said) if word[0].isalpha()}
        assert words <= held | NEVER, element["data-snippet"]


def test_lists_of_sections_are_left_out(site: Path) -> None:
    """Whoever looks for a section finds it, and not each list that names it."""
    held = text_of(site, "releases/")
    assert "2.12.1에서 다른 출력" not in held
    assert "이웃한 두 버전" in held
    assert "2.12.1에서 다른 출력" in unescape((site / "releases" / "index.html").read_text("utf-8"))


def test_what_sets_an_error_right_is_left_out(site: Path) -> None:
    """Of an entry in the index of errors the search has the message, its causes and cures."""
    held = text_of(site, "errors/#key")
    assert "KeyError" in held
    assert READ.source("errors/key_mended").splitlines()[-1] not in held


def test_outputs_without_a_word_are_left_out(site: Path) -> None:
    """Nobody looks for the numbers that a page prints; their programs are found."""
    held = text_of(site, "tensors/storage/")
    assert "line = x.view(-1)" in held
    assert "tensor([4., 1., 5., 3., 2., 1.])" not in held
