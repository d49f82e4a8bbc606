"""Measure builds and edits in one run, print them as a table of ratios, and put it into the README.

`python -m benchmarks`, or `make bench`. Each figure is a median; the builds take turns, so
that a slow minute of the machine falls on all of them. `python -m benchmarks downloads` and
`newcomer` measure what a newcomer waits for; `tables` writes the tables again.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import newcomer
from benchmarks import pages as peers
from benchmarks.tables import ROOT, keep, tables
from textbook.book import Book, make
from textbook.composing.pages import Pages
from textbook.reading import sources
from textbook.recording.measure import measured as other_releases
from textbook.recording.records import Records
from textbook.running.runner import Runner

RUNNING = "실행 중"
"""What the page that counts the outputs says while a program still runs."""
ROUNDS = 3
EDITS = 5
MEMORY = Path("/dev/shm")
ROOM = 4 * 1024**3
"""Bytes that the builds need, with ten times the chapters."""
SCRATCH = (
    str(MEMORY)
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    else tempfile.gettempdir()
)
"""In memory: a disk's file system may look for minutes at what one build has deleted (ext4 does,
without a journal) whenever the next one makes a file."""
MKDOCS = [sys.executable, "-m", "mkdocs"]
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "TMPDIR": SCRATCH}


def build(folder: Path) -> float:
    """Seconds that `mkdocs build` takes."""
    start = time.monotonic()
    done = subprocess.run(
        [*MKDOCS, "build", "-q"],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - start
    if done.returncode:
        raise SystemExit(f"{folder}: mkdocs build failed:\n{done.stdout}{done.stderr}")
    return seconds


def cold(folder: Path) -> float:
    """The same without what an earlier build has kept."""
    forget(folder)
    return build(folder)


def forget(folder: Path) -> None:
    """Delete what earlier builds have kept of what programs gave."""
    shutil.rmtree(folder / ".cache" / "results", ignore_errors=True)


def ready(address: str, mark: str, longest: float = 120, without: str = "\0") -> None:
    """Wait until a served page holds one text, and not another."""
    deadline = time.monotonic() + longest
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=60) as answer:
            page = answer.read().decode()
            if mark in page and without not in page:
                return
        time.sleep(0.02)
    raise SystemExit(f"{address} does not show {mark}")


@contextlib.contextmanager
def served(folder: Path) -> Iterator[tuple[str, float]]:
    """`mkdocs serve`: the address of a page with programs, and when it was started."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*MKDOCS, "serve", "--dev-addr", f"127.0.0.1:{port}"]
    start = time.monotonic()
    server = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}/tensors/storage/", start
    finally:
        server.terminate()
        server.wait()


def edits(folder: Path) -> tuple[float, float]:
    """Seconds until the page is ready after an edit of a chapter's text, and of a snippet."""
    page = folder / "docs/ko/tensors/storage.md"
    snippet = folder / "snippets/tensors/storage/flat.py"
    taken: dict[str, list[float]] = {"text": [], "snippet": []}
    with served(folder) as (address, _):
        ready(address, "</html>", without='data-state="waiting"')
        time.sleep(4)  # The worker is warm by then, as it is when an author has read the page.
        for number in range(EDITS):
            changes = {
                "text": (page, "\n{}\n", "<p>{}</p>"),
                "snippet": (snippet, "print({!r})\n", "\n{}\n"),
            }
            for kind, (path, addition, shown) in changes.items():
                mark = f"{kind}-edit-{number}"
                start = time.monotonic()
                path.write_text(path.read_text("utf-8") + addition.format(mark), "utf-8")
                ready(address, shown.format(mark))
                taken[kind].append(time.monotonic() - start)
                time.sleep(0.7)
    return statistics.median(taken["text"]), statistics.median(taken["snippet"])


def serving(folder: Path) -> tuple[float, float]:
    """Seconds from `mkdocs serve` to the first page, and to all outputs, with nothing kept."""
    forget(folder)
    with served(folder) as (address, start):
        ready(address, "</html>")
        first = time.monotonic() - start
        ready(address.replace("tensors/storage", "outputs"), "</html>", without=RUNNING)
        return first, time.monotonic() - start


def from_nothing() -> float:
    """Seconds for an environment of its own, and the first build in it, on the disk."""
    with tempfile.TemporaryDirectory(prefix="benchmark-") as scratch:
        folder = peers.ours(ROOT, Path(scratch, "nothing"), labs=True)
        for name in ("Makefile", "requirements.txt", "constraints.txt"):
            shutil.copy(ROOT / name, folder)
        start = time.monotonic()
        subprocess.run(["make", "--silent", "site"], cwd=folder, check=True, capture_output=True)
        return time.monotonic() - start


def main() -> None:
    """Measure, print, and write the table."""
    book, pages = composed(ROOT)
    with tempfile.TemporaryDirectory(prefix="benchmark-", dir=SCRATCH) as scratch:
        parts = Path(scratch)
        ours = peers.ours(ROOT, parts / "ours", labs=False)
        whole = peers.ours(ROOT, parts / "whole", labs=True)
        plain = peers.pasted(book, pages, parts / "plain")
        rival = peers.markdown_exec(book, parts / "markdown-exec")
        tenfold = peers.ours(ROOT, parts / "tenfold", labs=False, copies=10)
        ten_plain = ten_pasted(tenfold, parts / "ten-plain")
        for folder in (ours, whole, plain):
            build(folder)
        seconds = medians(
            ROUNDS,
            {
                "plain": lambda: build(plain),
                "warm": lambda: build(ours),
                "cold": lambda: cold(ours),
                "markdown-exec": lambda: build(rival),
                "labs": lambda: cold(whole),
            },
        )
        seconds |= medians(
            1,
            {
                "ten-plain": lambda: build(ten_plain),
                "ten-cold": lambda: cold(tenfold),
                "ten-warm": lambda: build(tenfold),
            },
        )
        seconds["serve"], seconds["serve-all"] = serving(ours)
        seconds["serve-labs"], _ = serving(whole)
        seconds["mkdocs-jupyter"] = build(peers.mkdocs_jupyter(book, parts / "mkdocs-jupyter"))
        seconds["text"], seconds["snippet"] = edits(ours)
        seconds["nothing"] = from_nothing()
    keep("bench", {"blocks": len(book.sources.programs), "seconds": seconds})


def ten_pasted(tenfold: Path, folder: Path) -> Path:
    """The pages of ten times the chapters, with their outputs as text."""
    book, _ = composed(tenfold)
    results = {key: one.result for key, one in book.outputs.items() if one.result}
    Records(tenfold / "snippets").update(book.sources.runs.values(), results)
    return peers.pasted(*composed(tenfold), folder)


def composed(root: Path) -> tuple[Book, Pages]:
    """The book of a checkout, and its pages."""
    runner = Runner(root / ".cache")
    read = sources.read(root)
    book = make(read, runner.run(read.jobs))
    runner.close()
    measured = other_releases(read.runs, Records(root / "snippets"))
    return book, Pages(read, book.outputs_of, measured, runner.machine)


def medians(rounds: int, kinds: dict[str, Callable[[], float]]) -> dict[str, float]:
    """The median of what each of them takes; they take turns."""
    taken: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(rounds):
        for kind, measure in kinds.items():
            taken[kind].append(measure())
            print(f"{kind}: {taken[kind][-1]:.1f} s", flush=True)
    return {kind: statistics.median(values) for kind, values in taken.items()}


if __name__ == "__main__":
    what = {"": main, "downloads": newcomer.downloads, "newcomer": newcomer.newcomer}
    what |= {"tables": tables}
    what["".join(sys.argv[1:])]()
