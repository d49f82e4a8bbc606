"""A folder's lists of what is committed there: of records, of quotations, a line each.

A line has a hash over itself and what it speaks of, which shows damage and edits by hand.
Depends on the standard library alone.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from textbook.files import checksum
from textbook.model import Problem

Lines = dict[str, dict[str, Any]]
"""What a list says, by stem."""


def read(path: Path) -> Lines:
    """What a list says; empty where there is none. Raises Problem where it is damaged."""
    try:
        lines: Lines = json.loads(path.read_text("utf-8"))
        if not all("/" not in stem and isinstance(line, dict) for stem, line in lines.items()):
            raise ValueError("it is no list of this folder")
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, RecursionError) as error:
        cure = f"resolve the merge, or git checkout {path}"
        raise Problem(f"{path}: is damaged ({error}): {cure}") from error
    return lines


def lenient(path: Path) -> Lines:
    """Like `read`, but empty for a damaged list."""
    with contextlib.suppress(Problem):
        return read(path)
    return {}


def dumps(lines: Lines) -> str | None:
    """The text of a list; None where it says nothing, and is not to be there."""
    rows = ",\n".join(f"  {json.dumps(stem)}: {json.dumps(lines[stem])}" for stem in sorted(lines))
    return f"{{\n{rows}\n}}\n" if lines else None


def current(path: Path) -> str | None:
    """A list's text as it is; None where there is none, nothing where it cannot be read."""
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return ""


def seal(line: Mapping[str, Any], field: str, contents: Any) -> str:
    """The hash of a line, kept in its field of that name, and of what it speaks of."""
    facts = {key: value for key, value in line.items() if key != field}
    return checksum([facts, contents])[:16]
