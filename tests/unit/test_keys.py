"""The key under which the cache keeps a result: all that may change it, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.unit.test_house import imports
from textbook.running import machine
from textbook.running.machine import Machine

UNDECIDING = {
    "files.py": "how files are written",
    "origins.py": "what is quoted",
    "questions.py": "what readers are asked",
    "releases.py": "what other releases print",
}
"""The modules that a worker imports for a name alone, with what they are about."""


class Known(Machine):
    """A machine whose facts are told, not asked."""

    gpus = ""
    torch_facts = "__version__ = '2.13.0'\ncuda = None\n"


def imported(module: str) -> set[str]:
    """The files in the root of textbook that a module imports, and those that these import."""
    found: set[Path] = set()
    waiting = [module]
    while waiting:
        path = ROOT.joinpath(*waiting.pop().split(".")).with_suffix(".py")
        if path.exists() and path not in found:
            found.add(path)
            for name in imports(path):
                waiting += [name, name.rpartition(".")[0]]
    return {path.name for path in found if path.parent.name == "textbook"}


def test_the_key_follows_what_programs_run_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """torch, other packages, the GPU, the processor, and the variables that programs see."""
    for name in machine.ALLOWED:
        monkeypatch.delenv(name, raising=False)
    keys = [Known().key]
    assert Known().key == keys[0]
    monkeypatch.setattr(Known, "torch_facts", "__version__ = '2.14.0'\ncuda = None\n")
    keys.append(Known().key)
    monkeypatch.setattr(Known, "gpus", "NVIDIA H100, 570.1")
    keys.append(Known().key)
    for name in machine.ALLOWED:
        monkeypatch.setenv(name, "1")
        keys.append(Known().key)
    for name, told in (("installed", ["numpy-0.dist-info"]), ("processor", "another processor")):
        monkeypatch.setattr(machine, name, lambda told=told: told)
        keys.append(Known().key)
    assert len(set(keys)) == len(keys) == len(machine.ALLOWED) + 5
    for name in ("GITHUB_TOKEN", "MATPLOTLIBRC", "PYTHONOPTIMIZE", "LANG"):
        monkeypatch.setenv(name, "1")
    assert Known().key == keys[-1]


def test_the_key_follows_the_runners_own_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of the modules that make a result: what a worker imports, but for a few."""
    shutil.copytree(machine.SOURCES, tmp_path / "running")
    for name in imported("textbook.running.worker") - UNDECIDING.keys():
        shutil.copy(machine.SOURCES.with_name(name), tmp_path / name)
    keys = [Known().key]
    monkeypatch.setattr(machine, "SOURCES", tmp_path / "running")
    assert Known().key == keys[0]
    sources = [*tmp_path.glob("*.py"), *sorted((tmp_path / "running").glob("*.py"))]
    assert {"worker.py", "program.py", "isolation.py", "figures.py"} < {one.name for one in sources}
    for path in sources:
        path.write_text(path.read_text("utf-8") + "# changed\n", "utf-8")
        keys.append(Known().key)
    assert len(set(keys)) == len(sources) + 1
