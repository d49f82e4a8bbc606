"""Programs in colour, as Material's copy button expects them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pygments import highlight
from pygments.filter import Filter
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer
from pygments.token import Token

PLAIN = (Token.Name, Token.Text.Whitespace)
"""What has the colour of the text: a third of all spans, which a phone would have to style."""
MARKED = re.compile('<span class="hll"')


class Colours:
    """Colours programs, each once, however often a served site is built again."""

    def __init__(self) -> None:
        self.lexer = PythonLexer(stripnl=False, ensurenl=False, filters=[Fewer()])
        self.plain = formatter([])
        self.known: dict[tuple[str, str], str] = {}

    def program(self, source: str, lines: str) -> str:
        """A program's HTML; `lines` are those to mark, as `hl_lines` has them: `1 3-5`."""
        key = source, lines
        if key not in self.known:
            marked = [n for part in lines.replace(",", " ").split() for n in span(part)]
            chosen = formatter(marked) if marked else self.plain
            html = str(highlight(source, self.lexer, chosen)).removesuffix("\n")
            self.known[key] = numbered(html, marked)
        return self.known[key]

    def prepare(self, programs: Iterable[str]) -> None:
        """Colour these programs now, while others are still at work."""
        for source in programs:
            self.program(source, "")


class Fewer(Filter):
    """Leaves names and spaces without a span of their own."""

    def filter(self, _: Any, stream: Iterable[tuple[Any, str]]) -> Iterator[tuple[Any, str]]:
        """The same tokens, those of `PLAIN` as text."""
        for kind, text in stream:
            yield (Token.Text if kind in PLAIN else kind), text


def formatter(marked: list[int]) -> Any:
    """What writes coloured programs, with these lines marked."""
    css = "language-python highlight"
    return HtmlFormatter(cssclass=css, wrapcode=True, hl_lines=marked)


def numbered(html: str, marked: list[int]) -> str:
    """A program whose marked lines say their numbers, by which the text above calls them."""
    numbers = iter(marked)
    return MARKED.sub(lambda mark: f'{mark[0]} data-line="{next(numbers)}"', html)


def span(part: str) -> list[int]:
    """`3-5` as the lines that it names."""
    first, _, last = part.partition("-")
    return list(range(int(first), int(last or first) + 1))
