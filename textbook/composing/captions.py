"""What is said of an output in words, and the pictures that belong to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from textbook.composing import drawing, drawn
from textbook.composing.words import Words, month
from textbook.origins import Quotation
from textbook.outcomes import Output


@dataclass(frozen=True)
class Usual:
    """What a page says once, of all outputs of which nothing else is said."""

    place: str = ""
    """Where most of them come from."""
    count: int = 0
    others: int = 0
    """How many come from there, and how many do not."""
    raises: bool = False
    """Whether most of its programs end in an error."""


NOTHING = Usual()
"""Of a page that says nothing once: each of its outputs says all of itself."""


def caption(output: Output, words: Words, usual: Usual = NOTHING) -> str:
    """Where an output comes from, in one line, without what its page says once.

    A quotation has a caption of its own, `quoted`.
    """
    if not output.result:
        return str(words["outdated" if output.outdated else output.state])
    said = [place(output, words)] if place(output, words) != usual.place else []
    named = [name for name in ("raises", "varies") if getattr(output.program, name)]
    more = [words[name] for name in named if not (name == "raises" and usual.raises)]
    return ". ".join([*said, " ".join(more)] if more else said)


def place(output: Output, words: Words) -> str:
    """Where and how an output was made; nothing where there is none."""
    if not output.result:
        return ""
    ran_on = output.result.ran_on
    cuda = [f"CUDA {ran_on.cuda}"] if ran_on.cuda else []
    state = words[output.state].format(month=month(words, output.month))
    return " · ".join((f"PyTorch {ran_on.torch}", *cuda, ran_on.device, state))


def usual(outputs: Sequence[Output], words: Words) -> Usual:
    """What can be said once of a page's outputs."""
    counts = Counter(place(output, words) for output in outputs)
    executed = [one for one in counts if one.endswith(words["executed"])]
    most = max(executed, key=lambda one: counts[one], default="")
    raising = sum(bool(output.program.raises) for output in outputs)
    return Usual(most, counts[most], counts.total() - counts[most], 2 * raising > len(outputs))


def quoted(quotation: Quotation, words: Words) -> str:
    """Whose words a quotation is, and that they are not the book's, in one line."""
    source = quotation.source
    said = words["quoted"][source.kind]
    return str(
        said.format(
            month=month(words, source.date[:7]),
            device=source.device,
            torch=source.torch,
            file=quotation.file,
        )
    )


def visible(outputs: Sequence[Output]) -> list[Output]:
    """Those of a program's outputs that are shown.

    A lab's cell may show nothing. Where it shows nothing on one device, nothing is said of
    another that has not run.
    """
    shown = [one for one in outputs if not (one.result and one.result.shows_nothing)]
    if len(shown) < len(outputs):
        return [one for one in shown if one.result or one.quotation or one.state == "failed"]
    return shown


def tabs(outputs: Sequence[Output]) -> list[Output]:
    """Those of a program's outputs that its page shows, which says once how many it lacks.

    Beside a result of another device one that was never recorded says nothing.
    """
    shown = visible(outputs)
    if any(one.result for one in shown):
        return [one for one in shown if one.state != "unrecorded"]
    return shown


def lacking(outputs: Sequence[Output]) -> bool:
    """Whether a program ran on one device and has no record of another."""
    states = [one.state for one in outputs]
    return "unrecorded" in states and any(one.result for one in outputs)


def drawings(output: Output, words: Words) -> dict[str, str]:
    """What is drawn of an output's tensors: SVG by file name."""
    if not output.result:
        return {}
    stem = output.run.key.replace("/", "-")
    layout, asked = output.result.layout, enumerate(output.result.drawn, 1)
    found = {f"{stem}.layout.svg": drawing.draw(layout, words)} if layout else {}
    return found | {f"{stem}.drawn.{n}.svg": drawn.draw(one, words) for n, one in asked}


def pictures(output: Output, words: Words) -> dict[str, str]:
    """An output's figures and the drawings of its tensors: SVG by file name."""
    stem = output.run.key.replace("/", "-")
    figures = enumerate(output.result.figures if output.result else (), 1)
    return {f"{stem}.{n}.svg": svg for n, svg in figures} | drawings(output, words)


def alt(svg: str) -> str:
    """What a picture says of itself, for the brackets of a Markdown image."""
    said = svg[svg.index("<title>") + 7 : svg.index("</title>")]
    return said.replace("[", "\\[").replace("]", "\\]").replace("\n", " ")
