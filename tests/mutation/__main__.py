"""Whether the tests see a fault in the project's own code: `python -m tests.mutation`.

    python -m tests.mutation --count 200            a sample of all mutants
    python -m tests.mutation textbook/files.py      those of one file, or of one line: files.py:70

Puts one small fault after another into a copy of the checkout and runs the unit tests there until
one fails: the quickest that run the line, then all, those first that concern the file. Prints each
fault that no test has seen. The same seed gives the same sample for as long as the code is the
same, and nearly the same afterwards. Ends with 1 where fewer than 95 % were seen, or where
`equivalent.toml`, which names the faults that change nothing, names one that is no longer there.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable
from pathlib import Path

from tests.mutation.mutants import Mutant, mutants
from tests.mutation.seen import Notes, quickest

ROOT = Path(__file__).resolve().parent.parent.parent
WHOLE = (
    *("book", "files", "making", "marks", "model", "origins", "outcomes", "questions"),
    *("quotations", "releases", "cli", "commands"),
)
FOLDERS = ("reading", "running", "recording", "composing")
"""What reads, runs, compares, records and composes."""
LEFT_OUT = ("test_workflows", "test_editions", "test_publishing", "test_refused")
"""The tests of other things."""
ABOUT_RUNS = {
    *("test_cache", "test_cells", "test_hostile", "test_machines", "test_move", "test_programs"),
    *("test_batches", "test_comparison", "test_serving", "test_steadiness"),
}
"""Tests that take long, and see nothing of how pages are read and composed."""
INSIDE = {
    **dict.fromkeys(("program", "worker"), ("test_cells", "test_programs", "test_batches")),
    "batch": ("test_batches", "test_programs"),
    **dict.fromkeys(("isolation", "messages", "printed"), ("test_hostile", "test_programs")),
}
"""The modules that work in another process than their tests, which therefore import them not."""
LIMIT = 300
"""Seconds after which a fault counts as seen: what hangs is not passed."""
QUICK = 60
"""Seconds for the quickest tests alone; all follow where they take longer."""
FAILED = (1, 2)
"""What pytest ends with where a test fails, or a file of tests cannot be imported."""
SHARE = 0.95
NOTES = "seen.json"


def main() -> int:
    """Try a sample; the exit status is 1 where too many faults pass the tests."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("places", nargs="*", help="files, or files and lines, to keep to")
    parser.add_argument("--count", type=int, default=200, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    every = mutants(ROOT, files())
    equivalent, stale = known(every)
    for told in stale:
        print(f"{told}: there is no such mutant any more: take it out of equivalent.toml")
    places = options.places
    sample = sorted(every, key=lambda one: one.rank(options.seed))
    if places:
        sample = [one for one in sample if one.file in places or one.place in places]
    real = (one for one in sample if one.changes((ROOT / one.file).read_text("utf-8")))
    sample = [*itertools.islice(real, options.count)]
    with tempfile.TemporaryDirectory() as folder:
        survivors, same = run(Path(folder) / "book", sample, equivalent)
    for one in survivors:
        print(f"\n{one.place}: no test has seen this:\n{one.diff}")
    seen = len(sample) - len(survivors)
    print(
        f"\n{seen} of {len(sample)} mutants of {len(every)} (seed {options.seed}) are seen, "
        f"{same} of them listed as equivalent; {len(survivors)} pass every test"
    )
    return int(bool(stale) or seen < SHARE * len(sample))


def files() -> list[Path]:
    """The files that are spoilt."""
    code = ROOT / "textbook"
    found = [code / f"{name}.py" for name in WHOLE]
    return found + [path for name in FOLDERS for path in sorted((code / name).glob("*.py"))]


def known(every: Iterable[Mutant]) -> tuple[set[Mutant], list[str]]:
    """The mutants that are shown to change nothing, and the entries that fit none."""
    listed = tomllib.loads((Path(__file__).parent / "equivalent.toml").read_text("utf-8"))
    equivalent: set[Mutant] = set()
    stale: list[str] = []
    for entry in listed.get("mutant", []):
        assert entry["why"], entry
        lines = entry["file"], entry["old"].strip(), entry["new"].strip()
        fits = {one for one in every if (one.file, one.old.strip(), one.new.strip()) == lines}
        equivalent |= fits
        stale += [] if fits else ["\n".join(lines)]
    return equivalent, stale


def run(root: Path, sample: list[Mutant], equivalent: set[Mutant]) -> tuple[list[Mutant], int]:
    """Those of the mutants that pass every test, and how many change nothing."""
    copy(root)
    load()
    attempt(root, tests(""), first=False, limit=8 * LIMIT)
    notes: Notes = json.loads((root / NOTES).read_text("utf-8"))
    told = (root / "told.txt").read_text("utf-8", "replace")
    broken = re.findall(r"^(?:FAILED|ERROR) (\S+)", told, re.M)
    if broken:
        print("these tests do not pass as they are, and are left out:", *broken, sep="\n  ")
    if " passed" not in told and "100%" not in told:
        raise SystemExit(f"no test passes as it is:\n{told}")
    survivors: list[Mutant] = []
    same = 0
    for number, one in enumerate(sample, 1):
        start = time.monotonic()
        if one in equivalent:
            same += 1
            word = "equivalent"
        else:
            path = root / one.file
            whole = path.read_bytes()
            path.write_text(one.text, "utf-8")
            quick = [name for name in quickest(notes, one.file, one.line) if name not in broken]
            status = attempt(root, quick, limit=QUICK) if quick else 0
            if status not in FAILED:
                status = attempt(root, [*tests(one.file), *(f"--deselect={n}" for n in broken)])
            path.write_bytes(whole)
            word = {0: "SURVIVES", None: "hangs"}.get(status, "killed")
            survivors += [one] * (word == "SURVIVES")
        print(f"{number:>4} {word:10} {time.monotonic() - start:5.1f} s {one.place}", flush=True)
    return survivors, same


def copy(root: Path) -> None:
    """Copy what git knows of the checkout, as it is now."""
    command = ["git", "-C", str(ROOT), "ls-files", "-coz", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, root / name)
    subprocess.run(["git", "init", "-q", root], check=True)
    subprocess.run(["git", "-C", root, "add", "-A"], check=True)


def load() -> None:
    """Import what tests import, once for all of them, but nothing that is spoilt."""
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.dont_write_bytecode = True
    for name in (
        "pytest",
        "coverage",
        "torch",
        "markdown",
        "mkdocs.config",
        "playwright.sync_api",
        "jupytext",
    ):
        importlib.import_module(name)
    assert not any(name.partition(".")[0] == "textbook" for name in sys.modules)


def tests(file: str) -> list[str]:
    """The files of tests to run for a spoilt file: those that concern it first."""
    module = file.removesuffix(".py").replace("/", ".")
    stem = module.rpartition(".")[2]

    def concerns(path: Path) -> bool:
        return path.stem in INSIDE.get(stem, ()) or module in imported(path)

    found = sorted((ROOT / "tests" / "unit").glob("test_*.py"))
    found = [path for path in found if path.stem not in LEFT_OUT]
    if "/reading/" in file or "/composing/" in file:
        found = [path for path in found if path.stem not in ABOUT_RUNS or concerns(path)]
    found.sort(key=lambda path: (path.stem != f"test_{stem}", not concerns(path), path.name))
    return [path.relative_to(ROOT).as_posix() for path in found]


def imported(path: Path) -> set[str]:
    """The modules that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def attempt(
    root: Path, names: list[str], *, first: bool = True, limit: float = LIMIT
) -> int | None:
    """Run tests in a process forked from this one; its exit status, or None where it hangs.

    With `first`, the first that fails is enough; without, it is noted which lines each runs.
    """
    pid = os.fork()
    if pid == 0:
        os.setsid()
        os.chdir(root)
        sys.path[:] = [str(root), *(entry for entry in sys.path if entry not in ("", str(ROOT)))]
        for name in [name for name in sys.modules if name.partition(".")[0] == "tests"]:
            del sys.modules[name]
        handle = os.open(root / "told.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(handle, 1)
        os.dup2(handle, 2)
        arguments = ["-p", "no:cacheprovider", *["-x"] * first, *names]
        if not first:
            from tests.mutation import seen

            os._exit(seen.run(arguments, root, root / NOTES))
        import pytest

        os._exit(int(pytest.main(arguments)))
    end = time.monotonic() + limit
    while time.monotonic() < end:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.05)
    os.killpg(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return None


if __name__ == "__main__":
    sys.exit(main())
