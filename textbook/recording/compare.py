"""Whether two runs of a program show the same."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from xml.etree import ElementTree

from textbook.model import Problem, Program
from textbook.outcomes import LENGTHS, Provenance, Result

LENGTH = re.compile(r"-?\d+(?:\.\d+)?")
HAIR = 0.1
"""Points by which a line of a figure may be moved on another processor."""
FLOAT = re.compile(r"(?<![\w.])-?\d+\.\d*(?:e[+-]?\d+)?(?![\w.])")
UNITS = 2
"""By how many units of its last printed digit a float may differ between two models of GPU."""


def same(program: Program, old: Result, new: Result) -> bool:
    """Whether two results of a program count as equal.

    Text that `varies` matches is left out; all other text is compared to the letter. Only
    between two models of GPU may the last printed digits of floats differ. A figure's texts are
    compared as text, its lengths to a tenth of a point; where the program varies, so may they.
    """
    return (
        same_text(program, old, new)
        and (old.layout, old.drawn) == (new.layout, new.drawn)
        and len(old.figures) == len(new.figures)
        and all(same_figure(program, *pair) for pair in zip(old.figures, new.figures, strict=True))
    )


def same_text(program: Program, old: Result, new: Result) -> bool:
    """Whether what was printed, and a lab cell's value, count as equal."""
    texts = [program.comparable(result.printed + result.value) for result in (old, new)]
    if texts[0] == texts[1]:
        return True
    return other_gpu(old.ran_on, new.ran_on) and close(*texts)


def other_gpu(old: Provenance, new: Provenance) -> bool:
    """Whether both ran on a GPU, and not on the same model."""
    return bool(old.cuda and new.cuda) and old.device != new.device


def close(old: str, new: str) -> bool:
    """Whether two texts differ in the last digits of floats alone, and the blanks that align."""
    shapes = [" ".join(FLOAT.sub("<float>", text).split()) for text in (old, new)]
    pairs = zip(FLOAT.findall(old), FLOAT.findall(new), strict=False)
    return shapes[0] == shapes[1] and all(
        abs(float(one) - float(two)) <= UNITS * max(unit(one), unit(two)) * 1.001
        for one, two in pairs
    )


def unit(number: str) -> float:
    """What one more in a printed float's last decimal is worth: 0.0001 for `0.1234`.

    Nothing for `12.`: a float that is printed without decimals is a whole number.
    """
    digits, _, exponent = number.partition("e")
    decimals = len(digits.partition(".")[2])
    return float(10.0 ** (int(exponent or 0) - decimals)) if decimals else 0.0


def same_figure(program: Program, old: str, new: str) -> bool:
    """Whether two SVG documents show the same."""
    if old == new:
        return True
    try:
        trees = [list(ElementTree.fromstring(svg).iter()) for svg in (old, new)]
    except ElementTree.ParseError:
        return False
    varies = bool(program.varies)
    if len(trees[0]) != len(trees[1]) and not varies:
        return False
    texts = ["\n".join(text for part in tree for text in words(part)) for tree in trees]
    if program.comparable(texts[0]) != program.comparable(texts[1]):
        return False
    return varies or all(map(same_element, *trees))


def words(part: ElementTree.Element) -> list[str]:
    """What an element shows as text."""
    return [text.strip() for text in (part.text, part.tail) if text and text.strip()]


def same_element(old: ElementTree.Element, new: ElementTree.Element) -> bool:
    """Whether two elements are the same but for a hair in their lengths."""
    if old.tag != new.tag or old.attrib.keys() != new.attrib.keys() or words(old) != words(new):
        return False
    for key, value in old.attrib.items():
        other = new.attrib[key]
        if value == other:
            continue
        numbers = zip(LENGTH.findall(value), LENGTH.findall(other), strict=False)
        if key not in LENGTHS or LENGTH.split(value) != LENGTH.split(other):
            return False
        if any(abs(float(one) - float(two)) > HAIR for one, two in numbers):
            return False
    return True


def check_varies(program: Program, result: Result) -> None:
    """Raise Problem where `varies` leaves nothing of an output to compare."""
    text = result.printed + result.value
    if program.varies and text and not program.comparable(text).replace("<varies>", "").strip():
        raise Problem(
            f"{program.path}:{program.line}: varies = {program.varies!r} matches all that it "
            "prints, and nothing is left to compare: match the part that varies alone"
        )


def difference(program: Program, old: Result, new: Result) -> str:
    """What differs between a record and a run, as a unified diff."""
    return "\n".join(diff(program, old, new)) or "what it draws differs"


def diff(program: Program, old: Result, new: Result, context: int | None = 3) -> Sequence[str]:
    """The lines of a unified diff, without its head; empty where the text is the same.

    Lines are compared without their varying parts, and shown with them. Without `context` the
    diff is whole: every line, and no line with `@@`.
    """
    (before, old_kept), (after, new_kept) = lines(program, old), lines(program, new)
    if old_kept == new_kept:
        return []
    matcher = difflib.SequenceMatcher(None, old_kept, new_kept, autojunk=False)
    codes = matcher.get_opcodes()
    groups = [codes] if context is None else matcher.get_grouped_opcodes(context)
    found: list[str] = []
    for group in groups:
        if context is not None:
            ends = (group[0][1], group[-1][2], group[0][3], group[-1][4])
            found.append(f"@@ -{span(*ends[:2])} +{span(*ends[2:])} @@")
        for tag, first, last, start, end in group:
            if tag == "equal":
                found += [f" {line}" for line in after[start:end]]
                continue
            found += [f"-{line}" for line in before[first:last]]
            found += [f"+{line}" for line in after[start:end]]
    return found


def lines(program: Program, result: Result) -> tuple[list[str], list[str]]:
    """The lines of an output, as they are, and without the parts that vary."""
    text = result.printed + result.value
    raw, kept = text.splitlines(), program.comparable(text).splitlines()
    return raw, kept if len(kept) == len(raw) else raw


def span(first: int, last: int) -> str:
    """Lines of a file as the head of a diff has them: `3`, `3,2`."""
    length = last - first
    begin = first + 1 if length else first
    return f"{begin}" if length == 1 else f"{begin},{length}"
