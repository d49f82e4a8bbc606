"""On a phone: what is read begins at one edge, is large enough, and says where it goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.browser.conftest import go

PHONES = (390, 320)
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
LETTERS = """() => [...document.querySelectorAll(".output figure svg")].flatMap((svg) => {
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width
  return [...svg.querySelectorAll("text")].filter((one) => one.textContent.trim() &&
    !one.querySelector("tspan")).map((one) => parseFloat(getComputedStyle(one).fontSize) * scale)
})"""
PICTURES = """() => [...document.querySelectorAll(".output figure")].map((box) => ({
  wide: box.scrollWidth > box.clientWidth + 1, stop: box.tabIndex === 0,
  name: box.getAttribute("aria-label"),
}))"""
EDGES = """() => {
  const text = (one) => {
    const range = document.createRange()
    range.selectNodeContents(one)
    const rects = [...range.getClientRects()].filter((rect) => rect.width > 1)
    return Math.min(...rects.map((rect) => rect.left))
  }
  const all = (names) => [...new Set([...document.querySelectorAll(names)].map(text))]
  return [
    all(`article > :is(p, h1, h2:not(#program)), article > .unit > .highlight code,
      article > .unit > .output > pre, article > .unit .explained > li,
      article > .unit > .elsewhere > summary,
      article > .unit > .output:not([data-state=quoted]) > .provenance`),
    all(`.question fieldset > p, .question legend, .question .highlight code,
      .success > p, .question .unit > .output > pre`),
  ]
}"""
QUOTED = "article > .output[data-state=quoted]"
APART = """(found) => found.map((one) => {
  const { marginTop, marginBottom } = getComputedStyle(one)
  const inside = getComputedStyle(one.querySelector("pre")).paddingLeft
  return [marginTop, marginBottom, inside].map(parseFloat)
})"""
TABLES = """() => {
  const range = document.createRange()
  const found = { scroll: [], cut: [], named: 0 }
  for (const table of document.querySelectorAll("article table:not([class])")) {
    const frames = [...document.querySelectorAll("article *")].filter((one) =>
      one.contains(table) && getComputedStyle(one).overflowX === "auto")
    if (frames.some((one) => one.scrollWidth > one.clientWidth + 1))
      found.scroll.push(table.textContent.trim().slice(0, 60))
    found.named += [...table.querySelectorAll("td[data-head]")].filter((one) =>
      getComputedStyle(one, "::before").content === JSON.stringify(one.dataset.head)).length
    const texts = document.createTreeWalker(table, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      for (const word of texts.currentNode.data.matchAll(/[\\p{L}\\p{N}_.]+/gu)) {
        range.setStart(texts.currentNode, word.index)
        range.setEnd(texts.currentNode, word.index + word[0].length)
        const lines = new Set([...range.getClientRects()].map((rect) => Math.round(rect.top)))
        if (lines.size > 1) found.cut.push(word[0])
      }
    }
  }
  return found
}"""
LINKS = """() => [...document.querySelectorAll("article .headerlink")].map((link) => {
  const own = link.getBoundingClientRect(), range = document.createRange()
  range.setStart(link.parentElement, 0)
  range.setEndBefore(link)
  const over = [...range.getClientRects()].some((rect) => rect.right > own.left + 1
    && rect.left < own.right - 1 && rect.bottom > own.top && rect.top < own.bottom)
  return { over, right: own.right }
})"""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Tab]:
    """One for all pages, which share most of what they fetch."""
    opened = browser.new_page()
    yield opened
    opened.close()


def narrow(tab: Tab, width: int) -> None:
    """Have the screen be so wide, and wait until the page has measured itself again."""
    tab.set_viewport_size({"width": width, "height": 844})
    tab.evaluate(FRAMES)


@pytest.mark.parametrize("name", ["tensors/what/", "training/optimizer/", "networks/module/"])
def test_letters_of_a_picture_are_read(tab: Tab, address: str, name: str) -> None:
    """Ten pixels at least; what is too wide then scrolls, by keys as well, and is named."""
    go(tab, f"{address}/{name}")
    for width in PHONES:
        narrow(tab, width)
        pictures = tab.evaluate(PICTURES)
        assert min(tab.evaluate(LETTERS)) > 9.9
        assert any(one["wide"] for one in pictures)
        for one in pictures:
            assert one["stop"] == one["wide"]
            assert (one["name"] or "").startswith("출력: ") == one["wide"]


@pytest.mark.parametrize("name", ["tensors/operations/", "environment/cuda/", "changes/"])
def test_all_begins_at_one_edge(tab: Tab, address: str, name: str) -> None:
    """Text, programs, outputs and what is said of them; and in a frame at another one."""
    narrow(tab, 390)
    go(tab, f"{address}/{name}")
    tab.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    outside, inside = tab.evaluate(EDGES)
    assert max(outside) - min(outside) < 1
    assert max(inside, default=0) - min(inside, default=0) < 1


@pytest.mark.parametrize("script", [True, False])
def test_a_pages_contents_stand_under_its_title(
    browser: Browser, address: str, script: bool
) -> None:
    """Where no sidebar does; folded, and opened by a key without a script. Not on paper."""
    with browser.new_context(java_script_enabled=script) as context:
        tab = context.new_page()
        tab.goto(f"{address}/tensors/storage/")
        tab.set_viewport_size({"width": 390, "height": 844})
        contents = tab.locator(".origin + .contents")
        links = contents.locator("a")
        headings = tab.locator("article h2[id]")
        assert contents.locator("summary").inner_text() == f"이 페이지의 내용 {headings.count()}절"
        assert links.count() == headings.count()
        assert not links.last.is_visible()
        contents.locator("summary").press("Enter")
        links.last.press("Enter")
        assert tab.url.endswith(f"#{headings.last.get_attribute('id')}")
        assert contents.locator(".md-nav__further").count() > 0
        assert "더 알아보기:" not in contents.inner_text()
        for width in (768, 1100, 1366):
            tab.set_viewport_size({"width": width, "height": 844})
            assert contents.is_visible() != tab.locator(".md-sidebar--secondary").is_visible()
        tab.set_viewport_size({"width": 390, "height": 844})
        tab.emulate_media(media="print")
        assert not contents.is_visible()
        for name, many in {"glossary/": 1, "releases/": 0, "mistakes/": 0, "errors/": 0}.items():
            tab.goto(f"{address}/{name}")
            assert tab.locator(".contents").count() == many


def test_a_quotation_stands_by_itself(tab: Tab, address: str) -> None:
    """Its frame of dashes keeps away from the next one, and its text from the frame."""
    go(tab, f"{address}/changes/")
    for width in (390, 1366):
        narrow(tab, width)
        apart = tab.eval_on_selector_all(QUOTED, APART)
        assert len(apart) > 5
        for above, below, inside in apart:
            assert min(above, below) > 10
            assert inside > 10


@pytest.mark.parametrize(
    "name", ["changes/", "outputs/", "tensors/cast/", "tensors/dtype/", "environment/colab/"]
)
def test_a_table_fits(tab: Tab, address: str, name: str) -> None:
    """No word is cut; one of too many columns is shown as blocks, whose cells name their column."""
    go(tab, f"{address}/{name}")
    for width in PHONES:
        narrow(tab, width)
        found = tab.evaluate(TABLES)
        assert found["scroll"] == []
        assert found["cut"] == []
        assert (found["named"] > 3) == (name in ("outputs/", "tensors/cast/", "tensors/dtype/"))


def opened(browser: Browser, address: str, state: str, width: int) -> Tab:
    """A page whose explorer has started."""
    page = browser.new_page(viewport={"width": width, "height": 844})
    go(page, f"{address}/{state}")
    page.locator(".explorer[data-started]").wait_for(state="attached")
    return page


def test_a_storage_is_folded_evenly(browser: Browser, address: str) -> None:
    """No cell is left over in the last line, also where a phone is turned or a window is drawn."""
    page = opened(browser, address, "tensors/metadata/", 320)
    for width, lines in ((320, [6, 6]), (1280, [12]), (390, [6, 6])):
        narrow(page, width)
        cells = page.locator(".explorer figure:last-child .cell rect")
        rows = [one.get_attribute("y") for one in cells.all()]
        assert list(Counter(rows).values()) == lines
    page.close()


def test_what_is_too_wide_in_an_explorer_says_so(browser: Browser, address: str) -> None:
    """Also what was drawn later: it is shaded at its edge, and a named stop of the keyboard."""
    page = opened(browser, address, "tensors/metadata/", 320)
    figure = page.locator(".explorer figure").first
    assert page.locator(".explorer figure.wide").count() == 0
    page.evaluate("location.hash = 'memory=2,12/'")
    page.locator(".explorer figure.wide").first.wait_for()
    assert figure.get_attribute("tabindex") == "0"
    assert (figure.get_attribute("aria-label") or "").startswith("x: ")
    page.close()


def test_an_explorer_writes_minus_and_no_hyphen(browser: Browser, address: str) -> None:
    """Beside the numbers that it is subtracted from, and at the axis."""
    page = opened(browser, address, "training/optimizer/#descent=-5/0.25/1/", 390)
    explorer = page.locator(".explorer")
    said = [
        *explorer.locator("svg text").all_text_contents(),
        explorer.locator(".told").inner_text(),
    ]
    page.close()
    assert sum("\N{MINUS SIGN}" in one for one in said) > 1
    assert not any("-" in one for one in said)


@pytest.mark.parametrize("name", ["errors/", "tensors/metadata/", "autograd/backward/"])
def test_a_headings_own_link_lies_over_nothing(tab: Tab, address: str, name: str) -> None:
    """It is on the screen, beside the heading and not on its words."""
    narrow(tab, 320)
    go(tab, f"{address}/{name}")
    links = tab.evaluate(LINKS)
    assert len(links) > 3
    assert [one for one in links if one["over"] or one["right"] > 320] == []


@pytest.mark.parametrize("name", ["tensors/transpose/", "training/optimizer/"])
def test_a_formula_scrolls_sideways_alone(browser: Browser, address: str, name: str) -> None:
    """A box that scrolls up and down as well would need to be a stop of the keyboard."""
    page = browser.new_page()
    go(page, f"{address}/{name}")
    over = page.eval_on_selector_all(
        ".formula", "boxes => boxes.map(box => box.scrollHeight - box.clientHeight)"
    )
    page.close()
    assert over
    assert set(over) == {0}
