"""Pages' cards: the picture that others show where a page is shared, drawn without another host.

Only a published page has one, since who shows it asks for a whole address.
"""

from __future__ import annotations

import functools
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

SIZE = WIDTH, HEIGHT = 1200, 630
EDGE = 80
"""Pixels that stay empty at either side."""
PAPER, INK, QUIET, MARK = "#ffffff", "#1f2328", "#57606a", "#b83a0b"
"""As `docs/assets/book.css` has them by day."""
PACKAGE = "koreanize_matplotlib"
"""It brings the face, NanumGothic; importing it would change matplotlib's settings."""


class Cards:
    """Draws the cards of one build."""

    def __init__(self) -> None:
        self.face = functools.cache(self.load)

    def load(self, weight: str, size: int) -> Any:
        """A face of a size in pixels."""
        from PIL import ImageFont

        found = find_spec(PACKAGE)
        assert found and found.submodule_search_locations  # requirements.txt pins it.
        faces = Path(found.submodule_search_locations[0], "fonts")
        return ImageFont.truetype(faces / f"NanumGothic{weight}.ttf", size)

    def draw(self, book: str, number: str, title: str, said: str) -> bytes:
        """A PNG with the book's name, and a page's number, title and opening."""
        from PIL import Image, ImageDraw

        image = Image.new("RGB", SIZE, PAPER)
        pen = ImageDraw.Draw(image)
        pen.rectangle((0, 0, WIDTH, 16), MARK)
        pen.text((EDGE, 64), book, QUIET, self.face("Bold", 34))
        low = 150
        if number:
            pen.text((EDGE, low), number, MARK, self.face("Bold", 44))
            low += 68
        low = self.lines(pen, low, title, ("Bold", 76), INK, most=2)
        self.lines(pen, low + 24, said, ("", 36), QUIET, most=3)
        held = BytesIO()
        # A fifth of the time of the best cut and the best compression, for 3 KB more.
        image.quantize(64, Image.Quantize.FASTOCTREE).save(held, "PNG")
        return held.getvalue()

    def lines(
        self, pen: Any, low: int, text: str, face: tuple[str, int], colour: str, most: int
    ) -> int:
        """Write a text in at most so many lines, an ellipsis for what is left; where it ends."""
        font, height = self.face(*face), round(face[1] * 1.4)
        rows = self.wrap(text, font)
        if len(rows) > most:
            rows = [*rows[: most - 1], f"{rows[most - 1]} …"]
        for number, row in enumerate(rows):
            pen.text((EDGE, low + number * height), row, colour, font)
        return low + len(rows) * height

    def wrap(self, text: str, font: Any) -> list[str]:
        """A text as lines between the edges, broken at spaces."""
        rows = [""]
        for word in text.split():
            longer = f"{rows[-1]} {word}".strip()
            if rows[-1] and font.getlength(f"{longer} …") > WIDTH - 2 * EDGE:
                rows.append(word)
            else:
                rows[-1] = longer
        return rows
