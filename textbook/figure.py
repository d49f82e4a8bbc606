"""Figures: what matplotlib has open when a program ends, as SVG for a light and a dark page alike."""

from __future__ import annotations

import io
import re
from html import escape
from typing import Any

FOREGROUND = "#010203"  # Stands for the text colour of the page until the SVG is written.
CYCLE = ["#3b82f6", "#f97316", "#10b981", "#a855f7", "#ef4444"]  # Legible on white and on black.
STYLE = {
    **{f"{part}.color": FOREGROUND for part in ("text", "xtick", "ytick", "hatch")},
    "axes.edgecolor": FOREGROUND,
    "axes.labelcolor": FOREGROUND,
    "axes.titlesize": "medium",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.figsize": (4.8, 3.0),
    "figure.constrained_layout.use": True,
    "legend.frameon": False,
    "savefig.transparent": True,
    "svg.fonttype": "none",
    "font.family": "sans-serif",
}


def style(name: str) -> None:
    """Have matplotlib draw for a light and a dark page alike, and the same bytes each time."""
    import matplotlib
    from cycler import cycler

    chosen: dict[Any, Any] = {**STYLE, "axes.prop_cycle": cycler(color=CYCLE), "svg.hashsalt": name}
    matplotlib.rcParams.update(chosen)


def ready(name: str) -> Any:
    """Prepare matplotlib to draw without a window."""
    import matplotlib

    matplotlib.use("Agg")
    style(name)
    import matplotlib.pyplot as pyplot

    pyplot.show = lambda *_, **__: None  # Where there is no window, it warns.
    return pyplot


def warm() -> None:
    """Draw once, so that a program's first figure finds fonts and back ends loaded."""
    pyplot = ready("")
    pyplot.plot([0, 1], label="warm")
    pyplot.title("warm")
    pyplot.legend()
    svg(pyplot, "", pyplot.gcf().number)
    pyplot.close("all")


def svg(pyplot: Any, name: str, number: int) -> str:
    """One open figure as SVG whose text and axes take the colour of the page's text."""
    figure = pyplot.figure(number)
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    said = []
    for axes in figure.axes:
        said += [axes.get_title(), axes.get_xlabel(), axes.get_ylabel()]
        said += [entry.get_text() for entry in (axes.get_legend().get_texts() if axes.get_legend() else ())]
    return tidy(buffer.getvalue(), f"{name.replace('/', '-')}-{number}", ", ".join(filter(None, said)))


def tidy(text: str, prefix: str, title: str) -> str:
    """What matplotlib wrote, as SVG for a page: in the colour of its text, with ids and a title of its own."""
    text = text[text.index("<svg") :].replace(FOREGROUND, "currentColor")
    text = re.sub(r"<metadata>.*?</metadata>\s*", "", text, flags=re.S)
    text = re.sub(r"\d+\.\d{3,}", lambda match: f"{float(match[0]):.2f}", text)
    return rename_ids(text, prefix).replace(">", f"><title>{escape(title)}</title>", 1)


def rename_ids(svg: str, prefix: str) -> str:
    """Ids that stay the same from run to run and belong to one figure of a page alone."""
    names = {old: f"{prefix}-{n}" for n, old in enumerate(dict.fromkeys(re.findall(r'\bid="([^"]+)"', svg)))}
    pattern = r'(\bid="|href="#|url\(#)([^")]+)'
    return re.sub(pattern, lambda match: match[1] + names.get(match[2], match[2]), svg)
