"""Answers to exercises: folded in labs as in chapters, and given away by no excerpt of a search.

A lab's notebook has them in the open, below its exercises.
"""

from __future__ import annotations

import re

ANSWER = re.compile(
    r'<h3 id="(answer-[\w-]+)">(.*?)(?:<a class="headerlink".*?</a>)?</h3>(.*?)(?=<h[23]\b|\Z)',
    re.S,
)
"""A section whose id begins with `answer-`, to the next heading."""
FOLDED = '<details class="success"'
WHOLE = re.compile(rf"{FOLDED}.*?</details>", re.S)
LEFT_OUT = "data-search-exclude"


def fold(html: str) -> str:
    """A rendered lab with each answer in a fold, which its address opens."""
    return ANSWER.sub(rf'{FOLDED} id="\1"><summary>\2</summary>\3</details>', html)


def leave_out(html: str) -> str:
    """A rendered page, before its programs are put in, whose answers the search leaves out.

    Each paragraph says so, too: Material takes the end of another fold in an answer, which tells
    of other releases, for that of the answer.
    """
    return WHOLE.sub(
        lambda answer: (
            answer[0].replace(FOLDED, f"{FOLDED} {LEFT_OUT}", 1).replace("<p>", f"<p {LEFT_OUT}>")
        ),
        html,
    )
