"""Run programs, each in a process of its own, forked from one that has imported torch.

`python -m textbook.worker` reads batches and writes results, one JSON object a line. A
batch is `{"jobs": [job, ...]}`; a job has `name`, `path`, `line`, `program`, `device`,
`limit` and `layout` as a Snippet has. For each job come `{"started": name}` and
`{"name": name, ...result}`; after the last, `{"done": n}`. Depends on torch, matplotlib
and the standard library alone.

A program runs in an empty folder with one torch thread, warnings as errors, no standard
input and a time limit. Nothing that it does reaches another program or this process.
"""

from __future__ import annotations

import ast
import contextlib
import ctypes
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
from pathlib import Path
from typing import Any

from textbook import figure
from textbook.isolation import Stop, confined, isolate

Job = dict[str, Any]
Result = dict[str, Any]

LARGEST_OUTPUT = 16 * 1024


def main() -> None:
    """Serve batches until standard input ends."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    parent = os.getppid()
    adopt_orphans()
    import torch

    torch.set_num_threads(1)
    for line in sys.stdin:
        jobs: list[Job] = json.loads(line)["jobs"]
        preload(jobs)
        with tempfile.TemporaryDirectory(prefix="snippets-") as scratch:
            run_batch(jobs, Path(scratch), lambda message: print(json.dumps(message), file=channel), parent)
        print(json.dumps({"done": len(jobs)}), file=channel)


def adopt_orphans() -> None:
    """Have a dead program's children handed to this process, so that none is overlooked."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER


def preload(jobs: list[Job]) -> None:
    """Import once what the programs import, so that forking them costs milliseconds."""
    for job in jobs:
        with contextlib.suppress(Exception):
            for node in ast.walk(ast.parse(job["program"])):
                if isinstance(node, ast.Import):
                    for alias in node.names:
                        importlib.import_module(alias.name)
                elif isinstance(node, ast.ImportFrom) and node.module:
                    importlib.import_module(node.module)
    if any("optim" in job["program"] for job in jobs):
        import torch

        # The first optimizer of a process imports for a second; the rest is ready by then.
        torch.optim.SGD([torch.zeros(1)], lr=0.1)


def run_batch(jobs: list[Job], scratch: Path, report: Any, parent: int) -> None:
    """Run the jobs, as many at once as there are cores, and report each as it ends."""
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    waiting = list(reversed(jobs))
    running: dict[Any, tuple[Job, Path, float]] = {}
    try:
        while waiting or running:
            if os.getppid() != parent:
                raise SystemExit("the build has gone")
            while waiting and len(running) < (os.cpu_count() or 1):
                job = waiting.pop()
                folder = scratch / str(len(waiting))
                (folder / "cwd").mkdir(parents=True)
                process = context.Process(target=execute, args=(job, folder))
                process.start()
                running[process] = (job, folder, time.monotonic())
                report({"started": job["name"]})
            time.sleep(0.001)
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
                report({"name": job["name"], **result(job, folder, process.exitcode, late, left)})
                shutil.rmtree(folder, ignore_errors=True)
    finally:
        for process in running:
            kill(process.pid)
            process.join()


def kill(pid: int) -> None:
    """End a program and everything in its process group."""
    with contextlib.suppress(OSError, AttributeError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def sweep(pid: int, others: set[int | None], folder: Path) -> bool:
    """End what a finished program left running; true where there was something."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    left = False
    if children.exists():
        for child in map(int, children.read_text().split()):
            with contextlib.suppress(OSError):
                mine = str(Path(f"/proc/{child}/cwd").readlink()).startswith(str(folder))
                if child not in others and mine and os.waitpid(child, os.WNOHANG)[0] == 0:
                    left = True
                    kill(child)
                    os.waitpid(child, 0)
    with contextlib.suppress(OSError, AttributeError):
        os.killpg(pid, signal.SIGKILL)
    return left


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
