"""Draw how tensors lie over their storage, from what `running.tensors.describe` read.

SVG that takes the text colour of the page around it, and says in words what it shows.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from textbook.composing.hops import ACROSS, DOWN, HUES, STEP, Hop, arrows, hops

WIDTH = 361
"""As wide as a phone shows without shrinking the text."""
LEAST = 240
"""The least width of a picture, which every phone shows whole."""
HEIGHT = 36
"""Of a cell: the number of its place, and below it the value, which never touch."""
INDEX = 14
GAP = 18
NARROW = " ,.:·()[]'\"|!il"
DARK = "<style>svg{color:#24292f}@media(prefers-color-scheme:dark){svg{color:#e6edf3}}</style>"


def draw(layout: Mapping[str, Any], words: Mapping[str, Any]) -> str:
    """An SVG of every storage and of the tensors over it; `words` is the language's."""
    drawing = Drawing(words, len(layout["storages"]) == 1)
    for number, values in enumerate(layout["storages"]):
        hue = HUES[number % len(HUES)]
        over = [tensor for tensor in layout["tensors"] if tensor["storage"] == number]
        for tensor in over:
            drawing.tensor(tensor, values, hue)
        drawing.storage(number, values, hue, over)
    return drawing.svg(describe(layout, words))


def describe(layout: Mapping[str, Any], words: Mapping[str, Any]) -> str:
    """The picture in sentences: each storage's elements, and how each tensor reads them."""
    told = words["drawing"]
    said = []
    for number, values in enumerate(layout["storages"]):
        name = words["storage"] + (f" {number}" if len(layout["storages"]) > 1 else "")
        said.append(told["storage"].format(name=name, count=len(values), values=", ".join(values)))
        for tensor in layout["tensors"]:
            if tensor["storage"] == number:
                facts = {key: text(tensor[key]) for key in ("shape", "stride")}
                places = cells(tensor)
                said.append(told["tensor"].format(**{**tensor, **facts, "count": len(places)}))
                if len(places) < len(values) and places:
                    left = len(values) - len(places)
                    said.append(told["untouched"].format(count=left))
    return " ".join(said)


def cells(tensor: Mapping[str, Any]) -> set[int]:
    """The places in the storage that a tensor reads."""
    steps = [
        [i * s for i in range(n)] for n, s in zip(tensor["shape"], tensor["stride"], strict=True)
    ]
    return {tensor["offset"] + sum(step) for step in itertools.product(*steps)}


def standalone(svg: str) -> str:
    """The same picture as a file of its own, which has no page to take its colour from."""
    start = svg.index(">", svg.index("<svg")) + 1
    return svg[:start] + DARK + svg[start:]


class Drawing:
    """A picture that grows downwards."""

    def __init__(self, words: Mapping[str, Any], single: bool) -> None:
        self.words, self.single = words, single
        self.parts: list[str] = []
        self.y = 0
        self.width: float = LEAST

    def svg(self, title: str) -> str:
        """All that was drawn. What is wider than a phone is scaled down to it."""
        box = f'viewBox="0 0 {self.width:g} {self.y}" width="{self.width:g}" height="{self.y}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="layout" role="img" {box} '
            f'font-family="sans-serif"><title>{escape(title)}</title>{"".join(self.parts)}</svg>\n'
        )

    def label(
        self,
        x: float,
        y: float,
        words: str,
        size: int = 13,
        weight: str = "normal",
        ink: str = "currentColor",
    ) -> None:
        """A line of text."""
        self.width = max(self.width, x + breadth(words, size))
        self.parts.append(
            f'<text x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="start" '
            f'font-weight="{weight}" fill="{ink}">{escape(words)}</text>'
        )

    def cell(
        self, x: float, y: float, width: float, values: list[str], index: int, hue: str
    ) -> None:
        """One element: its value, and its place in the storage as a small number and a tint.

        Without a hue no tensor reads it: it is drawn as an outline of dashes.
        """
        tint = 0.12 + 0.43 * index / max(1, len(values) - 1)
        self.box(x, y, width, values[index], str(index), hue, tint)

    def box(
        self, x: float, y: float, width: float, value: str, place: str, hue: str, tint: float
    ) -> None:
        """A value in a frame, and over it a small number where there is one."""
        fill = (
            f'fill="{hue}" fill-opacity="{tint:.2f}"' if hue else 'fill="none" stroke-dasharray="3"'
        )
        self.width = max(self.width, x + width + 1)
        opened, closed = ("", "") if hue else ('<g opacity=".7">', "</g>")
        number = (
            f'<text x="{x + 3:g}" y="{y + 12:g}" font-size="10" fill="currentColor">{place}</text>'
        )
        self.parts.append(
            f'{opened}<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{HEIGHT}" {fill} '
            f'stroke="currentColor" stroke-opacity=".6"/>'
            f'<text x="{x + width / 2:g}" y="{y + (28 if place else 23):g}" font-size="13" '
            f'text-anchor="middle" font-weight="normal" fill="currentColor">{escape(value)}</text>'
            f"{number if place else ''}{closed}"
        )

    def tensor(self, tensor: Mapping[str, Any], values: list[str], hue: str) -> None:
        """A tensor as rows and columns, one block for each leading index."""
        shape, stride = tensor["shape"], tensor["stride"]
        facts = {"shape": text(shape), "stride": text(stride), "offset": tensor["offset"]}
        title = " · ".join(f"{self.words[fact]} {value}" for fact, value in facts.items())
        self.label(0, self.y + 13, tensor["name"], weight="bold")
        self.label(0, self.y + 29, title, size=12)
        self.y += 36
        rows, down = (shape[-2], stride[-2]) if len(shape) > 1 else (1, 0)
        columns, right = (shape[-1], stride[-1]) if shape else (1, 0)
        left = 34 if len(shape) > 1 else 0
        width = cell_width(values)
        fits = max(1, int((WIDTH - left) // width)) if rows == 1 else columns
        lines = max(rows, -(-columns // max(1, fits)))  # A single row goes on in the next line.
        x = 0.0
        for lead, start in blocks(shape, stride, tensor["offset"]):
            if x and x + left + columns * width > WIDTH:
                x, self.y = 0.0, self.y + lines * HEIGHT + GAP + INDEX
            head = f"[{', '.join(map(str, lead))}] " * bool(lead) + f"→ +{right}" * bool(shape)
            self.label(x + left, self.y + 11, head, size=11, ink=ACROSS.ink)
            if len(shape) > 1 and rows:
                self.label(x, self.y + INDEX + 23, f"↓ +{down}", size=11, ink=DOWN.ink)
            for row, column in itertools.product(range(rows), range(columns)):
                index = start + row * down + column * right
                line, at = (row, column) if rows > 1 else divmod(column, fits)
                place = (x + left + at * width, self.y + INDEX + line * HEIGHT)
                self.cell(*place, width, values, index, hue)
            x += left + columns * width + 16
        self.y += INDEX + min(rows, 1) * lines * HEIGHT + GAP

    def storage(
        self, number: int, values: list[str], hue: str, over: list[Mapping[str, Any]]
    ) -> None:
        """A storage as one line of cells, and the tensors' steps on it."""
        name = self.words["storage"] + ("" if self.single else f" {number}")
        self.label(0, self.y + 13, name, weight="bold")
        self.y += 20
        steps = [hop for tensor in over for hop in hops(tensor)]
        self.line(values, hue, steps, set[int]().union(*map(cells, over)))

    def line(self, values: list[str], hue: str, steps: list[Hop], read: set[int]) -> None:
        """Cells in a line, folded where it is long, and steps on it; the unread have no hue."""
        width = cell_width(values)
        columns = max(1, int(WIDTH // width))
        steps = [hop for hop in steps if max(hop.start, hop.end) < columns]
        under = STEP * sum(hop.look.below for hop in steps)
        self.y += STEP * len(steps) - under
        for index in range(len(values)):
            row, column = divmod(index, columns)
            place = (column * width, self.y + row * (HEIGHT + 6) + (under if row else 0))
            self.cell(*place, width, values, index, hue if index in read else "")
        for below in (False, True):
            side = [hop for hop in steps if hop.look.below == below]
            edge = self.y + (HEIGHT if below else 0)
            for arrow, hop, x, y in arrows(side, width, edge, below):
                self.parts.append(arrow)
                self.label(x, y + 4, hop.label, size=11, ink=hop.look.ink)
        self.y += max(0, len(values) - 1) // columns * (HEIGHT + 6) + HEIGHT + under + GAP


def text(numbers: list[int]) -> str:
    """A shape or stride as Python prints it."""
    return str(tuple(numbers))


def breadth(words: str, size: int) -> float:
    """How wide a text is at most, in any common font: Hangul is as wide as it is high."""
    return size * sum(
        0.5 if one in NARROW else 1 if one > "\u1100" and one not in "→↓" else 0.66 for one in words
    )


def cell_width(values: list[str]) -> float:
    """Wide enough for the longest value and its index."""
    return max(30, 14 + 8 * max(map(len, values), default=1))


def blocks(
    shape: list[int], stride: list[int], offset: int
) -> Iterator[tuple[tuple[int, ...], int]]:
    """Each index of all but the last two dimensions, with the place where its block starts."""
    for lead in itertools.product(*(range(size) for size in shape[:-2])):
        yield lead, offset + sum(i * s for i, s in zip(lead, stride[:-2], strict=True))
