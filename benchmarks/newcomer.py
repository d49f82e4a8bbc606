"""What a newcomer waits for: how much pip downloads, and how long the two commands take.

`python -m benchmarks downloads` has pip fetch everything, several GB, and counts; what it finds is
what `make setup` announces. `python -m benchmarks newcomer` runs the two commands in a clone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.tables import ROOT, keep
from textbook.starting.address import listen
from textbook.starting.installation import SIZES, settings

PIP = [sys.executable, "-m", "pip", "download", "--no-cache-dir", "--quiet"]
BUILDS = {"cpu": "+cpu", "cuda": ""}


def downloads() -> None:
    """Have pip fetch each part and write how many MB it is."""
    release = next(
        line.split()[0].removeprefix("torch==")
        for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines()
        if line.startswith("torch==")
    )
    asked = {
        "cpu": [f"torch==={release}+cpu", "--no-deps"],
        "cuda": [f"torch==={release}"],
        "site": [f"torch==={release}+cpu", "-r", "requirements.txt"],
        "checks": [f"torch==={release}+cpu", "-r", "tests/requirements.txt"],
    }
    with tempfile.TemporaryDirectory(prefix="downloads-") as scratch:
        found = {part: fetch(Path(scratch, part), options) for part, options in asked.items()}
    here = found["cpu"] | found["site"]
    parts = {
        "cpu": found["cpu"],
        "cuda": without(found["cuda"], found["site"]),
        "site": without(found["site"], found["cpu"]),
        "checks": without(found["checks"], here),
    }
    sizes = {part: round(sum(files.values()) / 1e6) for part, files in parts.items()}
    text = json.dumps({"torch": release, **sizes}, indent=2)
    SIZES.write_text(f"{text}\n", "utf-8")
    print(text)


def fetch(folder: Path, options: list[str]) -> dict[str, int]:
    """Every file that pip fetches for a requirement, with its size."""
    command = [*PIP, "-c", "constraints.txt", "-d", str(folder), *options]
    subprocess.run(command, cwd=ROOT, env=settings(), check=True)
    return {path.name: path.stat().st_size for path in folder.iterdir()}


def without(files: dict[str, int], others: dict[str, int]) -> dict[str, int]:
    """The files that are not among the others."""
    return {name: size for name, size in files.items() if name not in others}


def newcomer() -> None:
    """Clone, wait for the first page of `make serve`, twice, and for the end of `make test`."""
    from benchmarks.__main__ import ready

    environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    here = str(Path(sys.executable).parent)
    path = [folder for folder in os.environ["PATH"].split(os.pathsep) if folder != here]
    environment |= {"PIP_NO_CACHE_DIR": "1", "PATH": os.pathsep.join(path)}
    seconds = {}
    with tempfile.TemporaryDirectory(prefix="newcomer-") as scratch:
        clone = Path(scratch, "book")
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        port = free()
        for kind in ("first", "again"):
            start = time.monotonic()
            server = subprocess.Popen(
                ["make", "--silent", "serve", f"ADDRESS=127.0.0.1:{port}"],
                cwd=clone,
                env=environment,
            )
            try:
                ready(f"http://127.0.0.1:{port}/tensors/storage/", "</html>", 1200)
                seconds[kind] = time.monotonic() - start
            finally:
                server.terminate()
                server.wait()
        start = time.monotonic()
        subprocess.run(["make", "--silent", "test"], cwd=clone, env=environment, check=True)
        seconds["test"] = time.monotonic() - start
    keep("newcomer", {name: round(value) for name, value in seconds.items()})


def free() -> int:
    """A port that nobody listens at."""
    for port in range(8100, 9000):
        try:
            listen("127.0.0.1", port)
        except OSError:
            continue
        return port
    raise SystemExit("no port between 8100 and 9000 is free")
