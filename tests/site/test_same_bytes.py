"""Two builds of one commit, neither with the other's cache, are the same bytes but for what says that it varies."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.conftest import ENVIRONMENT, ROOT
from tests.test_publish import COPIED
from tests.test_site import CHAPTERS, place
from textbook.book import Book


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout, built once more in a folder of its own from nothing."""
    root = tmp_path_factory.mktemp("again")
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    command = ["git", "log", "-1", "--format=%ct"]
    when = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False).stdout.strip() or "0"
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"],
        cwd=root,
        env={**ENVIRONMENT, "SOURCE_DATE_EPOCH": when},
        check=True,
    )
    return root / "site"


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def steady(page: bytes) -> str:
    """A page without the outputs that may differ from run to run."""
    soup = BeautifulSoup(page, "html.parser")
    for element in soup.select("[data-varies]"):
        element.decompose()
    return str(soup)


@pytest.mark.timeout(900)
def test_two_builds_are_the_same(site: Path, again: Path, book: Book) -> None:
    """File by file; what varies is left out by the mark that the page itself gives it."""
    varying = {"labs/machine"}
    for path in CHAPTERS:
        if any(book.snippets[name].varies for name in book.programs(path)):
            varying.add(place(site, path).relative_to(site).as_posix())
    first, second = tree(site), tree(again)
    assert set(first) == set(second)
    assert len(varying) < len(CHAPTERS) / 2
    for name, content in first.items():
        folder = Path(name).parent.as_posix()
        if name == "search/search_index.json":
            indexes = [json.loads(text)["docs"] for text in (content, second[name])]
            one, other = (
                [entry for entry in docs if entry["location"].split("/#")[0].rstrip("/") not in varying]
                for docs in indexes
            )
            assert one == other
        elif folder not in varying:
            assert content == second[name], name
        elif name.endswith(".html") and folder != "labs/machine":
            assert steady(content) == steady(second[name]), name
