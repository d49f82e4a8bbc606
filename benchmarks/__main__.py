"""Measure builds and edits in one run, print them as a table of ratios, and put it into the README.

`python -m benchmarks`, or `make bench`. Each figure is a median; the builds take turns, so
that a slow minute of the machine falls on all of them.
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

from benchmarks import pages as peers
from textbook.book import Book, make
from textbook.composing.pages import Pages
from textbook.publishing import readme
from textbook.reading import sources
from textbook.recording import moves
from textbook.recording.records import Records
from textbook.running.runner import Runner

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
EDITS = 5
MKDOCS = [sys.executable, "-m", "mkdocs"]
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


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
    shutil.rmtree(folder / ".cache" / "results", ignore_errors=True)
    return build(folder)


def ready(address: str, mark: str) -> None:
    """Wait until a served page holds a text."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=60) as answer:
            if mark in answer.read().decode():
                return
        time.sleep(0.005)
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
        ready(address, "</html>")
        time.sleep(4)  # The worker is warm by then, as it is when an author has read the page.
        for number in range(EDITS):
            changes = {"text": (page, "\n{}\n"), "snippet": (snippet, "print({!r})\n")}
            for kind, (path, addition) in changes.items():
                mark = f"{kind}-edit-{number}"
                start = time.monotonic()
                path.write_text(path.read_text("utf-8") + addition.format(mark), "utf-8")
                ready(address, mark)
                taken[kind].append(time.monotonic() - start)
                time.sleep(0.7)
    return statistics.median(taken["text"]), statistics.median(taken["snippet"])


def serving(folder: Path) -> float:
    """Seconds from `mkdocs serve` to the first page, with nothing kept."""
    shutil.rmtree(folder / ".cache" / "results", ignore_errors=True)
    with served(folder) as (address, start):
        ready(address, "</html>")
        return time.monotonic() - start


def from_nothing(folder: Path) -> float:
    """Seconds for an environment of its own, and the first build in it."""
    shutil.copy(ROOT / "Makefile", folder)
    for name in ("requirements.txt", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    start = time.monotonic()
    subprocess.run(["make", "--silent", "site"], cwd=folder, check=True, capture_output=True)
    return time.monotonic() - start


def main() -> None:
    """Measure, print, and write the table."""
    book, pages = composed(ROOT)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as scratch:
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
                "serve": lambda: serving(ours),
                "serve-labs": lambda: serving(whole),
            },
        )
        seconds["mkdocs-jupyter"] = build(peers.mkdocs_jupyter(book, parts / "mkdocs-jupyter"))
        seconds["text"], seconds["snippet"] = edits(ours)
        seconds["nothing"] = from_nothing(whole)
    table = render(seconds, len(book.sources.programs))
    print(table)
    readme.fill(ROOT / "README.md", "make bench", table)


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
    moved = moves.load(root / "snippets" / "move.json")
    return book, Pages(read.pages, book.outputs_of, read.source, moved, runner.machine)


def medians(rounds: int, kinds: dict[str, Callable[[], float]]) -> dict[str, float]:
    """The median of what each of them takes; they take turns."""
    taken: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(rounds):
        for kind, measure in kinds.items():
            taken[kind].append(measure())
    return {kind: statistics.median(values) for kind, values in taken.items()}


def render(seconds: dict[str, float], blocks: int) -> str:
    """The table, in the README's language."""
    rows = [
        ("출력을 글로 붙여 넣은 같은 장, `mkdocs build`", "plain", "plain"),
        ("이 책의 장, 바뀐 것이 없을 때", "warm", "plain"),
        ("이 책의 장, 캐시 없이 모두 실행", "cold", "markdown-exec"),
        ("markdown-exec, 같은 코드", "markdown-exec", "markdown-exec"),
        ("mkdocs-jupyter `execute: true`, 같은 코드", "mkdocs-jupyter", "markdown-exec"),
        ("이 책의 장과 실습, 캐시 없이 모두 실행", "labs", "cold"),
        ("`mkdocs serve`를 켜서 첫 쪽이 나올 때까지, 캐시 없이", "serve", "serve"),
        ("실습까지 있을 때, 첫 쪽이 나올 때까지", "serve-labs", "serve"),
        ("`mkdocs serve`에서 글을 고친 뒤", "text", "text"),
        ("`mkdocs serve`에서 스니펫을 고친 뒤", "snippet", "text"),
        ("장을 열 배로 늘려 글로 붙여 넣은 것", "ten-plain", "plain"),
        ("장을 열 배로 늘리고, 바뀐 것이 없을 때", "ten-warm", "ten-plain"),
        ("장을 열 배로 늘리고, 캐시 없이", "ten-cold", "cold"),
        ("아무것도 없는 데서 설치하고 처음 만들 때까지", "nothing", "nothing"),
    ]
    names = {
        "plain": "첫 줄",
        "markdown-exec": "markdown-exec",
        "text": "글을 고쳤을 때",
        "cold": "장만 실행할 때",
        "serve": "장만 있을 때",
        "ten-plain": "붙여 넣은 것",
    }
    lines = [f"| 코드 블록 {blocks}개 | 초 | 비율 |", "|---|---:|---|"]
    for title, kind, base in rows:
        ratio = f"{names[base]}의 {seconds[kind] / seconds[base]:.2f}배" if kind != base else ""
        lines.append(f"| {title} | {seconds[kind]:.2f} | {ratio} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
