"""Whether every program shows the same wherever and whenever it runs: `python -m tests.stability`.

    python -m tests.stability [TIMES] [NAME ...]      ten times, all programs and labs

Each time another worker runs them all, shuffled, beside processes that keep every core busy, with
another locale, time zone, hash seed, home and arithmetic, and as many cores as it is its turn to
have. The output must be the same but for what a program declares as varying, and be that of the
record.
Ends with 1 where one is not. What is declared and has never varied here is listed: it may vary
between machines alone, or need no declaration.
"""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from textbook.model import Job, Problem, Run
from textbook.outcomes import Failure, Outcome, Result
from textbook.reading import sources
from textbook.recording.compare import difference, same
from textbook.recording.records import Records
from textbook.running.machine import PLAINER, Machine
from textbook.running.runner import Runner

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ("C.UTF-8", "C", "ko_KR.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8")
ARITHMETIC: tuple[dict[str, str], ...] = (
    {},
    PLAINER,
    {"ATEN_CPU_CAPABILITY": "avx2", "DNNL_MAX_CPU_ISA": "AVX2", "MKL_CBWR": "AVX2"},
    {"ATEN_CPU_CAPABILITY": "default"},
    {"MKL_CBWR": "COMPATIBLE"},
    {"DNNL_MAX_CPU_ISA": "SSE41"},
    {"OPENBLAS_CORETYPE": "Haswell", "NPY_DISABLE_CPU_FEATURES": "AVX512F AVX512_SKX"},
)
"""What has torch, and what it and numpy rest on, calculate as other processors of this kind do."""
ZONES = ("UTC", "Asia/Seoul", "America/St_Johns", "Pacific/Kiritimati")


class Elsewhere(Machine):
    """This machine as another author would have set it up, with another processor."""

    def __init__(self, turn: int) -> None:
        self.turn = turn

    def environment(self) -> dict[str, str]:
        """What programs see: a locale, a time zone, arithmetic of the turn's, and a hash seed."""
        return super().environment() | {
            **ARITHMETIC[self.turn % len(ARITHMETIC)],
            "LC_ALL": LOCALES[self.turn % len(LOCALES)],
            "TZ": ZONES[self.turn % len(ZONES)],
            "PYTHONHASHSEED": str(self.turn),
        }


@dataclass
class Seen:
    """What was seen of one run so far."""

    run: Run
    first: Result | None = None
    varied: bool = False
    """Whether it has ever shown anything else, declared or not."""
    wrong: list[str] = field(default_factory=list)

    def look(self, outcome: Outcome, turn: str) -> None:
        """Compare an outcome with the first one."""
        program = self.run.program
        where = f"{program.path}:{program.line}: {self.run.key}, {turn}:"
        if isinstance(outcome, Failure):
            self.wrong.append(f"{where} {outcome.reason}")
        elif isinstance(outcome, Result):
            first = self.first = self.first or outcome
            self.varied = self.varied or texts(first) != texts(outcome)
            if not same(program, first, outcome):
                told = difference(program, first, outcome)
                self.wrong.append(f"{where} is not as it was before:\n{told}")


def texts(result: Result) -> tuple[object, ...]:
    """All that a result shows."""
    return result.printed, result.value, result.figures, str((result.layout, result.drawn))


def main(times: int, names: list[str]) -> int:
    """Run everything so many times; 1 where something was not the same."""
    os.chdir(ROOT)
    read = sources.read(Path())
    jobs = [job for job in read.jobs if not names or job.name.startswith(tuple(names))]
    seen = {run.key: Seen(run) for job in jobs for run in job.runs}
    for turn in range(times):
        start = time.monotonic()
        with odd(turn) as told:
            for key, outcome in run(jobs, turn).items():
                seen[key].look(outcome, f"{told} (turn {turn + 1})")
        print(f"turn {turn + 1}: {told}: {time.monotonic() - start:.0f} s", flush=True)
    records = Records(ROOT / "snippets")
    for one in seen.values():
        with contextlib.suppress(Problem):
            kept = records.read(one.run)
            if kept and one.first and not same(one.run.program, kept.result, one.first):
                told = difference(one.run.program, kept.result, one.first)
                one.wrong.append(f"{one.run.key}: is not what is recorded:\n{told}")
    wrong = [told for one in seen.values() for told in one.wrong]
    ran = [one for one in seen.values() if one.first]
    quiet = [one.run.key for one in ran if one.run.program.varies and not one.varied]
    print("\n".join(wrong))
    for key in quiet:
        print(f"{key}: is declared as varying, and has not varied here")
    print(f"{len(ran)} runs, {times} times each: {len(wrong)} differ, {len(quiet)} never vary")
    return int(bool(wrong))


def run(jobs: list[Job], turn: int) -> dict[str, Outcome]:
    """What the jobs give, in an order of the turn's."""
    shuffled = random.Random(turn).sample(jobs, len(jobs))
    runner = Runner(None, Elsewhere(turn))
    try:
        return runner.run(shuffled)
    finally:
        runner.close()


@contextlib.contextmanager
def odd(turn: int) -> Iterator[str]:
    """Another home, some of the cores, and each of them busy; says which."""
    home, known = os.environ.get("HOME", ""), {*os.sched_getaffinity(0)}
    mine = sorted(known)[: turn % len(known) + 1]
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in known]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = folder
        os.sched_setaffinity(0, mine)
        try:
            where = f"{LOCALES[turn % len(LOCALES)]}, {ZONES[turn % len(ZONES)]}"
            arithmetic = " ".join(
                "=".join(one) for one in ARITHMETIC[turn % len(ARITHMETIC)].items()
            )
            told = f"{where}, hash seed {turn}, {len(mine)} of {len(known)} cores, all busy"
            yield f"{told}, {arithmetic or 'its own arithmetic'}"
        finally:
            os.sched_setaffinity(0, known)
            os.environ["HOME"] = home
            for process in busy:
                process.kill()
                process.wait()


if __name__ == "__main__":
    arguments = sys.argv[1:]
    turns = int(arguments.pop(0)) if arguments and arguments[0].isdigit() else 10
    sys.exit(main(turns, arguments))
