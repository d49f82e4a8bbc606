"""The book: every chapter, every snippet, every output, and everything that is wrong with them."""

from __future__ import annotations

import contextlib
import difflib
import io
import logging
import os
import re
import tokenize
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from textbook import chapter, environment, lab, move, notebook, record
from textbook.chapter import Use
from textbook.lab import Lab
from textbook.output import WORDS, Output, both, edition, machines, markdown
from textbook.runner import Failure, Result, Runner, Unavailable
from textbook.snippet import Problem, Snippet, load

log = logging.getLogger("mkdocs.textbook")
EDITION = "<!-- edition -->"
MACHINES = "<!-- machines -->"
MOVED = "<!-- moved -->\n"
HANGUL = re.compile("[ᄀ-ᇿ㄰-㆏가-힣]")


class Book:
    """The checkout below `root`, run and compared with its records."""

    def __init__(self, root: Path, required: bool = False) -> None:
        self.root = root
        self.required = required
        """Whether every program must run here, on CUDA too, and no record may stand in."""
        self.runner = Runner(root / ".cache")
        self.snippets: dict[str, Snippet] = {}
        self.outputs: dict[str, Output] = {}
        self.uses: list[Use] = []
        self.shows: dict[Path, list[Use]] = {}
        """What each chapter uses, by its path below `docs/`."""
        self.labs: dict[Path, Lab | Problem] = {}
        self.moved: dict[str, Any] | None = None
        """What the last move to another torch changed."""
        self.problems: list[str] = []
        self.terms: dict[str, dict[str, str]] = {}
        self.prepared: dict[tuple[Path, str], str] = {}
        self.started = False
        """Whether the snippets have just been read."""

    def refresh(self) -> None:
        """Read everything, run what must run, compare; `problems` then says what a person must mend."""
        if not self.started:
            self.read()
        self.started = False
        self.prepared = {}
        self.shows = {self.place(path): list(self.find_uses(path)) for path in self.chapters()}
        self.uses = [use for uses in self.shows.values() for use in uses]
        self.count_uses()
        glossaries = (self.root / "docs").glob("*/glossary.md")
        self.terms = {path.parent.name: chapter.terms(path.read_text("utf-8")) for path in glossaries}
        outcomes = self.runner.run(self.snippets.values())
        runs = {run.key: run for snippet in self.snippets.values() for run in snippet.runs}
        self.outputs = {key: self.output(runs[key], outcome) for key, outcome in outcomes.items()}
        if self.required:
            self.problems += self.not_executed()
        labs = sorted((self.root / "docs").glob("*/labs/*.py"))
        try:
            self.moved = move.load(self.root / "snippets" / "move.json")
        except Problem as problem:
            self.problems.append(str(problem))
        self.labs = lab.execute_all(labs, self.root, self.root / ".cache")
        self.problems += [str(problem) for problem in self.labs.values() if isinstance(problem, Problem)]
        log.info("%s", self.census())

    def start(self) -> None:
        """Have the worker import torch already, where something must run."""
        self.read()
        self.started = True
        if self.runner.missing(self.snippets.values()):
            self.runner.start()

    def chapters(self) -> list[Path]:
        """Every chapter's file, in each language."""
        return sorted((self.root / "docs").glob("*/**/*.md"))

    def read(self) -> None:
        """Load every snippet that is one."""
        self.problems = []
        self.snippets = {}
        folder = self.root / "snippets"
        for path in sorted(folder.rglob("*.py")):
            try:
                snippet = load(folder, path.relative_to(folder).with_suffix("").as_posix())
                self.problems += prose(snippet)
                self.snippets[snippet.name] = snippet
            except Problem as problem:
                self.problems.append(str(problem))

    def find_uses(self, path: Path) -> Iterator[Use]:
        """What one chapter shows."""
        try:
            yield from chapter.uses(path, path.read_text("utf-8"))
        except Problem as problem:
            self.problems.append(str(problem))

    def count_uses(self) -> None:
        """Every block has its snippet, and every snippet its block."""
        for use in self.uses:
            path = self.root / "snippets" / f"{use.name}.py"
            if use.name not in self.snippets and not path.exists():
                near = difflib.get_close_matches(use.name, self.snippets, 1)
                hint = f"; did you mean {near[0]}.py?" if near else ": write it, or take the block out"
                self.problems.append(f"{use.chapter}:{use.line}: there is no snippet {path}{hint}")
        used = {use.name for use in self.uses}
        for name, snippet in self.snippets.items():
            if name not in used:
                self.problems.append(f"{snippet.path}: no chapter shows it: name it in one, or delete it")

    def output(self, snippet: Snippet, outcome: Result | Failure | Unavailable) -> Output:
        """What the page shows for one snippet; a problem where it is not what is recorded."""
        where = self.where(snippet.name)
        if isinstance(outcome, Failure):
            reason = f"{snippet.path}:{outcome.line}: {outcome.reason}"
            self.problems.append(where + reason)
            return Output(snippet, "failed", reason=reason)
        executed = isinstance(outcome, Result) and Output(snippet, "executed", outcome)
        try:
            kept = record.read(snippet)
        except Problem as problem:
            self.problems.append(f"{where}{problem}")
            return executed or Output(snippet, "unrecorded")
        if isinstance(outcome, Unavailable):
            if kept and kept.code == snippet.digest:
                return Output(snippet, "recorded", kept.result, kept.month)
            return Output(snippet, "unrecorded", outdated=kept is not None)
        if kept is None:
            self.problems.append(f"{where}{snippet.path}: its output has no record: if it is right, make record")
        elif not record.same(snippet, kept.result, outcome):
            self.problems.append(where + drift(snippet, kept, outcome))
        return Output(snippet, "executed", outcome, kept.month if kept else "")

    def not_executed(self) -> Iterator[str]:
        """What a build that must run everything has not run."""
        if not environment.gpus():
            yield "CUDA=required: this machine has no CUDA GPU that nvidia-smi lists: build on one that has"
        for output in self.outputs.values():
            if output.state != "executed":
                snippet = output.snippet
                yield f"{self.where(snippet.name)}{snippet.path}: CUDA=required, and it is {output.state}"

    def where(self, name: str) -> str:
        """The chapter and line that show a snippet, to open a message with."""
        place = next((use for use in self.uses if use.name == name), None)
        return f"{place.chapter}:{place.line}: " if place else ""

    def census(self) -> str:
        """How many chapters, blocks and snippets there are, and what became of each."""
        states = Counter(output.state for output in self.outputs.values())
        told = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
        counts = f"{len(self.chapters())} chapters, {len(self.uses)} blocks, {len(self.snippets)} snippets"
        return f"{counts}: {told or 'none'}"

    def program(self, name: str) -> str:
        """A snippet's code."""
        return self.snippets[name].program if name in self.snippets else ""

    def programs(self, path: Path) -> list[str]:
        """The snippets that a chapter shows."""
        return [use.name for use in self.shows.get(self.place(path), [])]

    def shown(self, name: str) -> list[Output]:
        """A snippet's output on each of its devices; one that failed where there is none."""
        if snippet := self.snippets.get(name):
            outputs = [self.outputs[run.key] for run in snippet.runs if run.key in self.outputs]
            if outputs:
                return outputs
        path = self.root / "snippets" / f"{name}.py"
        return [Output(Snippet(name, path, ""), "failed", reason=f"{path}: cannot be read")]

    def lab(self, path: Path) -> Lab | None:
        """The lab that a file holds, if it is one and was executed."""
        found = self.labs.get(self.root / "docs" / self.place(path))
        return found if isinstance(found, Lab) else None

    def lab_text(self, path: Path) -> str:
        """A lab's page as Markdown; under serve, one that failed says why."""
        language = self.language(path)
        if found := self.lab(path):
            return found.text(language)
        why = self.labs.get(self.root / "docs" / self.place(path), "")
        return f"# {path.stem} {{ #{path.stem} }}\n\n{WORDS[language]['failed']}\n\n```text\n{why}\n```\n"

    def html(self, name: str, language: str) -> str:
        """A snippet's outputs for the site, side by side where there are two, or those of a lab's cell."""
        lab, _, cell = name.partition("#")
        if cell:
            return next(found for found in self.labs.values() if isinstance(found, Lab) and found.name == lab).html(
                int(cell), language
            )
        outputs = self.shown(name)
        if len(outputs) == 1:
            return outputs[0].html(language)
        return both(outputs, language)

    def site(self, path: Path, text: str) -> str:
        """A chapter's text as MkDocs renders it."""
        return chapter.site(self.prepare(path, text), environment.release(), self.language(path), self.program)

    def plain(self, path: Path, text: str) -> str:
        """A chapter's text as plain Markdown, code and output."""

        language = self.language(path)
        if taken := self.lab(path):
            text = taken.plain(language)

        def block(name: str) -> str:
            return markdown(self.shown(name), language)

        return chapter.plain(self.prepare(path, text), environment.release(), block, path.stem == "index")

    def notebook(self, path: Path, text: str, address: Callable[[str], str]) -> dict[str, Any]:
        """A chapter as a notebook; `address` gives the published page that a relative link leads to."""

        def picture(name: str) -> str:
            return path.with_name(name).read_text("utf-8")

        language, release = self.language(path), environment.release()
        if taken := self.lab(path):
            return taken.notebook(language, release, address)
        return notebook.compose(self.prepare(path, text), language, release, self.shown, picture, address)

    def language(self, path: Path) -> str:
        """The language of a chapter: the folder of `docs/` that it lies in."""
        return self.place(path).parts[0]

    def place(self, path: Path) -> Path:
        """A chapter's path below `docs/`."""
        return Path(os.path.relpath(path, self.root / "docs"))

    def prepare(self, path: Path, text: str) -> str:
        """A text with its terms linked, and with what is known of this edition where it asks for that."""
        key = path, text
        if key in self.prepared:
            return self.prepared[key]
        language = self.language(path)
        if EDITION in text or MACHINES in text:
            chapters = {path for path in self.chapters() if self.language(path) == language}
            shown = [output for use in self.uses if use.chapter in chapters for output in self.shown(use.name)]
            text = text.replace(EDITION, edition(shown, language)).replace(MACHINES, machines(shown, language))
        if MOVED in text and self.moved:
            text = text.replace(MOVED, move.text(self.moved, language))
        up = "../" * (len(self.place(path).parts) - 2)
        self.prepared[key] = chapter.link_terms(text, self.terms.get(language, {}), f"{up}glossary.md")
        return self.prepared[key]

    def pictures(self, path: Path) -> dict[str, str]:
        """The SVG files that a chapter's plain Markdown names."""
        pictures: dict[str, str] = {}
        language = self.language(path)
        if taken := self.lab(path):
            return taken.pictures()
        with contextlib.suppress(Problem):
            for use in chapter.uses(path, path.read_text("utf-8")):
                for output in self.shown(use.name):
                    pictures |= output.pictures(language)
        return pictures


def prose(snippet: Snippet) -> Iterator[str]:
    """Comments and Hangul in a program: chapters explain, so that each language shares the program."""
    cure = "say it in the chapter, so that each language can show this program"
    for number, line in enumerate(snippet.program.splitlines(), snippet.line):
        if HANGUL.search(line):
            yield f"{snippet.path}:{number}: holds Hangul: {cure}"
    if "#" not in snippet.program:
        return
    with contextlib.suppress(tokenize.TokenError, SyntaxError):
        for token in tokenize.generate_tokens(io.StringIO(snippet.program).readline):
            if token.type == tokenize.COMMENT:
                yield f"{snippet.path}:{snippet.line + token.start[0] - 1}: holds a comment: {cure}"


def drift(snippet: Snippet, kept: record.Record, now: Result) -> str:
    """What differs between a record and a run, as a unified diff, and how to accept it."""
    lines = difflib.unified_diff(
        snippet.comparable(kept.result.printed).splitlines(),
        snippet.comparable(now.printed).splitlines(),
        f"recorded ({kept.result.ran_on.device}, PyTorch {kept.result.ran_on.torch}, {kept.month})",
        f"printed now ({now.ran_on.device}, PyTorch {now.ran_on.torch})",
        lineterm="",
    )
    told = "\n".join(lines) or "what it draws differs"
    differs = f"{snippet.path}:{snippet.line}: its output is not what is recorded"
    return f"{differs}:\n{told}\nIf it is right: make record"
