"""The explorers: what they compute is what PyTorch does, and everybody can use them."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.conftest import ROOT
from tests.explorers import asking, cases

PLACES = {
    "tensors/metadata": "memory",
    "tensors/operations": "broadcasting",
    "training/optimizer": "descent",
}
"""The chapters that have an explorer."""
OPERATIONS = [*cases.RUN]
"""In the order of the list on the page."""
STATES = {
    "tensors/metadata": {
        "memory=2,3/transpose,0,1/reshape,6/": "새 저장소에 복사했습니다",
        "memory=2,3/transpose,0,1/view,6/": "RuntimeError: view size is not compatible",
        "memory=1,3/expand,4,-1/": "보폭은 (0, 1)",
        "memory=3,4/index,0,9/": "out of bounds for dimension 1 with size 4",
    },
    "tensors/operations": {
        "broadcasting=2,3/2/": "RuntimeError: The size of tensor a (3) must match",
        "broadcasting=3,1/2/": "b의 모양은 (2,)이지만 결과의 모양으로 읽습니다.",
    },
    "training/optimizer": {
        "descent=5/0.25/2/": "3.5000 − 0.25 × (3.0000) = 2.7500",
        "descent=5/-1/1/": "5.0000 − (−1) × (6.0000) = 11.0000",
        "descent=2/0.5/1/": "손실은 그대로입니다: 0.0000",
    },
}
"""What an address may end with, and what is then said."""


@pytest.fixture(scope="module")
def empty(browser: Browser) -> Iterator[Tab]:
    """An empty page that can import the scripts."""
    tab = asking.open_page(browser)
    yield tab
    tab.close()


@pytest.fixture(scope="module")
def tab(browser: Browser, site: Path) -> Iterator[Tab]:
    """The site on a phone, in the dark."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
    made = context.new_page()
    asking.hand_out(made, site)
    yield made
    context.close()


def test_the_scripts_say_what_torch_says(empty: Tab) -> None:
    """A part of what `python -m tests.explorers` compares: thousands of questions, in seconds."""
    asked: Counter[str] = Counter()

    def counted() -> asking.Asked:
        for kind, question in asking.questions(sizes=2, count=500, seed=1, every=149):
            asked[kind] += 1
            yield kind, question

    assert list(asking.differing(empty, counted())) == []
    assert asked["memory"] > 5000
    assert min(asked["broadcasting"], asked["descent"]) > 10


def test_a_difference_is_seen(empty: Tab, monkeypatch: pytest.MonkeyPatch) -> None:
    """One stride, one letter of an error, one rounded digit: each is reported."""

    def spoil(answer: dict[str, Any]) -> dict[str, Any]:
        spoilt = {**answer}
        if "error" in answer:
            spoilt["error"] = [answer["error"][0], answer["error"][1] + "."]
        elif "printed" in answer:
            spoilt["printed"] = [*answer["printed"][:-1], answer["printed"][-1][:-1] + "x"]
        else:
            spoilt["shape"] = [*answer["shape"], 1]
        return spoilt

    questions = list(asking.questions(sizes=1, count=5, seed=1, every=999))
    spoilt = {kind: lambda q, old=old: spoil(old(q)) for kind, old in asking.ANSWER.items()}
    monkeypatch.setattr(asking, "ANSWER", spoilt)
    assert len(list(asking.differing(empty, iter(questions)))) == len(questions) > 20


def test_what_it_writes_is_python(empty: Tab) -> None:
    """The line that a reader may copy gives the tensor that is drawn, and an address keeps it."""
    taken = [one for one in itertools.islice(cases.chains(200, 3), 500) if usual(one)]
    written = empty.evaluate(
        "async asked => (await import('/compare.js')).written(JSON.parse(asked))", json.dumps(taken)
    )
    seen = 0
    for question, code in zip(taken, written, strict=True):
        expected = cases.follow(question["shape"], question["steps"])
        if expected is not None:
            made = eval(code, {"first": cases.first})
            seen += 1
            assert (made.shape, made.stride()) == (expected.shape, expected.stride()), code
            assert made.tolist() == expected.tolist(), code
    assert seen > 100


def usual(question: cases.Question) -> bool:
    """Whether a reader can ask this: no page takes an operation without what it needs."""
    return all(
        (given or name in ("squeeze", "contiguous"))
        and (name != "expand" or min(given, default=0) >= -1)
        for name, given in question["steps"]
    )


def opened(tab: Tab, page: str, state: str = "") -> Tab:
    """A chapter whose explorer has started, by an address with a state."""
    tab.goto("about:blank")
    tab.goto(f"{asking.ADDRESS}/{page}/{state and '#' + state}")
    tab.wait_for_selector(".explorer[data-started]")
    return tab


def told(tab: Tab) -> str:
    """What a screen reader is told."""
    return str(tab.locator(".explorer [role=status]").inner_text())


def test_it_begins_as_a_program_of_its_section(tab: Tab) -> None:
    """What was recorded is what the explorer says first, so that nothing is lost without it."""
    snippets = ROOT / "snippets"
    layout = json.loads((snippets / "tensors/metadata/explore.cpu.layout.json").read_text("utf-8"))
    (y,) = (one for one in layout["tensors"] if one["name"] == "y")
    first = told(opened(tab, "tensors/metadata"))
    for fact in (y["shape"], y["stride"]):
        assert str(tuple(fact)) in first
    assert f"시작 위치는 {y['offset']}" in first
    assert ("연속입니다" in first) == y["contiguous"]
    printed = (snippets / "tensors/operations/broadcast.cpu.txt").read_text("utf-8")
    assert printed.endswith("torch.Size([2, 3])\n")
    assert "a + b의 모양은 (2, 3)" in told(opened(tab, "tensors/operations"))
    step = (snippets / "training/optimizer/descend.cpu.txt").read_text("utf-8").split("\n")[0]
    _, before, after = re.findall(r"[\d.]+", step)
    first = told(opened(tab, "training/optimizer"))
    assert f"= {after}." in first
    assert f" {before} → " in first


def test_a_keyboard_does_all(tab: Tab) -> None:
    """An operation, its error in PyTorch's words, back again, and an element's cell."""
    opened(tab, "tensors/metadata")
    tab.get_by_label("모양", exact=True).focus()
    tab.keyboard.press("Control+a")
    tab.keyboard.type("2, 3")
    tab.keyboard.press("Enter")
    assert "보폭은 (3, 1)" in told(tab)
    for name, given in (("transpose", "0, 1"), ("view", "6")):
        tab.get_by_label("연산").focus()
        tab.keyboard.type(name)
        tab.keyboard.press("Tab")
        tab.keyboard.press("Control+a")
        tab.keyboard.type(given)
        tab.keyboard.press("Enter")
    question = {"shape": [2, 3], "steps": [("transpose", [0, 1]), ("view", [6])]}
    kind, message = cases.of_memory(question)["error"]
    assert f"{kind}: {message}" in told(tab)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    tab.get_by_role("button", name="하나 되돌리기").press("Enter")
    assert "보폭은 (1, 3)" in told(tab)
    tab.get_by_label("y의 원소 고르기").press("ArrowRight")
    assert "y[0, 1]의 칸 번호: 0 + 0 × 1 + 1 × 3 = 3" in tab.locator("output").inner_text()
    assert tab.locator(".explorer .chosen").count() == 3


def test_an_address_carries_the_state(tab: Tab) -> None:
    """What a teacher sends opens as it was sent, and the page's own link says the same."""
    for page, states in STATES.items():
        for number, (state, said) in enumerate(states.items()):
            if number == 0:
                opened(tab, page, state)
            else:  # Another address of the page that is open loads nothing anew.
                tab.evaluate("state => { location.hash = state }", state)
            tab.wait_for_selector(f'.explorer .note a[href="#{state}"]')
            assert said in told(tab), state
            assert tab.locator(".explorer").evaluate("it => it.getBoundingClientRect().top") < 300


def test_an_address_that_cannot_be_read_says_so(tab: Tab) -> None:
    """And the first state is there."""
    opened(tab, "tensors/metadata")
    alert = tab.get_by_role("alert")
    for state in ("memory=2,x/", "memory=2,3/view,a/", "memory=2,3/sort,0/", "memory=99,99/"):
        tab.evaluate("state => { location.hash = state }", state)
        alert.wait_for()
        assert "읽을 수 없어" in alert.inner_text(), state
        assert "보폭은 (2, 4)" in told(tab)
        tab.evaluate("location.hash = 'memory=2,3/'")
        alert.wait_for(state="detached")
        assert "보폭은 (3, 1)" in told(tab)


def test_without_a_script_a_sentence_and_the_record_are_there(browser: Browser, site: Path) -> None:
    """A page with an explorer says what is missing; one without loads nothing for it."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    asking.hand_out(tab, site)
    for page in PLACES:
        tab.goto(f"{asking.ADDRESS}/{page}/")
        assert "자바스크립트가 켜진" in tab.locator(".explorer").inner_text(), page
    context.close()
    with_one = {
        path.parent
        for path in site.rglob("index.html")
        if "explorers/start.js" in path.read_text("utf-8")
    }
    assert with_one == {site / page for page in PLACES}


def test_paper_shows_the_state_and_no_buttons(tab: Tab) -> None:
    """What only a screen can press is not printed."""
    opened(tab, "training/optimizer")
    tab.get_by_role("button", name="한 걸음").click()
    tab.emulate_media(media="print")
    assert tab.locator(".explorer button:visible").count() == 0
    assert tab.locator(".explorer svg:visible").count() == 1
    assert "걸음 2" in told(tab)
    tab.emulate_media(media="screen")
