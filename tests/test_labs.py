"""The labs: what they claim, what their pages weigh, and what stops a build."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
import torch
from bs4 import BeautifulSoup
from nbclient import NotebookClient

from tests.conftest import ROOT, Project

LABS = sorted((ROOT / "docs").glob("*/labs/*.py"))
every_lab = pytest.mark.parametrize("path", LABS, ids=lambda path: path.relative_to(ROOT / "docs").as_posix())
HEAVIEST = 80_000
CELL = "# %% [markdown]\n# # Lab {{ #lab }}\n\n# %%\n{program}\n"


def place(site: Path, path: Path) -> Path:
    """The folder of a lab's page."""
    tongue, *parts = path.relative_to(ROOT / "docs").with_suffix("").parts
    return site.joinpath(*([] if tongue == "ko" else [tongue]), *parts)


def notebook(site: Path, path: Path) -> Any:
    """A lab's notebook, as published, without the cell that compares versions."""
    read = nbformat.read(place(site, path) / f"{path.stem}.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    first = next(number for number, cell in enumerate(read.cells) if cell.cell_type == "code")
    del read.cells[first]
    return read


def printed(cell: Any) -> str:
    """What a cell wrote to standard output."""
    return "".join(output.text for output in cell.outputs if output.get("name") == "stdout")


def whole(site: Path, path: Path) -> str:
    """All that a lab prints."""
    return "".join(printed(cell) for cell in notebook(site, path).cells if cell.cell_type == "code")


def test_there_are_three() -> None:
    """In each language, and in the navigation."""
    names = {path.stem for path in LABS}
    assert names == {"machine", "digits", "autograd"}
    navigation = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert all(f"labs/{name}.py" in navigation for name in names)


@every_lab
def test_its_page_is_light_and_whole(site: Path, path: Path) -> None:
    """At most 80 KB of HTML, images aside; every cell and output, figures in the colour of the text."""
    soup = BeautifulSoup((place(site, path) / "index.html").read_text("utf-8"), "html.parser")
    cells = [cell for cell in notebook(site, path).cells if cell.cell_type == "code"]
    programs = [code.get_text() for code in soup.select(".language-python.highlight code")]
    assert programs == [cell.source + "\n" for cell in cells]
    texts = [pre.get_text() for pre in soup.select("[data-lab] > pre")]
    assert texts == [printed(cell) for cell in cells if printed(cell)]
    figures = soup.select("[data-lab] figure")
    for figure in figures:
        assert "currentColor" in str(figure)
        assert len(figure.select_one("title") or "") > 0
        figure.decompose()
    assert len(str(soup).encode()) <= HEAVIEST
    assert f"PyTorch {torch.__version__} · " in soup.select("article em")[0].get_text()
    drawn = [output for cell in cells for output in cell.outputs if output.output_type == "display_data"]
    assert len(drawn) == len(figures)


@every_lab
def test_its_notebook_runs_again(site: Path, tmp_path: Path, path: Path) -> None:
    """In a fresh kernel, in order, it prints what the page shows, but for the numbers of a machine."""
    published = notebook(site, path)
    nbformat.validate(published)
    expected = [printed(cell) for cell in published.cells if cell.cell_type == "code"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OMP_NUM_THREADS", "1")
        patch.delenv("MPLBACKEND", raising=False)
        client = NotebookClient(published, timeout=120, kernel_name="python3")
        client.execute(cwd=str(tmp_path))
    seen = [printed(cell) for cell in published.cells if cell.cell_type == "code"]
    if path.stem == "machine":
        expected, seen = ([re.sub(r" *[\d.]+", " 0", text) for text in texts] for texts in (expected, seen))
    assert seen == expected
    assert list(tmp_path.iterdir()) == []


def test_digits_are_read(site: Path) -> None:
    """The classifier's accuracy on digits that it has not seen, and after it was saved and loaded."""
    for path in LABS:
        if path.stem == "digits":
            text = whole(site, path)
            assert float(re.findall(r"^test accuracy (\S+)", text, re.M)[0]) > 0.94
            assert "same after loading  True" in text


def test_the_engine_agrees_with_torch(site: Path) -> None:
    """The largest difference between the engine's gradients and torch's."""
    for path in LABS:
        if path.stem == "autograd":
            assert float(re.findall(r"largest difference from torch (\S+)", whole(site, path))[0]) < 1e-12


def test_the_machine_is_this_one(site: Path) -> None:
    """The lab on the machine says of torch what torch says."""
    for path in LABS:
        if path.stem == "machine":
            assert torch.__version__ in whole(site, path)


def test_an_exception_stops_the_build(project: Project) -> None:
    """With the file and the line; a warning does, too."""
    project.write("docs/ko/labs/bad.py", CELL.format(program="x = 1\nprint(x / 0)"))
    done = project.build()
    assert done.returncode == 1
    assert "docs/ko/labs/bad.py:6: raises ZeroDivisionError" in done.stdout
    project.write("docs/ko/labs/bad.py", CELL.format(program='import warnings\nwarnings.warn("old")'))
    assert "raises UserWarning: old" in project.build().stdout


def test_another_environment_runs_it_again(project: Project) -> None:
    """The cache answers for this very environment alone."""
    project.write("docs/ko/labs/when.py", CELL.format(program="import time\nprint(time.time())"))

    def built(visible: str = "all") -> str:
        done = project.build(CUDA_VISIBLE_DEVICES=visible)
        assert done.returncode == 0, done.stdout
        return (project.root / "site/labs/when/index.md").read_text("utf-8")

    first = built()
    assert built() == first
    assert built("none") != first
