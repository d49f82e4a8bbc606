"""Run programs, each in a process of its own, forked from one that has imported torch.

`python -m textbook.worker` reads batches and writes results, one JSON object a line. A
batch is `{"jobs": [job, ...]}`; a job has `key`, `name`, `path`, `line`, `program`,
`device`, `limit` and `layout` as a Snippet has. For each job come `{"started": key}` and
`{"key": key, ...result}`; after the last, `{"done": n}`. Depends on torch, matplotlib and
the standard library alone.

A program runs in an empty folder with one torch thread, warnings as errors, no standard
input and a time limit. Nothing that it does reaches another program or this process.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import json
import multiprocessing
import os
import platform
import re
import shutil
import signal
import sys
import tempfile
import threading
import time
import traceback
import types
import warnings
from collections import Counter
from collections.abc import Callable
from multiprocessing import connection
from pathlib import Path
from typing import Any, TextIO

from textbook import figure
from textbook.isolation import Stop, adopt_orphans, confined, isolate, kill, sweep

Job = dict[str, Any]
Result = dict[str, Any]
Report = Callable[[Result], None]

CORES = os.cpu_count() or 1
FORKS = sys.platform == "linux"
CONTEXT: Any = multiprocessing.get_context("fork" if FORKS else "spawn")

LARGEST_OUTPUT = 16 * 1024


def main() -> None:
    """Serve batches until standard input ends."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    parent = os.getppid()
    adopt_orphans()
    import torch

    torch.set_num_threads(1)
    repr(torch.ones(1))  # The first tensor that is printed imports, too.
    importlib.import_module("textbook.layout")  # Once here, not in every program's process.
    for line in sys.stdin:
        jobs: list[Job] = json.loads(line)["jobs"]
        with tempfile.TemporaryDirectory(prefix="snippets-") as scratch:
            run_all(jobs, Path(scratch), channel, parent)
        print(json.dumps({"done": len(jobs)}), file=channel)
    os._exit(0)  # Unloading torch takes its time, and nothing is left to do.


def run_all(jobs: list[Job], scratch: Path, channel: TextIO, parent: int) -> None:
    """Run the jobs that need torch alone while a fork of this process imports what the others need.

    That fork's work takes longer, so the others give way to it.
    """
    lock = CONTEXT.Lock()

    def report(message: Result) -> None:
        with lock:
            print(json.dumps(message), file=channel, flush=True)

    plain = [job for job in jobs if not extras(job)]
    others = [job for job in jobs if extras(job)]
    if not FORKS or not plain or not others:
        preload(others)
        return run_batch(jobs, scratch, report, parent)
    beside = CONTEXT.Process(target=run_beside, args=(others, scratch / "beside", report, os.getpid()))
    beside.start()
    run_batch([{**job, "nice": 10} for job in plain], scratch, report, parent)
    beside.join()
    if beside.exitcode:
        raise SystemExit("the process that runs the snippets has failed")
    return None


def run_beside(jobs: list[Job], scratch: Path, report: Report, parent: int) -> None:
    """Import what the jobs share, and run them: first those that still have something to import."""
    adopt_orphans()
    preload(jobs)
    jobs.sort(key=lambda job: extras(job) <= {"torch.optim"})
    run_batch(jobs, scratch, report, parent)


def extras(job: Job) -> set[str]:
    """The modules, beyond what torch has imported itself, that a program needs."""
    named = {"torch.optim"} if "optim" in job["program"] else set()
    with contextlib.suppress(SyntaxError):
        for node in ast.walk(ast.parse(job["program"])):
            if isinstance(node, ast.Import):
                named |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                named.add(node.module)
    return {name for name in named if name == "torch.optim" or name not in sys.modules}


def preload(jobs: list[Job]) -> None:
    """Import once what several programs need; what one alone needs it imports itself, beside the others."""
    shared = Counter(name for job in jobs for name in extras(job))
    for name in [name for name, count in shared.items() if count > 1 or len(jobs) == 1]:
        with contextlib.suppress(Exception):
            if name == "torch.optim":
                import torch

                # The first optimizer of a process imports for a second; the rest is ready by then.
                torch.optim.SGD([torch.zeros(1)], lr=0.1)
            else:
                importlib.import_module(name)
                if name == "matplotlib.pyplot":
                    figure.warm()


def run_batch(jobs: list[Job], scratch: Path, report: Report, parent: int) -> None:
    """Run the jobs, as many at once as there are cores, and report each as it ends."""
    waiting = list(reversed(jobs))
    running: dict[Any, tuple[Job, Path, float]] = {}
    try:
        while waiting or running:
            if os.getppid() != parent:
                raise SystemExit("the build has gone")
            while waiting and len(running) < CORES:
                job = waiting.pop()
                folder = scratch / str(len(waiting))
                (folder / "cwd").mkdir(parents=True)
                process = CONTEXT.Process(target=execute, args=(job, folder))
                process.start()
                running[process] = (job, folder, time.monotonic())
                report({"started": job["key"]})
            connection.wait([process.sentinel for process in running], timeout=0.05)
            for process, (job, folder, start) in list(running.items()):
                late = time.monotonic() - start > job["limit"]
                if process.exitcode is None and not late:
                    continue
                if process.exitcode is None:
                    kill(process.pid)
                process.join()
                del running[process]
                others = {other.pid for other in running}
                left = sweep(process.pid, others, folder)
                report({"key": job["key"], **result(job, folder, process.exitcode, late, left)})
                shutil.rmtree(folder, ignore_errors=True)
    finally:
        for process in running:
            kill(process.pid)
            process.join()


def result(job: Job, folder: Path, code: int | None, late: bool, left: bool) -> Result:
    """What the program printed and drew, or why it counts as failed."""
    try:
        if late:
            raise Stop(f"ran for more than {job['limit']} s: shorten it, or declare a limit in its header")
        printed = (folder / "stdout").read_bytes() if (folder / "stdout").exists() else b""
        if len(printed) > LARGEST_OUTPUT:
            raise Stop(f"printed {len(printed)} bytes: a page shows at most {LARGEST_OUTPUT}; print less")
        if code is not None and code < 0:
            raise Stop(f"was killed by {signal.Signals(-code).name}")
        if not (folder / "result.json").exists():
            raise Stop(f"ended with exit status {code} before its last line: take out what ends the process")
        outcome: Result = json.loads((folder / "result.json").read_text("utf-8"))
        if outcome.get("error") or outcome.get("unavailable"):
            return outcome
        if left:
            raise Stop("left a process running: wait for it or end it")
        if errors := (folder / "stderr").read_text("utf-8", "replace").strip():
            raise Stop(f"wrote to standard error:\n{errors[-2000:]}")
        outcome["printed"] = readable(printed)
        if not outcome["printed"] and not outcome["figures"]:
            raise Stop("prints nothing: a snippet shows what it does")
        return outcome
    except Stop as stop:
        return {"error": str(stop), "line": job["line"]}


def readable(printed: bytes) -> str:
    """The output as text. Raises Stop where a page could not show it as it is."""
    try:
        text = printed.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Stop("printed bytes that are not UTF-8: print text") from error
    for number, line in enumerate(text.split("\n"), 1):
        if control := re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]", line):
            raise Stop(f"line {number} of its output holds the control character {control[0]!r}: print text")
        if line.startswith("```"):
            raise Stop(f"line {number} of its output would end the block that shows it: print no fence")
    if text and not text.endswith("\n"):
        raise Stop("its output does not end with a newline: print() the last line whole")
    return text


def execute(job: Job, folder: Path) -> None:
    """Run one program in this new process and write `result.json`: it means that the end was reached."""
    isolate(folder)
    if "nice" in job:
        os.nice(job["nice"])
    if job["device"] == "cpu":
        os.environ["CUDA_VISIBLE_DEVICES"] = ""  # So that its label tells the truth on a CUDA machine, too.
    import torch

    torch.set_num_threads(1)
    outcome: Result = {"figures": [], "layout": None}
    try:
        if job["device"] == "cuda" and not torch.cuda.is_available():
            outcome = {"unavailable": True}
        else:
            run(job, outcome)
            outcome["ran_on"] = {
                "torch": torch.__version__,
                "cuda": torch.version.cuda if job["device"] == "cuda" else None,
                "device": torch.cuda.get_device_name() if job["device"] == "cuda" else "CPU",
                "python": platform.python_version(),
                "platform": f"{platform.system()} {platform.machine()}",
            }
    except BaseException as error:  # SystemExit and KeyboardInterrupt are the program's own, too.
        outcome = failure(error, job)
    with contextlib.suppress(Exception):
        sys.stdout.flush()
        sys.stderr.flush()
    scratch = folder / "result.part"
    scratch.write_text(json.dumps(outcome), "utf-8")
    scratch.replace(folder / "result.json")
    os._exit(0)


def run(job: Job, outcome: Result) -> None:
    """The program itself, as `__main__`, and the figures and tensors that it leaves."""
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    pyplot = "matplotlib" in job["program"] and figure.ready(job["name"])
    threads = set(threading.enumerate())
    padding = "\n" * (job["line"] - 1)  # So that a traceback names the line of the file.
    warnings.simplefilter("error")
    code = compile(padding + job["program"], job["path"], "exec", dont_inherit=True)
    with confined(os.path.realpath(Path.cwd())):
        exec(code, module.__dict__)
    warnings.simplefilter("default")
    if left := [thread.name for thread in threading.enumerate() if thread not in threads]:
        raise Stop(f"left a thread running ({left[0]}): join it")
    if pyplot:
        outcome["figures"] = [figure.svg(pyplot, job["name"], number) for number in pyplot.get_fignums()]
    if job["layout"]:
        from textbook.layout import describe

        outcome["layout"] = describe({text: eval(text, module.__dict__) for text in job["layout"]})


def failure(error: BaseException, job: Job) -> Result:
    """An exception as the author needs it: type, message, and the file's own line."""
    line = job["line"]
    if isinstance(error, SyntaxError) and error.filename == job["path"]:
        line = error.lineno or line
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename == job["path"]:
            line = frame.lineno or line
    if isinstance(error, Stop):
        return {"error": str(error), "line": line}
    kind = "warns with " if isinstance(error, Warning) else "raises "
    return {"error": f"{kind}{type(error).__name__}: {error}", "line": line}


if __name__ == "__main__":
    main()
