"""Quotations: what another source printed or says, committed to the letter, with its name.

For the name `part/chapter/table` the folder `snippets/part/chapter/` holds `table.quoted.txt`, cut
from its source by `python -m textbook quote` and never typed. Where it comes from stands in the
folder's `quotations.json`, a line each, with a hash of all that is said; the sources themselves
stand in `snippets/sources.toml`. One that bears the name of a program stands for that program's
output until there is a record; it is bound to the code that it was held against.
Depends on the standard library alone.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from textbook import lists
from textbook.files import below, commit, read_text
from textbook.lists import seal
from textbook.model import Problem, Program
from textbook.origins import Quotation, Source

LIST, SOURCES, SUFFIX = "quotations.json", "sources.toml", ".quoted.txt"
FIELDS = {"source", "at", "file", "program", "hash"}
"""What a line of the list says."""
MARGIN = " " * 4
"""What Markdown, in which the lecture is written, puts before each line of an output."""
CURE = "a quotation is cut by python -m textbook quote, never written by hand"


def sources(snippets: Path) -> dict[str, Source]:
    """The sources that may be quoted, by name. Raises Problem where their list is wrong."""
    path = snippets / SOURCES
    if not path.exists():
        return {}
    try:
        listed = tomllib.loads(read_text(path))
        found = {name: Source(name, **facts) for name, facts in listed.items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise Problem(f"{path}: {error}") from error
    for source in found.values():
        known = {"output": source.sha256 and source.date and source.device, "message": True}
        if not known.get(source.kind):
            told = 'takes kind = "message", or kind = "output" with sha256, date and device'
            raise Problem(f"{path}: {source.name} {told}")
    return found


def read(snippets: Path, programs: Mapping[str, Program]) -> tuple[dict[str, Quotation], list[str]]:
    """Every quotation, by name, and what is wrong with them."""
    found: dict[str, Quotation] = {}
    problems: list[str] = []
    try:
        known = sources(snippets)
    except Problem as problem:
        return {}, [str(problem)]
    named: set[Path] = set()
    for path in below(snippets, f"**/{LIST}"):
        try:
            lines = lists.read(path)
        except Problem as problem:
            problems.append(str(problem))
            continue
        for stem, line in lines.items():
            named.add(path.with_name(f"{stem}{SUFFIX}"))
            try:
                one = quotation(path.parent, snippets, stem, line, known)
                check_program(path, one, programs.get(one.name))
                found[one.name] = one
            except Problem as problem:
                problems.append(str(problem))
    for path in below(snippets, f"**/*{SUFFIX}"):
        if path not in named:
            problems.append(f"{path}: {path.parent / LIST} does not name it: {CURE}")
    return found, problems


def quotation(
    folder: Path, snippets: Path, stem: str, line: Mapping[str, Any], known: Mapping[str, Source]
) -> Quotation:
    """One quotation. Raises Problem where it is not what was cut from its source."""
    path = folder / f"{stem}{SUFFIX}"
    text = read_text(path)
    if line.keys() != FIELDS:
        raise Problem(f"{folder / LIST}: {stem} is no quotation: {CURE}")
    if line["hash"] != seal(line, "hash", text):
        raise Problem(f"{path}: is not what was quoted: {CURE}. Run git checkout {folder}")
    source = known.get(str(line["source"]))
    if source is None:
        raise Problem(f"{path}: {snippets / SOURCES} does not name {line['source']!r}")
    name = (folder / stem).relative_to(snippets).as_posix()
    return Quotation(name, source, line["at"], line["file"], text, line["program"])


def check_program(path: Path, one: Quotation, program: Program | None) -> None:
    """Raise Problem for a quotation beside a program that it was not held against."""
    digest = program.digest if program else ""
    if one.program != digest:
        told = f"{path}: {one.name} was not held against this code of {one.name}.py"
        raise Problem(f"{told}: take it away, or quote it again: python -m textbook quote")
    if program:
        check_device(path, program)


def check_device(path: Path, program: Program) -> None:
    """Raise Problem for a program whose output no quotation stands for: the CPU runs it."""
    if program.device != "cuda":
        raise Problem(f"{path}: {program.name}.py needs no GPU: its output is its own, not quoted")


def cut(name: str, source: Source, at: str, file: Path) -> Quotation:
    """A new quotation. Raises Problem where nothing stands at that place of the file."""
    parts = file.parts
    known = "torch" in parts and source.kind == "message"
    told = "/".join(parts[len(parts) - parts[::-1].index("torch") - 1 :]) if known else ""
    return Quotation(name, source, at, told, standing(source, at, file), "")


def standing(source: Source, at: str, file: Path) -> str:
    """What stands in a source's file at a place. Raises Problem where nothing does."""
    data = file.read_bytes()
    if source.kind == "output" and hashlib.sha256(data).hexdigest() != source.sha256:
        raise Problem(f"{file}: is not the file of the source {source.name}: its hash is another")
    try:
        return message(data, at) if source.kind == "message" else output(data, at)
    except UnicodeDecodeError as error:
        raise Problem(f"{file}: what stands at {at} is no UTF-8: quote another place") from error
    except ValueError as error:
        raise Problem(f"{file}: {error}") from error


def message(data: bytes, at: str) -> str:
    """What of a library begins with these words, to its end. Raises ValueError where none does."""
    found = re.search(re.escape(at.encode()) + rb"[^\0\n]*", data)
    if not found or not found[0].strip():
        raise ValueError(f"does not hold {at!r}")
    return found[0].decode() + "\n"


def output(data: bytes, at: str) -> str:
    """The lines of an output, without their margin. Raises ValueError where there are none."""
    place = re.fullmatch(r"(\d+)(?:-(\d+))?", at)
    if not place:
        raise ValueError(f"{at} is no place: write the lines of an output, 104-123")
    first, last = int(place[1]), int(place[2] or place[1])
    lines = data.decode().removesuffix("\n").split("\n")
    text = "".join(f"{line.removeprefix(MARGIN)}\n" for line in lines[first - 1 : last])
    if not 0 < first <= last <= len(lines) or not text.strip():
        raise ValueError(f"holds nothing in lines {at}")
    return text


def write(snippets: Path, one: Quotation) -> None:
    """Keep a quotation."""
    folder, stem = snippets / Path(one.name).parent, Path(one.name).name
    lines = lists.read(folder / LIST)
    line = {"source": one.source.name, "at": one.at, "file": one.file, "program": one.program}
    lines[stem] = line | {"hash": seal(line, "hash", one.text)}
    staged = {folder / LIST: lists.dumps(lines), folder / f"{stem}{SUFFIX}": one.text}
    commit(snippets, staged)


def unplaced(found: Mapping[str, Quotation], shown: set[str], snippets: Path) -> Iterator[str]:
    """Quotations that no page shows."""
    for name, one in found.items():
        if not one.program and name not in shown:
            yield f"{snippets / name}{SUFFIX}: no chapter shows it: name it in one, or delete it"
