"""Pages' cards: what stands on them, and that it fits."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from textbook.composing import cards
from textbook.composing.cards import EDGE, HEIGHT, SIZE, WIDTH, Cards

LONG = "텐서의 값이 메모리에 어떻게 놓이는지 알면 이 일이 왜 일어나는지 압니다. " * 9
LARGEST = 60_000
"""Bytes: a picture for which nobody waits."""


def ink(png: bytes) -> tuple[int, int, int, int]:
    """Where anything is drawn below the card's band: left, upper, right and lower edge."""
    with Image.open(BytesIO(png)) as card:
        assert card.size == SIZE
        below = card.convert("L").crop((0, 20, WIDTH, HEIGHT)).point(lambda light: light < 250)
        found = below.getbbox()
    assert found
    return found


@pytest.mark.parametrize("number", ["3.9", ""])
@pytest.mark.parametrize("title", ["저장소", "더 알아보기: 내 데이터로 모델을 만들어 쓰기 " * 3])
@pytest.mark.parametrize("said", ["x²을 미분하면 2x입니다.", LONG, ""])
def test_all_that_is_said_fits(number: str, title: str, said: str) -> None:
    """Within the edges, and small; the same bytes each time."""
    drawn = Cards().draw("파이토치 기초", number, title, said)
    left, _, right, low = ink(drawn)
    assert left >= EDGE - 5
    assert right <= WIDTH - EDGE + 5
    assert low <= HEIGHT - 40
    assert len(drawn) < LARGEST
    assert drawn == Cards().draw("파이토치 기초", number, title, said)


def test_what_does_not_fit_is_told() -> None:
    """By an ellipsis at the last line's end, and never by half a word."""
    made, written = Cards(), []

    class Pen:
        def text(self, _: Any, row: str, *__: Any) -> None:
            written.append(row)

    made.lines(Pen(), 0, LONG, ("", 36), cards.QUIET, most=3)
    assert len(written) == 3
    assert written[-1].endswith(" …")
    assert LONG.startswith(" ".join(written).removesuffix(" …") + " ")


def test_each_part_of_a_card_is_drawn() -> None:
    """The book's name, the number, the title and the opening each change the picture."""
    whole = ("파이토치 기초", "3.9", "저장소", "표에서 한 행을 꺼내 고쳤습니다.")
    drawn = {Cards().draw(*whole)}
    for place in range(4):
        book, number, title, said = ("다름" if at == place else one for at, one in enumerate(whole))
        drawn.add(Cards().draw(book, number, title, said))
    assert len(drawn) == 5


def test_hangul_has_a_face() -> None:
    """Letters without a shape would all be the same box."""
    made = Cards()
    assert made.draw("b", "", "가", "") != made.draw("b", "", "나", "")
    assert Path(made.face("Bold", 34).path).name == "NanumGothicBold.ttf"
