"""Where words come from that no run of the book's printed. Plain data.

Depends on the standard library alone.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """Where words come from that no run of the book's printed: an entry of `sources.toml`."""

    name: str
    kind: str
    """`output` for what somebody's run printed, `message` for what stands in a release of torch."""
    torch: str
    """The release that printed it, or that holds it."""
    device: str = ""
    cuda: str = ""
    date: str = ""
    """The day of the run: `2023-04-04`."""
    sha256: str = ""
    """The hash of the file that an output is cut from."""


@dataclass(frozen=True)
class Quotation:
    """An output or a message as its source has it, to the letter."""

    name: str
    """`environment/gpu/table`; that of a program whose output it stands for, where it does."""
    source: Source
    at: str
    """The lines of the source, `104-124`, or how a message begins."""
    file: str
    """The file of the release that holds a message."""
    text: str
    program: str
    """The digest of the program that it was held against; empty where it stands alone."""
