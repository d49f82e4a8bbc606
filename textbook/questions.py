"""Questions to a reader: what does this program print? Plain data, as their authors wrote them.

The answer is never typed alone: every choice names the program and the lines that print it.
Depends on the standard library alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One answer, right or wrong, and why it is."""

    program: str
    """The program that prints it: `tensors/storage/guess_row_clone`."""
    lines: str
    """Which lines of what it prints: `2`, `2-3`, or nothing for all of them."""
    text: str
    """What its author says that these lines hold; the build compares it with the run."""
    why: str
    """Markdown: why it is right, or when it would be."""
    line: int
    """The line of the page on which it stands."""
    own: bool = False
    """Whether the question shows the program, since no other place of the page does."""

    def of(self, printed: str) -> str:
        """Its lines of what its program printed; nothing where these are not there."""
        first, _, last = self.lines.partition("-")
        held = printed.removesuffix("\n").split("\n")
        return "\n".join(held[int(first) - 1 : int(last or first)] if first else held)


@dataclass(frozen=True)
class Question:
    """A program whose output a reader predicts before it is shown."""

    id: str
    text: str
    """Markdown: what is asked."""
    line: int
    program: str
    """The program that is asked about, shown without its output until an answer is given."""
    code_line: int
    """The line of the page that names it."""
    typed: bool
    """Whether readers type the answer, and do not choose it."""
    choices: tuple[Choice, ...]
    """The right one first, which the asked program prints; then those that others print."""
    indent: str = ""

    @property
    def stem(self) -> str:
        """The page that asks it: `tensors/storage`."""
        return self.program.rpartition("/")[0]

    @property
    def prose(self) -> Iterator[tuple[str, int]]:
        """Its author's words, each with its line."""
        yield f"{self.text} {{ #{self.id} }}\n", self.line
        for choice in self.choices:
            yield f"{choice.why}\n", choice.line

    @property
    def programs(self) -> Iterator[tuple[str, int]]:
        """The programs that it shows, in order, each with the line that names it."""
        yield self.program, self.code_line
        for choice in self.choices:
            if choice.own:
                yield choice.program, choice.line


@dataclass(frozen=True)
class Frame:
    """What the build writes around the words of a question, or around the list of all of them."""

    part: str
    """`ask` before what is asked, `choices` after it, `choice` before each why, `end`; or `list`
    and `listed` around the list of questions."""
    question: Question | None = None
    choice: Choice | None = None
    line: int = 0
    indent: str = ""
