"""The book: what its programs print here, held against what is recorded.

    sources = reading.sources.read(root)
    outcomes = Runner(root / ".cache").run(sources.jobs)
    book = make(sources, outcomes)

Reads, runs and compares, and renders nothing.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textbook.model import Problem, Program, Run
from textbook.outcomes import Failure, Outcome, Output, Result, Unavailable, Waiting
from textbook.reading.sources import Sources
from textbook.recording.compare import check_varies, difference, same
from textbook.recording.records import Record, Records


@dataclass(frozen=True)
class Book:
    """Every page, every output, and everything that is wrong with them."""

    sources: Sources
    outputs: dict[str, Output]
    """By the key of the run."""
    problems: tuple[str, ...]
    """What a person must mend: file, line and cure."""

    def outputs_of(self, name: str) -> list[Output]:
        """A program's output on each of its devices; one that failed where it cannot be read."""
        if program := self.sources.programs.get(name):
            found = [self.outputs[run.key] for run in program.runs if run.key in self.outputs]
            if found:
                return found
        path = self.sources.root / "snippets" / f"{name}.py"
        lost = Run(Program(name, path, ""), "cpu")
        return [Output(lost, "failed", reason=f"{path}: cannot be read")]

    @property
    def census(self) -> str:
        """How many pages, blocks and programs there are, and what became of each output."""
        states = Counter(output.state for output in self.outputs.values())
        told = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
        blocks = sum(len(page.codes) for page in self.sources.pages)
        counts = f"{len(self.sources.pages)} pages, {blocks} blocks"
        counts = f"{counts}, {len(self.sources.programs)} programs: {told or 'none'}"
        alone = sum(len(page.quotations) for page in self.sources.pages)
        return f"{counts}; {alone} quotations alone, {len(self.unproven)} sentences unproven"

    @property
    def unproven(self) -> list[str]:
        """Sentences that state what no GPU has shown yet, each with the program that must run."""
        return [
            f"{page.path}:{line}: {name}"
            for page in self.sources.pages
            for line, name in page.unproven
        ]


def make(
    sources: Sources,
    outcomes: Mapping[str, Outcome],
    records: Records | None = None,
    *,
    why_no_cuda: str = "",
    required: bool = False,
    serving: bool = False,
) -> Book:
    """The book that these outcomes give.

    With `required` every program must have run here, and on CUDA where it asks for it;
    `why_no_cuda` is then what the machine lacks. With `serving` an author sees what a program
    prints now, where readers of a built site see what is recorded of the parts that vary.
    """
    records = records or Records(sources.root / "snippets")
    comparison = Comparison(sources, records, serving)
    outputs = {key: comparison.output(comparison.runs[key], one) for key, one in outcomes.items()}
    problems = [*sources.problems, *comparison.problems, *proven(sources, records)]
    lost = (run for key, run in comparison.runs.items() if key not in outcomes)
    problems += [f"{comparison.where(run)}nothing came of its run: build again" for run in lost]
    if required:
        problems += not_executed(comparison, outputs, why_no_cuda)
    return Book(sources, outputs, tuple(problems))


class Comparison:
    """What ran, held against the records."""

    def __init__(self, sources: Sources, records: Records, serving: bool) -> None:
        self.sources, self.records, self.serving = sources, records, serving
        self.runs = sources.runs
        self.problems: list[str] = []

    @functools.cached_property
    def places(self) -> dict[str, str]:
        """Where each snippet is shown, to open a message with: `docs/ko/a.md:12: `."""
        found: dict[str, str] = {}
        for page in self.sources.pages:
            for code in page.codes:
                if not page.continuous:
                    found.setdefault(code.program, f"{page.path}:{code.line}: ")
        return found

    def where(self, run: Run) -> str:
        """The page and line that show a program, and its own file and line."""
        program = run.program
        return f"{self.places.get(program.name, '')}{program.path}:{program.line}: "

    def output(self, run: Run, outcome: Outcome) -> Output:
        """What the page shows for one run; a problem where that is not what is recorded."""
        try:
            kept = self.records.read(run)
            if isinstance(outcome, Result):
                check_varies(run.program, outcome)
        except Problem as problem:
            self.problems.append(f"{self.places.get(run.program.name, '')}{problem}")
            kept = None
            if isinstance(outcome, Result):
                return Output(run, "executed", outcome)
        match outcome:
            case Result():
                return self.executed(run, outcome, kept)
            case Failure(reason, line):
                reason = f"{run.program.path}:{line}: {reason}"
                self.problems.append(f"{self.places.get(run.program.name, '')}{reason}")
                return Output(run, "failed", reason=reason)
            case Unavailable():
                if kept and kept.code == run.program.digest:
                    return Output(run, "recorded", kept.result, kept.month)
                if quoted := self.sources.quotations.get(run.program.name):
                    return Output(run, "quoted", quotation=quoted)
                return Output(run, "unrecorded", outdated=kept is not None)
            case Waiting():
                return Output(run, "waiting")

    def executed(self, run: Run, now: Result, kept: Record | None) -> Output:
        """What is shown of a program that ran here."""
        if kept is None:
            told = "its output has no record: if it is right, make record"
            self.problems.append(f"{self.where(run)}{told}")
            return Output(run, "executed", now)
        if not same(run.program, kept.result, now):
            self.problems.append(self.where(run) + drift(run, kept, now))
        elif run.program.varies and not self.serving:
            return Output(run, "checked", kept.result, kept.month)
        return Output(run, "executed", now, kept.month)


def proven(sources: Sources, records: Records) -> Iterator[str]:
    """Sentences that a GPU's record can now be read against."""
    for page in sources.pages:
        for line, name in page.unproven:
            program = sources.programs.get(name)
            for run in program.runs if program else ():
                if run.device == "cuda" and records.current(run):
                    told = f"a GPU has run {name}: hold this sentence against the record"
                    yield f"{page.path}:{line}: {told}, then take its mark away"


def drift(run: Run, kept: Record, now: Result) -> str:
    """What differs between a record and a run, and how to accept it."""
    before, after = kept.result.ran_on, now.ran_on
    return (
        "its output is not what is recorded:\n"
        f"--- recorded ({before.device}, PyTorch {before.torch}, {kept.month})\n"
        f"+++ printed now ({after.device}, PyTorch {after.torch})\n"
        f"{difference(run.program, kept.result, now)}\n"
        "If it is right: make record"
    )


def not_executed(
    comparison: Comparison, outputs: Mapping[str, Output], why_no_cuda: str
) -> Iterator[str]:
    """What a build that must run everything has not run."""
    if why_no_cuda:
        yield f"CUDA=required: {why_no_cuda}: build on a machine that has a CUDA GPU"
    for output in outputs.values():
        if not output.ran:
            yield f"{comparison.where(output.run)}CUDA=required, and it is {output.state}"
