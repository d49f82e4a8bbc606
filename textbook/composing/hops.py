"""A tensor's steps over its storage, as arrows: one look and one side for each dimension."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

HUES = ("#3b82f6", "#f97316", "#10b981")


def paint(role: str, otherwise: str) -> str:
    """A colour of the page, by its role in `docs/assets/book.css`; a picture that is a file of its
    own has the other one."""
    return f"var(--book-{role},{otherwise})"


CELL, CHOSEN, WRONG = paint("cell", HUES[0]), paint("chosen", HUES[1]), paint("error", "#ef4444")
STEP = 18
"""The height of one arrow over a storage."""


@dataclass(frozen=True)
class Look:
    """How the steps along a dimension are drawn, so that line and side tell them, too."""

    stroke: str = "currentColor"
    ink: str = "currentColor"
    """The colour of letters, which must be legible where there is no page, too."""
    sign: str = ""
    dash: str = ""
    below: bool = False


ACROSS = Look(CELL, paint("cell", "currentColor"), "→", below=True)
DOWN = Look(CHOSEN, paint("chosen", "currentColor"), "↓", dash="6 3")
OUTER = Look(paint("grown", HUES[2]), paint("grown", "currentColor"), dash="2 3")


def look(place: int) -> Look:
    """The look of a dimension: 0 is the last one."""
    return (ACROSS, DOWN)[place] if place < 2 else OUTER


@dataclass(frozen=True)
class Hop:
    """One step of a tensor along one dimension, as it is made in the storage."""

    label: str
    start: int
    end: int
    look: Look


def hops(tensor: Mapping[str, Any]) -> Iterator[Hop]:
    """A tensor's first step along each of its dimensions, the last dimension first."""
    for place, (size, stride) in enumerate(
        zip(tensor["shape"][::-1], tensor["stride"][::-1], strict=True)
    ):
        if size > 1:
            one = look(place)
            sign = one.sign or f"dim={len(tensor['shape']) - 1 - place}"
            ends = (tensor["offset"], tensor["offset"] + stride)
            label = f"{tensor['name']} {sign} +{stride}"
            yield Hop(label, *ends, one)


def arrows(
    found: list[Hop], width: float, edge: float, below: bool
) -> Iterator[tuple[str, Hop, float, float]]:
    """Arrows from cell to cell on one side of a storage, the longest outside.

    With each its hop, and where the name of that stands: at the right of all of them, at the end of
    a thin line that leads there. `edge` is the side of the cells that the arrows stand on.
    """
    found = sorted(found, key=lambda hop: abs(hop.end - hop.start), reverse=True)
    right = max((max(hop.start, hop.end) + 1 for hop in found), default=0) * width + 8
    away = 1 if below else -1
    for number, hop in enumerate(found):
        shift = 4 * number - 2 * (len(found) - 1)
        start, end = ((at + 0.5) * width + shift for at in (hop.start, hop.end))
        end += 8 if hop.start == hop.end else 0
        y = edge + away * ((len(found) - number) * STEP - 9)
        dash = f' stroke-dasharray="{hop.look.dash}"' if hop.look.dash else ""
        look = f'fill="none" stroke="{hop.look.stroke}"'
        yield (
            f'<path d="M{start:g} {edge:g}V{y:g}H{end:g}V{edge + away:g}" {look} '
            f'stroke-width="1.5"{dash}/>'
            f'<path d="M{end - 3:g} {edge + 6 * away:g}l3 {-5 * away}l3 {5 * away}" {look} '
            f'stroke-width="1.5"/>'
            f'<path d="M{max(start, end) + 2:g} {y:g}H{right - 3:g}" {look} '
            f'stroke-opacity=".5" stroke-dasharray="1 3"/>',
            hop,
            right,
            y,
        )
