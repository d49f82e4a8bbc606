"""Move the book to another release of torch: `python -m textbook.move 2.14.0`, or `make move TORCH=2.14.0`.

Changes the pin, installs it, runs everything, and says block by block what is different:
in `snippets/move.json`, from which the edition's page is made, and in `.cache/move.md`, for
a pull request. A program that now warns or fails stops the move: the pin goes back, and
no record changes.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import requires
from pathlib import Path
from typing import Any

from textbook import environment, lab, readme, record
from textbook.output import WORDS
from textbook.runner import Failure, Outcome, Result, Runner, checksum, write
from textbook.snippet import Problem, Snippet, load_all

SNIPPETS, CACHE = Path("snippets"), Path(".cache")
REQUIREMENTS, CONSTRAINTS = Path("requirements.txt"), Path("constraints.txt")
DATA, TEXT = SNIPPETS / "move.json", CACHE / "move.md"
PIN = re.compile(r"^torch==(?P<version>[\d.]+)(?P<space> *)", re.M)
NUMBER = re.compile(r"[-+]?\d+(?:\.\d*)?(?:e[-+]?\d+)?")


@dataclass(frozen=True)
class Change:
    """One program whose output is not what it was."""

    key: str
    """The snippet's name and its device: `tensors/storage/flat.cpu`."""
    kind: str
    """`value`, `repr`, `warning` or `error`: what the lines that differ are about."""
    diff: tuple[str, ...]
    """A unified diff without its head, or why the program fails now."""
    stops: bool = False
    """Whether it warns or fails now, so that the move cannot go on."""


def main() -> int:
    """Move, or say what stopped it; the exit status is 1 then."""
    parser = argparse.ArgumentParser(prog="python -m textbook.move", description=__doc__)
    parser.add_argument("version", help="torch's, as the package index offers it: 2.14.0, or newest")
    parser.add_argument("--run", metavar="OLD", help=argparse.SUPPRESS)
    options = parser.parse_args()
    try:
        return run(options.run) if options.run else move(options.version)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1


def move(version: str) -> int:
    """Change the pin, install it, and run the rest in a process that sees the new torch."""
    changed = subprocess.run(["git", "status", "--porcelain"], capture_output=True, text=True, check=False).stdout
    if changed:
        raise Problem(f"this checkout holds what no commit has: commit it, or git stash\n{changed}")
    kept = {path: path.read_text("utf-8") for path in (REQUIREMENTS, CONSTRAINTS)}
    pinned = PIN.search(kept[REQUIREMENTS])
    if pinned is None:
        raise Problem(f"{REQUIREMENTS}:1: pins no torch: write torch==VERSION")
    if version == "newest" and (version := newest()) == pinned["version"]:
        print(f"torch {version} is the newest already")
        return 0
    if pinned["version"] == version:
        raise Problem(f"{REQUIREMENTS}: pins torch {version} already")
    pin = f"torch=={version}".ljust(len(pinned[0]))
    write(REQUIREMENTS, kept[REQUIREMENTS].replace(pinned[0], pin, 1))
    write(CONSTRAINTS, hold(kept[CONSTRAINTS], lambda name: None))
    done = install()
    if not done:
        write(CONSTRAINTS, hold(kept[CONSTRAINTS], environment.version))
        command = [sys.executable, "-m", "textbook.move", version, "--run", pinned["version"]]
        done = subprocess.run(command, check=False).returncode
    if done:
        for path, text in kept.items():
            write(path, text)
        install()
        back = f"the pin is {pinned['version']} again"
        raise Problem(f"the move to torch {version} has stopped for the reason above; {back}")
    print(f"look at git diff and {TEXT}, then: make test, git commit")
    return 0


def newest() -> str:
    """The newest release that the package index offers for this Python."""
    command = [sys.executable, "-m", "pip", "index", "versions", "torch"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.match(r"torch \(([\d.]+)", told.stdout)
    if found is None:
        raise Problem(f"the package index names no torch: name one yourself, make move TORCH=2.14.0\n{told.stderr}")
    return found[1]


def hold(constraints: str, version: Callable[[str], str | None]) -> str:
    """The constraints with what torch itself needs at other versions, or free where there is none."""
    needed = {normal(re.split(r"[^\w.-]", line)[0]) for line in requires("torch") or ()}
    lines = []
    for line in constraints.splitlines():
        name = line.partition("==")[0]
        if normal(name) not in needed or line.startswith("#"):
            lines.append(line)
        elif now := version(name):
            lines.append(f"{name}=={now}")
    return "\n".join(lines) + "\n"


def normal(name: str) -> str:
    """A package's name as all its spellings have it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def install() -> int:
    """Install what is pinned into the environment of this Python."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-r",
        str(REQUIREMENTS),
    ]
    return subprocess.run(command, check=False).returncode


def run(old: str) -> int:
    """Run every program on the torch that is installed now; records and report where none fails."""
    new = environment.version("torch").partition("+")[0]
    with record.alone(CACHE):
        record.recover(SNIPPETS)
        snippets = load_all(SNIPPETS).values()
        runs = {run.key: run for snippet in snippets for run in snippet.runs}
        runner = Runner(CACHE)
        try:
            outcomes = runner.run(snippets, fresh=True)
        finally:
            runner.close()
        changes = list(compare(runs, outcomes))
        labs = lab.execute_all(sorted(Path("docs").glob("*/labs/*.py")), Path(), CACHE)
        for path, outcome in labs.items():
            if isinstance(outcome, Problem):
                changes.append(Change(str(path), kind_of([str(outcome)]), (str(outcome),), stops=True))
        compared = sum(isinstance(outcome, Result) for outcome in outcomes.values())
        report = describe(old, new, compared, changes)
        TEXT.unlink(missing_ok=True)
        if changes:
            write(TEXT, text(report, "en"))
        print(text(report, "en"))
        if stopped := [change.key for change in changes if change.stops]:
            raise Problem(f"{len(stopped)} programs warn or fail on torch {new}: {', '.join(stopped)}")
        results = {key: outcome for key, outcome in outcomes.items() if isinstance(outcome, Result)}
        record.update(SNIPPETS, runs.values(), results)
        readme.fill(Path("README.md"), "make record", readme.counts(runs.values()))
        write(DATA, json.dumps({**report, "check": checksum(report)}, indent=1, ensure_ascii=False) + "\n")
    return 0


def compare(runs: Mapping[str, Snippet], outcomes: Mapping[str, Outcome]) -> Iterable[Change]:
    """What each program does otherwise than its record says."""
    for key, outcome in outcomes.items():
        snippet = runs[key]
        if isinstance(outcome, Failure):
            told = f"{snippet.path}:{outcome.line}: {outcome.reason}"
            yield Change(key, kind_of([told]), (told,), stops=True)
            continue
        kept = record.read(snippet)
        if not isinstance(outcome, Result) or kept is None or record.same(snippet, kept.result, outcome):
            continue
        before, after = (snippet.comparable(result.printed).splitlines() for result in (kept.result, outcome))
        diff = [
            line for line in difflib.unified_diff(before, after, lineterm="", n=1) if line[:3] not in ("---", "+++")
        ]
        yield Change(key, kind_of(diff), tuple(diff) or ("what it draws differs",))


def kind_of(diff: Sequence[str]) -> str:
    """What the lines that differ are about: a warning, an error, numbers alone, or how something is shown."""
    lines = [line for line in diff if not line.startswith((" ", "@@"))]
    if any(re.search(r"\w*Warning\b", line) for line in lines):
        return "warning"
    if any(re.search(r"\w*Error\b|fail|raises", line) for line in lines):
        return "error"
    gone, come = ([NUMBER.sub("0", line[1:]) for line in lines if line[0] == sign] for sign in "-+")
    return "value" if gone == come else "repr"


def describe(old: str, new: str, compared: int, changes: Sequence[Change]) -> dict[str, Any]:
    """The report as it is kept."""
    told = [{**asdict(change), "diff": list(change.diff)} for change in changes]
    return {"from": old, "to": new, "compared": compared, "changes": told}


def load(path: Path) -> dict[str, Any] | None:
    """The last move's report. Raises Problem where a hand has edited it."""
    try:
        report: dict[str, Any] = json.loads(path.read_text("utf-8"))
        if report.pop("check") != checksum(report):
            raise ValueError("a report is written by a run, never by hand")
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise Problem(f"{path}: is damaged ({error}): git checkout {path}") from error
    return report


def title(report: Mapping[str, Any], language: str) -> str:
    """`2.13에서 2.14로`: the two editions."""
    old, new = (".".join(report[end].split(".")[:2]) for end in ("from", "to"))
    to = "으로" if new[-1] in "036" else "로"
    return str(WORDS[language]["move"]["title"].format(old=old, new=new, to=to))


def text(report: Mapping[str, Any], language: str) -> str:
    """The report in Markdown."""
    words = WORDS[language]["move"]
    kinds = Counter(change["kind"] for change in report["changes"])
    counted = ", ".join(words["count"].format(kind=words[kind], count=count) for kind, count in kinds.items())
    summary = words["summary" if kinds else "same"].format(**report, changed=sum(kinds.values()), kinds=counted)
    parts = [f"# {title(report, language)} {{ #move }}", summary]
    for change in report["changes"]:
        name = change["key"].rpartition(".")[0] or change["key"]
        chapter = name.rpartition("/")[0]
        link = f"[{name}]({chapter}.md)" if change["key"].endswith((".cpu", ".cuda")) else name
        parts.append(f"## {words[change['kind']]}: {link} {{ #{re.sub('[/_]', '-', name)} }}")
        parts.append("```diff\n" + "\n".join(change["diff"]) + "\n```")
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.exit(main())
