"""What the command line does with the checkout as a whole: set it up, serve, publish, move it.

Each loads what it needs when it is called: the command line itself starts with Python alone.
"""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from textbook import quotations, releases
from textbook.files import CACHE, ROOT, SNIPPETS, alone, recover
from textbook.model import Problem, Run
from textbook.reading import snippets, sources
from textbook.recording.stand_in import check
from textbook.running.runner import Runner


def set_up(options: argparse.Namespace) -> int:
    """Make .venv here, with the build of torch that fits (TORCH_BUILD=cpu or cuda for another)."""
    from textbook.starting import installation

    installation.set_up(Path(options.requirements), os.environ.get("TORCH_BUILD", ""))
    return 0


def serve(options: argparse.Namespace) -> int:
    """Serve the site at an address, which is tried before anything is built."""
    from textbook.starting import address

    return address.serve(options.address)


def quote(options: argparse.Namespace) -> int:
    """Keep a quotation; one that bears a program's name, only if the program could print it."""
    name = options.name.removeprefix("snippets/").removesuffix(".py")
    if not set(name) <= snippets.NAME or not all(name.split("/")):
        cure = "write part/chapter/name, lower-case letters, digits and _ alone"
        raise Problem(f"{options.name}: is no name of a quotation: {cure}")
    known = quotations.sources(SNIPPETS)
    if options.source not in known:
        raise Problem(f"{SNIPPETS / quotations.SOURCES}: does not name {options.source!r}")
    one = quotations.cut(name, known[options.source], options.at, Path(options.file))
    if program := sources.read(ROOT).programs.get(name):
        quotations.check_device(program.path.with_name(quotations.LIST), program)
        with contextlib.closing(Runner(None)) as runner:
            one = check(one, program, runner.run)
    with alone(CACHE):
        recover(SNIPPETS)
        quotations.write(SNIPPETS, one)
    print(one.text, end="")
    return 0


def write_readme(options: argparse.Namespace) -> int:
    """Write the READMEs' figures and pictures; the pictures of a page need a built site."""
    del options
    from textbook.publishing import pictures

    count_in_readmes(sources.read(ROOT).runs)
    for path in pictures.write(ROOT):
        print(path)
    return 0


def publish(options: argparse.Namespace) -> int:
    """Commit this checkout as an edition: BRANCH, REMOTE, SITE_URL, REPOSITORY are variables."""
    del options
    from textbook.publishing import editions

    variables = (os.environ.get("BRANCH") or "gh-pages", os.environ.get("REMOTE", ""))
    print(editions.publish(*variables))
    return 0


def compare(options: argparse.Namespace) -> int:
    """Run everything on another release of torch, and keep what it prints otherwise."""
    from textbook.publishing import compare

    print(compare.compare(options.release))
    return 0


def take_release(file: Path, runs: Mapping[str, Run]) -> str:
    """Keep a release that another machine measured; returns nothing for a file of other things."""
    if not releases.looks_like_one(file):
        return ""
    from textbook.publishing import compare

    return compare.take(file, runs)


def move(options: argparse.Namespace) -> int:
    """Move to another release of torch."""
    from textbook.publishing import move

    print(move.move(options.release))
    return 0


def count_in_readmes(runs: Mapping[str, Run]) -> None:
    """Write into both READMEs how many records there are."""
    from textbook.publishing import readme

    readme.fill(ROOT, "make record", readme.counts(runs.values(), SNIPPETS))
