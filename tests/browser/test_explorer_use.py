"""What a reader does with an explorer's page: odd addresses and numbers, and a phone turned."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.browser.test_phone import narrow, opened


def told(page: Tab) -> str:
    """What a screen reader is told."""
    return page.locator(".explorer [role=status]").inner_text()


def test_what_nobody_can_draw_is_not_begun(browser: Browser, address: str) -> None:
    """Not by an address, either: a billion elements would take the tab with them."""
    page = browser.new_page()
    page.goto(f"{address}/tensors/metadata/#memory=1/expand,999,999,999/", wait_until="commit")
    page.locator(".explorer[data-started]").wait_for(timeout=3000)
    assert "y.expand(999, 999, 999) 칸이 너무 많아" in told(page)
    page.get_by_role("button", name="하나 되돌리기").click()
    assert "원소는 1개" in told(page)
    page.get_by_label("연산").select_option("expand")
    for given, said in (("129", "칸이 너무 많아"), ("128", "원소는 128개")):
        page.get_by_label("인수").fill(given)
        page.get_by_label("인수").press("Enter")
        assert said in told(page)
    page.close()


@pytest.mark.parametrize(("state", "unread"), [("100%", 0), ("memory=100%", 1)])
def test_an_address_with_a_sign_starts_the_explorer(
    browser: Browser, address: str, state: str, unread: int
) -> None:
    """What is no text of an address is no state, and says so where it was to be one."""
    page = opened(browser, address, f"tensors/metadata/#{state}", 390)
    assert "보폭은 (2, 4)" in told(page)
    expect(page.locator(".explorer [role=alert]")).to_have_count(unread)
    page.close()


@pytest.mark.parametrize("name", ["tensors/metadata/", "training/optimizer/"])
def test_a_phone_that_is_turned_keeps_what_is_typed(
    browser: Browser, address: str, name: str
) -> None:
    """The pictures alone are drawn anew."""
    page = opened(browser, address, name, 390)
    field = page.locator(".explorer input").first
    before = page.locator(".explorer svg").last.get_attribute("viewBox")
    field.fill("7")
    narrow(page, 700)
    expect(page.locator(".explorer svg").last).not_to_have_attribute("viewBox", before or "")
    assert field.input_value() == "7"
    page.close()


def test_what_was_said_of_an_address_goes_with_it(browser: Browser, address: str) -> None:
    """Who goes on sees a state of his own, not the first one."""
    page = opened(browser, address, "tensors/metadata/#memory=zzz", 390)
    alert = page.locator(".explorer [role=alert]")
    expect(alert).to_be_visible()
    page.get_by_label("모양", exact=True).fill("2, 3")
    page.get_by_label("모양", exact=True).press("Enter")
    expect(alert).to_have_count(0)
    page.close()


@pytest.mark.parametrize("weight", [-1000000, 1000000])
def test_the_farthest_start_is_drawn(browser: Browser, address: str, weight: int) -> None:
    """On both sides, though one is farther from the minimum."""
    page = opened(browser, address, f"training/optimizer/#descent={weight}/0.25/0/", 390)
    expect(page.locator(".explorer .now")).to_have_count(1)
    page.close()
