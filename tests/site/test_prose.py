"""What authors write: every sentence's value on its page, every heading's id, every link."""

from __future__ import annotations

import re
from pathlib import Path

import torch

from tests.site.test_pages import CHAPTERS, every_chapter, every_page, place, prose, soup
from textbook.composing import links, values
from textbook.model import Page


@every_page
def test_names_in_sentences_exist(page: Page) -> None:
    """A dotted name of torch in inline code, with or without arguments, is torch's."""
    for code in values.INLINE.findall(prose(page)):
        if name := re.fullmatch(r"(torch(?:\.[A-Za-z_]\w*)+)(?:\(.*\))?", code):
            thing: object = torch
            for part in name[1].split(".")[1:]:
                assert hasattr(thing, part), f"{page.path}: torch has no {name[1]}"
                thing = getattr(thing, part)


@every_page
def test_headings_have_ids_of_their_own(site: Path, page: Page) -> None:
    """An address that is given out stays good, and reads well."""
    written = re.findall(r"^#{1,6} .*$", prose(page), re.M)
    assert all(re.search(r"\{ #[a-z0-9-]+ \}$", heading) for heading in written), written
    headings = soup(site, page).select(", ".join(f"article h{level}" for level in range(1, 7)))
    names = [str(heading.get("id")) for heading in headings]
    assert names
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in names)
    identities = [tag["id"] for tag in soup(site, page).select("article [id]")]
    assert len(identities) == len(set(identities)), "an id stands twice on the page"


@every_page
def test_links_to_torch_lead_to_what_there_is(page: Page) -> None:
    """Every name that is linked to the official documentation is torch's."""
    for label in links.labels(prose(page)):
        thing: object = torch
        for part in label.split(".")[1:]:
            assert hasattr(thing, part), f"{page.path}: torch has no {label}"
            thing = getattr(thing, part)


@every_chapter
def test_chapters_and_snippets_share_a_stem(page: Page) -> None:
    """A chapter's programs lie in the folder of its name; of others' the index shows errors."""
    for code in page.codes:
        own = page.stem == "errors" or code.program.startswith(f"{page.stem}/")
        assert own, f"{page.path}:{code.line}: {code.program}"


@every_chapter
def test_answers_are_folded_and_executed(page: Page) -> None:
    """Two or three exercises a chapter with programs, each with its answer."""
    if not page.codes or "/" not in page.stem:
        return
    answers = [code.program for code in page.codes if "/answer_" in code.program]
    folded = [code.program for code in page.codes if code.folded]
    assert answers == [name for name in folded if "/guess_" not in name]
    exercises = prose(page).partition("{ #exercises }")[2]
    assert len(re.findall(r"^\?\?\? success ", exercises, re.M)) in (2, 3)
    assert len(answers) >= 2


def test_every_term_is_linked_from_its_first_use(site: Path) -> None:
    """A term of the glossary is introduced in some chapter, and leads back from there."""
    glossaries = [page for page in CHAPTERS if page.stem == "glossary"]
    assert glossaries
    for glossary in glossaries:
        others = [one for one in CHAPTERS if one.language == glossary.language and one != glossary]
        pages = "".join((place(site, one) / "index.html").read_text("utf-8") for one in others)
        ids = [term.anchor for term in links.terms(prose(glossary)).values()]
        assert len(ids) > 40
        assert [name for name in ids if f'glossary/#{name}"' not in pages] == []
