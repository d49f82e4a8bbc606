"""Every page in Chromium, opened once: read on a phone in the dark, then on a desktop in the light.

Opening a page costs more than looking at it, so one visit asks it all that is asked of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.browser.conftest import go
from tests.browser.test_browser import PAGES, SCREENS, address_of
from textbook.book import Book
from textbook.model import Page

STILL = "*, ::before, ::after { transition: none !important; animation: none !important }"
"""Colours are there at once when the scheme changes."""
FEWER = """number => {
    const seen = new Set();
    const whole = document.querySelectorAll(".language-python.highlight")[number];
    for (const token of document.querySelectorAll(".highlight code span[class]")) {
        const kind = `${token.className} ${token.parentElement.className}`;
        const known = token.textContent.trim().length < 2 || seen.has(kind);
        if (!known) seen.add(kind);
        else if (!whole?.contains(token)) token.replaceWith(...token.childNodes);
    }
    for (const entry of document.querySelectorAll(".md-sidebar li")) entry.remove();
}"""
"""Leave one token of each colour to a page's programs, which have thousands, but for the one that
is copied; and no contents beside the page. axe does not judge a single letter's contrast."""
FIRST = """() => {
    const judged = new Set(JSON.parse(sessionStorage.getItem("judged") ?? "[]"));
    const behind = new Map();
    for (const element of document.querySelectorAll("body, body *")) {
        const style = getComputedStyle(element), before = behind.get(element.parentElement);
        const colour = `${style.backgroundColor} ${style.opacity}`;
        const ground = colour === "rgba(0, 0, 0, 0) 1" ? before : `${before} ${colour}`;
        behind.set(element, ground);
        element.removeAttribute("data-first");
        if (!element.closest(".md-content") || !element.checkVisibility()) continue;
        const text = [...element.childNodes].some(
            one => one.nodeType === 3 && one.data.trim().length > 1);
        const around = getComputedStyle(element.parentElement ?? element).color;
        const kind = [ground, around, style.color, style.textDecorationLine, style.fill,
            style.fontSize, style.fontWeight].join();
        if (text && !judged.has(kind)) {
            judged.add(kind);
            element.dataset.first = kind;
        }
    }
    return document.querySelectorAll("[data-first]").length;
}"""
"""Mark the first text of each size and colour, on each ground, in each other text, that was judged
on no page before: contrast hangs on no more. How many there are."""
COVERED = """() => {
    const covered = (block) => {
        const button = block.querySelector(".md-code__nav").getBoundingClientRect();
        const over = text => text.width > 0
            && text.right > button.left + 1 && text.left < button.right - 1
            && text.bottom > button.top + 1 && text.top < button.bottom - 1;
        const range = document.createRange();
        const texts = document.createTreeWalker(block.querySelector("code"), 4);
        while (texts.nextNode()) {
            range.selectNodeContents(texts.currentNode);
            if ([...range.getClientRects()].some(over)) return true;
            if (range.getBoundingClientRect().top > button.bottom) return false;
        }
        return false;
    };
    const blocks = [...document.querySelectorAll(".highlight:has(.md-code__nav)")];
    return blocks.filter(covered).map(block => block.textContent.slice(0, 80));
}"""
"""The programs and commands of which something lies under the copy button."""
TO_LIGHT = """() => {
    document.querySelector("form[data-md-component=palette] label:not([hidden])").click();
    return document.body.dataset.mdColorScheme;
}"""
"""What a reader does for it: the system's scheme is asked for when a page opens."""
JUDGE = """() => axe.run("[data-first]", {
    runOnly: ["color-contrast", "link-in-text-block"],
    elementRef: true, preload: false, resultTypes: ["passes", "violations"],
}).then(({passes, violations}) => {
    const passed = passes.filter(rule => rule.id === "color-contrast").flatMap(rule => rule.nodes);
    const known = JSON.parse(sessionStorage.getItem("judged") ?? "[]");
    known.push(...passed.map(node => node.element.dataset.first));
    sessionStorage.setItem("judged", JSON.stringify(known));
    for (const rule of violations) for (const node of rule.nodes) delete node.element;
    return violations;
})"""
"""What axe has against the colours of what is marked; what it finds good is judged. What it cannot
tell, such as a text under another, is asked again where it comes again."""
THE_REST = """() => axe.run(".md-content", {
    runOnly: ["wcag2a", "wcag2aa"], preload: false, resultTypes: ["violations"],
    rules: {"color-contrast": {enabled: false}, "link-in-text-block": {enabled: false}},
}).then(told => told.violations)"""
"""What axe has against the rest. Calculating colours takes it longer than that."""
AXE = Axe().axe_script


@dataclass
class Seen:
    """What was seen on all pages."""

    asked: list[str] = field(default_factory=list)
    """The addresses that were requested."""
    wrong: list[str] = field(default_factory=list)
    """What pages told on the console, what was too wide, and what axe found."""
    copied: dict[str, str] = field(default_factory=dict)
    """By the program's name, what its button put on the clipboard."""
    buttons: dict[str, int] = field(default_factory=dict)
    """By the page's stem, how many programs can be copied."""


@pytest.fixture(scope="module")
def seen(browser: Browser, address: str) -> Iterator[Seen]:
    """Visit every page, in one context: what the pages share is fetched once."""
    found = Seen()
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.add_init_script("localStorage.clear()")  # No page remembers the one before.
    tab = context.new_page()
    tab.on("request", lambda request: found.asked.append(request.url))
    tab.on(
        "console",
        lambda message: found.wrong.append(message.text) if message.type == "error" else None,
    )
    tab.on("pageerror", lambda error: found.wrong.append(str(error)))
    for page in PAGES:
        visit(tab, f"{address}/{address_of(page)}", page, found)
    yield found
    context.close()


def visit(tab: Tab, url: str, page: Page, found: Seen) -> None:
    """Look at a page on both screens; note what is wrong with it."""
    turn(tab, "phone")
    go(tab, url)
    tab.add_style_tag(content=STILL)
    for fold in tab.query_selector_all("details:not([open])"):
        fold.evaluate("fold => fold.open = true")
    measure(tab, page, found)
    number = len(page.stem) % len(page.codes) if page.codes else 0
    tab.evaluate(FEWER, number)
    tab.evaluate(AXE)
    assert tab.evaluate("document.body.dataset.mdColorScheme") == "slate"
    look(tab, page, found, FIRST, JUDGE)
    turn(tab, "desktop")
    assert tab.evaluate(TO_LIGHT) == "default"
    measure(tab, page, found)
    look(tab, page, found, FIRST, JUDGE)
    look(tab, page, found, "true", THE_REST)
    if page.codes:
        copy(tab, page, number, found)  # Last: under the mouse a button's name is a tooltip.


def turn(tab: Tab, kind: str) -> None:
    """Have the tab be a screen of a kind."""
    tab.set_viewport_size(SCREENS[kind]["viewport"])
    tab.emulate_media(color_scheme=SCREENS[kind]["color_scheme"])


def measure(tab: Tab, page: Page, found: Seen) -> None:
    """Note by how many pixels a page is wider than its screen."""
    width = tab.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    if width > 0:
        found.wrong.append(f"{page.stem} is {width} pixels too wide")
    found.wrong += [f"{page.stem}: covered: {text}" for text in tab.evaluate(COVERED)]


def copy(tab: Tab, page: Page, number: int, found: Seen) -> None:
    """Press the copy button of one program."""
    buttons = tab.locator(".language-python.highlight [data-md-type=copy]")
    found.buttons[page.stem] = buttons.count()
    tab.evaluate("navigator.clipboard.writeText('')")
    buttons.nth(number).click()
    held = ""
    while not held:
        tab.wait_for_timeout(10)
        held = tab.evaluate("navigator.clipboard.readText()")
    found.copied[page.codes[number].program] = held


def look(tab: Tab, page: Page, found: Seen, wanted: str, axe: str) -> None:
    """Note the violations of WCAG 2 A or AA in what the book itself puts on the page, if any of it
    is `wanted`."""
    found.wrong += [
        f"{page.stem}: {violation['id']}: {node['html'][:200]} {node['failureSummary']}"
        for violation in (tab.evaluate(axe) if tab.evaluate(wanted) else [])
        for node in violation["nodes"]
    ]


@pytest.mark.timeout(900)
def test_every_page_opens_cleanly(seen: Seen) -> None:
    """No error, nothing wider than the screen, no violation, in both schemes."""
    assert seen.wrong == []


def test_nothing_is_requested_elsewhere(seen: Seen, address: str) -> None:
    """Every request goes to the site itself."""
    outside = [url for url in seen.asked if not url.startswith((address, "data:", "blob:"))]
    assert outside == []
    assert len(seen.asked) > len(PAGES)


def test_copy_gives_exactly_the_program(seen: Seen, book: Book) -> None:
    """No prompt, no line lost, none added; the last line's end stays behind."""
    assert seen.buttons == {page.stem: len(page.codes) for page in PAGES if page.codes}
    programs = book.sources.programs
    sources = {name: programs[name].source.removesuffix("\n") for name in seen.copied}
    assert seen.copied == sources
