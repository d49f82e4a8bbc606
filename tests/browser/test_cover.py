"""Outputs that a reader covers in Chromium, to guess before looking."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import go

SHOWN = """() => [...document.querySelectorAll("article .output")]
  .filter((one) => !one.closest("details"))
  .filter((one) => [...one.querySelectorAll("pre, figure")].some(
    (part) => part.checkVisibility({ visibilityProperty: true })))
  .map((one) => one.dataset.snippet)"""
"""The outputs, but for those in a fold, of which something is to be seen."""
ALL = """() => [...document.querySelectorAll("article .output")]
  .filter((one) => !one.closest("details") && one.querySelector("pre, figure"))
  .map((one) => one.dataset.snippet)"""
NO_STORAGE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("no", "SecurityError") } })"""
CHAPTER = "tensors/storage/"


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """A chapter, as a new reader finds it."""
    page = browser.new_page()
    go(page, f"{address}/{CHAPTER}")
    yield page
    page.close()


def press(tab: Page) -> None:
    """Press the button that covers outputs, or uncovers them."""
    tab.locator("[data-cover]").click()


def test_outputs_are_covered_and_seen_one_by_one(tab: Page) -> None:
    """By the keyboard too: who opens one goes on reading there; the rest stays covered."""
    every = tab.evaluate(ALL)
    assert len(every) > 5
    assert tab.evaluate(SHOWN) == every
    press(tab)
    expect(tab.locator("[data-cover]")).to_have_attribute("aria-pressed", "true")
    assert tab.evaluate(SHOWN) == []
    second = tab.locator(".uncover").nth(1)
    second.focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate(SHOWN) == [every[1]]
    assert tab.evaluate("() => document.activeElement.dataset.snippet") == every[1]
    press(tab)
    assert tab.evaluate(SHOWN) == every
    assert tab.locator(".uncover").count() == 0


def test_the_next_chapter_opens_covered(tab: Page, address: str) -> None:
    """Before any script of the book has run, so that nothing is given away; until pressed again."""
    press(tab)
    tab.route("**/*.js", lambda _: None)  # On their way; those that fail uncover all.
    tab.goto(f"{address}/tensors/transpose/", wait_until="commit")
    tab.locator("footer").wait_for(state="attached")
    assert tab.evaluate(ALL)
    assert tab.evaluate(SHOWN) == []
    tab.unroute_all()
    go(tab, f"{address}/labs/autograd/")
    expect(tab.locator("[data-cover]")).to_have_attribute("aria-pressed", "true")
    assert tab.evaluate(SHOWN) == []
    press(tab)
    go(tab, f"{address}/{CHAPTER}")
    assert tab.evaluate(SHOWN) == tab.evaluate(ALL)


def test_only_what_ran_is_covered(tab: Page, address: str) -> None:
    """A quotation says that the book did not run it, and the index of errors is looked up."""
    press(tab)
    go(tab, f"{address}/environment/gpu/")
    quoted = tab.locator(".output[data-state=quoted]").first
    assert quoted.evaluate("(one) => one.checkVisibility({ visibilityProperty: true })")
    go(tab, f"{address}/errors/")
    assert tab.locator("[data-cover]").count() == 0
    assert tab.evaluate(SHOWN) == tab.evaluate(ALL)


def test_paper_has_every_output(tab: Page) -> None:
    """Nobody presses a button on paper."""
    press(tab)
    tab.emulate_media(media="print")
    assert tab.evaluate(SHOWN) == tab.evaluate(ALL)
    assert not tab.locator(".uncover").first.is_visible()


def test_a_browser_that_keeps_nothing_covers_the_page(browser: Browser, address: str) -> None:
    """Storage may be forbidden; then the next page opens as ever."""
    page = browser.new_page()
    page.add_init_script(NO_STORAGE)
    go(page, f"{address}/{CHAPTER}")
    press(page)
    assert page.evaluate(SHOWN) == []
    page.locator(".uncover").first.click()
    assert len(page.evaluate(SHOWN)) == 1
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_covered_page_is_accessible(browser: Browser, address: str, scheme: str) -> None:
    """As axe judges, in both colour schemes."""
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    go(page, f"{address}/tensors/what/")
    press(page)
    found = Axe().run(page, "nav.take, .unit")
    assert not found.response["violations"], found.generate_report()
    page.close()


def test_forced_colours_tell_what_is_pressed(browser: Browser, address: str) -> None:
    """And show the sprout, which is a mask over a ground."""
    page = browser.new_page(forced_colors="active")
    go(page, f"{address}/{CHAPTER}")
    ground = "(one) => getComputedStyle(one).backgroundColor"
    button = page.locator("[data-cover]")
    seen = [button.evaluate(ground)]
    press(page)
    page.mouse.move(0, 600)
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(400)  # Material's buttons fade.
    seen.append(button.evaluate(ground))
    sprout = page.evaluate(
        "getComputedStyle(document.querySelector('h2#program'), '::before').backgroundColor"
    )
    assert seen[0] != seen[1]
    assert sprout != page.locator("body").evaluate(ground)
    page.close()
