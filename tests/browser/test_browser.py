"""The site in Chromium: on a desktop and a phone, in light and dark, by mouse and by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.browser.conftest import go, settle
from tests.site.test_pages import READ
from textbook.model import Page

SCREENS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}
PAGES = [page for page in READ.pages if page.language == "ko"]


def address_of(page: Page) -> str:
    """Where a Korean page lies below the site's address."""
    return "/".join(part for part in page.stem.split("/") if part != "index")


def test_colours_follow_the_reader(browser: Browser, address: str) -> None:
    """Light or dark by the system's setting; pictures take the colour of the text.

    The sprout that tells the growing program has a colour of its own in each, on the page and in
    its contents.
    """
    sprout = "getComputedStyle(document.querySelector('{}'), '::before').backgroundColor"
    seen = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        go(page, f"{address}/autograd/backward/")
        seen.append(
            [
                page.evaluate("getComputedStyle(document.body).backgroundColor"),
                page.evaluate("getComputedStyle(document.querySelector('.output svg text')).fill"),
                page.evaluate("getComputedStyle(document.querySelector('.output pre')).color"),
                page.evaluate(sprout.format("h2#program")),
                page.evaluate(sprout.format('.md-nav__link[href$="#program"]')),
            ]
        )
        context.close()
    assert all(light != dark for light, dark in zip(*seen, strict=True))


def test_outputs_are_reached_by_keyboard(browser: Browser, address: str) -> None:
    """Tab leads to a wide output, which then scrolls without a mouse and says what it is."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/tensors/storage/", wait_until="networkidle")
    settle(page)
    assert not any(url.endswith("search_index.json") for url in asked)
    page.locator(".output pre.wide").first.wait_for()
    assert page.locator(".output pre:not(.wide)").first.get_attribute("tabindex") is None
    output = page.locator(".output pre.wide").first
    for _ in range(200):
        page.keyboard.press("Tab")
        if output.evaluate("element => element === document.activeElement"):
            break
    assert output.evaluate("element => element === document.activeElement")
    assert (output.get_attribute("aria-label") or "").startswith("출력: ")
    with page.expect_request("**/search_index.json"):  # Not before: it is larger than a page.
        page.locator("[data-toggle=__search]").focus()
        page.keyboard.press("Enter")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.press("Escape")
    sidebar = page.locator(".md-sidebar--primary .md-nav__link[href]").first
    expect(sidebar).to_be_hidden()
    page.locator("[data-toggle=__drawer]").focus()
    page.keyboard.press("Enter")
    expect(sidebar).to_be_visible()
    answer_by_keyboard(page, address)
    context.close()


@pytest.mark.parametrize("name", ["networks/module/", "environment/gpu/"])
def test_a_box_is_named_by_the_whole_heading(browser: Browser, address: str, name: str) -> None:
    """Also by one that consists of several parts: words, and code."""
    tab = browser.new_page(viewport={"width": 390, "height": 844})
    go(tab, f"{address}/{name}")
    tab.locator(".wide").first.wait_for(state="attached")
    found = tab.locator("article :is(h1, h2, h3)").all_text_contents()
    headings = tuple(heading.removesuffix("¶") for heading in found)
    for box in tab.locator(".wide").all():
        assert (box.get_attribute("aria-label") or "").endswith(headings)
    tab.close()


def test_the_drawer_is_walked_by_keyboard(browser: Browser, address: str) -> None:
    """Into the part that is read, back by its title, into another, and out by Escape."""
    tab = browser.new_page(viewport={"width": 390, "height": 844})
    go(tab, f"{address}/tensors/storage/")
    button = tab.locator("[data-toggle=__drawer]")
    button.press("Enter")
    title, part, other = (
        tab.locator(f".md-nav--primary label.md-nav__{name}")
        for name in ("title[for=__nav_4]", "link[for=__nav_4]", "link[for=__nav_5]")
    )
    expect(title).to_be_focused()
    tab.keyboard.press("Enter")
    expect(part).to_be_focused()
    tab.keyboard.press("Tab")
    expect(other).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator(".md-nav__title[for=__nav_5]")).to_be_focused()
    tab.keyboard.press("Tab")
    assert "networks/" in (tab.locator("a:focus").get_attribute("href") or "")
    tab.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(other).to_be_hidden()
    tab.set_viewport_size({"width": 1366, "height": 844})
    assert title.evaluate("one => one.tabIndex") == -1
    tab.close()


@pytest.mark.parametrize("system", ["light", "dark"])
def test_each_press_changes_what_is_seen(browser: Browser, address: str, system: str) -> None:
    """The first one, too, of a reader who has the system's colours, and it is named for that."""
    named = {"light": "밝은 화면으로 바꾸기", "dark": "어두운 화면으로 바꾸기"}
    other = "dark" if system == "light" else "light"
    with browser.new_context(color_scheme="dark" if system == "dark" else "light") as context:
        tab = context.new_page()
        go(tab, f"{address}/tensors/size/")
        button = tab.locator("[data-md-component=palette] label:visible")
        assert button.get_attribute("title") == named[other]
        seen = []
        for _ in range(2):
            seen.append(tab.evaluate("document.body.dataset.mdColorScheme"))
            button.click()
        seen.append(tab.evaluate("document.body.dataset.mdColorScheme"))
    assert seen == (["default", "slate"] * 2 if system == "light" else ["slate", "default"] * 2)[:3]


def answer_by_keyboard(page: Tab, address: str) -> None:
    """A wrong answer is told, kept, collected with a link back, and cleared."""
    question = page.locator(".question:has([type=radio])").first
    status, list_of_all = question.locator("[role=status]"), page.locator(".questions")
    question.locator("[type=radio]:not([value='0'])").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    why = question.locator(".why + p").nth(int(question.locator(":checked").input_value()))
    assert status.inner_text() == f"아닙니다. {why.text_content()}"
    page.reload()
    settle(page)
    assert status.inner_text().startswith("아닙니다.")
    go(page, f"{address}/mistakes/")
    links = list_of_all.locator("li li a:visible")
    assert links.count() == 1
    links.click()
    question.locator("[value='0']").check()
    page.locator(".question .md-button").first.click()
    assert status.inner_text().startswith("맞았습니다.")
    typed = page.locator(".typed input").first
    typed.fill("  -12345 ")
    typed.press("Enter")
    go(page, f"{address}/mistakes/")
    assert links.count() == 1, "what was mended stays, or what was typed is not kept"
    list_of_all.locator("button").press("Enter")
    assert links.count() == 0
    page.reload()
    settle(page)
    assert "없습니다" in list_of_all.inner_text()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw 1 } })")
    page.reload()
    settle(page)
    assert links.count() > 1
    assert "막고" in list_of_all.inner_text()
