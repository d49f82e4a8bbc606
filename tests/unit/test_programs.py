"""What a program may not do, each with the message that its author gets; and what it is given."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import kill_when_busy
from textbook.model import Problem
from textbook.outcomes import Failure, Outcome, Result
from textbook.reading import snippets
from textbook.reading.sources import jobs_of
from textbook.running.machine import ALLOWED, FIXED
from textbook.running.runner import Runner

Run = Callable[[str], Outcome]
FOLDER = "a program writes in its own folder alone"
LEFT = "left a process running: wait for it or end it"
BAD = {
    "syntax": ("print('a')\nprint(", 2, "raises SyntaxError: '(' was never closed"),
    "exception": ("x = 1\nprint(x)\nx / 0", 3, "raises ZeroDivisionError: division by zero"),
    "below": ("def f():\n    1 / 0\nprint(1)\nf()", 2, "raises ZeroDivisionError"),
    "warning": (
        "import torch\nprint(1)\ntorch.tensor([1]).storage()",
        *(3, "warns with UserWarning: TypedStorage is deprecated"),
    ),
    "exit": ("import sys\nprint(1)\nsys.exit(3)", 3, "raises SystemExit: 3"),
    "interrupt": ("print(1)\nraise KeyboardInterrupt", 2, "raises KeyboardInterrupt"),
    "hard exit": (
        "import os\nprint(1, flush=True)\nos.write(2, b'oh')\nos._exit(0)",
        *(1, "status 0 before its last line: take out what ends the process\nit wrote to standard"),
    ),
    "signal": (
        "import os, sys\nprint('oh', file=sys.stderr)\nos.kill(os.getpid(), 9)",
        *(1, "was killed by SIGKILL\nit wrote to standard error:\noh"),
    ),
    "signal without a name": (
        "import os\nprint(1)\nos.kill(os.getpid(), 40)",
        *(1, "was killed by signal 40"),
    ),
    "crash": ("import ctypes\nprint(1)\nctypes.string_at(0)", 1, "was killed by SIGSEGV"),
    "megabytes": ("print('a' * 3_000_000)", 1, "printed 3000001 bytes: a page shows at most 16384"),
    "huge file": ("open('x', 'wb').write(bytes(70_000_000))", 1, "OSError: [Errno 27] File too"),
    "bytes": (
        "import sys\nsys.stdout.buffer.write(b'\\xff\\n')",
        1,
        "bytes that are not UTF-8",
    ),
    "half line": ("print('a', end='')", 1, "its output does not end with a newline"),
    "silence": ("x = 1", 1, "prints nothing: a snippet shows what it does"),
    "value": ("print(1)\n[2]", 1, "ends in a value of type list, which a notebook shows"),
    "unseen figure": (
        "import matplotlib.pyplot as plt\nplt.plot([1])\nx = plt.legend",
        *(1, "draws and does not call plt.show(): run as a script, it shows no figure"),
    ),
    "stderr": ("import sys\nprint(1)\nprint('oh', file=sys.stderr)", 1, "standard error:\noh"),
    "input": ("print(1)\ninput()", 2, "raises EOFError"),
    "thread": (
        "from threading import Event, Thread\nprint(1)\n"
        "Thread(target=Event().wait, daemon=True, name='mine').start()",
        *(1, "left a thread running (mine): join it"),
    ),
    "process": ("import subprocess\nprint(1)\nsubprocess.Popen(['sleep', '60'])", 1, LEFT),
    "process elsewhere": (
        "import subprocess\nprint(1)\nsubprocess.Popen(['sleep', '60'], cwd='/')",
        *(1, LEFT),
    ),
    "last words": (
        "# /// snippet\n# limit = 1\n# ///\nimport sys, time\n"
        "for n in range(9):\n    print(f'\\x1b{n}', file=sys.stderr)\ntime.sleep(9)",
        *(4, "header\nit wrote to standard error:\n\\x1b4\n\\x1b5\n\\x1b6\n\\x1b7\n\\x1b8"),
    ),
    "orphan": (
        "import subprocess, sys\nprint(1)\n"
        'code = \'import subprocess; subprocess.Popen(["sleep", "60"], start_new_session=True)\'\n'
        "subprocess.run([sys.executable, '-c', code])",
        *(1, LEFT),
    ),
    "IPython": ("print(1)\nfrom IPython.display import HTML", 2, "imports IPython: what it"),
    "writes": ("print(1)\nopen('../../elsewhere.txt', 'w')", 2, FOLDER),
    "deletes": ("from pathlib import Path\nprint(1)\nPath('/tmp/nothing').unlink()", 3, FOLDER),
    "truncates": ("import os\nprint(1)\nos.truncate('/tmp/nothing', 0)", 3, FOLDER),
    "rights": ("import os\nprint(1)\nos.chmod('/tmp/nothing', 0)", 3, FOLDER),
    "renames": ("import os\nopen('x', 'w')\nos.rename('x', '/tmp/nothing')", 3, FOLDER),
    "header": ("# /// snippet\n# limit = 1\n# ///\n\nprint(1)\n1 / 0", 6, "ZeroDivisionError"),
    "endless and deaf": (
        "# /// snippet\n# limit = 1\n# ///\nimport signal\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "while True:\n    try:\n        pass\n    except BaseException:\n        pass",
        *(4, "ran for more than 1 s: shorten it, or declare a limit in its header"),
    ),
}


@pytest.fixture
def run(runner: Runner, tmp_path: Path) -> Run:
    """Run one program, as a snippet called `program`."""
    return lambda text: outcomes(runner, tmp_path, program=text)[0]


def outcomes(runner: Runner, folder: Path, **programs: str) -> list[Outcome]:
    """What programs give that run in one batch, in their order."""
    for name, text in programs.items():
        (folder / f"{name}.py").write_text(text + "\n", "utf-8")
    read = [snippets.read(folder, name) for name in programs]
    came = runner.run(jobs_of(read))
    assert len(came) == len(programs)
    return [came[run.key] for program in read for run in program.runs]


def shown(outcome: Outcome) -> Result:
    """A result, or why there is none."""
    assert isinstance(outcome, Result), outcome
    return outcome


@pytest.mark.parametrize("name", BAD)
def test_a_bad_program_is_refused(run: Run, name: str) -> None:
    """The message says what happened, at the file's own line; the worker lives on."""
    program, line, message = BAD[name]
    failure = run(program)
    assert isinstance(failure, Failure), failure
    assert message in failure.reason
    assert failure.line == line
    assert shown(run("print('still here')")).printed == "still here\n"


def test_characters_that_nobody_sees_are_refused(runner: Runner, tmp_path: Path) -> None:
    """Control characters, those of no width, and those that turn the direction of a line."""
    bad = "\0\a\b\v\f\r\x1b\x7f\x85\u061c\u200b\u200e\u2028\u202e\u2060\u2066\u2069\ufeff\ue000"
    program = "print('a')\nprint('b' + chr({}) + 'c')"
    texts = {f"n{number}": program.format(ord(sign)) for number, sign in enumerate(bad)}
    for sign, failure in zip(bad, outcomes(runner, tmp_path, **texts), strict=True):
        assert isinstance(failure, Failure), repr(sign)
        told = f"line 2 of its output holds the character {sign!r}: print text"
        assert failure.reason == told


def test_all_other_text_is_kept(run: Run) -> None:
    """Fences of Markdown, indented ones too, markup, tabs, and joined emoji."""
    text = "```\n  ```\n~~~\n<script>alert(1)</script> & co\n\ta\n한 é \U0001f469\u200d\U0001f52c\n"
    assert shown(run(f"print({text!r}, end='')")).printed == text


def test_a_program_whose_worker_is_killed_is_named(runner: Runner, tmp_path: Path) -> None:
    """The build says which program was running; the next one has a worker again."""
    killer = threading.Thread(target=kill_when_busy, args=(runner.pool,))
    killer.start()
    with pytest.raises(Problem) as caught:
        outcomes(runner, tmp_path, program="import time\nprint(1)\ntime.sleep(60)")
    killer.join()
    told = f"has ended with status -9: look at what was running: {tmp_path / 'program.py'}"
    assert str(caught.value) == f"the process that runs the programs {told}"
    assert shown(outcomes(runner, tmp_path, program="print(2)")[0]).printed == "2\n"


def processes() -> list[bytes]:
    """The command line of every process of this machine."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):  # It has ended meanwhile.
            found.append(path.read_bytes())
    return found


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc to look into")
def test_nothing_outlives_its_program(run: Run) -> None:
    """What a program left running is gone with it, wherever it works."""
    mark = f"3{time.time_ns()}"
    program = f"import subprocess\nprint(1)\nsubprocess.Popen(['sleep', '{mark}'], {{}})"
    for options in ("start_new_session=True", "start_new_session=True, cwd='/'"):
        assert isinstance(run(program.format(options)), Failure)
    commands = processes()
    assert any(b"python" in command for command in commands)
    assert not any(mark.encode() in command for command in commands)


def test_programs_share_nothing(run: Run) -> None:
    """Neither what one sets in a module nor a file that it writes is there for the next."""
    first = run(
        "import os, torch\ntorch.set_default_dtype(torch.float64)\ntorch.save(1, 'x.pt')\n"
        "print(torch.ones(1).dtype, os.listdir())"
    )
    second = run("import os, torch\nprint(torch.ones(1).dtype, os.listdir())")
    assert shown(first).printed == "torch.float64 ['x.pt']\n"
    assert shown(second).printed == "torch.float32 []\n"


def test_many_at_once_keep_their_own_output(runner: Runner, tmp_path: Path) -> None:
    """Results are matched to programs by name, in whatever order they end."""
    wait = "import time\ntime.sleep(0.1)\n"
    texts = {f"n{number}": f"{wait * (number % 3 == 0)}print({number})" for number in range(20)}
    came = outcomes(runner, tmp_path, **texts)
    assert [shown(one).printed for one in came] == [f"{number}\n" for number in range(20)]


def test_a_programs_source_can_be_read(
    runner: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`inspect.getsource` works as it does for a reader; a header's lines are not in the way."""
    monkeypatch.chdir(tmp_path)  # So that the file's name leads nowhere from where it runs.
    source = "def f():\n    return 1"
    header = "# /// snippet\n# limit = 9\n# ///\n"
    text = f"{header}import inspect\n\n\n{source}\n\n\nprint(inspect.getsource(f), end='')"
    (came,) = outcomes(runner, Path(), program=text)
    assert shown(came).printed == source + "\n"


def test_what_c_code_prints_is_kept(run: Run) -> None:
    """In its place after what Python has printed."""
    came = run("import ctypes\nprint('py', flush=True)\nn = ctypes.CDLL(None).printf(b'c\\n')")
    assert shown(came).printed == "py\nc\n"


def test_the_authors_environment_does_not_reach_a_program(
    runner: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does it change a figure, nor does a `matplotlibrc` in the folder of the build."""
    program = (
        "import os, sys\nimport matplotlib.pyplot as plt\nplt.plot([0, 1])\nplt.title('a')\n"
        "plt.show()\nprint(__debug__, *sorted(os.environ))\nprint(*sys.path)"
    )
    twice = {"one": program, "two": program}  # What two programs draw with, the worker imports.
    clean = outcomes(runner, tmp_path, **twice)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "matplotlibrc").write_text("lines.linewidth: 9\nfont.size: 30\n", "utf-8")
    for name in ("MATPLOTLIBRC", "PYTHONPATH", "PYTHONUSERBASE", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(elsewhere))
    for name in ("PYTHONOPTIMIZE", "PYTHONHASHSEED", "PYTHONVERBOSE", "GITHUB_TOKEN", "TORCH_LOGS"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("MPLBACKEND", "pdf")
    monkeypatch.chdir(elsewhere)
    other = Runner(None)
    try:
        polluted = outcomes(other, tmp_path, **twice)
    finally:
        other.close()
    first = shown(clean[0])
    debug, *seen = first.printed.splitlines()[0].split()
    assert debug == "True"
    assert {"PATH", "HOME", "TZ"} <= set(seen) <= {*ALLOWED, *FIXED, "HOME"}
    assert len(first.figures) == 1
    assert polluted == clean
