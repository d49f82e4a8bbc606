"""What a header asks to draw, `draw = ["a + b"]`: an expression, whose form says the picture.

Depends on the standard library alone.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass

SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷"}
FORMS = "a + b, x.sum(dim=0), (a @ b)[0, 1], x.view(3, 2) or loss.backward()"


@dataclass(frozen=True)
class Asked:
    """One drawing."""

    kind: str
    """One of:

    `stretch`   `a + b`: how broadcasting stretches two tensors to one shape;
    `collapse`  `x.sum(dim=0)`: which elements become one;
    `product`   `(a @ b)[0, 1]`: the row and the column that make an element of a product;
    `view`      `x.view(3, 2)`: where no stride leads on, in a view that is refused;
    `way`       `loss.backward()`: the way of a gradient from step to step.
    """
    text: str
    """The whole expression."""
    parts: tuple[str, ...]
    """The tensors in it, an expression each."""
    numbers: tuple[int, ...] = ()
    """The dimension, the index or the shape in it."""
    sign: str = ""
    """What is computed with two tensors: `+`."""


def parse(text: str) -> Asked:
    """What an expression asks to draw. Raises ValueError where it has none of the forms."""
    try:
        match ast.parse(text, mode="eval").body:
            case ast.BinOp(a, sign, b) if type(sign) in SIGNS:
                return Asked("stretch", text, parts(a, b), sign=SIGNS[type(sign)])
            case ast.Subscript(ast.BinOp(a, ast.MatMult(), b), index):
                return Asked("product", text, parts(a, b), numbers(index))
            case ast.Call(ast.Attribute(x, "view"), [_, *_] as shape, []):
                return Asked("view", text, parts(x), numbers(*shape))
            case ast.Call(ast.Attribute(x, "backward"), [], []):
                return Asked("way", text, parts(x))
            case ast.Call(ast.Attribute(x, _), [], [ast.keyword("dim", dim), *_]):
                return Asked("collapse", text, parts(x), numbers(dim))
    except (SyntaxError, ValueError, TypeError):
        pass
    raise ValueError(f"draw: {text!r} has no form that can be drawn: write one like {FORMS}")


def parts(*nodes: ast.expr) -> tuple[str, ...]:
    """Expressions as text."""
    return tuple(map(ast.unparse, nodes))


def numbers(*nodes: ast.expr) -> tuple[int, ...]:
    """Numbers that stand there as such. Raises ValueError or TypeError for any others."""
    (found, *more) = map(ast.literal_eval, nodes)
    return tuple(map(int, (*found, *more) if isinstance(found, tuple) else (found, *more)))
