"""The site in Chromium: on a desktop and a phone, in light and dark, by mouse and by keyboard."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT
from tests.test_site import CHAPTERS, uses
from textbook.book import Book

SCREENS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}
ADDRESSES = [
    "/".join(part for part in path.relative_to(ROOT / "docs" / "ko").with_suffix("").parts if part != "index")
    for path in CHAPTERS
    if path.is_relative_to(ROOT / "docs" / "ko")
]
LABS = [f"labs/{path.stem}" for path in sorted((ROOT / "docs" / "ko" / "labs").glob("*.py"))]


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


@pytest.fixture(params=SCREENS)
def screen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """An empty page of each kind."""
    context = browser.new_context(**SCREENS[request.param])
    yield context.new_page()
    context.close()


@pytest.mark.timeout(900)
def test_every_page_opens_cleanly(screen: Page, address: str) -> None:
    """No request to another host, no error, nothing wider than the screen, nothing that bars a screen reader.

    The last is any violation of WCAG 2 A or AA that axe finds in what the book itself puts on the page.
    """
    axe = Axe()
    rules = {"runOnly": ["wcag2a", "wcag2aa"]}
    asked: list[str] = []
    errors: list[str] = []
    screen.on("request", lambda request: asked.append(request.url))
    screen.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    screen.on("pageerror", lambda error: errors.append(str(error)))
    for page in ADDRESSES + LABS:
        screen.goto(f"{address}/{page}")
        screen.wait_for_load_state("networkidle")
        width = screen.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width <= 0, f"{page} is {width} pixels too wide"
        for fold in screen.query_selector_all("details:not([open])"):
            fold.evaluate("fold => fold.open = true")
        found = axe.run(screen, context=".md-content", options=rules)
        errors += [
            f"{page}: {violation['id']}: {node['html'][:200]} {node['failureSummary']}"
            for violation in found.response["violations"]
            for node in violation["nodes"]
        ]
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert errors == []


@pytest.fixture(scope="module")
def copied(browser: Browser, address: str, book: Book) -> dict[str, str]:
    """What the clipboard holds after pressing copy, by snippet, for every block of every chapter."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    held: dict[str, str] = {}
    for path, where in zip(CHAPTERS, ADDRESSES, strict=False):
        page.goto(f"{address}/{where}")
        names = [use.name for use in uses(path)]
        for fold in page.query_selector_all("details:not([open])"):
            fold.evaluate("fold => fold.open = true")
        buttons = page.locator(".highlight:has(+ .output, + .outputs) [data-md-type=copy]")
        assert buttons.count() == len(names)
        for number, name in enumerate(names):
            page.evaluate("navigator.clipboard.writeText('')")
            buttons.nth(number).click()
            while not held.get(name):
                page.wait_for_timeout(10)
                held[name] = page.evaluate("navigator.clipboard.readText()")
    context.close()
    return held


@pytest.mark.timeout(900)
def test_copy_gives_exactly_the_program(copied: dict[str, str], book: Book) -> None:
    """No prompt, no line lost, none added; the last line's end stays behind."""
    assert copied == {name: snippet.program.rstrip("\n") for name, snippet in book.snippets.items()}


@pytest.mark.timeout(900)
def test_what_is_copied_prints_what_the_page_shows(copied: dict[str, str], book: Book, tmp_path: Path) -> None:
    """Each program, as the clipboard gave it, in an interpreter of its own."""

    def run(name: str) -> str:
        folder = tmp_path / name
        folder.mkdir(parents=True)
        command = [sys.executable, "-W", "error", "-"]
        environment = {**os.environ, "MPLBACKEND": "agg", "OMP_NUM_THREADS": "1"}
        done = subprocess.run(
            command, input=copied[name], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{name}:\n{done.stderr}"
        return done.stdout

    here = {output.snippet.name: output for output in book.outputs.values() if output.state == "executed"}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, printed in zip(here, pool.map(run, here), strict=True):
            snippet, result = here[name].snippet, here[name].result
            assert result
            assert snippet.comparable(printed) == snippet.comparable(result.printed), name
    assert set(here) >= {name for name, snippet in book.snippets.items() if snippet.device != "cuda"}


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
    """A wide output can be focused and so scrolled without a mouse, and says what it is."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}/tensors/storage/")
    output = page.locator(".output pre").first
    output.focus()
    assert output.evaluate("element => element === document.activeElement")
    assert output.get_attribute("aria-label") == "출력"
    context.close()
