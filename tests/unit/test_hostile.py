"""Programs that mean no good: each is named, or does no harm to page, copy, notebook and worker.

What is not tried here is not promised.
"""

from __future__ import annotations

import socket
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.test_programs import LEFT, Run, outcomes, processes, run, shown
from textbook.model import Program
from textbook.outcomes import Failure
from textbook.reading import rules, sources
from textbook.running import landlock
from textbook.running.isolation import LARGEST_MEMORY, MOST_STARTED
from textbook.running.runner import Runner

__all__ = ["run"]  # The fixture.
MEMORY = " (a program may have 4 GiB of memory)"
HUGE = LARGEST_MEMORY + 1
LONG = "[and 6019 more characters]"
WRITTEN = "(a file, or what it prints, may have 64 MiB)"
MANY = f"starts more than {MOST_STARTED} processes: start fewer"
NETWORK = "uses a network ("
BOMB = (
    "import os\nprint(1, flush=True)\nfor _ in range(8):\n    os.fork()\n"
    "try:\n    while True:\n        os.wait()\nexcept ChildProcessError:\n    pass"
)
ENDS = "# /// snippet\n# raises = 'ValueError'\n# ///\n{}"
NAMED = {
    "fork bomb": (BOMB, MANY),
    "process after process": (
        f"import os\nprint(1)\nfor _ in range({MOST_STARTED + 1}):\n    os.system('true')",
        MANY,
    ),
    "memory": (f"x = bytearray({HUGE})\nprint(1)", f"raises MemoryError: {MEMORY}"),
    "memory of torch": (
        f"import torch\nx = torch.empty({HUGE}, dtype=torch.uint8)\nprint(1)",
        f"you tried to allocate {HUGE} bytes. Error code 12 (Cannot allocate memory){MEMORY}",
    ),
    "memory of numpy": (
        f"import numpy\nx = numpy.empty({HUGE}, numpy.uint8)\nprint(1)",
        f"and data type uint8{MEMORY}",
    ),
    "output without end": ("for _ in range(100):\n    print('a' * 10**6)", WRITTEN),
    "file without end": (
        "f = open('x', 'wb')\nfor _ in range(100):\n    f.write(bytes(10**6))",
        WRITTEN,
    ),
    "a child's output": (
        "import subprocess\nsubprocess.run('yes | head -c 99999', shell=True)",
        "printed 99999 bytes: a page shows at most 16384",
    ),
    "message without end": ("raise ValueError('x' * 10_000)", LONG),
    "message that clears a terminal": ("raise ValueError('\\33[2J')", "ValueError: \\x1b[2J"),
    "standard error that does": (
        "import sys\nprint(1)\nprint('\\33[2J', file=sys.stderr)",
        "standard error:\n\\x1b[2J",
    ),
    "network": (
        "import socket\nprint(1)\nsocket.create_connection(('127.0.0.1', 9))",
        NETWORK,
    ),
    "a name's address": ("import socket\nprint(1)\nsocket.gethostbyname('localhost')", NETWORK),
    "server": ("import socket\nprint(1)\nsocket.socket().bind(('127.0.0.1', 0))", NETWORK),
    "datagram": (
        "import socket\nprint(1)\n"
        "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        NETWORK,
    ),
    "signal to its parent": ("import os\nprint(1)\nos.kill(os.getppid(), 0)", "signals process "),
    "signal to everybody": ("import os\nprint(1)\nos.kill(-1, 0)", "signals process -1, which"),
    "signal to nobody": ("import os\nprint(1)\nos.kill(2**22 - 7, 0)", "ProcessLookupError"),
    "signal to a group": ("import os\nprint(1)\nos.killpg(os.getpgid(os.getppid()), 0)", "signals"),
    "stops itself": (
        "# /// snippet\n# limit = 1\n# ///\nimport os, signal\n"
        "os.kill(os.getpid(), signal.SIGSTOP)",
        "ran for more than 1 s",
    ),
    "no way to end": ("import os\nos._exit = lambda _: None\nprint(1)\n1 / 0", "ZeroDivisionError"),
    "nothing to write with": (
        "import json\njson.dumps = None\nprint(1)",
        "ended with exit status 1 before its last line",
    ),
    "no output any more": ("import sys\nprint(1)\nsys.stdout = None", "raises AttributeError"),
    "a figure that turns": (
        "import matplotlib.pyplot as plt\nimport warnings\nprint(1)\n"
        "warnings.simplefilter('ignore')\nplt.figure().suptitle('a\\u202eb')",
        "a figure holds the character '\\u202e'",
    ),
    "an error in the middle of a line": (
        ENDS.format("print('a', end=' ')\nraise ValueError('b')"),
        "0 lines of its output begin with ValueError, not one: end each line that is printed",
    ),
    "an error that looks like two": (
        ENDS.format("raise ValueError('a\\nValueError: b')"),
        "2 lines of its output begin with ValueError, not one",
    ),
    "sessions in sessions": (
        "import subprocess\nprint(1)\nsubprocess.Popen(['setsid', 'sh', '-c', "
        "'setsid sleep 60 & sleep 60'])",
        LEFT,
    ),
}
HARMLESS = {
    "builtins": "import builtins\nprint(1)\nbuiltins.print = builtins.len = builtins.open = None",
    "torch": "import torch\ntorch.Tensor.__repr__ = lambda _: 'lie'\ntorch.ones = None\nprint(1)",
    "the way out": "import os\nos._exit = lambda _: None\nprint(1)",
    "the worker's channel": (
        "import os\nfor number in range(3, 40):\n    try:\n        os.write(number, b'x' * 99)\n"
        "    except OSError:\n        pass\nprint(1)"
    ),
    "an end in a fork": "import os\nif os.fork() == 0:\n    os._exit(0)\nos.wait()\nprint(1)",
    "a fork that goes on": (
        "import os, sys\nif os.fork() == 0:\n    sys.stdout = open(os.devnull, 'w')\nelse:\n"
        "    os.wait()\n    print(1)"
    ),
    "signal to itself": (
        "import os, signal\nsignal.signal(signal.SIGUSR1, lambda *_: print(1))\n"
        "os.kill(os.getpid(), signal.SIGUSR1)\nos.kill(0, 0)\nos.killpg(0, 0)"
    ),
    "signal to its child": (
        "import subprocess\nchild = subprocess.Popen(['sleep', '60'])\nchild.kill()\n"
        "print(1 if child.wait() == -9 else 2)"
    ),
    "sockets of its own": (
        "import socket\none, two = socket.socketpair()\none.send(b'1')\nprint(two.recv(1).decode())"
    ),
}
ELSEWHERE = {
    "a shell": "import subprocess\nsubprocess.run('echo x 2>&- > {0}; true', shell=True)",
    "a child that deletes": "import subprocess\nsubprocess.run('rm {0} 2>&-; true', shell=True)",
    "C that writes": "import ctypes\nctypes.CDLL(None).creat(b'{0}', 0o600)",
    "C that empties": "import ctypes\nctypes.CDLL(None).truncate(b'{0}', 0)",
    "C that deletes": "import ctypes\nctypes.CDLL(None).unlink(b'{0}')",
    "C that renames": "import ctypes\nctypes.CDLL(None).rename(b'{0}', b'{0}.old')",
}
landlocked = pytest.mark.skipif(landlock.version() < 3, reason="this kernel has no Landlock")


@pytest.mark.parametrize("name", NAMED)
def test_it_is_named(run: Run, name: str) -> None:
    """The author reads what it was; nothing is left, and the worker runs on."""
    program, message = NAMED[name]
    failure = run(program)
    assert isinstance(failure, Failure), failure
    assert message in failure.reason
    assert shown(run("print('still here')")).printed == "still here\n"


@pytest.mark.parametrize("name", HARMLESS)
def test_it_harms_nobody(run: Run, name: str) -> None:
    """It prints what it prints, once, and the next one finds everything as it was."""
    assert shown(run(HARMLESS[name])).printed == "1\n"
    assert shown(run("import torch\nprint(torch.ones(2))")).printed == "tensor([1., 1.])\n"


@landlocked
@pytest.mark.parametrize("name", ELSEWHERE)
def test_c_and_children_write_nothing_elsewhere(run: Run, tmp_path: Path, name: str) -> None:
    """What Python does not see, the kernel refuses; the program's own folder is its own."""
    mine = tmp_path / "mine.txt"
    mine.write_text("kept", "utf-8")
    own = "import os\nended = os.system('echo 1 > own.txt; cat own.txt; rm own.txt')"
    came = run(f"{ELSEWHERE[name].format(mine)}\n{own}")
    assert shown(came).printed == "1\n"
    assert mine.read_text("utf-8") == "kept"


@pytest.mark.skipif(landlock.version() < 6, reason="this kernel's Landlock holds no signals")
def test_c_signals_nobody_and_uses_no_tcp(run: Run) -> None:
    """Nor does a child: neither reaches the worker, nor a server on this machine."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        child = f"import socket; socket.create_connection(('127.0.0.1', {port}))"
        came = run(
            "import ctypes, os, subprocess, sys\n"
            "print(ctypes.CDLL(None).kill(os.getppid(), 0))\n"
            f"ran = subprocess.run([sys.executable, '-c', {child!r}], capture_output=True)\n"
            "print(b'PermissionError' in ran.stderr)"
        )
    assert shown(came).printed == "-1\nTrue\n"


def test_each_kernel_is_asked_for_what_it_has() -> None:
    """An older Landlock knows neither how to truncate, nor networks, nor signals."""
    asked = {}
    for known in range(1, 8):
        rules, size = landlock.forbidden(known)
        asked[known] = (rules.files, rules.net, rules.scoped, size)
    assert asked[1] == (0b0_0001_1111_1111_0010, 0, 0, 8)
    assert asked[2] == (0b0_0011_1111_1111_0010, 0, 0, 8)
    assert asked[3] == (0b0_0111_1111_1111_0010, 0, 0, 8)
    assert asked[4] == asked[5] == (0b0_0111_1111_1111_0010, 3, 0, 16)
    assert asked[6] == asked[7] == (0b0_0111_1111_1111_0010, 3, 3, 24)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc to look into")
@pytest.mark.parametrize("how", ["['env', '-i', 'setsid', 'sleep', '{0}'], cwd='/'", "BOMB"])
def test_nothing_is_left_of_what_cannot_be_told(runner: Runner, tmp_path: Path, how: str) -> None:
    """What hides whose it is goes with the batch, if not with its program."""
    mark = f"4{time.time_ns()}"
    popen = how.format(mark)
    if how == "BOMB":
        popen = f"['sh', '-c', 'for i in 1 2 3 4 5 6 7 8; do (setsid sleep {mark} &) & done']"
    program = f"import subprocess, time\nprint(1)\nsubprocess.Popen({popen})\ntime.sleep(0.3)"
    outcomes(runner, tmp_path, program=program)
    assert not any(mark.encode() in command for command in processes())


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u200d", "\u3164", "\x1b", "\u00ad"])
def test_what_nobody_sees_stands_in_no_program_and_no_page(tmp_path: Path, sign: str) -> None:
    """With file and line, in a program, in prose, and in what readers type."""
    page = f"# T {{ #t }}\n\na{sign}\n\n```console\n$ ls {sign}\n```\n"
    for name, text in {
        "snippets/a.py": f"x = 'a'\nprint('{sign}')\n",
        "docs/ko/a.md": page,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    told = [one.replace(f"{tmp_path}/", "") for one in sources.read(tmp_path).problems]
    cure = f"holds the character {sign!r}: take it out"
    for place in ("docs/ko/a.md:3", "docs/ko/a.md:6", "snippets/a.py:2"):
        assert f"{place}: {cure}" in told


def test_what_is_drawn_is_named_plainly() -> None:
    """The names of tensors under a picture are the author's, and as plain."""
    plain, drawn = Program("a", Path("a.py"), "x = 1\n", 5), ("x\u202e",)
    for spoilt in (replace(plain, layout=drawn), replace(plain, draw=drawn)):
        assert list(rules.free_of_what_nobody_sees(spoilt)) == [
            "a.py:5: holds the character '\\u202e': take it out"
        ]
    joined = Program("a", Path("a.py"), "print('\U0001f469\u200d\U0001f52c\ufe0f\u200d')\n")
    assert list(rules.free_of_what_nobody_sees(joined)) == []
