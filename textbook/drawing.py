"""Draw how tensors lie over their storage, from what `textbook.layout.describe` read.

SVG that takes the text colour of the page around it, and says in words what it shows.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

HUES = ("#3b82f6", "#f97316", "#10b981")
WIDTH = 361
"""As wide as a phone shows without shrinking the text."""
HEIGHT = 30
INDEX = 14
GAP = 18
DARK = "<style>svg{color:#24292f}@media(prefers-color-scheme:dark){svg{color:#e6edf3}}</style>"


def draw(layout: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """An SVG of every storage and of the tensors over it; `words` is the language's."""
    parts: list[str] = []
    y = 0
    for number, values in enumerate(layout["storages"]):
        over = [tensor for tensor in layout["tensors"] if tensor["storage"] == number]
        hue = HUES[number % len(HUES)]
        for tensor in over:
            y = grid(parts, tensor, values, hue, y, words)
        y = strip(parts, number, values, hue, y, words, single=len(layout["storages"]) == 1)
    alt = escape(describe(layout, words))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="layout" role="img" viewBox="0 0 {WIDTH} {y}" '
        f'width="{WIDTH}" height="{y}" font-family="sans-serif"><title>{alt}</title>{"".join(parts)}</svg>\n'
    )


def describe(layout: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """The picture in words: each storage's elements, each tensor's place over it."""
    said = []
    for number, values in enumerate(layout["storages"]):
        said.append(f"{words['storage']} {number}: {', '.join(values)}.")
        for tensor in layout["tensors"]:
            if tensor["storage"] == number:
                said.append(
                    f"{tensor['name']}: {words['shape']} {text(tensor['shape'])}, "
                    f"{words['stride']} {text(tensor['stride'])}, {words['offset']} {tensor['offset']}."
                )
    return " ".join(said)


def standalone(svg: str) -> str:
    """The same picture as a file of its own, which has no page to take its colour from."""
    start = svg.index(">", svg.index("<svg")) + 1
    return svg[:start] + DARK + svg[start:]


def text(numbers: list[int]) -> str:
    """A shape or stride as Python prints it."""
    return str(tuple(numbers))


def label(x: float, y: float, words: str, size: int = 13, anchor: str = "start", weight: str = "normal") -> str:
    """A line of text."""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="{anchor}" font-weight="{weight}" '
        f'fill="currentColor">{escape(words)}</text>'
    )


def cell(x: float, y: float, width: float, value: str, index: int, count: int, hue: str) -> str:
    """One element: its value, and its place in the storage as a small number and as a tint."""
    tint = 0.12 + 0.43 * index / max(1, count - 1)
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{HEIGHT}" '
        f'fill="{hue}" fill-opacity="{tint:.2f}" stroke="currentColor" stroke-opacity=".6"/>'
        + label(x + width / 2 + 3, y + 21, value, anchor="middle")
        + f'<text x="{x + 3:g}" y="{y + 10:g}" font-size="10" fill="currentColor">{index}</text>'
    )


def cell_width(values: list[str]) -> float:
    """Wide enough for the longest value and its index."""
    return max(30, 14 + 8 * max(map(len, values), default=1))


def grid(
    parts: list[str], tensor: Mapping[str, Any], values: list[str], hue: str, y: int, words: Mapping[str, str]
) -> int:
    """The tensor as rows and columns, one block for each leading index; returns the y below it."""
    shape, stride = tensor["shape"], tensor["stride"]
    facts = {"shape": text(shape), "stride": text(stride), "offset": tensor["offset"]}
    title = " · ".join(f"{words[fact]} {value}" for fact, value in facts.items())
    parts += [label(0, y + 13, tensor["name"], weight="bold"), label(0, y + 29, title, size=12)]
    y += 36
    rows = shape[-2] if len(shape) > 1 else 1
    columns = shape[-1] if shape else 1
    down = stride[-2] if len(shape) > 1 else 0
    right = stride[-1] if shape else 0
    width = cell_width(values)
    left = 34 if len(shape) > 1 else 0
    x = 0.0
    for lead, start in blocks(shape, stride, tensor["offset"]):
        if x and x + left + columns * width > WIDTH:
            x, y = 0.0, y + rows * HEIGHT + GAP + INDEX
        head = f"[{', '.join(map(str, lead))}] " * bool(lead) + f"→ +{right}" * bool(shape)
        parts.append(label(x + left, y + 11, head, size=11))
        if len(shape) > 1:
            parts.append(label(x, y + INDEX + 20, f"↓ +{down}", size=11))
        for row, column in itertools.product(range(rows), range(columns)):
            index = start + row * down + column * right
            place = (x + left + column * width, y + INDEX + row * HEIGHT)
            parts.append(cell(*place, width, values[index], index, len(values), hue))
        x += left + columns * width + 16
    return y + INDEX + rows * HEIGHT + GAP


def blocks(shape: list[int], stride: list[int], offset: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """Each index of all but the last two dimensions, with the place where its block starts."""
    for lead in itertools.product(*(range(size) for size in shape[:-2])):
        yield lead, offset + sum(i * s for i, s in zip(lead, stride[:-2], strict=True))


def strip(
    parts: list[str], number: int, values: list[str], hue: str, y: int, words: Mapping[str, str], single: bool
) -> int:
    """The storage as one line of cells, folded where it is long; returns the y below it."""
    name = words["storage"] + ("" if single else f" {number}")
    parts.append(label(0, y + 13, name, weight="bold"))
    y += 20
    width = cell_width(values)
    columns = int(WIDTH // width)
    for index, value in enumerate(values):
        place = (index % columns * width, y + index // columns * (HEIGHT + 6))
        parts.append(cell(*place, width, value, index, len(values), hue))
    return y + (len(values) - 1) // columns * (HEIGHT + 6) + HEIGHT + GAP
