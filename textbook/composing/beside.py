"""What lies beside a page's HTML: its plain copy, its pictures, its notebook."""

from __future__ import annotations

from collections.abc import Callable

from textbook.composing.pages import Pages
from textbook.model import Page


def beside(pages: Pages, page: Page, address: Callable[[str], str]) -> dict[str, bytes]:
    """Each file by its name; `address` gives the published page of a link's path.

    Raises Problem for what no run made.
    """
    written = {**pages.pictures(page), "index.md": pages.copy(page)}
    if page.codes:
        written[f"{page.name}.ipynb"] = pages.notebook(page, address)
    return {name: text.encode() for name, text in written.items()}
