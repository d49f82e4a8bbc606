"""The command line: `python -m textbook COMMAND`."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

from textbook.runner import Failure, Result, Runner
from textbook.snippet import Problem, load

SNIPPETS = Path("snippets")


def main() -> int:
    """Carry out one command; the exit status is 1 where a person must mend something."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    parser = argparse.ArgumentParser(prog="python -m textbook", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="run snippets here and show what they print")
    run.add_argument("names", nargs="+", help="a snippet's name or a folder's: tensors/storage")
    options = parser.parse_args()
    try:
        return run_snippets(options.names)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1


def run_snippets(names: list[str]) -> int:
    """Run what is named and print each program's outcome."""
    wanted: list[str] = []
    for name in names:
        folder = sorted(SNIPPETS.joinpath(name).rglob("*.py"))
        wanted += [path.relative_to(SNIPPETS).with_suffix("").as_posix() for path in folder] or [name]
    runner = Runner(None)
    try:
        snippets = {name: load(SNIPPETS, name) for name in wanted}
        outcomes = runner.run(snippets.values(), fresh=True)
    finally:
        runner.close()
    failed = False
    for name, snippet in snippets.items():
        outcome = outcomes[name]
        print(f"--- {name}")
        if isinstance(outcome, Result):
            print(outcome.printed, end="")
            print(f"({len(outcome.figures)} figures)\n" * bool(outcome.figures), end="")
        elif isinstance(outcome, Failure):
            failed = True
            print(f"{snippet.path}:{outcome.line}: {outcome.reason}")
        else:
            print("(needs a CUDA GPU: not run)")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
