"""`mkdocs serve`, as its author uses it."""

from __future__ import annotations

import contextlib
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ENVIRONMENT, Project, hear_ctrl_c

LAB = (
    "# %% [markdown]\n# # Lab {{ #lab }}\n\n# %%\nimport time\n\n"
    "time.sleep({wait})\nprint({text!r})\n"
)


@dataclass(frozen=True)
class Served:
    """A project that is being served."""

    project: Project
    process: subprocess.Popen[str]
    address: str
    log: Path

    def get(self, page: str) -> str:
        """A page as it is now; empty where there is none."""
        try:
            with urllib.request.urlopen(f"{self.address}{page}/", timeout=60) as answer:
                return str(answer.read().decode())
        except OSError:
            return ""

    def shows(self, page: str, mark: str, seconds: float = 60) -> str:
        """The page once it holds a text."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text("utf-8")
            if mark in (text := self.get(page)):
                return text
            time.sleep(0.05)
        raise AssertionError(f"{page} never showed {mark!r}:\n{self.log.read_text('utf-8')}")

    def says(self, mark: str, seconds: float = 60) -> None:
        """Wait until the log holds a text."""
        deadline = time.monotonic() + seconds
        while mark not in self.log.read_text("utf-8"):
            assert time.monotonic() < deadline, self.log.read_text("utf-8")
            time.sleep(0.05)


@contextlib.contextmanager
def begun(project: Project, log: Path) -> Iterator[Served]:
    """The project, served at a free address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with log.open("w") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=project.root,
            env=ENVIRONMENT,
            stdout=stream,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=hear_ctrl_c,
        )
    try:
        yield Served(project, process, f"http://127.0.0.1:{port}/", log)
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def served(project: Project, tmp_path: Path) -> Iterator[Served]:
    """The project with a slow snippet and a slow lab, served from a cold start."""
    project.write("docs/ko/labs/lab.py", LAB.format(wait=0, text="recorded"))
    project.snippet("slow", "print('slow', 4321)\n")
    project.record()
    shutil.rmtree(project.root / ".cache")
    project.snippet("slow", "import time\n\ntime.sleep(3)\nprint('slow', 4321)\n")
    with (project.root / "docs" / "ko" / "slow.md").open("a") as chapter:
        chapter.write("\nIt prints `4321`.\n")
    project.write("docs/ko/labs/lab.py", LAB.format(wait=4, text="from the lab"))
    with begun(project, tmp_path / "log") as made:
        yield made


def test_a_book_begins_while_it_is_served(project: Project, tmp_path: Path) -> None:
    """Its first page is shown: that there was none before is no sign of a first build."""
    shutil.rmtree(project.root / "docs" / "ko")
    (project.root / "docs" / "ko").mkdir()
    with begun(project, tmp_path / "log") as served:
        served.says("Serving on")
        project.write("docs/ko/first.md", "# One { #one }\n\nthe first page\n")
        served.shows("first", "the first page", 20)


def test_news_come_where_the_cache_has_gone(served: Served) -> None:
    """What tells MkDocs to build again is not in it."""
    served.shows("slow", 'data-state="executed"')
    shutil.rmtree(served.project.root / ".cache")
    program = "import time\n\ntime.sleep(3)\nprint('slower', 4321)\n"
    (served.project.root / "snippets" / "slow.py").write_text(program, "utf-8")
    served.shows("slow", ">slower 4321\n</pre>")


@pytest.mark.timeout(400)
def test_an_author_at_work(served: Served) -> None:
    """Pages before programs, snippets before labs; edits, failures, odd files, thirty saves."""
    project = served.project
    snippet = project.root / "snippets" / "good.py"
    chapter = project.root / "docs" / "ko" / "good.md"

    waiting = served.shows("slow", "</html>")
    assert 'data-state="waiting"' in waiting
    assert "이 코드는 아직 실행하고 있습니다" in waiting
    slow = served.shows("slow", ">slow 4321\n</pre>")
    assert 'data-state="executed"' in slow
    good = served.get("good")
    assert "tensor([0, 1, 2])" in good
    assert "/good/card.png" not in good, "half of each build would go into cards that nobody sees"
    assert 'data-state="waiting"' in served.get("labs/lab")
    served.says("running docs/ko/labs/lab.py behind the site")
    served.shows("labs/lab", ">from the lab\n</pre>")
    assert "아직 실행하고" not in served.get("labs/lab")
    said = served.log.read_text("utf-8")
    assert said.count("Building documentation") <= 5, "it is built without any news"
    assert "no program or output of this section shows it" not in said

    chapter.write_text(chapter.read_text("utf-8") + "\nan edited chapter\n", "utf-8")
    served.shows("good", "an edited chapter")
    snippet.write_text("import torch\n\nprint(torch.arange(4))\n", "utf-8")
    assert 'data-state="executed"' in served.shows("good", "tensor([0, 1, 2, 3])")
    served.says("snippets/good.py:1: its output is not what is recorded")

    snippet.write_text("import torch\n\nprint(torch.arange(4) / 'x')\n", "utf-8")
    page = served.shows("good", 'data-state="failed"')
    assert "snippets/good.py:3: raises TypeError" in page
    snippet.write_text("print('mended')\n", "utf-8")
    served.shows("good", ">mended\n</pre>")

    lab = project.write("docs/ko/labs/lab.py", LAB.format(wait=0, text="x") + "print(1 / 0)\n")
    served.shows("labs/lab", "docs/ko/labs/lab.py:9: raises ZeroDivisionError")
    lab.write_text(LAB.format(wait=0, text="mended lab"), "utf-8")
    served.shows("labs/lab", ">mended lab\n</pre>")

    snippet.write_bytes(b"print('\xff')\n")
    served.shows("good", "cannot be read")
    served.says("snippets/good.py:1: is not UTF-8")
    snippet.write_text("print('text again'", "utf-8")
    served.shows("good", "SyntaxError")
    snippet.unlink()
    served.says("there is no snippet snippets/good.py")
    snippet.with_name("other.py").write_text("print('renamed')\n", "utf-8")
    chapter.write_text('# G { #g }\n\n```python\n--8<-- "other.py"\n```\n', "utf-8")
    served.shows("good", ">renamed\n</pre>")
    chapter.write_bytes(b"# T { #t }\n\n" + b"\xe9")
    served.says("docs/ko/good.md:3: is not UTF-8: save it as UTF-8")
    chapter.write_text(
        '# G { #g }\n\ntyped\n\n    42\n\n```python\n--8<-- "other.py"\n```\n', "utf-8"
    )
    served.shows("good", "docs/ko/good.md:5: ")
    assert "<pre>42" not in served.get("good")
    chapter.write_text('# G { #g }\n\n```python\n--8<-- "other.py"\n```\n', "utf-8")

    other = project.root / "snippets" / "other.py"
    for number in range(30):
        other.write_text(f"print('save {number}')\n", "utf-8")
        time.sleep(5 / 30)
    served.shows("good", ">save 29\n</pre>")

    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(60) in (0, 1)
    assert "Traceback" not in served.log.read_text("utf-8")
