"""What readers look for is among the first results, in Material's own search."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.browser.conftest import go
from tests.conftest import ROOT

TABLE = tomllib.loads((ROOT / "tests/browser/searches.toml").read_text("utf-8"))
FIRST = 3
"""How many results a reader looks at."""
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


def searched(tab: Tab, address: str, queries: Sequence[str]) -> list[list[str]]:
    """The pages that the site finds for each query, the best first."""
    go(tab, f"{address}/")
    tab.locator(".md-search__input").click()
    tab.keyboard.type("tensor")
    tab.locator(".md-search-result__item").first.wait_for(timeout=60_000)
    found: list[list[str]] = tab.evaluate(SEARCH, queries)
    return found


@pytest.mark.parametrize(("table", "least"), [("ko", 80), ("ko-learner", 30)])
def test_what_is_looked_for_is_found(
    browser: Browser, address: str, table: str, least: int
) -> None:
    """Names and parts of names, words with particles, terms of other books, whole messages."""
    wanted = TABLE[table]
    assert len(wanted) >= least
    with browser.new_context() as context:
        found = searched(context.new_page(), address, [*wanted, "qqqqqq"])
    assert found.pop() == [], "what is nowhere is not found"
    missed = {
        query: pages[:FIRST]
        for (query, page), pages in zip(wanted.items(), found, strict=True)
        if page not in pages[:FIRST]
    }
    assert missed == {}
