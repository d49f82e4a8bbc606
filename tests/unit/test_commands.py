"""The commands that try the tests, with faults, and the programs, in odd places."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.mutation import __main__ as mutation
from tests.mutation.mutants import mutants
from tests.stability import Elsewhere, Seen, odd
from textbook.model import Program, Run
from textbook.outcomes import Failure, Provenance, Result

HERE = Provenance("2.13.0+cpu", None, "CPU", "3.11.7", "Linux x86_64")
CODE = '''"""What it is."""
def f(x: int = 1) -> "int":
    """Left alone."""
    if x < 2 and not x:
        del x
        raise ValueError(f"{x} a")
    return g(x + 1, key="b")
'''
FAULTS = {
    ("int = 1", "int = 2"),
    ("if x < 2 and not x", "if not (x < 2 and (not x))"),
    ("x < 2 and not x", "(x < 2 or not x)"),
    ("x < 2", "x <= 2"),
    ("x < 2", "x < 3"),
    ("not x", "(x)"),
    ("del x", "pass"),
    ('raise ValueError(f"{x} a")', "pass"),
    ('f"{x} a"', "(f'{x} a' + '~')"),
    ('return g(x + 1, key="b")', "return None"),
    ('g(x + 1, key="b")', "g(x + 1)"),
    ("x + 1", "(x - 1)"),
    ("x + 1", "x + 2"),
    ('"b"', "'b~'"),
}


def test_every_fault_that_a_hand_could_make(tmp_path: Path) -> None:
    """Each is Python, stands alone in its file, and none is in what does nothing."""
    path = tmp_path / "textbook" / "a.py"
    path.parent.mkdir()
    path.write_text(CODE, "utf-8")
    found = mutants(tmp_path, [path])
    lines = {line for line in CODE.split("\n") for old, _ in FAULTS if old in line}
    expected = {line.replace(old, new) for line in lines for old, new in FAULTS if old in line}
    assert len(found) == len(FAULTS)
    for one in found:
        assert one.file == "textbook/a.py"
        assert one.old in CODE
        assert {line for line in one.text.split("\n") if line not in CODE} <= expected
        compile(one.text, "a.py", "exec")
    assert len({one.text for one in found} | {CODE}) == len(FAULTS) + 1
    assert len({one.rank(1) for one in found}) == len(FAULTS)
    assert [one.rank(1) for one in found] != [one.rank(2) for one in found]


def test_a_list_of_faults_that_change_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each entry of the real list is a fault of the real code, and one that is not is told."""
    every = mutants(mutation.ROOT, mutation.files())
    assert len(every) > 3000
    assert mutation.known(every)[1] == []
    _, stale = mutation.known([])
    equivalent, _ = mutation.known(every)
    assert bool(stale) == bool(equivalent)


def test_the_tests_of_a_file_come_first() -> None:
    """Those that are called like it, then those that import it."""
    first, *_ = mutation.tests("textbook/files.py")
    assert first == "tests/unit/test_files.py"
    assert "tests/unit/test_programs.py" in mutation.tests("textbook/running/worker.py")[:4]
    assert "tests/unit/test_programs.py" not in mutation.tests("textbook/reading/fences.py")


def test_what_is_not_the_same_is_told() -> None:
    """And what is declared as varying, only where it does."""
    program = Program("a", Path("a.py"), "print(1)\n", varies=r"\d+ ms")

    def shown(printed: str) -> Result:
        return Result(printed, "", (), None, HERE)

    one = Seen(Run(program, "cpu"))
    one.look(shown("took 3 ms\n"), "turn 1")
    one.look(shown("took 3 ms\n"), "turn 2")
    assert (one.varied, one.wrong) == (False, [])
    one.look(shown("took 4 ms\n"), "turn 3")
    assert (one.varied, one.wrong) == (True, [])
    one.look(shown("takes 4 ms\n"), "turn 4")
    one.look(Failure("raises ValueError", 1), "turn 5")
    assert [told.partition("\n")[0] for told in one.wrong] == [
        "a.py:1: a.cpu, turn 4: is not as it was before:",
        "a.py:1: a.cpu, turn 5: raises ValueError",
    ]


def test_each_turn_is_elsewhere() -> None:
    """Locale, time zone, hash seed, home, cores; and afterwards all is as it was."""
    first, second = Elsewhere(0).environment(), Elsewhere(1).environment()
    assert {name for name in first if first[name] != second[name]} == {
        *("LC_ALL", "TZ", "PYTHONHASHSEED"),
    }
    assert second.keys() - first.keys() == {"ATEN_CPU_CAPABILITY", "DNNL_MAX_CPU_ISA", "MKL_CBWR"}
    before = os.environ["HOME"], os.sched_getaffinity(0)
    with odd(0) as told:
        assert os.environ["HOME"] != before[0]
        assert len(os.sched_getaffinity(0)) == 1
        assert told.startswith("C.UTF-8, UTC, hash seed 0, 1 of ")
    assert (os.environ["HOME"], os.sched_getaffinity(0)) == before
