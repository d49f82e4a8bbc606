"""The button that copies a page as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.browser.conftest import go

PASTED = "navigator.clipboard.readText()"


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Tab]:
    """A chapter in a browser that has a clipboard."""
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        go(page, f"{address}/tensors/storage/")
        expect(page.locator("[data-cover]")).to_be_enabled()  # By the script after this one.
        yield page


def test_what_was_copied_is_said_for_a_while(tab: Tab) -> None:
    """And then what the button does, however often it was pressed."""
    button = tab.locator("[data-copied]")
    named = button.inner_text()
    button.click()
    expect(button).not_to_have_text(named, use_inner_text=True)
    tab.wait_for_timeout(600)
    button.click()
    tab.wait_for_timeout(3000)
    assert button.inner_text() == named
    assert tab.evaluate(PASTED).startswith("# ")


def test_an_error_is_not_copied(tab: Tab) -> None:
    """What a server says in a chapter's place is shown, and is not taken for it."""
    tab.evaluate("navigator.clipboard.writeText('before')")
    tab.route("**/index.md", lambda route: route.fulfill(status=503, body="no service"))
    tab.locator("[data-copied]").click()
    tab.wait_for_url("**/index.md")
    tab.go_back()
    assert tab.evaluate(PASTED) == "before"


def test_the_file_opens_in_another_tab(tab: Tab) -> None:
    """As any link does where a key is held."""
    with tab.context.expect_page():
        tab.locator("[data-copied]").click(modifiers=["ControlOrMeta"])
    assert tab.locator("[data-copied]").get_by_role("status").count() == 0
