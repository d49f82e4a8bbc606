"""Programs and notebooks run once more, by means that share no code with the book's own runner.

`python -m tests.fresh` imports torch, and IPython, and nothing of the project. For each job, a
line of JSON on standard input, it forks, runs the job's cells in the new process, as a script's
text or as a notebook's cells, in an empty folder, and answers with what each cell printed, and
below that with the error that it ended in. What may follow on the cells forks from there. They
have a thread for each core, as a reader has, where the book's own runner gives them one.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import queue
import re
import subprocess
import sys
import tempfile
import types
import warnings
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

Answer = dict[str, Any]
SLOW = {'optim|"meta"': "torch._dynamo", "pyplot": "matplotlib.pyplot"}
SLOW |= {"sklearn": "sklearn.datasets"}
"""By words of a program, what they have it import."""
CHEAP = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1", "PYTHONMALLOC": "malloc"}
"""Memory in huge pages: a process that holds torch then forks in half of the time."""


class Job(NamedTuple):
    """What is run in a new process."""

    cells: list[str]
    notebook: bool = False
    ends: Sequence[str] = ()
    """One more cell each, after the others: each runs in a process of its own, from there on."""


def main() -> None:
    """Answer jobs until standard input ends."""
    import IPython.core.completerlib
    import IPython.core.interactiveshell
    import IPython.core.magics  # noqa: F401 - here, not in every process
    import matplotlib
    import torch

    matplotlib.use("agg")
    assert not [name for name in sys.modules if name.startswith("textbook")]
    repr(torch.ones(1))  # The first tensor that is printed imports, too.
    for line in sys.stdin:
        job = json.loads(line)
        for name in needs(job):
            prepare(name)
        with tempfile.TemporaryDirectory() as folder:
            cwd = Path(folder, "cwd")
            cwd.mkdir()
            gc.freeze()  # A collection in the new process would copy what the two share.
            if os.fork() == 0:
                try:
                    run(job, cwd, Path(folder, "answer0"))
                finally:
                    os._exit(1)
            os.wait()
            whole, *ends = (
                json.loads(one.read_text("utf-8")) if one.exists() else {"error": "died"}
                for one in (Path(folder, f"answer{at}") for at in range(len(job["ends"]) + 1))
            )
            left = [path.name for path in cwd.iterdir()] if cwd.exists() else []
        print(json.dumps({**whole, "ends": ends, "left": left}), flush=True)


def needs(job: Answer) -> set[str]:
    """What else cells name that takes a second to import."""
    sources = [*job["cells"], *job["ends"]]
    return {module for words, module in SLOW.items() if re.search(words, "\n".join(sources))}


def prepare(name: str) -> None:
    """Import here what every process would; what warns is left for the program to show."""
    with contextlib.suppress(Exception), warnings.catch_warnings():
        warnings.simplefilter("error")
        importlib.import_module(name)


def run(job: Answer, folder: Path, answer: Path) -> None:
    """Run a job's cells in this new process, and write what came of it."""
    os.setsid()
    os.chdir(folder)
    answer.with_name("home").mkdir()
    os.environ.update(dict.fromkeys(("HOME", "TMPDIR"), str(answer.with_name("home"))))
    tempfile.tempdir = None
    sys.path[0] = ""
    sys.argv[:] = ["-"]
    for number, name in ((1, "out"), (2, "err")):
        handle = os.open(answer.with_name(name), os.O_RDWR | os.O_CREAT | os.O_APPEND)
        os.dup2(handle, number)
    sys.stdout = open(1, "w", 1, encoding="utf-8", closefd=False)
    sys.stderr = open(2, "w", 1, encoding="utf-8", closefd=False)
    cells: list[Answer] = []
    error = ""
    try:
        act = as_notebook() if job["notebook"] else as_script()

        def done(source: str) -> Answer:
            start = [os.fstat(number).st_size for number in (1, 2)]
            value, ended = act(source)
            sys.stdout.flush()
            sys.stderr.flush()
            printed, complaints = (
                answer.with_name(name).read_bytes()[at:].decode()
                for name, at in zip(("out", "err"), start, strict=True)
            )
            cell = {"out": printed + ended, "err": complaints, "value": value}
            return {**cell, "figures": figures()}

        cells += map(done, job["cells"])
        for number, source in enumerate(job["ends"], 1):
            if (pid := os.fork()) == 0:
                answer = answer.with_name(f"answer{number}")
                cells.append(done(source))
                break
            os.waitpid(pid, 0)
    except BaseException as problem:
        error = repr(problem)
    answer.write_text(json.dumps({"cells": cells, "error": error}), "utf-8")
    os._exit(0)


def said(error: BaseException | None) -> str:
    """The line in which the traceback of an error ends; nothing where there is none."""
    if error is None:
        return ""
    text = re.sub("\x1b\\[[0-9]*m", "", str(error))
    return type(error).__name__ + (f": {text}" if text else "") + "\n"


def as_script() -> Any:
    """Runs text as `python -W default -` does; returns no value, and the error that it ends in."""
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    warnings.resetwarnings()
    warnings.simplefilter("default")

    def act(source: str) -> tuple[str, str]:
        try:
            exec(compile(source, "<stdin>", "exec", dont_inherit=True), module.__dict__)
        except Exception as error:
            return "", said(error)
        return "", ""

    return act


def as_notebook() -> Any:
    """Runs text as a notebook's cell, in IPython's own shell; an error ends that cell alone."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    bare = Config({"HistoryManager": {"enabled": False}})
    shell: Any = InteractiveShell(user_module=module, config=bare)  # type: ignore[no-untyped-call]
    for name in ("start_displayhook", "write_output_prompt", "write_format_data", "log_output"):
        setattr(shell.displayhook, name, lambda *_: None)  # The value is told, not printed.
    shell.displayhook.finish_displayhook = lambda: None
    shell.showtraceback = lambda *_, **__: None

    def act(source: str) -> tuple[str, str]:
        done = shell.run_cell(source, store_history=False)
        if done.result is None:
            return "", said(done.error_in_exec or done.error_before_exec)
        return str(shell.display_formatter.format(done.result)[0].get("text/plain", "")), ""

    return act


def figures() -> int:
    """How many figures are open; closes them, as a notebook does after a cell."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return 0
    count = len(pyplot.get_fignums())
    pyplot.close("all")
    return count


class Fresh:
    """Interpreters that answer jobs, one for each core."""

    def __init__(self, count: int) -> None:
        environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "OMP_NUM_THREADS": "1",
            "MPLBACKEND": "agg",
            **CHEAP,
        }
        self.processes = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.fresh"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                cwd=Path(__file__).resolve().parent.parent,
                env=environment,
            )
            for _ in range(count)
        ]
        self.free: queue.SimpleQueue[subprocess.Popen[str]] = queue.SimpleQueue()
        for process in self.processes:
            self.free.put(process)

    def one(self, job: Job) -> Answer:
        """What came of cells: `cells`, `error` and the names of the files `left` behind; in `ends`
        the same of each of them."""
        process = self.free.get()
        try:
            assert process.stdin and process.stdout
            process.stdin.write(json.dumps(job._asdict()) + "\n")
            process.stdin.flush()
            return dict(json.loads(process.stdout.readline()))
        finally:
            self.free.put(process)

    def all(self, jobs: Iterable[Job]) -> Iterator[Answer]:
        """What came of each job, in order. Those that need torch alone are run first: the more an
        interpreter has imported, the more its forks cost."""
        listed = list(jobs)
        with ThreadPoolExecutor(len(self.processes)) as pool:
            row = sorted(range(len(listed)), key=lambda at: len(needs(listed[at]._asdict())))
            answers = {at: pool.submit(self.one, listed[at]) for at in row}
            yield from (answers[at].result() for at in range(len(listed)))

    def close(self) -> None:
        """End the interpreters."""
        for process in self.processes:
            for stream in (process.stdin, process.stdout):
                if stream:
                    stream.close()
            process.wait()


if __name__ == "__main__":
    main()
