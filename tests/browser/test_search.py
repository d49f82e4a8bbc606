"""What readers look for is among the first results, in Material's own search."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.browser.conftest import go
from tests.conftest import ROOT

TABLE = tomllib.loads((ROOT / "tests/browser/searches.toml").read_text("utf-8"))
MESSAGE = re.compile(r"^\w*(?:Error|Warning): (.{15,})$", re.M)
FIRST = 3
"""How many results a reader looks at."""
RING = """() => {
  const focused = document.activeElement
  const ringed = focused.matches(".md-option") ? focused.nextElementSibling
    : focused.closest(".md-search__form") ?? focused
  const name = [...focused.classList].find((one) => !/button|focus|icon/.test(one))
  return [name, getComputedStyle(ringed).outline]
}"""
SEARCH = """async (queries) => {
  const input = document.querySelector(".md-search__input")
  const list = document.querySelector(".md-search-result__list")
  const found = []
  for (const query of queries) {
    const changed = new Promise((resolve) => {
      const observer = new MutationObserver(() => { observer.disconnect(); resolve() })
      observer.observe(list, { childList: true })
      setTimeout(resolve, 1000)
    })
    input.value = query
    input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))
    await changed
    const items = [...list.querySelectorAll(".md-search-result__item a:first-child")]
    const pages = items.map((link) => new URL(link.href).pathname.replace(/^\\/|\\/$/g, ""))
    found.push([...new Set(pages)])
  }
  return found
}"""
"""Types each query, and gives the pages that are then listed, in order."""

COUNT = """
window.queries = []
const { postMessage } = Worker.prototype
Worker.prototype.postMessage = function (told, ...rest) {
  if (told.type === 2) queries.push(told.data)
  return postMessage.call(this, told, ...rest)
}"""
"""Keeps each query that Material gives to its worker."""


def searched(tab: Tab, address: str, queries: Sequence[str]) -> list[list[str]]:
    """The pages that the site finds for each query, the best first."""
    go(tab, f"{address}/")
    tab.locator(".md-search__input").click()
    tab.keyboard.type("tensor")
    tab.locator(".md-search-result__item").first.wait_for(timeout=60_000)
    found: list[list[str]] = tab.evaluate(SEARCH, queries)
    return found


@pytest.mark.parametrize(
    ("table", "least", "within"), [("ko", 80, FIRST), ("ko-learner", 30, FIRST), ("ko-first", 5, 1)]
)
def test_what_is_looked_for_is_found(
    browser: Browser, address: str, table: str, least: int, within: int
) -> None:
    """Names and parts of names, words with particles, terms of other books, whole messages."""
    wanted = TABLE[table]
    assert len(wanted) >= least
    with browser.new_context() as context:
        found = searched(context.new_page(), address, [*wanted, "qqqqqq"])
    assert found.pop() == [], "what is nowhere is not found"
    missed = {
        query: pages[:within]
        for (query, page), pages in zip(wanted.items(), found, strict=True)
        if page not in pages[:within]
    }
    assert missed == {}


def test_every_message_finds_the_index_of_errors(browser: Browser, address: str) -> None:
    """Each that a program of the book ends in or shows, pasted whole, with its own numbers."""
    records = (path.read_text("utf-8") for path in (ROOT / "snippets").rglob("*.cpu.txt"))
    messages = sorted({one for text in records for one in MESSAGE.findall(text)})
    assert len(messages) > 70
    with browser.new_context() as context:
        pages = searched(context.new_page(), address, messages)
    missed = [
        one for one, first in zip(messages, pages, strict=True) if "errors" not in first[:FIRST]
    ]
    assert missed == []


def test_a_number_ends_no_search(browser: Browser, address: str) -> None:
    """Neither alone nor with another: what readers paste holds numbers of their own."""
    numbers = [*map(str, range(10)), "1.", "0.", "10", "1 0"]
    told: list[str] = []
    with browser.new_context() as context:
        tab = context.new_page()
        tab.on("console", lambda message: told.append(message.text))
        found = searched(tab, address, numbers)
    assert [number for number, pages in zip(numbers, found, strict=True) if not pages] == []
    assert told == []


def test_what_is_pasted_is_searched(browser: Browser, address: str) -> None:
    """By a pointer as by keys, which search once for each text; no word looks like a button."""
    with browser.new_context() as context:
        tab = context.new_page()
        tab.add_init_script(COUNT)
        go(tab, f"{address}/")
        field = tab.locator(".md-search__input")
        field.click()
        for text in ("모멘텀", "보폭"):
            field.fill("")
            tab.keyboard.insert_text(text)  # No key goes down or up.
            tab.locator(".md-search-result__item", has_text=text).first.wait_for(timeout=60_000)
        field.fill("시드")
        tab.locator(".md-tags", has_text="시드").first.wait_for(state="attached", timeout=60_000)
        assert tab.locator(".md-search-result__item .md-tags:visible").count() == 0
        tab.evaluate("queries.length = 0")
        field.clear()
        field.press_sequentially("view")
        tab.locator(".md-search-result__item", has_text="view").first.wait_for()
        assert tab.evaluate("queries") == ["", "v", "vi", "vie", "view"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_header_shows_where_the_keyboard_is(
    browser: Browser, address: str, scheme: str
) -> None:
    """One ring around each button and the field; results that are not there are no stop."""
    tab = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    go(tab, f"{address}/errors/")
    seen = []
    for _ in range(5):
        tab.keyboard.press("Tab")
        seen.append(tab.evaluate(RING))
    tab.close()
    assert [name for name, _ in seen[1:]] == [
        "md-logo",
        "md-option",
        "md-search__input",
        "md-tabs__link",
    ]
    rings = {ring for _, ring in seen[1:4]}
    assert len(rings) == 1
    assert "solid 2px" in rings.pop()


def test_the_way_to_the_top_is_a_stop_where_it_is_seen(browser: Browser, address: str) -> None:
    """A reader who scrolls up sees it; else the keyboard passes it by. It covers no heading."""
    tab = browser.new_page()
    go(tab, f"{address}/errors/")
    top = tab.locator(".md-top")
    expect(top).to_have_css("visibility", "hidden")
    tab.evaluate("scrollTo({ top: 3000, behavior: 'instant' })")
    tab.mouse.wheel(0, -300)
    expect(top).to_have_css("visibility", "visible")
    expect(top).to_have_css("opacity", "1")
    tab.evaluate("location.hash = 'curve-sizes'")
    tab.mouse.wheel(0, -1)
    heading, button = tab.locator("#curve-sizes").bounding_box(), top.bounding_box()
    assert heading and button
    assert button["y"] > heading["y"] + heading["height"]
    assert button["y"] + button["height"] < tab.evaluate("innerHeight")
    tab.close()


@pytest.mark.parametrize("place", [".md-header__option label:visible", ".md-logo:visible"])
def test_a_buttons_name_is_as_large_as_a_terms_meaning(
    browser: Browser, address: str, place: str
) -> None:
    """Framed, for on a dark page a shadow is not seen."""
    tab = browser.new_page(color_scheme="dark")
    go(tab, f"{address}/errors/")
    tab.locator(place).first.hover()
    name = tab.locator("[role=tooltip] > div")
    name.wait_for()
    size, frame = name.evaluate(
        "one => [getComputedStyle(one).fontSize, getComputedStyle(one).borderTopStyle]"
    )
    tab.close()
    assert (size, frame) == ("13.2px", "solid")
