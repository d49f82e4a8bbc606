"""The READMEs' tables of what was measured: one file of numbers, words in two languages.

`python -m benchmarks tables` writes the tables anew from the numbers, and measures nothing.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from textbook.files import write
from textbook.publishing import readme
from textbook.starting.installation import SIZES, size

ROOT = Path(__file__).resolve().parent.parent
MEASURED = Path(__file__).with_name("measured.json")
ROWS = (
    ("plain", "plain"),
    ("warm", "plain"),
    ("cold", "markdown-exec"),
    ("markdown-exec", "markdown-exec"),
    ("mkdocs-jupyter", "markdown-exec"),
    ("labs", "cold"),
    ("serve", "serve"),
    ("serve-all", "serve"),
    ("serve-labs", "serve"),
    ("text", "text"),
    ("snippet", "text"),
    ("ten-plain", "plain"),
    ("ten-warm", "ten-plain"),
    ("ten-cold", "cold"),
    ("nothing", "nothing"),
)
"""What was measured, and what it is compared with."""
WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "head": "| {blocks} code blocks | seconds | ratio |",
        "ratio": "{ratio:.2f} × {base}",
        "rows": {
            "plain": "the same chapters with their outputs pasted as text, `mkdocs build`",
            "warm": "this book's chapters, nothing changed",
            "cold": "this book's chapters, no cache, all executed",
            "markdown-exec": "markdown-exec, the same code",
            "mkdocs-jupyter": "mkdocs-jupyter `execute: true`, the same code",
            "labs": "this book's chapters and labs, no cache, all executed",
            "serve": "from `mkdocs serve` to the first page, no cache",
            "serve-all": "until the last program has run and its page shows it",
            "serve-labs": "with the labs, to the first page",
            "text": "`mkdocs serve`, after an edit of text",
            "snippet": "`mkdocs serve`, after an edit of a snippet",
            "ten-plain": "ten times the chapters, pasted as text",
            "ten-warm": "ten times the chapters, nothing changed",
            "ten-cold": "ten times the chapters, no cache",
            "nothing": "from nothing: setting up, and the first build",
        },
        "bases": {
            "plain": "the first row",
            "markdown-exec": "markdown-exec",
            "text": "an edit of text",
            "cold": "the chapters alone",
            "serve": "the chapters' first page",
            "ten-plain": "pasted",
        },
        "newcomer": (
            "| | downloads, once | the first time | later |",
            "| `make serve` | {site}, and PyTorch: {cpu}, or {cuda} with CUDA "
            "| {first} s until the first page | {again} s |",
            "| `make test` | {checks} more | {test} s | |",
        ),
    },
    "ko": {
        "head": "| 코드 블록 {blocks}개 | 초 | 비율 |",
        "ratio": "{base}의 {ratio:.2f}배",
        "rows": {
            "plain": "출력을 글로 붙여 넣은 같은 장, `mkdocs build`",
            "warm": "이 책의 장, 바뀐 것이 없을 때",
            "cold": "이 책의 장, 캐시 없이 모두 실행",
            "markdown-exec": "markdown-exec, 같은 코드",
            "mkdocs-jupyter": "mkdocs-jupyter `execute: true`, 같은 코드",
            "labs": "이 책의 장과 실습, 캐시 없이 모두 실행",
            "serve": "`mkdocs serve`를 켜서 첫 페이지가 나올 때까지, 캐시 없이",
            "serve-all": "마지막 프로그램까지 실행하여 페이지에 나올 때까지",
            "serve-labs": "실습까지 있을 때, 첫 페이지가 나올 때까지",
            "text": "`mkdocs serve`에서 글을 고친 뒤",
            "snippet": "`mkdocs serve`에서 스니펫을 고친 뒤",
            "ten-plain": "장을 열 배로 늘려 글로 붙여 넣은 것",
            "ten-warm": "장을 열 배로 늘리고, 바뀐 것이 없을 때",
            "ten-cold": "장을 열 배로 늘리고, 캐시 없이",
            "nothing": "아무것도 없는 데서 설치하고 처음 만들 때까지",
        },
        "bases": {
            "plain": "첫 줄",
            "markdown-exec": "markdown-exec",
            "text": "글을 고쳤을 때",
            "cold": "장만 실행할 때",
            "serve": "장만 있을 때 첫 페이지까지",
            "ten-plain": "붙여 넣은 것",
        },
        "newcomer": (
            "| | 내려받는 것(한 번) | 처음 | 그다음부터 |",
            "| `make serve` | {site}, 파이토치 {cpu}(CUDA가 있는 것은 {cuda}) "
            "| 첫 페이지까지 {first}초 | {again}초 |",
            "| `make test` | {checks} 더 | {test}초 | |",
        ),
    },
}


def keep(part: str, numbers: dict[str, Any]) -> None:
    """Put numbers that were measured into their file, and into the tables."""
    kept = json.loads(MEASURED.read_text("utf-8")) | {part: numbers}
    write(MEASURED, json.dumps(kept, indent=2) + "\n")
    tables()


def tables() -> None:
    """Write both tables, in both languages."""
    kept = json.loads(MEASURED.read_text("utf-8"))
    for part, render in (("bench", builds), ("newcomer", waits)):
        if part not in kept:
            continue
        texts = {language: render(kept[part], words) for language, words in WORDS.items()}
        readme.fill(ROOT, "make bench" if part == "bench" else part, texts)


def builds(numbers: dict[str, Any], words: dict[str, Any]) -> str:
    """How long builds take, beside their peers'; what was never measured has no row."""
    seconds = numbers["seconds"]
    lines = [words["head"].format(blocks=numbers["blocks"]), "|---|---:|---|"]
    for kind, base in ROWS:
        if kind not in seconds:
            continue
        taken, ratio = seconds[kind], ""
        if kind != base:
            named = words["bases"][base]
            ratio = words["ratio"].format(base=named, ratio=taken / seconds[base])
        lines.append(f"| {words['rows'][kind]} | {taken:.2f} | {ratio} |")
    return "\n".join(lines)


def waits(numbers: dict[str, int], words: dict[str, Any]) -> str:
    """What the two commands download, and how long a newcomer waits for each."""
    sizes = json.loads(SIZES.read_text("utf-8"))
    parts = {part: size(sizes[part]) for part in ("cpu", "cuda", "site", "checks")}
    head, *rows = (line.format(**numbers, **parts) for line in words["newcomer"])
    return "\n".join([head, "|---|---|---|---|", *rows])
