"""A chapter as a Jupyter notebook: prose as Markdown cells, programs as code cells, real outputs attached.

Nothing in it needs this project: pictures lie inside it, links lead to the published pages,
and every code cell runs by itself. Plain dictionaries in nbformat 4.5's form, so that the
same chapter gives the same bytes.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from textbook import chapter
from textbook.drawing import standalone
from textbook.output import DEVICES, WORDS, Output, alt

Cell = dict[str, Any]

LINK = re.compile(r"(?<!!)\[(?P<text>[^\]\n]*)\]\((?P<path>[\w./-]+\.(?:md|py))?(?P<anchor>#[\w-]+)?\)")
FOLDED = re.compile(r"^(?P<indent> *)\?\?\? [^\n]*\n(?P<body>(?:(?P=indent) {4}[^\n]*\n|\n)*)", re.M)
SECTION = re.compile(r"^(?=## )", re.M)
CHECK = """\
from importlib.util import find_spec

edition = {edition}
missing = {missing}
same = {same}
other = {other}
if find_spec("torch") is None:
    print(missing)
else:
    import torch

    version = torch.__version__
    print(f"PyTorch {{version}}.", same if version.startswith(edition + ".") else other)
"""
"""The first code cell, which compares the reader's torch with this edition's."""


def compose(
    text: str,
    language: str,
    release: str,
    shown: Callable[[str], Sequence[Output]],
    picture: Callable[[str], str],
    address: Callable[[str], str],
) -> dict[str, Any]:
    """A chapter's text as a notebook.

    `release` is torch's, `2.13`; `shown` gives a snippet's outputs by name, `picture` a
    chapter's own SVG by file name, and `address` the published page of a chapter by the
    relative path that a link gives, or nothing where there is none.
    """
    folded = {name for block in FOLDED.finditer(text + "\n") for name in programs(block["body"])}
    text = chapter.ID.sub("", chapter.emphasise(chapter.unfold(text)))
    text = chapter.PICTURE.sub(lambda match: embed(match["alt"], standalone(picture(match["name"]))), text)
    outputs = {name: shown(name) for name in programs(text)}
    cells: list[Cell] = []
    end = 0
    for match in chapter.FENCE.finditer(text):
        named = chapter.EMBED.fullmatch(match["body"])
        if named:
            cells += prose(text[end : match.start()], release, address)
            cells += program(outputs[named["name"]], language, named["name"] in folded)
            end = match.end()
    cells += prose(text[end:], release, address)
    needs_gpu = any(output.snippet.device == "cuda" for group in outputs.values() for output in group)
    return finish(cells, language, release, needs_gpu)


def finish(cells: list[Cell], language: str, release: str, needs_gpu: bool) -> dict[str, Any]:
    """The cells as a whole notebook, with the check of the reader's torch after the opening."""
    words = WORDS[language]["notebook"]
    opening = [markdown(words["gpu"])] if needs_gpu else []
    told = {name: words[name].format(edition=release) for name in ("missing", "same", "other")}
    quoted = {name: json.dumps(text, ensure_ascii=False) for name, text in {"edition": release, **told}.items()}
    opening.append(code(CHECK.format(**quoted)))
    cells = [*cells[:1], *opening, *cells[1:]]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    metadata: dict[str, Any] = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python"},
        "colab": {"provenance": [], "toc_visible": True},
    }
    if needs_gpu:
        metadata["accelerator"] = "GPU"
        metadata["colab"]["gpuType"] = "T4"
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def dumps(notebook: Mapping[str, Any]) -> str:
    """A notebook's file, the same bytes each time."""
    return json.dumps(notebook, ensure_ascii=False, sort_keys=True) + "\n"


def programs(text: str) -> list[str]:
    """The snippets that a text shows."""
    return [found["name"] for found in map(chapter.EMBED.search, text.split("\n")) if found]


def markdown(source: str) -> Cell:
    """A Markdown cell."""
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def code(source: str, outputs: Sequence[Mapping[str, Any]] = (), **metadata: Any) -> Cell:
    """A code cell."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata,
        "outputs": list(outputs),
        "source": source.rstrip("\n"),
    }


def prose(text: str, release: str, address: Callable[[str], str]) -> list[Cell]:
    """Text between two programs as Markdown cells, one a section, its links leading to what is published."""

    def relocate(match: re.Match[str]) -> str:
        page = address(match["path"] or "")
        return f"[{match['text']}]({page}{match['anchor'] or ''})" if page else match["text"]

    text = chapter.link(LINK.sub(relocate, text), release)
    return [markdown(part.strip("\n")) for part in SECTION.split(text) if part.strip()]


def program(outputs: Sequence[Output], language: str, folded: bool) -> list[Cell]:
    """A program with what it printed where it runs without a GPU, and in words what that output lacks."""
    first = outputs[0]
    attached = attach(first.result.printed, first.result.figures) if first.result else []
    metadata: dict[str, Any] = {"textbook": {"snippet": first.snippet.name, "state": first.state}}
    if folded:  # An answer: Jupyter and Colab show it when its reader asks.
        metadata |= {"cellView": "form", "jupyter": {"source_hidden": True, "outputs_hidden": True}}
    said = []
    for output in outputs:
        if output is not first:
            said.append(f"**{DEVICES[output.snippet.device]}**")
            if output.result and output.result.printed:
                said.append(f"```text\n{output.result.printed}```")
        pictures = {name: svg for name, svg in output.pictures(language).items() if name.endswith(".layout.svg")}
        said += [embed(f"![{alt(svg)}]", standalone(svg)) for svg in pictures.values()]
        if output.snippet.device == "cuda" or output.snippet.varies or not output.result:
            said.append(f"*{output.caption(language)}*")
    return [code(first.snippet.program, attached, **metadata), *([markdown("\n\n".join(said))] if said else [])]


def attach(printed: str, figures: Sequence[str]) -> list[dict[str, Any]]:
    """What a cell printed and drew, as a notebook keeps it."""
    attached: list[dict[str, Any]] = []
    if printed:
        attached.append({"output_type": "stream", "name": "stdout", "text": printed})
    for svg in figures:
        data = {"image/svg+xml": standalone(svg), "text/plain": "<Figure>"}
        attached.append({"output_type": "display_data", "data": data, "metadata": {}})
    return attached


def embed(alt: str, svg: str) -> str:
    """A picture that lies inside the Markdown itself; `alt` is its `![...]`."""
    return f"{alt}(data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()})"
