"""The hashes of what CI installs: `python -m tests.hashes` asks PyPI, and writes them down.

`.github/hashes.txt` names each pinned package once, with the hash of the file that pip takes on
GitHub's runners: CPython 3.11 on Linux x86_64. torch is left out, and what comes with its build
for CUDA: CI takes its build for CPUs from PyTorch's own index. `pip install -r requirements.txt`
needs none of this, on any machine.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HASHES = ROOT / ".github" / "hashes.txt"
PINS = ("requirements.txt", "tests/requirements.txt", "constraints.txt")
PYPI = "https://files.pythonhosted.org/"
LEFT_OUT = "torch"
HEAD = "# What CI installs, by hash; written by python -m tests.hashes, which asks PyPI.\n"


def main() -> int:
    """Ask PyPI, by pip and nobody else, and write the file."""
    command = [
        *(sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet"),
        *(
            "--index-url",
            "https://pypi.org/simple",
            "--report",
            "-",
            "-r",
            "tests/requirements.txt",
        ),
    ]
    environment = {name: value for name, value in os.environ.items() if name[:4] != "PIP_"}
    environment["PIP_CONFIG_FILE"] = os.devnull  # No index of this machine's own.
    told = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    HASHES.write_text(listed(json.loads(told.stdout)), "utf-8", newline="\n")
    return 0


def listed(report: Mapping[str, Any]) -> str:
    """The text of the file, from pip's report of what it would install."""
    pinned = pins()
    lines = []
    for one in report["install"]:
        name, version = canonical(one["metadata"]["name"]), one["metadata"]["version"]
        if pinned.get(name) == version:
            url, archive = one["download_info"]["url"], one["download_info"]["archive_info"]
            assert url.startswith(PYPI), f"{url} is not of PyPI"
            lines.append(f"{name}=={version} --hash=sha256:{archive['hashes']['sha256']}\n")
    return HEAD + "".join(sorted(lines))


def pins() -> dict[str, str]:
    """Every pinned package but torch, with its version."""
    text = "\n".join((ROOT / name).read_text("utf-8") for name in PINS)
    found = re.findall(r"^([\w.-]+)==([\w.+!]+)", text, re.M)
    return {canonical(name): version for name, version in found if name != LEFT_OUT}


def canonical(name: str) -> str:
    """A package's name as indexes write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
