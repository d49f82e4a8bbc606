"""Images in figures: of few pixels, they are drawn as shapes that cover what the image covered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest

from textbook.running import figures

DATA = np.array([[0, 1, 2], [2, 1, 0], [3, 3, 3], [0, 2, 0]])
RGBA = np.stack([DATA / 3, DATA / 6, DATA / 9, (DATA + 1) / 4], axis=2)


@pytest.fixture
def drawing() -> Iterator[figures.Drawing]:
    """matplotlib as figures are drawn with, and afterwards as it was."""
    with matplotlib.rc_context():
        yield figures.Drawing("test")


def looks(svg: str, points: list[tuple[float, float]]) -> list[list[float]]:
    """Red, green, blue and alpha, 0 to 1, of the one shape at each point (right, down)."""
    found: dict[tuple[float, float], list[float]] = {}
    for group in ElementTree.fromstring(svg).iter(f"{{{figures.SVG}}}g"):
        if "shape-rendering" not in group.attrib:
            continue
        a, b, c, d, e, f = map(float, re.findall(r"-?[\d.]+", group.attrib["transform"]))
        assert (b, c) == (0, 0)
        for path in group:
            colour = [int(path.attrib["fill"][at : at + 2], 16) / 255 for at in (1, 3, 5)]
            shown = (group.get("opacity", "1"), path.get("fill-opacity", "1"))
            colour.append(float(shown[0]) * float(shown[1]))
            cells = re.findall(r"M(\d+) (\d+)h1v1h-1z", path.attrib["d"])
            assert "".join(f"M{x} {y}h1v1h-1z" for x, y in cells) == path.attrib["d"]
            for x, y in cells:
                left, right = sorted((a * int(x) + e, a * (int(x) + 1) + e))
                top, bottom = sorted((d * int(y) + f, d * (int(y) + 1) + f))
                for point in points:
                    if left < point[0] < right and top < point[1] < bottom:
                        assert point not in found
                        found[point] = colour
    return [found[point] for point in points]


@pytest.mark.parametrize("alpha", [1, 0.5])
@pytest.mark.parametrize("origin", ["upper", "lower"])
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("data", [DATA, RGBA], ids=["numbers", "colours"])
def test_shapes_cover_the_image(
    drawing: figures.Drawing, alpha: float, origin: str, turned: bool, data: Any
) -> None:
    """Where matplotlib puts the middle of a value, there is the value's colour, and once."""
    figure, axes = drawing.pyplot.subplots(figsize=(4, 3))
    image = axes.imshow(data, alpha=alpha, origin=origin, extent=(1, 7, 10, 14), aspect="auto")
    if turned:
        axes.invert_xaxis()
    (svg,), _ = drawing.take()
    assert "<image" not in svg
    height = figure.get_figheight() * figure.dpi
    points: list[tuple[float, float]] = []
    expected = []
    for row in range(4):
        for column in range(3):
            y = 10.5 + row if origin == "lower" else 13.5 - row
            x, up = axes.transData.transform((2 + 2 * column, y))
            points.append((x * 72 / figure.dpi, (height - up) * 72 / figure.dpi))
            colour = data[row, column] if data is RGBA else image.to_rgba(DATA)[row, column]
            expected.append([*colour[:3], colour[3] * alpha])
    assert np.allclose(looks(svg, points), expected, atol=1 / 255)


def test_many_pixels_stay_an_image(drawing: figures.Drawing) -> None:
    """As many shapes would weigh more; so does an image that matplotlib smooths."""
    drawing.pyplot.imshow(np.zeros((33, 32)))
    drawing.pyplot.figure()
    drawing.pyplot.imshow(DATA, interpolation="bilinear")
    assert ["<image" in svg for svg in drawing.take()[0]] == [True, True]
