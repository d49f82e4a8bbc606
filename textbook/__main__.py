"""The command line: `python -m textbook COMMAND`, in the project's folder."""

from __future__ import annotations

import argparse
import difflib
import logging
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from textbook import environment, parcel, readme, record
from textbook.runner import Failure, Outcome, Result, Runner
from textbook.snippet import Problem, Snippet, load, load_all

SNIPPETS = Path("snippets")
CACHE = Path(".cache")
README = Path("README.md")


def main() -> int:
    """Carry out one command; the exit status is 1 where a person must mend something."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    parser = argparse.ArgumentParser(prog="python -m textbook", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="run snippets here and show what they print")
    run.add_argument("names", nargs="+", help="a snippet's name or a folder's: tensors/storage")
    commands.add_parser("record", help="run every snippet that this machine can run and rewrite the records")
    out = commands.add_parser("export", help="run every CUDA program here and write the results to one file")
    out.add_argument("file", type=Path)
    into = commands.add_parser("import", help="make records of the results in a file that export wrote")
    into.add_argument("file", type=Path)
    options = parser.parse_args()
    if not SNIPPETS.is_dir():
        print(f"{Path.cwd()}: has no folder {SNIPPETS}: go to the project's folder", file=sys.stderr)
        return 1
    try:
        if options.command == "record":
            return write_records()
        if options.command == "export":
            return export(options.file)
        return take(options.file) if options.command == "import" else show(options.names)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1


def execute(snippets: Iterable[Snippet]) -> dict[str, Outcome]:
    """Run each one afresh, whatever the cache holds."""
    runner = Runner(CACHE)
    try:
        return runner.run(snippets, fresh=True)
    finally:
        runner.close()


def show(names: list[str]) -> int:
    """Run what is named and print each program's outcome."""
    wanted: list[str] = []
    for name in names:
        folder = sorted(SNIPPETS.joinpath(name).rglob("*.py"))
        wanted += [path.relative_to(SNIPPETS).with_suffix("").as_posix() for path in folder] or [name]
    snippets = {name: load(SNIPPETS, name) for name in wanted}
    outcomes = execute(snippets.values())
    for key, outcome in outcomes.items():
        print(f"--- {key.removesuffix('.cpu')}")
        if isinstance(outcome, Result):
            print(outcome.printed, end="")
            print(f"({len(outcome.figures)} figures)\n" * bool(outcome.figures), end="")
        elif not isinstance(outcome, Failure):
            print("(needs a CUDA GPU: not run)")
    return failures(snippets, outcomes)


def write_records() -> int:
    """Run everything, rewrite the records that change, and print what changed."""
    with record.alone(CACHE):
        record.recover(SNIPPETS)
        snippets = load_all(SNIPPETS)
        runs = {run.key: run for snippet in snippets.values() for run in snippet.runs}
        before = {key: printed(run) for key, run in runs.items()}
        outcomes = execute(snippets.values())
        results = {key: outcome for key, outcome in outcomes.items() if isinstance(outcome, Result)}
        changes = record.update(SNIPPETS, runs.values(), results)
        readme.fill(README, "make record", readme.counts(runs.values()))
    for key, change in changes.items():
        if change == "changed":
            now = results[key].printed.splitlines()
            print("\n".join(difflib.unified_diff(before[key], now, key, key, lineterm="", n=1)))
    for key, change in changes.items():
        print(f"{change:9} {key}")
    counts = Counter(changes.values())
    unchanged = len(results) - sum(counts[change] for change in ("new", "changed", "confirmed"))
    told = [*(f"{count} {change}" for change, count in counts.items()), f"{unchanged} unchanged"]
    print(f"{len(results)} executed: {', '.join(told)}")
    return failures(snippets, outcomes)


def export(path: Path) -> int:
    """Run what needs CUDA, on a machine that may have nothing of the site's, and pack the results."""
    if not environment.gpus():
        raise Problem("nvidia-smi lists no GPU here: export on a machine that has one")
    snippets = {name: snippet for name, snippet in load_all(SNIPPETS).items() if snippet.device != "cpu"}
    outcomes = execute(snippets.values())
    results = {key: outcome for key, outcome in outcomes.items() if isinstance(outcome, Result)}
    runs = [run for snippet in snippets.values() for run in snippet.runs if run.device == "cuda"]
    print(f"{parcel.pack(path, runs, results)} of {len(runs)} results in {path}")
    return failures(snippets, outcomes)


def take(path: Path) -> int:
    """Make records of another machine's results, all of them or none."""
    with record.alone(CACHE):
        record.recover(SNIPPETS)
        runs = [run for snippet in load_all(SNIPPETS).values() for run in snippet.runs]
        results = parcel.unpack(path, runs)
        changes = record.update(SNIPPETS, runs, results)
        readme.fill(README, "make record", readme.counts(runs))
    for key, change in changes.items():
        print(f"{change:9} {key}")
    print(f"{len(results)} imported, {len(results) - len(changes)} unchanged")
    return 0


def printed(snippet: Snippet) -> list[str]:
    """The lines of a snippet's record, as far as there is one."""
    try:
        kept = record.read(snippet)
    except Problem:
        return []
    return kept.result.printed.splitlines() if kept else []


def failures(snippets: dict[str, Snippet], outcomes: dict[str, Outcome]) -> int:
    """Print why programs failed; 1 where any did."""
    failed = {key: outcome for key, outcome in outcomes.items() if isinstance(outcome, Failure)}
    for key, failure in failed.items():
        path = snippets[key.rpartition(".")[0]].path
        print(f"{path}:{failure.line}: {failure.reason}", file=sys.stderr)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
