"""Whether two runs show the same: to the letter, but for what this file allows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from textbook.model import Problem, Program
from textbook.outcomes import LENGTHS, Provenance, Result
from textbook.reading import snippets
from textbook.reading.sources import jobs_of
from textbook.recording.compare import check_varies, difference, same
from textbook.running.runner import Runner

CPU = Provenance("2.13.0+cpu", None, "CPU", "3.11.7", "Linux x86_64")
GPU = Provenance("2.13.0+cu130", "13.0", "Invented GPU", "3.12.0", "Linux x86_64")
OTHER = replace(GPU, device="Another GPU")
FORGED = replace(CPU, device="NVIDIA H100")
PLAIN = Program("a/one", Path("snippets/a/one.py"), "print(1)\n")
VARYING = replace(PLAIN, varies=r"\d+ ms")
ROUNDED = [
    ("tensor([0.1234, 5.0000])", "tensor([0.1236, 4.9998])"),
    ("tensor([1.0000e-04])", "tensor([9.9990e-05])"),
    ("1.5000e+03", "1.5002e+03"),
    ("loss 0.52", "loss 0.54"),
    ("tensor([-0.0001])", "tensor([0.0001])"),
    ("tensor([10.0000,  9.9999])", "tensor([10.0000, 10.0001])"),
    ("tensor(1.)", "tensor(0.9999)"),
]
"""What another model of GPU may print."""
DIFFERENT = [
    ("tensor([0.1234])", "tensor([0.1237])"),
    ("tensor([0.1234])", "tensor([0.2234])"),
    ("tensor([0.0001])", "tensor([-0.0008])"),
    ("1.5000e+03", "1.5003e+03"),
    ("1.5000e+03", "1.5000e+04"),
    ("tensor([1., 2.])", "tensor([2., 3.])"),
    ("tensor([0.1234])", "tensor([0.1234], dtype=torch.float64)"),
    ("tensor([0.1234])", "tensor([0.1234], device='cuda:0')"),
    ("tensor([0.1234, 1.0000])", "tensor([0.1234])"),
    ("tensor([0.1234])", "tensor([nan])"),
    ("torch.Size([2])", "torch.Size([3])"),
    ("tensor([1, 2])", "tensor([1, 3])"),
    ("1 2", "12"),
    ("0.5 1 2", "0.5 12"),
    ("0.12 34", "0.1234"),
    ("torch 2.13.0", "torch 2.13.1"),
    ("1e-05", "2e-05"),
    ("x0.51", "x0.52"),
    ("tensor(1., grad_fn=<MulBackward0>)", "tensor(1.)"),
    ("True", "False"),
]
"""What no rounding explains."""


def result(printed: str = "", *figures: str, on: Provenance = CPU, value: str = "") -> Result:
    """A result as a run would give it."""
    return Result(printed, value, figures, None, on)


def drawing(text: str = "a", d: str = "M 1.25 300", style: str = "stroke-width: 1.5") -> str:
    """A figure with one line and one text."""
    title = f"<title>{text}</title>"
    line = f'<path id="p-1" d="{d}" style="{style}"/>'
    return f'<svg width="10pt">{title}{line}<text x="3.10" y="4.20">{text}</text></svg>'


@pytest.mark.parametrize(("old", "new"), ROUNDED)
def test_another_gpu_may_round_otherwise(old: str, new: str) -> None:
    """By two units of the last printed digit, and no other machine may."""
    assert same(PLAIN, result(old, on=GPU), result(new, on=OTHER))
    assert same(PLAIN, result(value=old, on=GPU), result(value=new, on=OTHER))
    for one, two in ((CPU, CPU), (GPU, GPU), (CPU, GPU), (CPU, FORGED), (FORGED, CPU)):
        assert not same(PLAIN, result(old, on=one), result(new, on=two)), (one, two)


@pytest.mark.parametrize(("old", "new"), DIFFERENT)
def test_nothing_else_may_differ(old: str, new: str) -> None:
    """On no two machines, in no order."""
    for one, two in ((GPU, OTHER), (CPU, CPU), (GPU, GPU), (CPU, FORGED)):
        assert not same(PLAIN, result(old, on=one), result(new, on=two))
        assert not same(PLAIN, result(new, on=one), result(old, on=two))


def test_two_units_and_no_more() -> None:
    """At any number: neither floats' own rounding nor a sign moves the limit."""
    for number in range(-40, 4000, 13):
        for units in range(-4, 5):
            old, new = f"{number / 1e4:.4f}", f"{(number + units) / 1e4:.4f}"
            agree = same(PLAIN, result(old, on=GPU), result(new, on=OTHER))
            assert agree is (abs(units) <= 2), (old, new)


def test_the_same_text_is_the_same_wherever_it_ran() -> None:
    """A machine is no part of what is shown; a value is, and so are a layout and a drawing."""
    assert same(PLAIN, result("1\n", on=CPU), result("1\n", on=GPU))
    assert not same(PLAIN, result("", value="1\n"), result("", value="2\n"))
    storage = {"storages": [["1"]], "tensors": []}
    assert not same(PLAIN, result("1\n"), replace(result("1\n"), layout=storage))
    assert same(PLAIN, replace(result(), layout=storage), replace(result(), layout=dict(storage)))
    assert not same(PLAIN, result("1\n"), replace(result("1\n"), drawn=({"kind": "way"},)))


def test_what_varies_is_left_out() -> None:
    """It alone."""
    assert same(VARYING, result("took 3 ms\n"), result("took 40 ms\n"))
    assert not same(PLAIN, result("took 3 ms\n"), result("took 40 ms\n"))
    assert not same(VARYING, result("took 3 ms\n"), result("ran 40 ms\n"))
    assert not same(VARYING, result("took 3 ms 0.5\n"), result("took 40 ms 0.6\n"))


@pytest.mark.parametrize(
    ("new", "agree"),
    [
        (drawing(d="M 1.30 300"), True),
        (drawing(d="M 1.34 300.09"), True),
        (drawing().replace("3.10", "3.15"), True),
        (drawing(d="M 1.36 300"), False),
        (drawing(d="M 1.25 300.5"), False),
        (drawing(d="M -1.25 300"), False),
        (drawing(d="L 1.25 300"), False),
        (drawing(d="M 1.25 300 300"), False),
        (drawing(style="stroke-width: 1.55"), False),
        (drawing(text="b"), False),
        (drawing().replace(">a</text>", "/>"), False),
        (drawing().replace("</text>", "</text>tail"), False),
        (drawing().replace("</svg>", "<g/></svg>"), False),
        (drawing().replace("path", "line"), False),
        (drawing().replace(' x="3.10"', ""), False),
        (drawing().replace('id="p-1"', 'id="p-2"'), False),
        ("<svg", False),
    ],
)
def test_figures_agree_but_for_a_hair(new: str, agree: bool) -> None:
    """A tenth of a point in a length is a processor's rounding; all else is another figure."""
    assert same(PLAIN, result("", drawing()), result("", drawing()))
    assert same(PLAIN, result("", drawing()), result("", new)) is agree
    assert same(PLAIN, result("", new), result("", drawing())) is agree


@pytest.mark.parametrize("on", [CPU, OTHER])
@pytest.mark.parametrize(
    ("old", "new"),
    [("lr = 0.001", "lr = 0.0011"), ("loss 0.52", "loss 0.61"), ("loss 0.52", "loss 0.53")],
)
def test_a_figures_text_is_compared_as_text(old: str, new: str, on: Provenance) -> None:
    """Numbers in a title or a legend are no lengths, on no GPU."""
    first = result("", drawing(old), on=GPU if on is OTHER else CPU)
    assert not same(PLAIN, first, result("", drawing(new), on=on))


def test_figures_and_their_texts_have_their_places() -> None:
    """One more, one less or one elsewhere is a change."""
    assert not same(PLAIN, result("", drawing()), result(""))
    assert not same(PLAIN, result("", drawing()), result("", drawing(), drawing()))
    assert not same(VARYING, result("", drawing()), result("", drawing(), drawing()))
    texts = ("<text>z</text><text/>", "<text/><text>z</text>")
    moved = [drawing().replace("</svg>", f"{text}</svg>") for text in texts]
    assert not same(PLAIN, result("", moved[0]), result("", moved[1]))


def test_a_varying_programs_figures_are_compared_by_their_text() -> None:
    """Its curves differ with each run; what it says about them does not, `varies` aside."""
    old, longer = drawing("3 ms"), drawing("40 ms", d="M 0 0 L 9 9").replace("</svg>", "<g/></svg>")
    assert same(VARYING, result("", old), result("", longer))
    assert not same(PLAIN, result("", old), result("", longer))
    assert not same(VARYING, result("", old), result("", drawing("3 s")))
    assert not same(VARYING, result("", old), result("", "<svg"))


def test_a_pattern_that_leaves_nothing_is_told() -> None:
    """It would take any output for any other."""
    for pattern, printed in ((r"\d+", "12\n"), (r"[a-z ]+|\d", "took 3\n")):
        greedy = replace(PLAIN, varies=pattern)
        told = r"snippets/a/one\.py:1: varies = .* matches all that it prints"
        with pytest.raises(Problem, match=told):
            check_varies(greedy, result(printed))
        with pytest.raises(Problem, match=told):
            check_varies(greedy, result(value=printed))
        check_varies(greedy, result(printed + "OK!\n"))
        check_varies(greedy, result("", drawing()))
    check_varies(VARYING, result("took 12 ms\n"))
    check_varies(PLAIN, result("12\n"))


def test_a_difference_is_told_as_a_diff() -> None:
    """Without what varies; in words where only a figure differs."""
    old, new = result("same\n3 ms\na\n"), result("same\n4 ms\nb\n")
    assert difference(VARYING, old, new) == "@@ -1,3 +1,3 @@\n same\n 4 ms\n-a\n+b"
    assert difference(PLAIN, result("a\n", "1"), result("a\n", "2")) == "what it draws differs"


Draw = Callable[[str], Result]


@pytest.fixture
def draw(runner: Runner, tmp_path: Path) -> Draw:
    """Run a program that draws, beside another, so that the worker has matplotlib ready."""

    def run(text: str) -> Result:
        (tmp_path / "a").mkdir(exist_ok=True)
        text = f"import matplotlib.pyplot as plt\n{text}\nprint(1)\n"
        for name in ("a/plot", "a/other"):
            (tmp_path / f"{name}.py").write_text(text, "utf-8")
        programs = [snippets.read(tmp_path, name) for name in ("a/plot", "a/other")]
        came = runner.run(jobs_of(programs))["a/plot.cpu"]
        assert isinstance(came, Result), came
        return came

    return run


def test_a_figures_text_is_never_rounded(draw: Draw) -> None:
    """Its lengths are, to a hundredth of a point."""
    (svg,) = draw(
        "plt.plot([1e-3, 1.1e-3], [1, 2], label='loss 0.12345')\nplt.title('lr = 0.001')\n"
        "plt.gca().set_xticks([1e-3, 1.1e-3])\nplt.gca().xaxis.set_major_formatter('{x:.4f}')\n"
        "plt.legend()\nplt.show()"
    ).figures
    texts = re.findall(r">([^<>]+)</text>", svg)
    assert {"0.0010", "0.0011", "lr = 0.001", "loss 0.12345"} <= set(texts)
    assert "<title>lr = 0.001, loss 0.12345</title>" in svg
    lengths = [value for key, value in re.findall(r'([\w:]+)="([^"]*)"', svg) if key in LENGTHS]
    assert len(lengths) > 20
    assert not [value for value in lengths if re.search(r"\.\d{3}", value)]


def test_figures_follow_the_page(draw: Draw) -> None:
    """No colour of their own for text, their own name on each id in use, the same bytes twice."""
    program = (
        "plt.plot([0, 1], [1, 0], label='loss')\nplt.title('A <title>')\nplt.xlabel('step')\n"
        "plt.ylabel('y')\nplt.legend()\nplt.figure()\nplt.show()"
    )
    first, second = draw(program), draw(program)
    assert second.figures == first.figures
    svg, empty = first.figures
    assert svg.startswith("<svg")
    assert "<title>A &lt;title&gt;, step, y, loss</title>" in svg
    assert "<title>figure</title>" in empty
    assert "currentColor" in svg
    assert not {"#000000", "#010203", "black"} & set(re.split(r"[\"; ]", svg))
    ids = re.findall(r' id="([^"]+)"', svg)
    assert len(ids) == len(set(ids)) > 2
    assert all(one.startswith("a-plot-cpu-1-") for one in ids)
    assert set(re.findall(r'(?:href="|url\()#([^")]+)', svg)) == set(ids)
    assert set(re.findall(r"rotate\(-\d+", svg)) == {"rotate(-90"}
