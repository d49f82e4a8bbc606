"""Programs and outputs as plain Markdown, which pytest-codeblocks can run and compare."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textbook.composing import captions, elsewhere
from textbook.composing.weave import indent
from textbook.composing.words import DEVICES, Words
from textbook.model import Quote, Verbatim
from textbook.origins import Quotation
from textbook.outcomes import Output
from textbook.releases import Elsewhere

EXPECTED = "<!--pytest-codeblocks:expected-output-->\n\n"
CONTINUED = "<!--pytest-codeblocks:cont-->\n\n"
NEEDS_CUDA = (
    '<!--pytest.mark.skipif(not __import__("torch").cuda.is_available(), '
    'reason="needs a CUDA GPU")-->\n\n'
)
RAISES = "<!--pytest.mark.xfail(raises=RuntimeError, strict=True)-->\n\n"
"""pytest-codeblocks raises a RuntimeError whatever the error is that a block ends in."""


def program(source: str, outputs: Sequence[Output], words: Words, first: bool | None) -> str:
    """A program and its outputs.

    The output to compare is that of the device that the program picks where it is read. For a
    lab's cells, which go on from one another, `first` says whether it is the first; they are one
    program for pytest-codeblocks, which then compares nothing.
    """
    cuda_only = len(outputs) == 1 and outputs[0].run.device == "cuda"
    mark = CONTINUED if first is False else NEEDS_CUDA if cuda_only else ""
    raises = outputs[0].program.raises
    mark += RAISES if raises else ""
    parts = [mark + fenced(source, "python")]
    here = outputs[-1] if outputs[-1].ran else outputs[0]
    shown = captions.visible(outputs)
    for output in shown:
        if len(shown) > 1:
            parts.append(f"**{DEVICES[output.run.device]}**\n")
        compared = first is None and output is here and not (output.program.varies or raises)
        parts.append(described(output, words, compared))
        parts += [other(row, words) for row in output.elsewhere]
    return "\n".join(parts)


def described(output: Output, words: Words, compared: bool) -> str:
    """One output: text, pictures, and where it comes from."""
    parts = []
    if output.quotation:
        return quoted(output.quotation, words)
    if output.result and output.result.printed:
        printed = output.result.printed
        parts.append(EXPECTED + fenced(printed, "text") if compared else passed_over(printed))
    if output.result and output.result.value:
        parts.append(passed_over(output.result.value))
    for name, svg in captions.pictures(output, words).items():
        parts.append(f"![{captions.alt(svg)}]({name})\n")
    parts.append(f"*{captions.caption(output, words)}*\n")
    return "\n".join(parts)


def other(row: Elsewhere, words: Words) -> str:
    """What other releases print, which nothing compares, under its title."""
    said = (elsewhere.title(row, words), elsewhere.drawn(row, words), elsewhere.ran(row, words))
    told = f"*{'. '.join(text.removesuffix('.') for text in said if text)}*\n"
    return f"{told}\n{passed_over(row.text)}" if row.text else told


def quoted(quotation: Quotation, words: Words) -> str:
    """A quotation, which nothing compares, under its caption."""
    return f"*{captions.quoted(quotation, words)}*\n\n{passed_over(quotation.text)}"


def unrun(block: Verbatim | Quote, words: Words) -> str:
    """What no run of the book's made: commands for a terminal, or a quotation that stands alone."""
    if isinstance(block, Quote):
        return quoted(block.quotation, words)
    return fenced(block.text, "console")


def fenced(body: str, info: str, sign: str = "`") -> str:
    """A text in a block that nothing inside it can end."""
    longest = max(map(len, re.findall(f"{sign}+", body)), default=0)
    fence = sign * max(3, longest + 1)
    return f"{fence}{info}\n{body}{fence}\n"


def passed_over(body: str) -> str:
    """An output in a block that pytest-codeblocks does not see.

    It would take the next mark, which speaks of a program, for one that speaks of this block.
    """
    block = fenced(body, "text", "~")
    seen = re.search(r"^\s*(?:```|<!--)", body, re.M)
    return indent(block, "> ") if seen else block
