"""One snippet's output as its readers see it: what it printed, where from, in their language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from textbook import drawing, environment
from textbook.runner import Result
from textbook.snippet import Snippet

WORDS: dict[str, dict[str, Any]] = {
    "ko": {
        "executed": "실행한 결과",
        "recorded": "{month}에 기록한 결과",
        "unrecorded": "아직 GPU에서 실행해 기록한 적이 없어 출력을 보여 주지 않습니다.",
        "outdated": "코드가 바뀐 뒤로 아직 GPU에서 실행하지 않아 출력을 보여 주지 않습니다.",
        "failed": "이 코드는 실행하지 못했습니다.",
        "varies": "실행할 때마다 달라질 수 있습니다.",
        "output": "출력",
        "month": "{year}년 {month}월",
        "edition": "이 판의 코드 블록 {blocks}개: {counts}. 출력은 {machines}에서 나왔고, 기록은 {month}에 했습니다.",
        "states": {
            "executed": "이 빌드에서 실행 {}개",
            "recorded": "다른 컴퓨터의 기록 {}개",
            "unrecorded": "GPU 기록 없음 {}개",
        },
        "lab": "이 쪽의 출력은 PyTorch {torch} · {device} · Python {python}에서 처음부터 끝까지 실행한 결과입니다.",
        "notebook": {
            "missing": "PyTorch가 설치되어 있지 않습니다. 이 노트북의 셀을 실행하려면 {edition} 판을 설치하세요.",
            "same": "이 노트북의 출력을 만든 {edition} 판이므로 같은 출력이 나옵니다.",
            "other": "이 노트북의 출력은 {edition} 판에서 나왔으므로 조금 다르게 나오는 셀이 있을 수 있습니다.",
            "gpu": "이 노트북에는 GPU가 있어야 실행되는 셀이 있습니다. Colab에서는 런타임 유형을 GPU로 바꾸세요.",
        },
        "machines": {
            "columns": ("어디에서", "장치", "PyTorch", "Python", "운영 체제", "프로그램"),
            "executed": "이 사이트를 만든 컴퓨터",
            "recorded": "기록을 만든 다른 컴퓨터",
            "here": "이 사이트를 만든 컴퓨터의 프로세서는 {model}이고, 프로그램이 불러오는 패키지는 {packages}입니다.",
        },
        "move": {
            "title": "{old}에서 {new}{to}",
            "summary": "PyTorch {from}에서 실행한 기록과 {to}에서 실행한 결과를 프로그램마다 견주었습니다. "
            "{compared}개 가운데 {changed}개가 달라졌습니다({kinds}). "
            "달라지기 전의 줄에는 -, 달라진 줄에는 +가 붙어 있습니다.",
            "same": "PyTorch {from}에서 실행한 기록과 {to}에서 실행한 결과를 프로그램마다 견주었습니다. "
            "{compared}개 가운데 달라진 것이 없습니다.",
            "count": "{kind} {count}개",
            "value": "값",
            "repr": "표현",
            "warning": "경고",
            "error": "오류",
        },
        "take": {
            "label": "이 장을 가져가기",
            "colab": "Colab에서 열기",
            "notebook": "노트북 내려받기",
            "markdown": "마크다운으로 보기",
        },
        "storage": "저장소",
        "shape": "모양",
        "stride": "보폭",
        "offset": "시작 위치",
    },
    "en": {
        "executed": "executed output",
        "recorded": "output recorded in {month}",
        "unrecorded": "No GPU has run and recorded this program yet, so no output is shown.",
        "outdated": "No GPU has run this program since it changed, so no output is shown.",
        "failed": "This program could not be run.",
        "varies": "It may differ from run to run.",
        "output": "Output",
        "month": "{year}-{month}",
        "edition": "This edition has {blocks} programs: {counts}. Outputs are from {machines}; recorded in {month}.",
        "states": {
            "executed": "{} executed in this build",
            "recorded": "{} recorded elsewhere",
            "unrecorded": "{} not recorded yet",
        },
        "lab": "Executed from top to bottom on PyTorch {torch} · {device} · Python {python}.",
        "notebook": {
            "missing": "PyTorch is not installed: install {edition} to run the cells of this notebook.",
            "same": "The outputs in this notebook are from {edition}, so yours will be the same.",
            "other": "The outputs in this notebook are from {edition}, so some of yours may differ a little.",
            "gpu": "Some cells of this notebook need a GPU. In Colab, change the runtime type to GPU.",
        },
        "machines": {
            "columns": ("Where", "Device", "PyTorch", "Python", "System", "Programs"),
            "executed": "the machine that built this site",
            "recorded": "another machine, recorded",
            "here": "The processor that built this site is {model}; programs import {packages}.",
        },
        "move": {
            "title": "From {old} to {new}",
            "summary": "{compared} programs were recorded on PyTorch {from} and executed on {to}: "
            "{changed} outputs changed ({kinds}). A line that is gone starts with -, a new one with +.",
            "same": "{compared} programs were recorded on PyTorch {from} and executed on {to}: no output changed.",
            "count": "{count} {kind}",
            "value": "value",
            "repr": "repr",
            "warning": "warning",
            "error": "error",
        },
        "take": {
            "label": "Take this chapter with you",
            "colab": "Open in Colab",
            "notebook": "Download the notebook",
            "markdown": "View as Markdown",
        },
        "storage": "storage",
        "shape": "shape",
        "stride": "stride",
        "offset": "offset",
    },
}
"""What stands around an output, by language."""
DEVICES = {"cpu": "CPU", "cuda": "GPU (CUDA)"}
EXPECTED = "<!--pytest-codeblocks:expected-output-->\n\n"
NEEDS_CUDA = '<!--pytest.mark.skipif(not __import__("torch").cuda.is_available(), reason="needs a CUDA GPU")-->\n'


@dataclass(frozen=True)
class Output:
    """What a page shows under one program."""

    snippet: Snippet
    state: str
    """`executed` here, now or from the cache; `recorded` elsewhere; `unrecorded`; under serve, `failed`."""
    result: Result | None = None
    month: str = ""
    """When its record was made: `2026-11`."""
    outdated: bool = False
    """An unrecorded one that had been recorded before its program changed."""
    reason: str = ""
    """Why it failed, for its author."""

    def caption(self, language: str) -> str:
        """Where the output comes from, in one line."""
        words = WORDS[language]
        if not self.result:
            return str(words["outdated" if self.outdated else self.state])
        ran_on = self.result.ran_on
        facts = [f"PyTorch {ran_on.torch}", *([f"CUDA {ran_on.cuda}"] if ran_on.cuda else []), ran_on.device]
        said = " · ".join((*facts, words[self.state].format(month=in_words(self.month, language))))
        return f"{said}. {words['varies']}" if self.snippet.varies else said

    def pictures(self, language: str) -> dict[str, str]:
        """Its figures and the drawing of its tensors: SVG by file name."""
        if not self.result:
            return {}
        stem = self.snippet.path.stem if self.snippet.device == "cpu" else self.snippet.record
        pictures = {f"{stem}.{number}.svg": svg for number, svg in enumerate(self.result.figures, 1)}
        if self.result.layout:
            pictures[f"{stem}.layout.svg"] = drawing.draw(self.result.layout, WORDS[language])
        return pictures

    def html(self, language: str) -> str:
        """The output as the site's element, whose `data-` attributes tools may rely on."""
        ran_on = self.result.ran_on if self.result else None
        attributes = {
            "data-snippet": self.snippet.name,
            "data-state": self.state,
            "data-torch": ran_on.torch if ran_on else "",
            "data-device": ran_on.device if ran_on else "",
            "data-python": ran_on.python if ran_on else "",
            **({"data-varies": self.snippet.varies} if self.snippet.varies else {}),
        }
        said = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
        printed = ""
        if self.result and self.result.printed:
            label = escape(WORDS[language]["output"])
            printed = f'<pre tabindex="0" role="region" aria-label="{label}">{escape(self.result.printed)}</pre>'
        drawn = "".join(f"<figure>{svg}</figure>" for svg in self.pictures(language).values())
        reason = f"<pre>{escape(self.reason)}</pre>" if self.reason else ""
        caption = f'<p class="provenance">{escape(self.caption(language))}</p>'
        return f'<div class="output"{said}>{printed}{drawn}{reason}{caption}</div>'

    def markdown(self, language: str, expected: bool) -> str:
        """The output as plain Markdown; `expected` has pytest-codeblocks compare it."""
        parts = []
        if self.result and self.result.printed:
            mark = EXPECTED if expected and not self.snippet.varies else ""
            parts.append(f"{mark}```text\n{self.result.printed}```\n")
        for name, svg in self.pictures(language).items():
            parts.append(f"![{alt(svg)}]({name})\n")
        parts.append(f"*{self.caption(language)}*\n")
        return "\n".join(parts)


def alt(svg: str) -> str:
    """What a picture says of itself, for the brackets of a Markdown image."""
    said = svg[svg.index("<title>") + 7 : svg.index("</title>")]
    return said.replace("[", "\\[").replace("]", "\\]")


def markdown(outputs: Sequence[Output], language: str) -> str:
    """A program and its outputs as plain Markdown that pytest-codeblocks runs and compares.

    The output that is compared is the one of the device that the program picks here.
    """
    snippet = outputs[0].snippet
    cuda_only = len(outputs) == 1 and snippet.device == "cuda"
    code = f"```python\n{snippet.program}```\n"
    here = outputs[-1] if outputs[-1].state == "executed" else outputs[0]
    parts = [f"{NEEDS_CUDA}\n{code}" if cuda_only else code]
    for output in outputs:
        if len(outputs) > 1:
            parts.append(f"**{DEVICES[output.snippet.device]}**\n")
        parts.append(output.markdown(language, output is here))
    return "\n".join(parts)


def both(outputs: Sequence[Output], language: str) -> str:
    """A program's outputs on the CPU and on a GPU, as two tabs that need no script."""
    name = outputs[0].snippet.name.replace("/", "-")
    inputs = labels = ""
    for number, output in enumerate(outputs):
        checked = " checked" if number == 0 else ""
        inputs += f'<input type="radio" name="{name}" id="{name}-{number}"{checked}>'
        labels += f'<label for="{name}-{number}">{DEVICES[output.snippet.device]}</label>'
    inside = "".join(output.html(language) for output in outputs)
    return f'<div class="outputs">{inputs}<div class="devices">{labels}</div>{inside}</div>'


def machines(outputs: Sequence[Output], language: str) -> str:
    """Which machines made the outputs, each with how many programs it ran, as a table."""
    words = WORDS[language]["machines"]
    counts = Counter((output.state, output.result.ran_on) for output in outputs if output.result)
    lines = [f"| {' | '.join(words['columns'])} |", "|" + "---|" * len(words["columns"])]
    for (state, on), count in counts.items():
        device = f"{on.device}, CUDA {on.cuda}" if on.cuda else on.device
        cells = (words[state], device, on.torch, on.python, on.platform, str(count))
        lines.append(f"| {' | '.join(cells)} |")
    packages = ", ".join(f"{name} {version}" for name, version in environment.packages().items())
    here = str(words["here"].format(model=environment.model(), packages=packages))
    return "\n".join([*lines, "", here])


def take(stem: str, language: str, colab: str) -> str:
    """The ways to take a chapter along: to Colab where it is published, as a notebook, as Markdown."""
    words = WORDS[language]["take"]
    opened = f'<a class="md-button" href="{escape(colab)}">{words["colab"]}</a>' if colab else ""
    return (
        f'<nav class="take" aria-label="{words["label"]}">{opened}'
        f'<a class="md-button" href="{stem}.ipynb" download>{words["notebook"]}</a>'
        f'<a class="md-button" href="index.md">{words["markdown"]}</a></nav>'
    )


def in_words(month: str, language: str) -> str:
    """`2026-11` as a reader says it."""
    year, _, number = month.partition("-")
    return str(WORDS[language]["month"].format(year=year, month=number.lstrip("0")))


def edition(outputs: Sequence[Output], language: str) -> str:
    """In one paragraph: how many programs, what became of them, where and when they ran."""
    words = WORDS[language]
    states = Counter(output.state for output in outputs)
    counts = ", ".join(said.format(states[state]) for state, said in words["states"].items())
    ran = {output.result.ran_on for output in outputs if output.result}
    machines = ", ".join(sorted({f"PyTorch {on.torch} · {on.device} · Python {on.python}" for on in ran}))
    month = in_words(max((output.month for output in outputs), default=""), language)
    return str(words["edition"].format(blocks=len(outputs), counts=counts, machines=machines, month=month))
