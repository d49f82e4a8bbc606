"""What programs and pages may not do: problems for their authors, each with file, line and cure."""

from __future__ import annotations

import contextlib
import difflib
import io
import itertools
import re
import tokenize
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from textbook.marks import BROKEN, UNSEEN
from textbook.model import Page, Program

HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")


def free_of_prose(program: Program) -> Iterator[str]:
    """Comments and Hangul in a program: pages explain, so that every language can show it.

    Names of other letters, too: one that looks like another may not be that.
    """
    cure = "say it on the page, so that each language can show this program"
    for number, line in enumerate(program.source.split("\n"), program.line):
        if HANGUL.search(line):
            yield f"{program.path}:{number}: holds Hangul: {cure}"
    if "#" not in program.source and program.source.isascii():
        return
    with contextlib.suppress(tokenize.TokenError, SyntaxError):
        for token in tokenize.generate_tokens(io.StringIO(program.source).readline):
            where = f"{program.path}:{program.line + token.start[0] - 1}"
            if token.type == tokenize.COMMENT:
                yield f"{where}: holds a comment: {cure}"
            elif token.type == tokenize.NAME and not token.string.isascii():
                yield f"{where}: the name {token.string!a} has other letters than a to z: rename it"


def unseen(text: str, first: int) -> Iterator[str]:
    """Characters that nobody sees or that turn a line's direction: `3: holds the character ...`.

    What a reader reads would not be what Python, or a screen reader, reads.
    """
    for number, line in enumerate(text.split("\n"), first):
        if found := UNSEEN.search(line):
            yield f"{number}: holds the character {found[0]!r}: take it out"


def free_of_what_nobody_sees(program: Program) -> Iterator[str]:
    """Such characters in a program, or in the names of the tensors that it draws."""
    found = [unseen(program.source, program.line)]
    found += [unseen(expression, program.line) for expression in (*program.layout, *program.draw)]
    for told in itertools.chain(*found):
        yield f"{program.path}:{told}"


def every_block_has_its_program(
    pages: Iterable[Page],
    programs: Mapping[str, Program],
    unread: set[str],
    snippets: Path,
    *,
    whole: bool = True,
) -> Iterator[str]:
    """Each block names a program that is there, and each program is shown by a block.

    `unread` names the snippets that are there but could not be read. Without `whole`, where a
    page could not be read to its end, no program is said to be unused: it may stand there.
    """
    used: set[str] = set()
    for page in pages:
        for code in page.codes:
            used.add(code.program)
            if not page.continuous and code.program in programs and programs[code.program].before:
                lab = f"a cell of {programs[code.program].path}, which runs after others there"
                yield f"{page.path}:{code.line}: {code.program} is {lab}: link to the lab"
            known = page.continuous or code.program in programs or code.program in unread
            if not known:
                near = difflib.get_close_matches(code.program, programs, 1)
                hint = f"did you mean {near[0]}.py?" if near else "write it, or take the block out"
                path = snippets / f"{code.program}.py"
                yield f"{page.path}:{code.line}: there is no snippet {path}: {hint}"
    for name, program in programs.items():
        if whole and name not in used:
            yield f"{program.path}: no chapter shows it: name it in one, or delete it"


def each_has_its_own_name(
    pages: Iterable[Page], snippets: Mapping[str, Program], cells: Iterable[Program]
) -> Iterator[str]:
    """No two pages have one address, and no snippet has the name of a lab or of a lab's cell."""
    known: dict[tuple[str, str], Path] = {}
    for page in pages:
        address = page.language, page.stem.removesuffix("/index")
        first = known.setdefault(address, page.path)
        if first != page.path:
            yield f"{page.path}:1: has the address of {first}: rename one of the two"
    for cell in cells:
        for name in dict.fromkeys((cell.name, cell.name.rpartition("/")[0])):
            if name in snippets:
                yield f"{snippets[name].path}:1: has the name of {cell.path}: rename one of the two"
                return


def grows_from_another(programs: Mapping[str, Program]) -> Iterator[str]:
    """A program that grows names one that is there and from which it differs."""
    for program in programs.values():
        where = f"{program.path}: grows = {program.grows!r}"
        if program.grows and program.grows not in programs:
            near = difflib.get_close_matches(program.grows, programs, 1)
            hint = f"did you mean {near[0]!r}?" if near else "name one that is there, without .py"
            yield f"{where}: there is no such program: {hint}"
        elif program.grows and programs[program.grows].source == program.source:
            yield f"{where}: is the same program: change a line, or leave this one out"


def same_in_every_language(first: list[Program], other: list[Program]) -> Iterator[str]:
    """A lab's cells, and what they declare, are the same in each language, as snippets are."""
    for one, two in zip(first, other, strict=False):
        declared = ((cell.device, cell.varies, cell.limit) for cell in (one, two))
        if one.digest != two.digest or len(set(declared)) > 1:
            yield (
                f"{two.path}:{two.line}: this cell is not that of {one.path}:{one.line}: "
                "languages share their programs, so write the same code, and declare the same"
            )
            return
    if len(first) != len(other):
        cell = max(first, other, key=len)[min(len(first), len(other))]
        yield (
            f"{cell.path}:{cell.line}: this cell is missing in another language: "
            "languages share their programs, so write the same code there"
        )


def marks_name_programs(page: Page, programs: Mapping[str, Program]) -> Iterator[str]:
    """A sentence that waits for a GPU names a program that a GPU runs."""
    for line, name in page.unproven:
        if name not in programs or "cuda" not in programs[name].devices:
            yield f"{page.path}:{line}: unproven: {name} is no program that a GPU runs"


def broken_programs_are_mended(programs: Mapping[str, Program]) -> Iterator[str]:
    """A program `broken_x` is one that readers mend: `answer_x` beside it is what they arrive at.

    Both close with the same assertions, a paragraph of their own. The broken one declares the
    error that it ends in, so that the build holds it to that, and the answer none.
    """
    for name, broken in programs.items():
        folder, _, last = name.rpartition("/")
        if not last.startswith(BROKEN):
            continue
        where = f"{broken.path}:{broken.line}"
        mended = f"{folder}/answer_{last.removeprefix(BROKEN)}"
        answer = programs.get(mended)
        if answer is None:
            yield f"{where}: nothing mends it: write {mended}.py"
        elif not broken.raises or answer.raises:
            yield f"{where}: declare in its header what it raises, and nothing in {mended}.py"
        elif "assert " not in closing(answer) or closing(broken) != closing(answer):
            yield f"{where}: close it and {mended}.py with the same paragraph of assertions"


def closing(program: Program) -> str:
    """The last paragraph of a program: what follows its last empty line."""
    return program.source.rstrip().rpartition("\n\n")[2]
