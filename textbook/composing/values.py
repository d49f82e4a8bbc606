"""Values in sentences, held to the law: each stands in a program or an output of its section.

What opens a page and what sums it up may speak of all of its programs. A number of one digit
stands nearly everywhere, so only longer ones are looked at. A line of prose may end in

    <!-- unshown: why -->                    its values come from elsewhere: a release's number
    <!-- shown: True = flat:2; 10 = flat.py:3 -->    the second line of what `flat` prints, the
                                             third of its code; for a value that could be taken
                                             for another one that the section shows, too
"""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from textbook.composing.sections import sections
from textbook.marks import PINS, UNSHOWN
from textbook.model import Code, Page
from textbook.outcomes import Output

INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
NUMBER = re.compile(r"(?<![\w.`/#-])\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?(?P<percent>%?)")
HELD = re.compile(r"(?<![\w.])\d+(?:\.\d*)?(?:e[-+]?\d+)?")
ASIDE = re.compile(
    r"\]\([^)\n]*\)|\]\[[^\]\n]*\]|\{[^}\n]*\}|<[^>\n]*>|https?://\S+|^ *\d+\. |\"[^\"\n]*\""
    r"|\d{4}년|\d+월|\d+일|\d+세대"  # When, and of which generation.
    r"|(?:[Pp]y[Tt]orch|파이토치|CUDA|Python|파이썬|NumPy|넘파이|드라이버|버전|RFC) ?v?\d[\d.x]*"
    r"|\d+\.\d+(?:\.\d+)?(?=부터|까지|에서|보다|으로|로 |과 |와 |의 |은 |는 |이전|이후| 버전)",
    re.M,
)
"""What is no value: addresses, numbers of a list, dates, releases, what is quoted."""
NAMES = (
    *("True", "False", "torch.bool", "torch.uint8"),
    *(f"torch.{kind}{bits}" for kind in ("int", "float") for bits in (16, 32, 64)),
)
"""Values without digits, or whose digits do not count: each could be taken for another of them."""


class Shown(NamedTuple):
    """What readers see of a program."""

    code: list[str]
    printed: list[str]
    rest: str = ""
    """What it draws, and how its tensors lie."""

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join([*self.code, *self.printed, self.rest])


class Value(NamedTuple):
    """One value that a sentence states."""

    line: int
    text: str
    inline: bool
    """Whether it is inline code, and not a number in the sentence itself."""
    held: str
    """The programs and outputs in which it must stand."""
    pins: str = ""
    """Where its author says that it is shown: `True = flat:2; 10 = flat.py:3`."""
    stated: tuple[str, ...] = ()
    """All values of its line."""


def unshown(
    pages: Iterable[Page],
    source: Callable[[str], str],
    outputs: Callable[[str], Iterable[Output]],
) -> list[str]:
    """What is wrong with a book's values; `source` and `outputs` give a program's by its name.

    A page whose programs still run, as they do while it is served, is looked at when they have.
    """
    of = functools.cache(lambda name: shown(source(name), outputs(name)))
    ready = [
        page
        for page in pages
        if all(one.state != "waiting" for code in page.codes for one in outputs(code.program))
    ]
    return [told for page in ready for told in wrong(page, of)]


def wrong(page: Page, shown: Callable[[str], Shown]) -> Iterator[str]:
    """The values that no run of their section shows; `shown` gives what a program shows."""
    for value in values(page, shown):
        if why := why_not(value, page, shown):
            yield f"{page.path}:{value.line}: {value.text}: {why}"


def why_not(value: Value, page: Page, shown: Callable[[str], Shown]) -> str:
    """What is wrong with a value, with the cure; nothing where it stands."""
    pins = [pin.rpartition(" = ") for pin in value.pins.split("; ") if pin]
    for text, _, _ in pins:
        if text not in value.stated:
            return f"this line says where {text} is shown, and does not state it: take that out"
    for text, _, place in pins:
        if text == value.text:
            return not_there(value, place, page, shown)
    if not stands(value):
        return (
            "no program or output of this section shows it: state what it shows, have it shown, "
            "or end the line with <!-- unshown: why -->"
        )
    other = next((o for o in neighbours(value) if stands(value._replace(text=o))), "")
    if other:
        return (
            f"this section shows {other}, too: end the line with <!-- shown: {value.text} = "
            "NAME:LINE -->, the program and the line of its output, or NAME.py:LINE"
        )
    return ""


def not_there(value: Value, place: str, page: Page, shown: Callable[[str], Shown]) -> str:
    """What is wrong with the place that an author names for a value; nothing where it is there."""
    name, _, number = place.rpartition(":")
    program = f"{page.stem}/{name.removesuffix('.py')}"
    if program in {code.program for code in page.codes} and number.isdigit():
        one = shown(program)
        lines = one.code if name.endswith(".py") else one.printed
        if stands(value._replace(held="".join(lines[int(number) - 1 : int(number)]))):
            return ""
    return f"does not stand at {place}: name the program and the line that show it"


def neighbours(value: Value) -> list[str]:
    """The values that an author could as easily have written: another digit, another type."""
    text = value.text
    if text in NAMES:
        return [other for other in NAMES if other != text and ("." in other) == ("." in text)]
    digits = list(re.finditer(r"\d", text))
    return [
        f"{text[: digit.start()]}{(int(digit[0]) + step) % 10}{text[digit.end() :]}"
        for digit in (digits if value.inline else digits[-1:])
        for step in ((1, 9) if value.inline else (1,))
    ]


def shown(source: str, outputs: Iterable[Output]) -> Shown:
    """What a program and its outputs hold."""
    printed: list[str] = []
    rest: list[str] = []
    for output in outputs:
        if output.quotation:
            printed += output.quotation.text.splitlines()
        if result := output.result:
            printed += (result.printed + result.value).splitlines()
            rest += [re.sub("<[^>]*>", " ", figure) for figure in result.figures]
            rest.append(f"{result.layout or ''} {result.drawn or ''}")
    return Shown(source.splitlines(), printed, "\n".join(rest))


def values(page: Page, shown: Callable[[str], Shown]) -> Iterator[Value]:
    """Every value that a page's sentences state, with what must show it."""
    if not page.codes:
        return
    told = [block.program for block in page.blocks if isinstance(block, Code)]
    everything = "\n".join(shown(name).text for name in told)
    for section in sections(page):
        held = "\n".join(shown(name).text for name in section.programs)
        if section.whole or not (section.programs or section.quoted):
            held = everything
        held = "\n".join([held, *section.quoted])
        for line, text in section.lines:
            if UNSHOWN.search(text):
                continue
            pins = "; ".join(PINS.findall(text))
            inline = [code for code in INLINE.findall(text) if is_value(code)]
            plain = NUMBER.finditer(ASIDE.sub(" ", INLINE.sub(" ", text)))
            numbers = [number[0] for number in plain if len(number[0]) > 1]
            for at, stated in enumerate(every := (*inline, *numbers)):
                yield Value(line, stated, at < len(inline), held, pins, every)


def is_value(code: str) -> bool:
    """Whether inline code is a value, and not a name or a call that a reader might write."""
    if re.match(r"tensor\(|torch\.Size\(", code) or re.fullmatch(
        r"\w+(Error|Warning|Backward\d)|torch\.(u?int|b?float|complex)\d+|torch\.bool", code
    ):
        return True
    try:
        ast.literal_eval(code)
    except (ValueError, SyntaxError):
        return False
    return True


def stands(value: Value) -> bool:
    """Whether what is held shows a value, whole: a number may be rounded, or be percents."""
    if value.inline:
        return inline_stands(value.text, value.held)
    text = value.text.replace(",", "")
    number, percent = float(text.rstrip("%")), text.endswith("%")
    digits = len(text.rstrip("%").partition(".")[2])
    for one in HELD.findall(value.held.replace(",", " ").replace("_", "")):
        held = float(one)
        if number == held or (digits and abs(number - held) <= 0.5000001 * 10**-digits):
            return True
        if percent and number in (held, round(100 * held, digits), 100 * held // 1):
            return True
    return False


def inline_stands(value: str, shown: str) -> bool:
    """Whether a text holds inline code, however spaced, and not as the arguments of a call."""
    packed = "".join(value.split())
    if packed not in "".join(shown.split()):  # Most are not, and patterns are dear.
        return False
    spaced = r"\s*".join(map(re.escape, packed))
    before = ""
    if value.startswith("("):
        before = r"(?<![\w\])])"
    elif re.match(r"[\w.-]", value):
        before = r"(?<![\w.])"
    after = r"(?!\w|\.\d)" if re.search(r"[\w.]$", value) else ""
    return bool(re.search(before + spaced + after, shown))
