"""A page on paper, and on a phone: what fits is whole."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import go

COLUMNS = 60
"""What fits a phone 390 pixels wide, beside what a program may have."""
SPLIT = """() => {
  const style = (element) => getComputedStyle(element)
  const all = (names) => [...document.querySelectorAll(names)]
  return {
    colours: style(document.documentElement).colorScheme,
    units: all(".unit, .question").map((one) => style(one).breakInside),
    headings: all("article :is(h1, h2, h3)").map((one) => style(one).breakAfter),
    buttons: all(".md-code__nav, .take, .headerlink").map((one) => style(one).display),
  }
}"""
BELOW = """() => [...document.querySelectorAll("details.answer, details.success")].map((fold) => {
  const [title, next] = [fold.firstElementChild, fold.children[1]]
  const above = title.getBoundingClientRect()
  return title.textContent.trim() ? next.getBoundingClientRect().top - above.bottom + 1 : -1
})"""
LONGER = """(columns) => {
  const found = { fit: 0, scroll: [] }
  for (const code of document.querySelectorAll("article > .unit > .highlight code")) {
    const text = code.textContent.trimEnd()
    if (Math.max(...text.split("\\n").map((line) => line.length)) > columns) continue
    found.fit += 1
    if (code.scrollWidth > code.clientWidth) found.scroll.push(text.slice(0, 80))
  }
  return found
}"""
ROWS = """() => [...document.querySelectorAll(".unit > :is(.explained, .elsewhere)")].map(
  (row) => {
    const [above, own] = [row.previousElementSibling, row].map((one) => one.getBoundingClientRect())
    return own.top - above.bottom
  },
)"""
WORDS = """() => [...document.querySelectorAll("article td a")].map(
  (link) => getComputedStyle(link).wordBreak + " " + getComputedStyle(link).overflowWrap
)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_splits_nothing_that_fits(browser: Browser, address: str, scheme: str) -> None:
    """White whatever the screen was; no button; a heading stays with what follows it."""
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    go(page, f"{address}/training/data/")
    page.locator(".md-code__nav").first.wait_for(state="attached")
    page.emulate_media(media="print")
    found = page.evaluate(SPLIT)
    page.close()
    assert found["colours"] == "light only"
    assert set(found["units"]) == {"avoid"}
    assert set(found["headings"]) == {"avoid"}
    assert set(found["buttons"]) == {"none"}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no script"])
def test_answers_are_open_on_paper(browser: Browser, address: str, scripts: bool) -> None:
    """Each under its question and under a title that says so; on the screen they stay shut."""
    with browser.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(f"{address}/tensors/operations/")
        folded = page.locator(
            ".question details.answer > section > .why, details.success > p"
        ).all()
        assert len(folded) > 10
        assert not any(one.is_visible() for one in folded)
        page.emulate_media(media="print")
        assert all(one.is_visible() for one in folded)
        below = page.evaluate(BELOW)
    assert len(below) > 4
    assert min(below) >= 0


def test_a_phone_shows_sixty_columns(browser: Browser, address: str) -> None:
    """A program of the usual width is read without scrolling."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    go(page, f"{address}/tensors/operations/")
    page.reload()  # Its face is there at once or not at all.
    found = page.evaluate(LONGER, COLUMNS)
    page.close()
    assert found["fit"] > 10
    assert found["scroll"] == []


def test_what_stands_under_an_output_covers_nothing(browser: Browser, address: str) -> None:
    """Where an error is explained and what other releases print are rows of the unit."""
    page = browser.new_page()
    go(page, f"{address}/training/data/")
    gaps = page.evaluate(ROWS)
    page.close()
    assert len(gaps) > 3
    assert max(map(abs, gaps)) < 1


def test_words_of_a_table_stay_whole(browser: Browser, address: str) -> None:
    """A column that is narrow breaks between words, in links as well."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    go(page, f"{address}/changes/")
    found = page.evaluate(WORDS)
    page.close()
    assert set(found) == {"keep-all break-word"}
