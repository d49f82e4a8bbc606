"""What the tests share: this checkout's book, and small projects of their own to spoil."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import Browser, sync_playwright

from tests.chromium import launch
from textbook import book as books
from textbook.book import Book
from textbook.composing.pages import Pages
from textbook.model import Page
from textbook.outcomes import Outcome, Result
from textbook.reading import sources
from textbook.recording import measure
from textbook.recording.records import Records
from textbook.running.cache import Cache
from textbook.running.pool import Pool
from textbook.running.runner import Runner

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path there."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def results(outcomes: Mapping[str, Outcome]) -> dict[str, Result]:
    """The outcomes that are results."""
    return {key: outcome for key, outcome in outcomes.items() if isinstance(outcome, Result)}


@dataclass(frozen=True)
class Project:
    """A checkout with the project's own code and configuration, and a text of its own.

    What needs no process of its own runs in this one, with the worker that all tests share.
    """

    root: Path
    runner: Runner

    def write(self, name: str, text: str) -> Path:
        """Write one file, its folders included."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def snippet(self, name: str, program: str) -> Path:
        """Write a snippet, and a chapter that shows it alone."""
        block = f'```python\n--8<-- "{name}.py"\n```\n'
        self.write(f"docs/ko/{name}.md", f"# Title {{ #title }}\n\n{block}")
        return self.write(f"snippets/{name}.py", program)

    def outcomes(self) -> dict[str, Outcome]:
        """What every program gives, run now."""
        return self.runner.run(sources.read(self.root).jobs)

    def record(self) -> dict[str, str]:
        """What `make record` does, but for the second run; returns what changed."""
        runs = sources.read(self.root).runs.values()
        return Records(self.root / "snippets").update(runs, results(self.outcomes()))

    def book(self, **options: Any) -> Book:
        """The book, run now and compared."""
        return books.make(sources.read(self.root), self.outcomes(), **options)

    def pages(self) -> Pages:
        """The book's pages, whatever is wrong with it."""
        made = self.book()
        measured = measure.measured(made.sources.runs, Records(self.root / "snippets"))
        return Pages(made.sources, made.outputs_of, measured, self.runner.machine)

    def html(self, stem: str) -> str:
        """A page's HTML, as MkDocs' Markdown and the hook make it."""
        pages = self.pages()
        return convert(pages, self.page(pages, stem))

    def page(self, pages: Pages, stem: str) -> Page:
        """One Korean page."""
        return next(page for page in pages.all if (page.language, page.stem) == ("ko", stem))

    def run(
        self, *command: str, weak: bool = False, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run `python -m ...` in the project; what it says is in `stdout`.

        `weak` drops CAP_DAC_OVERRIDE, so that file permissions apply to root, too.
        """
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.root,
            env={**ENVIRONMENT, **environment},
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=240,
            check=False,
            preexec_fn=weaken if weak and os.geteuid() == 0 else None,
        )

    def build(
        self, *options: str, weak: bool = False, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """`mkdocs build`, in a process of its own."""
        return self.run("mkdocs", "build", *options, weak=weak, **environment)


def kill_when_busy(pool: Pool, how: signal.Signals = signal.SIGKILL) -> None:
    """Kill a worker, as a machine without memory does, or stop it, once it has forked."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if process := pool.process:
            with contextlib.suppress(OSError):
                own = Path(f"/proc/{process.pid}/cmdline").read_bytes()
                told = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
                if any(Path(f"/proc/{one}/cmdline").read_bytes() == own for one in told.split()):
                    process.send_signal(how)
                    return
        time.sleep(0.02)


def hear_ctrl_c() -> None:
    """Have Ctrl-C end what this process becomes, even where the tests run in the background.

    There a shell has what it starts ignore the signal, and so would all that the tests start.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def weaken() -> None:
    """Drop CAP_DAC_OVERRIDE from what this process may become."""
    if ctypes.CDLL(None).prctl(24, 1, 0, 0, 0):  # PR_CAPBSET_DROP
        raise OSError("this container's root cannot drop a capability")


@functools.cache
def settings() -> dict[str, Any]:
    """`mkdocs.yml`."""
    read: dict[str, Any] = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    return read


def convert(pages: Pages, page: Page) -> str:
    """A page's HTML. Raises Problem for what no run made."""
    extensions = [
        (extension, {}) if isinstance(extension, str) else next(iter(extension.items()))
        for extension in settings()["markdown_extensions"]
    ]
    options = dict(extensions)
    pages.place_in(options["pymdownx.superfences"])
    parser = markdown.Markdown(extensions=list(options), extension_configs=options)
    html = parser.convert(pages.site(page))
    pages.check(page, html)
    return pages.finish(page, html)


@pytest.fixture(scope="session")
def runner() -> Iterator[Runner]:
    """A worker that all tests share, as programs share one in a build."""
    shared = Runner(None)
    yield shared
    shared.close()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Project:
    """A project with one chapter and one recorded snippet, `good`."""
    made = Project(tmp_path_factory.mktemp("template") / "book", runner)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "textbook", made.root / "textbook", ignore=ignored)
    config = {**settings()}
    del config["nav"]
    made.write("mkdocs.yml", yaml.safe_dump(config, allow_unicode=True))
    made.write("docs/assets/book.css", "")
    made.write("docs/assets/book.js", "")
    made.write("docs/ko/index.md", "# Home { #home }\n")
    made.snippet("good", "import torch\n\nprint(torch.arange(3))\n")
    assert made.record() == {"good.cpu": "new"}
    return made


@pytest.fixture
def project(template: Project, tmp_path: Path) -> Iterator[Project]:
    """A copy of the template, to spoil. Results are kept for this test alone."""
    shutil.copytree(template.root, tmp_path / "book")
    template.runner.results = Cache(tmp_path / "book" / ".cache" / "results")
    yield Project(tmp_path / "book", template.runner)
    template.runner.results = Cache(None)


@pytest.fixture(scope="session")
def book() -> Book:
    """This checkout's book, with every output, from the cache that the build has filled."""
    whole = Runner(ROOT / ".cache")
    read = sources.read(ROOT)
    try:
        return books.make(read, whole.run(read.jobs), why_no_cuda=whole.machine.why_no_cuda)
    finally:
        whole.close()


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site, which `make test` makes first."""
    assert (SITE / "index.html").exists(), f"{SITE} is not built: make test builds it first"
    return SITE


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser that all tests share."""
    with contextlib.ExitStack() as stack:
        try:
            opened = launch(stack.enter_context(sync_playwright()))
        except Exception as error:  # The driver itself may lack a library.
            told = (
                "no Chromium starts here: apt install chromium-headless-shell libatomic1, or "
                ".venv/bin/playwright install --with-deps --only-shell chromium "
                f"({str(error).splitlines()[0]})"
            )
            if os.environ.get("CI"):
                pytest.fail(told)
            pytest.skip(told)
        stack.callback(opened.close)
        yield opened
