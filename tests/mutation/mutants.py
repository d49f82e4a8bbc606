"""Mutants: the project's own code with one small fault in it, as a hand could make it."""

from __future__ import annotations

import ast
import difflib
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
DELETED = (ast.Expr, ast.Raise, ast.Continue, ast.Break, ast.AugAssign, ast.Delete)


@dataclass(frozen=True)
class Mutant:
    """One file with one fault."""

    file: str
    """Below the checkout: `textbook/files.py`."""
    line: int
    old: str
    """The lines that the fault is in, as they are."""
    new: str
    text: str
    """The whole file with the fault."""
    occurrence: int = 0
    """How many mutants of the same file and lines come before it, in text that stands twice."""

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.file}:{self.line}"

    def changes(self, before: str) -> bool:
        """Whether it is Python, and not what was there before."""
        try:
            return ast.dump(ast.parse(self.text)) != ast.dump(ast.parse(before))
        except SyntaxError:
            return False

    def rank(self, seed: int) -> str:
        """Its place in a sample: what else changes in the file does not move it."""
        facts = f"{seed}\0{self.file}\0{self.old}\0{self.new}\0{self.occurrence}"
        return hashlib.sha256(facts.encode()).hexdigest()

    @property
    def diff(self) -> str:
        """The lines that differ."""
        lines = difflib.ndiff(self.old.splitlines(), self.new.splitlines())
        return "\n".join(line for line in lines if line[0] in "+-")


def mutants(root: Path, files: Iterable[Path]) -> list[Mutant]:
    """Every mutant of these files."""
    found: list[Mutant] = []
    for path in files:
        seen: Counter[tuple[str, str]] = Counter()
        text = path.read_bytes()
        nodes = sorted(reached(ast.parse(text)), key=lambda node: (node.lineno, node.col_offset))
        for node, written in [(one, new) for one in nodes for new in replaced(one)]:
            part = node.test if isinstance(node, (ast.If, ast.While)) else node
            one = mutant(path.relative_to(root).as_posix(), text, part, written)
            again = seen[one.old, one.new]
            seen[one.old, one.new] += 1
            found.append(replace(one, occurrence=again))
    return found


def reached(tree: ast.Module) -> Iterator[ast.expr | ast.stmt]:
    """Every node that does something when the code runs: no annotation, no docstring, no import."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.expr, ast.stmt)):
            yield node
        if isinstance(node, (ast.JoinedStr, ast.Import, ast.ImportFrom)):
            continue  # The parts of a formatted string have no place of their own in 3.11.
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns"):
                continue
            children = value if isinstance(value, list) else [value]
            waiting += [one for one in children if isinstance(one, ast.AST) and not told(one)]


def told(node: ast.AST) -> bool:
    """Whether a node is text for those who read the code: a docstring."""
    value = node.value if isinstance(node, ast.Expr) else None
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


def replaced(node: ast.expr | ast.stmt) -> Iterator[str]:
    """What may stand in a node's place."""
    match node:
        case ast.Compare(left, [first], others) if type(first) in COMPARE:
            yield ast.unparse(ast.Compare(left, [COMPARE[type(first)]()], others))
        case ast.BoolOp(operator, values):
            other = ast.Or() if isinstance(operator, ast.And) else ast.And()
            yield f"({ast.unparse(ast.BoolOp(other, values))})"
        case ast.UnaryOp(ast.Not(), operand):
            yield f"({ast.unparse(operand)})"
        case ast.BinOp(left, kind, right) if type(kind) in ARITHMETIC:
            yield f"({ast.unparse(ast.BinOp(left, ARITHMETIC[type(kind)](), right))})"
        case ast.Constant(bool(value)):
            yield repr(not value)
        case ast.Constant(int(value) | float(value)):
            yield repr(value + 1)
        case ast.Constant(str(value)):
            yield repr(value + "~")
        case ast.JoinedStr():
            yield f"({ast.unparse(node)} + '~')"
        case ast.IfExp(test, body, other):
            yield f"({ast.unparse(ast.IfExp(test, other, body))})"
        case ast.Call(function, arguments, keywords) if keywords:
            yield ast.unparse(ast.Call(function, arguments, keywords[:-1]))
        case ast.Return(value) if value is not None and ast.unparse(value) != "None":
            yield "return None"
        case ast.If(test, _, _) | ast.While(test, _, _):
            yield f"not ({ast.unparse(test)})"  # In the place of its test.
        case _ if isinstance(node, DELETED):
            yield "pass"


def mutant(file: str, text: bytes, part: ast.expr | ast.stmt, written: str) -> Mutant:
    """The file with one part of it replaced."""
    lines = text.splitlines(keepends=True)
    first, last = part.lineno - 1, (part.end_lineno or part.lineno) - 1
    opening, closing = b"".join(lines[:first]), b"".join(lines[last + 1 :])
    head = lines[first][: part.col_offset]
    tail = lines[last][part.end_col_offset :]
    old = b"".join(lines[first : last + 1])
    new = head + written.encode() + tail
    return Mutant(file, part.lineno, old.decode(), new.decode(), (opening + new + closing).decode())
