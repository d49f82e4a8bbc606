"""Records: what each snippet printed, committed beside it, and what made it.

Beside `flat.py` lie `flat.cpu.txt` (what it printed), `flat.cpu.1.svg` (a figure) and
`flat.cpu.layout.json` (tensors to draw). Where they come from stands apart, in the folder's
`provenance.json`, one line a record, with a hash of the program and one of the outputs: a
record whose program changed is left out, and one that a hand has edited is found.
Depends on torch's own dependencies and the standard library alone.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import itertools
import json
import math
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from textbook.runner import Provenance, Result, write
from textbook.snippet import Problem, Snippet

PROVENANCE = "provenance.json"
STAGE = ".recording"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
TOLERANCE = 0.1
FLOAT = re.compile(r"(?<![\w.])-?\d+\.\d*(?:e[+-]?\d+)?(?![\w.])")
ROUNDING = 1e-3
"""How far floats may lie apart on two models of GPU, relative and absolute: four printed digits, rounded."""


@dataclass(frozen=True)
class Record:
    """One snippet's result, as committed."""

    code: str
    """The digest of the snippet that made it."""
    month: str
    """When it was made: `2026-11`."""
    result: Result


def read(snippet: Snippet) -> Record | None:
    """The snippet's record, whatever code made it. Raises Problem where it is damaged or edited."""
    folder = snippet.path.parent
    line = provenance(folder).get(snippet.record)
    if line is None:
        return None
    try:
        facts = dict(line)
        code, output, month = facts.pop("code"), facts.pop("output"), facts.pop("month")
        ran_on = Provenance(**facts)
    except (TypeError, ValueError, KeyError) as error:
        raise Problem(f"{folder / PROVENANCE}: {snippet.record} is damaged: run make record") from error
    try:
        contents = {path.name: path.read_text("utf-8") for path in files(folder, snippet.record)}
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"{folder / snippet.record}.*: cannot be read ({error}): run make record") from error
    if digest(contents) != output:
        raise Problem(
            f"{folder / snippet.record}.txt: differs from what was recorded: a record is written by a run, "
            f"never by hand. Run make record, or git checkout {folder}"
        )
    figures = [contents[name] for name in sorted(contents, key=figure_number) if name.endswith(".svg")]
    layout = contents.get(f"{snippet.record}.layout.json")
    printed = contents.get(f"{snippet.record}.txt", "")
    return Record(code, month, Result(printed, tuple(figures), json.loads(layout) if layout else None, ran_on))


def provenance(folder: Path) -> dict[str, dict[str, Any]]:
    """The folder's `provenance.json`, by record; empty where there is none."""
    path = folder / PROVENANCE
    try:
        lines = parse(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise Problem(f"{path}: is damaged ({error}): run make record") from error
    if not isinstance(lines, dict):
        raise Problem(f"{path}: is damaged: run make record")
    return lines


@functools.lru_cache(maxsize=256)
def parse(text: str) -> Any:
    """JSON, read once for all the records of a folder."""
    return json.loads(text)


def files(folder: Path, stem: str) -> list[Path]:
    """The files of one record that are there."""
    figures = itertools.takewhile(Path.exists, (folder / f"{stem}.{number}.svg" for number in itertools.count(1)))
    texts = (folder / f"{stem}.{kind}" for kind in ("txt", "layout.json"))
    return [*filter(Path.exists, texts), *figures]


def figure_number(name: str) -> int:
    """The place of `flat.cpu.2.svg` among its snippet's figures."""
    number = name.split(".")[-2]
    return int(number) if number.isdigit() else 0


def digest(contents: Mapping[str, str]) -> str:
    """A hash of a record's files."""
    text = "\0".join(part for item in sorted(contents.items()) for part in item)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def same(snippet: Snippet, old: Result, new: Result) -> bool:
    """Whether two runs of a snippet show the same: what varies aside, and figures but for a hair.

    On the device of the record every character counts. On another model of GPU the last
    digits of floating-point numbers may differ; all else that is printed may not.
    """
    texts = snippet.comparable(old.printed), snippet.comparable(new.printed)
    return (
        (texts[0] == texts[1] or (old.ran_on.device != new.ran_on.device and close(*texts)))
        and old.layout == new.layout
        and len(old.figures) == len(new.figures)
        and (bool(snippet.varies) or all(map(alike, old.figures, new.figures)))
    )


def close(old: str, new: str) -> bool:
    """Whether two texts differ in nothing but the last digits of floats, and the spaces that align them."""
    floats = zip(FLOAT.findall(old), FLOAT.findall(new), strict=False)
    shapes = (re.sub(r"\s+", "", FLOAT.sub("<float>", text)) for text in (old, new))
    return len(set(shapes)) == 1 and all(
        math.isclose(float(a), float(b), rel_tol=ROUNDING, abs_tol=ROUNDING) for a, b in floats
    )


def alike(old: str, new: str) -> bool:
    """Whether two SVG documents agree, lengths within a tenth of a point."""
    if old == new:
        return True
    lengths = zip(NUMBER.findall(old), NUMBER.findall(new), strict=False)
    return NUMBER.split(old) == NUMBER.split(new) and all(abs(float(a) - float(b)) <= TOLERANCE for a, b in lengths)


def update(root: Path, snippets: Iterable[Snippet], results: Mapping[str, Result]) -> dict[str, str]:
    """Write what changed, all of it or, killed half-way, all of it at the next start.

    Takes every run of every snippet, and the results of those that ran, by key. Returns what
    happened, by key:
    `new`, `changed`, `confirmed` (the same output, of other code or from elsewhere) or `removed`.
    """
    changes: dict[str, str] = {}
    staged: dict[Path, str | None] = {}
    folders: dict[Path, dict[str, dict[str, Any]]] = {}
    snippets = list(snippets)
    for snippet in snippets:
        folder = snippet.path.parent
        lines = folders.setdefault(folder, lenient(folder))
        if snippet.key in results:
            change = stage(snippet, results[snippet.key], lines, staged)
            if change:
                changes[snippet.key] = change
    keep = {(snippet.path.parent, snippet.record) for snippet in snippets}
    for path, stem in orphans(root, keep):
        staged[path] = None
        folders.setdefault(path.parent, lenient(path.parent)).pop(stem, None)
        changes[f"{path.parent.relative_to(root).as_posix()}/{stem}"] = "removed"
    for folder, lines in folders.items():
        lines = {stem: line for stem, line in lines.items() if (folder, stem) in keep}
        rows = ",\n".join(f"  {json.dumps(stem)}: {json.dumps(lines[stem])}" for stem in sorted(lines))
        text = f"{{\n{rows}\n}}\n" if lines else None
        if text != (folder / PROVENANCE).read_text("utf-8") if (folder / PROVENANCE).exists() else text:
            staged[folder / PROVENANCE] = text
    commit(root, staged)
    return changes


def stage(
    snippet: Snippet, result: Result, lines: dict[str, dict[str, Any]], staged: dict[Path, str | None]
) -> str | None:
    """Stage one record's files, where they change; say what kind of change it is."""
    old: Record | None = None
    kind = "new"
    with contextlib.suppress(Problem):
        old = read(snippet)
    if old:
        equal = same(snippet, old.result, result)
        if equal and old.code == snippet.digest and old.result.ran_on == result.ran_on:
            return None
        kind = "confirmed" if equal else "changed"
        if equal:  # What varies stays as it was, so that a record changes for a reason only.
            result = Result(old.result.printed, old.result.figures, old.result.layout, result.ran_on)
    contents = {f"{snippet.record}.{n}.svg": figure for n, figure in enumerate(result.figures, 1)}
    if result.printed:
        contents[f"{snippet.record}.txt"] = result.printed
    if result.layout:
        contents[f"{snippet.record}.layout.json"] = json.dumps(result.layout, indent=1) + "\n"
    folder = snippet.path.parent
    staged.update(dict.fromkeys(files(folder, snippet.record)))
    staged.update({folder / name: text for name, text in contents.items()})
    month = datetime.now(UTC).strftime("%Y-%m")
    facts = {"code": snippet.digest, "output": digest(contents), **asdict(result.ran_on), "month": month}
    lines[snippet.record] = facts
    return kind


def lenient(folder: Path) -> dict[str, dict[str, Any]]:
    """`provenance`, where a damaged file counts as none: its records are about to be written anew."""
    with contextlib.suppress(Problem):
        return dict(provenance(folder))
    return {}


def orphans(root: Path, keep: set[tuple[Path, str]]) -> Iterator[tuple[Path, str]]:
    """Files of records whose snippet is gone, each with its record's stem."""
    for path in sorted(root.rglob("*.*.*")):
        if path.suffix in {".txt", ".svg", ".json"} and STAGE not in path.parts:
            stem = ".".join(path.name.split(".")[:2])
            if (path.parent, stem) not in keep:
                yield path, stem


def commit(root: Path, staged: Mapping[Path, str | None]) -> None:
    """Write and delete files through a journal, which `recover` carries out after a kill."""
    recover(root)
    if not staged:
        return
    area = root / STAGE
    area.mkdir()
    journal: dict[str, str | None] = {}
    for number, (path, text) in enumerate(staged.items()):
        journal[path.relative_to(root).as_posix()] = str(number) if text is not None else None
        if text is not None:
            (area / str(number)).write_text(text, "utf-8", newline="\n")
    write(area / "journal", json.dumps(journal))
    recover(root)


def recover(root: Path) -> None:
    """Finish what a killed `commit` had begun, or forget what it had not."""
    area = root / STAGE
    if (area / "journal").exists():
        journal: dict[str, str | None] = json.loads((area / "journal").read_text("utf-8"))
        for name, part in journal.items():
            if part is None:
                (root / name).unlink(missing_ok=True)
            elif (area / part).exists():
                (area / part).replace(root / name)
        (area / "journal").unlink()
    if area.exists():
        shutil.rmtree(area)


@contextlib.contextmanager
def alone(cache: Path) -> Iterator[None]:
    """Hold the checkout against a second build or `make record`. Raises Problem where one is under way."""
    try:
        cache.mkdir(exist_ok=True)
        lock = FileLock(cache / "lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        raise Problem(f"{cache.parent}: another build or make record is under way here: wait for its end") from error
    except OSError:  # A read-only checkout: nothing is written there that a second build could spoil.
        yield
        return
    try:
        yield
    finally:
        lock.release()
