"""Figures under the words that their author has for them, their text alternative."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from html import escape

from textbook.model import Code, Page
from textbook.outcomes import Output

TITLE = re.compile(r"<title>.*?</title>", re.S)
WIDE = re.compile(r'viewBox="\S+ \S+ (\S+)')
LETTERS = re.compile(r'<text[^>]* (?:style=")?font-size(?:="|: )([\d.]+)')
LEGIBLE = 10
"""How high letters are at least, in pixels, on a screen that a picture does not fit."""


def least(svg: str) -> int:
    """How wide a picture must be, in pixels, for its smallest letters to be read.

    Of a formula's letters only the usual ones count, since others say how small its own are.
    """
    wide = WIDE.search(svg)
    smallest = min(map(float, LETTERS.findall(svg)), default=LEGIBLE)
    return round(float(wide[1]) * LEGIBLE / smallest) if wide else 0


def told(outputs: Iterable[Output], sentences: Iterable[str]) -> list[Output]:
    """A program's outputs, each figure called by its sentence and not by its labels."""
    said = [f"<title>{escape(one, quote=False)}</title>" for one in sentences]
    found = []
    for output in outputs:
        if said and output.result and output.result.figures:
            figures = list(output.result.figures)
            for number, title in enumerate(said[: len(figures)]):
                before, after = TITLE.split(figures[number], 1)
                figures[number] = f"{before}{title}{after}"
            output = replace(output, result=replace(output.result, figures=tuple(figures)))
        found.append(output)
    return found


def wrong(pages: Iterable[Page], outputs: Callable[[str], list[Output]]) -> Iterator[str]:
    """Figures that nobody has described, and what is said of a figure that is not there."""
    for page in pages:
        for code in page.codes:
            if why := why_not(code, outputs(code.program)):
                yield f"{page.path}:{code.line}: {code.program} {why}"


def why_not(code: Code, outputs: Iterable[Output]) -> str:
    """What is wrong with a block's sentences, with the cure; nothing where each figure has one."""
    counts = {len(one.result.figures) for one in outputs if one.result}
    if not counts or counts == {len(code.pictures)}:
        return ""
    return (
        f"draws {max(counts)}, and {len(code.pictures)} are described: say what each shows in a "
        "sentence, <!-- picture: ... -->, right before this block"
    )
