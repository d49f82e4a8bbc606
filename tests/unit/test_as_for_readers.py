"""A program prints and shows here what it does for a reader who types it, or it is refused."""

from __future__ import annotations

import contextlib
import os
import pty
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.test_cells import Lab, lab
from tests.unit.test_programs import Run, outcomes, run, shown
from textbook.outcomes import Failure, Result
from textbook.running.runner import Runner

__all__ = ["lab", "run"]  # The fixtures.
PLOT = "import matplotlib.pyplot as plt\n"
COPIED = "import torch\nx = torch.ones(3)\n"
ORDER = """\
import os
import subprocess

print("before")
subprocess.run(["echo", "child"])
os.write(1, b"bytes\\n")
if os.fork() == 0:
    print("forked", flush=True)
    os._exit(0)
os.wait()
print("after")
"""
LINES = """\
def fail():
    raise IndexError("here")

try:
    fail()
except IndexError as error:
    print(error.__traceback__.tb_lineno, fail.__code__.co_firstlineno)
"""
HEADER = "# /// snippet\n# limit = 20\n# ///\n\n"
OUTSIDE = str(Path(tempfile.gettempdir()).resolve() / "nobody-may.txt")
SWALLOWED = {
    "bare": f"try:\n    open({OUTSIDE!r}, 'w')\nexcept:\n    print('cannot be written')",
    "suppressed": (
        "import contextlib, os\nwith contextlib.suppress(BaseException):\n"
        "    os.kill(os.getppid(), 0)\nprint('ok')"
    ),
    "returned over": (
        f"def save():\n    try:\n        open({OUTSIDE!r}, 'w')\n    finally:\n"
        "        return 'saved'\n\n\nprint(save())"
    ),
    "in a thread": (
        "from concurrent.futures import ThreadPoolExecutor\n"
        f"with ThreadPoolExecutor() as pool:\n    came = pool.submit(open, {OUTSIDE!r}, 'w')\n"
        "print(came.exception() is not None)"
    ),
    "raised anew": (
        "# /// snippet\n# raises = 'ValueError'\n# ///\n"
        f"try:\n    open({OUTSIDE!r}, 'w')\nexcept BaseException:\n    raise ValueError('no')"
    ),
    "a warning": f"{COPIED}try:\n    print(torch.tensor(x))\nexcept Exception as error:\n"
    "    print(type(error).__name__)",
    "a warning to end in": "# /// snippet\n# raises = 'UserWarning'\n# ///\n"
    f"{COPIED}torch.tensor(x)",
}


@pytest.fixture
def fresh() -> Iterator[Runner]:
    """A worker of the test's own."""
    made = Runner(None)
    yield made
    made.close()


def drawn(outcome: Result | object) -> list[int]:
    """How many lines each figure of a result has."""
    assert isinstance(outcome, Result), outcome
    return [one.count("clip-path=") for one in outcome.figures]


def test_what_is_shown_is_drawn_and_closed(run: Run) -> None:
    """As in a notebook, and on a screen once its window is closed: the next begins anew."""
    loop = "for power in (1, 2):\n    plt.plot([0, power])\n    plt.show()"
    late = "plt.plot([0, 1])\nplt.show()\nplt.close()"
    assert drawn(run(PLOT + loop)) == [1, 1]
    assert drawn(run(PLOT + late)) == [1]
    two = shown(run(f"{PLOT}plt.figure()\nplt.plot([1])\nplt.figure()\nplt.plot([2])\nplt.show()"))
    assert len(two.figures) == len(set(two.figures)) == 2
    hidden = run(f"{PLOT}plt.plot([0, 1])\nplt.show()\ntitle = plt.title('too late')")
    assert isinstance(hidden, Failure)
    assert "draws and does not call plt.show()" in hidden.reason


def test_a_cell_shows_what_it_leaves_open(lab: Lab) -> None:
    """After what it has shown itself; the next cell's figures are its own."""
    first, second = lab(f"{PLOT}plt.plot([1])\nplt.show()\nplt.plot([2]);", "plt.plot([3]);")
    assert [len(shown(one).figures) for one in (first, second)] == [2, 1]


@pytest.mark.parametrize("name", SWALLOWED)
def test_what_is_refused_stays_refused(run: Run, name: str) -> None:
    """Whatever the program makes of it: a reader's would have gone another way."""
    came = run(SWALLOWED[name])
    assert isinstance(came, Failure), came
    told = ("warns with UserWarning", "writes ", "signals process")
    assert came.reason.startswith(told), came.reason
    assert not Path(OUTSIDE).exists()


def test_a_warning_that_is_recorded_is_none(run: Run) -> None:
    """And stops nothing."""
    text = f"import warnings\n{COPIED}with warnings.catch_warnings(record=True) as caught:\n"
    came = run(f"{text}    torch.tensor(x)\nprint(len(caught))")
    assert shown(came).printed == "1\n"


def test_lines_are_in_a_terminals_order(run: Run, tmp_path: Path) -> None:
    """Also where a child prints, or the program past Python."""
    (tmp_path / "order.py").write_text(ORDER, "utf-8")
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb", buffering=0) as heard:
        subprocess.run([sys.executable, tmp_path / "order.py"], stdout=theirs, check=True)
        os.close(theirs)
        printed = heard.read(4096).replace(b"\r\n", b"\n").decode()
    assert printed.split() == ["before", "child", "bytes", "forked", "after"]
    assert shown(run(ORDER)).printed == printed


def test_lines_are_counted_as_the_page_shows_them(run: Run) -> None:
    """Without the header; the author's own message counts the file's."""
    assert shown(run(HEADER + LINES)).printed == "5 1\n"
    failure = run(f"{HEADER}print(1)\n1 / 0")
    assert isinstance(failure, Failure)
    assert failure.line == 6


def test_cells_keep_what_the_future_brings(lab: Lab) -> None:
    """As a notebook's do."""
    said = "def area(width: int) -> float: ...\nprint(area.__annotations__)"
    came = lab("from __future__ import annotations\nprint(1)", said)
    assert shown(came[1]).printed == "{'width': 'int', 'return': 'float'}\n"


def test_a_program_may_close_every_file(run: Run) -> None:
    """What counts its processes is no file, and none of its own is written into."""
    text = (
        "import os, subprocess\nprint('closed', flush=True)\nos.closerange(3, 1024)\n"
        "with open('data.txt', 'w') as file:\n    subprocess.run(['true'])\n"
        "print(os.path.getsize('data.txt'))"
    )
    assert shown(run(text)).printed == "closed\n0\n"


@pytest.mark.parametrize("hides", ["os.chdir('/')", "os.closerange(0, 3)"])
def test_a_daemon_is_found(run: Run, hides: str) -> None:
    """Though it has a session of its own, and works elsewhere or writes nowhere."""
    text = (
        "import os, time\nprint('started', flush=True)\nif os.fork() == 0:\n    os.setsid()\n"
        f"    {hides}\n    if os.fork() == 0:\n        time.sleep(60)\n    os._exit(0)\n"
        "os.wait()"
    )
    came = run(text)
    assert isinstance(came, Failure), came
    assert "left a process running" in came.reason


def test_a_worker_whose_starter_ignores_its_children(tmp_path: Path) -> None:
    """As some service managers do: it asks how its programs have ended."""
    (tmp_path / "ask.py").write_text(
        "import signal\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)\n"
        "from pathlib import Path\nfrom tests.unit.test_programs import outcomes\n"
        "from textbook.running.runner import Runner\nrunner = Runner(None)\n"
        "killed = 'import os\\nprint(1)\\nos.kill(os.getpid(), 9)'\n"
        f"print(outcomes(runner, Path({str(tmp_path)!r}), a='print(2)', b=killed))\n"
        "runner.close()\n",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, tmp_path / "ask.py"],
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "printed='2\\n'" in done.stdout, done.stderr
    assert "was killed by SIGKILL" in done.stdout
    assert signal.getsignal(signal.SIGCHLD) == signal.SIG_DFL


def pipes(pid: int) -> int:
    """How many pipes a process has open; of its files some are just being closed."""
    count = 0
    for file in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            count += str(file.readlink()).startswith("pipe:")
    return count


def test_a_worker_opens_no_more_with_every_batch(fresh: Runner, tmp_path: Path) -> None:
    """Also where a process ran beside it."""
    counts = []
    for _ in range(4):
        outcomes(fresh, tmp_path, plain="print(1)", more="import poplib\nprint(2)")
        process = fresh.pool.process
        assert process
        counts.append(pipes(process.pid))
    assert counts[1:] == counts[:1] * 3
