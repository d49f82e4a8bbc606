"""Figures: what matplotlib has open when a program ends, as SVG for light and dark pages alike.

Runs inside a program's process; depends on matplotlib alone.
"""

from __future__ import annotations

import base64
import io
import re
from typing import Any
from xml.etree import ElementTree

from textbook.outcomes import LENGTHS

FOREGROUND = "#010203"  # Stands for the text colour of the page until the SVG is written.
CYCLE = ["#3b82f6", "#f97316", "#10b981", "#a855f7", "#ef4444"]  # Legible on white and black.
STYLE = {
    **{f"{part}.color": FOREGROUND for part in ("text", "xtick", "ytick", "hatch")},
    "axes.edgecolor": FOREGROUND,
    "axes.labelcolor": FOREGROUND,
    "axes.titlesize": "medium",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.figsize": (4.8, 3.0),
    "figure.constrained_layout.use": True,
    "image.interpolation": "none",  # A pixel of the data is one of the picture, at any size.
    "legend.frameon": False,
    "savefig.transparent": True,
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana"],  # Letters of one width, here and there.
}
SVG = "http://www.w3.org/2000/svg"
FEW = 1024  # Pixels of an image that are drawn as shapes: 32 by 32.


class Drawing:
    """Matplotlib made ready to draw without a window, the same bytes for everyone.

    Starts from matplotlib's own defaults, whatever an author's matplotlibrc says. `name` is the
    run's whose figures come next.
    """

    def __init__(self, name: str) -> None:
        import matplotlib
        from cycler import cycler

        matplotlib.rcdefaults()
        matplotlib.use("Agg")
        chosen: dict[Any, Any] = {**STYLE, "axes.prop_cycle": cycler(color=CYCLE)}
        matplotlib.rcParams.update({**chosen, "svg.hashsalt": name})
        import matplotlib.pyplot as pyplot

        self.name, self.pyplot = name, pyplot
        self.taken: list[str] = []
        """What was shown, and not yet taken."""
        pyplot.show = lambda *_, **__: self.show()  # Matplotlib wants a function.

    def show(self) -> None:
        """What programs call: as in a notebook, what is open now is shown and closed."""
        pyplot = self.pyplot
        for number in pyplot.get_fignums():
            at = len(self.taken) + 1
            self.taken.append(svg(pyplot.figure(number), self.name, at))
        pyplot.close("all")

    def take(self) -> tuple[list[str], bool]:
        """Every figure as SVG, and whether some were still open: a script would not show them."""
        hidden = bool(self.pyplot.get_fignums())
        self.show()
        taken, self.taken = self.taken, []
        return taken, hidden


def warm() -> None:
    """Draw once, so that a program's first figure finds fonts and back ends loaded."""
    drawing = Drawing("")
    drawing.pyplot.plot([0, 1], label="warm")
    drawing.pyplot.title("warm")
    drawing.pyplot.legend()
    drawing.take()


def svg(figure: Any, name: str, number: int) -> str:
    """One figure as SVG whose text and axes take the colour of the page's text."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    said = []
    for axes in figure.axes:
        said += [axes.get_title(), axes.get_xlabel(), axes.get_ylabel()]
        legend = axes.get_legend()
        said += [entry.get_text() for entry in (legend.get_texts() if legend else ())]
    title = ", ".join(dict.fromkeys(filter(None, said))) or "figure"
    return tidy(buffer.getvalue(), f"{re.sub('[/._]', '-', name)}-{number}", title)


def tidy(text: str, prefix: str, title: str) -> str:
    """What matplotlib wrote, as SVG for a page: ids, colours and a title of its own.

    Lengths are rounded to a hundredth of a point; ids that nothing names, and turns by nothing, are
    left out; text and every other attribute stay as they are.
    """
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = ElementTree.fromstring(text)
    parts = [*root.iter()]
    named = dict.fromkeys(re.findall(r'(?:href="|url\()#([^")]+)', text))
    names = {old: f"{prefix}-{n}" for n, old in enumerate(named)}
    for part in parts:
        if part.tag == f"{{{SVG}}}image":
            shapes(part)
        if part.get("id") not in names:
            part.attrib.pop("id", None)
        if part.get("transform", "").startswith("rotate(-0 "):
            del part.attrib["transform"]
        for child in [*part]:
            if child.tag in (f"{{{SVG}}}metadata", f"{{{SVG}}}style"):
                part.remove(child)
        for key, value in part.attrib.items():
            part.attrib[key] = attribute(key.rpartition("}")[2], value, names)
    root.set("style", "stroke-linejoin:round;stroke-linecap:butt")
    told = ElementTree.Element(f"{{{SVG}}}title")
    told.text = title
    root.insert(0, told)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def shapes(image: ElementTree.Element) -> None:
    """Make an image of few pixels a group of shapes, one of each colour, that cover the same.

    They are as sharp at any size, and a page has nothing to decode before it is painted.
    """
    from matplotlib.image import imread

    link = next(key for key in image.attrib if key.endswith("href"))
    png = base64.b64decode(image.attrib[link].partition("base64,")[2])
    picture = (imread(io.BytesIO(png), format="png") * 255).round().astype(int)
    height, width, *channels = picture.shape
    smooth = (image.get("width"), image.get("height")) != (str(width), str(height))
    if smooth or width * height > FEW or "x" in image.attrib or channels != [4]:
        return
    cells: dict[tuple[int, ...], str] = {}
    for y, row in enumerate(picture.tolist()):
        for x, colour in enumerate(map(tuple, row)):
            cells[colour] = cells.get(colour, "") + f"M{x} {y}h1v1h-1z"
    image.tag = f"{{{SVG}}}g"
    for key in (link, "width", "height", "style"):
        image.attrib.pop(key, None)
    image.set("shape-rendering", "crispEdges")
    for (*rgb, alpha), d in cells.items():
        path = ElementTree.SubElement(image, f"{{{SVG}}}path", d=d, fill="#" + bytes(rgb).hex())
        if alpha < 255:
            path.set("fill-opacity", f"{alpha / 255:.3g}")


def attribute(key: str, value: str, names: dict[str, str]) -> str:
    """An attribute with its lengths rounded, its colour the page's, its ids renamed."""
    if key == "id":
        return names[value]
    if key == "href" and value.startswith("#"):
        return "#" + names.get(value[1:], value[1:])
    if key in LENGTHS:
        return re.sub(r"\d+\.\d{3,}", lambda match: f"{float(match[0]):.2f}", value)
    value = re.sub(
        r"url\(#([^)]+)\)", lambda match: f"url(#{names.get(match[1], match[1])})", value
    )
    return value.replace(FOREGROUND, "currentColor")
