"""Formulas as MathML, which browsers set and read aloud without a script.

Authors write LaTeX between dollar signs, which other readers of Markdown and Jupyter know as well.
Markdown marks what it found; this puts MathML in its place.
"""

from __future__ import annotations

import re
from html import unescape

from latex2mathml.converter import convert

from textbook.model import Problem

MARKED = re.compile(
    r'<(?P<tag>div|span) class="arithmatex">\\[(\[](?P<latex>.*?)\\[)\]]</(?P=tag)>', re.S
)


def to_mathml(html: str, path: str) -> str:
    """A page with its formulas as MathML. Raises Problem for one that is no LaTeX."""

    def put(marked: re.Match[str]) -> str:
        latex = unescape(marked["latex"]).strip()
        display = "block" if marked["tag"] == "div" else "inline"
        try:
            made = str(convert(latex, display=display))
            if unknown := re.search(r"\\\w+", made):
                raise ValueError(f"{unknown[0]} is not known")
        except Exception as error:  # The library has a dozen kinds, with no common base.
            cure = "write LaTeX between dollar signs, and a dollar itself as \\$"
            raise Problem(f"{path}: ${latex}$ is no formula ({error}): {cure}") from error
        return f'<div class="formula">{made}</div>' if display == "block" else made

    return MARKED.sub(put, html)
