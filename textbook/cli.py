"""The command line: `python -m textbook COMMAND`, in the project's folder."""

from __future__ import annotations

import argparse
import contextlib
import logging
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from textbook import commands
from textbook.commands import count_in_readmes
from textbook.files import CACHE, ROOT, SNIPPETS, alone, recover
from textbook.model import Job, Problem, Run
from textbook.outcomes import Failure, Outcome, Result
from textbook.reading import sources
from textbook.reading.sources import Sources
from textbook.recording import parcel
from textbook.recording.compare import difference
from textbook.recording.records import Records
from textbook.recording.steadiness import to_try_again, unsteady
from textbook.running.machine import Machine, Plainer
from textbook.running.runner import Outcomes, Runner

Argument = tuple[str | None, str]
RELEASE: dict[str, Argument] = {"release": (None, "2.14.0, or newest")}


def main() -> int:
    """Carry out one command; the exit status is 1 where a person must mend something."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    parser = argparse.ArgumentParser(prog="python -m textbook", description=__doc__)
    listing = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (act, told, arguments) in COMMANDS.items():
        one = listing.add_parser(name, description=act.__doc__, help=told)
        one.set_defaults(act=act)
        for argument, (default, meant) in arguments.items():
            if argument.endswith("+"):
                one.add_argument(argument.rstrip("+"), nargs="+", help=meant)
            elif default is None:
                one.add_argument(argument, help=meant)
            else:
                one.add_argument(argument, nargs="?", default=default, help=meant)
    options = parser.parse_args()
    if not SNIPPETS.is_dir():
        told = f"{Path.cwd()}: has no folder {SNIPPETS}: go to the project's folder"
        print(told, file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return int(options.act(options))
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped: nothing has changed that is not whole", file=sys.stderr)
        return 128 + signal.SIGINT
    except OSError as error:
        print(f"{error.filename or Path.cwd()}: {error.strerror}", file=sys.stderr)
        return 1


def whole(read: Sources) -> Sources:
    """The sources. Raises Problem where a program could not be read: its record would go."""
    if read.unread:
        raise Problem("\n".join((*read.unread, "nothing was recorded: mend this first")))
    return read


def execute(jobs: Iterable[Job], on: Machine | None = None) -> Outcomes:
    """Run jobs afresh, whatever the cache holds."""
    with contextlib.closing(Runner(CACHE, on)) as runner:
        return runner.run(jobs, fresh=True)


def results_of(outcomes: Mapping[str, Outcome]) -> dict[str, Result]:
    """The outcomes that are results."""
    return {key: one for key, one in outcomes.items() if isinstance(one, Result)}


def steady(jobs: tuple[Job, ...], outcomes: dict[str, Outcome]) -> dict[str, Result]:
    """The results that may be recorded.

    What is new was run a second time, in a second worker, with an older processor's arithmetic.
    """
    again = to_try_again(jobs, outcomes, Records(SNIPPETS))
    found = unsteady(again, outcomes, execute(again, on=Plainer())) if again else {}
    for told in found.values():
        print(told, file=sys.stderr)
    return {key: one for key, one in results_of(outcomes).items() if key not in found}


def show(options: argparse.Namespace) -> int:
    """Run what is named and print each program's outcome."""
    read = sources.read(ROOT)
    jobs = []
    for name in options.names:
        name = name.removeprefix("snippets/").removesuffix(".py").rstrip("/")
        found = [job for job in read.jobs if job.name == name or job.name.startswith(f"{name}/")]
        if not found:
            raise Problem(f"{SNIPPETS / name}: there is no such program or folder")
        jobs += found
    outcomes = execute(jobs)
    for key, outcome in outcomes.items():
        print(f"--- {key.removesuffix('.cpu')}")
        if isinstance(outcome, Result):
            print(outcome.printed + outcome.value, end="")
            print(f"({len(outcome.figures)} figures)\n" * bool(outcome.figures), end="")
        elif not isinstance(outcome, Failure):
            print(f"(not run: {getattr(outcome, 'reason', 'the cell before it failed')})")
    return failures(read.runs, outcomes)


def record(options: argparse.Namespace) -> int:
    """Run everything, rewrite the records that change, and print what changed."""
    del options
    with alone(CACHE):
        recover(SNIPPETS)
        read = whole(sources.read(ROOT))
        outcomes = execute(read.jobs)
        results = steady(read.jobs, outcomes)
        records = Records(SNIPPETS)
        before = {key: records.sound(run) for key, run in read.runs.items()}
        changes = records.update(read.runs.values(), results)
        for key, change in changes.items():
            old = before.get(key)
            if change == "changed" and old:
                told = difference(read.runs[key].program, old.result, results[key])
                print(f"--- {key}\n{told}")
        left = parcel.in_part(read.jobs, results)
        print_changes(changes, f"{len(results)} executed", len(results), sum(left.values()))
        count_in_readmes(read.runs)
        damaged = list(records.damaged(read.runs.values()))
    for told in damaged:
        print(told, file=sys.stderr)
    shaky = len(results_of(outcomes)) - len(results)
    return failures(read.runs, outcomes) or int(shaky > 0 or bool(damaged))


def export(options: argparse.Namespace) -> int:
    """Run what needs CUDA, on a machine that may have nothing of the site's; pack the results."""
    if why := Machine().why_no_cuda:
        raise Problem(f"{why}: export on a machine that has a CUDA GPU")
    read = sources.read(ROOT)
    jobs = tuple(job for job in read.jobs if job.device == "cuda")
    outcomes = execute(jobs)
    results = steady(jobs, outcomes)
    runs = [run for job in jobs for run in job.runs]
    count = parcel.pack(Path(options.file), runs, results)
    print(f"{count} of {len(runs)} results in {options.file}")
    return failures(read.runs, outcomes) or int(count < len(runs))


def take(options: argparse.Namespace) -> int:
    """Make records of another machine's results, all of them or none."""
    with alone(CACHE):
        recover(SNIPPETS)
        read = whole(sources.read(ROOT))
        runs = read.runs
        if kept := commands.take_release(Path(options.file), runs):
            print(kept)
            return 0
        results = parcel.unpack(Path(options.file), runs.values())
        if not results:
            raise Problem(f"{options.file}: holds no result: export again")
        changes = Records(SNIPPETS).update(runs.values(), results)
        left = parcel.in_part(read.jobs, results)
        print_changes(changes, f"{len(results)} imported", len(results), sum(left.values()))
        count_in_readmes(runs)
    for job, count in left.items():
        told = f"{count} of its {len(job.runs)} cells have a result, and a lab is recorded whole"
        cure = f"mend the cell that fails on {job.device}, and export again"
        print(f"{job.path}: {told}: {cure}", file=sys.stderr)
    return int(bool(left))


def print_changes(changes: Mapping[str, str], opening: str, total: int, left: int) -> None:
    """Each change, and how many there are of each kind; `left` results were not recorded."""
    for key, change in changes.items():
        print(f"{change:9} {key}")
    counts = Counter(changes.values())
    touched = sum(counts[change] for change in ("new", "changed", "confirmed"))
    told = [f"{count} {change}" for change, count in counts.items()]
    told += [f"{left} left out"] * bool(left)
    print(f"{opening}: {', '.join([*told, f'{total - touched - left} unchanged'])}")


def failures(runs: Mapping[str, Run], outcomes: Mapping[str, Outcome]) -> int:
    """Print why programs failed; 1 where any did."""
    failed = {key: one for key, one in outcomes.items() if isinstance(one, Failure)}
    for key, failure in failed.items():
        print(f"{runs[key].program.path}:{failure.line}: {failure.reason}", file=sys.stderr)
    return int(bool(failed))


COMMANDS: dict[str, tuple[Callable[[argparse.Namespace], int], str, dict[str, Argument]]] = {
    "setup": (
        commands.set_up,
        "make .venv, and install into it what the book needs",
        {"requirements": ("requirements.txt", "what to install: tests/requirements.txt for all")},
    ),
    "serve": (
        commands.serve,
        "serve the site, live; the port is tried before anything is built",
        {"address": ("127.0.0.1:8000", "host and port: 127.0.0.1:8000 unless told")},
    ),
    "run": (
        show,
        "run programs here and show what they print: tensors/storage",
        {"names+": (None, "a program or a folder of them below snippets/, or labs/NAME")},
    ),
    "record": (record, "run all that this machine can run and rewrite the records", {}),
    "export": (
        export,
        "run every CUDA program here and write the results to FILE",
        {"file": (None, "the file to write")},
    ),
    "import": (
        take,
        "take over a FILE of another machine: what export wrote, or make compare",
        {"file": (None, "results.json, or 2.11.json")},
    ),
    "quote": (
        commands.quote,
        "cut a quotation out of a source that sources.toml names",
        {
            "name": (None, "what it is called: that of a program whose output it stands for"),
            "source": (None, "a source of snippets/sources.toml"),
            "at": (None, "the lines of an output, 104-123, or how a message begins"),
            "file": (None, "the source's file"),
        },
    ),
    "readme": (commands.write_readme, "write the figures and pictures of both READMEs", {}),
    "publish": (commands.publish, "commit this checkout as an edition to gh-pages", {}),
    "compare": (commands.compare, "run all on another torch, and keep what differs", RELEASE),
    "move": (commands.move, "move to another release of torch", RELEASE),
}
"""Each command: what it does, its line in the list, and its arguments with default and meaning."""
