"""Ask the explorers' scripts, in a page of Chromium, and hold their answers against PyTorch's."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Route
from playwright.sync_api import Page as Tab

from tests.conftest import ROOT
from tests.explorers import cases

ANSWER = {
    "memory": cases.of_memory,
    "broadcasting": cases.of_broadcasting,
    "descent": cases.of_descent,
}
"""How PyTorch answers each explorer's questions."""
FOLDERS = (ROOT / "docs" / "assets" / "explorers", Path(__file__).parent)
ADDRESS = "http://explorers.invalid"
"""No server listens there: the files are handed to the page as it asks for them."""
TYPES = {".js": "text/javascript", ".html": "text/html; charset=utf-8"}
"""What a browser insists on to run a module, and to read Korean."""


ASK = "async cases => (await import('/compare.js')).compare(JSON.parse(cases))"
"""As text: Playwright takes long over data of many parts."""


def open_page(browser: Browser) -> Tab:
    """An empty page that can import the scripts."""
    tab = browser.new_page()
    hand_out(tab, *FOLDERS)
    tab.goto(f"{ADDRESS}/")
    return tab


def hand_out(tab: Tab, *folders: Path) -> None:
    """Have a page find the files of these folders at ADDRESS, and nothing else."""

    def hand(route: Route) -> None:
        name = urlsplit(route.request.url).path.strip("/")
        paths = (folder / name for folder in folders)
        found = [path / "index.html" if path.is_dir() and name else path for path in paths]
        path = next((path for path in found if path.is_file()), None)
        if path:
            route.fulfill(path=path, content_type=TYPES.get(path.suffix))
        else:
            route.fulfill(body="<!doctype html>", content_type="text/html")

    tab.route(f"{ADDRESS}/**", hand)


Asked = Iterator[tuple[str, cases.Question]]
"""An explorer's name, and what it is asked."""


def differing(tab: Tab, asked: Asked) -> Iterator[dict[str, Any]]:
    """The questions that the scripts answer otherwise than PyTorch, with both answers."""
    made = (
        {"kind": kind, "question": question, "answer": ANSWER[kind](question)}
        for kind, question in asked
    )
    while batch := list(itertools.islice(made, 5000)):
        yield from tab.evaluate(ASK, json.dumps(batch))


def sums(sizes: int) -> Iterator[cases.Question]:
    """Every pair of small shapes."""
    for left, right in itertools.product(cases.shapes(sizes), repeat=2):
        yield {"left": [*left], "right": [*right]}


def descents(count: int, seed: int) -> Iterator[cases.Question]:
    """Random starts and rates, some of which diverge to infinity, and those of the page."""
    for start, rate in itertools.product((5.0, -3.0, 2.0, 0.5), (0.01, 0.25, 0.5, 0.9, 1.0, 1.1)):
        yield {"start": start, "rate": rate, "steps": 20}
    rng = random.Random(seed)
    for _ in range(count):
        start, rate = round(rng.uniform(-9, 9), rng.randint(0, 4)), round(rng.uniform(0, 3), 3)
        yield {"start": start, "rate": rate, "steps": rng.choice((1, 5, 20, 200))}


def questions(sizes: int, count: int, seed: int, every: int = 1) -> Asked:
    """Questions for all explorers: each of the small ones, or one in `every`, and random ones."""
    small = itertools.islice(cases.every(sizes), 0, None, every)
    yield from (("memory", one) for one in small)
    yield from (("memory", one) for one in cases.chains(count, seed))
    yield from (("broadcasting", one) for one in itertools.islice(sums(sizes), 0, None, every))
    yield from (("descent", one) for one in descents(count // 50, seed))
