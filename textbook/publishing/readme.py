"""The READMEs' figures: each stands between two marks that name the command which writes it.

A figure is written once, in both languages, by `python -m textbook` or by the benchmarks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from textbook.files import write
from textbook.model import Run
from textbook.recording.records import Records

READMES = {"en": Path("README.md"), "ko": Path("README.ko.md")}
COUNTS = {
    "en": (
        "| {all} outputs | |",
        "| what a build runs itself, on any computer | {cpu} |",
        "| recorded on a CUDA GPU | {cuda} |",
        "| not recorded yet, as their pages say | {missing} |",
    ),
    "ko": (
        "| 출력 {all}개 | |",
        "| CPU가 있는 컴퓨터라면 빌드가 스스로 실행하는 것 | {cpu} |",
        "| CUDA GPU에서 실행해 기록한 것 | {cuda} |",
        "| 아직 기록이 없다고 페이지에서 밝히는 것 | {missing} |",
    ),
}


def fill(root: Path, command: str, texts: Mapping[str, str]) -> None:
    """Put a text, by language, between `<!-- command -->` and `<!-- /command -->`.

    A README that is not there, or has no such marks, is left as it is.
    """
    opening, closing = f"<!-- {command} -->\n", f"\n<!-- /{command} -->"
    for language, text in texts.items():
        path = root / READMES[language]
        whole = path.read_text("utf-8") if path.exists() else ""
        before, opened, rest = whole.partition(opening)
        old, closed, after = rest.partition(closing)
        if opened and closed and old != text:
            write(path, f"{before}{opening}{text}{closing}{after}")


def counts(runs: Iterable[Run], snippets: Path) -> dict[str, str]:
    """How many outputs were recorded on a CPU, on a GPU, and not at all: a table a language."""
    found = {"cpu": 0, "cuda": 0, "missing": 0}
    records = Records(snippets)
    for run in runs:
        kept = records.read(run)
        recorded = kept and kept.code == run.program.digest
        found[run.device if recorded else "missing"] += 1
    numbers = {"all": sum(found.values()), **found}
    tables = {}
    for language, (head, *rows) in COUNTS.items():
        lines = [head, "|---|---:|", *rows]
        tables[language] = "\n".join(line.format(**numbers) for line in lines)
    return tables
