"""What an author gets wrong, as a build tells it: file, line and cure, and nothing lost."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ENVIRONMENT, Project


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(project: Project, *messages: str) -> str:
    """The build fails, says each message, and leaves the site and the records as they were."""
    before = tree(project.root / "snippets")
    (project.root / "site").mkdir(exist_ok=True)
    (project.root / "site" / "kept.txt").write_text("from the build before", "utf-8")
    built = project.build()
    assert built.returncode == 1, built.stdout
    for message in messages:
        assert message in built.stdout
    assert "Traceback" not in built.stdout
    assert (project.root / "site" / "kept.txt").exists()
    assert tree(project.root / "snippets") == before
    return built.stdout


def test_a_good_project_builds(project: Project) -> None:
    """Page, plain copy and element are there; a second build runs nothing and imports no torch."""
    built = project.build()
    assert built.returncode == 0, built.stdout
    page = (project.root / "site" / "good" / "index.html").read_text("utf-8")
    assert 'data-snippet="good" data-state="executed" data-torch="' in page
    assert ">tensor([0, 1, 2])\n</pre>" in page
    copy = (project.root / "site" / "good" / "index.md").read_text("utf-8")
    assert "```python\nimport torch\n\nprint(torch.arange(3))\n```\n" in copy
    assert "```text\ntensor([0, 1, 2])\n```\n" in copy
    code = "import sys; from mkdocs.__main__ import cli\ntry:\n    cli(['build', '-q'])\nexcept SystemExit as e:\n"
    code += "    assert not e.code\nprint('torch' in sys.modules)"
    again = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code],
        cwd=project.root,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert again.stdout.strip().endswith("False")


def test_unknown_snippet(project: Project) -> None:
    """With the nearest name that there is."""
    project.write("docs/ko/index.md", '# Home { #home }\n\ntext\n\n```python\n--8<-- "goood.py"\n```\n')
    refused(project, "docs/ko/index.md:5: there is no snippet snippets/goood.py; did you mean good.py?")


def test_unused_snippet(project: Project) -> None:
    """Nothing lies about unseen."""
    project.write("snippets/lonely.py", "print(1)\n")
    refused(project, "snippets/lonely.py: no chapter shows it: name it in one, or delete it")


@pytest.mark.parametrize(
    "fence",
    [
        "```python\nprint(1)\n```",
        "```py\nprint(1)\n```",
        "~~~\n3\n~~~",
        '```python title="x"\n--8<-- "good.py"\n```',
    ],
)
def test_block_without_a_program(project: Project, fence: str) -> None:
    """Neither code that nobody runs nor output that nobody printed."""
    project.write("docs/ko/index.md", f"# Home {{ #home }}\n\n{fence}\n")
    refused(project, "docs/ko/index.md:3: this block is not run: write the program to snippets/")


def test_comment_and_hangul(project: Project) -> None:
    """Programs carry no prose, so that languages share them."""
    path = project.root / "snippets" / "good.py"
    path.write_text('print("안녕")  # hello\n', "utf-8")
    refused(project, "snippets/good.py:1: holds Hangul", "snippets/good.py:1: holds a comment")


def test_exception_names_chapter_and_line(project: Project) -> None:
    """A program that fails is found from the page and from the file."""
    project.snippet("part/bad", "import torch\n\ntorch.ones(2) @ torch.ones(3)\n")
    refused(
        project,
        "docs/ko/part/bad.md:3: snippets/part/bad.py:3: raises RuntimeError: inconsistent tensor size",
    )


def test_drift(project: Project) -> None:
    """Chapter, snippet and line, a unified diff, and the command that accepts it; which then does."""
    header = "# /// snippet\n# limit = 5\n# ///\n"
    program = "import torch\n\nprint('same')\nprint(torch.arange(3))\n"
    path = project.snippet("part/moved", header + program)
    assert project.record().returncode == 0
    path.write_text(header + program.replace("3", "4"), "utf-8")
    told = refused(project, "docs/ko/part/moved.md:3: snippets/part/moved.py:4: its output is not what is recorded")
    assert re.search(r"--- recorded \(CPU, PyTorch [\w.+]+, \d{4}-\d\d\)\n\+\+\+ printed now \(CPU, PyTorch", told)
    assert " same\n-tensor([0, 1, 2])\n+tensor([0, 1, 2, 3])\nIf it is right: make record" in told
    done = project.record()
    assert "-tensor([0, 1, 2])\n+tensor([0, 1, 2, 3])" in done.stdout
    assert "changed   part/moved.cpu" in done.stdout
    assert project.build().returncode == 0


def test_drift_in_a_figure(project: Project) -> None:
    """What a program draws is compared as what it prints."""
    program = "import matplotlib.pyplot as plt\nplt.plot([0, 1])\nplt.title('a')\nprint(1)\n"
    path = project.snippet("figure", program)
    assert project.record().returncode == 0
    assert project.build().returncode == 0
    path.write_text(program.replace("[0, 1]", "[1, 0]"), "utf-8")
    refused(project, "snippets/figure.py:1: its output is not what is recorded:\nwhat it draws differs")


def test_no_record(project: Project) -> None:
    """A new snippet is looked at and accepted."""
    project.snippet("new", "print(1)\n")
    refused(project, "docs/ko/new.md:3: snippets/new.py: its output has no record: if it is right, make record")


def test_edited_record(project: Project) -> None:
    """A record is written by a run and by no hand."""
    record = project.root / "snippets" / "good.cpu.txt"
    record.write_text("tensor([0, 1, 3])\n", "utf-8")
    refused(project, "snippets/good.cpu.txt: differs from what was recorded", "never by hand")


def test_cuda_without_a_record(project: Project) -> None:
    """It says so in the reader's language, shows nothing, and the build goes on."""
    project.snippet("gpu", '# /// snippet\n# device = "cuda"\n# ///\nimport torch\nprint(torch.ones(1).cuda())\n')
    built = project.build()
    if "1 unrecorded" not in built.stdout:
        pytest.skip("this machine has a GPU")
    assert built.returncode == 0, built.stdout
    page = (project.root / "site" / "gpu" / "index.html").read_text("utf-8")
    element = page[page.index('<div class="output" data-snippet="gpu"') :].split("</div>")[0]
    assert 'data-state="unrecorded" data-torch="" data-device=""' in element
    assert "아직 GPU에서 실행해 기록한 적이 없어 출력을 보여 주지 않습니다." in element
    assert "<pre" not in element


def test_two_builds_at_once(project: Project) -> None:
    """The second is told of the first, which ends well."""
    project.snippet("slow", "import time\ntime.sleep(4)\nprint(1)\n")
    assert project.record().returncode == 0
    shutil.rmtree(project.root / ".cache")
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    first = subprocess.Popen(command, cwd=project.root, env=ENVIRONMENT)
    time.sleep(2.5)
    second = project.build()
    third = project.record()
    assert second.returncode == third.returncode == 1
    assert "another build or make record is under way here: wait for its end" in second.stdout
    assert "another build or make record is under way here: wait for its end" in third.stdout
    assert first.wait(60) == 0
    assert project.build().returncode == 0


def test_a_killed_build(project: Project) -> None:
    """Whenever it is killed, its worker ends with it and the next build is right."""
    for number in range(8):
        project.snippet(f"s{number}", f"import time, torch\ntime.sleep(0.2)\nprint(torch.full((2,), {number}))\n")
    assert project.record().returncode == 0
    mark = str(project.root)
    for wait in (0.5, 1.5, 2.5):
        shutil.rmtree(project.root / ".cache")
        command = [sys.executable, "-m", "mkdocs", "build", "-q"]
        process = subprocess.Popen(command, cwd=project.root, env=ENVIRONMENT)
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        deadline = time.monotonic() + 10
        while any(mark in folder for folder in working_folders()) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not [folder for folder in working_folders() if mark in folder]
        built = project.build()
        assert built.returncode == 0, built.stdout
        assert len(list(project.root.glob("site/s*/index.md"))) == 8


def working_folders() -> list[str]:
    """The working folder of every process that this user may look into."""
    folders = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            folders.append(str((process / "cwd").readlink()))
        except OSError:
            continue
    return folders


def test_a_read_only_checkout(project: Project, tmp_path: Path) -> None:
    """It builds into another folder, without a cache; into its own it says why not."""
    shutil.rmtree(project.root / ".cache")
    for path in (project.root, *project.root.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    out = tmp_path / "out"
    try:
        inside = project.build(weak=True)
        outside = project.build("--site-dir", str(out), weak=True)
    finally:
        for path in (project.root, *project.root.rglob("*")):
            path.chmod(0o755)
    assert inside.returncode == 1
    assert "site: cannot be written (Permission denied): name another folder" in inside.stdout
    assert "Traceback" not in inside.stdout
    assert outside.returncode == 0, outside.stdout
    assert "going on without a cache" in outside.stdout
    assert (out / "good" / "index.md").exists()


def test_one_line_where_there_is_no_terminal(project: Project) -> None:
    """No progress in a log, and one line that sums up."""
    shutil.rmtree(project.root / ".cache")
    built = project.build()
    assert "\r" not in built.stdout
    assert len(re.findall(r"1 programs to run: 1 executed in \d+\.\d s, 0 from the cache", built.stdout)) == 1


def test_progress_on_a_terminal(project: Project) -> None:
    """How many of how many, which, and for how long."""
    import pty

    shutil.rmtree(project.root / ".cache")
    main, other = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "-q"], cwd=project.root, env=ENVIRONMENT, stderr=other
    )
    os.close(other)
    said = b""
    try:
        while part := os.read(main, 4096):
            said += part
    except OSError:  # The other end is closed.
        pass
    assert process.wait(60) == 0
    assert re.search(rb"\r\x1b\[K\[  0/1\] good\.cpu \d+\.\d s", said)


BOTH = """# /// snippet
# device = "both"
# ///
import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
print(torch.ones(2, device=device))
"""


def test_both_devices(project: Project) -> None:
    """One program, an output a device: the CPU's is executed, the GPU's is not shown before it has run."""
    project.snippet("two", BOTH)
    assert project.record().returncode == 0
    built = project.build()
    assert built.returncode == 0, built.stdout
    page = (project.root / "site" / "two" / "index.html").read_text("utf-8")
    assert page.count('data-snippet="two"') == 2
    assert ">tensor([1., 1.])\n</pre>" in page
    copy = (project.root / "site" / "two" / "index.md").read_text("utf-8")
    assert copy.count("```python") == 1
    assert "**CPU**" in copy
    assert "**GPU (CUDA)**" in copy
    if "unrecorded" in built.stdout:
        assert "cuda" not in copy.split("```text")[1]


def test_cuda_required(project: Project) -> None:
    """A machine without a GPU, and a program that has not run, each stop such a build."""
    project.snippet("two", BOTH)
    assert project.record().returncode == 0
    built = project.build(CUDA="required")
    if "no CUDA GPU" not in built.stdout:
        pytest.skip("this machine has a GPU")
    assert built.returncode == 1
    assert "docs/ko/two.md:3: snippets/two.py: CUDA=required, and it is unrecorded" in built.stdout
