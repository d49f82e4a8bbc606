"""What a program may not do, each with the message that its author gets."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.conftest import Bench
from textbook.output import Output
from textbook.runner import Failure, Result
from textbook.snippet import load, load_all

BAD = {
    "syntax": ("print('a')\nprint(", 2, "SyntaxError: '(' was never closed"),
    "exception": ("x = 1\nprint(x)\nprint(x / 0)", 3, "raises ZeroDivisionError: division by zero"),
    "warning": (
        "import torch\nprint(1)\ntorch.tensor([1]).storage()",
        3,
        "warns with UserWarning: TypedStorage is deprecated",
    ),
    "exit": ("import sys\nprint(1)\nsys.exit(3)", 3, "raises SystemExit: 3"),
    "hard_exit": (
        "import os\nprint(1, flush=True)\nos._exit(0)",
        1,
        "ended with exit status 0 before its last",
    ),
    "signal": (
        "import os, signal\nprint(1)\nos.kill(os.getpid(), signal.SIGKILL)",
        1,
        "was killed by SIGKILL",
    ),
    "crash": ("import ctypes\nprint(1)\nctypes.string_at(0)", 1, "was killed by SIGSEGV"),
    "megabytes": ("print('a' * 3_000_000)", 1, "printed 3000001 bytes: a page shows at most 16384"),
    "control": (
        "print('a')\nprint('b\\x1b[31m')",
        1,
        "line 2 of its output holds the control character '\\x1b'",
    ),
    "carriage": ("print('50%\\r100%')", 1, "holds the control character '\\r'"),
    "bytes": ("import sys\nsys.stdout.buffer.write(b'\\xff\\n')", 1, "printed bytes that are not UTF-8"),
    "fence": ("print('```')", 1, "line 1 of its output would end the block that shows it"),
    "half_line": ("print('a', end='')", 1, "its output does not end with a newline"),
    "silence": ("x = 1", 1, "prints nothing"),
    "stderr": ("import sys\nprint(1)\nprint('oh', file=sys.stderr)", 1, "wrote to standard error:\noh"),
    "input": ("print(1)\ninput()", 2, "raises EOFError"),
    "thread": (
        "from threading import Event, Thread\nprint(1)\nThread(target=Event().wait, daemon=True).start()",
        1,
        "left a thread running",
    ),
    "process": (
        "import subprocess\nprint(1)\nsubprocess.Popen(['sleep', '60'])",
        1,
        "left a process running",
    ),
    "orphan": (
        "import subprocess, sys\nprint(1)\n"
        'code = \'import subprocess; subprocess.Popen(["sleep", "60"], start_new_session=True)\'\n'
        "subprocess.run([sys.executable, '-c', code])",
        1,
        "left a process running",
    ),
    "writes": ("print(1)\nopen('../../elsewhere.txt', 'w')", 2, "a snippet writes in its own folder alone"),
    "deletes": ("import os\nprint(1)\nos.remove('/tmp/nothing-of-mine')", 3, "its own folder alone"),
    "header": ("# /// snippet\n# limit = 1\n# ///\n\nprint(1)\n1 / 0", 6, "raises ZeroDivisionError"),
    "loop": ("# /// snippet\n# limit = 1\n# ///\nwhile True:\n    pass", 4, "ran for more than 1 s"),
    "deaf": (
        "# /// snippet\n# limit = 1\n# ///\nimport signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "while True:\n    try:\n        pass\n    except BaseException:\n        pass",
        4,
        "ran for more than 1 s",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_program_is_refused(run: Bench, name: str) -> None:
    """The message says what happened, at the file's own line; the worker lives on."""
    program, line, message = BAD[name]
    outcome = run(program)
    assert isinstance(outcome, Failure)
    assert message in outcome.reason
    assert outcome.line == line
    after = run("print('still here')")
    assert isinstance(after, Result)
    assert after.printed == "still here\n"


def test_nothing_outlives_its_program(run: Bench) -> None:
    """What a program left running is gone with it."""
    mark = f"{time.time_ns()}"
    program = f"import subprocess\nprint(1)\nsubprocess.Popen(['sleep', '3{mark}'], start_new_session=True)"
    assert isinstance(run(program), Failure)
    commands = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if os.access(path, os.R_OK)]
    assert not any(mark.encode() in command for command in commands)


def test_programs_share_nothing(run: Bench) -> None:
    """Neither what one sets in a module nor a file that it writes is there for the next."""
    first = run(
        "import torch\ntorch.set_default_dtype(torch.float64)\ntorch.save(torch.ones(1), 'x.pt')\nimport os\n"
        "print(torch.ones(1).dtype, os.listdir())"
    )
    second = run("import torch, os\nprint(torch.ones(1).dtype, os.listdir(), torch.get_num_threads())")
    assert isinstance(first, Result)
    assert isinstance(second, Result)
    assert first.printed == "torch.float64 ['x.pt']\n"
    assert second.printed == "torch.float32 [] 1\n"


def test_many_at_once_keep_their_own_output(run: Bench) -> None:
    """Results are matched to programs by name, in whatever order they end."""
    folder = run.folder / "many"
    folder.mkdir()
    for number in range(20):
        wait = "import time\ntime.sleep(0.2)\n" if number % 3 == 0 else ""
        (folder / f"n{number}.py").write_text(f"{wait}print({number})\n", "utf-8")
    outcomes = run.runner.run(load_all(folder).values(), fresh=True)
    assert {name: getattr(outcome, "printed", None) for name, outcome in outcomes.items()} == {
        f"n{number}.cpu": f"{number}\n" for number in range(20)
    }


def test_html_is_printed_as_it_is(run: Bench) -> None:
    """Markup is text: the page escapes it."""
    outcome = run("print('<script>alert(1)</script> & co')")
    assert isinstance(outcome, Result)
    snippet = load(run.folder, "program")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in Output(snippet, "executed", outcome).html("ko")


def test_figures_follow_the_page(run: Bench) -> None:
    """A figure has no colour of its own for text, says what it shows, and comes out the same twice."""
    program = (
        "import matplotlib.pyplot as plt\nplt.plot([0, 1], [1, 0], label='loss')\n"
        "plt.title('A <title>')\nplt.xlabel('step')\nplt.legend()\nplt.show()\nprint('drawn')"
    )
    first, second = run(program), run(program)
    assert isinstance(first, Result)
    assert isinstance(second, Result)
    (svg,) = first.figures
    assert second.figures == first.figures
    assert svg.startswith("<svg")
    assert "<title>A &lt;title&gt;, step, loss</title>" in svg
    assert "currentColor" in svg
    assert "#000000" not in svg
    assert 'id="program-1-0"' in svg


def test_layout_is_read_from_the_tensors(run: Bench) -> None:
    """Two views over one storage, and a copy with its own."""
    header = '# /// snippet\n# layout = ["x", "x.t()[1:]", "x.clone()"]\n# ///\n'
    outcome = run(f"{header}import torch\nx = torch.arange(6).view(2, 3)\nprint(x)")
    assert isinstance(outcome, Result)
    assert outcome.layout
    assert outcome.layout["storages"] == [["0", "1", "2", "3", "4", "5"]] * 2
    view, copy = outcome.layout["tensors"][1:]
    assert (view["storage"], view["shape"], view["stride"], view["offset"]) == (0, [2, 2], [1, 3], 1)
    assert copy["storage"] == 1


@pytest.mark.parametrize("expression", ["1", "torch.zeros(100)", "missing"])
def test_layout_of_what_cannot_be_drawn(run: Bench, expression: str) -> None:
    """No tensor, one too large, and a name that is not there."""
    header = f'# /// snippet\n# layout = ["{expression}"]\n# ///\n'
    outcome = run(f"{header}import torch\nprint(1)")
    assert isinstance(outcome, Failure)
    assert "Error" in outcome.reason
