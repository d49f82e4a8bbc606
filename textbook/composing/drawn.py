"""Draw what `running.drawings.describe` read: SVG in the look of `drawing`, told in words, too."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import Any

from textbook.composing.drawing import HEIGHT, WIDTH, Drawing, breadth, text
from textbook.composing.gradients import way
from textbook.composing.hops import CELL, CHOSEN, WRONG
from textbook.composing.sentences import describe, factors, goes_down, reckoned, size, steps

LIGHT, STRONG = 0.14, 0.42
"""How much of its colour a cell has."""
Data = Mapping[str, Any]


def draw(drawn: Data, words: Data) -> str:
    """An SVG of one drawing; `words` is the language's."""
    pen = Drawing(words, single=True)
    KINDS[drawn["kind"]](pen, drawn)
    return pen.svg(describe(drawn, words["drawn"]))


def stretch(pen: Drawing, drawn: Data) -> None:
    """Two tensors with the copies that stretch them as dashes, and beside them the result."""
    rows, columns = size(drawn["result"]["shape"])
    signs = ("", drawn["sign"], "=")
    x = 0.0
    for sign, one in zip(signs, (*drawn["operands"], drawn["result"]), strict=True):
        name = one["name"] if sign != "=" else ""
        shape, width = f"{pen.words['shape']} {text(one['shape'])}", wide(one)
        needed = max(columns * width, breadth(name, 13), breadth(shape, 12))
        if x and x + 22 + needed > WIDTH:
            x, pen.y = 0.0, pen.y + 36 + rows * HEIGHT + 14
        if sign:
            pen.label(x, pen.y + 41 + rows * HEIGHT / 2, sign, size=16)
            x += 22
        pen.label(x, pen.y + 13, name, weight="bold")
        pen.label(x, pen.y + 29, shape, size=12)
        own = size(one["shape"])
        for row, column in itertools.product(range(rows), range(columns)):
            hue = CELL if row < own[0] and column < own[1] else ""
            value = one["values"][row % own[0] * own[1] + column % own[1]]
            place = (x + column * width, pen.y + 36 + row * HEIGHT)
            pen.box(*place, width, value, "", hue, LIGHT)
        x += needed + 8
    pen.y += 36 + rows * HEIGHT + 4


def collapse(pen: Drawing, drawn: Data) -> None:
    """A tensor whose elements that become one stand together, with what each group becomes."""
    x, result = drawn["x"], drawn["result"]
    head(pen, drawn["text"], f"{text(x['shape'])} → {text(result['shape'])}")
    (rows, columns), width = size(x["shape"]), max(wide(x), wide(result))
    down = goes_down(drawn)
    left, top = (60, pen.y) if down else (0, pen.y + 20)
    right, below = (width + 8, HEIGHT) if down else (width, HEIGHT + 8)
    pen.label(0, pen.y + 13, f"dim={drawn['dim']} {'↓' if down else '→'}", size=12)
    for row, column in itertools.product(range(rows), range(columns)):
        place = (left + column * right, top + row * below)
        value = x["values"][row * columns + column]
        pen.box(*place, width, value, "", *look((column if down else row) == 0))
    for group, value in enumerate(result["values"]):
        x_at, y_at = left + columns * right + 26, top + group * below
        arrow = f"M{x_at - 22:g} {y_at + HEIGHT / 2:g}h18m-5 -3l5 3l-5 3"
        if down:
            x_at, y_at = left + group * right, top + rows * below + 22
            arrow = f"M{x_at + width / 2:g} {y_at - 18:g}v14m-3 -5l3 5l3 -5"
        pen.parts.append(f'<path d="{arrow}" fill="none" stroke="currentColor"/>')
        pen.box(x_at, y_at, width, value, "", *look(group == 0))
    pen.y = int(top + rows * below) + (22 + HEIGHT if down else 0) + 4


def product(pen: Drawing, drawn: Data) -> None:
    """The matrix on the left, the other above, the product where rows and columns meet."""
    a, b, result = (drawn[name] for name in ("a", "b", "result"))
    shapes = f"{text(a['shape'])} @ {text(b['shape'])} → {text(result['shape'])}"
    head(pen, drawn["text"], shapes)
    inner, columns = factors(b)
    row, column = (*drawn["index"], 0)[:2]
    left = max(inner * wide(a), breadth(a["name"], 13)) + 20
    top = pen.y + 20 + inner * HEIGHT + 24
    width = max(wide(b), wide(result))
    pen.label(left, pen.y + 13, b["name"], weight="bold")
    pen.label(0, top - 7, a["name"], weight="bold")
    for n, value in enumerate(a["values"]):
        place = (n % inner * wide(a), top + n // inner * HEIGHT)
        pen.box(*place, wide(a), value, "", *look(n // inner == row))
    for n, value in enumerate(b["values"]):
        place = (left + n % columns * width, pen.y + 20 + n // columns * HEIGHT)
        pen.box(*place, width, value, "", *look(n % columns == column))
    for n, value in enumerate(result["values"]):
        place = (left + n % columns * width, top + n // columns * HEIGHT)
        pen.box(*place, width, value, "", *look((n // columns, n % columns) == (row, column)))
    pen.y = int(top + len(a["values"]) // inner * HEIGHT) + 8
    pen.label(0, pen.y + 13, reckoned(drawn))
    pen.y += 20


def view(pen: Drawing, drawn: Data) -> None:
    """The new shape as far as strides lead, where they end, and the hop there in the storage."""
    head(pen, drawn["text"], text(drawn["shape"]))
    values, places, wrong = drawn["storage"], drawn["places"], drawn["wrong"]
    columns, width = size(drawn["shape"])[1], wide({"values": values}) + 4
    fits = min(columns, int(WIDTH // width)) if len(drawn["shape"]) == 1 else columns
    for n, place in enumerate(places):
        at = (n % fits * width, pen.y + n // fits * HEIGHT)
        if n < wrong:
            pen.cell(*at, width, values, place, CELL)
        else:
            value, number, hue = (values[place], str(place), WRONG) if n == wrong else ("", "", "")
            pen.box(*at, width, value, number, hue, STRONG)
    pen.y += -(-len(places) // fits) * HEIGHT + 18
    pen.label(0, pen.y + 13, pen.words["storage"], weight="bold")
    pen.y += 20
    pen.line(values, CELL, list(steps(drawn)), set(places))


def head(pen: Drawing, name: str, shapes: str) -> None:
    """What is drawn, and the shapes in it."""
    pen.label(0, pen.y + 13, name, weight="bold")
    pen.label(0, pen.y + 29, f"{pen.words['shape']} {shapes}", size=12)
    pen.y += 40


def look(chosen: bool) -> tuple[str, float]:
    """The colour of a cell, and how much of it."""
    return (CHOSEN, STRONG) if chosen else (CELL, LIGHT)


def wide(table: Data) -> float:
    """The width of a cell that holds the longest value."""
    return max(28, 10 + 8 * max(map(len, table["values"])))


KINDS: dict[str, Callable[[Drawing, Data], None]] = {
    one.__name__: one for one in (stretch, collapse, product, view, way)
}
