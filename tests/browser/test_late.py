"""What a reader does before the scripts have come, and what is there where one never comes."""

from __future__ import annotations

import time

from playwright.sync_api import Browser, Route, expect
from playwright.sync_api import Page as Tab

from tests.browser.conftest import go, settle
from tests.browser.test_browser import SCREENS
from tests.browser.test_cover import ALL, NO_STORAGE, SHOWN

COVERED = "localStorage.setItem('textbook.covered', '1')"
PHONE = SCREENS["phone"]["viewport"]


def late(route: Route) -> None:
    """Have a script come a second later."""
    time.sleep(1)
    route.continue_()


def finds(tab: Tab) -> None:
    """Type a word into the search, and see that it is found."""
    tab.locator(".md-search__input").click()
    tab.keyboard.type("stride")
    tab.locator(".md-search-result__item").first.wait_for(timeout=60_000)


def test_a_search_that_was_opened_before_the_scripts_finds(browser: Browser, address: str) -> None:
    """On a phone its label works at once; nothing then says once more that it was opened."""
    tab = browser.new_page(viewport=PHONE)
    tab.route("**/*.js", late)
    tab.goto(f"{address}/tensors/storage/", wait_until="commit")
    tab.locator("label.md-header__button[for=__search]").click()
    settle(tab)
    finds(tab)
    tab.close()


def test_no_output_stays_covered_without_the_script(browser: Browser, address: str) -> None:
    """Which alone could uncover it. The last one of them: what waits for it does not wait on."""
    tab = browser.new_page(viewport=PHONE)
    tab.add_init_script(COVERED)
    tab.route("**/cover.js", lambda route: route.abort())
    tab.route("**/bundle*.js", late)
    go(tab, f"{address}/tensors/storage/")
    expect(tab.locator("html")).not_to_have_class("covered")
    assert tab.evaluate(SHOWN) == tab.evaluate(ALL) != []
    tab.locator("[data-toggle=__search]").click()
    finds(tab)
    tab.close()


def test_a_browser_that_keeps_nothing_loses_nothing_else(browser: Browser, address: str) -> None:
    """Its dark colours are there, the button that changes them, and the search."""
    tab = browser.new_page(color_scheme="dark")
    tab.add_init_script(NO_STORAGE)
    thrown: list[str] = []
    tab.on("pageerror", lambda error: thrown.append(str(error)))
    go(tab, f"{address}/tensors/storage/")
    for scheme in ("slate", "default"):
        expect(tab.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        tab.locator("[data-md-component=palette] label:visible").click()
    finds(tab)
    tab.close()
    assert thrown == []


def test_a_message_that_was_entered_early_is_looked_for(browser: Browser, address: str) -> None:
    """Enter leaves it in the field, where the script finds it; and later, too."""
    tab = browser.new_page()
    tab.route("**/book.js", lambda route: route.abort())
    for scripted in (False, True):
        tab.goto(f"{address}/errors/")
        if scripted:
            settle(tab)
        tab.locator("#find").fill("mat1 and mat2 shapes cannot be multiplied")
        tab.locator("#find").press("Enter")
        tab.wait_for_timeout(300)  # In which a form that is sent is gone.
        assert tab.locator("#find").input_value() != ""
        assert tab.url == f"{address}/errors/"
        tab.unroute_all()
    expect(tab.locator("article h3:visible")).to_have_count(1)
    tab.close()


def test_a_button_that_would_do_nothing_cannot_be_pressed(browser: Browser, address: str) -> None:
    """Until its script is there; then it can."""
    tab = browser.new_page()
    tab.route("**/*.js", lambda route: route.abort())
    tab.goto(f"{address}/tensors/storage/")
    buttons = [tab.locator("[data-cover]"), tab.locator(".question .md-button").last]
    for button in buttons:
        expect(button).to_be_disabled()
    tab.unroute_all()
    go(tab, f"{address}/tensors/storage/")
    for button in buttons:
        expect(button).to_be_enabled()
    tab.close()


def test_without_its_script_the_list_of_mistakes_says_nothing(
    browser: Browser, address: str
) -> None:
    """Least of all that there are none."""
    tab = browser.new_page()
    tab.route("**/questions.js", lambda route: route.abort())
    go(tab, f"{address}/mistakes/")
    assert tab.locator(".questions").inner_text().strip() == ""
    tab.unroute_all()
    go(tab, f"{address}/mistakes/")
    expect(tab.locator(".questions [role=status]")).to_be_visible()
    assert "없습니다" in tab.locator(".questions").inner_text()
    tab.close()


def test_a_stylesheet_that_no_script_may_read_stops_nothing(browser: Browser, address: str) -> None:
    """As one of an extension: the rest of what the head does is done."""
    tab = browser.new_page(color_scheme="dark")
    sheet = '<link rel="stylesheet" href="http://elsewhere.invalid/own.css">'

    def add(route: Route) -> None:
        page = route.fetch()
        route.fulfill(response=page, body=page.text().replace("<head>", f"<head>{sheet}", 1))

    tab.route("**/own.css", lambda route: route.fulfill(body="b {}", content_type="text/css"))
    tab.route("**/tensors/storage/", add)
    tab.route("**/*.js", lambda route: route.abort())
    tab.goto(f"{address}/tensors/storage/")
    expect(tab.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    tab.close()
