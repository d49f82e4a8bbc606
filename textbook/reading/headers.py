"""What a program declares about itself.

A file may open with a block in the syntax of inline script metadata
(https://packaging.python.org/en/latest/specifications/inline-script-metadata/):

    # /// snippet
    # device = "cuda"
    # varies = '\\d+\\.\\d+ ms'
    # ///

The block is stripped before the program is shown, copied or hashed.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from textbook.drawings import parse
from textbook.model import Problem

KINDS: dict[str, tuple[type, str]] = {
    "device": (str, 'a string: "cuda" or "both"'),
    "varies": (str, "a string: a regular expression"),
    "limit": (int, "a whole number of seconds"),
    "layout": (list, "a list of expressions"),
    "draw": (list, "a list of expressions"),
    "raises": (str, 'the type of an error, "RuntimeError"'),
    "grows": (str, "a string: the name of the program that this one was before"),
}
LAB = tuple(key for key in KINDS if key not in ("grows", "raises"))
"""What a lab may declare: its cells go on from one another, grow from nothing, run to the end."""
LONGEST = 86_400
"""Seconds of a day: the longest limit. No clock could wait for a number of any length."""
PROBE = "name, memory.total [MiB]\nDriver Version: 1.5 ms\ntensor([1, 2]) of float\n"
"""A text of which a pattern that matches a part of an output alone leaves something."""


def split(path: Path, text: str, kind: str, first: int = 1) -> tuple[dict[str, Any], int]:
    """The declarations that open a text, and how many lines their block takes.

    `first` is the number of the text's first line in its file. Raises Problem where the block is
    not closed or declares what is not known.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != f"# /// {kind}":
        if lines[0].startswith("# ///"):
            raise Problem(
                f"{path}:{first}: the header opens with {lines[0]!r}: write '# /// {kind}'"
            )
        return {}, 0
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() == "# ///":
            body = "\n".join(
                line.removeprefix("#").removeprefix(" ") for line in lines[1 : number - 1]
            )
            known = LAB if kind == "lab" else tuple(KINDS)
            return declared(f"{path}:{first}", body, known), number
        if not line.startswith("#"):
            break
    raise Problem(f"{path}:{first}: the header is not closed: end it with a line '# ///'")


def declared(where: str, toml: str, known: tuple[str, ...]) -> dict[str, Any]:
    """Declarations written as TOML, checked. `where` opens the message of a Problem."""
    try:
        found = tomllib.loads(toml)
        for key, value in found.items():
            if key not in known:
                raise ValueError(f"{key!r} is unknown: use {', '.join(known)}")
            if type(value) is not KINDS[key][0]:
                raise ValueError(f"{key} takes {KINDS[key][1]}")
        if found.get("device", "cuda") not in ("cuda", "both"):
            raise ValueError('device takes "cuda" or "both", or leave it out')
        if not 1 <= found.get("limit", 1) <= LONGEST:
            raise ValueError(f"limit takes {KINDS['limit'][1]}, 1 or more, {LONGEST} at most")
        if not found.get("raises", "Error").isidentifier():
            raise ValueError(f"raises takes {KINDS['raises'][1]}")
        if "varies" in found:
            check_pattern(found["varies"])
        for expression in found.get("draw", ()):
            parse(str(expression))
    except (ValueError, re.error, OverflowError) as error:
        raise Problem(f"{where}: the header: {error}") from error
    except (RecursionError, MemoryError) as error:  # The second is what a parser says, too.
        raise Problem(f"{where}: the header: is nested too deeply: write it plainly") from error
    for key in found.keys() & {"layout", "draw"}:
        found[key] = tuple(map(str, found[key]))
    return found


def check_pattern(pattern: str) -> None:
    """Raise ValueError for a pattern under which any two outputs would be the same."""
    if not re.sub(pattern, "", PROBE).strip():
        raise ValueError(
            f"varies = {pattern!r} matches any output, and nothing would be left to compare: "
            "match the part that varies alone"
        )
