"""The same chapters as this project and as each peer wants them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat.v4
import yaml
from mkdocs.utils.yaml import yaml_load

from textbook.book import Book
from textbook.composing.pages import Pages
from textbook.composing.weave import indent
from textbook.model import Code, Page
from textbook.reading.fences import Text, scan

DRAWN = """
import io
for number in plt.get_fignums():
    plt.figure(number).savefig(io.StringIO(), format="svg")
plt.close("all")
"""
"""What a program must add under markdown-exec for its figures to reach the page as SVG, as ours."""
EXECUTED = '```python exec="true" source="above" result="text"'
notebooks: Any = nbformat.v4


def ours(root: Path, folder: Path, *, labs: bool, copies: int = 1) -> Path:
    """A copy of this project without cache or site: with or without labs, its chapters repeated."""
    left_out = ["__pycache__"] if labs else ["__pycache__", "labs"]
    for name in ("docs", "snippets", "textbook"):
        ignored = shutil.ignore_patterns(*left_out)
        shutil.copytree(root / name, folder / name, ignore=ignored)
    config = yaml_load((root / "mkdocs.yml").read_text("utf-8"))
    if not labs:
        config["nav"] = [part for part in config["nav"] if "labs/" not in str(part)]
    if copies > 1:
        del config["nav"]
    for number in range(2, copies + 1):
        again(folder, f"copy{number}")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
    return folder


def again(folder: Path, name: str) -> None:
    """Every chapter with programs once more, below a folder of its own, with its records."""
    for part in sorted((folder / "snippets").iterdir()):
        if part.is_dir() and not part.name.startswith("copy"):
            shutil.copytree(part, folder / "snippets" / name / part.name)
    docs = folder / "docs" / "ko"
    for path in sorted(docs.rglob("*.md")):
        place = path.relative_to(docs)
        if not place.parts[0].startswith("copy") and place.stem not in ("move", "glossary"):
            text = path.read_text("utf-8").replace('--8<-- "', f'--8<-- "{name}/')
            (docs / name / place).parent.mkdir(parents=True, exist_ok=True)
            (docs / name / place).write_text(text, "utf-8")


def peer(root: Path, folder: Path, **plugins: dict[str, Any]) -> Path:
    """This project's configuration without its hook, and `plugins` beside the theme's search."""
    config = yaml_load((root / "mkdocs.yml").read_text("utf-8"))
    for key in ("hooks", "watch", "nav", "validation"):
        config.pop(key, None)
    del config["theme"]["icon"]["logo"]  # The book's own, as is the template of its first page.
    config["theme"]["custom_dir"] = "theme"
    (folder / "theme").mkdir(parents=True)
    (folder / "theme" / "home.html").write_text('{% extends "main.html" %}\n', "utf-8")
    if "mkdocs_jupyter" in plugins:  # It leaves notebooks alone that the i18n plugin has seen.
        config["plugins"] = ["search"]
    config["plugins"] += [{name.replace("_", "-"): options} for name, options in plugins.items()]
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
    shutil.copytree(root / "docs" / "assets", folder / "docs" / "assets")
    (folder / "snippets").mkdir()
    return folder


def chapters(book: Book) -> list[Page]:
    """The pages that are no labs."""
    return [page for page in book.sources.pages if not page.continuous]


def pasted(book: Book, pages: Pages, folder: Path) -> Path:
    """Every chapter with its outputs as text, and its pictures beside it: nothing runs."""
    peer(book.sources.root, folder)
    for page in chapters(book):
        target = folder / page.path.relative_to(book.sources.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(pages.copy(page), "utf-8")
        for name, svg in pages.pictures(page).items():
            (target.parent / name).write_text(svg, "utf-8")
    return folder


def with_programs(page: Page, write: Callable[[Code], str]) -> str:
    """A chapter's own Markdown with what `write` gives in the place of each program's block.

    A question's answers name programs without a block: those stand at the end.
    """
    codes = {code.line: code for code in page.codes}
    text = ""
    for part in scan(page.path.read_text("utf-8")):
        if isinstance(part, Text):
            text += part.body
        elif code := codes.pop(part.line, None):
            text += indent(write(code), part.indent)
        else:
            text += indent(f"```{part.info}\n{part.body}```\n", part.indent)
    return text + "".join(f"\n{write(code)}" for code in codes.values())


def markdown_exec(book: Book, folder: Path) -> Path:
    """Every program that needs no GPU in a fence that markdown-exec runs, figures drawn as ours."""
    peer(book.sources.root, folder, markdown_exec={})

    def fence(code: Code) -> str:
        program = book.sources.programs[code.program]
        opening = EXECUTED if program.device != "cuda" else "```python"
        drawn = DRAWN if "matplotlib" in program.source else ""
        return f"{opening}\n{program.source}{drawn}```\n"

    for page in chapters(book):
        target = folder / page.path.relative_to(book.sources.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(with_programs(page, fence), "utf-8")
    return folder


def mkdocs_jupyter(book: Book, folder: Path) -> Path:
    """Every chapter as a notebook of those programs, executed by mkdocs-jupyter."""
    peer(book.sources.root, folder, mkdocs_jupyter={"execute": True, "allow_errors": True})
    for page in chapters(book):
        found = [book.sources.programs[code.program] for code in page.codes]
        programs = [program.source for program in found if program.device != "cuda"]
        title = notebooks.new_markdown_cell(f"# {page.stem}")
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook = notebooks.new_notebook(
            cells=[title, *map(notebooks.new_code_cell, programs)], metadata={"kernelspec": kernel}
        )
        target = (folder / page.path.relative_to(book.sources.root)).with_suffix(".ipynb")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(notebooks.writes(notebook), "utf-8")
    return folder
