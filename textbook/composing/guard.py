"""The law on the product: what a reader takes for code, output or picture came from a run.

Looks at what is about to be published, before the build puts its own blocks in. All of those
are put in afterwards, so whatever preformatted text or picture is there by then was typed. It
makes no difference how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from markdown_it import MarkdownIt

from textbook.marks import MARKS
from textbook.model import Page

ALLOWED = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "section", "div", "span", "blockquote", "q", "cite"),
    *("a", "em", "strong", "b", "i", "u", "s", "del", "ins", "sub", "sup", "small", "mark", "abbr"),
    *("ul", "ol", "li", "dl", "dt", "dd", "details", "summary", "code", "br", "hr", "wbr"),
    *("input", "label"),  # Of tabs.
    *("table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption", "colgroup", "col"),
}
"""The tags of prose: none of them holds a picture or preformatted text."""
TAG = re.compile(r"<(!--|[a-zA-Z][\w-]*)([^<>]*)")
FORBIDDEN = re.compile(
    r"""\b(?:style(?!="text-align:\ \w+;")|src|background)\s*=
    |\bdata-(?:snippet|state|torch|device|python|varies|quotation|source)\b
    |\bclass\s*=\s*["']?[^"'>]*\b(?:outputs?|highlight|provenance|devices|take|unit|origin)\b""",
    re.X,
)
"""Attributes by which typed text could pass for an output."""
TAB = re.compile(r'(?: checked="checked")? id="\w+" name="\w+" type="radio" /?')
"""The attributes of the only input that Markdown makes."""
CODE = re.compile(r"<code(?![^>]*highlight)[^>]*>([^<]*)(</code>)?")
DEFINITION = re.compile(r"^[ >]*(\[[^\]\n]+\]:[ \n])", re.M)
"""A link's definition on a line of its own, `[name]: address`: in a copy it may stay unresolved."""
EMBED = "--8<--"
CURE = (
    'name a program of snippets/ in a block, ```python and --8<-- "part/chapter/name.py", or write '
    "a command that readers type as ```console, or name a quotation, ```text and "
    '--8<-- "part/chapter/name.quoted.txt"'
)
SUSPECT = re.compile(r"[ \t]{4}|\t|```|~~~|<|!\[")
"""Without one of these, prose holds neither a block of code nor HTML nor a picture."""
LIKE_A_FENCE = re.compile(r"^[ \t]*```.*", re.M)
"""What pytest-codeblocks takes for the opening of a block."""
BLOCK = re.compile(f"{MARKS[0]}(\\d+){MARKS[1]}")
PARSER = MarkdownIt("commonmark")


def page(html: str, page: Page) -> list[str]:
    """What is wrong with a page's HTML, in which no block of the build's stands yet."""
    wrong: dict[int, str] = {}

    def add(told: str, *hints: str) -> None:
        at = line(page, *hints)
        wrong.setdefault(at, f"{page.path}:{at}: {told}: {CURE}")

    for match in TAG.finditer(html):
        tag, attributes = match.groups()
        name = tag.lower()
        typed = name not in ALLOWED or (name == "input" and not TAB.fullmatch(attributes))
        if typed or FORBIDDEN.search(attributes):
            told = "is not the build's" if typed else "looks like an output and is not"
            shown = " ".join(f"{match[0]}>".split())
            add(f"{shown} {told}", match[0], *within(attributes), *after(html, match.end()))
    for inside, closed in CODE.findall(html):
        if "\n" in inside or not closed:
            add("inline code runs over lines", inside, inside.split("\n")[0])
    if EMBED in unescape(html):
        add(f"{EMBED} stands outside of a block", EMBED)
    return list(wrong.values())


def prose(markdown: str, page: Page) -> Iterator[str]:
    """What is wrong with the prose of a copy or a notebook, as CommonMark reads it."""
    if EMBED in markdown:
        yield f"{page.path}:{line(page, EMBED)}: {EMBED} stands outside of a block: {CURE}"
    for label in DEFINITION.findall(markdown):
        told = f"{label.strip()} says where a link of another line leads"
        yield f"{page.path}:{line(page, label)}: {told}: write [text](page.md) in the link's place"
    for typed in LIKE_A_FENCE.findall(markdown):
        told = "this line begins like a block: begin it with a word, or with fewer backticks"
        yield f"{page.path}:{line(page, typed)}: {told}"
    if not SUSPECT.search(markdown):
        return
    lines = markdown.split("\n")
    for token in PARSER.parse(markdown):
        told = sign = ""
        if token.type in ("fence", "code_block"):
            told = "this block is not run"
        elif token.type == "html_block":
            told = "this HTML is not the build's"
        for child in token.children or ():
            if child.type == "image":
                told, sign = "this picture is not the build's", "!["
            elif child.type == "html_inline":
                told, sign = "this HTML is not the build's", child.content.split("\n")[0]
        if told and token.map:
            held = lines[slice(*token.map)]
            typed = next((text for text in held if sign in text and text.strip("`~ ")), "")
            at = line(page, typed, *words(typed))
            if mark := BLOCK.search(typed):
                at = page.inserts[int(mark[1])].line
                told = "this block is indented as code is, outside of any list"
            yield f"{page.path}:{at}: {told}: {CURE}"


def line(page: Page, *hints: str) -> int:
    """The line of a page's file that the first of these texts to be found there stands on."""
    for hint in filter(None, (unescape(hint).strip() for hint in hints)):
        sought = re.escape(hint)
        for pattern in (rf"^[ \t]*{sought}[ \t]*$", sought):
            for block in page.prose:
                if match := re.search(pattern, block.text, re.M):
                    return block.line + block.text.count("\n", 0, match.start())
    return 1


def words(typed: str) -> list[str]:
    """The longest pieces of a line between signs, among which links may have been put."""
    return sorted(re.split(r"[\[\]()*`<>]+", typed), key=len, reverse=True)[:3]


def within(attributes: str) -> Iterator[str]:
    """How an author may have written a tag's attributes."""
    for name, value in re.findall(r'([\w-]+)="([^"]*)"', attributes):
        yield f'{name}="{value}"'
        if name == "class":
            for one in value.split():
                yield from (f".{one}", f"#!{one.removeprefix('language-')}")
        elif name == "src":
            yield f"({value}"


def after(html: str, start: int) -> list[str]:
    """The first words from a place on, by which an author finds it."""
    pieces = re.split(r"<[^>]*>", html[start : start + 400].lstrip("/>"))
    return [piece.strip().split("\n")[0] for piece in pieces if piece.strip()][:2]
