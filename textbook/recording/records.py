"""Records: what each program showed, committed, and where it ran.

For the snippet `part/chapter/flat.py` the folder `snippets/part/chapter/` holds `flat.cpu.txt`
(what it printed), `flat.cpu.1.svg` (a figure), `flat.cpu.layout.json` (tensors in memory) and
`flat.cpu.drawn.json` (drawings); for the seventh cell of the lab `labs/digits`,
`snippets/labs/digits/` holds `07.cpu.txt`, and `07.cpu.value.txt` if the cell ends in a value.
Where they come from stands in the folder's `provenance.json`, a line each, with a hash of the code
and one of all that the record says. The hashes show damage and edits by hand; they have no key, so
they are no proof against forgery. Depends on the standard library alone.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from textbook import lists
from textbook.files import below, commit
from textbook.lists import Lines, seal
from textbook.model import Problem, Run
from textbook.outcomes import Provenance, Result
from textbook.recording.compare import check_varies, same

PROVENANCE = "provenance.json"
Staged = dict[Path, str | None]
"""By a file, what is to stand in it; None where it is to go."""
Judged = dict[Run, tuple[str, Result]]
"""By a run, what kind of change its result is, and what to record of it."""


@dataclass(frozen=True)
class Record:
    """One run's result, as committed."""

    code: str
    """The digest of the program that made it."""
    month: str
    """When it was made: `2026-11`."""
    result: Result


class Records:
    """The records below `root`, the folder `snippets/`. Each is read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.lines: dict[Path, Lines] = {}
        self.names: dict[Path, list[str]] = {}
        self.known: dict[str, Record | None] = {}

    def folder(self, run: Run) -> Path:
        """The folder of a run's record."""
        return self.root / Path(run.program.name).parent

    def read(self, run: Run) -> Record | None:
        """A run's record, whatever code made it. Raises Problem where it is damaged or edited."""
        if run.key not in self.known:
            self.known[run.key] = self.load(run)
        return self.known[run.key]

    def sound(self, run: Run) -> Record | None:
        """A run's record, as `read` has it; one that is damaged or edited counts as none."""
        with contextlib.suppress(Problem):
            return self.read(run)
        return None

    def current(self, run: Run) -> Record | None:
        """A sound record, if it is of the very code of its program."""
        kept = self.sound(run)
        return kept if kept and kept.code == run.program.digest else None

    def load(self, run: Run) -> Record | None:
        """What `read` gives, from the record's files."""
        folder = self.folder(run)
        line = self.provenance(folder).get(run.stem)
        if line is None:
            return None
        contents = self.contents(folder, run)
        if line.get("record") != seal(line, "record", contents):
            raise Problem(
                f"{folder / PROVENANCE}: {run.stem} is not what was recorded: a record is written "
                f"by a run, never by hand. Its line there or one of its files, {run.stem}.*, has "
                f"changed: {cure(folder, run)}"
            )
        try:
            figures = [contents[name] for name in sorted(contents, key=place) if ".svg" in name]
            layout = contents.get(f"{run.stem}.layout.json")
            facts = {key: line[key] for key in Provenance.__dataclass_fields__}
            data = {
                "printed": contents.get(f"{run.stem}.txt", ""),
                "value": contents.get(f"{run.stem}.value.txt", ""),
                "figures": figures,
                "layout": json.loads(layout) if layout else None,
                "ran_on": facts,
                "drawn": json.loads(contents.get(f"{run.stem}.drawn.json", "[]")),
            }
            return Record(str(line["code"]), str(line["month"]), Result.read(data))
        except (TypeError, ValueError, KeyError, RecursionError) as error:
            told = f"{folder / PROVENANCE}: {run.stem} is damaged: {cure(folder, run)}"
            raise Problem(told) from error

    def provenance(self, folder: Path) -> Lines:
        """A folder's list of records, by stem. Raises Problem where it is damaged."""
        if folder not in self.lines:
            self.lines[folder] = lists.read(folder / PROVENANCE)
        return self.lines[folder]

    def files(self, folder: Path, stem: str) -> list[Path]:
        """The files of one record that are there."""
        if folder not in self.names:
            self.names[folder] = os.listdir(folder) if folder.is_dir() else []  # noqa: PTH208
        return [folder / name for name in self.names[folder] if is_of(name, stem)]

    def contents(self, folder: Path, run: Run) -> dict[str, str]:
        """The files of one record, by name. Raises Problem where one cannot be read."""
        try:
            return {path.name: path.read_text("utf-8") for path in self.files(folder, run.stem)}
        except (OSError, UnicodeDecodeError) as error:
            told = f"{folder / run.stem}.*: cannot be read ({error}): {cure(folder, run)}"
            raise Problem(told) from error

    def damaged(self, runs: Iterable[Run]) -> Iterator[str]:
        """What `read` says of records that are damaged or edited."""
        for run in runs:
            try:
                self.read(run)
            except Problem as problem:
                yield str(problem)

    def update(self, runs: Iterable[Run], results: Mapping[str, Result]) -> dict[str, str]:
        """Record results, all of them or, when killed, all at the next start.

        Takes every run that the book has, and by key the results of those that ran; the records
        of the others stay. Returns what happened, by key: `new`, `changed`, `confirmed` (the
        same output, of other code, from elsewhere, or of a lab that ran anew), or `removed` (no
        program has that name). Raises Problem, and changes nothing, where a damaged list may have
        named what is not recorded anew: a GPU's record, where there is none, or the files of
        programs that are gone.
        """
        runs = list(runs)
        changes: dict[str, str] = {}
        staged: Staged = {}
        folders: dict[Path, Lines] = {}
        stems: dict[Path, set[str]] = {}
        together: dict[tuple[Path, str], list[Run]] = {}
        for run in runs:
            folder = self.folder(run)
            stems.setdefault(folder, set()).add(run.stem)
            if folder not in folders:
                folders[folder] = lists.lenient(folder / PROVENANCE)
            together.setdefault((run.program.path, run.device), []).append(run)
        for group in together.values():
            for run, (kind, result) in self.judge(group, results).items():
                changes[run.key] = kind
                self.stage(run, result, folders[self.folder(run)], staged)
        for run in runs:
            folder = self.folder(run)
            if run.stem not in folders[folder] and self.files(folder, run.stem):
                lists.read(folder / PROVENANCE)  # Raises Problem where it is damaged.
        for path in below(self.root, f"**/{PROVENANCE}"):
            if path.parent not in folders:
                folders[path.parent] = lists.read(path)
        for folder, lines in folders.items():
            for stem in sorted(lines.keys() - stems.get(folder, set())):
                staged |= dict.fromkeys(self.files(folder, stem))
                del lines[stem]
                changes[(folder / stem).relative_to(self.root).as_posix()] = "removed"
            text = lists.dumps(lines)
            if text != lists.current(folder / PROVENANCE):
                staged[folder / PROVENANCE] = text
        commit(self.root, staged)
        self.lines.clear()
        self.names.clear()
        self.known.clear()
        return changes

    def judge(self, group: list[Run], results: Mapping[str, Result]) -> Judged:
        """What to record of the runs of one process, each with its kind of change.

        A lab's cells go together, all or none: what varies in one may be repeated in another.
        """
        ran = [run for run in group if run.key in results]
        found: Judged = {}
        for run in ran:
            check_varies(run.program, results[run.key])
            kind, kept = self.change(run, results[run.key])
            if kind:
                found[run] = kind, kept
        if len(ran) < len(group):
            return {}
        if found and len(group) > 1:
            return {run: (found.get(run, ["confirmed"])[0], results[run.key]) for run in group}
        return found

    def change(self, run: Run, result: Result) -> tuple[str, Result]:
        """The kind of change (an empty text for none), and the result to record."""
        old = self.sound(run)
        if not old:
            return "new", result
        equal, varies = same(run.program, old.result, result), bool(run.program.varies)
        here = varies or old.result.ran_on == result.ran_on
        if equal and old.code == run.program.digest and here:
            return "", result  # What varies stays as it was, with where it ran.
        if equal and here and not varies:  # A figure moved by a hair stays, too.
            result = old.result  # And what another machine printed is not said to be this one's.
        return "confirmed" if equal else "changed", result

    def stage(self, run: Run, result: Result, lines: Lines, staged: Staged) -> None:
        """Stage one record's files, and its line."""
        folder = self.folder(run)
        contents = {f"{run.stem}.{n}.svg": figure for n, figure in enumerate(result.figures, 1)}
        if result.printed:
            contents[f"{run.stem}.txt"] = result.printed
        if result.value:
            contents[f"{run.stem}.value.txt"] = result.value
        if result.layout:
            contents[f"{run.stem}.layout.json"] = json.dumps(result.layout, indent=1) + "\n"
        if result.drawn:
            contents[f"{run.stem}.drawn.json"] = json.dumps(result.drawn, indent=1) + "\n"
        staged.update(dict.fromkeys(self.files(folder, run.stem)))
        staged.update({folder / name: text for name, text in contents.items()})
        month = datetime.now(UTC).strftime("%Y-%m")
        line = {"code": run.program.digest, **asdict(result.ran_on), "month": month}
        lines[run.stem] = line | {"record": seal(line, "record", contents)}


def cure(folder: Path, run: Run) -> str:
    """What mends a record: where there is no GPU, `make record` cannot mend a GPU's."""
    other = "import it again" if run.device == "cuda" else "run make record"
    return f"git checkout {folder}, or {other}"


def is_of(name: str, stem: str) -> bool:
    """Whether a file is one of a record: `flat.cpu.txt` or `flat.cpu.2.svg` of `flat.cpu`."""
    if not name.startswith(f"{stem}."):
        return False
    kind = name[len(stem) + 1 :]
    numbered = kind.endswith(".svg") and kind[:-4].isdigit()
    return numbered or kind in ("txt", "value.txt", "layout.json", "drawn.json")


def place(name: str) -> int:
    """The place of `flat.cpu.2.svg` among its program's figures."""
    number = name.split(".")[-2]
    return int(number) if number.isdigit() else 0
