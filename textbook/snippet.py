"""A snippet: one complete program in `snippets/`, and what it declares about itself.

A snippet may open with a block in the syntax of inline script metadata
(https://packaging.python.org/en/latest/specifications/inline-script-metadata/):

    # /// snippet
    # device = "cuda"
    # varies = '\\d+\\.\\d+ ms'
    # ///

The block is stripped before the program is shown, copied or hashed. Depends on the
standard library alone, as everything that runs on a bare CUDA machine does.
"""

from __future__ import annotations

import functools
import hashlib
import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

HEADER = re.compile(r"\A# /// snippet\n(?P<body>(?:#(?: .*)?\n)*?)# ///\n+")
NAME = re.compile(r"[a-z0-9_]+(/[a-z0-9_]+)*")
KINDS = {"device": str, "varies": str, "limit": int, "layout": list}
LIMIT = 10


class Problem(Exception):
    """Something a person must mend: the message names the file, the line and the cure."""


@dataclass(frozen=True)
class Snippet:
    """One program and its declarations."""

    name: str
    """Its path below `snippets/` without `.py`: `tensors/storage/bytes`."""
    path: Path
    """The file itself."""
    program: str
    """The code that is shown, copied and run; ends in a newline."""
    line: int = 1
    """The line of the file on which the program starts."""
    device: str = "cpu"
    """`cuda` where the program needs a CUDA GPU; `both` where it picks its device and is run on each."""
    varies: str = ""
    """A regular expression for the parts of the output that differ between runs or machines."""
    limit: int = LIMIT
    """Seconds that it may run."""
    layout: tuple[str, ...] = ()
    """Expressions, read when the program has ended, whose tensors' memory is drawn."""

    @functools.cached_property
    def digest(self) -> str:
        """A hash of all that decides the output: the program and the tensors to draw."""
        text = "\0".join((self.program, *self.layout))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @functools.cached_property
    def runs(self) -> tuple[Snippet, ...]:
        """The snippet on each device that it is run on."""
        devices = ("cpu", "cuda") if self.device == "both" else (self.device,)
        return tuple(replace(self, device=device) for device in devices)

    @property
    def key(self) -> str:
        """What tells one of its runs from every other: `tensors/storage/bytes.cpu`."""
        return f"{self.name}.{self.device}"

    @property
    def record(self) -> str:
        """The stem of its record's files: `bytes.cpu`."""
        return f"{self.path.stem}.{self.device}"

    def comparable(self, text: str) -> str:
        """`text` with each part that may vary put out of the comparison."""
        return re.sub(self.varies, "<varies>", text) if self.varies else text


def load(root: Path, name: str) -> Snippet:
    """Read `root/name.py`. Raises Problem where the name, the file or its header is wrong."""
    path = root / f"{name}.py"
    if not NAME.fullmatch(name):
        raise Problem(f"{path}: rename it: lower-case letters, digits and _ only")
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise Problem(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Problem(f"{path}: is not UTF-8: save it as UTF-8") from error
    match = HEADER.match(text)
    if not match:
        if text.startswith("# ///"):
            raise Problem(f"{path}:1: the header is not closed: end it with a line '# ///'")
        return Snippet(name, path, text.rstrip() + "\n")
    body = "".join(line[2:] or "\n" for line in match["body"].splitlines(keepends=True))
    declared = declarations(path, body)
    line = match[0].count("\n") + 1
    return Snippet(name, path, text[match.end() :].rstrip() + "\n", line, **declared)


def declarations(path: Path, body: str) -> dict[str, Any]:
    """The header's TOML, checked."""
    try:
        declared = tomllib.loads(body)
        for key, value in declared.items():
            if key not in KINDS:
                raise ValueError(f"{key!r} is unknown: use {', '.join(KINDS)}")
            if not isinstance(value, KINDS[key]):
                raise ValueError(f"{key} takes a {KINDS[key].__name__}")
        if declared.get("device", "cuda") not in ("cuda", "both"):
            raise ValueError('device takes "cuda" or "both", or leave it out')
        re.compile(declared.get("varies", ""))
    except (tomllib.TOMLDecodeError, ValueError, re.error) as error:
        raise Problem(f"{path}:1: the header: {error}") from error
    if "layout" in declared:
        declared["layout"] = tuple(map(str, declared["layout"]))
    return declared


def load_all(root: Path) -> dict[str, Snippet]:
    """Every snippet below `root`, by name, in alphabetical order."""
    names = sorted(path.relative_to(root).with_suffix("").as_posix() for path in root.rglob("*.py"))
    return {name: load(root, name) for name in names}
