"""The same chapters as each peer wants them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import nbformat.v4
import yaml
from mkdocs.utils.yaml import yaml_load

from textbook import chapter
from textbook.book import Book

DRAWN = """
import io
for number in plt.get_fignums():
    plt.figure(number).savefig(io.StringIO(), format="svg")
plt.close("all")
"""
"""What a program must add under markdown-exec for its figures to reach the page as SVG, as ours do."""
notebooks: Any = nbformat.v4
EXECUTED = '```python exec="true" source="above" result="text"'


def ours(root: Path, folder: Path) -> Path:
    """A copy of this project, without cache or site, and without the labs, which run as notebooks do anywhere."""
    for name in ("docs", "snippets", "textbook"):
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "labs"))
    text = (root / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(re.sub(r"^  - [^\n]*:\n(?: *- labs/.*\n)+", "", text, flags=re.M), "utf-8")
    return folder


def peer(root: Path, folder: Path, **plugins: dict[str, Any]) -> Path:
    """This project's configuration without its hook, and `plugins` beside the theme's search."""
    config = yaml_load((root / "mkdocs.yml").read_text("utf-8"))
    for key in ("hooks", "watch", "nav", "validation"):
        config.pop(key, None)
    del config["theme"]["custom_dir"]
    if "mkdocs_jupyter" in plugins:  # It leaves notebooks alone that the i18n plugin has seen.
        config["plugins"] = ["search"]
    config["plugins"] += [{name.replace("_", "-"): options} for name, options in plugins.items()]
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
    shutil.copytree(root / "docs" / "assets", folder / "docs" / "assets")
    (folder / "snippets").mkdir()
    return folder


def pasted(book: Book, root: Path, folder: Path) -> Path:
    """Every chapter with its outputs as text, and its pictures beside it: nothing runs."""
    peer(root, folder)
    for path in book.chapters():
        text = path.read_text("utf-8")
        target = folder / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(book.plain(path, text), "utf-8")
        for name, svg in book.pictures(path).items():
            (target.parent / name).write_text(svg, "utf-8")
    return folder


def markdown_exec(book: Book, root: Path, folder: Path) -> Path:
    """Every program that needs no GPU in a fence that markdown-exec runs, and its figures drawn as ours are."""
    peer(root, folder, markdown_exec={})

    def fence(match: re.Match[str]) -> str:
        named = chapter.EMBED.fullmatch(match["body"])
        if not named:
            return match[0]
        snippet = book.snippets[named["name"]]
        opening = EXECUTED if snippet.device != "cuda" else "```python"
        drawn = DRAWN if "matplotlib" in snippet.program else ""
        return chapter.indent(f"{opening}\n{snippet.program}{drawn}```", match["indent"])

    for path in book.chapters():
        target = folder / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(chapter.FENCE.sub(fence, path.read_text("utf-8")), "utf-8")
    return folder


def mkdocs_jupyter(book: Book, root: Path, folder: Path) -> Path:
    """Every chapter as a notebook of those programs, executed by mkdocs-jupyter."""
    peer(root, folder, mkdocs_jupyter={"execute": True, "allow_errors": True})
    for path in book.chapters():
        names = [use.name for use in chapter.uses(path, path.read_text("utf-8"))]
        programs = [book.program(name) for name in names if book.snippets[name].device != "cuda"]
        cells = [notebooks.new_markdown_cell(f"# {path.stem}"), *map(notebooks.new_code_cell, programs)]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook = notebooks.new_notebook(cells=cells, metadata={"kernelspec": kernel})
        target = (folder / path.relative_to(root)).with_suffix(".ipynb")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(notebooks.writes(notebook), "utf-8")
    return folder
