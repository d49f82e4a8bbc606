"""What authors wrote, as plain data: pages, the programs that they show, and their runs.

Every other module speaks in these types, and in those of `outcomes`, which say what came of a
run. Depends on the standard library alone.
"""

from __future__ import annotations

import functools
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from textbook.marks import UNPROVEN
from textbook.origins import Quotation
from textbook.questions import Frame, Question

CELL_SEPARATOR = "\0"
LIMIT = 10
"""Seconds that a program may run that declares nothing else."""


class Problem(Exception):
    """Something a person must mend. The message names the file, the line and the cure."""


@dataclass(frozen=True)
class Program:
    """The code of one block: a whole file below `snippets/`, or one cell of a lab."""

    name: str
    """`tensors/storage/flat` for a snippet, `labs/digits/07` for the seventh cell of a lab."""
    path: Path
    """The file that holds it."""
    source: str
    """The code that is shown, copied and run. Ends in a newline."""
    line: int = 1
    """The line of the file on which the code starts."""
    device: str = "cpu"
    """`cuda` where it needs a CUDA GPU, `both` where it is run on each device."""
    varies: str = ""
    """A regular expression for the parts of the output that differ between runs or machines."""
    layout: tuple[str, ...] = ()
    """Expressions whose tensors are drawn over their memory, evaluated when the code has run."""
    draw: tuple[str, ...] = ()
    """Expressions to draw when the code has run; `drawings.parse` says what each asks for."""
    limit: int = LIMIT
    """Seconds that it may run; for a lab's cell, that the whole lab may."""
    raises: str = ""
    """The type of the error that it ends in, `RuntimeError`; empty where it reaches its end."""
    grows: str = ""
    """The program that this one was before it grew; its changed lines are marked on pages."""
    before: str = ""
    """A hash of the code that runs before it in the same process; empty for a snippet."""

    @functools.cached_property
    def digest(self) -> str:
        """A hash of everything in the source that decides what is printed."""
        before = (self.before,) if self.before else ()
        draw = tuple(f"draw {expression}" for expression in self.draw)
        raises = (f"raises {self.raises}",) if self.raises else ()
        text = CELL_SEPARATOR.join((*before, self.source, *self.layout, *draw, *raises))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def devices(self) -> tuple[str, ...]:
        """The devices that it is run on."""
        return ("cpu", "cuda") if self.device == "both" else (self.device,)

    @functools.cached_property
    def runs(self) -> tuple[Run, ...]:
        """The program on each of its devices."""
        return tuple(Run(self, device) for device in self.devices)

    def comparable(self, text: str) -> str:
        """`text` with each part that may vary replaced by `<varies>`."""
        return re.sub(self.varies, "<varies>", text) if self.varies else text


@dataclass(frozen=True)
class Run:
    """One program on one device."""

    program: Program
    device: str
    """`cpu` or `cuda`."""

    @functools.cached_property
    def key(self) -> str:
        """Its unique name: `tensors/storage/flat.cpu`."""
        return f"{self.program.name}.{self.device}"

    @property
    def stem(self) -> str:
        """How its record's files are called before the first suffix: `flat.cpu`."""
        return self.key.rpartition("/")[2]


@dataclass(frozen=True)
class Job:
    """The programs that one process runs, in order: a single snippet, or all the cells of a lab."""

    name: str
    """`tensors/storage/flat` or `labs/digits`."""
    path: Path
    runs: tuple[Run, ...]
    echo: bool = False
    """Whether the value of a cell's last expression is shown, as a notebook shows it."""

    @property
    def device(self) -> str:
        """`cpu` or `cuda`: the same for all its runs."""
        return self.runs[0].device

    @property
    def key(self) -> str:
        """Its unique name: `labs/digits.cpu`."""
        return f"{self.name}.{self.device}"

    @property
    def limit(self) -> int:
        """Seconds that it may take."""
        return self.runs[0].program.limit

    @functools.cached_property
    def digest(self) -> str:
        """A hash of all its code, and of where in the file it stands, which failures name."""
        facts = [self.name, self.device, self.path.name, str(self.echo), str(self.limit)]
        facts += [f"{run.program.line} {run.program.digest}" for run in self.runs]
        return hashlib.sha256(CELL_SEPARATOR.join(facts).encode()).hexdigest()


@dataclass(frozen=True)
class Prose:
    """Markdown as its author wrote it, without any block of code."""

    text: str
    line: int


@dataclass(frozen=True)
class Code:
    """The place where a page shows a program and, under it, what the program printed."""

    program: str
    """The program's name."""
    line: int
    indent: str = ""
    """The spaces before it: it may stand in a list, a note or a folded answer."""
    folded: bool = False
    """Whether it stands in a block that a reader must open: an answer."""
    highlight: tuple[int, ...] = ()
    """The lines to mark: what is new in a program that grew."""
    pictures: tuple[str, ...] = ()
    """What each of its figures shows, in the page's language."""


@dataclass(frozen=True)
class Verbatim:
    """Preformatted text that is no program: commands for a terminal."""

    text: str
    line: int
    indent: str = ""


@dataclass(frozen=True)
class Quote:
    """The place where a page shows a quotation that is no program's."""

    quotation: Quotation
    line: int
    indent: str = ""


Insert = Code | Verbatim | Quote | Question | Frame
"""What stands on a page between its prose."""
Block = Prose | Insert


@dataclass(frozen=True)
class Page:
    """A chapter or a lab, as read."""

    path: Path
    """Its file: `docs/ko/tensors/storage.md`."""
    language: str
    stem: str
    """Its place in every language: `tensors/storage`."""
    blocks: tuple[Block, ...]
    continuous: bool = False
    """Whether its programs run in order in one process, as a lab's do."""

    @property
    def name(self) -> str:
        """The last part of its stem: `storage`."""
        return self.stem.rpartition("/")[2]

    @functools.cached_property
    def codes(self) -> tuple[Code, ...]:
        """The programs that it shows, in order."""
        found: list[Code] = []
        for block in self.blocks:
            if isinstance(block, Code):
                found.append(block)
            elif isinstance(block, Question):
                (asked, line), *others = block.programs
                found += [Code(asked, line), *(Code(name, at, "", True) for name, at in others)]
        return tuple(found)

    @functools.cached_property
    def prose(self) -> tuple[Prose, ...]:
        """Its author's words, in order, those of its questions among them."""
        found: list[Prose] = []
        for block in self.blocks:
            if isinstance(block, Prose):
                found.append(block)
            elif isinstance(block, Question):
                found += [Prose(text, line) for text, line in block.prose]
        return tuple(found)

    @functools.cached_property
    def inserts(self) -> tuple[Insert, ...]:
        """What stands between its prose, in order."""
        return tuple(block for block in self.blocks if not isinstance(block, Prose))

    @functools.cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """The quotations that it shows by themselves, in order."""
        return tuple(block.quotation for block in self.blocks if isinstance(block, Quote))

    @functools.cached_property
    def unproven(self) -> tuple[tuple[int, str], ...]:
        """The line of each sentence that waits for a GPU's run, and the program that must run."""
        return tuple(
            (block.line + block.text.count("\n", 0, match.start()), match[1])
            for block in self.prose
            for match in UNPROVEN.finditer(block.text)
        )

    @property
    def source_text(self) -> str:
        """Its prose alone, for a search through the author's words."""
        return "\n".join(block.text for block in self.prose)
