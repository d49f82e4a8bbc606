"""What the tests share: this checkout's book, and small projects of their own to spoil."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import Browser, sync_playwright

from textbook.book import Book
from textbook.runner import Outcome, Runner
from textbook.snippet import load

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}


@dataclass(frozen=True)
class Project:
    """A checkout with the project's own code and configuration, and a text of its own."""

    root: Path

    def write(self, name: str, text: str) -> Path:
        """Write one file, its folders included."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def snippet(self, name: str, program: str) -> Path:
        """Write a snippet, and a chapter that shows it alone."""
        self.write(f"docs/ko/{name}.md", f'# Title {{ #title }}\n\n```python\n--8<-- "{name}.py"\n```\n')
        return self.write(f"snippets/{name}.py", program)

    def run(self, *command: str, weak: bool = False, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run `python -m ...` in the project; what it says is in `stdout`.

        `weak` takes from root the right to write what is read-only; `environment` is set for it.
        """
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.root,
            env={**ENVIRONMENT, **environment},
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
            check=False,
            preexec_fn=weaken if weak and os.geteuid() == 0 else None,
        )

    def build(self, *options: str, weak: bool = False, **environment: str) -> subprocess.CompletedProcess[str]:
        """`mkdocs build`."""
        return self.run("mkdocs", "build", *options, weak=weak, **environment)

    def record(self) -> subprocess.CompletedProcess[str]:
        """`make record`."""
        return self.run("textbook", "record")


def weaken() -> None:
    """Drop CAP_DAC_OVERRIDE from what this process may become."""
    if ctypes.CDLL(None).prctl(24, 1, 0, 0, 0):  # PR_CAPBSET_DROP
        raise OSError("this container's root cannot drop a capability")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with one chapter and one recorded snippet, `good`, whose result is in the cache."""
    made = Project(tmp_path_factory.mktemp("template") / "book")
    shutil.copytree(ROOT / "textbook", made.root / "textbook", ignore=shutil.ignore_patterns("__pycache__"))
    config = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    del config["nav"]
    made.write("mkdocs.yml", yaml.safe_dump(config, allow_unicode=True))
    made.write("docs/assets/book.css", "")
    made.write("docs/ko/index.md", "# Home { #home }\n")
    made.snippet("good", "import torch\n\nprint(torch.arange(3))\n")
    done = made.record()
    assert done.returncode == 0, done.stdout
    return made


@pytest.fixture
def project(template: Project, tmp_path: Path) -> Project:
    """A copy of the template, to spoil."""
    shutil.copytree(template.root, tmp_path / "book")
    return Project(tmp_path / "book")


@dataclass(frozen=True)
class Bench:
    """Runs programs given as text, all with one worker."""

    runner: Runner
    folder: Path

    def __call__(self, program: str | bytes) -> Outcome:
        """What one program does."""
        (self.folder / "program.py").write_bytes(program.encode() if isinstance(program, str) else program)
        return self.runner.run([load(self.folder, "program")], fresh=True)["program.cpu"]


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A worker that programs in tests share, as they do in a build."""
    runner = Runner(None)
    yield Bench(runner, tmp_path_factory.mktemp("programs"))
    runner.close()


@pytest.fixture(scope="session")
def book() -> Iterator[Book]:
    """This checkout's book, with every output."""
    whole = Book(ROOT)
    whole.refresh()
    yield whole
    whole.runner.close()


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site, which `make test` makes first."""
    assert (SITE / "index.html").exists(), f"{SITE} is not built: make test builds it first"
    return SITE


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium where there is one, Playwright's own elsewhere."""
    with sync_playwright() as playwright:
        found = shutil.which("chromium")
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()
