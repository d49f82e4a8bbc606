"""Formulas are LaTeX where they are written and copied, and MathML on the page."""

from __future__ import annotations

import pytest

from tests.conftest import convert
from tests.unit.test_golden import chapter, composed
from textbook.model import Problem

TEXT = """# 제목 { #title }

폭은 $\\frac{1}{\\sqrt{n}}$이고 값은 \\$5입니다. `$x$`

$$a < \\text{보폭}_0$$
"""


def test_formulas_are_mathml_on_the_page() -> None:
    """In a line and on lines of their own; a dollar and code are no formula. The copy has LaTeX."""
    page = chapter(TEXT)
    pages = composed([page], {})
    html = convert(pages, page)
    assert html.count("<math ") == 2
    assert "<mfrac><mrow><mn>1</mn></mrow><mrow><msqrt>" in html
    assert 'display="block"><mrow><mi>a</mi><mo>&#x0003C;</mo><msub><mtext>보폭</mtext>' in html
    assert "arithmatex" not in html
    assert "값은 $5입니다" in html
    assert "<code>$x$</code>" in html
    assert "$$a < \\text{보폭}_0$$" in pages.copy(page)


@pytest.mark.parametrize("latex", ["\\fraction{1}{2}", "x_1_2"])
def test_what_is_no_formula_is_named(latex: str) -> None:
    """A command that is not known, or what cannot be set: with its file and what to write."""
    page = chapter(f"# 제목 {{ #title }}\n\n$${latex}$$\n")
    with pytest.raises(Problem, match=r"chapter\.md: .* is no formula .*dollar"):
        convert(composed([page], {}), page)
