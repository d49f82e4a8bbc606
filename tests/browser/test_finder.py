"""The field above the index of errors, where a reader pastes a message."""

from __future__ import annotations

import tomllib
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.conftest import go, settle

MESSAGES = tomllib.loads(Path(__file__).with_name("messages.toml").read_text("utf-8"))
TOLD = {message: entry for entry, messages in MESSAGES.items() for message in messages}
"""Messages that the index of errors tells in a sentence: as they are printed, the entry's id."""


def test_a_pasted_message_finds_its_entry(browser: Browser, address: str) -> None:
    """With a reader's own numbers, or a part of it. Where nothing fits, all is there again.

    Without a script the whole index is there, and no field that would do nothing.
    """
    with browser.new_context() as context:
        tab = context.new_page()
        go(tab, f"{address}/errors/")
        whole = tab.locator("article h3:visible").count()
        field, status = (
            tab.get_by_label("오류 메시지 붙여 넣기"),
            tab.locator(".find [role=status]"),
        )
        for message in (
            "x: mat1 and mat2 shapes cannot be multiplied (7x784\nand 12x10)",
            "m1 and",
            "RuntimeError: Found dtype Double but expected Float",
            "IndexError: Target -1 is out of bounds.",
            "RuntimeError: each element in list of batch should be of equal size",
            "RuntimeError: size mismatch, got input (2), mat (2x3), vec (2)",
            "----> 3 for x, y in loader:\n      4     model(x)\n"
            "RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)",
        ):
            field.fill(message)
            assert tab.locator("article h2:visible, article h3:visible").count() == 2
            assert tab.locator(".md-nav--secondary li a:visible").count() == 2
            assert status.inner_text().startswith("1")
        field.fill("m1 and")
        assert tab.locator("article :is(pre, p):visible", has_text="expected m1").count() == 1
        # Such a message holds the reader's own name alone, which other entries hold too.
        for message in ("'state'", "'height'", "'weight'", "0", '"Height"', "'param_groups'"):
            field.fill(f"KeyError: {message}")
            found = tab.locator("article h3:visible").evaluate_all("all => all.map(({ id }) => id)")
            assert found == ["key", "missing-keys"][: 1 + (message == "'param_groups'")], message
        for message in ("101", "AssertionError: 12", "no such message"):
            field.fill(message)
            assert tab.locator("article h3:visible").count() == whole, message
        assert tab.locator("article h3:visible").count() == whole
        assert "없습니다" in status.inner_text()
        above = tab.locator("article > :is(.take, .origin)")
        assert not any(one.is_visible() for one in above.all())
        status.locator("a").click()
        settle(tab)
        assert tab.locator(".md-search__input").input_value() == "no such message"
        tab.keyboard.press("Escape")
        field.fill("")
        assert tab.locator("article h3:visible").count() == whole
        assert all(one.is_visible() for one in above.all())
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(f"{address}/errors/")
        assert tab.locator("article h3:visible").count() == whole
        assert not tab.locator(".find").is_visible()


def test_a_message_that_no_program_shows_finds_its_entry(browser: Browser, address: str) -> None:
    """As Python and PyTorch print it: it stands in the entry's text alone."""
    with browser.new_context() as context:
        tab = context.new_page()
        go(tab, f"{address}/errors/")
        field, astray = tab.get_by_label("오류 메시지 붙여 넣기"), {}
        for message, entry in TOLD.items():
            field.fill(message)
            found = tab.locator("article h3:visible").evaluate_all("all => all.map(({ id }) => id)")
            if found != [entry]:
                astray[message] = found[:3]
    assert astray == {}


def test_a_link_leads_to_what_is_not_left(browser: Browser, address: str) -> None:
    """All is there again then; also by the link that the address ends with already."""
    tab = browser.new_page()
    go(tab, f"{address}/errors/")
    message = tab.locator("#layer-dtype code").first.inner_text()
    link = tab.locator("article a[href$='#same-device']:visible").first
    for _ in range(2):
        tab.locator("#find").fill(message)
        expect(tab.locator("#same-device")).to_be_hidden()
        link.click()
        expect(tab.locator("#same-device")).to_be_in_viewport()
        assert tab.locator("#find").input_value() == ""
    tab.close()
