"""How a finished page's lines break, as far as a stylesheet cannot say it."""

from __future__ import annotations

import re

JOINT = re.compile(r"((?:</code>|\))(?:</a>)?)(?=[가-힣])")
"""Where a particle follows code or a bracket: browsers would begin a line with it."""
WHOLE = re.compile(r"(<pre\b.*?</pre>|<svg\b.*?</svg>)", re.S)
"""What a run made, in which nothing is put."""
WORD_JOINER = "\u2060"


def keep_particles(html: str) -> str:
    """A page whose particles stay with the code or the bracket that they belong to."""
    before, opened, rest = html.partition("<article")
    article, closed, after = rest.partition("</article>")
    parts = WHOLE.split(article)
    parts[::2] = [JOINT.sub(rf"\1{WORD_JOINER}", part) for part in parts[::2]]
    return before + opened + "".join(parts) + closed + after
