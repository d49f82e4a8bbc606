"""What a program left in its folder when it had ended: text for a page, or why there is none.

Depends on the standard library alone.
"""

from __future__ import annotations

import signal
import tempfile
from pathlib import Path
from typing import Any

from textbook.marks import UNSEEN
from textbook.model import Job, Program
from textbook.outcomes import Failure, Outcome, Result, Waiting
from textbook.running.isolation import Stop

LARGEST_OUTPUT = 16 * 1024
LARGEST_MESSAGE = 4000
UNWRITTEN = 74
"""The exit status of a process that could not write down what its program showed."""


def why(job: Job, held: dict[str, Any], code: int | None, late: bool, folder: Path) -> str:
    """Why a program did not reach its end, with the last that it told of it."""
    if late:
        cure = "shorten it, or declare a limit in its header"
        return f"ran for more than {job.limit} s: {cure}{last_words(folder)}"
    if held.get("error"):
        return str(held["error"])
    if code == UNWRITTEN:
        return f"what it shows cannot be written: make room in {tempfile.gettempdir()}"
    if code is not None and code < 0:
        number = -code
        named = {one.value: one.name for one in signal.Signals}
        return f"was killed by {named.get(number, f'signal {number}')}{last_words(folder)}"
    cure = "take out what ends the process"
    return f"ended with exit status {code} before its last line: {cure}{last_words(folder)}"


def last_words(folder: Path) -> str:
    """The last lines that a program wrote to standard error, where a cause often stands."""
    errors = complaints(folder)[-500:].split("\n")[-5:]
    return "\n".join(["", "it wrote to standard error:", *errors]) if errors != [""] else ""


def complaints(folder: Path) -> str:
    """What a program wrote to standard error; it may have ended before it could."""
    path = folder / "stderr"
    return path.read_text("utf-8", "replace").strip() if path.exists() else ""


def refuse_leftovers(folder: Path, left: bool) -> None:
    """Raise Stop where a finished program left a process running or wrote to standard error."""
    if left:
        raise Stop("left a process running: wait for it or end it")
    if errors := complaints(folder):
        raise Stop(f"wrote to standard error:\n{errors[-2000:]}")


def refuse_unclear(program: Program, printed: str) -> None:
    """Raise Stop where an output does not show where the error begins that it ends in."""
    if program.raises:
        begun = sum(line.startswith(program.raises) for line in printed.split("\n"))
        if begun != 1:
            cure = "end each line that is printed before it, and let no other line begin so"
            raise Stop(f"{begun} lines of its output begin with {program.raises}, not one: {cure}")


def refuse_unlike(result: Result, hidden: bool) -> None:
    """Raise Stop where a page would show something else than a reader's own Python does.

    `result.value` is the type of the value that a program ends in, if it ends in one; `hidden` is
    whether it draws without asking for the figure to be shown.
    """
    if not result.printed and not result.figures:
        raise Stop("prints nothing: a snippet shows what it does")
    if result.value:
        raise Stop(
            f"ends in a value of type {result.value.strip()}, which a notebook shows below what is "
            "printed: print it, give it a name, or end in plt.show()"
        )
    if hidden:
        raise Stop("draws and does not call plt.show(): run as a script, it shows no figure")


def refuse_unseen(text: str, where: str) -> None:
    """Raise Stop for a character that a reader would not see, or that changes what they see."""
    if found := UNSEEN.search(text):
        raise Stop(f"{where} holds the character {found[0]!r}: print text")


def visible(message: str) -> str:
    """A message for a terminal or a page: what nobody would see is written out."""
    if len(message) > LARGEST_MESSAGE:
        cut = len(message) - LARGEST_MESSAGE
        message = f"{message[:LARGEST_MESSAGE]} [and {cut} more characters]"
    return UNSEEN.sub(lambda found: repr(found[0])[1:-1], message)


def readable(printed: bytes) -> str:
    """An output as text. Raises Stop where a page could not show it as it is."""
    if len(printed) > LARGEST_OUTPUT:
        raise Stop(
            f"printed {len(printed)} bytes: a page shows at most {LARGEST_OUTPUT}; print less"
        )
    try:
        text = printed.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Stop("printed bytes that are not UTF-8: print text") from error
    for number, line in enumerate(text.split("\n"), 1):
        refuse_unseen(line, f"line {number} of its output")
    if text and not text.endswith("\n"):
        raise Stop("its output does not end with a newline: print() the last line whole")
    return text


def failed(job: Job, reason: str) -> dict[str, Outcome]:
    """The outcomes of a job that could not run, or whose worker is gone."""
    first, *rest = job.runs
    found: dict[str, Outcome] = {first.key: Failure(reason, first.program.line)}
    return found | {run.key: Waiting() for run in rest}
