"""Change each value that a sentence states, one at a time, and count the changes that are noticed.

`python -m tests.values`, with `--list` for those that are not.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator

from tests.conftest import ROOT
from textbook.book import make
from textbook.composing import values
from textbook.composing.values import INLINE, NUMBER, Shown, Value
from textbook.marks import UNSHOWN
from textbook.model import Page
from textbook.reading import sources
from textbook.running.runner import Runner

NAMES = (
    *("True", "False", "None", "torch.bool", "torch.uint8"),
    *(f"torch.{kind}{bits}" for kind in ("int", "float") for bits in (16, 32, 64)),
)


def changes(text: str) -> Iterator[str]:
    """Values that are not this one: another name, a digit one higher or lower, another message."""
    if text in NAMES:
        yield from (other for other in NAMES if other != text)
    elif digits := [match.start() for match in re.finditer(r"\d", text)]:
        for at in digits:
            for step in (1, 9):
                yield f"{text[:at]}{(int(text[at]) + step) % 10}{text[at + 1 :]}"
    else:
        yield text.replace("Error", "Warning") if "Error" in text else f"{text[:-1]}x{text[-1:]}"


def changed(value: Value, other: str) -> Value:
    """A value, and the line that states it, with another in its place."""
    stated = list(value.stated)
    stated[stated.index(value.text)] = other
    return value._replace(text=other, stated=tuple(stated))


def shown() -> tuple[list[Page], Callable[[str], Shown]]:
    """The book's pages, and what shows values on them: as the build itself sees it."""
    runner = Runner(ROOT / ".cache")
    read = sources.read(ROOT)
    book = make(read, runner.run(read.jobs))
    runner.close()
    return list(read.pages), lambda name: values.shown(read.source(name), book.outputs_of(name))


def main() -> None:
    """Print how many changes are noticed, of inline values and of numbers."""
    pages, of = shown()
    stated: Counter[bool] = Counter()
    noticed: Counter[bool] = Counter()
    for page in pages:
        for value in values.values(page, of):
            for other in set(changes(value.text)) - {value.text}:
                stated[value.inline] += 1
                if values.why_not(changed(value, other), page, of):
                    noticed[value.inline] += 1
                elif "--list" in sys.argv:
                    print(f"{page.path}:{value.line}: {value.text} could be {other}")
    for inline, name in ((True, "inline values"), (False, "numbers of two digits or more")):
        rate = 100 * noticed[inline] / max(1, stated[inline])
        print(f"{name}: {noticed[inline]} of {stated[inline]} changes are noticed, {rate:.0f} %")
    print(f"numbers of one digit, which stand nearly everywhere, are left out: {small(pages)}")
    for page in pages:
        for line, reason in exempt(page):
            print(f"{page.path}:{line}: left out: {reason}")


def small(pages: list[Page]) -> int:
    """How many numbers of one digit the pages' sentences hold."""
    texts = [block.text for page in pages for block in page.prose]
    plain = (values.ASIDE.sub(" ", INLINE.sub(" ", text)) for text in texts)
    return sum(len(number[0]) == 1 for text in plain for number in NUMBER.finditer(text))


def exempt(page: Page) -> Iterator[tuple[int, str]]:
    """The lines that an author left out, and why."""
    for block in page.prose:
        for number, text in enumerate(block.text.split("\n"), block.line):
            for mark in UNSHOWN.findall(text):
                yield number, mark.strip().removeprefix("<!-- unshown: ").removesuffix(" -->")


if __name__ == "__main__":
    main()
