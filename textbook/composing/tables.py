"""Tables for the page: a frame that scrolls, and what a phone needs to show rows as blocks."""

from __future__ import annotations

import itertools
import re
from html import escape, unescape

FRAME = '<div class="md-typeset__scrollwrap"><div class="md-typeset__table">{}</div></div>'
"""What Material's script puts around a table, which moves what stands below it: here from the
start. What it adds has no look of its own (book.css)."""
ROOM = 25
"""How wide a table is at most, in heights of its letters, that a phone shows side by side."""
ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
ROLES |= {"th": "columnheader"}
"""The roles that a table's parts lose in browsers when CSS shows them as blocks."""
ROW = re.compile(r"<tr>(.*?)</tr>", re.S)
CELL = re.compile(r"<(t[hd])([^>]*)>(.*?)</t[hd]>", re.S)
GROUP = re.compile(r"<tr>\s*<td><strong>(.*?)</strong></td>((?:\s*<td></td>)+)\s*</tr>", re.S)
"""A row that says what the rows below it have in common."""
CODE = re.compile(r"<code>(.*?)</code>", re.S)


def framed(table: str) -> str:
    """A table in its frame. One too wide for a phone has each cell say what its column is."""
    wide = sum(max(map(breadth, column)) + 1 for column in columns(table))
    return FRAME.format(GROUP.sub(group, stacked(table) if wide > ROOM else table))


def group(row: re.Match[str]) -> str:
    """The row of a group of rows: one heading as wide as all of them."""
    width = 1 + row[2].count("<td>")
    return f'<tr>\n<th colspan="{width}" scope="rowgroup">{row[1]}</th>\n</tr>'


def columns(table: str) -> list[tuple[str, ...]]:
    """A table's cells, column by column."""
    rows = ([cell[2] for cell in CELL.findall(row)] for row in ROW.findall(table))
    return list(itertools.zip_longest(*rows, fillvalue=""))


def breadth(cell: str) -> float:
    """How wide a cell is at least, which is its longest word: code is not broken."""
    text = plain(CODE.sub(lambda code: code[1].replace(" ", "_"), cell))
    words = ([1 if one > "\u1100" else 0.55 for one in word] for word in text.split())
    return max(map(sum, words), default=0)


def plain(html: str) -> str:
    """The words of HTML, without its tags."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def stacked(table: str) -> str:
    """A table whose rows may be shown as blocks: it keeps its parts' roles, and cells are named."""
    heads = [plain(column[0]) for column in columns(table)]

    def row(match: re.Match[str]) -> str:
        names = iter(heads)
        return CELL.sub(lambda cell: named(cell, next(names)), match[0])

    table = ROW.sub(row, table)
    table = re.sub(r"<(\w+)(?= |>)", lambda tag: role(tag[1]), table)
    return table.replace("<table", "<table data-stacked", 1)


def named(cell: re.Match[str], name: str) -> str:
    """A cell with the name of its column."""
    if cell[1] == "th":
        return cell[0]
    return f'<td data-head="{escape(name)}"{cell[2]}>{cell[3]}</td>'


def role(tag: str) -> str:
    """A tag's beginning with its role, where it is a part of a table."""
    return f'<{tag} role="{ROLES[tag]}"' if tag in ROLES else f"<{tag}"
