"""A lab's answers, folded on its page: a notebook has them in the open, below its exercises."""

from __future__ import annotations

import re

ANSWER = re.compile(
    r'<h3 id="(answer-[\w-]+)">(.*?)(?:<a class="headerlink".*?</a>)?</h3>(.*?)(?=<h[23]\b|\Z)',
    re.S,
)
"""A section whose id begins with `answer-`, to the next heading."""


def fold(html: str) -> str:
    """A rendered lab with each answer in a fold, which its address opens."""
    return ANSWER.sub(r'<details class="success" id="\1"><summary>\2</summary>\3</details>', html)
