"""What authors get wrong in prose without a word from Markdown: titles, ids, references.

Links to files and to anchors are MkDocs' to check: `validation` in mkdocs.yml.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from textbook.files import below
from textbook.marks import INLINE
from textbook.model import Page, Prose

HEADING = re.compile(r"(?P<signs>#{1,6})(?!#)")
UNDERLINE = re.compile(r"(?:=+|-+) *")
NAMED = re.compile(r" \{ #[a-z0-9-]+ \}$")
"""As all that reads headings has it; Markdown itself would take other forms, too."""
ID = re.compile(r"\{:?[^{}\n]*?#(?P<id>[\w-]+)[^{}\n]*\}|<[a-z][^<>\n]* id=\"(?P<html>[^\"\n]+)\"")
REFERENCE = re.compile(r"(?<![\w\\!\]])\[(?P<text>[^\[\]]+)\]\[(?P<label>[^\[\]\n]*)\]")
DEFINED = re.compile(r"^ {0,3}\[(?P<label>[^\]\n]+)\]:", re.M)
TERM = re.compile(r"- \*\*(?P<term>[^*\n]+)\*\*")
MADE = "<!-- moved -->"
"""What writes a title of its own when the page is made."""
COMMENT = re.compile(r"<!--.*?-->", re.S)


def of_page(page: Page) -> Iterator[str]:
    """What is wrong with a page's prose."""
    path = page.path
    prose = page.prose
    first = page.blocks[0].line if page.blocks else 1
    plain = [(block, blanked(block.text)) for block in prose]
    titles = [line for block, text in plain for line in titles_of(text, block.line)]
    if not titles and not any(MADE in block.text for block in prose):
        yield f"{path}:{first}: has no title: open the page with a line '# Title {{ #id }}'"
    for code in page.codes:
        if titles and code.line < titles[0]:
            yield f"{path}:{code.line}: stands above the title, in no section: move it below"
    for line in titles[1:]:
        yield f"{path}:{line}: is a second title: a page has one; write '##'"
    for block, text in plain:
        yield from (f"{path}:{told}" for told in unnamed(text, block.line))
    yield from (f"{path}:{told}" for told in twice(plain))
    if path.stem == "glossary":
        yield from (f"{path}:{told}" for told in terms_twice(prose))
    defined = {one["label"].lower() for _, text in plain for one in DEFINED.finditer(text)}
    for block, text in plain:
        yield from (f"{path}:{told}" for told in to_nowhere(block, text, defined))


def blanked(text: str) -> str:
    """A text with as many lines and letters, but with nothing in its inline code and comments."""

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", "\0", match[0])

    return COMMENT.sub(blank, INLINE.sub(blank, text))


def titles_of(text: str, first: int) -> Iterator[int]:
    """The lines of a text's headings of the first level."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        opened = HEADING.match(line)
        if opened and opened["signs"] == "#":
            yield first + number
        elif line.startswith("=") and underlined(lines, number):
            yield first + number - 1


def underlined(lines: list[str], number: int) -> bool:
    """Whether a line makes a heading of the one above it."""
    return bool(number and UNDERLINE.fullmatch(lines[number]) and lines[number - 1].strip())


def unnamed(text: str, first: int) -> Iterator[str]:
    """Headings whose address would be made up: `_1` for a Korean one."""
    cure = "end it with an id of its own, { #name }, of a-z, 0-9 and -"
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if HEADING.match(line) and not NAMED.search(line):
            yield f"{first + number}: this heading has no id: {cure}"
        elif underlined(lines, number):
            yield f"{first + number}: this makes a heading of the line above: write '##', {cure}"


def twice(plain: Iterable[tuple[Prose, str]]) -> Iterator[str]:
    """Ids that stand on the page already: a link would lead to the first."""
    known: dict[str, int] = {}
    for block, text in plain:
        for match in ID.finditer(text):
            name = match["id"] or match["html"]
            line = block.line + text.count("\n", 0, match.start())
            if name in known:
                yield f"{line}: the id {name!r} stands in line {known[name]} already: use another"
            known.setdefault(name, line)


def terms_twice(prose: Iterable[Prose]) -> Iterator[str]:
    """Terms that the glossary explains already."""
    known: dict[str, int] = {}
    for block in prose:
        for number, line in enumerate(block.text.split("\n"), block.line):
            if match := TERM.match(line):
                term = match["term"].strip()
                if term in known:
                    yield f"{number}: {term!r} is explained in line {known[term]}: keep one of them"
                known.setdefault(term, number)


def to_nowhere(block: Prose, text: str, defined: set[str]) -> Iterator[str]:
    """References that would stand on the page as their author typed them."""
    for match in REFERENCE.finditer(text):
        label = match["label"] or block.text[match.start("text") : match.end("text")].strip("`")
        label = " ".join(label.split())
        if label.partition(".")[0] != "torch" and label.lower() not in defined:
            line = block.line + text.count("\n", 0, match.start())
            cure = "write [text](page.md#id), or name something of torch's"
            yield f"{line}: the reference [{label}] leads nowhere: {cure}"


def of_front_matter(path: Path, text: str, end: int) -> Iterator[str]:
    """What is wrong with the lines between two of `---`, which end at `end`; 0 without."""
    if not end:
        opened = re.match(r"---[ \t]*\n[\w-]+:", text)
        if opened:
            yield f"{path}:1: the front matter is not closed: end it with a line '---'"
        return
    with contextlib.suppress(ModuleNotFoundError):  # On a machine that has nothing of the site's.
        import yaml

        body = "\n".join(text[:end].rstrip().split("\n")[1:-1])
        cure = "write 'name: value', a line each"
        try:
            held: Any = yaml.safe_load(body)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 2 if mark else 1
            yield f"{path}:{line}: the front matter is no YAML: {cure}"
        else:
            if not isinstance(held, (dict, type(None))):
                yield f"{path}:2: the front matter is no list of names and values: {cure}"


def of_place(root: Path, known: Iterable[Path]) -> Iterator[str]:
    """Pages below `docs/` that the site would not build, or the book not see."""
    docs, pages = root / "docs", set(known)
    built = languages(root / "mkdocs.yml")
    for path in filter(Path.is_file, below(docs, "**/*.md")):
        inside = path.relative_to(docs)
        if path not in pages:
            yield f"{path}:1: is no page of a language: move it to {docs}/ko/PART/NAME.md"
        elif built and inside.parts[0] not in built:
            told = f"mkdocs.yml builds no language {inside.parts[0]!r}"
            yield f"{path}:1: {told}: name it there, or move the page to {docs / min(built)}"


def languages(config: Path) -> set[str]:
    """The languages that `mkdocs.yml` builds, read without a package; none where it names none."""
    with contextlib.suppress(OSError, ValueError):
        text = config.read_text("utf-8")
        return set(re.findall(r"^ *(?:- )?locale: *['\"]?([\w-]+)", text, re.M))
    return set()
