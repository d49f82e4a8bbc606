"""The browser that the tests drive.

Debian's headless shell where there is one, else its Chromium, else Playwright's own, which is a
headless shell, too: the same engine without a browser's windows, which take a third of the time.
"""

from __future__ import annotations

import shutil

from playwright.sync_api import Browser, Playwright


def launch(playwright: Playwright) -> Browser:
    """A browser, as on a machine without a screen."""
    found = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    return playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
