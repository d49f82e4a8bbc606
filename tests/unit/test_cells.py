"""Labs: what a cell shows, what the next one finds, and what no cell may do; drawn tensors."""

from __future__ import annotations

import collections
import datetime
import fractions
import re
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from IPython.core.formatters import PlainTextFormatter

from textbook.outcomes import Failure, Outcome, Result, Waiting
from textbook.reading import labs
from textbook.reading.sources import jobs_of
from textbook.running.echo import shown
from textbook.running.isolation import Stop
from textbook.running.runner import Runner

Lab = Callable[..., list[Outcome]]
RICH = "class Rich:\n    def {}(self, *_):\n        return ''\nRich()"
OWN = "class Own:\n    def __repr__(self):\n        return {}\nOwn()"
REFUSED = {
    RICH.format("_repr_html_"): "ends in a Rich, which a notebook displays by _repr_html_",
    RICH.format("_repr_png_"): "ends in a Rich, which a notebook displays by _repr_png_",
    RICH.format("_repr_mimebundle_"): "ends in a Rich, which a notebook displays by _repr_mime",
    "display(1)": "calls display(): what it shows cannot be copied as text; print it",
    "print(1)\ndisplay()": "calls display(): what it shows cannot be copied as text; print it",
    "from IPython.display import HTML\nHTML('')": "imports IPython: what it displays cannot be",
    "{1, 2}": "ends in a set that a notebook shows in a way of its own: print it",
    "list(range(40))": "ends in a list that a notebook shows in a way of its own: print it",
    "[{3}]": "ends in a list that a notebook shows in a way of its own: print it",
    "import torch\n[torch.ones(2, 2)]": "ends in a list that a notebook shows in a way of its own",
    "object()": "ends in a object, whose address would be shown: print what matters",
    "import matplotlib.pyplot as plt\nplt.plot([1])": "ends in a list, whose address would be",
    OWN.format("'\\x1b[31m'"): "line 1 of its output holds the character '\\x1b': print text",
    OWN.format("'a' * 20_000"): "printed 20001 bytes: a page shows at most 16384",
    "import sys\nprint('oh', file=sys.stderr)": "wrote to standard error:\noh",
    "import matplotlib.pyplot as plt\nplt.title(chr(0x1F9FF))": "Glyph 129535",
    "open('../x', 'w')": "a program writes in its own folder alone",
    "import os\nos._exit(0)": "ended with exit status 0 before its last line",
    "%time 1": "raises SyntaxError: invalid syntax",
}
Point = collections.namedtuple("Point", "x y")
VALUES: list[Any] = [
    *(1, 1.5, -0.0, 1e22, True, ..., 1j, "a", "a\nb", "'", "x" * 200, b"a", "한", (), (1,)),
    *(
        [],
        {},
        {1: 2},
        [1, 2],
        {"a": [1, (2,)]},
        ["a" * 35, "b" * 36],
        ["a" * 36, "b" * 36],
        ("a" * 90,),
        [[]],
        [""],
    ),
    *(list(range(26)), list(range(40)), dict.fromkeys(range(20)), int, [int], {"type": int}, len),
    *([len], print, {1, 2}, frozenset(), [{3, 1}], (frozenset([2]),), Point(1, 2), [Point(1, 2)]),
    *(range(3), slice(1, 2), datetime.date(2026, 1, 1), fractions.Fraction(1, 2), Path("a")),
    *(re.compile("a"), [re.compile("a")], collections.defaultdict(int, {1: 2}), ValueError("x")),
    *(collections.Counter("aab"), collections.OrderedDict(a=int), collections.deque([int])),
    *(types.SimpleNamespace(a=int), types.MappingProxyType({1: int}), {1: int}.items(), object()),
    *(re, lambda: 0, [lambda: 0], list[int], int | None, NotImplemented, super(str, "a")),
]


@pytest.fixture
def lab(runner: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lab:
    """Run a lab of these cells, the first on line 2, and return what each gives."""
    monkeypatch.chdir(tmp_path)

    def run(*cells: str, header: str = "") -> list[Outcome]:
        path = Path("ko/labs/one.py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(header + "".join(f"# %%\n{cell}\n" for cell in cells), "utf-8")
        _, programs, problems = labs.read(Path(), path)
        assert problems == []
        outcomes = runner.run(jobs_of(programs))
        return [outcomes[run.key] for program in programs for run in program.runs]

    return run


def results(outcomes: list[Outcome]) -> list[Result]:
    """The outcomes, each of which must be a result."""
    assert all(isinstance(one, Result) for one in outcomes), outcomes
    return [one for one in outcomes if isinstance(one, Result)]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_is_shown_as_jupyter_shows_it(value: Any) -> None:
    """What the book shows is what IPython's own formatter shows; all else is refused."""
    try:
        text = shown(value)
    except Stop:
        return
    assert text == PlainTextFormatter()(value)


def test_the_usual_values_are_not_refused() -> None:
    """So that the test before cannot pass by refusing everything."""
    for value in (1, 1.5, "a\nb", [1, 2], {"a": [1, (2,)]}, ["a" * 35, "b" * 36], Point(1, 2)):
        assert shown(value) == repr(value)


def test_cells_show_what_they_print_end_in_and_draw(lab: Lab) -> None:
    """Each its own, and each finds what the cells before it have set."""
    draw = (
        "import matplotlib.pyplot as plt\nfor name in 'ab':\n    plt.figure()\n    plt.title(name)"
    )
    cells = ("x = 41", "print('a')\nx + 1", "print('b')\nx;", draw, "plt.title('c');", "x = 1; x")
    came = results(lab(*cells, "import torch\ntorch.max(torch.eye(2), dim=0)"))
    assert [one.printed for one in came] == ["", "a\n", "b\n", "", "", "", ""]
    greatest = "torch.return_types.max(\nvalues=tensor([1., 1.]),\nindices=tensor([0, 1]))\n"
    assert [one.value for one in came] == ["", "42\n", "", "", "", "1\n", greatest]
    titles = [[re.findall("<title>(.*)</title>", svg) for svg in one.figures] for one in came]
    assert titles == [[], [], [], [["a"], ["b"]], [["c"]], [], []]


@pytest.mark.parametrize("cell", REFUSED, ids=lambda cell: cell.splitlines()[-1])
def test_what_a_cell_may_not_show(lab: Lab, cell: str) -> None:
    """It is named, at its own line; the cell before it keeps its output, the next one waits."""
    first, refused, after = lab("print('before')", cell, "print('after')")
    assert isinstance(first, Result)
    assert first.printed == "before\n"
    assert isinstance(refused, Failure), refused
    assert REFUSED[cell] in refused.reason
    assert 4 <= refused.line < 4 + len(cell.splitlines())
    assert isinstance(after, Waiting)


def test_an_exception_in_the_third_cell(lab: Lab) -> None:
    """It names the line that raises; the same line in an earlier cell is not taken for it."""
    *before, third, fourth = lab("x = 1", "print(x)", "print(x)\nprint(x)\nx / 0", "print(x)")
    assert [one.printed for one in results(before)] == ["", "1\n"]
    assert third == Failure("raises ZeroDivisionError: division by zero", 8)
    assert isinstance(fourth, Waiting)
    *_, third = lab("def f(x):\n    return 1 / x", "print(f(1))", "print(f(0))")
    assert third == Failure("raises ZeroDivisionError: division by zero", 3)


@pytest.mark.parametrize("place", [0, 2])
@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (
            "import threading\nwait = threading.Event().wait\n"
            "threading.Thread(target=wait, daemon=True, name='mine').start()",
            "left a thread running (mine): join it",
        ),
        ("import subprocess\np = subprocess.Popen(['sleep', '60'])", "left a process running"),
    ],
)
def test_what_is_left_running_is_named(lab: Lab, place: int, cell: str, message: str) -> None:
    """At the end of the lab, whichever cell has started it: until then it may be waited for."""
    cells = ["print(0)", "print(1)", "print(2)"]
    cells[place] = cell
    *before, last = lab(*cells)
    assert len(results(before)) == 2
    assert isinstance(last, Failure), last
    assert message in last.reason


def test_what_is_waited_for_may_run_across_cells(lab: Lab) -> None:
    """A process and a thread that a later cell ends."""
    start = "import subprocess, threading\nt = threading.Thread(target=len, args=('',))\nt.start()"
    cells = (f"{start}\np = subprocess.Popen(['sleep', '60'])", "t.join()\np.kill()\np.wait()")
    assert [one.value for one in results(lab(*cells))] == ["", "-9\n"]


def test_a_lab_that_takes_too_long_keeps_the_cells_before(lab: Lab) -> None:
    """And is told at the cell that was running."""
    header = "# /// lab\n# limit = 1\n# ///\n"
    first, endless, after = lab("print(1)", "while True:\n    pass", "print(2)", header=header)
    assert isinstance(first, Result)
    told = "ran for more than 1 s: shorten it, or declare a limit in its header"
    assert endless == Failure(told, 7)
    assert isinstance(after, Waiting)


def test_the_source_of_every_cell_can_be_read(lab: Lab) -> None:
    """A function's own, also once later cells have run."""
    source = "def {}():\n    return 1\n"
    cells = (f"import inspect\n{source.format('f')}", source.format("g"))
    *_, last = results(lab(*cells, "print(inspect.getsource(f) + inspect.getsource(g), end='')"))
    assert last.printed == source.format("f") + source.format("g")


def test_a_layout_is_read_from_the_tensors(lab: Lab) -> None:
    """Two views over one storage, and a copy with its own."""
    source = "import torch\nx = torch.arange(6).view(2, 3)"
    header = '# /// lab\n# layout = ["x", "x.t()[1:]", "x.clone()"]\n# ///\n'
    (one,) = results(lab(source, header=header))
    assert one.layout
    assert one.layout["storages"] == [["0", "1", "2", "3", "4", "5"]] * 2
    view, copy = one.layout["tensors"][1:]
    assert (view["shape"], view["stride"], view["offset"]) == ([2, 2], [1, 3], 1)
    assert (view["storage"], view["contiguous"]) == (0, False)
    assert (copy["storage"], copy["contiguous"]) == (1, True)


def test_a_layout_holds_elements_to_the_last_digit(lab: Lab) -> None:
    """In as few digits as tell a float from its neighbours."""
    source = "import torch\nx = torch.tensor([0.1, 1 / 3, 16777216.0, 1e-7])"
    (one,) = results(lab(source, header='# /// lab\n# layout = ["x"]\n# ///\n'))
    assert one.layout
    assert one.layout["storages"] == [["0.1", "0.33333334", "16777216", "1e-07"]]


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("1", "ValueError: layout: 1 is no tensor"),
        ("torch.zeros(100)", "has 100 elements: draw at most 32"),
        ("missing", "NameError: name 'missing' is not defined"),
        ('x", "x.view(torch.int64)', "reads a storage as another dtype than the tensor before"),
        ('x", "x.view(torch.int32)', "reads a storage as another dtype than the tensor before"),
    ],
)
def test_a_layout_of_what_cannot_be_drawn(lab: Lab, expression: str, message: str) -> None:
    """It is told when the program has run, not when the page is drawn."""
    header = f'# /// lab\n# layout = ["{expression}"]\n# ///\n'
    (failure,) = lab("import torch\nx = torch.ones(2)", header=header)
    assert isinstance(failure, Failure)
    assert message in failure.reason
