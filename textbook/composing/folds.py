"""Folds that the search leaves out: answers to exercises, which no excerpt gives away, and lists.

A lab's answers are folded as a chapter's are; its notebook has them in the open, below its
exercises.
"""

from __future__ import annotations

import re

ANSWER = re.compile(
    r'<h3 id="(answer-[\w-]+)">(.*?)(?:<a class="headerlink".*?</a>)?</h3>(.*?)(?=<h[23]\b|\Z)',
    re.S,
)
"""A section whose id begins with `answer-`, to the next heading."""
FOLDED = '<details class="success"'
PLACES = "places"
"""The class of a list of sections, which are found themselves."""
WHOLE = re.compile(rf'(<details class="(?:success|note {PLACES})")(.*?</details>)', re.S)
LEFT_OUT = "data-search-exclude"


def fold(html: str) -> str:
    """A rendered lab with each answer in a fold, which its address opens."""
    return ANSWER.sub(rf'{FOLDED} id="\1"><summary>\2</summary>\3</details>', html)


def leave_out(html: str) -> str:
    """A rendered page, before its programs are put in, whose folds the search leaves out.

    Each paragraph says so, too: Material takes the end of another fold in an answer, which tells
    of other releases, for that of the answer.
    """
    return WHOLE.sub(
        lambda fold: f"{fold[1]} {LEFT_OUT}" + fold[2].replace("<p>", f"<p {LEFT_OUT}>"), html
    )
