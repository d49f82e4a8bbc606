"""Questions on a page, found among its blocks: what is asked, a program, a list of answers.

    What does it print? <!-- choose: row -->

    (a fence that names the program)

    - [x] `tensor([9, 2])` <!-- printed: guess_row --> Both read the same storage.
    - [ ] `tensor([1, 2])` <!-- printed: guess_row_clone:1 --> So it would be after `clone()`.

With `type` in the place of `choose` a reader types the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from textbook.model import Block, Code, Problem, Prose
from textbook.questions import Choice, Question

MARK = re.compile(r"<!-- *(?:choose|type)\b")
"""What every question has in its last line, however badly it is written."""
ASKED = re.compile(r"(?P<text>\S.*?) ?<!-- (?P<kind>choose|type): (?P<id>[a-z0-9-]+) -->")
ITEM = re.compile(r"[-*+] \[")
CHOICE = re.compile(
    r"- \[(?P<sign>[x ])\] (?P<ticks>`+) ?(?P<text>.+?) ?(?P=ticks)"
    r" <!-- printed: (?P<name>\w+)(?::(?P<lines>\d+(?:-\d+)?))? --> (?P<why>\S.*)"
)
ANSWER = "a line '- [x] `what is printed` <!-- printed: NAME:LINE --> why'"
FORM = "end it with <!-- choose: name --> or <!-- type: name -->, name of a-z, 0-9 and -"


def gather(path: str, stem: str, blocks: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """A page's blocks with its questions taken together, and what is wrong with them."""
    problems: list[str] = []
    shown = {block.program for block in blocks if isinstance(block, Code)}
    rest = list(blocks)
    found: list[Block] = []
    while rest:
        block = rest.pop(0)
        if not isinstance(block, Prose) or not MARK.search(block.text):
            found.append(block)
            continue
        try:
            before, question, left = take(stem, block, rest, shown)
        except Problem as problem:
            problems.append(f"{path}:{problem}")
            found.append(block)
            continue
        found += [before, question]
        shown |= {name for name, _ in question.programs}
        rest = [left, *rest[2:]]
    return found, problems


def take(
    stem: str, block: Prose, after: Sequence[Block], shown: set[str]
) -> tuple[Prose, Question, Prose]:
    """The prose before a question, the question, and the prose after it."""
    lines = block.text.rstrip().split("\n")
    marked = next(number for number, line in enumerate(lines) if MARK.search(line))
    at = block.line + marked
    asked = ASKED.fullmatch(lines[marked])
    if not asked:
        raise Problem(f"{at}: this question cannot be read: {FORM}")
    if marked and lines[marked - 1].strip():
        raise Problem(f"{at}: a question is a paragraph of one line: put a blank line before it")
    code, answers = [*after[:2], None, None][:2]
    if marked < len(lines) - 1 or not isinstance(code, Code) or code.indent:
        told = "no program follows this question: put the block that names it under it"
        raise Problem(f"{at}: {told}, with nothing between")
    if not isinstance(answers, Prose):
        raise Problem(f"{code.line}: no answer follows the program: write {ANSWER} under it")
    items, left = split(answers)
    seen = shown | {code.program}
    choices = tuple(choice(stem, line, number, seen) for number, line in items)
    right = choices[0] if choices else None
    signs = [line[3] for _, line in items]
    if not right or signs != ["x", *" " * (len(signs) - 1)]:
        raise Problem(f"{code.line}: needs one right answer, which comes first: write {ANSWER}")
    if right.program != code.program:
        told = f"the right answer is what {code.program} prints"
        raise Problem(f"{right.line}: {told}: name it, or put [x] before the line that does")
    for one in choices[1:]:
        if one.program == code.program:
            told = "a wrong answer is what another program prints: name the one that would"
            raise Problem(f"{one.line}: {told}")
    typed = asked["kind"] == "type"
    if len(choices) < 2 and not typed:
        raise Problem(f"{right.line}: a choice needs a wrong answer: add '- [ ]' below")
    question = Question(asked["id"], asked["text"], at, code.program, code.line, typed, choices)
    before = "\n".join(lines[:marked]) + "\n"
    return Prose(before, block.line), question, left


def split(answers: Prose) -> tuple[list[tuple[int, str]], Prose]:
    """The items of the list that opens a text, each with its line, and the rest of the text."""
    items: list[tuple[int, str]] = []
    lines = answers.text.split("\n")
    for number, line in enumerate(lines):
        if line.strip() and not ITEM.match(line):
            return items, Prose("\n".join(lines[number:]), answers.line + number)
        if line.strip():
            items.append((answers.line + number, line.rstrip()))
    return items, Prose("", answers.line + len(lines) - 1)


def choice(stem: str, text: str, line: int, shown: set[str]) -> Choice:
    """One item; `shown` holds what the page shows already, and is given what this one does."""
    read = CHOICE.fullmatch(text)
    if not read:
        raise Problem(f"{line}: this answer cannot be read: write {ANSWER}")
    name = f"{stem}/{read['name']}"
    own = name not in shown
    shown.add(name)
    return Choice(name, read["lines"] or "", read["text"], read["why"], line, own)
