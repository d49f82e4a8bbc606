"""Every notebook: what it holds, and what its cells print in a kernel, in order and out of it."""

from __future__ import annotations

import multiprocessing
import os
import random
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from nbclient import NotebookClient

from tests.conftest import ROOT
from tests.test_site import CHAPTERS, place, uses
from textbook.book import Book
from textbook.output import Output

TAUGHT = [path for path in CHAPTERS if uses(path)]
NAMES = [path.relative_to(ROOT / "docs").with_suffix("").as_posix() for path in TAUGHT]
ORDERS = ("in order", "shuffled")
every_notebook = pytest.mark.parametrize("path", TAUGHT, ids=NAMES)
Runs = dict[tuple[Path, str], Future[Any]]


def read(site: Path, path: Path) -> Any:
    """A chapter's notebook, as published."""
    return nbformat.read(place(site, path) / f"{path.stem}.ipynb", as_version=4)  # type: ignore[no-untyped-call]


def programs(notebook: Any) -> list[Any]:
    """The cells that are programs of the book: every code cell but the first."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"][1:]


def printed(cell: Any) -> str:
    """What a cell wrote to standard output."""
    return "".join(output.text for output in cell.outputs if output.get("name") == "stdout")


def output_of(book: Book, cell: Any) -> Output:
    """The output on the page that a cell's belongs to: the one without a GPU where there are two."""
    return book.shown(cell.metadata.textbook.snippet)[0]


def execute(site: Path, path: Path, order: str, needless: set[str], scratch: Path) -> Any:
    """Run the cells in a fresh kernel, in an empty folder; leave out those named in `needless`."""
    notebook = read(site, path)
    first, *others = [cell for cell in notebook.cells if cell.cell_type == "code"]
    cells = [cell for cell in others if cell.metadata.textbook.snippet not in needless]
    if order == "shuffled":
        random.Random(path.stem).shuffle(cells)
    notebook.cells = [first, *cells]
    for cell in notebook.cells:
        cell.outputs = []
    folder = scratch / order / path.relative_to(ROOT)
    folder.mkdir(parents=True)
    NotebookClient(notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
    shutil.rmtree(folder)
    return dict(notebook)


@pytest.fixture(scope="module")
def runs(site: Path, book: Book, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    """Every notebook's two runs, as many at once as there are cores."""
    folder = tmp_path_factory.mktemp("notebooks")
    needless = {output.snippet.name for output in book.outputs.values() if not output.result}
    needless = {name for name in needless if len(book.shown(name)) == 1}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OMP_NUM_THREADS", "1")
        patch.delenv("MPLBACKEND", raising=False)  # So that figures are shown as they are in Jupyter.
        with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn")) as pool:
            yield {
                (path, order): pool.submit(execute, site, path, order, needless, folder)
                for path in TAUGHT
                for order in ORDERS
            }
            pool.shutdown(cancel_futures=True)


@every_notebook
def test_it_holds_the_chapter(site: Path, book: Book, path: Path) -> None:
    """Valid, every program in the chapter's order with the page's output, and nothing that only MkDocs reads."""
    notebook = read(site, path)
    nbformat.validate(notebook)
    names = [use.name for use in uses(path)]
    assert [cell.metadata.textbook.snippet for cell in programs(notebook)] == names
    for cell in programs(notebook):
        output = output_of(book, cell)
        assert cell.source + "\n" == output.snippet.program
        assert printed(cell) == (output.result.printed if output.result else "")
        figures = output.result.figures if output.result else ()
        assert sum(kept.output_type == "display_data" for kept in cell.outputs) == len(figures)
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert not re.search(r"^ *(!!!|\?\?\?|===)|\{ #|--8<--|\]\[torch|<!--|<div|\.md\)", prose, re.M)
    assert not re.search(r"\]\((?!https://|data:)", prose)
    assert "**" not in re.sub(r"<code>.*?</code>|<pre>.*?</pre>", "", MarkdownIt().render(prose), flags=re.S)
    needs_gpu = any(book.snippets[name].device != "cpu" for name in names if len(book.shown(name)) == 1)
    assert ("accelerator" in notebook.metadata) >= needs_gpu


@every_notebook
def test_its_page_offers_it(site: Path, path: Path) -> None:
    """Right under the title: the notebook and the Markdown; Colab where the edition is published, and not here."""
    page = BeautifulSoup((place(site, path) / "index.html").read_text("utf-8"), "html.parser")
    links = page.select("article h1 + nav.take a")
    assert [link["href"] for link in links] == [f"{path.stem}.ipynb", "index.md"]
    assert links[0].has_attr("download")
    assert all((place(site, path) / str(link["href"])).exists() for link in links)


@every_notebook
@pytest.mark.parametrize("order", ORDERS)
def test_its_cells_print_what_the_page_shows(book: Book, runs: Runs, path: Path, order: str) -> None:
    """In a fresh kernel from top to bottom, and in another with the cells shuffled."""
    notebook = nbformat.from_dict(runs[path, order].result())  # type: ignore[no-untyped-call]
    assert len(programs(notebook)) == len([use for use in uses(path) if book.shown(use.name)[0].result])
    for cell in programs(notebook):
        output = output_of(book, cell)
        assert output.result
        said = [kept for kept in cell.outputs if kept.get("name") == "stderr"]
        assert said == [], f"{output.snippet.path}: {said}"
        seen = output.snippet.comparable(printed(cell))
        assert seen == output.snippet.comparable(output.result.printed), output.snippet.path
        drawn = sum("image/png" in kept.get("data", {}) for kept in cell.outputs)
        assert drawn == len(output.result.figures), output.snippet.path


@every_notebook
def test_its_first_cell_compares_versions(runs: Runs, path: Path) -> None:
    """One friendly line: here torch is the edition's own."""
    notebook = nbformat.from_dict(runs[path, "in order"].result())  # type: ignore[no-untyped-call]
    cell = notebook.cells[0]
    assert len(printed(cell).splitlines()) == 1
    assert "같은 출력" in printed(cell) or "the same" in printed(cell)
