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
import io
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

Job = dict[str, Any]
Result = dict[str, Any]

LARGEST_OUTPUT = 16 * 1024
LARGEST_FILE = 64 * 1024 * 1024
FOREGROUND = "#010203"  # Stands for the text colour of the page until the SVG is written.
CYCLE = ["#3b82f6", "#f97316", "#10b981", "#a855f7", "#ef4444"]  # Legible on white and on black.
STYLE = {
    **{f"{part}.color": FOREGROUND for part in ("text", "xtick", "ytick", "hatch")},
    "axes.edgecolor": FOREGROUND,
    "axes.labelcolor": FOREGROUND,
    "axes.titlesize": "medium",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.figsize": (6.0, 3.4),
    "figure.constrained_layout.use": True,
    "legend.frameon": False,
    "savefig.transparent": True,
    "svg.fonttype": "none",
    "font.family": "sans-serif",
}


class Stop(Exception):
    """The program did something that no snippet may do; the message is for its author."""


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
    except Stop as stop:
        outcome = {"error": str(stop), "line": job["line"]}
    except BaseException as error:  # SystemExit and KeyboardInterrupt are the program's own, too.
        outcome = failure(error, job)
    with contextlib.suppress(Exception):
        sys.stdout.flush()
        sys.stderr.flush()
    scratch = folder / "result.part"
    scratch.write_text(json.dumps(outcome), "utf-8")
    scratch.replace(folder / "result.json")
    os._exit(0)


def isolate(folder: Path) -> None:
    """Cut this process off from the worker: session, folder, streams, limits."""
    if hasattr(os, "setsid"):
        os.setsid()
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        size = LARGEST_FILE if hard == resource.RLIM_INFINITY else min(LARGEST_FILE, hard)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    project = str(Path(__file__).resolve().parent.parent)
    sys.path[:] = [entry for entry in sys.path if entry and os.path.realpath(entry) != project]
    sys.argv[:] = [""]
    os.chdir(folder / "cwd")
    os.environ["HOME"] = os.environ["TMPDIR"] = str(folder / "cwd")
    tempfile.tempdir = None
    for number, target in ((0, os.devnull), (1, folder / "stdout"), (2, folder / "stderr")):
        handle = os.open(
            target, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600
        )
        os.dup2(handle, number)
        os.close(handle)
    sys.stdin = open(0, encoding="utf-8", closefd=False)
    sys.stdout = open(1, "w", encoding="utf-8", newline="\n", closefd=False)
    sys.stderr = open(2, "w", encoding="utf-8", newline="\n", closefd=False)


def run(job: Job, outcome: Result) -> None:
    """The program itself, as `__main__`, and the figures and tensors that it leaves."""
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    pyplot = "matplotlib" in job["program"] and ready_figures(job["name"])
    threads = set(threading.enumerate())
    padding = "\n" * (job["line"] - 1)  # So that a traceback names the line of the file.
    warnings.simplefilter("error")
    exec(compile(padding + job["program"], job["path"], "exec", dont_inherit=True), module.__dict__)
    warnings.simplefilter("default")
    if left := [thread.name for thread in threading.enumerate() if thread not in threads]:
        raise Stop(f"left a thread running ({left[0]}): join it")
    if pyplot:
        outcome["figures"] = [figure_svg(pyplot, number) for number in pyplot.get_fignums()]
    if job["layout"]:
        from textbook.layout import describe

        outcome["layout"] = describe({text: eval(text, module.__dict__) for text in job["layout"]})


def ready_figures(name: str) -> Any:
    """Prepare matplotlib to draw for a light and a dark page alike, and the same bytes each time."""
    import matplotlib
    from cycler import cycler

    matplotlib.use("Agg")
    style: dict[Any, Any] = {**STYLE, "axes.prop_cycle": cycler(color=CYCLE), "svg.hashsalt": name}
    matplotlib.rcParams.update(style)
    import matplotlib.pyplot as pyplot

    pyplot.show = lambda *_, **__: None  # Where there is no window, it warns.
    return pyplot


def figure_svg(pyplot: Any, number: int) -> str:
    """One open figure as SVG whose text and axes take the colour of the page's text."""
    figure = pyplot.figure(number)
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :].replace(FOREGROUND, "currentColor")
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.S)
    svg = re.sub(r"\d+\.\d{3,}", lambda match: f"{float(match[0]):.2f}", svg)
    said = [
        text
        for axes in figure.axes
        for text in (axes.get_title(), axes.get_xlabel(), axes.get_ylabel())
        if text
    ]
    said += [
        text.get_text() for axes in figure.axes if axes.get_legend() for text in axes.get_legend().get_texts()
    ]
    return svg.replace(">", f"><title>{', '.join(said)}</title>", 1)


def failure(error: BaseException, job: Job) -> Result:
    """An exception as the author needs it: type, message, and the file's own line."""
    line = job["line"]
    if isinstance(error, SyntaxError) and error.filename == job["path"]:
        line = error.lineno or line
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename == job["path"]:
            line = frame.lineno or line
    kind = "warns with " if isinstance(error, Warning) else "raises "
    return {"error": f"{kind}{type(error).__name__}: {error}", "line": line}


if __name__ == "__main__":
    main()
