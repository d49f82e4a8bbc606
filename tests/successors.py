"""What may come after MkDocs and this Material builds the same pages: `python -m tests.successors`.

ProperDocs, the fork of MkDocs 1.6, and the newest Material 9 and Zensical that the package index
has, each laid over the packages that are installed here, in an environment that is thrown away.
Every page's article, copy and notebook is held against what `mkdocs build` makes here.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup

from tests.conftest import ROOT, SITE

QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def main() -> int:
    """Build with each; 1 where one fails or a page is another."""
    with tempfile.TemporaryDirectory(prefix="successors-") as folder:
        root = Path(folder)
        build(Path(sys.executable), "mkdocs", SITE)  # Where the tests look for it, too.
        before = dict(pages(SITE))
        wrong = []
        for name, package, builder in (
            ("ProperDocs", "properdocs", "properdocs"),
            ("the newest Material 9", "mkdocs-material<10", "mkdocs"),
        ):
            python = environment(root / builder / "venv", package)
            site = root / builder / "site"
            build(python, builder, site)
            now = dict(pages(site))
            other = sorted(path for path in before | now if before.get(path) != now.get(path))
            print(f"{name}: {len(now)} pages, copies and notebooks, {len(other)} not the same")
            wrong += [f"{name}: {path}" for path in other]
        python = environment(root / "zensical", "zensical")
        command = [str(python), "-m", "pytest", "-q", "tests/site/test_zensical.py"]
        tried = subprocess.run(command, cwd=ROOT, env=QUIET, check=False)
        wrong += ["the newest Zensical: see above"] * bool(tried.returncode)
    print("\n".join(wrong))
    return int(bool(wrong))


def environment(folder: Path, package: str) -> Path:
    """An interpreter with the packages that are installed here, and one over them."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / "bin" / "python"
    (packages,) = (folder / "lib").glob("python*/site-packages")
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    install = [str(python), "-m", "pip", "install", "--quiet", "--upgrade", package]
    subprocess.run(install, env=QUIET, check=True)
    return python


def build(python: Path, builder: str, site: Path) -> None:
    """Build the site, strictly."""
    command = [str(python), "-m", builder, "build", "--strict", "--quiet", "--site-dir", str(site)]
    subprocess.run(command, cwd=ROOT, env=QUIET, check=True)


def pages(site: Path) -> Iterator[tuple[str, str]]:
    """What readers get of each page, by its path: the article alone, and the other files whole."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.suffix in (".md", ".ipynb", ".svg") and "assets" not in path.parts:
            yield name, path.read_text("utf-8")
        elif path.name == "index.html":
            (article,) = BeautifulSoup(path.read_text("utf-8"), "html.parser").select("article")
            for footer in article.select("aside.md-source-file, form"):
                footer.decompose()
            yield name, str(article)


if __name__ == "__main__":
    sys.exit(main())
