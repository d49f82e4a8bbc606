"""`provenance.json`: a folder's list of records, a line each, with where and when each was made.

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

PROVENANCE = "provenance.json"
Lines = dict[str, dict[str, Any]]
"""What the list says, by stem."""


def provenance(folder: Path) -> Lines:
    """A folder's `provenance.json`, by stem; empty where there is none."""
    path = folder / PROVENANCE
    try:
        lines: Lines = json.loads(path.read_text("utf-8"))
        if not all("/" not in stem and isinstance(line, dict) for stem, line in lines.items()):
            raise ValueError("it is no list of records")
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, RecursionError) as error:
        cure = f"resolve the merge, or git checkout {path}; then make record"
        raise Problem(f"{path}: is damaged ({error}): {cure}") from error
    return lines


def lenient(folder: Path) -> Lines:
    """Like `provenance`, but empty for a damaged file: `update` rewrites it, where it may."""
    with contextlib.suppress(Problem):
        return provenance(folder)
    return {}


def listing(lines: Lines) -> str | None:
    """The text of a `provenance.json`, a line a record; None where there is none."""
    rows = ",\n".join(f"  {json.dumps(stem)}: {json.dumps(lines[stem])}" for stem in sorted(lines))
    return f"{{\n{rows}\n}}\n" if lines else None


def current(path: Path) -> str | None:
    """A file's text as it is; None where there is none, nothing where it cannot be read."""
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return ""


def seal(line: Mapping[str, Any], contents: Mapping[str, str]) -> str:
    """A hash of all that a record says: its line, and its files."""
    facts = {key: value for key, value in line.items() if key != "record"}
    return checksum([facts, dict(contents)])[:16]
