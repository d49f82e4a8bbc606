"""The way out: Zensical, Material's successor, builds the resolved chapters and loses nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer

from tests.site.test_pages import READ, fences, place

CONFIGURATION = """\
site_name: 파이토치 기초
theme:
  language: ko
markdown_extensions:
  - tables
  - pymdownx.highlight
  - pymdownx.superfences
"""


@pytest.fixture(scope="module")
def built(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Zensical's site, from nothing but the plain copies and their pictures."""
    root = tmp_path_factory.mktemp("zensical")
    for file in (*site.rglob("index.md"), *site.rglob("*.svg")):
        copy = root / "docs" / file.relative_to(site)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
    (root / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    command = [str(Path(sys.executable).with_name("zensical")), "build"]
    done = subprocess.run(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    return root / "site"


def test_every_program_and_output_is_there(site: Path, built: Path) -> None:
    """In the same order, to the letter; every picture, too."""
    seen = 0
    for page in READ.pages:
        folder = place(site, page)
        text = (folder / "index.md").read_text("utf-8")
        # Its highlighter strips lines; Python-Markdown makes tabs blanks, and drops blank lines'.
        bodies = [body.expandtabs(4).strip("\n") for body in fences(text)]
        expected = [re.sub(r"(?m)^ +$", "", body) for body in bodies]
        html = (built / folder.relative_to(site) / "index.html").read_text("utf-8")
        soup = BeautifulSoup(html, "html.parser", parse_only=SoupStrainer("article"))
        shown = [code.get_text().strip("\n") for code in soup.select("article pre code")]
        assert shown == expected, page.path
        for picture in soup.select("article img"):
            assert (built / folder.relative_to(site) / str(picture["src"])).exists(), picture
        seen += len(shown)
    assert seen > 2 * 250
