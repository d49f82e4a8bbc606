"""What the site gives to its readers, run once more by other means, prints what the site shows.

Programs as the copy button gives them, notebooks from top to bottom and with their cells
shuffled, labs in a real Jupyter kernel: none of this uses the code that made the records.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup

from tests.conftest import ENVIRONMENT
from tests.fresh import Answer, Fresh, Job
from tests.site.test_pages import CHAPTERS, RAN, READ, committed, place, soup
from textbook.book import Book
from textbook.model import Page
from textbook.outcomes import Output

TAUGHT = [page for page in CHAPTERS if page.codes]
LABS = [page for page in READ.pages if page.continuous]
JUPYTER = {
    "site_name": "labs",
    "theme": {"name": "mkdocs"},
    "plugins": [{"mkdocs-jupyter": {"execute": True, "allow_errors": False, "cache": False}}],
}
"""A site for mkdocs-jupyter, by the options that it documents."""
DEPEND = {"tensors/storage/deprecated", "changes/storage", "environment/colab/forgotten"}
"""What depends on what ran before, as the README says: a warning that is given once in a process,
and a name that no cell may have bound."""


@pytest.fixture(scope="module")
def fresh() -> Iterator[Fresh]:
    """Interpreters that hold torch, and nothing of this project."""
    started = Fresh(os.cpu_count() or 1)
    yield started
    started.close()


def output_here(book: Book, name: str) -> Output | None:
    """The output of a program where it runs on this machine, or None where it cannot."""
    return next((one for one in reversed(book.outputs_of(name)) if one.state in RAN), None)


def agrees(output: Output, cell: Answer) -> None:
    """A cell printed, returned and drew what the record says, without a complaint."""
    program, name = output.program, output.program.name
    assert cell["err"] == "", name
    printed = program.comparable(committed(output))
    assert program.comparable(cell["out"]) == printed, name
    assert cell["value"] == committed(output, "value.txt").removesuffix("\n"), name
    figures = [number for number in range(1, 9) if committed(output, f"{number}.svg")]
    assert cell["figures"] == len(figures), name


def test_what_is_copied_prints_what_the_page_shows(site: Path, book: Book, fresh: Fresh) -> None:
    """Every program of every chapter, as it stands on the page, in a process of its own."""
    copied: dict[str, str] = {}
    for page in TAUGHT:
        blocks = soup(site, page).select("article .language-python.highlight code")
        texts = [block.get_text().removesuffix("\n") for block in blocks]
        copied |= dict(zip((code.program for code in page.codes), texts, strict=True))
    here = {name: one for name in copied if (one := output_here(book, name))}
    needless = {name for name in copied if READ.programs[name].device == "cuda"}
    assert here.keys() >= copied.keys() - needless
    jobs = [Job([copied[name]]) for name in here]
    for (name, output), answer in zip(here.items(), fresh.all(jobs), strict=True):
        assert answer["error"] == "", name
        agrees(output, answer["cells"][0])


def notebook(site: Path, page: Page) -> Any:
    """A page's notebook, as published."""
    file = place(site, page) / f"{page.stem.rpartition('/')[2]}.ipynb"
    return json.loads(file.read_text("utf-8"))


def programs(read: Any) -> list[Any]:
    """The cells of a notebook that are programs of the book: every code cell but the first."""
    return [cell for cell in read["cells"] if cell["cell_type"] == "code"][1:]


@pytest.mark.parametrize("shuffled", [False, True])
def test_notebooks_print_what_the_pages_show(
    site: Path, book: Book, fresh: Fresh, shuffled: bool
) -> None:
    """Each chapter's cells in one process, after the cell that compares versions."""
    jobs = []
    expected: list[list[Output]] = []
    for page in TAUGHT:
        read = notebook(site, page)
        first = next(cell for cell in read["cells"] if cell["cell_type"] == "code")
        cells = [(cell, cell["metadata"]["textbook"]["snippet"]) for cell in programs(read)]
        cells = [(cell, name) for cell, name in cells if output_here(book, name)]
        if shuffled:
            random.Random(page.stem).shuffle(cells)
        jobs.append(Job([first["source"], *(cell["source"] for cell, _ in cells)], notebook=True))
        expected.append([one for _, name in cells if (one := output_here(book, name))])
    for outputs, answer in zip(expected, fresh.all(jobs), strict=True):
        name = outputs[0].program.name if outputs else ""
        assert answer["error"] == "", name
        check, *cells = answer["cells"]
        assert len(check["out"].splitlines()) == 1
        assert "같은 출력" in check["out"] or "the same" in check["out"]
        for output, cell in zip(outputs, cells, strict=True):
            agrees(output, cell)


def test_programs_print_the_same_in_any_order(book: Book, fresh: Fresh) -> None:
    """The programs of all chapters in one notebook: backwards, and shuffled."""
    names = dict.fromkeys(code.program for page in TAUGHT for code in page.codes)
    here = [one for name in names if (one := output_here(book, name))]
    rows = [here[::-1], random.Random("any order").sample(here, len(here))]
    jobs = [Job([one.program.source for one in row], notebook=True) for row in rows]
    differ = set()
    for row, answer in zip(rows, fresh.all(jobs), strict=True):
        assert answer["error"] == ""
        for output, cell in zip(row, answer["cells"], strict=True):
            try:
                agrees(output, cell)
            except AssertionError:
                differ.add(output.program.name)
    assert differ <= DEPEND
    assert "changes/storage" in differ or "tensors/storage/deprecated" in differ


def test_labs_print_what_their_pages_show(site: Path, book: Book, fresh: Fresh) -> None:
    """Each lab's notebook from top to bottom; it leaves no file behind."""
    sources = [[cell["source"] for cell in programs(notebook(site, lab))] for lab in LABS]
    jobs = [Job(cells, notebook=True) for cells in sources]
    assert len(jobs) >= 3
    for lab, answer in zip(LABS, fresh.all(jobs), strict=True):
        assert (answer["error"], answer["left"]) == ("", []), lab.stem
        for code, cell in zip(lab.codes, answer["cells"], strict=True):
            output = output_here(book, code.program)
            assert output
            agrees(output, cell)


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The labs' own files as mkdocs-jupyter executes and shows them, in real kernels."""
    root = tmp_path_factory.mktemp("jupyter")
    (root / "docs").mkdir()
    for lab in LABS:
        (root / "docs" / lab.path.name).write_bytes(lab.path.read_bytes())
    (root / "docs" / "index.md").write_text("# Labs\n", "utf-8")
    (root / "mkdocs.yml").write_text(yaml.safe_dump(JUPYTER), "utf-8")
    environment = {name: text for name, text in ENVIRONMENT.items() if name != "MPLBACKEND"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=root,
        env={**environment, "OMP_NUM_THREADS": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return root / "site"


@pytest.mark.timeout(600)
def test_mkdocs_jupyter_shows_the_same(jupyter: Path, book: Book) -> None:
    """What labs print in Jupyter, cell by cell, is what their records say."""
    for lab in LABS:
        page = (jupyter / lab.path.stem / "index.html").read_text("utf-8")
        cells = BeautifulSoup(page, "html.parser").select(".jp-CodeCell[id]")
        shown = [cell for cell in cells if "# ///" not in cell.get_text()]
        assert len(shown) == len(lab.codes)
        for code, cell in zip(lab.codes, shown, strict=True):
            output = output_here(book, code.program)
            assert output
            printed = "".join(
                pre.get_text() for pre in cell.select(".jp-OutputArea-output pre")
            ).strip("\n")
            said = (committed(output) + committed(output, "value.txt")).strip("\n")
            compare = output.program.comparable
            assert compare(printed) == compare(said), code.program
            assert len(cell.select(".jp-OutputArea-output img")) == sum(
                bool(committed(output, f"{number}.svg")) for number in range(1, 9)
            )
