"""What came of a run, as plain data: results, failures, and what a page shows of them.

Depends on the standard library alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textbook.model import Program, Run
from textbook.origins import Quotation
from textbook.releases import Elsewhere

LENGTHS = {
    *("d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry"),
    *("width", "height", "transform", "points", "viewBox"),
}
"""The attributes of SVG whose numbers are lengths: rounded, and compared to a tenth of a point."""


@dataclass(frozen=True)
class Provenance:
    """Where a program ran."""

    torch: str
    """torch's own version, suffix included: `2.13.0+cpu`."""
    cuda: str | None
    """The CUDA version that torch was built with, where the program ran on a GPU."""
    device: str
    """`CPU`, or the GPU's name."""
    python: str
    platform: str
    """System and architecture: `Linux x86_64`."""


@dataclass(frozen=True)
class Result:
    """What one program showed."""

    printed: str
    """What it wrote to standard output."""
    value: str
    """The value of a lab cell's last expression, as a notebook shows it, or nothing."""
    figures: tuple[str, ...]
    """SVG documents, in the order in which they were opened."""
    layout: dict[str, Any] | None
    """What `running.tensors.describe` returns, where the program asks for it."""
    ran_on: Provenance
    drawn: tuple[dict[str, Any], ...] = ()
    """What `running.drawings.describe` returns, where the program asks for it."""

    @classmethod
    def read(cls, data: Any) -> Result:
        """From JSON. Raises TypeError, KeyError or ValueError where it holds no result."""
        ran_on = Provenance(**data["ran_on"])
        figures, drawn = tuple(data["figures"]), tuple(data["drawn"])
        result = cls(data["printed"], data["value"], figures, data["layout"], ran_on, drawn)
        texts = (result.printed, result.value, *result.figures, ran_on.torch, ran_on.device)
        if not all(isinstance(text, str) for text in texts):
            raise TypeError("no result")
        layout = () if result.layout is None else (result.layout,)
        if not all(isinstance(one, dict) for one in (*layout, *drawn)):
            raise TypeError("no result")
        return result

    @property
    def shows_nothing(self) -> bool:
        """Whether a reader would see no output."""
        return not (self.printed or self.value or self.figures or self.layout or self.drawn)


@dataclass(frozen=True)
class Failure:
    """Why a program's output cannot be shown."""

    reason: str
    line: int
    """The line of the program's file."""


@dataclass(frozen=True)
class Unavailable:
    """The program needs a CUDA GPU, and cannot have one here."""

    reason: str


@dataclass(frozen=True)
class Waiting:
    """A served program that has not run yet, or a lab's cell that comes after one that failed."""


Outcome = Result | Failure | Unavailable | Waiting


@dataclass(frozen=True)
class Output:
    """What a page shows under a program, and where that comes from."""

    run: Run
    state: str
    """One of:

    `executed`    run in this build, or taken from this machine's cache;
    `checked`     run in this build; what varies aside it agrees with the record, which is shown;
    `recorded`    not run here: shown as recorded elsewhere;
    `quoted`      not run here, and no record: shown as another source printed it, not the book;
    `unrecorded`  not run here, and no record of this very code: nothing is shown;
    `waiting`     under serve: still running;
    `failed`      under serve: the run failed.
    """
    result: Result | None = None
    month: str = ""
    """When its record was made: `2026-11`."""
    outdated: bool = False
    """Whether an `unrecorded` program had a record before its code changed."""
    reason: str = ""
    """Why it failed, for its author."""
    quotation: Quotation | None = None
    """What a `quoted` program shows. It is no result: nothing is ever compared with it."""
    elsewhere: tuple[Elsewhere, ...] = ()
    """What it prints otherwise on other releases of torch, the newest first."""

    @property
    def program(self) -> Program:
        """The program."""
        return self.run.program

    @property
    def halves(self) -> tuple[str, str]:
        """What it printed, and the error that it ended in: nothing where it declares none."""
        printed = self.result.printed if self.result else ""
        if not (printed and self.program.raises):
            return printed, ""
        before, _, message = f"\n{printed}".rpartition(f"\n{self.program.raises}")
        return f"{before}\n"[1:], self.program.raises + message.removesuffix("\n")

    @property
    def told(self) -> str:
        """All that it shows as text."""
        if self.quotation:
            return self.quotation.text
        return self.result.printed + self.result.value if self.result else ""

    @property
    def ran(self) -> bool:
        """Whether this build ran it, or this machine had before."""
        return self.state in ("executed", "checked")
