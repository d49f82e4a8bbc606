"""Real builds of small projects: what only a process of its own can show."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import Any

import pytest
import yaml
from mkdocs.utils.yaml import yaml_load

from tests.conftest import ENVIRONMENT, Project, tree
from textbook.making import Making
from textbook.model import Problem

LAB = "# %% [markdown]\n# # Lab {{ #lab }}\n\n# %%\n{program}\n"
BOTH = """# /// snippet
# device = "both"
# ///
import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
print(torch.ones(2, device=device))
"""


def refused(project: Project, *messages: str) -> str:
    """The build fails, says each message, and leaves the site and the records as they were."""
    before = tree(project.root / "snippets")
    project.write("site/kept.txt", "from the build before")
    project.write("site/search/search_index.json", "{}")
    built = project.build()
    assert built.returncode == 1, built.stdout
    for message in messages:
        assert message in built.stdout
    assert "Traceback" not in built.stdout
    assert (project.root / "site" / "kept.txt").exists()
    assert tree(project.root / "snippets") == before
    return built.stdout


def test_a_good_project_builds(project: Project) -> None:
    """Page, copy and notebook of a chapter are there, and the page of a lab; the log sums up."""
    project.write("docs/ko/labs/one.py", LAB.format(program="print(1)\n1 + 1"))
    project.record()
    shutil.rmtree(project.root / ".cache")
    built = project.build("--strict")
    assert built.returncode == 0, built.stdout
    assert "\r" not in built.stdout
    assert len(re.findall(r"2 runs: 2 executed in \d+\.\d s, 0 from the cache", built.stdout)) == 1
    site = project.root / "site"
    page = (site / "good" / "index.html").read_text("utf-8")
    assert 'data-snippet="good" data-state="executed" data-torch="' in page
    assert ">tensor([0, 1, 2])\n</pre>" in page
    copy = (site / "good" / "index.md").read_text("utf-8")
    assert "```python\nimport torch\n\nprint(torch.arange(3))\n```\n" in copy
    assert "```text\ntensor([0, 1, 2])\n```\n" in copy
    assert (site / "good" / "good.ipynb").exists()
    lab = (site / "labs" / "one" / "index.html").read_text("utf-8")
    assert 'data-snippet="labs/one/01" data-state="executed"' in lab
    assert ">1\n</pre>" in lab
    assert 'class="value"' in lab


def test_a_warm_build_starts_no_worker(project: Project) -> None:
    """With everything in the cache, the command that would start one is never run."""
    project.outcomes()
    code = (
        "import subprocess, sys\n"
        "from mkdocs.__main__ import cli\n"
        "real = subprocess.Popen\n"
        "def refuse(command, *a, **k):\n"
        "    assert 'textbook.running.worker' not in command, 'a worker was started'\n"
        "    return real(command, *a, **k)\n"
        "subprocess.Popen = refuse\n"
        "cli(['build', '-q'])\n"
    )

    def build() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code]
        options: Any = {"cwd": project.root, "env": ENVIRONMENT, "check": False}
        return subprocess.run(command, capture_output=True, text=True, **options)

    done = build()
    assert done.returncode == 0, done.stderr
    (project.root / "snippets" / "good.py").write_text("print(3)\n", "utf-8")
    assert "a worker was started" in build().stderr


def test_problems_stop_a_build(project: Project) -> None:
    """All at once, each with file, line and cure, before anything is overwritten."""
    project.write("docs/ko/typed.md", "# T { #t }\n\ntext\n\n    tensor([42])\n")
    project.snippet("bad", "import torch\n\ntorch.ones(2) @ torch.ones(3)\n")
    project.snippet("new", "print(1)\n")
    project.write("docs/ko/labs/lab.py", LAB.format(program="x = 1\nprint(x / 0)"))
    refused(
        project,
        "docs/ko/typed.md:5: this block is not run",
        "docs/ko/bad.md:3: snippets/bad.py:3: raises RuntimeError: inconsistent tensor size",
        "docs/ko/new.md:3: snippets/new.py:1: its output has no record",
        "docs/ko/labs/lab.py:6: raises ZeroDivisionError",
        "4 problems",
    )


@pytest.mark.parametrize("name", ["part/one.markdown", "part/one.mkd", "linked/one.md"])
def test_a_page_that_the_book_does_not_read_stops_a_build(project: Project, name: str) -> None:
    """MkDocs would publish it, with whatever an author typed for an output."""
    linked = project.root / "docs" / "ko" / "linked"
    linked.symlink_to(project.root.parent, target_is_directory=True)
    path = project.write(f"docs/ko/{name}", "# One { #one }\n\n```text\n3 FAKE\n```\n")
    done = project.build("--strict")
    assert done.returncode == 1, done.stdout
    told = "the book does not read this page: call it NAME.md, in a folder that is no link"
    assert f"{path}:1: {told}" in done.stdout
    assert not (project.root / "site" / "index.html").exists()


def test_a_language_without_words_is_told(project: Project) -> None:
    """Whether a page is written in it or the theme is to speak it, with the file to write."""
    for name in ("index", "torch"):
        project.write(f"docs/fr/{name}.md", "# Livre { #livre }\n")
    told = "docs/fr: the language 'fr' has no words: write "
    refused(project, told, "mkdocs.yml builds no language 'fr'", "3 problems")
    config = project.root / "mkdocs.yml"
    read = yaml_load(config.read_text("utf-8"))
    config.write_text(yaml.safe_dump(read | {"theme": read["theme"] | {"language": "fr"}}), "utf-8")
    refused(project, told)


def test_drift_stops_a_build_until_it_is_recorded(project: Project) -> None:
    """In a snippet and in a lab: a diff, and the command that accepts it; which then does.

    But nothing that is not steady: what is new is run a second time in a second worker.
    """
    path = project.write("docs/ko/labs/lab.py", LAB.format(program="print('same')\nprint(1)"))
    project.record()
    good = project.root / "snippets" / "good.py"
    good.write_text(good.read_text("utf-8").replace("3", "4"), "utf-8")
    path.write_text(path.read_text("utf-8").replace("print(1)", "print(2)"), "utf-8")
    told = refused(
        project,
        "docs/ko/good.md:3: snippets/good.py:1: its output is not what is recorded",
        "docs/ko/labs/lab.py:5: its output is not what is recorded",
        " same\n-1\n+2\nIf it is right: make record",
    )
    head = r"--- recorded \(CPU, PyTorch [\w.+]+, \d{4}-\d\d\)\n\+\+\+ printed now \(CPU, PyTorch"
    assert re.search(head, told)
    project.snippet("dice", "import random\nprint(random.random())\n")
    done = project.run("textbook", "record")
    assert done.returncode == 1
    assert "snippets/dice.py:1: does not show the same twice, the second time" in done.stdout
    assert not (project.root / "snippets" / "dice.cpu.txt").exists()
    assert "-tensor([0, 1, 2])\n+tensor([0, 1, 2, 3])" in done.stdout
    assert "changed   good.cpu" in done.stdout
    assert "changed   labs/lab/01.cpu" in done.stdout
    (project.root / "snippets" / "dice.py").unlink()
    (project.root / "docs" / "ko" / "dice.md").unlink()
    assert project.book().problems == ()


def test_cuda_without_a_record(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so in the reader's language, shows nothing, and the build goes on.

    Where CUDA is required it stops, for a lab on two devices that has run on one, too.
    """
    if project.runner.machine.gpus:
        pytest.skip("this machine has a GPU")
    header = '# /// snippet\n# device = "cuda"\n# ///\n'
    project.snippet("gpu", f"{header}import torch\nprint(torch.ones(1).cuda())\n")
    project.snippet("two", BOTH)
    lab = '# /// lab\n# device = "both"\n# ///\n\n' + LAB.format(program="print(1)")
    project.write("docs/ko/labs/lab.py", lab)
    project.record()
    built = project.build()
    assert built.returncode == 0, built.stdout
    page = (project.root / "site" / "gpu" / "index.html").read_text("utf-8")
    element = page[page.index('<div class="output" data-snippet="gpu"') :].split("</div>")[0]
    assert 'data-state="unrecorded" data-torch="" data-device=""' in element
    assert "아직 GPU에서 실행해 기록한 적이 없어 출력을 보여 주지 않습니다." in element
    assert "<pre" not in element
    copy = (project.root / "site" / "two" / "index.md").read_text("utf-8")
    assert copy.count("```python") == 1
    assert "**CPU**" in copy
    assert "**GPU (CUDA)**" in copy
    required = project.build(CUDA="required")
    assert required.returncode == 1
    assert "CUDA=required: nvidia-smi lists no GPU here" in required.stdout
    assert "docs/ko/two.md:3: snippets/two.py:4: CUDA=required, and it is" in required.stdout
    assert "docs/ko/labs/lab.py:9: CUDA=required, and it is unrecorded" in required.stdout
    monkeypatch.setenv("CUDA", "require")
    with pytest.raises(Problem, match="CUDA=require means nothing: write CUDA=required"):
        Making(project.root, project.root / ".cache").start(serving=False, again=False)
