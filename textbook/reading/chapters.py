"""Chapters: Markdown files below `docs/`, each a row of prose, programs and commands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from textbook.files import read_text
from textbook.model import Block, Code, Page, Problem, Prose, Quote, Verbatim
from textbook.origins import Quotation
from textbook.reading import pictures, questions, rules, slips
from textbook.reading.fences import Fence, Text, scan

EMBED = re.compile(r'\s*--8<-- "(?P<name>[^"\n]+)\.py"\s*')
QUOTE = re.compile(r'\s*--8<-- "(?P<name>[^"\n]+)\.quoted\.txt"\s*')
MATTER = re.compile(r"---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.S)
"""As MkDocs has it."""
COMMAND = ("$ ", "!")
"""How a line of a command begins: a terminal's prompt, or a notebook's sign."""


def read(
    root: Path, path: Path, quotations: Mapping[str, Quotation] | None = None
) -> tuple[Page, list[str]]:
    """A chapter, and what is wrong with it. `root` is the folder of all languages."""
    language, stem = place(root, path)
    try:
        text = read_text(path)
    except Problem as problem:
        return Page(path, language, stem, ()), [str(problem)]
    matter = front_matter(text)
    first = text.count("\n", 0, matter) + 1
    blocks, problems = split(path, text[matter:], first, programs=True, quotations=quotations)
    blocks, unplaced = pictures.gather(str(path), blocks)
    blocks, wrong = questions.gather(str(path), stem, blocks)
    problems += [*unplaced, *wrong, *slips.of_front_matter(path, text, matter)]
    return Page(path, language, stem, tuple(blocks)), problems


def place(root: Path, path: Path) -> tuple[str, str]:
    """A page's language, and its place in every language: `ko` and `tensors/storage`."""
    language, _, stem = path.relative_to(root).with_suffix("").as_posix().partition("/")
    return language, stem


def front_matter(text: str) -> int:
    """Where the text begins that follows the YAML between two lines of `---`; 0 without."""
    matter = MATTER.match(text)
    return matter.end() if matter else 0


def split(
    path: Path,
    text: str,
    first: int,
    *,
    programs: bool,
    quotations: Mapping[str, Quotation] | None = None,
) -> tuple[list[Block], list[str]]:
    """A text as blocks, and what is wrong with it.

    `programs` says whether it may show snippets and quotations, which a lab's prose may not.
    """
    blocks: list[Block] = []
    problems: list[str] = []
    folds: list[int] = []
    for part in scan(text, first):
        if isinstance(part, Text):
            folds = follow(folds, part.body.split("\n"))
            blocks.append(Prose(part.body, part.line))
            problems += [f"{path}:{told}" for told in rules.unseen(part.body, part.line)]
            continue
        problems += [f"{path}:{told}" for told in rules.unseen(part.body, part.line + 1)]
        folds = follow(folds, [part.indent + "x"])
        try:
            quoted = QUOTE.fullmatch(part.body)
            if quoted and programs and part.closed and part.info == "text" and not part.prefixed:
                blocks.append(quote(path, part, quoted["name"], quotations or {}))
            else:
                blocks.append(block(path, part, programs=programs, folded=bool(folds)))
        except Problem as problem:
            problems.append(str(problem))
    return blocks, problems


def follow(folds: list[int], lines: Iterable[str]) -> list[int]:
    """The indentations of the folded blocks that are open after these lines."""
    folds = list(folds)
    for line in lines:
        depth = len(line) - len(line.lstrip(" "))
        if line.strip():
            while folds and depth <= folds[-1]:
                folds.pop()
            if line.lstrip(" ").startswith("???"):
                folds.append(depth)
    return folds


def block(path: Path, fence: Fence, *, programs: bool, folded: bool) -> Code | Verbatim:
    """What a fence stands for. Raises Problem for one that no run stands behind."""
    where = f"{path}:{fence.line}"
    if not fence.closed:
        raise Problem(f"{where}: this block is not closed: end it with the signs that open it")
    if fence.info == "console" and not fence.prefixed:
        refuse_output(path, fence)
        return Verbatim(fence.body, fence.line, fence.indent)
    named = EMBED.fullmatch(fence.body)
    if named and fence.info == "python" and programs and not fence.prefixed:
        return Code(named["name"], fence.line, fence.indent, folded)
    cure = "put the code into a cell of its own, # %%"
    if programs:
        cure = "write the program to snippets/ and name it here, "
        cure += '```python and --8<-- "part/chapter/name.py"'
    raise Problem(
        f"{where}: this block is not run: {cure}; a command that readers type is ```console"
    )


def quote(path: Path, fence: Fence, name: str, quotations: Mapping[str, Quotation]) -> Quote:
    """The quotation that a fence names. Raises Problem where there is none."""
    found = quotations.get(name)
    if found is None or found.program:
        told = "is shown under its program" if found else "is not there"
        raise Problem(f"{path}:{fence.line}: the quotation {name} {told}: name another")
    return Quote(found, fence.line, fence.indent)


def refuse_output(path: Path, fence: Fence) -> None:
    """Raise Problem for a line of a console block that is no command."""
    continued = False
    for number, line in enumerate(fence.body.split("\n"), fence.line + 1):
        if line.strip() and not continued and not line.startswith(COMMAND):
            raise Problem(
                f"{path}:{number}: {line.strip()!r} is no command: a console block holds what "
                "readers type, each line after '$ ' or '!'; what is printed comes from a snippet"
            )
        continued = line.endswith("\\")
