"""How a page loads: read first, in the reader's colours, and nothing that is seen moves."""

from __future__ import annotations

import statistics
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.browser.conftest import Quiet, go, settle
from tests.browser.test_browser import SCREENS
from tests.merit import served

PHONE = SCREENS["phone"]["viewport"]
PAUSE = 2
SHIFTS = """
  window.shifted = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifted += entry.value
  }).observe({ type: "layout-shift", buffered: true })
"""
FRAMES = """
  window.seen = []
  const look = () => {
    const heading = document.getElementById("merge")
    if (heading && scrollY) seen.push(heading.getBoundingClientRect().y)
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
"""
ORDER = """() => {
  const [paint] = performance.getEntriesByName("first-contentful-paint")
  const scripts = performance.getEntriesByType("resource").filter(({ name }) =>
    name.endsWith(".js") && !name.includes("/workers/"))
  return { paint: paint.startTime, scripts: scripts.map((one) => one.startTime) }
}"""
SECTIONS = (
    "tensors/storage/#summary",
    "tensors/operations/#join",
    "tensors/operations/#exercises",
    "tensors/metadata/#exercises",
    "training/optimizer/#exercises",
)
OFF = """() => {
  const heading = document.querySelector(":target")
  const found = heading.getBoundingClientRect().y
  heading.scrollIntoView({ behavior: "instant" })
  return found - heading.getBoundingClientRect().y
}"""
HEIGHTS = """() => [...document.querySelectorAll("article > .unit")].map((unit) => {
  const guessed = parseFloat(getComputedStyle(unit).containIntrinsicBlockSize.split(" ").at(-1))
  return guessed / unit.getBoundingClientRect().height
})"""


@pytest.mark.parametrize(("name", "count"), [("tensors/storage/", 5), ("training/optimizer/", 11)])
def test_a_page_is_painted_before_its_scripts_are_fetched(
    browser: Browser, address: str, name: str, count: int
) -> None:
    """And each of them runs, an explorer's as well: the last is answered to."""
    page = browser.new_page()
    go(page, f"{address}/{name}")
    page.locator(".explorer:not([data-started])").wait_for(state="detached")
    order = page.evaluate(ORDER)
    page.close()
    assert len(order["scripts"]) == count
    assert min(order["scripts"]) >= order["paint"]


def test_the_page_is_styled_once(browser: Browser, address: str) -> None:
    """Material's script, by itself, has all of it styled five times more: a phone's half second."""
    page = browser.new_page(viewport=PHONE)
    session = page.context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    ended: list[object] = []
    session.on("Tracing.dataCollected", lambda told: events.extend(told["value"]))
    session.on("Tracing.tracingComplete", lambda told: ended.append(told))
    session.send("Tracing.start", {"categories": "devtools.timeline"})
    go(page, f"{address}/tensors/transpose/")
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(10)
    elements = page.evaluate("document.querySelectorAll('body *').length")
    page.close()
    styled = [one for one in events if one["name"] == "UpdateLayoutTree" and one.get("args")]
    asked = [one for one in events if one["name"] == "ResourceSendRequest"]
    (begun,) = (one["ts"] for one in asked if "/bundle." in one["args"]["data"]["url"])
    counts = [one["args"]["elementCount"] for one in styled if one["ts"] > begun]
    assert len(counts) > 5
    assert [count for count in counts if count > elements / 3] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_readers_colours_wait_for_no_script(
    browser: Browser, address: str, scheme: str
) -> None:
    """A first visit in the dark begins dark; what needs a script stands in its place."""
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"{address}/errors/")
    told = page.evaluate("document.body.dataset.mdColorScheme")
    assert told == {"light": "default", "dark": "slate"}[scheme]
    assert page.locator("form.find").is_visible()
    page.close()


@pytest.mark.parametrize("name", ["", "errors/", "mistakes/", "references/", "tensors/numpy/"])
def test_nothing_that_is_seen_moves(browser: Browser, address: str, name: str) -> None:
    """On a slow phone, whatever comes when a script knows more."""
    page = browser.new_page(viewport=PHONE)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.set_default_timeout(4 * 30_000)  # As much slower as the phone is.
    page.add_init_script(SHIFTS)
    go(page, f"{address}/{name}")
    shifted = page.evaluate("window.shifted")
    page.close()
    assert shifted < 0.001


class Halting(Quiet):
    """Serves a page's first words, and after `PAUSE` seconds the rest."""

    def do_GET(self) -> None:  # noqa: N802 - as http.server calls it
        """Halt in the first paragraph."""
        if self.path != "/tensors/storage/":
            super().do_GET()
            return
        text = Path(self.translate_path(self.path), "index.html").read_bytes()
        cut = text.index(b"<p>", text.index(b"<h1")) + 40
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(text[:cut])
        self.wfile.flush()
        time.sleep(PAUSE)
        self.wfile.write(text[cut:])


def test_no_half_of_what_is_read_first_is_painted(browser: Browser, site: Path) -> None:
    """The first paint waits for the first section, however slowly the page comes."""
    with served(site, Halting) as root:
        page = browser.new_page(viewport=PHONE)
        go(page, f"{root}tensors/storage/")
        painted = page.evaluate(ORDER)["paint"]
        page.close()
    assert painted > 1000 * PAUSE


def test_who_comes_to_a_section_stays_there(browser: Browser, address: str) -> None:
    """While the blocks above it are laid out, some higher and some lower than was thought."""
    page = browser.new_page(viewport=PHONE)
    page.add_init_script(FRAMES)
    go(page, f"{address}/tensors/transpose/#merge")
    expect(page.locator(".md-top")).to_have_attribute("hidden", "")
    seen = page.evaluate("window.seen")
    page.close()
    assert len(seen) > 3
    assert max(seen) - min(seen) < 4


@pytest.mark.parametrize("covered", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_who_comes_to_a_section_finds_it_there(
    browser: Browser, address: str, width: int, covered: bool
) -> None:
    """Near a page's end, too, below an explorer, and with outputs covered."""
    page = browser.new_page(viewport={"width": width, "height": 844})
    if covered:
        page.add_init_script("localStorage.setItem('textbook.covered', '1')")
    astray = {}
    for name in SECTIONS:
        page.goto("about:blank")
        page.goto(f"{address}/{name}")
        if abs(went := off(page)) > 3:
            astray[name] = went
    page.close()
    assert astray == {}


def off(page: Tab) -> float:
    """How far a page's section is, when all is there, from where its link leads."""
    settle(page)
    page.locator(".explorer:not([data-started])").first.wait_for(state="detached")
    page.wait_for_timeout(400)  # As book.js waits before it moves by a pixel.
    moved: float = page.evaluate(OFF)
    return moved


@pytest.mark.parametrize("width", [390, 1280])
def test_a_block_that_is_not_laid_out_is_nearly_as_high(
    browser: Browser, address: str, width: int
) -> None:
    """Else the page would grow under a reader who scrolls up."""
    page = browser.new_page(viewport={"width": width, "height": 844})
    go(page, f"{address}/tensors/operations/")
    ratios = page.evaluate(HEIGHTS)
    page.close()
    assert len(ratios) > 15
    assert abs(statistics.median(ratios) - 1) < 0.1
    assert all(0.6 < ratio < 1.5 for ratio in ratios)


def test_far_blocks_are_laid_out_in_the_end(browser: Browser, address: str) -> None:
    """Each box that scrolls is a stop of the keyboard then, though nobody has been there."""
    page = browser.new_page(viewport=PHONE)
    go(page, f"{address}/tensors/transpose/")
    wide = """() => [...document.querySelectorAll(".output pre, .highlight > pre > code")]
      .filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.tabIndex)"""
    found = page.evaluate(wide)
    page.close()
    assert found
    assert set(found) == {0}


def test_without_scripts_nothing_waits_for_one(browser: Browser, address: str) -> None:
    """No button that would do nothing; every block is there."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/tensors/transpose/")
        expect(page.locator(".unit .output pre").last).to_be_attached()
        for name in (".md-code__nav", ".question .md-button"):
            assert page.locator(name).count() > 2
            assert not any(one.is_visible() for one in page.locator(name).all())


def test_the_button_copies_its_own_block(browser: Browser, address: str) -> None:
    """Each leads to a block of its own, by an id that the page has once."""
    page = browser.new_page()
    go(page, f"{address}/errors/")
    odd = page.evaluate("""() => [...document.querySelectorAll("[data-clipboard-target]")].filter(
      (button) => document.querySelectorAll(button.dataset.clipboardTarget).length !== 1
        || !button.closest("pre").contains(
          document.querySelector(button.dataset.clipboardTarget))).length""")
    page.close()
    assert odd == 0
