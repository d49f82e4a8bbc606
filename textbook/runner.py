"""Run snippets in a worker, or take what they printed from the cache.

The cache, `.cache/`, is a file a result, named by a hash of the program and of the
environment. It holds successes only and can be deleted at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from textbook import environment
from textbook.snippet import Problem, Snippet

CHEAP_FORKS = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
"""Huge pages, where glibc has them, make a process that holds torch a third cheaper to fork."""

log = logging.getLogger("mkdocs.textbook")


@dataclass(frozen=True)
class Provenance:
    """On what a program ran."""

    torch: str
    """torch's own version, suffix included: `2.13.0+cpu`."""
    cuda: str | None
    """The CUDA version that torch was built with, where the program ran on a GPU."""
    device: str
    """`CPU`, or the GPU's name."""
    python: str
    platform: str
    """System and architecture: `Linux x86_64`."""


@dataclass(frozen=True)
class Result:
    """What one program printed and drew."""

    printed: str
    figures: tuple[str, ...]
    """SVG documents, in the order in which they were opened."""
    layout: dict[str, Any] | None
    """What `textbook.layout.describe` returns, where the snippet asks for it."""
    ran_on: Provenance

    @classmethod
    def read(cls, data: dict[str, Any]) -> Result:
        """From a worker's message or a cache's file. Raises KeyError or TypeError where it is neither."""
        ran_on = Provenance(**data["ran_on"])
        result = cls(data["printed"], tuple(data["figures"]), data["layout"], ran_on)
        if not isinstance(result.printed, str) or not all(isinstance(figure, str) for figure in result.figures):
            raise TypeError("no result")
        return result


@dataclass(frozen=True)
class Failure:
    """Why a program's output cannot be shown."""

    reason: str
    line: int
    """The line of the snippet's file."""


class Unavailable:
    """The program needs a CUDA GPU, and this machine has none."""


Outcome = Result | Failure | Unavailable


class Runner:
    """Runs snippets. The worker starts with the first that must run and lives until `close`."""

    def __init__(self, cache: Path | None) -> None:
        self.cache = cache
        self.worker: subprocess.Popen[str] | None = None
        self.executed = 0
        self.entries: dict[tuple[str, ...], str] = {}

    def start(self) -> None:
        """Start the worker, which imports torch while its caller goes on."""
        if self.worker and self.worker.poll() is None:
            return
        home = str(Path(__file__).resolve().parent.parent)
        paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
        self.worker = subprocess.Popen(
            [sys.executable, "-m", "textbook.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C ends the build; the worker follows by itself.
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "OMP_NUM_THREADS": "1", **CHEAP_FORKS},
        )

    def close(self) -> None:
        """End the worker."""
        if self.worker:
            for stream in (self.worker.stdin, self.worker.stdout):
                if stream:
                    with contextlib.suppress(OSError):
                        stream.close()
            self.worker.wait()
            self.worker = None

    def missing(self, snippets: Iterable[Snippet]) -> bool:
        """Whether this machine has something to run whose result the cache lacks."""
        runs = [run for snippet in snippets for run in snippet.runs if run.device == "cpu" or environment.gpus()]
        entries = map(self.entry, runs)
        return any(entry is None or not entry.exists() for entry in entries)

    def run(self, snippets: Iterable[Snippet], fresh: bool = False) -> dict[str, Outcome]:
        """What each snippet does on this machine, by key; `fresh` leaves the cache unread."""
        outcomes: dict[str, Outcome] = {}
        waiting = []
        for run in [run for snippet in snippets for run in snippet.runs]:
            known = None if fresh else self.cached(run)
            if known:
                outcomes[run.key] = known
            elif run.device == "cuda" and not environment.gpus():
                outcomes[run.key] = Unavailable()
            else:
                waiting.append(run)
        cached = sum(isinstance(outcome, Result) for outcome in outcomes.values())
        start = time.monotonic()
        if waiting:
            outcomes.update(self.execute(waiting))
        failed = sum(isinstance(outcome, Failure) for outcome in outcomes.values())
        self.executed = sum(isinstance(outcomes[snippet.key], Result) for snippet in waiting)
        log.info(
            "%d programs to run: %d executed in %.1f s, %d from the cache, %d need a GPU, %d failed",
            *(len(outcomes), self.executed, time.monotonic() - start, cached),
            *(len(outcomes) - cached - self.executed - failed, failed),
        )
        return outcomes

    def execute(self, snippets: list[Snippet]) -> dict[str, Outcome]:
        """Have the worker run them all, and keep what succeeds in the cache."""
        self.start()
        assert self.worker and self.worker.stdin and self.worker.stdout
        by_key = {snippet.key: snippet for snippet in snippets}
        jobs = [{**asdict(snippet), "key": snippet.key, "path": str(snippet.path)} for snippet in snippets]
        outcomes: dict[str, Outcome] = {}
        try:
            self.worker.stdin.write(json.dumps({"jobs": jobs}) + "\n")
            self.worker.stdin.flush()
            with Progress(len(snippets)) as progress:
                for message in map(json.loads, self.worker.stdout):
                    if "done" in message:
                        break
                    if "started" in message:
                        progress.show(len(outcomes), message["started"])
                        continue
                    snippet = by_key[message["key"]]
                    outcomes[snippet.key] = self.accept(snippet, message)
                    progress.show(len(outcomes))
        except BrokenPipeError:
            pass
        if len(outcomes) < len(snippets):
            self.close()
            raise Problem("the process that runs the snippets has ended early: its message stands above; try again")
        return outcomes

    def accept(self, snippet: Snippet, message: dict[str, Any]) -> Outcome:
        """One of the worker's messages as an outcome; a success is kept."""
        if message.get("unavailable"):
            return Unavailable()
        if message.get("error"):
            return Failure(message["error"], message["line"])
        result = Result.read(message)
        self.keep(snippet, result)
        return result

    def entry(self, snippet: Snippet) -> Path | None:
        """The cache's file for a snippet in this environment."""
        if not self.cache:
            return None
        facts = (snippet.name, snippet.digest, snippet.device, str(snippet.line), environment.key())
        if facts not in self.entries:
            self.entries[facts] = hashlib.sha256("\0".join(facts).encode()).hexdigest()[:32]
        return self.cache / f"{self.entries[facts]}.json"

    def cached(self, snippet: Snippet) -> Result | None:
        """The kept result, or None. A file that is damaged or not ours counts as none."""
        entry = self.entry(snippet)
        if entry:
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
                kept = json.loads(entry.read_text("utf-8"))
                if kept.pop("check") == checksum(kept):
                    return Result.read(kept)
        return None

    def keep(self, snippet: Snippet, result: Result) -> None:
        """Write the result to the cache whole or not at all; go on without where it cannot be written."""
        entry = self.entry(snippet)
        if entry:
            data = asdict(result)
            try:
                write(entry, json.dumps({**data, "check": checksum(json.loads(json.dumps(data)))}))
            except OSError as error:
                log.info("%s cannot be written (%s): going on without a cache", entry.parent, error.strerror)
                self.cache = None


def checksum(data: dict[str, Any]) -> str:
    """A hash that a damaged cache file no longer matches."""
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def write(path: Path, text: str) -> None:
    """Write a file so that it is there whole or as it was before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        part.chmod(0o644)
        part.replace(path)
    except BaseException:
        part.unlink()
        raise


class Progress:
    """One line on a terminal that says how many of how many, which, and for how long."""

    def __init__(self, total: int, stream: IO[str] = sys.stderr) -> None:
        self.total, self.stream, self.start, self.name = total, stream, time.monotonic(), ""

    def __enter__(self) -> Progress:
        return self

    def show(self, done: int, name: str | None = None) -> None:
        """Draw the line anew."""
        self.name = name or self.name
        if self.stream.isatty():
            seconds = time.monotonic() - self.start
            self.stream.write(f"\r\x1b[K[{done:>3}/{self.total}] {self.name} {seconds:.1f} s")
            self.stream.flush()

    def __exit__(self, *_: object) -> None:
        if self.stream.isatty():
            self.stream.write("\r\x1b[K")
            self.stream.flush()
