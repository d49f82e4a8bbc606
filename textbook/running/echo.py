"""The value in which a lab's cell ends, as a notebook shows it. Depends on the standard library."""

from __future__ import annotations

import collections
import re
import types
from typing import Any

from textbook.running.isolation import Stop

OWN_WAY = (
    *(set, frozenset, type, super, BaseException, re.Pattern, types.SimpleNamespace),
    *(types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType),
    *(collections.defaultdict, collections.OrderedDict, collections.Counter, collections.deque),
    *(types.MappingProxyType, collections.ChainMap, collections.UserList, collections.UserDict),
)
"""What a notebook shows, or breaks where it is wide, otherwise than by `repr`."""
WIDEST = 79
BROKEN: tuple[Any, ...] = (list.__repr__, tuple.__repr__, dict.__repr__)
"""A notebook breaks the value of a list, a tuple or a dictionary that is wider."""
RICH = (
    *("_repr_html_", "_repr_markdown_", "_repr_svg_", "_repr_png_", "_repr_latex_"),
    *("_repr_mimebundle_", "_ipython_display_", "_repr_pretty_"),
)


def shown(value: Any) -> str:
    """A value as a notebook shows it. Raises Stop where a notebook does not show its `repr`."""
    kind = type(value)
    rich = [name for name in RICH if hasattr(kind, name)]
    if rich:
        raise Stop(
            f"ends in a {kind.__name__}, which a notebook displays by {rich[0]}: what it displays "
            "cannot be copied as text; print it"
        )
    text, nested = repr(value), kind.__repr__ in BROKEN
    odd = text != "\n".join(text.splitlines())
    if odd or (nested and (len(text) > WIDEST or "\n" in text)) or own_way(value):
        raise Stop(f"ends in a {kind.__name__} that a notebook shows in a way of its own: print it")
    if " at 0x" in text:
        raise Stop(f"ends in a {kind.__name__}, whose address would be shown: print what matters")
    return text


def own_way(value: Any) -> bool:
    """Whether a notebook has a way of its own for a value, or for what it holds."""
    if isinstance(value, dict):
        return isinstance(value, OWN_WAY) or any(map(own_way, (*value.keys(), *value.values())))
    return isinstance(value, OWN_WAY) or (
        isinstance(value, (list, tuple)) and any(map(own_way, value))
    )


def display(*_: Any) -> None:
    """What a notebook calls to show something that is no text."""
    raise Stop("calls display(): what it shows cannot be copied as text; print it")
