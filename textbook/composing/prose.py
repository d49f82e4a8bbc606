"""What is done to prose for readers other than MkDocs: folds opened, ids dropped, links moved."""

from __future__ import annotations

import posixpath
import re

from textbook.composing.weave import Shielded

BLOCK = re.compile(
    r'^(?P<indent> *)(?:(?:!!!|\?\?\?\+?) *(?=[\w"])(?P<name>[\w-]*)(?: +[\w-]+)*|===[+!]*(?= +"))'
    r'(?: *"(?P<title>.*)")? *$'
)
ID = re.compile(r" *\{ #[\w-]+ \}")
LINK = re.compile(
    r"(?<!!)\[(?P<text>(?:[^\]\n]|\n(?!\s*\n))*)\]\((?P<path>[\w./-]+\.(?:md|py))?(?P<anchor>#[\w-]+)?"
    r"(?P<title> +(?:\"[^\"\n]*\"|'[^'\n]*'))?\)"
)
EMPHASIS = re.compile(
    r"\*\*((?>(?:\[[^\]\n]*\]\([^)\n]*\)|[^*\n()])+))(\([^()\n]*\)(?:\([^()\n]*\))?)\*\*(?=\w)"
)
LINKED = re.compile(r"\*\*\[([^\]*\n]*)\](\([^)\n]*\))\*\*(?=\w)")


def unfold(text: str) -> str:
    """Material's admonitions, folded blocks and tabs as a bold title and their text."""
    lines: list[str] = []
    depths: list[int] = []
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(" "))
        while line.strip() and depths and depth < depths[-1] + 4:
            depths.pop()
        match = BLOCK.match(line)
        if match:
            title = match["title"]
            if title is None:
                title = match["name"].capitalize()
            indent = " " * (len(match["indent"]) - 4 * len(depths))
            lines += [indent + (f"**{title}**" if title else ""), ""]
            depths.append(depth)
        else:
            lines.append(line[4 * len(depths) :] if line.strip() else "")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def drop_ids(text: str) -> str:
    """The text without ids such as `{ #stride }`, which only MkDocs reads."""
    shielded = Shielded(text)
    return shielded.restore(ID.sub("", shielded.text))


def emphasise(text: str) -> str:
    """`**stride(of x)**는` as `**stride**(of x)는`, and `**[stride](a.md)**는` likewise.

    CommonMark ends no emphasis between a sign and a letter.
    """
    shielded = Shielded(text)
    text = LINKED.sub(r"[**\1**]\2", EMPHASIS.sub(r"**\1**\2", shielded.text))
    return shielded.restore(text)


def to_copies(text: str, is_index: bool) -> str:
    """Links to pages as links to the copies beside them.

    `is_index` says that the page lies in its folder's own address.
    """

    def relocate(match: re.Match[str]) -> str:
        if not match["path"]:
            return match[0]
        folder, name = posixpath.split(match["path"])
        stem = name.rpartition(".")[0]
        up = "" if is_index else ".."
        path = posixpath.join(up, folder, "" if stem == "index" else stem, "index.md")
        return f"[{match['text']}]({path}{match['anchor'] or ''}{match['title'] or ''})"

    shielded = Shielded(text)
    return shielded.restore(LINK.sub(relocate, shielded.text))
