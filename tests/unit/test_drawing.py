"""Tensors over their memory: what is read from them, and where the picture puts it."""

from __future__ import annotations

import itertools
import re
from typing import Any
from xml.etree import ElementTree

import pytest
import torch

from textbook.composing import drawing, words
from textbook.composing.hops import ACROSS, DOWN, STEP
from textbook.running.tensors import describe

KOREAN, ENGLISH = words.load("ko"), words.load("en")
SVG = "{http://www.w3.org/2000/svg}"
X, FOUR = torch.arange(24), torch.arange(4)
LONG = "weights.view(2, 12).transpose(0, 1)[:, 1].unsqueeze(0).expand(3, -1)"
DRAWN: dict[str, dict[str, torch.Tensor]] = {
    "one_row": {"x": torch.arange(16).view(1, 16)},
    "two_rows": {"x": torch.arange(32).view(2, 16)},
    "one_column": {"x": torch.arange(6).view(6, 1)},
    "no_dimension": {"x": torch.tensor(7)},
    "empty": {"x": torch.empty(0)},
    "empty_rows": {"x": torch.empty(0, 3), "y": torch.empty(0, 2, 3)},
    "three_dimensions": {"x": X.view(2, 3, 4), "x.T": X.view(2, 3, 4).permute(2, 1, 0)},
    "narrow_blocks": {"x": X.view(12, 2, 1)},
    "four_dimensions": {"x": X.view(2, 2, 2, 3)},
    "views": {"x": X.view(4, 6), "y": X[3:9], "z": X.view(4, 6)[1:3, ::2]},
    "expanded": {"x": torch.arange(3).expand(4, 3)},
    "wide_values": {"x": torch.tensor([[1.0009765625e-12, -3.4e38, 0.1]]).repeat(1, 3)},
    "three_storages": {"x": torch.arange(4), "y": torch.zeros(2), "z": torch.ones(2, 2)},
    "long_name": {LONG: torch.arange(3)},
}


def box(element: ElementTree.Element) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a rectangle or a text, whose letters are half as wide."""
    x, y = float(element.attrib["x"]), float(element.attrib["y"])
    if element.tag == f"{SVG}rect":
        return x, y, x + float(element.attrib["width"]), y + float(element.attrib["height"])
    size = float(element.attrib["font-size"])
    wide = sum(size if one >= "\uac00" else size / 2 for one in element.text or "")
    if element.attrib.get("text-anchor") == "middle":
        x -= wide / 2
    return x, y - size * 0.75, x + wide, y + size / 4


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two boxes lie over one another by more than half a point."""
    return all(
        max(one[side], other[side]) + 0.5 < min(one[side + 2], other[side + 2]) for side in (0, 1)
    )


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("language", [KOREAN, ENGLISH], ids=["ko", "en"])
def test_nothing_lies_outside_the_picture_or_over_another(name: str, language: Any) -> None:
    """All rectangles and texts are inside the view box; cells and labels keep apart."""
    svg = ElementTree.fromstring(drawing.draw(describe(DRAWN[name]), language))
    *_, width, height = map(float, svg.attrib["viewBox"].split())
    assert svg.attrib["viewBox"].startswith("0 0 ")
    assert (float(svg.attrib["width"]), float(svg.attrib["height"])) == (width, height)
    rects = [box(one) for one in svg.iter(f"{SVG}rect")]
    texts = list(svg.iter(f"{SVG}text"))
    labels = [box(one) for one in texts if one.attrib.get("text-anchor") == "start"]
    assert len(labels) >= 3
    for left, top, right, bottom in (*rects, *map(box, texts)):
        assert left >= 0
        assert top >= 0
        assert right <= width
        assert bottom <= height
    assert not any(overlap(*pair) for pair in itertools.combinations([*rects, *labels], 2))


@pytest.mark.parametrize(
    "name", ["one_row", "narrow_blocks", "four_dimensions", "three_storages", "views"]
)
def test_what_can_be_folded_is_as_wide_as_a_phone(name: str) -> None:
    """Blocks and storages go on in the next row."""
    svg = ElementTree.fromstring(drawing.draw(describe(DRAWN[name]), KOREAN))
    assert drawing.LEAST <= float(svg.attrib["width"]) <= drawing.WIDTH


@pytest.mark.parametrize("name", ["one_row", "no_dimension", "three_dimensions", "views"])
def test_each_cell_shows_the_element_that_is_there(name: str) -> None:
    """Row by row the values of each tensor, with their places in the storage; then the storage."""
    layout = describe(DRAWN[name])
    svg = ElementTree.fromstring(drawing.draw(layout, KOREAN))
    texts = list(svg.iter(f"{SVG}text"))
    values = [one.text for one in texts if one.attrib.get("text-anchor") == "middle"]
    places = [int(one.text or "") for one in texts if "text-anchor" not in one.attrib]
    expected = [
        str(value) for tensor in DRAWN[name].values() for value in tensor.flatten().tolist()
    ]
    storage = layout["storages"][0]
    assert values == expected + storage
    assert [storage[place] for place in places] == values
    assert places[len(expected) :] == list(range(len(storage)))


def test_what_follows_a_folded_line_keeps_its_distance() -> None:
    """As far below the last row, however many, or below the step under an only row."""
    gaps = []
    for count in (4, 17, 25, 32):
        drawn = {"x": torch.arange(count), "y": torch.arange(3)}
        svg = ElementTree.fromstring(drawing.draw(describe(drawn), KOREAN))
        bottoms = [box(one)[3] for one in svg.iter(f"{SVG}rect")]
        (below,) = [float(one.attrib["y"]) for one in svg.iter(f"{SVG}text") if one.text == "y"]
        gaps.append(below - max(bottom for bottom in bottoms if bottom < below))
    assert gaps == [gaps[-1] + STEP, *[gaps[-1]] * 3]


def test_cells_that_no_tensor_reads_are_dashed() -> None:
    """In the storage alone: what a view leaves out is seen at a glance."""
    layout = describe({"every": torch.arange(8)[::2], "late": torch.arange(8)[5:6]})
    svg = ElementTree.fromstring(drawing.draw(layout, ENGLISH))
    rects = list(svg.iter(f"{SVG}rect"))
    first, second = rects[4:12], rects[13:]
    assert [number for number, one in enumerate(first) if "stroke-dasharray" in one.attrib] == [
        *(1, 3, 5, 7)
    ]
    assert ["stroke-dasharray" in one.attrib for one in second] == [n != 5 for n in range(8)]
    assert not any("stroke-dasharray" in one.attrib for one in rects[:4])


def test_arrows_lead_from_cell_to_cell() -> None:
    """A step along each dimension, from where the tensor begins, named in its look.

    Each dimension has a side and a line of its own: who sees no colours tells them apart, too.
    """
    x = torch.arange(12).view(3, 4)
    svg = ElementTree.fromstring(drawing.draw(describe({"x": x, "part": x[1:, ::2]}), ENGLISH))
    cells = [box(one) for one in svg.iter(f"{SVG}rect")][-12:]
    found, looks = [], []
    for arrow in [one for one in svg.iter(f"{SVG}path") if "V" in one.attrib["d"]]:
        start, level, end = map(float, re.findall(r"[MHV]([\d.]+)", arrow.attrib["d"])[:3])
        found.append((place(start, cells), place(end, cells)))
        looks.append((level > cells[0][3], "stroke-dasharray" in arrow.attrib))
    labels = [
        one for one in svg.iter(f"{SVG}text") if re.search(r"x .*\+|part [↓→]", one.text or "")
    ]
    names = [one.text for one in labels]
    assert dict(zip(names, found, strict=True)) == {
        "x ↓ +4": (0, 4),
        "part ↓ +4": (4, 8),
        "part → +2": (4, 6),
        "x → +1": (0, 1),
    }
    assert looks == [("→" in (name or ""), "↓" in (name or "")) for name in names]
    inks = [one.attrib["fill"] for one in labels]
    assert inks == [(DOWN if "↓" in (name or "") else ACROSS).ink for name in names]


def test_letters_are_in_the_colour_of_their_step_or_of_the_text() -> None:
    """Of the step's on a page; of the text's in a file, where a step's may be too pale."""
    x = torch.arange(8).view(2, 2, 2)
    svg = ElementTree.fromstring(drawing.draw(describe({"x": x}), ENGLISH))
    fills = [t.attrib["fill"] for t in svg.iter(f"{SVG}text") if re.match("x .*[+]", t.text or "")]
    strokes = [one.attrib["stroke"] for one in svg.iter(f"{SVG}path") if "V" in one.attrib["d"]]
    assert len(fills) == len(strokes) == 3
    assert fills == [re.sub(",.*", ",currentColor)", stroke) for stroke in strokes]


def place(x: float, cells: list[tuple[float, float, float, float]]) -> int:
    """The number of the cell above which a point lies."""
    return next(number for number, cell in enumerate(cells) if cell[0] <= x <= cell[2])


def test_a_picture_says_in_words_what_it_shows() -> None:
    """Its title, for who does not see it: storages, shapes, strides and offsets."""
    layout = describe({"a<b": X[:6].view(2, 3), "a.T": X[2:6].view(2, 2).T, "c": torch.tensor(5.0)})
    svg = drawing.draw({**layout, "storages": [["0", "1"], ["5"]], "tensors": []}, ENGLISH)
    two = "storage 0: 2 elements in the order 0, 1. storage 1: 1 elements in the order 5."
    assert f"<title>{two}</title>" in svg
    said = drawing.describe(layout, ENGLISH)
    assert said.startswith("storage 0: 24 elements in the order 0, 1, 2, 3, 4, 5, 6, 7, 8,")
    reads = "it starts at place {} of the storage and reads {} of its places."
    assert said.endswith(
        f" 23. a<b has the shape (2, 3) and the strides (3, 1); {reads.format(0, 6)}"
        " It does not read the other 18."
        f" a.T has the shape (2, 2) and the strides (1, 2); {reads.format(2, 4)}"
        " It does not read the other 20."
        " storage 1: 1 elements in the order 5."
        f" c has the shape () and the strides (); {reads.format(0, 1)}"
    )
    assert ElementTree.fromstring(drawing.draw(layout, ENGLISH))[0].text == said
    lonely = drawing.standalone(svg)
    assert lonely.replace(drawing.DARK, "") == svg
    assert ElementTree.fromstring(lonely)[0].tag == f"{SVG}style"


def test_tensors_over_one_memory_share_a_storage() -> None:
    """Views do, copies do not; strides and offsets count elements."""
    x = torch.arange(6, dtype=torch.int16).view(2, 3)
    layout = describe({"x": x, "x.T": x.T, "x[1]": x[1], "copy": x.clone()})
    assert layout["storages"] == [["0", "1", "2", "3", "4", "5"]] * 2
    keys = ("name", "storage", "shape", "stride", "offset", "contiguous", "dtype")
    assert [tuple(tensor[key] for key in keys) for tensor in layout["tensors"]] == [
        ("x", 0, [2, 3], [3, 1], 0, True, "torch.int16"),
        ("x.T", 0, [3, 2], [1, 3], 0, False, "torch.int16"),
        ("x[1]", 0, [3], [1], 3, True, "torch.int16"),
        ("copy", 1, [2, 3], [3, 1], 0, True, "torch.int16"),
    ]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("y", FOUR.view(torch.int32), "layout: y reads a storage"),
        ("y", FOUR.view(torch.uint8)[3:5], "layout: y reads a storage"),
        ("y", [1, 2], "layout: y is no tensor"),
        ("y", torch.arange(33)[:2], "layout: the storage of y has 33 elements: draw at most 32"),
    ],
)
def test_what_cannot_be_drawn_is_refused(name: str, value: Any, message: str) -> None:
    """In other units than the tensor before it, no tensor at all, or too large."""
    with pytest.raises(ValueError, match=message):
        describe({"x": FOUR, name: value})


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64])
def test_digits_are_enough_to_tell_floats_apart(dtype: torch.dtype) -> None:
    """As few as tell a value from its neighbours, which read back as the same value."""
    x = torch.tensor([0.1, 1 / 3, 1.0, 1e-3, 65504.0, -2.5, float("inf"), 12345.678], dtype=dtype)
    near = torch.nextafter(x.double(), torch.tensor(0.0).double()).to(dtype)
    ((*written,),) = describe({"x": x})["storages"]
    assert torch.equal(torch.tensor([float(text) for text in written], dtype=dtype), x)
    assert written[:1] + written[2:4] == ["0.1", "1", "0.001"]
    if dtype == torch.float64:
        ((*others,),) = describe({"x": near[:6]})["storages"]
        assert not set(others) & set(written)
