"""What a drawing shows, in sentences, and what pictures and sentences must agree on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textbook.composing.drawing import text
from textbook.composing.hops import WRONG, Hop, Look

Data = Mapping[str, Any]


def describe(drawn: Data, told: Data) -> str:
    """The picture in sentences; `told` is how the language says them."""
    return " ".join(KINDS[drawn["kind"]](drawn, told))


def stretch(drawn: Data, told: Data) -> list[str]:
    """What is stretched to which shape, and what comes of it."""
    result = drawn["result"]
    said = []
    for one in drawn["operands"]:
        key = "kept" if one["shape"] == result["shape"] else "stretched"
        said.append(told[key].format(**facts(one), to=text(result["shape"])))
    return [*said, told["result"].format(**facts(result))]


def collapse(drawn: Data, told: Data) -> list[str]:
    """Which dimension goes, and what becomes of which elements."""
    x, result = drawn["x"], drawn["result"]
    (rows, columns), values = size(x["shape"]), x["values"]
    groups = [values[n::columns] for n in range(columns)]
    if not goes_down(drawn):
        groups = [values[n * columns : (n + 1) * columns] for n in range(rows)]
    names = {"text": drawn["text"], "name": x["name"], "dim": drawn["dim"]}
    shapes = {"shape": text(x["shape"]), "to": text(result["shape"])}
    said = [told["collapse"].format(**names, **shapes)]
    for group, value in zip(groups, result["values"], strict=True):
        said.append(told["becomes"].format(values=", ".join(group), value=value))
    return said


def goes_down(drawn: Data) -> bool:
    """Whether a collapse takes the rows away, and not the columns, or all of a vector."""
    return len(drawn["x"]["shape"]) == 2 and drawn["dim"] == 0


def product(drawn: Data, told: Data) -> list[str]:
    """The row, the column, and how they make the element."""
    a, b = drawn["a"], drawn["b"]
    row, column = (*drawn["index"], 0)[:2]
    inner, columns = factors(b)
    across = a["values"][row * inner : (row + 1) * inner]
    names = {"text": drawn["text"], "a": a["name"], "b": b["name"], "row": row, "column": column}
    values = {"across": ", ".join(across), "down": ", ".join(b["values"][column::columns])}
    key = "product" if len(b["shape"]) == 2 else "weighted"
    return [told[key].format(**names, **values, sum=reckoned(drawn))]


def view(drawn: Data, told: Data) -> list[str]:
    """The order that is read, the strides that it begins with, and where they end."""
    first, last = steps(drawn)
    stride = first.end - first.start
    order = ", ".join(map(str, drawn["places"]))
    names = {key: drawn[key] for key in ("text", "name")}
    names |= {"shape": text(drawn["shape"]), "order": order}
    places = {"start": last.start, "stride": signed(stride), "end": last.start + stride}
    said = {"steps": text(drawn["stride"]), "place": last.end, "count": drawn["wrong"]}
    return [told["view"].format(**names, **places, **said)]


def reckoned(drawn: Data) -> str:
    """How an element of a product comes about: `1 × 5 + 2 × 7 = 19`."""
    row, column = (*drawn["index"], 0)[:2]
    inner, columns = factors(drawn["b"])
    across = drawn["a"]["values"][row * inner : (row + 1) * inner]
    pairs = zip(across, drawn["b"]["values"][column::columns], strict=True)
    value = drawn["result"]["values"][row * columns + column]
    return " + ".join(f"{one} × {other}" for one, other in pairs) + f" = {value}"


def steps(drawn: Data) -> tuple[Hop, Hop]:
    """A first step, and the one that should be as long as it and is not."""
    places, columns, wrong = drawn["places"], drawn["shape"][-1], drawn["wrong"]
    sign, step = ("→", 1) if wrong % columns else ("↓", columns)
    pairs = ((0, step, Look()), (wrong - step, wrong, Look(WRONG, dash="6 3")))
    first, last = (
        Hop(f"{sign} {signed(places[end] - places[start])}", places[start], places[end], look)
        for start, end, look in pairs
    )
    return first, last


def signed(step: int) -> str:
    """A step with its sign, which is a minus and no hyphen: `−3`."""
    return f"{step:+}".replace("-", "\N{MINUS SIGN}")


def size(shape: Sequence[int]) -> tuple[int, int]:
    """Rows and columns: what has no rows is one row."""
    rows, columns = (1, 1, *shape)[-2:]
    return rows, columns


def factors(b: Data) -> tuple[int, int]:
    """Rows and columns of what a matrix is multiplied with: a vector is a column."""
    rows, columns = (*b["shape"], 1)[:2]
    return rows, columns


def facts(table: Data) -> dict[str, str]:
    """What a sentence says of a tensor: its values row by row."""
    (rows, columns), values = size(table["shape"]), table["values"]
    lines = [", ".join(values[n * columns : (n + 1) * columns]) for n in range(rows)]
    return {"name": table["name"], "shape": text(table["shape"]), "values": " / ".join(lines)}


def way(drawn: Data, told: Data) -> list[str]:
    """What each step sends on to those before it, and what arrives."""
    nodes = drawn["nodes"]
    said = [told["value"].format(**nodes[0])]
    for number, node in enumerate(nodes[1:], 1):
        sent = [
            told["sent"].format(name=nodes[start]["name"], grad=nodes[start]["grad"], slope=slope)
            + f" = {one}"
            for start, end, slope, one in drawn["hops"]
            if end == number
        ]
        said.append(told["arrives"].format(**node, sent=", ".join(sent)))
    return said


KINDS = {one.__name__: one for one in (stretch, collapse, product, view, way)}
