"""Another release of torch in an environment of its own, to run the book's programs on.

The environment lies below `.cache/releases/` and is taken away afterwards, whatever happens.
Nothing is installed where the book is used.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from textbook.files import CACHE, alone, log, read_text
from textbook.model import Job, Problem
from textbook.outcomes import Outcome
from textbook.releases import order
from textbook.running.machine import PACKAGES, Machine
from textbook.running.pool import Pool
from textbook.starting import installation
from textbook.starting.installation import REQUIREMENTS
from textbook.starting.progress import watch

PINNED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[\w.]+)", re.M)
SLOWER = 6
"""How many times the limit of a program it may take on another release."""
NUMPY_2 = (2, 3)
"""The first torch that was built for numpy 2; one before it prints an error beside it."""
INSTALLED = """
import importlib.metadata as metadata, json
names = {one.name for one in metadata.distributions() if one.name}
needs = metadata.requires("torch") or [] if "torch" in names else []
print(json.dumps([needs, {name: metadata.version(name) for name in names}]))
"""


@contextlib.contextmanager
def environment(release: str) -> Iterator[Path]:
    """An interpreter with a release of torch, and what else programs import.

    Raises Problem where there is no such release, pip cannot install it, or another command is
    trying it already: each begins with an empty folder, and takes it away.
    """
    folder = place_of(release)
    with alone(CACHE, f"trial-{release}.lock", f"make compare or make move to {release}"):
        try:
            command = [sys.executable, "-m", "venv", "--clear", str(folder)]
            if subprocess.run(command, check=False).returncode:
                raise Problem(f"{folder}: python -m venv could make no environment there")
            python = (folder / "bin" / "python").absolute()
            fill(python, release)
            yield python
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def fill(python: Path, release: str) -> None:
    """Say how much there is to download, then have pip install a release and the packages."""
    found, extra, _ = installation.builds(python, release, "cpu")
    chosen = installation.best("cpu", found)
    if not chosen:
        here = f"{sys.version_info.major}.{sys.version_info.minor}"
        cure = "name another, or set PIP_EXTRA_INDEX_URL"
        raise Problem(f"no index that pip asks has torch {release} for Python {here}: {cure}")
    sizes = json.loads(read_text(installation.SIZES))
    light = installation.fits("cpu", [chosen])
    much = installation.size(sizes["cpu" if light else "cuda"])
    told = f"about {much}" if light else f"up to {much}, as no index has it without CUDA"
    log.info("torch %s goes into %s and is taken away again: %s", chosen, place_of(release), told)
    more = ["--extra-index-url", installation.CPU_INDEX] if extra else []
    # Torch is named to the letter, so that no index puts a build with CUDA in its place.
    command = installation.pip(python, "install", *more, f"torch==={chosen}", *beside(release))
    place, lines = installation.packages(python), folder_of(python) / "pip.log"
    if watch(command, lines, place, installation.settings()):
        raise Problem(f"pip could not install torch {release}, for the reason above")


def beside(release: str) -> list[str]:
    """What programs import beside torch, as pip wants it: the book's own versions if it can be."""
    pins = {found["name"]: found["version"] for found in PINNED.finditer(read_text(REQUIREMENTS))}
    others = [name for name in PACKAGES if name != "torch"]
    if order(release) < NUMPY_2:
        return ["numpy<2" if name == "numpy" else name for name in others]
    return [f"{name}=={pins[name]}" if name in pins else name for name in others]


def place_of(release: str) -> Path:
    """Where a release is installed."""
    return CACHE / "releases" / release


def folder_of(python: Path) -> Path:
    """The environment that an interpreter belongs to."""
    return python.parent.parent


def installed(python: Path) -> tuple[list[str], dict[str, str]]:
    """What an environment's torch requires, and the versions of all that it has, by name."""
    command = [str(python), "-c", INSTALLED]
    asked = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if asked.returncode:
        raise Problem(f"{python}: cannot say which packages it has, for the reason above")
    needs, versions = json.loads(asked.stdout)
    return needs, versions


def imported(versions: Mapping[str, str]) -> dict[str, str]:
    """Of an environment's packages, what programs import beside torch."""
    return {name: versions[name] for name in PACKAGES if name != "torch" and name in versions}


def run(python: Path, jobs: Iterable[Job], machine: Machine) -> dict[str, Outcome]:
    """What jobs give in another environment on a machine, in a worker that is started for them."""
    outcomes: dict[str, Outcome] = {}
    scratch = folder_of(python) / "matplotlib"
    scratch.mkdir(exist_ok=True)
    # What lists fonts for the first time may say so, which no program may.
    fonts = {**os.environ, "MPLCONFIGDIR": str(scratch)}
    listing = [str(python), "-c", "import matplotlib.font_manager"]
    subprocess.run(listing, env=fonts, stderr=subprocess.DEVNULL, check=False)
    with contextlib.closing(Pool(machine, scratch, python=str(python))) as pool:
        pool.run(map(unhurried, jobs), lambda _, came: outcomes.update(came))
    return outcomes


def unhurried(job: Job) -> Job:
    """A job with more time: that a release imports slowly is no difference of what it prints."""
    longer = (replace(one.program, limit=SLOWER * one.program.limit) for one in job.runs)
    runs = (replace(one, program=program) for one, program in zip(job.runs, longer, strict=True))
    return replace(job, runs=tuple(runs))


def refused(python: Path, requirements: Path) -> int:
    """Whether pip says that what is pinned does not go together; nothing is installed."""
    asking = ("install", "--dry-run", "--quiet", "-r", str(requirements))
    command = installation.pip(python, *asking)
    return subprocess.run(command, env=installation.settings(), check=False).returncode


def newest() -> str:
    """The newest release that the package index offers for this Python."""
    command = installation.pip(Path(sys.executable), "index", "versions", "torch")
    told = subprocess.run(command, capture_output=True, errors="replace", check=False)
    found = re.match(r"torch \(([\d.]+)", told.stdout)
    if found is None:
        cure = "name a release, TORCH=2.14.0"
        raise Problem(f"the package index names no torch: {cure}\n{told.stderr.strip()}")
    return found[1]


def named(version: str) -> str:
    """A release as the command names it. Raises Problem for what names none."""
    if version == "newest":
        return newest()
    if not re.fullmatch(r"\d+(\.\d+)+", version):
        raise Problem(f"{version or 'TORCH='}: names no release of torch: TORCH=2.14.0, or newest")
    return version
