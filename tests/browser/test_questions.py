"""Questions in Chromium: what is taken for a right answer, and how a reader sees that it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import go

SEEN = """(question) => {
  const told = question.querySelector(".told")
  const sign = getComputedStyle(told, "::before").content
  return { sign, line: getComputedStyle(told).borderLeftStyle, role: told.getAttribute("role"),
    colour: getComputedStyle(told).borderLeftColor }
}"""


@pytest.mark.parametrize(
    ("page", "name", "right", "wrong"),
    [
        (
            *("tensors/gpu/", "guess-bytes"),
            ("4000000", " 4,000,000 ", "4_000_000"),
            ("4,00,0000", "4,000,0000", "8,000,000"),
        ),
        ("training/optimizer/", "guess-double", ("\N{MINUS SIGN}3", "-3.00"), ("3",)),
    ],
)
def test_a_number_is_itself_however_it_is_written(
    browser: Browser,
    address: str,
    page: str,
    name: str,
    right: tuple[str, ...],
    wrong: tuple[str, ...],
) -> None:
    """With commas or lines between its thousands, and with a minus that is no hyphen."""
    tab = browser.new_page()
    go(tab, f"{address}/{page}")
    question = tab.locator(f".question[data-question$='#{name}']")
    for said in (*right, *wrong):
        question.locator(".typed input").fill(said)
        question.locator(".md-button").click()
        answered = question.get_attribute("data-answered")
        assert answered == ("right" if said in right else "wrong"), said
    tab.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_right_and_wrong_are_told_apart_at_a_glance(
    browser: Browser, address: str, scheme: str
) -> None:
    """By words, a sign, a line and a colour; the answer that was judged has its sign as well."""
    tab = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    go(tab, f"{address}/tensors/operations/")
    question = tab.locator(".question:has(.choices)").first
    seen = {}
    for value in ("1", "0"):
        question.locator(f"[value='{value}']").check()
        question.locator(".md-button").click()
        assert marked(question) == [value]
        answered = question.get_attribute("data-answered") or ""
        seen[answered] = question.evaluate(SEEN)
    question.locator("[value='1']").check()
    assert marked(question) == ["0"], "what is not yet judged is marked"
    tab.close()
    assert set(seen) == {"right", "wrong"}
    assert {one["role"] for one in seen.values()} == {"status"}
    for look in ("sign", "line", "colour"):
        assert seen["right"][look] != seen["wrong"][look]


def test_no_answer_is_asked_for_and_not_kept(browser: Browser, address: str) -> None:
    """Nothing chosen, nothing typed, or words where a number is printed: the status says so."""
    tab = browser.new_page()
    go(tab, f"{address}/tensors/operations/")
    question = tab.locator(".question:has(.choices)").first
    assert asked(question) == "답을 먼저 고르세요."
    go(tab, f"{address}/tensors/gpu/")
    question = tab.locator(".question[data-question$='#guess-bytes']")
    for said, told in {
        "": "답을 먼저 적으세요.",
        "사백만": "수로 적으세요.",
        "4000000바이트": "수로 적으세요.",
    }.items():
        question.locator(".typed input").fill(said)
        assert asked(question) == told
    assert tab.evaluate("localStorage.getItem('textbook.answers')") is None
    question.locator(".typed input").fill("5")
    assert "아닙니다" in asked(question)
    question.locator(".typed input").fill("")
    assert asked(question) == "답을 먼저 적으세요."
    assert question.get_attribute("data-answered") is None
    assert marked(question) == []
    tab.close()


def asked(question: Locator) -> str:
    """What a question's status says when its answer is checked."""
    question.locator(".md-button").click()
    return question.locator("[role=status]").inner_text()


def marked(question: Locator) -> list[str | None]:
    """The values of the answers that are marked as right or wrong."""
    found = question.locator("label[data-answered] input")
    return [one.get_attribute("value") for one in found.all()]


def test_the_list_of_mistakes_is_never_of_yesterday(browser: Browser, address: str) -> None:
    """It knows what is answered in another tab, and, as it is come back to, in its own."""
    wrong = """localStorage.setItem("textbook.answers",
      JSON.stringify({ "tensors/storage#guess-row": { said: "x", right: false } }))"""
    with browser.new_context() as context:
        listed, other = context.new_page(), context.new_page()
        go(listed, f"{address}/mistakes/")
        other.goto(f"{address}/mistakes/")
        links = listed.locator(".questions li li a:visible")
        expect(links).to_have_count(0)
        other.evaluate(wrong)
        expect(links).to_have_count(1)
        listed.evaluate("localStorage.clear()")
        listed.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
        expect(links).to_have_count(0)


def test_an_answer_that_is_no_choice_any_more_is_not_judged(browser: Browser, address: str) -> None:
    """It was one of another edition; nobody has answered this one."""
    tab = browser.new_page()
    go(tab, f"{address}/tensors/storage/")
    question = tab.locator(".question:has(.choices)").first
    name = question.get_attribute("data-question")
    kept = {name: {"said": "what was printed once", "right": True}}
    tab.evaluate("(kept) => localStorage.setItem('textbook.answers', JSON.stringify(kept))", kept)
    go(tab, f"{address}/tensors/storage/")
    expect(question.locator(".md-button")).to_be_enabled()
    assert question.get_attribute("data-answered") is None
    assert question.locator("[role=status]").inner_text() == ""
    tab.close()
