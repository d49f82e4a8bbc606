"""A chapter and a lab with one of everything, and all that is published of them, whole.

The files in tests/golden are the specification: read what changes in them before it is
committed. `python -m tests.unit.test_golden` writes them anew.
"""

from __future__ import annotations

import base64
import functools
import json
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import convert
from textbook.composing import words
from textbook.composing.html import Html
from textbook.composing.pages import Pages
from textbook.model import Page, Program
from textbook.origins import Quotation, Source
from textbook.outcomes import Output, Provenance, Result
from textbook.reading import chapters, labs, pictures, questions
from textbook.reading.sources import Sources
from textbook.releases import Difference, Measured, Release

GOLDEN = Path(__file__).parent.parent / "golden"
HERE = Provenance("2.13.0+cpu", None, "CPU", "3.11.7", "Linux x86_64")
THERE = Provenance("2.13.0+cu130", "13.0", "NVIDIA H100 80GB HBM3", "3.11.7", "Linux x86_64")
GLOSSARY = """# 용어 { #glossary }

- **보폭**{ #stride } (stride): 건너뛰는 칸의 수.
- **저장소**{ #storage } (storage): 값이 한 줄로 놓인 메모리.
"""
ERRORS = """# 오류 { #errors }

### `no & <b>` { #no }

```python
--8<-- "part/chapter/broken_sum.py"
```
"""
FIGURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" role="img">'
    '<title>손실 [0] &lt; 1</title><path d="M0 0 9 9"/></svg>\n'
)
LAYOUT = {
    "storages": [["0", "1", "2", "3"]],
    "tensors": [
        {"name": "x", "storage": 0, "shape": [2, 2], "stride": [2, 1], "offset": 0},
        {"name": "x.T", "storage": 0, "shape": [2, 2], "stride": [1, 2], "offset": 0},
    ],
}
ORDER = {"storage": ["0", "1", "2", "3"], "places": [0, 2, 1, 3], "wrong": 2}
DRAWN = {"kind": "view", "text": "x.T.view(4)", "name": "x.T", "shape": [4], "stride": [2], **ORDER}
ENCODED = re.compile(r"base64,([\w+/=]+)")
PICTURE = re.compile(r"!\[.*\]\((.+\.svg)\)")


@dataclass(frozen=True)
class Machine:
    """What is said of the computer that builds this edition."""

    release: str = "2.13"
    model: str = "Xeon"
    packages: dict[str, str] = field(default_factory=lambda: {"numpy": "2.4.6"})


def chapter(text: str, stem: str = "part/chapter") -> Page:
    """A chapter that was read without a problem."""
    path, known = Path(f"docs/ko/{stem}.md"), {"part/chapter/table": quoted("table")}
    blocks, problems = chapters.split(path, text, 1, programs=True, quotations=known)
    blocks, unplaced = pictures.gather(str(path), blocks)
    blocks, wrong = questions.gather(str(path), stem, blocks)
    assert problems + unplaced + wrong == []
    return Page(path, "ko", stem, tuple(blocks))


def quoted(name: str, program: str = "") -> Quotation:
    """What another source printed, by hand."""
    facts = ("Tesla T4", "11.8", "2023-04-04", "0" * 64)
    source = Source("lecture", "output", "2.0.0+cu118", *facts)
    return Quotation(f"part/chapter/{name}", source, "1-2", "", "```\n| <b> T4 |\n", program)


def lab(folder: Path, text: str, stem: str = "labs/tiny") -> tuple[Page, list[Program]]:
    """A lab that was read without a problem."""
    path = folder / "ko" / f"{stem}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
    page, programs, problems = labs.read(folder, path)
    assert problems == []
    return page, programs


def shown(
    program: Program, printed: str = "", value: str = "", *figures: str, **more: Any
) -> list[Output]:
    """A program that ran in this build."""
    result = replace(Result(printed, value, figures, None, HERE), **more)
    return [Output(run, "executed", result) for run in program.runs]


def composed(
    pages: Sequence[Page], outputs: Mapping[str, list[Output]], measured: Measured | None = None
) -> Pages:
    """A book of these pages, with these outputs by the name of their programs."""
    programs = {name: shown[0].program for name, shown in outputs.items()}
    written = Sources(Path(), tuple(pages), programs, ())
    made = Pages(written, lambda name: outputs[name], measured or Measured((), {}, {}), Machine())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textbook.composing.tongue.Html", lambda _: korean())
        made.tongue("ko")
    return made


def elsewhere(outputs: Mapping[str, list[Output]]) -> Measured:
    """Two releases, by hand: the older one has other answers, and another cell of the lab."""
    digests = {one.run.key: one.program.digest for found in outputs.values() for one in found}
    diffs = {
        "part/chapter/answer.cpu": ("repr", (" ```", "-</pre> { #x }", "+</pre> <b>`")),
        "part/chapter/guess_count.cpu": ("value", ("-12 = 3 × 4", "+12")),
        "labs/tiny/02.cpu": ("warning", ("+UserWarning: **old**",)),
    }
    other = {key: Difference(kind, digests[key], diff) for key, (kind, diff) in diffs.items()}
    new = Release("2.12.1", {}, {}, "2026-11-28", "2.13.0", {"part": " ".join(digests)}, {})
    both = (new, replace(new, torch="2.6.0", differs=other))
    return Measured(both, {key: key for key in digests}, digests)


@functools.cache
def korean() -> Html:
    """What writes the HTML of every book here: to compile its templates takes longest."""
    return Html(words.load("ko"))


def program(name: str, source: str, **declared: Any) -> Program:
    """A snippet of the golden chapter."""
    path = Path("snippets/part/chapter") / f"{name}.py"
    return Program(f"part/chapter/{name}", path, source, **declared)


def outputs() -> dict[str, list[Output]]:
    """What the chapter's programs showed, by hand."""
    pair = program("pair", "import torch\n\nprint(torch.ones(1))\n", device="both")
    varies = program("varies", 'print("12 ms")\n', varies=r"\d+ ms")
    figure = program("figure", "draw()\n", device="both")
    layout = program("layout", "x = [[0, 1], [2, 3]]\n\nprint(x)\n", layout=("x", "x.T"))
    unrecorded = program("unrecorded", "print('new')\n", device="cuda")
    outdated = program("outdated", "print('changed')\n", device="cuda")
    gpu = program("quoted", "print('T4')\n", device="cuda")
    answer = program("answer", 'print("```")\nprint("</pre> { #x } **f(x)**y")\n')
    source = 'print("one\\ntwo")\n\nassert 1 == 2, "no & <b>"\n'
    broken = program("broken_sum", source, raises="AssertionError")
    grown = program("grown", f"{pair.source}\nprint(2)\n", grows="part/chapter/pair")
    there = Result("tensor([1.], device='cuda:0')\n", "", (), None, THERE)
    made = {
        "pair": [
            *shown(pair, "tensor([1.])\n")[:1],
            Output(pair.runs[1], "recorded", there, "2026-11"),
        ],
        "varies": [
            Output(varies.runs[0], "checked", Result("12 ms\n", "", (), None, HERE), "2026-10")
        ],
        "figure": [
            *shown(figure, "", "", FIGURE)[:1],
            Output(figure.runs[1], "recorded", Result("", "", (FIGURE,), None, THERE), "2026-11"),
        ],
        "layout": shown(layout, "[[0, 1], [2, 3]]\n", layout=LAYOUT, drawn=(DRAWN,)),
        "unrecorded": [Output(unrecorded.runs[0], "unrecorded")],
        "outdated": [Output(outdated.runs[0], "unrecorded", outdated=True)],
        "quoted": [Output(gpu.runs[0], "quoted", quotation=quoted("quoted", gpu.digest))],
        "grown": shown(grown, "tensor([1.])\n2\n"),
        "answer": shown(answer, "```\n</pre> { #x } **f(x)**y\n"),
        "broken_sum": shown(broken, "one\ntwo\nAssertionError: no & <b>\n"),
    }
    printed = {
        "guess_swap": "[[0, 2],\n [1, 3]]\n",
        "guess_other": "1\n`<b>`\n",
        "guess_count": "12\n= 3 × 4\n4\n",
    }
    for name, text in printed.items():
        made[name] = shown(program(name, f"print({name!r})\n"), text)
    return {f"part/chapter/{name}": found for name, found in made.items()}


def published() -> dict[str, str]:
    """Every golden file's text, as it is made now."""
    with tempfile.TemporaryDirectory() as folder:
        tiny, cells = lab(Path(folder), (GOLDEN / "lab.txt").read_text("utf-8"))
    read = chapter((GOLDEN / "chapter.md").read_text("utf-8"))
    said = [("", ""), ("```\n40 & <b>\n", ""), ("", "42\n")]
    made = {cell.name: shown(cell, *one)[:1] for cell, one in zip(cells, said, strict=True)}
    made[cells[0].name].append(Output(cells[0].runs[1], "unrecorded"))
    for cell, one in zip(cells[1:], [("```\n40 & <i>\n", ""), ("", "42.0\n")], strict=True):
        there = Result(*one, (), None, THERE)
        made[cell.name].append(Output(cell.runs[1], "recorded", there, "2026-09"))
    others = [chapter(GLOSSARY, "glossary"), chapter(ERRORS, "errors")]
    everything = outputs() | made
    pages = composed([read, tiny, *others], everything, elsewhere(everything))
    assert pages.wrong() + pages.unshown() == []
    found: dict[str, str] = {}
    for page, names in (
        (read, ("page.html", "copy.md", "notebook.json")),
        (tiny, ("lab.html", "lab.md", "lab.json")),
    ):
        notebook = json.loads(pages.notebook(page, addresses(page)))
        text = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
        texts = (convert(pages, page) + "\n", pages.copy(page), ENCODED.sub(decoded, text))
        found |= zip(names, texts, strict=True)
        assert set(PICTURE.findall(texts[1])) == set(pages.pictures(page))
    return found


def addresses(page: Page) -> Callable[[str], str]:
    """Where pages are published: the labs are not."""
    there = {"../index.md": "", "other.md": "part/other/", "../glossary.md": "glossary/"}
    there["../errors.md"] = "errors/"
    there[""] = f"{page.stem}/"
    return lambda link: f"https://a.b/{there[link]}" if link in there else ""


def decoded(match: re.Match[str]) -> str:
    """A picture inside a notebook's Markdown, as a person can read it."""
    svg = base64.b64decode(match[1]).decode()
    return f"base64,{json.dumps(svg, ensure_ascii=False)[1:-1]}"


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """What is published now."""
    return published()


@pytest.mark.parametrize(
    "name", ["page.html", "copy.md", "notebook.json", "lab.html", "lab.md", "lab.json"]
)
def test_published_as_specified(made: dict[str, str], name: str) -> None:
    """Page, copy and notebook are what the golden files say, to the letter."""
    assert made[name] == (GOLDEN / name).read_text("utf-8")


if __name__ == "__main__":
    for name, text in published().items():
        (GOLDEN / name).write_text(text, "utf-8", newline="\n")
