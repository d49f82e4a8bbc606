"""What the browser's tests share."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Page as Tab

from tests.merit import served


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and keeps no log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The built site, served."""
    with served(site, Quiet) as root:
        yield root.removesuffix("/")


def go(tab: Tab, url: str) -> None:
    """Open a page, and wait until its scripts have run."""
    tab.goto(url)
    settle(tab)


def settle(tab: Tab) -> None:
    """Wait until a page's scripts have run, which is after it is painted."""
    tab.locator("html[data-measured]").wait_for(state="attached")
