"""Every notebook: valid, whole, in the page's order, and nothing in it that only MkDocs reads."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from markdown_it import MarkdownIt

from tests.site.test_again import notebook, programs
from tests.site.test_pages import READ, committed, place, soup
from textbook.book import Book
from textbook.model import Page

WITH_PROGRAMS = [page for page in READ.pages if page.codes]
every_notebook = pytest.mark.parametrize("page", WITH_PROGRAMS, ids=lambda page: page.stem)


@every_notebook
def test_it_holds_the_page(site: Path, book: Book, page: Page) -> None:
    """Every program in the page's order, with what its record says that it printed."""
    read = notebook(site, page)
    nbformat.validate(read)
    cells = programs(read)
    names = [code.program for code in page.codes]
    assert [cell["metadata"]["textbook"]["snippet"] for cell in cells] == names
    for code, cell in zip(page.codes, cells, strict=True):
        first = book.outputs_of(code.program)[0]
        assert cell["source"] + "\n" == READ.programs[code.program].source
        kept = cell["outputs"]
        printed = "".join(one["text"] for one in kept if one["output_type"] == "stream")
        errors = [line for one in kept for line in one.get("traceback", ())]
        raises = bool(READ.programs[code.program].raises)
        assert (len(errors), cell["metadata"].get("tags") == ["raises-exception"]) == (raises,) * 2
        printed += "".join(f"{error}\n" for error in errors)
        value = [one for one in kept if one["output_type"] == "execute_result"]
        assert printed == (committed(first) if first.result else "")
        assert len(value) == bool(committed(first, "value.txt"))
        figures = [number for number in range(1, 9) if committed(first, f"{number}.svg")]
        assert sum(one["output_type"] == "display_data" for one in kept) == len(figures)
        assert (cell["metadata"].get("cellView") == "form") == code.folded
    needs_gpu = any(READ.programs[name].device == "cuda" for name in names)
    assert ("accelerator" in read["metadata"]) == needs_gpu


@every_notebook
def test_its_prose_stands_alone(site: Path, page: Page) -> None:
    """No fold, id, embed, relative link or raw HTML is left; emphasis ends where it should."""
    read = notebook(site, page)
    cells = [cell["source"] for cell in read["cells"] if cell["cell_type"] == "markdown"]
    prose = "\n".join(cells)
    outside = re.sub(r"^(`{3,}).*?^\1$", "", prose, flags=re.M | re.S)
    left = r"^ *(!!!|\?\?\?|===)|\{ #|--8<--|\]\[torch|<!--|<div|\.md\)|\.py\)"
    assert not re.search(left, outside, re.M)
    assert not re.search(r"\]\((?!https://|data:)", outside)
    rendered = MarkdownIt().render(prose)
    assert "**" not in re.sub(r"<code.*?</code>|<pre>.*?</pre>", "", rendered, flags=re.S)


@every_notebook
def test_its_page_offers_it(site: Path, page: Page) -> None:
    """Right under the title: the notebook and the Markdown; Colab where it is published alone."""
    links = soup(site, page).select("article h1 + nav.take a")
    name = f"{page.stem.rpartition('/')[2]}.ipynb"
    assert [link["href"] for link in links] == [name, "index.md"]
    assert links[0].has_attr("download")
    assert all((place(site, page) / str(link["href"])).exists() for link in links)
