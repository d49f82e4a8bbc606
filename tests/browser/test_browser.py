"""The site in Chromium: on a desktop and a phone, in light and dark, by mouse and by keyboard."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

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


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and keeps no log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The built site, served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_colours_follow_the_reader(browser: Browser, address: str) -> None:
    """Light or dark by the system's setting; pictures take the colour of the text."""
    seen = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{address}/tensors/storage/")
        seen.append(
            [
                page.evaluate("getComputedStyle(document.body).backgroundColor"),
                page.evaluate("getComputedStyle(document.querySelector('.output svg text')).fill"),
                page.evaluate("getComputedStyle(document.querySelector('.output pre')).color"),
            ]
        )
        context.close()
    assert all(light != dark for light, dark in zip(*seen, strict=True))


def test_outputs_are_reached_by_keyboard(browser: Browser, address: str) -> None:
    """Tab leads to a wide output, which then scrolls without a mouse and says what it is."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}/tensors/storage/")
    output = page.locator(".output pre").first
    for _ in range(200):
        page.keyboard.press("Tab")
        if output.evaluate("element => element === document.activeElement"):
            break
    assert output.evaluate("element => element === document.activeElement")
    assert output.get_attribute("aria-label") == "출력"
    context.close()
