"""A page as a Jupyter notebook: prose as Markdown cells, programs as code cells, real outputs.

Nothing in it needs this project: pictures lie inside it, links lead to the published pages.
Plain dictionaries in nbformat 4.5's form (nbformat itself would cost each build its import; the
tests validate with it), so that the same page gives the same bytes.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from textbook.composing import captions, markdown, pictures, questions
from textbook.composing.drawing import standalone
from textbook.composing.prose import LINK
from textbook.composing.weave import Part, Shielded, indent
from textbook.composing.words import DEVICES, Words
from textbook.model import Code, Quote, Verbatim
from textbook.outcomes import Output
from textbook.questions import Frame

Cell = dict[str, Any]
SECTION = re.compile(r"^(?=## )", re.M)


def compose(
    parts: Sequence[Part],
    words: Words,
    check: str,
    outputs: Callable[[str], list[Output]],
) -> Cell:
    """A page as a notebook.

    `parts` are its rewritten prose and its blocks, `check` the code that compares the reader's
    torch with the edition's, and `outputs` gives a program's outputs by name.
    """
    cells: list[Cell] = []
    sections: list[str] = [""]
    depth = 0
    needs_gpu = False
    for part in parts:
        if isinstance(part, str):
            text, depth = outdent(part, depth)
            first, *others = SECTION.split(text)
            sections = [*sections[:-1], sections[-1] + first, *others]
        elif isinstance(part.block, Verbatim | Quote):
            sections[-1] += indent(markdown.unrun(part.block, words), part.indent[depth:])
        elif isinstance(part.block, Frame):
            sections[-1] += questions.in_markdown(part.block, words, outputs)
            if part.block.part == "choices" and (asked := part.block.question):
                shown = outputs(asked.program)
                block = Code(asked.program, part.block.line)
                cells += [*prose_cells(sections), *program(block, shown, words, asked=True)]
                sections, depth = [""], 0
        elif isinstance(part.block, Code):
            shown = pictures.told(outputs(part.block.program), part.block.pictures)
            needs_gpu |= len(shown) == 1 and shown[0].run.device == "cuda"
            cells += [*prose_cells(sections), *program(part.block, shown, words)]
            sections, depth = [""], len(part.indent)
    return finish(cells + prose_cells(sections), words["notebook"], check, needs_gpu)


def outdent(text: str, depth: int) -> tuple[str, int]:
    """What goes on after a program in a list, as text of its own, and how deep its end still is.

    Indented as it was, the beginning of a cell would be a block of code.
    """
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.strip():
            depth = min(depth, len(line) - len(line.lstrip(" ")))
        lines[number] = line[depth:] if line.strip() else line
    return "\n".join(lines), depth


def finish(cells: list[Cell], words: Words, check: str, needs_gpu: bool) -> Cell:
    """The cells as a whole notebook, with the check of the reader's torch after the opening."""
    opening = [prose_cell(words["gpu"])] if needs_gpu else []
    cells = [*cells[:1], *opening, code(check), *cells[1:]]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    metadata: Cell = {
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


def prose_cell(source: str) -> Cell:
    """A Markdown cell."""
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def prose_cells(sections: Sequence[str]) -> list[Cell]:
    """The sections between two programs as Markdown cells."""
    return [prose_cell(part.strip("\n")) for part in sections if part.strip()]


def code(source: str, outputs: Sequence[Cell] = (), **metadata: Any) -> Cell:
    """A code cell."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata,
        "outputs": list(outputs),
        "source": source.removesuffix("\n"),
    }


def program(
    block: Code, outputs: Sequence[Output], words: Words, asked: bool = False
) -> list[Cell]:
    """The code cell of a program, and a Markdown cell with what it cannot hold.

    That is the drawing of its tensors, a GPU's output beside the CPU's, and a caption where the
    output is a GPU's, varies, or is not there.
    """
    first = outputs[0]
    metadata: Cell = {"textbook": {"snippet": first.program.name, "state": first.state}}
    if asked:  # A question: its reader predicts what it prints, and then opens that.
        metadata |= {"collapsed": True, "jupyter": {"outputs_hidden": True}}
    if block.folded:  # An answer: Jupyter and Colab show it when its reader asks.
        metadata |= {
            "cellView": "form",
            "jupyter": {"source_hidden": True, "outputs_hidden": True},
        }
    if first.program.raises:  # So that Jupyter goes on after it.
        metadata["tags"] = ["raises-exception"]
    said = []
    for output in captions.visible(outputs):
        if output.quotation:
            said.append(markdown.quoted(output.quotation, words).rstrip("\n"))
            continue
        if output is not first:
            said.append(f"**{DEVICES[output.run.device]}**")
            texts = (output.result.printed, output.result.value) if output.result else ()
            said += [markdown.fenced(text, "text").rstrip("\n") for text in texts if text]
        drawn = captions.drawings if output is first else captions.pictures
        said += map(embedded, drawn(output, words).values())
        if output.run.device == "cuda" or output.program.varies or not output.result:
            said.append(f"*{captions.caption(output, words)}*")
    cells = [code(first.program.source, attached(first), **metadata)]
    return [*cells, prose_cell("\n\n".join(said))] if said else cells


def attached(output: Output) -> list[Cell]:
    """What a program showed, as a notebook keeps it."""
    result = output.result
    found: list[Cell] = []
    printed, error = output.halves
    if printed:
        found.append({"output_type": "stream", "name": "stdout", "text": printed})
    if error:
        name, _, told = error.partition(": ")
        found.append({"output_type": "error", "ename": name, "evalue": told, "traceback": [error]})
    if result and result.value:
        data: Cell = {"text/plain": result.value.removesuffix("\n")}
        found.append(
            {
                "output_type": "execute_result",
                "data": data,
                "metadata": {},
                "execution_count": None,
            }
        )
    for svg in result.figures if result else ():
        data = {"image/svg+xml": standalone(svg), "text/plain": "<Figure>"}
        found.append({"output_type": "display_data", "data": data, "metadata": {}})
    return found


def embedded(svg: str) -> str:
    """A picture that lies inside the Markdown itself."""
    held = base64.b64encode(standalone(svg).encode()).decode()
    return f"![{captions.alt(svg)}](data:image/svg+xml;base64,{held})"


def to_pages(text: str, address: Callable[[str], str]) -> str:
    """Relative links as links to the published pages, or as their text where there are none.

    `address` gives the published address for a link's path, or nothing.
    """
    shielded = Shielded(text)

    def relocate(match: re.Match[str]) -> str:
        page = address(match["path"] or "")
        if not page:
            return str(match["text"])
        return f"[{match['text']}]({page}{match['anchor'] or ''}{match['title'] or ''})"

    return shielded.restore(LINK.sub(relocate, shielded.text))
