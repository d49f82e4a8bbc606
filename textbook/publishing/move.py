"""Move the book to another release of torch, and say program by program what is different.

The other release is tried in an environment of its own, below `.cache/move/`, where every program
is run. Only if none of them warns or fails are the records, the report of what changed and the two
files of pins rewritten, and the release installed into the environment in use. A move that is
stopped before its end, by whatever it is, puts all of that back.
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Mapping
from pathlib import Path

from textbook.composing import markdown, prose, report, words
from textbook.composing.weave import rewrite, weave
from textbook.files import alone, read_text, recover, write
from textbook.model import Page, Problem, Verbatim
from textbook.outcomes import Result
from textbook.publishing import readme
from textbook.reading import sources
from textbook.recording import moves
from textbook.recording.records import Records
from textbook.recording.steadiness import unproven, unsteady
from textbook.running.machine import Plainer
from textbook.running.machine import version as version_of
from textbook.running.runner import Runner, log

ROOT, SNIPPETS, CACHE = Path(), Path("snippets"), Path(".cache")
REQUIREMENTS, CONSTRAINTS = Path("requirements.txt"), Path("constraints.txt")
DATA, TEXT = SNIPPETS / "move.json", CACHE / "move.md"
PIN = re.compile(r"^torch==(?P<version>[\d.]+)(?P<space> *)", re.M)
PACKAGES = """
import importlib.metadata as metadata, json
names = {one.name for one in metadata.distributions() if one.name}
needs = metadata.requires("torch") or [] if "torch" in names else []
print(json.dumps([needs, {name: metadata.version(name) for name in names}]))
"""


def move(version: str) -> str:
    """Move to a release, `2.14.0` or `newest`; returns what to do next.

    Raises Problem where something stops it, which says how files and environment were left.
    """
    clean()
    kept = written()
    pins = {path: read_text(path) for path in (REQUIREMENTS, CONSTRAINTS)}
    old = pin(pins[REQUIREMENTS])["version"]
    if version == "newest" and (version := newest()) == old:
        return f"torch {version} is the newest already"
    if not re.fullmatch(r"\d+(\.\d+)+", version):
        raise Problem(f"{version}: names no release of torch: make move TORCH=2.14.0")
    if version == old:
        raise Problem(f"{REQUIREMENTS}: pins torch {version} already")
    TEXT.unlink(missing_ok=True)
    folder, installing = CACHE / "move" / version, False
    try:
        for path, text in try_out(folder, old, version, pins).items():
            write(path, text)
        installing = True
        log.info("installing torch %s", version)
        if install(Path(sys.executable), REQUIREMENTS):
            raise Problem(f"pip could not install {REQUIREMENTS} into the environment in use")
    except BaseException as error:
        reason = str(error) if isinstance(error, Problem) else repr(error)
        told = put_back(kept, old, installing)
        raise Problem(f"the move to torch {version} has stopped: {reason}\n{told}") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    read = f"git diff and {TEXT}" if TEXT.exists() else "git diff"
    return f"torch {version} is pinned and installed: look at {read}, then make test, git commit"


def run(old: str, new: str) -> str:
    """Run every program on the torch that is installed here, and record what it shows.

    Returns the report. Raises Problem, and records nothing, where a program warns or fails, or
    where one whose output changed does not show the same twice.
    """
    here = version_of("torch").partition("+")[0]
    if here != new:
        raise Problem(f"torch {here or 'none'} is installed, not {new}: make move TORCH={new}")
    with alone(CACHE):
        recover(SNIPPETS)
        read = sources.read(ROOT)
        if read.problems:
            raise Problem("\n\n".join((*read.problems, "mend the book before it moves")))
        runs, records = read.runs, Records(SNIPPETS)
        with contextlib.closing(Runner(CACHE)) as runner:
            outcomes = runner.run(read.jobs, fresh=True)
        again = unproven(read.jobs, outcomes, records)
        with contextlib.closing(Runner(CACHE, Plainer())) as runner:
            shaky = unsteady(again, outcomes, runner.run(again, fresh=True))
        compared = moves.compare(runs, outcomes, records)
        changes = [change for change in compared if change.key not in shaky]
        for key, reason in shaky.items():
            lines = tuple(reason.splitlines())
            changes.append(moves.Change(key, moves.kind_of(lines), lines, stops=True))
        results = {key: one for key, one in outcomes.items() if isinstance(one, Result)}
        found = moves.report(old, new, len(results), changes)
        TEXT.unlink(missing_ok=True)
        if changes:
            write(TEXT, text(found))
        if stopped := [change.key for change in changes if change.stops]:
            told = f"{text(found)}\n{len(stopped)} programs warn, fail or vary on torch {new}"
            raise Problem(f"{told}: {', '.join(stopped)}")
        records.update(runs.values(), results)
        write(DATA, moves.dumps(found))
        readme.fill(ROOT, "make record", readme.counts(runs.values(), SNIPPETS))
    return text(found)


def text(found: moves.Report) -> str:
    """A report as the text of a pull request: Markdown in English."""
    page = Page(TEXT, "en", "move", tuple(report.blocks(found, words.load("en"))))
    parts = rewrite(page, prose.drop_ids)
    return weave(parts, lambda one: markdown.verbatim(one) if isinstance(one, Verbatim) else "")


def try_out(folder: Path, old: str, new: str, pins: Mapping[Path, str]) -> dict[Path, str]:
    """Run the book on a release in an environment of its own; returns the pins that hold it.

    The records are the new release's then. Raises Problem where pip or a program fails.
    """
    command = [sys.executable, "-m", "venv", "--clear", str(folder)]
    if subprocess.run(command, check=False).returncode:
        raise Problem(f"{folder}: python -m venv could make no environment there")
    python = (folder / "bin" / "python").absolute()
    constraints, found = pins[CONSTRAINTS], pin(pins[REQUIREMENTS])
    changed = f"torch=={new}{found['space'][:1]}".ljust(len(found[0]))  # A comment stays apart.
    requirements = found.string[: found.start()] + changed + found.string[found.end() :]
    needed = packages(Path(sys.executable))[0]
    write(folder / "first.txt", constraints)  # So that no more changes than torch asks for.
    write(folder / REQUIREMENTS, requirements)
    write(folder / CONSTRAINTS, hold(constraints, needed, {}))
    log.info("installing torch %s into %s, to try it", new, folder)
    if install(python, folder / "first.txt") or install(python, folder / REQUIREMENTS):
        raise Problem(f"pip cannot install torch {new} beside what {REQUIREMENTS} pins")
    also, versions = packages(python)
    command = [str(python), "-m", "textbook", "moved", old, new]
    if subprocess.run(command, check=False).returncode:
        raise Problem("the book does not run on it, for the reason above")
    return {REQUIREMENTS: requirements, CONSTRAINTS: hold(constraints, needed | also, versions)}


def install(python: Path, requirements: Path) -> int:
    """Install what is pinned into the environment of an interpreter; returns pip's exit status."""
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return subprocess.run([*pip, "-r", str(requirements)], check=False).returncode


def packages(python: Path) -> tuple[set[str], dict[str, str]]:
    """What an environment's torch needs, and the versions of all that it has, by name."""
    command = [str(python), "-c", PACKAGES]
    asked = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if asked.returncode:
        raise Problem(f"{python}: cannot say which packages it has, for the reason above")
    needs, versions = json.loads(asked.stdout)
    names = {normal(re.split(r"[^\w.-]", line)[0]) for line in needs}
    return names, {normal(name): number for name, number in versions.items()}


def hold(constraints: str, needed: Collection[str], versions: Mapping[str, str]) -> str:
    """The constraints with what torch needs at these versions, or free where there is none."""
    lines = []
    for line in constraints.splitlines():
        name = line.partition("==")[0].strip()
        if line.startswith("#") or normal(name) not in needed:
            lines.append(line)
        elif now := versions.get(normal(name)):
            lines.append(f"{name}=={now}")
    return "\n".join(lines) + "\n"


def normal(name: str) -> str:
    """A package's name as all its spellings have it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def newest() -> str:
    """The newest release that the package index offers for this Python."""
    command = [sys.executable, "-m", "pip", "index", "versions", "torch"]
    told = subprocess.run(command, capture_output=True, errors="replace", check=False)
    found = re.match(r"torch \(([\d.]+)", told.stdout)
    if found is None:
        cure = "make move TORCH=2.14.0"
        raise Problem(f"the package index names no torch: {cure}\n{told.stderr.strip()}")
    return found[1]


def written() -> dict[Path, bytes]:
    """What a move rewrites, as it is now: pins, records, the last report, the READMEs' figures."""
    records = (path for path in SNIPPETS.rglob("*") if path.suffix in (".txt", ".svg", ".json"))
    paths = (REQUIREMENTS, CONSTRAINTS, *readme.READMES.values(), *records)
    return {path: path.read_bytes() for path in paths if path.is_file()}


def put_back(kept: Mapping[Path, bytes], old: str, reinstall: bool) -> str:
    """Have every file as it was and, if asked, the old pins installed; says how that went."""
    cure = f"{sys.executable} -m pip install -r {REQUIREMENTS}"
    try:
        recover(SNIPPETS)
        now = written()
        for path in now.keys() - kept.keys():
            path.unlink()
        for path, data in kept.items():
            if now.get(path) != data:
                path.write_bytes(data)
    except (OSError, Problem) as error:
        files = " ".join(map(str, (REQUIREMENTS, CONSTRAINTS, SNIPPETS, *readme.READMES.values())))
        return f"not every file could be put back ({error}): git checkout {files}, then {cure}"
    if not reinstall:
        return f"the pin is still {old}, and nothing has changed"
    with contextlib.suppress(OSError, KeyboardInterrupt):
        if install(Path(sys.executable), REQUIREMENTS) == 0:
            return f"the pin is {old} again, and it is installed again"
    return f"the pin is {old} again, but pip could not install it again: {cure}"


def pin(requirements: str) -> re.Match[str]:
    """Where torch is pinned. Raises Problem where it is not."""
    found = PIN.search(requirements)
    if found is None:
        raise Problem(f"{REQUIREMENTS}:1: pins no torch: write torch==VERSION")
    return found


def clean() -> None:
    """Raise Problem where the checkout holds what no commit has, or where git cannot tell."""
    if changed := git("status", "--porcelain"):
        raise Problem(f"this checkout holds what no commit has: commit or git stash it\n{changed}")


def git(*arguments: str, allow: bool = False) -> str:
    """What a git command prints. Raises Problem where it fails; nothing if that is allowed."""
    command = ["git", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, errors="replace", check=False)
    except FileNotFoundError as error:
        raise Problem("git is not installed: install it, https://git-scm.com/downloads") from error
    if done.returncode and not allow:
        raise Problem(f"{' '.join(command)}: {done.stderr.strip()}")
    return "" if done.returncode else done.stdout.strip()
