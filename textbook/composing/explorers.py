"""The places where a reader tries something out: a script of the site's own draws them.

What a script computes is no output of a run, and says so. Copies and notebooks leave it out.
"""

from __future__ import annotations

import json
import re
from html import escape

from textbook.composing import guard
from textbook.composing.weave import indent
from textbook.composing.words import Words
from textbook.model import Page, Problem

NAMES = ("memory", "broadcasting", "descent")
"""Each is a script, `docs/assets/explorers/<name>.js`."""
MARK = re.compile(r"^( *)<!-- explorer: (\w+) ([\w,:/.-]+) --> *$", re.M)
"""What a page writes: `<!-- explorer: memory 3,4/transpose,0,1/ -->`, a name and how it begins."""
WITH_LEAD = re.compile(rf"(?:^(?![#>|`!<*-])\S[^\n]*\n\n)?{MARK.pattern}", re.M)
"""The mark, and the paragraph before it, which tells the reader what to try."""
PREFIX = "explorer_"


def fences(text: str, token: str, page: Page) -> str:
    """A page's Markdown with a fence named by the token in the place of each mark.

    Raises Problem for an explorer that there is not.
    """

    def fence(mark: re.Match[str]) -> str:
        depth, name, begin = mark.groups()
        if name not in NAMES:
            told = f"there is no explorer {name!r}: write one of {', '.join(NAMES)}"
            raise Problem(f"{page.path}:{guard.line(page, mark[0])}: {told}")
        place = f"{PREFIX}{name}_{begin.encode().hex()}"
        return indent(f"```{token}\n{place}\n```", depth)

    return MARK.sub(fence, text)


def without(text: str) -> str:
    """A text for readers who have no script: without what they are asked to try."""
    return WITH_LEAD.sub("", text)


def html(place: str, words: Words, release: str) -> str:
    """What a place named by `fences` becomes; nothing for a place of another kind."""
    if not place.startswith(PREFIX):
        return ""
    name, _, coded = place.removeprefix(PREFIX).partition("_")
    begin = bytes.fromhex(coded).decode()
    told = {key: said for key, said in words["explorer"].items() if isinstance(said, str)}
    told |= words["explorer"][name]
    told["note"] = told["note"].format(release=release)
    data = escape(json.dumps(told, ensure_ascii=False))
    return (
        f'<div class="explorer" data-explorer="{name}" data-start="{escape(begin)}" '
        f'data-words="{data}" data-search-exclude><p>{escape(told["still"])}</p></div>'
    )
