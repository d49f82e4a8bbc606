"""The READMEs' figures: each stands between two marks that name the command which writes it.

A figure is written once, in both languages, by `python -m textbook` or by the benchmarks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from textbook import quotations
from textbook.files import read_text, write
from textbook.model import Run
from textbook.recording.records import Records

READMES = {"en": Path("README.md"), "ko": Path("README.ko.md")}
COUNTS = {
    "en": (
        "| {all} outputs | |",
        "| what a build runs itself, on any computer | {cpu} |",
        "| recorded on a CUDA GPU | {cuda} |",
        "| quoted from the lecture, where nothing is recorded: not run by this book | {quoted} |",
        "| not recorded yet, as their pages say | {missing} |",
    ),
    "ko": (
        "| 출력 {all}개 | |",
        "| CPU가 있는 컴퓨터라면 빌드가 스스로 실행하는 것 | {cpu} |",
        "| CUDA GPU에서 실행해 기록한 것 | {cuda} |",
        "| 기록이 없어 강의의 출력을 인용한 것(이 책이 실행한 것이 아님) | {quoted} |",
        "| 아직 기록이 없다고 페이지에서 밝히는 것 | {missing} |",
    ),
}


def fill(root: Path, command: str, texts: Mapping[str, str]) -> None:
    """Put a text, by language, between `<!-- command -->` and `<!-- /command -->`.

    A README that is not there, or has no such marks, is left as it is. Raises Problem for one that
    is not UTF-8.
    """
    opening, closing = f"<!-- {command} -->\n", f"\n<!-- /{command} -->"
    for language, text in texts.items():
        path = root / READMES[language]
        whole = read_text(path) if path.exists() else ""
        before, opened, rest = whole.partition(opening)
        old, closed, after = rest.partition(closing)
        if opened and closed and old != text:
            write(path, f"{before}{opening}{text}{closing}{after}")


def counts(runs: Iterable[Run], snippets: Path) -> dict[str, str]:
    """How many outputs were recorded on a CPU or a GPU, quoted, or are missing; by language.

    A record that is damaged is shown nowhere, and so it is missing.
    """
    found = {"cpu": 0, "cuda": 0, "quoted": 0, "missing": 0}
    records = Records(snippets)
    runs = list(runs)
    known, _ = quotations.read(snippets, {run.program.name: run.program for run in runs})
    for run in runs:
        if records.current(run):
            found[run.device] += 1
        else:
            found["quoted" if run.program.name in known else "missing"] += 1
    numbers = {"all": sum(found.values()), **found}
    tables = {}
    for language, (head, *rows) in COUNTS.items():
        lines = [head, "|---|---:|", *rows]
        tables[language] = "\n".join(line.format(**numbers) for line in lines)
    return tables
