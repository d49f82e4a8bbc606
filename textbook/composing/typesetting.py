"""What a finished page's look needs of its HTML: where lines break, and a frame for each table."""

from __future__ import annotations

import re

from textbook.composing.tables import framed

JOINT = re.compile(r"((?:</code>|\))(?:</a>)?)(?=[가-힣])")
"""Where a particle follows code or a bracket: browsers would begin a line with it."""
TIMES = re.compile(r"(?<=\d) × (?=\d)")
"""In a shape, `2 × 3`, which is one thing."""
SHORT = re.compile(r"<code>(?=[^<]*[ -])((?:[^<&]|&\w+;){1,14})</code>")
"""Code that a line could break in, short enough to begin the next one instead: `-inf`."""
TABLE = re.compile(r"<table>.*?</table>", re.S)
WHOLE = re.compile(r"(<pre\b.*?</pre>|<svg\b.*?</svg>)", re.S)
"""What a run made, in which nothing is put."""
INDENT = re.compile(r"\n\s+")
"""Indentation that the templates leave around the article: 14 KB a page, compressed 0.9."""
WORD_JOINER = "\u2060"


def finished(html: str, further: str) -> str:
    """A page whose particles stay with what they belong to, and whose shapes stay whole.

    What a title says of further reading, "`further`: ", is set apart from the title.
    """
    told = re.compile(rf"(<h[12]\b[^>]*>){further}: ")
    before, opened, rest = html.partition("<article")
    article, closed, after = rest.partition("</article>")
    parts = WHOLE.split(article)
    for place in range(0, len(parts), 2):
        parts[place] = TABLE.sub(lambda table: framed(table[0]), parts[place])
        parts[place] = told.sub(rf'\1<span class="further">{further}:</span> ', parts[place])
        parts[place] = SHORT.sub(r'<code class="short">\1</code>', parts[place])
        parts[place] = JOINT.sub(rf"\1{WORD_JOINER}", parts[place])
        parts[place] = TIMES.sub("\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}", parts[place])
    return INDENT.sub("\n", before) + opened + "".join(parts) + closed + INDENT.sub("\n", after)
