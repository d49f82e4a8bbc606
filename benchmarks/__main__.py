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
from collections.abc import Callable
from pathlib import Path

from benchmarks import pages
from textbook import readme
from textbook.book import Book

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
EDITS = 7
MKDOCS = [sys.executable, "-m", "mkdocs"]
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def build(folder: Path) -> float:
    """Seconds that `mkdocs build` takes."""
    start = time.monotonic()
    done = subprocess.run(
        [*MKDOCS, "build", "-q"], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    seconds = time.monotonic() - start
    if done.returncode:
        raise SystemExit(f"{folder}: mkdocs build failed:\n{done.stdout}{done.stderr}")
    return seconds


def cold(folder: Path) -> float:
    """The same without what an earlier build has kept."""
    shutil.rmtree(folder / ".cache", ignore_errors=True)
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


def edits(folder: Path) -> tuple[float, float]:
    """Seconds until the page is ready after an edit of a chapter's text, and of one of its snippets."""
    page, snippet = folder / "docs/ko/tensors/storage.md", folder / "snippets/tensors/storage/flat.py"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}/tensors/storage/"
    command = [*MKDOCS, "serve", "--dev-addr", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stderr=subprocess.DEVNULL)
    try:
        ready(address, "</html>")
        time.sleep(4)  # The worker is warm by then, as it is when an author has read the page.
        taken: dict[str, list[float]] = {"text": [], "snippet": []}
        for number in range(EDITS):
            changes: dict[str, Callable[[str], object]] = {
                "text": lambda mark: page.write_text(f"{page.read_text('utf-8')}\n{mark}\n", "utf-8"),
                "snippet": lambda mark: snippet.write_text(f"{snippet.read_text('utf-8')}print({mark!r})\n", "utf-8"),
            }
            for kind, change in changes.items():
                mark = f"{kind}-edit-{number}"
                start = time.monotonic()
                change(mark)
                ready(address, mark)
                taken[kind].append(time.monotonic() - start)
                time.sleep(0.7)
        return statistics.median(taken["text"]), statistics.median(taken["snippet"])
    finally:
        server.terminate()
        server.wait()


def main() -> None:
    """Measure, print, and write the table."""
    book = Book(ROOT)
    book.refresh()
    book.runner.close()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as scratch:
        parts = Path(scratch)
        ours = pages.ours(ROOT, parts / "ours")
        plain = pages.pasted(book, ROOT, parts / "plain")
        rival = pages.markdown_exec(book, ROOT, parts / "markdown-exec")
        notebooks = pages.mkdocs_jupyter(book, ROOT, parts / "mkdocs-jupyter")
        for folder in (ours, plain):
            build(folder)
        kinds: dict[str, Callable[[], float]] = {
            "plain": lambda: build(plain),
            "warm": lambda: build(ours),
            "cold": lambda: cold(ours),
            "markdown-exec": lambda: build(rival),
        }
        taken: dict[str, list[float]] = {kind: [] for kind in kinds}
        for _ in range(ROUNDS):
            for kind, measure in kinds.items():
                taken[kind].append(measure())
        seconds = {kind: statistics.median(values) for kind, values in taken.items()}
        seconds["mkdocs-jupyter"] = build(notebooks)
        seconds["text"], seconds["snippet"] = edits(ours)
    table = render(seconds, sum(use.name in book.snippets for use in book.uses))
    print(table)
    readme.fill(ROOT / "README.md", "make bench", table)


def render(seconds: dict[str, float], blocks: int) -> str:
    """The table, in the README's language."""
    rows = [
        ("출력을 글로 붙여 넣은 같은 쪽, `mkdocs build`", "plain", "plain"),
        ("이 책, 바뀐 것이 없을 때", "warm", "plain"),
        ("이 책, 캐시 없이 모두 실행", "cold", "markdown-exec"),
        ("markdown-exec, 같은 코드", "markdown-exec", "markdown-exec"),
        ("mkdocs-jupyter `execute: true`, 같은 코드", "mkdocs-jupyter", "markdown-exec"),
        ("`mkdocs serve`에서 글을 고친 뒤", "text", "text"),
        ("`mkdocs serve`에서 스니펫을 고친 뒤", "snippet", "text"),
    ]
    names = {"plain": "첫 줄", "markdown-exec": "markdown-exec", "text": "글을 고쳤을 때"}
    lines = [f"| 코드 블록 {blocks}개 | 초 | 비율 |", "|---|---:|---|"]
    for title, kind, base in rows:
        ratio = f"{names[base]}의 {seconds[kind] / seconds[base]:.2f}배" if kind != base else "1"
        lines.append(f"| {title} | {seconds[kind]:.2f} | {ratio} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
