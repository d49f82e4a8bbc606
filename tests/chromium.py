"""The browser that the tests drive.

Debian's headless shell where there is one, else its Chromium, else Playwright's own, which is a
headless shell, too: the same engine without a browser's windows, which take a third of the time.
"""

from __future__ import annotations

from playwright.sync_api import Browser, Playwright

from textbook.publishing.pictures import chromium


def launch(playwright: Playwright) -> Browser:
    """A browser, as on a machine without a screen."""
    return playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
