"""A lab's answers are folded, as a chapter's are."""

from __future__ import annotations

import pytest

from textbook.composing.folds import fold, leave_out


def test_an_answer_ends_at_the_next_heading() -> None:
    """Its address stays, and so does all that is no answer."""
    link = '<a class="headerlink" href="#x" title="t">&para;</a>'
    html = (
        f'<h3 id="other">A{link}</h3>a<h3 id="answer-one">B{link}</h3><p>b</p>'
        f'<h3 id="answer-two">C{link}</h3>c<h2 id="end">D</h2>d'
    )
    assert fold(html) == (
        f'<h3 id="other">A{link}</h3>a'
        '<details class="success" id="answer-one"><summary>B</summary><p>b</p></details>'
        '<details class="success" id="answer-two"><summary>C</summary>c</details>'
        '<h2 id="end">D</h2>d'
    )


@pytest.mark.parametrize("kind", ["success", "note places"])
def test_the_search_leaves_answers_and_lists_out(kind: str) -> None:
    """The fold and each paragraph; what is folded for another reason is found."""
    html = (
        f'<details class="{kind}"{{0}}><p{{0}}>a</p></details>'
        '<details class="note"><p>b</p></details>'
    )
    assert leave_out(html.format("")) == html.format(" data-search-exclude")
