"""Programs in colour, as Material's copy button expects them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
        self.plain = formatter(())
        self.known: dict[tuple[str, tuple[int, ...]], str] = {}

    def program(self, source: str, marked: tuple[int, ...] = ()) -> str:
        """A program's HTML; `marked` are the lines to mark, in order."""
        key = source, marked
        if key not in self.known:
            chosen = formatter(marked) if marked else self.plain
            html = str(highlight(source, self.lexer, chosen)).removesuffix("\n")
            self.known[key] = numbered(html, marked)
        return self.known[key]

    def prepare(self, programs: Iterable[str]) -> None:
        """Colour these programs now, while others are still at work."""
        for source in programs:
            self.program(source)


class Fewer(Filter):
    """Leaves names and spaces without a span of their own."""

    def filter(self, _: Any, stream: Iterable[tuple[Any, str]]) -> Iterator[tuple[Any, str]]:
        """The same tokens, those of `PLAIN` as text."""
        for kind, text in stream:
            yield (Token.Text if kind in PLAIN else kind), text


def formatter(marked: Sequence[int]) -> Any:
    """What writes coloured programs, with these lines marked."""
    css = "language-python highlight"
    return HtmlFormatter(cssclass=css, wrapcode=True, hl_lines=marked)


def numbered(html: str, marked: Sequence[int]) -> str:
    """A program whose marked lines say their numbers, by which the text above calls them."""
    numbers = iter(marked)
    return MARKED.sub(lambda mark: f'{mark[0]} data-line="{next(numbers)}"', html)
