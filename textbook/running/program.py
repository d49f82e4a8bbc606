"""Inside a program's own process: run its code and write down what it shows."""

from __future__ import annotations

import ast
import builtins
import codeop
import contextlib
import errno
import json
import linecache
import os
import platform
import re
import sys
import threading
import traceback
import types
import warnings
from pathlib import Path
from typing import Any

from textbook.model import Job, Program
from textbook.running import figures
from textbook.running.echo import display, shown
from textbook.running.isolation import (
    LARGEST_FILE,
    LARGEST_MEMORY,
    LIBC,
    Confinement,
    Stop,
    isolate,
)
from textbook.running.landlock import restrict
from textbook.running.printed import UNWRITTEN, refuse_leftovers

LEAVE, BUILTINS = os._exit, dict(vars(builtins))  # Before a program changes them.
NO_MEMORY = re.compile("can't allocate memory|not enough memory|Cannot allocate memory")


def execute(job: Job, folder: Path) -> None:
    """Run a job and write `result.json` into its folder, anew after each cell."""
    try:
        work(job, folder)
        LEAVE(0)
    except OSError:  # Not the program's own, which `work` has told.
        LEAVE(UNWRITTEN)
    finally:
        LEAVE(1)  # Whatever happens, nothing of the program goes on in the worker's code.


def work(job: Job, folder: Path) -> None:
    """What `execute` does in a process of its own."""
    own = os.getpid()
    isolate(folder, job.device)
    if job.device == "cpu":
        os.environ["CUDA_VISIBLE_DEVICES"] = ""  # So that its label tells the truth.
    import torch

    torch.set_num_threads(1)
    held: dict[str, Any] = {"cells": [], "ended": False}
    try:
        if job.device == "cuda" and not torch.cuda.is_available():
            held["unavailable"] = "torch.cuda.is_available() is False here"
        else:
            held["ran_on"] = place(job.device)
            run(job, folder, held)
    except BaseException as error:  # SystemExit and KeyboardInterrupt are the program's, too.
        held |= failure(error, job, job.runs[min(len(held["cells"]), len(job.runs) - 1)].program)
    vars(builtins).update(BUILTINS)
    with contextlib.suppress(Exception):
        flush()
    if os.getpid() == own:  # And not one that the program has forked.
        keep(folder, held)


def place(device: str) -> dict[str, str | None]:
    """Where programs run in this process, as the fields of `Provenance`."""
    import torch

    on_gpu = device == "cuda"
    return {
        "torch": torch.__version__,
        "cuda": torch.version.cuda if on_gpu else None,
        "device": torch.cuda.get_device_name() if on_gpu else "CPU",
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
    }


def run(job: Job, folder: Path, held: dict[str, Any]) -> None:
    """The cells in order, as `__main__`."""
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    threads = set(threading.enumerate())
    draws = any("matplotlib" in one.program.source for one in job.runs)
    drawing = figures.Drawing(job.key) if draws else None
    if job.echo:
        module.__dict__["display"] = display
    confinement = Confinement(os.path.realpath(Path.cwd()))
    if job.device == "cpu":  # A driver of GPUs writes where it likes.
        restrict([folder, Path("/dev")])
    warnings.simplefilter("default")
    vars(warnings).update(showwarning=confinement.warned)
    compiled = codeop.Compile()  # A notebook's, which remembers `from __future__`.
    for one in job.runs:
        if drawing:
            drawing.name = one.key
        with confinement:
            value = outcome(one.program, module.__dict__, job.echo, compiled)
        taken, hidden = drawing.take() if drawing else ([], False)
        cell = {
            "value": value,
            **drawn(one.program, module.__dict__),
            "figures": taken,
            "hidden": hidden,
        }
        flush()
        if job.echo:
            refuse_leftovers(folder, left=False)
        held["cells"].append(cell | {"end": os.fstat(1).st_size})
        if job.echo:
            keep(folder, held)
    refuse_threads(threads)
    held["ended"] = True


def drawn(program: Program, names: dict[str, Any]) -> dict[str, Any]:
    """How the tensors that a program names lie in memory, and what it asks to draw."""
    if not (program.layout or program.draw):
        return {"layout": None, "drawn": []}
    from textbook.running import drawings, tensors

    named = {text: eval(text, names) for text in program.layout}
    layout = tensors.describe(named) if named else None
    return {"layout": layout, "drawn": drawings.describe(program.draw, names)}


def outcome(program: Program, names: dict[str, Any], echo: bool, compiled: Any) -> str:
    """What `evaluate` returns; prints the error in which a program is to end, as notebooks do."""
    try:
        value = evaluate(program, names, echo, compiled)
    except Exception as error:
        if type(error).__name__ != program.raises:
            raise
        message = re.sub(r"\x1b\[\d*m", "", str(error))  # Bold letters, for a terminal.
        told = f"{program.raises}: {message}" if message else program.raises
        sys.stdout.write(f"{told}\n")
        return ""
    if program.raises:
        raise Stop(f"ends without the {program.raises} that its header declares: take raises out")
    return value


def evaluate(program: Program, names: dict[str, Any], echo: bool, compiled: Any) -> str:
    """Run a program's code; with `echo`, return the value of its last expression as text.

    Without, its type: a page does not show it, and a reader's notebook would.
    """
    file = named(program)
    lines = program.source.splitlines(keepends=True)
    linecache.cache[file] = (len(program.source), None, lines, file)  # For inspect.getsource.
    tree = ast.parse(program.source, file)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compiled(tree, file, "exec"), names)
    if not isinstance(last, ast.Expr):
        return ""
    value = eval(compiled(ast.Expression(last.value), file, "eval"), names)
    if value is None or program.source.rstrip().endswith(";"):
        return ""
    return (shown(value) if echo else type(value).__name__) + "\n"


def named(program: Program) -> str:
    """The file that a program's lines are of, to Python: a lab's cell has one of its own.

    They are counted as the page shows them, without the header above them.
    """
    is_whole = program.path.stem == program.name.rpartition("/")[2]
    return str(program.path) if is_whole else program.name


def flush() -> None:
    """Hand on what Python and C still hold back of this process's output."""
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform != "win32":
        LIBC.fflush(None)


def refuse_threads(before: set[threading.Thread]) -> None:
    """Raise Stop where a thread is running that was not there before."""
    if left := [thread.name for thread in threading.enumerate() if thread not in before]:
        raise Stop(f"left a thread running ({left[0]}): join it")


def keep(folder: Path, held: dict[str, Any]) -> None:
    """Write what is known so far, whole."""
    part = folder / "result.part"
    part.write_text(json.dumps(held), "utf-8")
    part.replace(folder / "result.json")


def failure(error: BaseException, job: Job, program: Program) -> dict[str, Any]:
    """An exception as the author needs it: type, message, and the file's own line."""
    line = program.line
    above = {named(run.program): run.program.line - 1 for run in job.runs}
    if isinstance(error, SyntaxError) and error.filename in above:
        line = above[error.filename] + (error.lineno or 1)
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename in above:
            line = above[frame.filename] + (frame.lineno or 1)
    if isinstance(error, Stop):
        return {"error": str(error), "line": line}
    kind = "warns with " if isinstance(error, Warning) else "raises "
    return {"error": f"{kind}{type(error).__name__}: {error}{limit_of(error)}", "line": line}


def limit_of(error: BaseException) -> str:
    """The limit that an error comes from, for its author, or nothing."""
    if isinstance(error, MemoryError) or NO_MEMORY.search(str(error)):
        return f" (a program may have {LARGEST_MEMORY // 1024**3} GiB of memory)"
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        return f" (a file, or what it prints, may have {LARGEST_FILE // 1024**2} MiB)"
    return ""
