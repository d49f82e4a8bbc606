"""The way of a gradient as a picture: steps as boxes, the last one on top, arrows down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textbook.composing.drawing import WIDTH, Drawing, breadth
from textbook.composing.hops import CELL

BOX = 56
"""The height of a step: its name and value, its function, its gradient."""
APART = 12
LEVEL = 6
"""Between two lines that go across, so that none lies upon another."""
Data = Mapping[str, Any]
Item = tuple[str, int]
"""A step, or the place where a hop passes a layer: `("step", 3)`, `("hop", 2)`."""
Arrow = tuple[Item, Item, str, int]
"""From where to where, what it brings, and the number of its hop."""


def way(pen: Drawing, drawn: Data) -> None:
    """The boxes layer by layer, with what each arrow brings beside its tip."""
    layers, hops = arranged(drawn)
    widths = {item: width(item, drawn, hops) for layer in layers for item in layer}
    breadths = [sum(widths[one] + APART for one in layer) - APART for layer in layers]
    across = max(WIDTH, *breadths)
    left: dict[Item, float] = {}
    for layer, taken in zip(layers, breadths, strict=True):
        x = (across - taken) / 2
        for item in layer:
            left[item] = x
            x += widths[item] + APART
    pen.y += 2
    for number, layer in enumerate(layers):
        for item in layer:
            box(pen, item, left[item], widths[item], drawn)
        pen.y += BOX
        going = [hop for hop in hops if hop[0] in layer]
        tip = pen.y + 8 + LEVEL * len(going) + 24
        for level, hop in enumerate(going):
            start, end, said, _ = hop
            out = [other for other in hops if other[0] == start]
            come = [other for other in hops if other[1] == end]
            x = left[start] + widths[start] * (out.index(hop) + 0.5) / len(out)
            beside = widths[end] * come.index(hop) / len(come) + 3
            to = left[end] + (beside if len(come) > 1 else widths[end] / 2)
            head = "m-3 -5l3 5l3 -5" if end[0] == "step" else ""
            pen.parts.append(
                f'<path d="M{x:g} {pen.y}V{pen.y + 8 + LEVEL * level}H{to:g}V{tip - 1}{head}" '
                'fill="none" stroke="currentColor" stroke-opacity=".8"/>'
            )
            pen.label(to + 6, tip - 8, said, size=11)
        pen.y = tip if number < len(layers) - 1 else pen.y + 2


def arranged(drawn: Data) -> tuple[list[list[Item]], list[Arrow]]:
    """The items of each layer, and the arrows from one layer to the next with their words.

    A step stands below all that send it a gradient; a hop past a layer has a place in it.
    """
    depth = dict.fromkeys(range(len(drawn["nodes"])), 0)
    for start, end, *_ in drawn["hops"]:
        depth[end] = max(depth[end], depth[start] + 1)
    layers: list[list[Item]] = [[] for _ in range(max(depth.values()) + 1)]
    for number, layer in depth.items():
        layers[layer].append(("step", number))
    hops: list[Arrow] = []
    for number, (start, end, slope, sent) in enumerate(drawn["hops"]):
        before: Item = ("step", start)
        for layer in range(depth[start] + 1, depth[end]):
            passing: Item = ("hop", 100 * number + layer)
            layers[layer].append(passing)
            hops.append((before, passing, "", number))
            before = passing
        grad = drawn["nodes"][start]["grad"]
        hops.append((before, ("step", end), f"{grad} × {slope} = {sent}", number))
    return layers, hops


def width(item: Item, drawn: Data, hops: list[Arrow]) -> float:
    """As wide as its words, and as what arrives there side by side."""
    arriving = [breadth(said, 11) + 9 for _, end, said, _ in hops if end == item]
    if item[0] == "hop":
        return 8.0
    node = drawn["nodes"][item[1]]
    lines = (f"{node['name']} = {node['value']}", node["step"], f"grad = {node['grad']}")
    return max(sum(arriving), *(breadth(one, 13) + 16 for one in lines))


def box(pen: Drawing, item: Item, x: float, across: float, drawn: Data) -> None:
    """A step, with its function below its value, and its gradient; or a line that passes."""
    if item[0] == "hop":
        pen.parts.append(
            f'<path d="M{x + across / 2:g} {pen.y}v{BOX}" fill="none" stroke="currentColor" '
            'stroke-opacity=".8"/>'
        )
        return
    node = drawn["nodes"][item[1]]
    said = (f"{node['name']} = {node['value']}", node["step"], f"grad = {node['grad']}")
    pen.width = max(pen.width, x + across + 1)
    pen.parts.append(
        f'<rect x="{x:g}" y="{pen.y}" width="{across:g}" height="{BOX}" '
        f'fill="{CELL}" fill-opacity="0.14" stroke="currentColor" stroke-opacity=".6"/>'
    )
    for line, (words, size, weight) in enumerate(
        zip(said, (13, 11, 13), ("bold", "normal", "normal"), strict=True)
    ):
        pen.label(x + 8, pen.y + 15 + 16 * line, words, size=size, weight=weight)
