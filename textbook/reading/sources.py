"""Everything that authors wrote, read once: pages, programs, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from textbook import quotations
from textbook.files import below
from textbook.model import Job, Page, Problem, Program, Run
from textbook.origins import Quotation
from textbook.reading import chapters, labs, rules, slips, snippets


@dataclass(frozen=True)
class Sources:
    """What the checkout below `root` holds."""

    root: Path
    pages: tuple[Page, ...]
    programs: dict[str, Program]
    """By name, in the order in which they run."""
    problems: tuple[str, ...]
    unread: tuple[str, ...] = ()
    """Those of the problems for which a program is missing here."""
    quotations: Mapping[str, Quotation] = field(default_factory=dict)
    """By name: those that stand for a program's output, and those that stand alone."""

    @property
    def jobs(self) -> tuple[Job, ...]:
        """What processes run: each snippet by itself, each lab from its first cell to its last."""
        return tuple(jobs_of(self.programs.values()))

    @property
    def runs(self) -> dict[str, Run]:
        """Every program on each of its devices, by key."""
        return {run.key: run for program in self.programs.values() for run in program.runs}

    def source(self, name: str) -> str:
        """A program's code; nothing where there is none of that name."""
        return self.programs[name].source if name in self.programs else ""


def jobs_of(programs: Iterable[Program]) -> Iterator[Job]:
    """Programs as what processes run, longest first: labs, then snippets."""
    cells: dict[Path, list[Program]] = {}
    alone: list[Program] = []
    for program in programs:
        if program.before:
            cells.setdefault(program.path, []).append(program)
        else:
            alone.append(program)
    for group in cells.values():
        name = group[0].name.rpartition("/")[0]
        for device in group[0].devices:
            runs = tuple(Run(program, device) for program in group)
            yield Job(name, group[0].path, runs, echo=True)
    for program in alone:
        for run in program.runs:
            yield Job(program.name, program.path, (run,))


def read(root: Path) -> Sources:
    """Read all that is there. What is wrong becomes a problem, and the rest is read on."""
    problems: list[str] = []
    broken: list[str] = []
    programs: dict[str, Program] = {}
    unread: set[str] = set()
    for name in snippets.names(root / "snippets"):
        try:
            programs[name] = snippets.read(root / "snippets", name)
        except Problem as problem:
            broken.append(str(problem))
            unread.add(name)
    quoted, wrong = quotations.read(root / "snippets", programs)
    problems += wrong
    pages: list[Page] = []
    whole = not wrong
    for path in files(root / "docs", ".md"):
        page, wrong = chapters.read(root / "docs", path, quoted)
        pages.append(page)
        problems += wrong
        problems += slips.of_page(page) if page.blocks or not wrong else ()
        whole = whole and not wrong
    known: dict[str, list[Program]] = {}
    for path in files(root / "docs", ".py"):
        try:
            page, cells, wrong = labs.read(root / "docs", path)
        except Problem as problem:
            broken.append(str(problem))
            pages.append(labs.unreadable(root / "docs", path))
            continue
        pages.append(page)
        problems += (*wrong, *slips.of_page(page))
        if page.stem in known:
            problems += rules.same_in_every_language(known[page.stem], cells)
        else:
            known[page.stem] = cells
    cells = [cell for lab in known.values() for cell in lab]
    problems += rules.each_has_its_own_name(pages, programs, cells)
    programs |= {cell.name: cell for cell in cells}
    problems += slips.of_place(root, [page.path for page in pages])
    for program in programs.values():
        problems += rules.free_of_prose(program)
        problems += rules.free_of_what_nobody_sees(program)
    problems += rules.every_block_has_its_program(
        pages, programs, unread, root / "snippets", whole=whole
    )
    if whole:
        shown = {one.name for page in pages for one in page.quotations}
        problems += quotations.unplaced(quoted, shown, root / "snippets")
    problems += rules.broken_programs_are_mended(programs)
    problems += () if unread else rules.grows_from_another(programs)
    for page in pages:
        problems += rules.marks_name_programs(page, programs)
    return Sources(root, tuple(pages), programs, (*broken, *problems), tuple(broken), quoted)


def files(docs: Path, suffix: str) -> list[Path]:
    """The files below each language's folder, hidden ones left out; labs alone are programs."""
    pattern = "*/labs/*.py" if suffix == ".py" else f"*/**/*{suffix}"
    return [path for path in below(docs, pattern) if path.is_file()]
