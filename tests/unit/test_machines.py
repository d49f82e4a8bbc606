"""Odd machines: each says in one line what it lacks and what to do, and nothing is left running."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.livereload import LiveReloadServer

from tests.conftest import ROOT, kill_when_busy
from tests.unit.test_programs import outcomes, shown
from textbook import cli, files, serving
from textbook.model import Problem
from textbook.running import pool
from textbook.running.machine import Machine
from textbook.running.runner import Runner
from textbook.starting import installation

FULL = BlockingIOError(11, "Resource temporarily unavailable")
CURE = "(Resource temporarily unavailable): end other processes, or raise ulimit -u"


def test_a_folder_that_comes_back_is_watched_again(tmp_path: Path) -> None:
    """MkDocs stops looking at a folder that is moved away; an edit after its return is seen."""
    folder, wake = tmp_path / "snippets", tmp_path / "wake"
    folder.mkdir()
    wake.touch()
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path), polling_interval=0.05)
    server.watch(str(folder))
    server.observer.start()
    news: list[bool] = []
    told = (server, [folder], wake, lambda: bool(news and news.pop()), 0.05)
    looking = threading.Thread(target=serving.look, args=told)
    looking.start()
    try:
        folder.rename(tmp_path / "away")
        assert until(lambda: not any(one.is_alive() for one in server.observer.emitters))
        before = wake.stat().st_mtime_ns
        (tmp_path / "away").rename(folder)
        assert until(lambda: wake.stat().st_mtime_ns > before)
        assert until(lambda: any(one.is_alive() for one in server.observer.emitters))
        time.sleep(0.2)
        (folder / "a.py").write_text("print(1)\n", "utf-8")
        assert until(lambda: server._want_rebuild)
        before = wake.stat().st_mtime_ns
        news.append(True)
        assert until(lambda: wake.stat().st_mtime_ns > before)
    finally:
        server.observer.stop()
        server.observer.join()
        looking.join()
        server.server_close()


def until(reached: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether a state is reached in time."""
    end = time.monotonic() + seconds
    while not (known := reached()) and time.monotonic() < end:
        time.sleep(0.02)
    return known


def test_no_time_of_a_commit(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """An archive, another user's checkout, no git: the sitemap is of 1970, and that is said."""
    with caplog.at_level("INFO", "mkdocs.textbook"):
        assert files.committed(tmp_path) == "0"
    assert (
        "the sitemap says 1970-01-01, as git tells no time of a commit: fatal: not" in caplog.text
    )
    caplog.clear()
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-C", str(tmp_path)]
    subprocess.run([*command, "init", "-q"], check=True)
    environment = {**os.environ, "GIT_COMMITTER_DATE": "1700000000 +0000"}
    subprocess.run([*command, "commit", "-qm", "a", "--allow-empty"], check=True, env=environment)
    assert files.committed(tmp_path) == "1700000000"
    assert caplog.text == ""


def test_an_activated_environment_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """After `make serve` nothing runs again for `source .venv/bin/activate` and `mkdocs serve`."""
    own = str(Path(sys.executable).parent)
    keys = []
    for path in ("/usr/bin:/bin", f"{own}:/usr/bin:/bin", f"{own}:/elsewhere:/usr/bin:/bin"):
        monkeypatch.setenv("PATH", path)
        keys.append(Machine().key)
    assert keys[0] == keys[1]
    assert keys[0] != keys[2]


def test_no_git_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A build needs none."""
    monkeypatch.setenv("PATH", "/nowhere")
    with caplog.at_level("INFO", "mkdocs.textbook"):
        assert files.committed(tmp_path) == "0"
    assert "git is not installed" in caplog.text


@pytest.mark.parametrize("name", ["docs/ko/index.md", "snippets/a.py", "docs/assets/book.css"])
def test_every_checkout_has_the_same_bytes(name: str) -> None:
    """Whatever `core.autocrlf` says."""
    command = ["git", "-C", str(ROOT), "check-attr", "text", "eol", "--", name]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert told.splitlines() == [f"{name}: text: auto", f"{name}: eol: lf"]


@pytest.mark.parametrize("link", [False, True])
def test_an_environment_is_no_work_to_commit(tmp_path: Path, link: bool) -> None:
    """`.venv` may be a link: `make publish` would call it a change otherwise."""
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / ".gitignore").write_bytes((ROOT / ".gitignore").read_bytes())
    if link:
        (tmp_path / ".venv").symlink_to("/nowhere")
    else:
        (tmp_path / ".venv").mkdir()
        (tmp_path / ".venv" / "x").write_text("", "utf-8")
    status = ["git", "-C", str(tmp_path), "status", "--porcelain"]
    told = subprocess.run(status, capture_output=True, text=True, check=True).stdout
    assert told == "?? .gitignore\n"


def test_another_torch_than_pytorch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A `torch.py` that stands in the way, and no torch at all."""
    found = SimpleNamespace(origin=str(tmp_path / "torch.py"))
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: found)
    with pytest.raises(Problem, match=r"torch\.py: is not PyTorch: take it out of PYTHONPATH or"):
        _ = Machine().torch_facts
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(Problem, match=r"^torch is not installed: make serve sets it up, or pip"):
        _ = Machine().torch_facts


@pytest.mark.parametrize(
    ("script", "gpus"),
    [
        ("printf '\\377\\376 G, 570.1\\n'", "\ufffd\ufffd G, 570.1"),
        ("echo 'No devices were found'; exit 6", ""),
        ("echo 'NVIDIA H100, 570.1'", "NVIDIA H100, 570.1"),
    ],
)
def test_an_odd_nvidia_smi(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, gpus: str
) -> None:
    """One whose words are no UTF-8, and one that finds nothing."""
    (tmp_path / "nvidia-smi").write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (tmp_path / "nvidia-smi").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert Machine().gpus == gpus


def test_an_environment_that_does_not_answer(tmp_path: Path) -> None:
    """No folder is taken for its packages: what is half installed there would be deleted."""
    (tmp_path / "python").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    (tmp_path / "python").chmod(0o755)
    with pytest.raises(Problem, match="python: does not say where its packages are: make clean"):
        installation.packages(tmp_path / "python")


def never(*_: object, **__: object) -> None:
    """Start a process where there is no room for one more."""
    raise FULL


def test_where_no_worker_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with `ulimit -u`."""
    monkeypatch.setattr(subprocess, "Popen", never)
    with pytest.raises(Problem) as caught:
        pool.Pool(Machine()).start()
    assert str(caught.value) == f"programs cannot be run here {CURE}"


def test_a_worker_that_hangs_is_given_up(
    runner: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some time after the last program must have ended; the next batch has another worker."""
    shown(outcomes(runner, tmp_path, ready="print(1)")[0])
    monkeypatch.setattr(pool, "PATIENCE", 0.5)
    text = "# /// snippet\n# limit = 1\n# ///\nimport time\ntime.sleep(60)"
    killer = threading.Thread(target=kill_when_busy, args=(runner.pool, signal.SIGSTOP))
    killer.start()
    with pytest.raises(Problem, match=r"^the process that runs the programs says nothing: look at"):
        outcomes(runner, tmp_path, program=text)
    killer.join()
    monkeypatch.undo()
    assert shown(outcomes(runner, tmp_path, program="print(2)")[0]).printed == "2\n"


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (KeyboardInterrupt(), 130, "stopped: nothing has changed that is not whole\n"),
        (OSError(28, "No space left on device", "/x"), 1, "/x: No space left on device\n"),
        (OSError(28, "No space left on device"), 1, f"{ROOT}: No space left on device\n"),
        (Problem("a.py:1: mend it"), 1, "a.py:1: mend it\n"),
    ],
)
def test_a_command_that_cannot_go_on(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    status: int,
    told: str,
) -> None:
    """Ctrl-C, a full disk, a problem: one line, and a status that is not zero."""

    def stop(_: object) -> int:
        raise error

    monkeypatch.chdir(ROOT)
    monkeypatch.setitem(cli.COMMANDS, "record", (stop, "", {}))
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(sys, "argv", ["textbook", "record"])
    assert cli.main() == status
    assert capsys.readouterr() == ("", told)


def test_another_folder_than_the_projects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named, with where to go."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["textbook", "record"])
    assert cli.main() == 1
    told = f"{tmp_path}: has no folder snippets: go to the project's folder\n"
    assert capsys.readouterr().err == told
