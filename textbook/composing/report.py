"""A move between two releases of torch as readers see it: prose and diffs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from textbook.composing.words import Words
from textbook.model import Block, Prose, Verbatim


def blocks(report: Mapping[str, Any], words: Words, line: int = 1) -> Iterator[Block]:
    """The report as the blocks of a page; `line` is where the page asks for it."""
    told = words["move"]
    kinds = Counter(change["kind"] for change in report["changes"])
    counted = ", ".join(told["count"].format(kind=told[kind], count=n) for kind, n in kinds.items())
    summary = told["summary" if kinds else "same"].format(
        **report, changed=sum(kinds.values()), kinds=counted
    )
    yield Prose(f"# {title(report, words)} {{ #move }}\n\n{summary}\n\n", line)
    for change in report["changes"]:
        name = change["key"].rpartition(".")[0] or change["key"]
        link = f"[{name}]({name.rpartition('/')[0]}.md)"
        if not change["key"].endswith((".cpu", ".cuda")):
            link = name
        heading = f"## {told[change['kind']]}: {link} {{ #{re.sub('[/_]', '-', name)} }}\n\n"
        yield Prose(heading, line)
        yield Verbatim("\n".join(change["diff"]) + "\n", line, kind="diff")
        yield Prose("\n", line)


def title(report: Mapping[str, Any], words: Words) -> str:
    """`2.13에서 2.14로`: the two editions."""
    old, new = (".".join(report[end].split(".")[:2]) for end in ("from", "to"))
    to = "으로" if new[-1] in "036" else "로"
    return str(words["move"]["title"].format(old=old, new=new, to=to))
