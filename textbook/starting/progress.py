"""How far pip is, in one line that is written over, or in a line now and then in a log."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

EVERY = 10.0
"""Seconds between two lines of a log."""
REASON = ("ERROR", "error", "WARNING: Retrying")
"""How a line of pip's begins that tells why it fails."""


def watch(command: list[str], log: Path, packages: Path, environment: Mapping[str, str]) -> int:
    """Run pip, say what it is doing, and what it says where it fails; returns its exit status."""
    before = count(packages)
    shown, since = "", 0.0
    terminal = sys.stdout.isatty()
    with log.open("w", encoding="utf-8") as file:
        process = subprocess.Popen(
            command, stdout=file, stderr=subprocess.STDOUT, env=dict(environment)
        )
        try:
            while process.poll() is None:
                time.sleep(0.2)
                told = doing(log.read_text("utf-8", "replace"), count(packages) - before)
                if told != shown and (terminal or time.monotonic() - since > EVERY):
                    show(told, terminal)
                    shown, since = told, time.monotonic()
        except BaseException:
            process.terminate()
            process.wait()
            raise
    if shown and terminal:
        show("", terminal)
    if process.returncode:
        said = log.read_text("utf-8", "replace").splitlines()
        reasons = [line for line in said if line.startswith(REASON)]
        print("\n".join(reasons or said[-5:]))
    return process.returncode


def doing(said: str, new: int) -> str:
    """What pip is doing, by what it has said and how many packages have come."""
    if found := re.search(r"^Installing collected packages: (.*)$", said, re.M):
        return f"installing: {max(new, 0)} of {found[1].count(',') + 1} packages"
    fetched = re.findall(r"^ +(?:Downloading|Using cached) (\S+)(?: (\(.*\)))?", said, re.M)
    if fetched:
        name, size = fetched[-1]
        name = "-".join(name.rpartition("/")[2].split("-")[:2])
        return f"downloading: {len(fetched)} so far, now {name} {size}".strip()
    return "asking the package index" if "Collecting" in said else ""


def count(packages: Path) -> int:
    """How many packages are installed."""
    return sum(1 for _ in packages.glob("*.dist-info"))


def show(told: str, terminal: bool) -> None:
    """Write over the line before, or write a line."""
    if terminal:
        told = told[: shutil.get_terminal_size().columns - 1]
        print(f"\r\033[K{told}", end="", flush=True)
    elif told:
        print(told, flush=True)
