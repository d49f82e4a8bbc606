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
    limit: int = LIMIT
    """Seconds that it may run; for a lab's cell, that the whole lab may."""
    before: str = ""
    """A hash of the code that runs before it in the same process; empty for a snippet."""

    @functools.cached_property
    def digest(self) -> str:
        """A hash of everything in the source that decides what is printed."""
        before = (self.before,) if self.before else ()
        text = CELL_SEPARATOR.join((*before, self.source, *self.layout))
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
    highlight: str = ""
    """The lines to mark, as `hl_lines` has them."""


@dataclass(frozen=True)
class Verbatim:
    """Preformatted text that is no program: a command for a terminal, or a diff of outputs."""

    text: str
    line: int
    indent: str = ""
    kind: str = "console"
    """`console` for what readers type; `diff` for what the build found between two runs."""


@dataclass(frozen=True)
class Source:
    """Where words come from that no run of the book's printed: an entry of `sources.toml`."""

    name: str
    kind: str
    """`output` for what somebody's run printed, `message` for what stands in a release of torch."""
    torch: str
    """The release that printed it, or that holds it."""
    device: str = ""
    cuda: str = ""
    date: str = ""
    """The day of the run: `2023-04-04`."""
    sha256: str = ""
    """The hash of the file that an output is cut from."""


@dataclass(frozen=True)
class Quotation:
    """An output or a message as its source has it, to the letter."""

    name: str
    """`environment/gpu/table`; that of a program whose output it stands for, where it does."""
    source: Source
    at: str
    """The lines of the source, `104-124`, or how a message begins."""
    file: str
    """The file of the release that holds a message."""
    text: str
    program: str
    """The digest of the program that it was held against; empty where it stands alone."""


@dataclass(frozen=True)
class Quote:
    """The place where a page shows a quotation that is no program's."""

    quotation: Quotation
    line: int
    indent: str = ""


Block = Prose | Code | Verbatim | Quote


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
        return tuple(block for block in self.blocks if isinstance(block, Code))

    @functools.cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """The quotations that it shows by themselves, in order."""
        return tuple(block.quotation for block in self.blocks if isinstance(block, Quote))

    @functools.cached_property
    def unproven(self) -> tuple[tuple[int, str], ...]:
        """The line of each sentence that waits for a GPU's run, and the program that must run."""
        proses = [block for block in self.blocks if isinstance(block, Prose)]
        return tuple(
            (block.line + block.text.count("\n", 0, match.start()), match[1])
            for block in proses
            for match in UNPROVEN.finditer(block.text)
        )

    @property
    def source_text(self) -> str:
        """Its prose alone, for a search through the author's words."""
        return "\n".join(block.text for block in self.blocks if isinstance(block, Prose))
