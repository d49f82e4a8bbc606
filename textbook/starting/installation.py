"""The environment that the book runs in: `.venv`, filled by pip with what this machine can use.

Any Python from 3.11 on can do it, with nothing installed. pip is asked which builds of torch it
would find, as the user has configured it; a machine without an NVIDIA GPU gets the build without
CUDA wherever there is one. What is stopped at any moment goes on when it is called again.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from textbook.files import read_text
from textbook.model import Problem
from textbook.running.machine import Machine
from textbook.starting.progress import watch

WHOLE = (
    "import importlib.metadata as m; pip = m.distribution('pip'); "
    "named = [line.split(',')[0] for line in pip.read_text('RECORD').splitlines()]; "
    "print(all(pip.locate_file(n).exists() for n in named if n[-3:] == '.py'))"
)
"""Asks an environment whether its pip is there, every file of it."""
VENV, REQUIREMENTS = Path(".venv"), Path("requirements.txt")
PIN = re.compile(r"^torch==(?P<version>[\d.]+)(?P<space> *)", re.M)
SIZES = Path(__file__).with_name("downloads.json")
CPU_INDEX = "https://download.pytorch.org/whl/cpu"
"""PyTorch's own index of builds without CUDA: asked where the user has named no index, once."""
WITHIN = ("--timeout", "5", "--retries", "0")
BUILDS = {"cpu": "without CUDA", "cuda": "with CUDA"}


def set_up(requirements: Path, build: str) -> None:
    """Make the environment or go on with it; `build` is cpu, cuda, or empty for what fits."""
    if build and build not in BUILDS:
        raise Problem(f"TORCH_BUILD={build} means nothing: write cpu or cuda, or leave it out")
    pinned = pin(read_text(REQUIREMENTS))["version"]
    python = environment()
    have = installed(python)
    if build or have.partition("+")[0] != pinned:
        install_torch(python, pinned, have, build, requirements)
    log = VENV / "setup.log"
    if watch(pip(python, "install", "-r", str(requirements)), log, packages(python), settings()):
        raise Problem(
            f"pip could not install {requirements}, for the reason above ({log} has it all): "
            "make again goes on from here"
        )


def pin(requirements: str) -> re.Match[str]:
    """Where torch is pinned. Raises Problem where it is not."""
    found = PIN.search(requirements)
    if found is None:
        raise Problem(f"{REQUIREMENTS}:1: pins no torch: write torch==VERSION")
    return found


def install_torch(python: Path, pinned: str, have: str, build: str, requirements: Path) -> None:
    """Say which build of torch is taken and how much that is, then have pip install it."""
    gpus = Machine().gpus.splitlines()
    wanted = build or ("cuda" if gpus else "cpu")
    found, extra, asked = builds(python, pinned, wanted, bool(build))
    chosen = best(wanted, found)
    right = fits(wanted, [chosen]) or sys.platform != "linux"
    if found and build and not right:
        names = ", ".join(found)
        raise Problem(
            f"no index that pip asks offers torch {pinned} {BUILDS[build]}, but {names}: "
            f"name one that does, PIP_EXTRA_INDEX_URL=... make setup TORCH_BUILD={build}"
        )
    if chosen and chosen == have:
        return
    if chosen:
        told = announcement(gpus, wanted, chosen, right, asked, requirements)
        print(told, flush=True)
    else:
        print(f"pip finds no torch {pinned} where it looks; it is asked once more", flush=True)
    # What torch needs comes with the rest; CUDA's packages are large, and pip shows a bar for each.
    options = ["--no-deps"] if kind(chosen) == "cpu" else []
    options += ["--extra-index-url", CPU_INDEX] if extra else []
    exactly = f"torch==={chosen}" if chosen else f"torch=={pinned}"
    command = pip(python, "install", "-c", str(REQUIREMENTS), *options, exactly)
    if subprocess.run(command, env=settings(), check=False).returncode:
        raise Problem(
            "pip could not install torch, for the reason above: make again goes on from here"
        )


def builds(
    python: Path, pinned: str, wanted: str, named: bool = False
) -> tuple[list[str], bool, bool]:
    """The builds of a release that pip finds, and whether PyTorch's own index has to be, and was,
    asked for one without CUDA. That is done unbidden only where the user has `named` no index.
    """
    found = offered(python, pinned)
    lacking = wanted == "cpu" and found and not fits("cpu", found) and sys.platform == "linux"
    if not lacking or not (named or not own_index(python)):
        return found, False, False
    also = offered(python, pinned, "--extra-index-url", CPU_INDEX, *WITHIN)
    return (also, True, True) if fits("cpu", also) else (found, False, True)


def announcement(
    gpus: list[str], wanted: str, chosen: str, right: bool, asked: bool, requirements: Path
) -> str:
    """What is about to be downloaded, how much that is, and how to choose otherwise."""
    sizes = json.loads(read_text(SIZES))
    machine = gpus[0].partition(",")[0] if gpus else "no NVIDIA GPU"
    other = "cuda" if wanted == "cpu" else "cpu"
    rest = sizes["site"] + (sizes["checks"] if requirements != REQUIREMENTS else 0)
    if right:
        told = f"torch {chosen} {BUILDS[wanted]}, about {size(sizes[wanted])}"
    elif wanted == "cpu":
        told = f"torch {chosen}: no index has it without CUDA, so up to {size(sizes['cuda'])}"
    else:
        told = f"torch {chosen}: no index has it with CUDA; about {size(sizes['cpu'])}"
    cure = f"To have it {BUILDS[other]}: Ctrl-C, then make setup TORCH_BUILD={other}."
    if not right and wanted == "cpu":
        cure = f"For less: Ctrl-C, then make setup TORCH_BUILD=cpu, which asks {CPU_INDEX} as well."
        if asked:
            cure = f"{CPU_INDEX} was asked, too. For less: Ctrl-C, then name an index that has it, "
            cure += "PIP_EXTRA_INDEX_URL=... make setup."
    return (
        f"This machine has {machine}. To download, less what pip has kept from before:\n"
        f"  {told}\n  other packages, about {size(rest)}\n{cure}"
    )


def size(megabytes: int) -> str:
    """As a person says it."""
    return f"{megabytes / 1000:.1f} GB" if megabytes >= 1000 else f"{megabytes} MB"


def fits(build: str, versions: list[str]) -> bool:
    """Whether a version among these is a build of that kind. A plain one may well have CUDA."""
    kinds = ("cuda", "") if build == "cuda" else (build,)
    return any(kind(version) in kinds for version in versions)


def kind(version: str) -> str:
    """`cpu` or `cuda` where the version says so, `2.13.0+cpu`; empty where it says nothing."""
    local = version.partition("+")[2]
    return "cuda" if re.match(r"cu\d", local) else local


def best(build: str, versions: list[str]) -> str:
    """The version to take: of the wanted kind, else one that says nothing, else what there is."""
    order = [build, "", *(one for one in BUILDS if one != build)]
    known = [version for version in versions if kind(version) in order]
    return min(known, key=lambda version: order.index(kind(version)), default="")


def offered(python: Path, pinned: str, *options: str) -> list[str]:
    """The builds of a release that pip finds, newest first; none where no index answers."""
    command = pip(python, "index", "versions", "torch", "--retries", "1", *options)
    asked = subprocess.run(
        command, env=settings(), capture_output=True, errors="replace", check=False
    )
    line = re.search(r"^Available versions: (.*)$", asked.stdout, re.M)
    listed = line[1].split(", ") if line else []
    return [one for one in listed if one.partition("+")[0] == pinned]


def own_index(python: Path) -> bool:
    """Whether the user has told pip which index to use: then no other one is asked unbidden."""
    asked = subprocess.run(
        pip(python, "config", "list"), capture_output=True, errors="replace", check=False
    )
    return bool(re.search(r"\.(index-url|no-index)=", asked.stdout))


def environment() -> Path:
    """The Python of `.venv`, made where there is none, mended where its making was stopped."""
    python = (VENV / ("Scripts" if os.name == "nt" else "bin") / "python").absolute()
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    if python.exists():
        there = answer(python, "import sys; print('%d.%d' % sys.version_info[:2])")
        if there and there != here:
            raise Problem(
                f"{VENV} is of Python {there}, and this is {here}: make clean, or make setup "
                f"PYTHON=python{there}"
            )
        if there:
            mend(folder := packages(python))
            if answer(python, WHOLE) == "True":
                return python
            for half in (folder / "pip", *folder.glob("pip-*.dist-info")):
                shutil.rmtree(half, ignore_errors=True)
    print(f"making an environment in {VENV}, with Python {here}", flush=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode or answer(python, WHOLE) != "True":
        told = " ".join((made.stdout + made.stderr).split())
        raise Problem(
            f"{VENV}: no environment could be made: {told}\n"
            f"On Debian and Ubuntu: apt install python{here}-venv; else make clean, and again"
        )
    return python


def packages(python: Path) -> Path:
    """Where an environment keeps its packages. Raises Problem where it does not say."""
    told = answer(python, "import sysconfig; print(sysconfig.get_path('purelib'))")
    if not told:
        raise Problem(f"{python}: does not say where its packages are: make clean, and again")
    return Path(told)


def mend(folder: Path) -> None:
    """Forget packages that a stopped pip has left half installed, so that it installs them again.

    pip writes INSTALLER when a package's own files are there; what it was taking away begins
    with a tilde.
    """
    for info in folder.glob("*.dist-info"):
        if not (info / "INSTALLER").exists():
            shutil.rmtree(info)
    for rest in folder.glob("~*"):
        shutil.rmtree(rest, ignore_errors=True)


def installed(python: Path) -> str:
    """The version of torch in an environment; nothing where there is none."""
    return answer(python, "import importlib.metadata as m; print(m.version('torch'))")


def answer(python: Path, program: str) -> str:
    """What a short program prints; nothing where it fails."""
    command = [str(python), "-c", program]
    try:
        asked = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return "" if asked.returncode else asked.stdout.strip()


def pip(python: Path, *arguments: str) -> list[str]:
    """A command of the environment's own pip, which reads the user's configuration."""
    return [str(python), "-m", "pip", *arguments, "--disable-pip-version-check"]


def settings() -> dict[str, str]:
    """The environment pip runs in: the user's, but for what has no place in a `.venv`."""
    return {**os.environ, "PIP_USER": "0", "PYTHONNOUSERSITE": "1"}
