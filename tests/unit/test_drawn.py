"""Drawings of expressions: what is read from a run's tensors, where it stands, what is said."""

from __future__ import annotations

import itertools
import re
from typing import Any
from xml.etree import ElementTree

import pytest
import torch

from tests.unit.test_drawing import ENGLISH, KOREAN, SVG, box, overlap
from textbook.composing import drawing, drawn, hops, sentences
from textbook.drawings import FORMS, parse
from textbook.running.drawings import KINDS, describe

NAMES: dict[str, Any] = {
    "table": torch.tensor([[1, 2, 3], [4, 5, 6]]),
    "row": torch.tensor([10, 20, 30]),
    "column": torch.tensor([[100], [200]]),
    "one": torch.tensor(7),
    "turned": torch.tensor([[7, 8], [9, 10], [11, 12]]).t(),
    "large": torch.arange(24).view(4, 6).t(),
    "long": torch.arange(32.0) / 7,
    "cube": torch.zeros(2, 2, 2),
    "number": 3,
}
DRAWN = [
    *("table + row", "row - column", "table * one", "one / one", "long.view(2, 16) + long[:16]"),
    *("table.sum(dim=0)", "table.sum(dim=-1, keepdim=True)", "row.sum(dim=0)", "row.amax(dim=-1)"),
    *("(table @ row)[1]", "(table @ table.T)[0, -1]", "(column @ row.view(1, 3))[1, 2]"),
    *("turned.view(3, 2)", "turned.view(-1)", "large.view(24)", "large.view(12, 2)"),
    *("loss.backward()", "twice.backward()", "again.backward()", "longest.backward()"),
]


def names() -> dict[str, Any]:
    """The names of a program that has ended, with a recorded computation among them."""
    x = torch.tensor(2.0, requires_grad=True)
    w = torch.tensor(5.0, requires_grad=True)
    product = w * x
    total = product + 1
    loss = total**2
    twice = x * x
    again = (inner := twice + x) * w
    steps = {"x": x, "w": w, "product": product, "total": total, "loss": loss}
    p, q = (torch.tensor(one, requires_grad=True) for one in (12345.5, 98765.25))
    steps |= {"p": p, "q": q, "between": (between := p * q), "longest": between * 1.1}
    return NAMES | steps | {"twice": twice, "inner": inner, "again": again}


def picture(asked: str, language: Any = KOREAN) -> ElementTree.Element:
    """One drawing as SVG."""
    return ElementTree.fromstring(drawn.draw(describe([asked], names())[0], language))


def said(asked: str) -> str:
    """What the Korean title of a drawing says."""
    return picture(asked)[0].text or ""


def cells(svg: ElementTree.Element) -> list[tuple[str, str, bool]]:
    """Each cell's value, its colour's role, and whether it is drawn strongly."""
    values = [one.text or "" for one in svg.iter(f"{SVG}text") if "middle" in one.attrib.values()]
    found = []
    for value, rect in zip(values, svg.iter(f"{SVG}rect"), strict=True):
        role = re.search(r"--book-(\w+)", rect.attrib["fill"])
        found.append((value, role[1] if role else "", "0.42" in rect.attrib.values()))
    return found


def test_every_kind_is_drawn_and_told() -> None:
    """What can be asked for is read, drawn and said."""
    asked = {parse(one).kind for one in DRAWN}
    assert asked == set(KINDS) == set(drawn.KINDS) == set(sentences.KINDS)
    assert {parse(one).kind for one in re.split(", (?=[a-z(])| or ", FORMS)} == asked


@pytest.mark.parametrize("asked", DRAWN)
@pytest.mark.parametrize("language", [KOREAN, ENGLISH], ids=["ko", "en"])
def test_nothing_lies_outside_or_over_another(asked: str, language: Any) -> None:
    """Frames keep apart, and so do words; a word lies in one frame or in none."""
    svg = picture(asked, language)
    *_, width, height = map(float, svg.attrib["viewBox"].split())
    rects = [box(one) for one in svg.iter(f"{SVG}rect")]
    texts = [box(one) for one in svg.iter(f"{SVG}text") if one.text]
    assert all(
        left >= 0 and top >= 0 and right <= width and bottom <= height
        for left, top, right, bottom in (*rects, *texts)
    )
    for pair in (*itertools.combinations(rects, 2), *itertools.combinations(texts, 2)):
        assert not overlap(*pair)
    for text, rect in itertools.product(texts, rects):
        inside = text[0] >= rect[0] - 1 and text[2] <= rect[2] + 1
        assert not overlap(text, rect) or (inside and rect[1] <= text[1] and text[3] <= rect[3])
    if "long" not in asked:
        assert width <= drawing.WIDTH


def test_broadcasting_is_stretching() -> None:
    """What is there is solid, what is repeated dashed, and both have the values that are read."""
    shown = cells(picture("row - column"))
    wanted = torch.broadcast_tensors(NAMES["row"], NAMES["column"])
    result = (NAMES["row"] - NAMES["column"]).flatten().tolist()
    read = [*wanted[0].flatten().tolist(), *wanted[1].flatten().tolist(), *result]
    assert [one[0] for one in shown] == [str(value) for value in read]
    own = [bool(role) for _, role, _ in shown]
    assert own == [*[True] * 3, *[False] * 3, *[True, False, False] * 2, *[True] * 6]
    assert said("row - column") == (
        "row: 모양은 (3,)이고 값은 10, 20, 30입니다. 같은 값을 되풀이해 모양 (2, 3)에 맞춥니다. "
        "column: 모양은 (2, 1)이고 값은 100 / 200입니다. 같은 값을 되풀이해 모양 (2, 3)에 "
        "맞춥니다. "
        "row - column: 모양은 (2, 3)이고 값은 -90, -80, -70 / -190, -180, -170입니다."
    )


def test_a_dimension_collapses() -> None:
    """Each group beside what it becomes, the first group marked."""
    for dim, marked in ((0, ["1", "4", "5"]), (1, ["1", "2", "3", "6"])):
        shown = cells(picture(f"table.sum(dim={dim})"))
        assert [value for value, _, strong in shown if strong] == marked
    assert said("table.sum(dim=1)") == (
        "table.sum(dim=1): table의 모양은 (2, 3)입니다. dim=1이 없어져 모양은 (2,)입니다. "
        "1, 2, 3에서 6 하나가 나옵니다. 4, 5, 6에서 15 하나가 나옵니다."
    )


def test_a_row_and_a_column_make_an_element() -> None:
    """They are marked where they meet, and reckoned below."""
    chosen = [one[0] for one in cells(picture("(table @ table.T)[0, -1]")) if one[1] == "chosen"]
    assert chosen == ["1", "2", "3", "4", "5", "6", "32"]
    assert said("(table @ table.T)[0, -1]") == (
        "(table @ table.T)[0, -1]: table의 0행(1, 2, 3)과 table.T의 1열(4, 5, 6)을 차례로 곱해 "
        "더합니다. 1 × 4 + 2 × 5 + 3 × 6 = 32입니다."
    )
    assert "table의 1행(4, 5, 6)과 벡터 row(10, 20, 30)의 원소를" in said("(table @ row)[1]")


def test_a_view_is_drawn_up_to_where_it_fails() -> None:
    """The last cell is the one that no stride leads to; the hop to it is of another length."""
    svg = picture("turned.view(3, 2)")
    shown = cells(svg)[:6]
    assert [value for value, *_ in shown] == ["7", "9", "11", "8", "", ""]
    assert [role for _, role, _ in shown] == ["cell"] * 3 + ["error", "", ""]
    arrows = [one for one in svg.iter(f"{SVG}path") if "V" in one.attrib["d"]]
    lines = [(one.attrib["stroke"], one.get("stroke-dasharray")) for one in arrows]
    assert lines == [(hops.WRONG, "6 3"), ("currentColor", None)]
    assert {"→ +2", "→ \N{MINUS SIGN}3"} <= {one.text for one in svg.iter(f"{SVG}text")}
    two = sentences.steps(describe(["large.view(12, 2)"], NAMES)[0])
    assert [(one.label, one.start) for one in two] == [("↓ +12", 0), ("↓ \N{MINUS SIGN}11", 12)]
    assert said("turned.view(3, 2)") == (
        "turned.view(3, 2): turned에서는 저장소의 칸을 0, 2, 4, 1, 3, 5번 순서로 읽습니다. "
        "모양 (3, 2)의 처음 원소들로 정해지는 보폭은 (4, 2)입니다. 원소 3개까지만 이 보폭으로 읽을 "
        "수 있습니다. 그다음에는 4번 칸에서 +2만큼 가면 6번 칸이지만, 읽을 값은 1번 칸에 있습니다."
    )


def test_what_torch_refuses_is_where_no_stride_leads() -> None:
    """For every order of three dimensions, slices among them, and every table of its elements."""
    refused, fine = 0, "is not refused, or is more than a table: use layout"
    for order, part in itertools.product(itertools.permutations(range(3)), (1, 2)):
        x = torch.arange(24).view(2, 3, 4)[:, :, ::part].permute(*order)
        count = x.numel()
        for rows in [one for one in range(1, count + 1) if count % one == 0]:
            asked = f"x.view({rows}, {count // rows})"
            try:
                x.view(rows, count // rows)
            except RuntimeError:
                refused += 1
            else:
                with pytest.raises(ValueError, match=fine):
                    describe([asked], {"x": x})
                continue
            (one,) = describe([asked], {"x": x})
            steps = torch.arange(rows).view(-1, 1) * one["stride"][0]
            straight = (steps + torch.arange(count // rows) * one["stride"][1]).flatten().tolist()
            wrong = one["wrong"]
            assert straight[:wrong] == one["places"][:wrong]
            assert straight[wrong] != one["places"][wrong]
    assert refused > 40


@pytest.mark.parametrize("last", ["loss", "twice", "again"])
def test_a_gradients_way_has_the_numbers_of_backward(last: str) -> None:
    """What arrives at each leaf is what `backward` adds there; nothing is left in `.grad`."""
    known = names()
    (one,) = describe([f"{last}.backward()"], known)
    assert known["x"].grad is None
    known[last].backward()
    found = {node["name"]: float(node["grad"]) for node in one["nodes"]}
    for leaf in {"x", "w"} & found.keys():
        assert found[leaf] == known[leaf].grad.item()
    for number, node in enumerate(one["nodes"]):
        sent = [float(hop[3]) for hop in one["hops"] if hop[1] == number]
        assert float(node["grad"]) == (sum(sent) if number else 1)
    for start, _, slope, sent in one["hops"]:
        assert float(sent) == float(slope) * float(one["nodes"][start]["grad"])


def test_a_gradients_way_is_told_step_by_step() -> None:
    """What comes from where, also where it comes twice."""
    assert said("loss.backward()") == (
        "loss의 값은 121이고, 기울기는 1에서 시작합니다. total의 값은 11이고, 기울기는 22입니다"
        "(loss에서 온 1 × 22 = 22). product의 값은 10이고, 기울기는 22입니다(total에서 온 22 × 1 "
        "= 22). w의 값은 5이고, 기울기는 44입니다(product에서 온 22 × 2 = 44). x의 값은 2이고, "
        "기울기는 110입니다(product에서 온 22 × 5 = 110)."
    )
    assert "4입니다(twice에서 온 1 × 2 = 2, twice에서 온 1 × 2 = 2)" in said("twice.backward()")


@pytest.mark.parametrize(
    "text", ["x", "3", "x +", "x.sum()", "a @ b", "x.view(n)", "x.sum(dim=d)", "x % 2", "f(dim=1)"]
)
def test_what_has_no_form_is_refused(text: str) -> None:
    """With every form that there is."""
    with pytest.raises(
        ValueError, match=re.escape(f"draw: {text!r} has no form that can be drawn")
    ):
        parse(text)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("table + number", "draw: number is no tensor"),
        ("cube + one", "draw: cube has the shape (2, 2, 2): draw one with at most two dimensions"),
        ("table.cumsum(dim=1)", "has a value for more than each place along dim=1"),
        ("table.max(dim=1)", "draw: table.max(dim=1) is no tensor"),
        ("(row @ row)[0]", "names no element of a product of a matrix: write a matrix"),
        ("(table @ row)[0, 0]", "names no element of a product of a matrix"),
        ("(table @ row)[2]", "names no element of a product of a matrix"),
        ("turned.view(2, 3)", "draw: turned.view(2, 3) is not refused, or is more than a table"),
        ("long[::2].t().view(2, 2, 4)", "is not refused, or is more than a table: use layout"),
        ("one.backward()", "draw: one has no recorded steps"),
        ("unnamed.backward()", "draw: MulBackward0 of unnamed.backward() has no name: name every"),
        ("wide.backward()", "has more than 12 steps, or one of many elements"),
        ("done.backward()", "has done that already: leave it to the drawing, or give"),
    ],
)
def test_what_cannot_be_drawn_is_refused(asked: str, message: str) -> None:
    """When the program has run, with the expression and what to do."""
    known = names()
    many = torch.ones(2, requires_grad=True)
    done = known["x"] ** 2
    done.backward()
    known |= {"unnamed": known["x"] * 2 * 3, "many": many, "wide": many * 2, "done": done}
    with pytest.raises(ValueError, match=re.escape(message)):
        describe([asked], known)
