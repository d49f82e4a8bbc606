"""Values in sentences: which are looked at, and what shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from textbook.composing import values
from textbook.composing.values import Shown
from textbook.model import Code, Page, Program, Prose
from textbook.outcomes import Output, Provenance, Result
from textbook.questions import Choice, Question

SHOWN = {
    "page/one": Shown(
        ["x = torch.arange(12).view(3, 4)", "x.t() is True"],
        ["tensor([0.1235, 2.0000])", "(4, 1) 1797 torch.float32", "11 False"],
    ),
    "page/two": Shown(["rate = 5e-3", "1_000_000"], ["loss 0.9446", "RuntimeError: shape '[5]'"]),
}


def page(*blocks: str) -> Page:
    """A page of prose and, where a block names one, of programs."""
    made: list[Prose | Code] = []
    line = 1
    for block in blocks:
        made.append(Code(block, line) if block in SHOWN else Prose(block, line))
        line += block.count("\n") + 1
    return Page(Path("docs/ko/page.md"), "ko", "page", tuple(made))


def wrong(text: str) -> list[str]:
    """What is wrong with a sentence below the program `page/one`, in a section of its own."""
    made = page("# T { #t }\n", "page/two", "## A { #a }\n", "page/one", text)
    found = list(values.wrong(made, SHOWN.__getitem__))
    assert all(told.startswith("docs/ko/page.md:7: ") for told in found)
    return [told.removeprefix("docs/ko/page.md:7: ") for told in found]


NOWHERE = "{}: no program or output of this section shows it: "
TOO = "{}: this section shows {}, too: "


@pytest.mark.parametrize(
    "text",
    [
        *("1,797장", "`(4, 1)`입니다", "`torch.float32`", "약 0.12", "0.124쯤", "`view`"),
        *("2023년 4월 12일", "PyTorch 2.13", "2.6부터", "[x](a.md#33)", "25. 항목", "세 개 3"),
        *("`arange(77)`", "`x.view(5, 5)`", "`stride`", "99개 <!-- unshown: 릴리스 -->"),
        *("`True` <!-- shown: True = one.py:2 -->", "`False` <!-- shown: False = one:3 -->"),
        "12와 11 <!-- shown: 12 = one.py:1; 11 = one:3 -->",
    ],
)
def test_what_stands(text: str) -> None:
    """Shown here, rounded from that, a date or a release, a call, or said to be unshown."""
    assert wrong(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        *[(f"{one}개", NOWHERE.format(one)) for one in ("13", "1,798", "0.13", "0.1236", "94%")],
        *[(f"`{one}`", NOWHERE.format(one)) for one in ("(4, 2)", "torch.float64", "'[5]'", "17")],
        ("`RuntimeError`", NOWHERE.format("RuntimeError")),
        ("0.9446", NOWHERE.format("0.9446")),
        ("| 표 | 17 |", NOWHERE.format("17")),
        ("11개", TOO.format("11", "12")),
        ("`True`", TOO.format("True", "False")),
        ("`True` <!-- shown: False = one:3 -->", "True: this line says where False is shown"),
        ("`torch.float32` <!-- shown: 7 = one:3 -->", "torch.float32: this line says where 7 is"),
        ("`1798`", NOWHERE.format("1798")),
        *[
            (f"`True` <!-- shown: True = {place} -->", f"True: does not stand at {place}: ")
            for place in ("one.py:1", "one:3", "one:9", "two:1", "one.py:x", "one.py", "one.py:0")
        ],
    ],
)
def test_what_does_not(text: str, told: str) -> None:
    """In no program and no output of the section, or not alone, or not where it is said to be."""
    (found,) = wrong(text)
    assert found.startswith(told)


def test_any_digit_of_inline_code_may_be_another() -> None:
    """Not its last alone: 1 could be 3 as well as 2, and 21 could be 11."""
    shown = {"page/one": Shown([], ["21 11", "torch.int16 torch.int64"])}
    made = page("# T { #t }\n", "page/one", "`21`, `torch.int64`, 21")
    told = [one.partition(": ")[2] for one in values.wrong(made, shown.__getitem__)]
    assert [one.partition(", too")[0] for one in told] == [
        "21: this section shows 11",
        "torch.int64: this section shows torch.int16",
    ]


@pytest.mark.parametrize("text", ["94%를 넘게", "94.46%", "0.945", "0.005", "1,000,000"])
def test_percents_and_other_ways_to_write_a_number(text: str) -> None:
    """Cut or rounded; powers of ten, and thousands."""
    assert not list(values.wrong(page("# T { #t }\n", "page/two", text), SHOWN.__getitem__))


def test_beginning_and_summary_speak_of_the_whole_page() -> None:
    """So does a section without a program."""
    made = page(
        *("# T { #t }\n1797", "## A { #a }\n", "page/one", "## B { #b }\n", "page/two", "1797\n"),
        *("## C { #c }\n0.94", "## 정리 { #summary }\n\n1797, 94%, 55\n"),
    )
    first, second = values.wrong(made, SHOWN.__getitem__)
    assert first.startswith("docs/ko/page.md:9: 1797: no program or output of this section")
    assert second.startswith("docs/ko/page.md:15: 55: no program or output of this section")


def test_what_a_program_shows() -> None:
    """Its code and what it prints line by line; what it draws, and how its tensors lie."""
    program = Program("a", Path("a.py"), "x = 1\nx\n")
    on = Provenance("2.13.0", None, "CPU", "3.11", "Linux")
    result = Result("1\n2\n", "3\n", ("<svg><text>lr = 0.5</text></svg>",), {"stride": [7]}, on)
    shown = values.shown(program.source, [Output(program.runs[0], "executed", result)])
    assert shown.code == ["x = 1", "x"]
    assert shown.printed == ["1", "2", "3"]
    assert "lr = 0.5" in shown.text
    assert "[7]" in shown.text
    assert "svg" not in shown.text


@pytest.mark.parametrize(("state", "told"), [("executed", 1), ("waiting", 0)])
def test_a_page_is_looked_at_when_its_programs_have_run(state: str, told: int) -> None:
    """While it is served, a page is there before its results."""
    made = page("# T { #t }\n", "page/one", "1797")
    run = Program("page/one", Path("one.py"), "x = 1\n").runs[0]
    output = Output(run, state)
    assert len(values.unshown([made], lambda name: "x = 1", lambda name: [output])) == told


def test_a_question_is_held_against_its_own_programs() -> None:
    """What is asked against those of all answers, why one is right or wrong against its own."""
    right = Choice("page/one", "2", "(4, 1)", "1797이고 0.9446", 9)
    wrong = Choice("page/two", "1", "loss", "0.9446이고 17", 10)
    asked = Question("q", "1797이고 0.9446이고 55", 7, "page/one", 8, False, (right, wrong))
    blocks = (Prose("# T { #t }\n", 1), Code("page/one", 3), asked)
    told = values.wrong(Page(Path("docs/ko/page.md"), "ko", "page", blocks), SHOWN.__getitem__)
    assert [one.partition(": no program")[0] for one in told] == [
        f"docs/ko/page.md:{where}" for where in ("7: 55", "9: 0.9446", "10: 17")
    ]
