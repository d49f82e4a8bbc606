"""Finds in a program what a pattern, written as Python, stands for.

`torch.flatten(_, 1)` is a call with two arguments, `_.numpy()` a method of anything, `_ = _ - _` an
assignment. `_` stands for anything, `_float`, `_int` and `_str` for a constant of that type, and
`...` for whatever else: further arguments of a call, or the lines of a body. Of a class the bases
and the body count, of a function the name and the body, of `except` what it catches and the body.
"""

from __future__ import annotations

import ast

CONSTANTS = {"_float": float, "_int": int, "_str": str}


def finds(pattern: str, program: str) -> bool:
    """Whether a program holds somewhere what a pattern stands for."""
    sought = parsed(pattern)
    return any(alike(sought, node) for node in ast.walk(ast.parse(program)))


def parsed(pattern: str) -> ast.AST:
    """A pattern's one statement, or its expression. Raises SyntaxError for what is neither."""
    (statement,) = ast.parse(pattern).body
    return statement.value if isinstance(statement, ast.Expr) else statement


def alike(pattern: object, node: object) -> bool:
    """Whether a piece of a program is what a piece of a pattern stands for."""
    if isinstance(pattern, ast.Name) and pattern.id.startswith("_"):
        kind = CONSTANTS.get(pattern.id)
        if kind is None:
            return isinstance(node, ast.expr)
        return isinstance(node, ast.Constant) and type(node.value) is kind
    if isinstance(pattern, list):
        return isinstance(node, list) and rows_alike(pattern, node)
    if type(pattern) is not type(node):
        return False
    if isinstance(pattern, ast.Call) and isinstance(node, ast.Call):
        return alike(pattern.func, node.func) and arguments_alike(pattern, node)
    if isinstance(pattern, ast.ClassDef) and isinstance(node, ast.ClassDef):
        return alike(pattern.bases, node.bases) and alike(pattern.body, node.body)
    if isinstance(pattern, ast.FunctionDef) and isinstance(node, ast.FunctionDef):
        return pattern.name == node.name and alike(pattern.body, node.body)
    if isinstance(pattern, ast.ExceptHandler) and isinstance(node, ast.ExceptHandler):
        return alike(pattern.type, node.type) and alike(pattern.body, node.body)
    if isinstance(pattern, ast.AST):
        names = [name for name in pattern._fields if name not in ("ctx", "type_comment", "kind")]
        return all(alike(getattr(pattern, name), getattr(node, name)) for name in names)
    return pattern == node


def rows_alike(patterns: list[object], nodes: list[object]) -> bool:
    """Whether each stands for each; lines round `...` may stand anywhere, in their order."""
    if not any(rest(pattern) for pattern in patterns):
        return len(patterns) == len(nodes) and all(map(alike, patterns, nodes))
    left = iter(nodes)
    return all(
        any(alike(pattern, node) for node in left) for pattern in patterns if not rest(pattern)
    )


def rest(pattern: object) -> bool:
    """Whether it is `...`, on a line of its own or among arguments."""
    inner = pattern.value if isinstance(pattern, ast.Expr) else pattern
    return isinstance(inner, ast.Constant) and inner.value is ...


def arguments_alike(pattern: ast.Call, node: ast.Call) -> bool:
    """Arguments by place, then those by name in any order; after `...` there may be more."""
    wanted = [one for one in pattern.args if not rest(one)]
    more = len(wanted) < len(pattern.args)
    given = {word.arg: word.value for word in node.keywords}
    named = {word.arg: word.value for word in pattern.keywords}
    if not more and (len(wanted) != len(node.args) or set(named) != set(given)):
        return False
    return (
        len(wanted) <= len(node.args)
        and all(map(alike, wanted, node.args))
        and all(name in given and alike(one, given[name]) for name, one in named.items())
    )
