"""What this machine runs programs on, told without importing torch, and with what environment.

The cache's keys rest on it, so a build in which nothing changed never pays torch's import.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

from textbook.model import Problem
from textbook.releases import minor

ALLOWED = (
    *("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR"),
    *("CUDA_VISIBLE_DEVICES", "CUDA_DEVICE_ORDER", "NVIDIA_VISIBLE_DEVICES"),
    *("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"),  # Processors on which OpenBLAS needs telling.
)
"""The variables of the author's environment that programs see. Every other one is left out:
tokens of CI, `PYTHON*`, `MPL*`, `TORCH*`, locale and time zone."""
FIXED = {
    "OMP_NUM_THREADS": "1",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "PYTHONDONTWRITEBYTECODE": "1",
}
PLAINER = {
    "ATEN_CPU_CAPABILITY": "default",
    "DNNL_MAX_CPU_ISA": "SSE41",
    "MKL_CBWR": "COMPATIBLE",
}
"""Where sums are added up in another order, so that their last digits differ."""
PACKAGES = ("torch", "numpy", "matplotlib", "scikit-learn")
"""What programs import."""
SOURCES = Path(__file__).resolve().parent
DATA = ("drawings.py", "marks.py", "model.py", "outcomes.py")
"""The modules beside this folder that decide what a run's result is."""


class Machine:
    """This computer. Its facts are asked once and kept, so one object serves a whole build."""

    @functools.cached_property
    def gpus(self) -> str:
        """The GPUs and their driver as `nvidia-smi` lists them; empty where there is none."""
        command = shutil.which("nvidia-smi")
        if not command:
            return ""
        query = [command, "--query-gpu=name,driver_version", "--format=csv,noheader"]
        try:
            listed = subprocess.run(
                query, capture_output=True, text=True, errors="replace", timeout=30, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return ""
        return listed.stdout.strip() if listed.returncode == 0 else ""

    @functools.cached_property
    def torch_facts(self) -> str:
        """The text of torch's own `version.py`. Raises Problem where torch is not installed."""
        torch = importlib.util.find_spec("torch")
        if torch is None or torch.origin is None:
            raise Problem(
                "torch is not installed: make serve sets it up, or pip install -r requirements.txt"
            )
        try:
            return Path(torch.origin).with_name("version.py").read_text("utf-8")
        except OSError as error:
            raise Problem(
                f"{torch.origin}: is not PyTorch: take it out of PYTHONPATH or rename it"
            ) from error

    @functools.cached_property
    def why_no_cuda(self) -> str:
        """Why no program can run on CUDA here; empty where it can."""
        if not self.gpus:
            return "nvidia-smi lists no GPU here"
        if not re.search(r"^cuda\b.*= *['\"]", self.torch_facts, re.M):
            return f"torch {version('torch')} has no CUDA: install a build of torch that has"
        return ""

    @functools.cached_property
    def key(self) -> str:
        """A hash of all that may change what a program prints, the program itself aside."""
        facts = [
            self.torch_facts,
            *installed(),
            platform.python_version(),
            platform.platform(),
            processor(),
            self.gpus,
            *(f"{name}={value}" for name, value in self.environment().items()),
            *(path.read_text("utf-8") for path in sorted(SOURCES.glob("*.py"))),
            *(SOURCES.with_name(name).read_text("utf-8") for name in DATA),
        ]
        return hashlib.sha256("\0".join(facts).encode()).hexdigest()

    def environment(self) -> dict[str, str]:
        """The environment variables that programs see.

        Whether the book's own environment is activated makes no difference.
        """
        found = {name: os.environ[name] for name in ALLOWED if name in os.environ}
        if "PATH" in found and sys.prefix != sys.base_prefix:
            own = str(Path(sys.executable).parent)
            others = [one for one in found["PATH"].split(os.pathsep) if one != own]
            found["PATH"] = os.pathsep.join(others)
        return found | FIXED

    @functools.cached_property
    def release(self) -> str:
        """The minor release of torch, as addresses of its documentation have it: `2.13`."""
        return minor(version("torch"))

    @functools.cached_property
    def packages(self) -> dict[str, str]:
        """The versions of what programs import."""
        return {name: version(name) for name in PACKAGES}

    @functools.cached_property
    def model(self) -> str:
        """The processor's name."""
        lines = processor().splitlines()
        names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
        return names[0] if names else platform.processor() or platform.machine()


class Plainer(Machine):
    """This machine with the arithmetic of an older processor, without its vector instructions."""

    def environment(self) -> dict[str, str]:
        """What programs see, and what torch, oneDNN and MKL take for an order to do without."""
        return super().environment() | PLAINER


def version(name: str) -> str:
    """The installed version of a package, or nothing."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def installed() -> list[str]:
    """Every package that a program could import, with its version, as folders are called."""
    found: set[str] = set()
    for entry in sys.path:
        try:
            found |= {path.name for path in Path(entry).glob("*.dist-info")}
        except OSError:
            continue
    return sorted(found)


def processor() -> str:
    """The processor's model: arithmetic can differ in the last digit between two."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines()
    except OSError:
        return platform.processor()
    wanted = ("model name", "flags", "Features")
    return "\n".join(sorted({line for line in lines if line.startswith(wanted)}))


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
