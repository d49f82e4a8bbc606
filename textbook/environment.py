"""What this machine runs programs on, told without importing torch.

The cache's keys rest on it, so a build with nothing changed never pays torch's import.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import importlib.util
import os
import platform
import shutil
import subprocess
from pathlib import Path

from textbook.snippet import Problem

SOURCE = ("worker.py", "isolation.py", "figure.py", "layout.py", "snippet.py", "environment.py")
"""The modules that decide what a run's result is."""


BESIDE = ("numpy", "matplotlib", "scikit-learn")
"""What programs import beside torch."""


@functools.cache
def gpus() -> str:
    """The GPUs and their driver as `nvidia-smi` lists them; empty where there is none."""
    command = shutil.which("nvidia-smi")
    if not command:
        return ""
    query = [command, "--query-gpu=name,driver_version", "--format=csv,noheader"]
    try:
        listed = subprocess.run(query, capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return listed.stdout.strip() if listed.returncode == 0 else ""


@functools.cache
def key() -> str:
    """A hash of all that may change what a program prints, the program itself aside."""
    torch = importlib.util.find_spec("torch")
    if torch is None or torch.origin is None:
        raise Problem("torch is not installed: make serve sets it up, or pip install -r requirements.txt")
    facts = [
        Path(torch.origin).with_name("version.py").read_text("utf-8"),
        *(f"{name} {version(name)}" for name in BESIDE),
        platform.python_version(),
        platform.platform(),
        processor(),
        gpus(),
        os.environ.get("CUDA_VISIBLE_DEVICES", "all"),
        *(Path(__file__).with_name(name).read_text("utf-8") for name in SOURCE),
    ]
    return hashlib.sha256("\0".join(facts).encode()).hexdigest()


def release() -> str:
    """The minor release of the installed torch, as its documentation's addresses have it: `2.13`."""
    return ".".join(version("torch").split(".")[:2])


@functools.cache
def version(name: str) -> str:
    """The installed version of a package, or nothing."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def packages() -> dict[str, str]:
    """The versions of what programs import."""
    return {name: version(name) for name in ("torch", *BESIDE)}


def model() -> str:
    """The processor's name."""
    names = [line.partition(":")[2].strip() for line in processor().splitlines() if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def processor() -> str:
    """The processor's model: arithmetic can differ in the last digit between two."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    return "\n".join(sorted({line for line in lines if line.startswith(("model name", "flags", "Features"))}))
