"""Draw how tensors lie over their storage, from what `running.tensors.describe` read.

SVG that takes the text colour of the page around it, and says in words what it shows.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

HUES = ("#3b82f6", "#f97316", "#10b981")
CELL, CHOSEN, WRONG = (
    f"var(--book-{role},{hue})"
    for role, hue in (("cell", HUES[0]), ("chosen", HUES[1]), ("error", "#ef4444"))
)
"""The page's own colours, by the roles of `docs/assets/book.css`; what follows the comma holds in a
picture that is a file of its own."""
WIDTH = 361
"""As wide as a phone shows without shrinking the text."""
HEIGHT = 36
"""Of a cell: the number of its place, and below it the value, which never touch."""
INDEX = 14
GAP = 18
STEP = 18
"""The height of one arrow over a storage."""
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
                said.append(told["tensor"].format(**facts, **named(tensor, places)))
                if len(places) < len(values) and places:
                    left = len(values) - len(places)
                    said.append(told["untouched"].format(count=left))
    return " ".join(said)


def named(tensor: Mapping[str, Any], places: set[int]) -> dict[str, Any]:
    """What a sentence says of a tensor beside its shape and stride."""
    return {"name": tensor["name"], "offset": tensor["offset"], "count": len(places)}


def cells(tensor: Mapping[str, Any]) -> set[int]:
    """The places in the storage that a tensor reads."""
    steps = [
        [i * s for i in range(n)] for n, s in zip(tensor["shape"], tensor["stride"], strict=True)
    ]
    return {tensor["offset"] + sum(step) for step in itertools.product(*steps)}


@dataclass(frozen=True)
class Hop:
    """One step of a tensor along one dimension, as it is made in the storage."""

    label: str
    start: int
    end: int
    hue: str = "currentColor"


def hops(tensor: Mapping[str, Any]) -> Iterator[Hop]:
    """A tensor's first step along each of its dimensions, the last dimension first."""
    signs = ["→", "↓"]
    for place, (size, stride) in enumerate(
        zip(tensor["shape"][::-1], tensor["stride"][::-1], strict=True)
    ):
        if size > 1:
            sign = signs[place] if place < len(signs) else f"dim={len(tensor['shape']) - 1 - place}"
            label = f"{tensor['name']} {sign} +{stride}"
            yield Hop(label, tensor["offset"], tensor["offset"] + stride)


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
        self.width: float = WIDTH

    def svg(self, title: str) -> str:
        """All that was drawn. What is wider than a phone is scaled down to it."""
        box = f'viewBox="0 0 {self.width:g} {self.y}" width="{self.width:g}" height="{self.y}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="layout" role="img" {box} '
            f'font-family="sans-serif"><title>{escape(title)}</title>{"".join(self.parts)}</svg>\n'
        )

    def label(self, x: float, y: float, words: str, size: int = 13, weight: str = "normal") -> None:
        """A line of text."""
        self.width = max(self.width, x + breadth(words, size))
        self.parts.append(
            f'<text x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="start" '
            f'font-weight="{weight}" fill="currentColor">{escape(words)}</text>'
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
            self.label(x + left, self.y + 11, head, size=11)
            if len(shape) > 1 and rows:
                self.label(x, self.y + INDEX + 23, f"↓ +{down}", size=11)
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
        self.steps([hop for hop in steps if max(hop.start, hop.end) < columns], width)
        for index in range(len(values)):
            row, column = divmod(index, columns)
            place = (column * width, self.y + row * (HEIGHT + 6))
            self.cell(*place, width, values, index, hue if index in read else "")
        self.y += max(0, len(values) - 1) // columns * (HEIGHT + 6) + HEIGHT + GAP

    def steps(self, found: list[Hop], width: float) -> None:
        """Arrows over the cells of a storage, each with its name at the right of all of them."""
        found = sorted(found, key=lambda hop: hop.end - hop.start, reverse=True)
        right = max((max(hop.start, hop.end) + 1 for hop in found), default=0) * width + 8
        bottom = self.y + len(found) * STEP
        for number, hop in enumerate(found):
            shift = 4 * number - 2 * (len(found) - 1)
            start, end = ((at + 0.5) * width + shift for at in (hop.start, hop.end))
            end += 8 if hop.start == hop.end else 0
            y = self.y + number * STEP + 9
            self.parts.append(
                f'<path d="M{start:g} {bottom:g}V{y:g}H{end:g}V{bottom - 1:g}m-3 -5l3 5l3 -5" '
                f'fill="none" stroke="{hop.hue}" stroke-opacity=".8"/>'
            )
            self.label(right, y + 4, hop.label, size=11)
        self.y = bottom


def text(numbers: list[int]) -> str:
    """A shape or stride as Python prints it."""
    return str(tuple(numbers))


def breadth(words: str, size: int) -> float:
    """How wide a text is at most, in any common font: Hangul is as wide as it is high."""
    return size * sum(
        0.4 if one in NARROW else 1 if one > "\u1100" and one not in "→↓" else 0.66 for one in words
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
