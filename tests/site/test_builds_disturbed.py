"""Builds that meet another build, an end, a folder that cannot be written, or a terminal."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ENVIRONMENT, Project
from tests.site.test_builds import LAB


def test_two_builds_at_once(project: Project) -> None:
    """The second is told of the first, which ends well."""
    project.snippet("slow", "import time\ntime.sleep(6)\nprint(1)\n")
    project.record()
    shutil.rmtree(project.root / ".cache")
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    first = subprocess.Popen(command, cwd=project.root, env=ENVIRONMENT)
    deadline = time.monotonic() + 30
    while not (project.root / ".cache" / "lock").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    second, third = project.build(), project.run("textbook", "record")
    assert second.returncode == third.returncode == 1
    for told in (second.stdout, third.stdout):
        assert "another build or make record is under way here: wait for its end" in told
    assert first.wait(60) == 0


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_ended_takes_its_programs_with_it(
    project: Project, how: signal.Signals
) -> None:
    """Within seconds, however it is ended, a lab that loops included.

    The site of before is left as it was, and the next build is right.
    """
    project.write("site/kept.txt", "from the build before")
    project.write("docs/ko/labs/loops.py", LAB.format(program="while True:\n    pass"))
    project.snippet("slow", "# /// snippet\n# limit = 90\n# ///\nimport time\ntime.sleep(80)\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=project.root,
        env={**ENVIRONMENT, "TMPDIR": str(project.root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert until(lambda: len(below(project.root / "textbook-")) >= 2)
    start = time.monotonic()
    process.send_signal(how)
    told, _ = process.communicate(timeout=30)
    assert time.monotonic() - start < 15
    assert "BrokenPipe" not in told
    assert until(lambda: not below(project.root))
    assert (project.root / "site" / "kept.txt").exists()
    (project.root / "docs/ko/labs/loops.py").unlink()
    (project.root / "docs/ko/slow.md").unlink()
    (project.root / "snippets/slow.py").unlink()
    built = project.build()
    assert built.returncode == 0, built.stdout


def until(reached: object, seconds: float = 30) -> bool:
    """Whether a state is reached in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if reached():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


def below(folder: Path) -> list[str]:
    """The working folders of processes that begin with a path."""
    folders = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            folders.append(str((process / "cwd").readlink()))
        except OSError:
            continue
    return [one for one in folders if one.startswith(str(folder))]


def test_a_read_only_checkout(project: Project, tmp_path: Path) -> None:
    """It builds into another folder, without a cache; into its own it says why not."""
    shutil.rmtree(project.root / ".cache", ignore_errors=True)
    for path in (project.root, *project.root.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    out = tmp_path / "out"
    try:
        inside = project.build(weak=True)
        outside = project.build("--site-dir", str(out), weak=True)
        record = project.run("textbook", "record", weak=True)
    finally:
        for path in (project.root, *project.root.rglob("*")):
            path.chmod(0o755)
    assert inside.returncode == 1
    assert "site: cannot be written (Permission denied): name another folder" in inside.stdout
    assert outside.returncode == 0, outside.stdout
    assert (out / "good" / "index.md").exists()
    assert "Traceback" not in inside.stdout + outside.stdout + record.stdout


def test_progress_on_a_terminal_alone(project: Project) -> None:
    """How many of how many, which, and for how long; in a log, one line that sums up."""
    import pty

    built = project.build()
    assert "\r" not in built.stdout
    assert len(re.findall(r"1 runs: 1 executed in \d+\.\d s, 0 from the cache", built.stdout)) == 1
    shutil.rmtree(project.root / ".cache")
    main, other = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=project.root,
        env=ENVIRONMENT,
        stderr=other,
    )
    os.close(other)
    said = b""
    try:
        while part := os.read(main, 4096):
            said += part
    except OSError:  # The other end is closed.
        pass
    assert process.wait(60) == 0
    assert re.search(rb"\r\x1b\[K\[  0/1\] good\.cpu \d+\.\d s", said)
    assert said.rstrip(b"\n").endswith(b"\r\x1b[K")
