"""The README's figures: each stands between two marks that name the command which writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from textbook import quotations
from textbook.files import write
from textbook.model import Run
from textbook.recording.records import Records


def fill(path: Path, command: str, text: str) -> None:
    """Put a text between `<!-- command -->` and `<!-- /command -->`, where the file has the two."""
    if not path.exists():
        return
    name = re.escape(command)
    marks = re.compile(f"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)", re.S)
    before = path.read_text("utf-8")
    after = marks.sub(lambda match: match[1] + text + match[2], before)
    if after != before:
        write(path, after)


def counts(runs: Iterable[Run], snippets: Path) -> str:
    """How many outputs were recorded on a CPU, on a GPU, quoted, and not at all, as a table."""
    recorded = {"cpu": 0, "cuda": 0}
    missing = quoted = 0
    records = Records(snippets)
    runs = list(runs)
    known, _ = quotations.read(snippets, {run.program.name: run.program for run in runs})
    for run in runs:
        kept = records.read(run)
        if kept and kept.code == run.program.digest:
            recorded[run.device] += 1
        elif run.program.name in known:
            quoted += 1
        else:
            missing += 1
    lines = [
        f"| 출력 {sum(recorded.values()) + quoted + missing}개 | |",
        "|---|---:|",
        f"| CPU가 있는 컴퓨터라면 빌드가 스스로 실행하는 것 | {recorded['cpu']} |",
        f"| CUDA GPU에서 실행해 기록한 것 | {recorded['cuda']} |",
        f"| 기록이 없어 강의의 출력을 인용한 것(이 책이 실행한 것이 아님) | {quoted} |",
        f"| 아직 기록이 없다고 쪽에서 밝히는 것 | {missing} |",
    ]
    return "\n".join(lines)
