"""The set-up: which build of torch it takes, what it says before, and that it goes on.

pip is the real one, and asks folders of tiny packages in the place of an index.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.indexes import index
from textbook.model import Problem
from textbook.starting import installation
from textbook.starting.installation import best, set_up

PINS = "# Pins.\n-c constraints.txt\ntorch==2.13.0   # what it teaches\nother==1.0\n"
SITE = Path("requirements.txt")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with pip alone, to copy: the pip of these tests, as making one takes long."""
    folder = tmp_path_factory.mktemp("empty") / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    (ours,) = folder.glob("lib/python*/site-packages")
    for path in Path(sysconfig.get_path("purelib")).glob("pip*"):
        shutil.copytree(path, ours / path.name)
    return folder


@pytest.fixture
def here(tmp_path: Path, empty: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with an empty environment, on a machine without a GPU or settings of pip's."""
    root = tmp_path / "book"
    root.mkdir()
    shutil.copytree(empty, root / ".venv", symlinks=True)
    (root / SITE).write_text(PINS, "utf-8")
    (root / "constraints.txt").write_text("# Held.\nother==1.0\n", "utf-8")
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_CACHE_DIR", str(tmp_path / "cache"))
    builds = (("torch", "2.13.0"), ("torch", "2.13.0+cpu"), ("torch", "2.14.0"), ("other", "1.0"))
    monkeypatch.setenv("PIP_INDEX_URL", index(tmp_path / "both", *builds))
    monkeypatch.setattr(installation, "CPU_INDEX", (tmp_path / "nowhere").as_uri())
    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.chdir(root)
    return root


def gpu(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have `nvidia-smi` list one."""
    tool = root.parent / "bin" / "nvidia-smi"
    tool.parent.mkdir()
    tool.write_text("#!/bin/sh\necho 'NVIDIA T4, 580.1'\n", "utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tool.parent))


def has(root: Path) -> set[str]:
    """What is installed beside pip."""
    found = root.glob(".venv/lib/python*/site-packages/*.dist-info")
    names = {path.name.removesuffix(".dist-info") for path in found}
    return {name for name in names if not re.match("pip|setuptools|wheel", name)}


def take_out(root: Path, name: str) -> None:
    """Have a package be there no more."""
    for path in root.glob(f".venv/lib/python*/site-packages/{name}*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def test_without_a_gpu(
    here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The build without CUDA is taken; what, how much and how to choose is said before.

    The next time nobody is asked, and what a kill has left of a package is installed again: some
    of its files, and not pip's own mark.
    """
    set_up(SITE, "")
    assert has(here) == {"torch-2.13.0+cpu", "other-1.0"}
    before, _, _ = capfd.readouterr().out.partition("Collecting")
    assert "This machine has no NVIDIA GPU." in before
    assert re.search(r"torch 2\.13\.0\+cpu without CUDA, about \d+ MB\n", before)
    assert re.search(r"other packages, about \d+ MB\n", before)
    assert "make setup TORCH_BUILD=cuda" in before
    address = os.environ["PIP_INDEX_URL"]
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/")
    monkeypatch.setattr(installation, "offered", None)
    set_up(SITE, "")
    monkeypatch.setenv("PIP_INDEX_URL", address)
    (folder,) = here.glob(".venv/lib/python*/site-packages")
    for name in ("other-1.0.dist-info/INSTALLER", "other.py"):
        (folder / name).unlink()
    (folder / "~orch").mkdir()
    set_up(SITE, "")
    assert (folder / "other.py").exists()
    assert not (folder / "~orch").exists()


def test_with_a_gpu(
    here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The build with CUDA is taken, though pip by itself prefers the other; and one may choose."""
    gpu(here, monkeypatch)
    set_up(SITE, "")
    assert has(here) == {"torch-2.13.0", "other-1.0"}
    told = capfd.readouterr().out
    assert "This machine has NVIDIA T4." in told
    assert re.search(r"torch 2\.13\.0 with CUDA, about [\d.]+ GB\n", told)
    set_up(SITE, "cpu")
    assert has(here) == {"torch-2.13.0+cpu", "other-1.0"}
    set_up(SITE, "")  # What was chosen stays.
    assert has(here) == {"torch-2.13.0+cpu", "other-1.0"}
    set_up(SITE, "cuda")
    assert has(here) == {"torch-2.13.0", "other-1.0"}


def test_an_index_that_has_only_the_other(
    here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """It is taken, and said to be; PyTorch's own is asked if the user named no index, or asks."""
    plain = index(here.parent / "plain", ("torch", "2.13.0"), ("other", "1.0"))
    own = index(here.parent / "own", ("torch", "2.13.0+cpu"))
    monkeypatch.setenv("PIP_INDEX_URL", plain)
    with pytest.raises(Problem, match=r"no index .* offers torch 2\.13\.0 without CUDA, but 2\.13"):
        set_up(SITE, "cpu")
    assert has(here) == set()
    monkeypatch.setattr(installation, "CPU_INDEX", own)
    set_up(SITE, "")
    assert has(here) == {"torch-2.13.0", "other-1.0"}
    told = capfd.readouterr().out
    assert re.search(r"torch 2\.13\.0: no index has it without CUDA, so up to [\d.]+ GB", told)
    assert "make setup TORCH_BUILD=cpu" in told
    set_up(SITE, "cpu")
    assert has(here) == {"torch-2.13.0+cpu", "other-1.0"}
    take_out(here, "torch")
    monkeypatch.setattr(installation, "own_index", lambda _: False)
    with socket.create_server(("127.0.0.1", 0)) as silent:  # It takes a call and says nothing.
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        monkeypatch.setattr(installation, "CPU_INDEX", address)
        monkeypatch.setattr(installation, "WITHIN", ("--timeout", "1", *installation.WITHIN[2:]))
        installation.install_torch(installation.environment(), "2.13.0", "", "", SITE)
        silent.setblocking(False)
        silent.accept()[0].close()
        with pytest.raises(BlockingIOError):  # It was tried once.
            silent.accept()
    assert f"{address} was asked, too. For less: " in capfd.readouterr().out
    monkeypatch.setattr(installation, "CPU_INDEX", own)
    take_out(here, "torch")
    set_up(SITE, "")
    assert has(here) == {"torch-2.13.0+cpu", "other-1.0"}


def test_the_users_index_is_found(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named in a variable or in a file; one more beside the usual is not one instead."""
    assert installation.own_index(python := (here / ".venv" / "bin" / "python").absolute())
    monkeypatch.delenv("PIP_INDEX_URL")
    assert not installation.own_index(python)
    settings = here / "pip.conf"
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))
    settings.write_text("[global]\nextra-index-url = http://127.0.0.1:9/\n", "utf-8")
    assert not installation.own_index(python)
    settings.write_text("[global]\nindex-url = http://127.0.0.1:9/\n", "utf-8")
    assert installation.own_index(python)


def test_no_index_answers(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """pip's own reason is shown, and the next time goes on."""
    address = os.environ["PIP_INDEX_URL"]
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/")
    monkeypatch.setenv("PIP_RETRIES", "0")
    with pytest.raises(Problem, match="pip could not install torch, for the reason above"):
        set_up(SITE, "")
    monkeypatch.setenv("PIP_INDEX_URL", address)
    set_up(SITE, "")
    assert len(has(here)) == 2


def test_what_pip_cannot_find(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Its reason stands above ours; the whole of what it said is kept."""
    (here / SITE).write_text(PINS + "absent==3\n", "utf-8")
    with pytest.raises(Problem, match=r"pip could not install requirements\.txt.*setup\.log"):
        set_up(SITE, "")
    assert "ERROR: No matching distribution found for absent==3" in capfd.readouterr().out
    assert "absent==3" in (here / ".venv" / "setup.log").read_text("utf-8")


def test_killed_again_and_again(here: Path) -> None:
    """At any moment, its making of the environment included: the last run is whole."""
    shutil.rmtree(here / ".venv")
    (here / "snippets").mkdir()
    shutil.copytree(ROOT / "textbook", here / "textbook")
    command = [sys.executable, "-m", "textbook", "setup"]
    for seconds in (0.4, 1.2, 2.5):
        process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert has(here) == {"torch-2.13.0+cpu", "other-1.0"}


def test_half_a_pip_is_made_again(here: Path) -> None:
    """One that lacks a file still says its version."""
    (lost,) = (here / ".venv").rglob("pip/_internal/cli/main_parser.py")
    lost.unlink()
    installation.environment()
    assert lost.exists()


def test_an_environment_that_is_not_ours(here: Path) -> None:
    """Of another Python it is left alone, with the cure; what means nothing is refused."""
    python = here / ".venv" / "bin" / "python"
    python.unlink()
    python.write_text("#!/bin/sh\necho 3.7\n", "utf-8")
    python.chmod(0o755)
    with pytest.raises(Problem, match=r"\.venv is of Python 3\.7, and this is .*PYTHON=python3\.7"):
        set_up(SITE, "")
    assert "3.7" in python.read_text("utf-8")
    with pytest.raises(Problem, match="TORCH_BUILD=gpu means nothing: write cpu or cuda"):
        set_up(SITE, "gpu")


@pytest.mark.parametrize(
    ("build", "versions", "taken"),
    [
        ("cpu", "2+cu130 2+cpu 2", "2+cpu"),
        ("cpu", "2+cu130 2", "2"),
        ("cuda", "2+cpu 2 2+cu126", "2+cu126"),
        ("cuda", "2+rocm6.4 2+cpu", "2+cpu"),
        ("cpu", "2+rocm6.4", ""),
    ],
)
def test_best(build: str, versions: str, taken: str) -> None:
    """The wanted kind, else a plain one, else what there is of the two; nothing for other chips."""
    assert best(build, versions.split()) == taken
