"""What the commands print, and small promises that pages and machines rest on."""

from __future__ import annotations

import dataclasses
import io
import platform
import pwd
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import torch

from tests.conftest import Project
from tests.unit.test_steadiness import HERE, PROGRAM
from textbook import book as books
from textbook import cli
from textbook.composing import guard, links, summary, words
from textbook.model import Job, Page, Problem, Program, Run
from textbook.outcomes import Failure, Outcome, Output, Result, Unavailable, Waiting
from textbook.reading import labs, sources
from textbook.recording.compare import close
from textbook.running import machine, program
from textbook.running.machine import Machine
from textbook.running.pool import Pool, Progress
from textbook.running.runner import Runner

LAB = "# %% [markdown]\n# # L {{ #l }}\n\n# %%\nprint(1)\n2\n\n# %%\n{0}\n\n# %%\nprint(4)\n"
SEEN = {
    *("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR"),
    *("CUDA_VISIBLE_DEVICES", "CUDA_DEVICE_ORDER", "NVIDIA_VISIBLE_DEVICES"),
    *("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"),
}


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Claims(Machine):
    """A machine that says it has what torch will not find."""

    why_no_cuda = ""


def test_run_prints_what_programs_show(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By name or by folder; output, values and figures, and what did not run."""
    project.snippet("a/one", "print(1)\n")
    project.snippet("a/two", "import matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()\n")
    project.snippet("ab", "print(5)\n")
    project.write("docs/ko/labs/l.py", LAB.format("print(3 / 0)"))
    monkeypatch.chdir(project.root)
    monkeypatch.setattr(
        cli, "execute", lambda jobs: Runner.run(project.runner, jobs)
    )  # The shared worker.
    monkeypatch.setattr(sys, "argv", ["textbook", "run", "snippets/a/", "ab.py"])
    assert cli.main() == 0
    shown = "--- a/one\n1\n--- a/two\n(1 figures)\n--- ab\n5\n"
    assert sorted(capsys.readouterr().out.split("--- ")) == sorted(shown.split("--- "))
    monkeypatch.setattr(sys, "argv", ["textbook", "run", "labs/l"])
    assert cli.main() == 1
    said = capsys.readouterr()
    waits = "--- labs/l/03\n(not run: the cell before it failed)\n"
    assert said.out == f"--- labs/l/01\n1\n2\n--- labs/l/02\n{waits}"
    assert said.err == "docs/ko/labs/l.py:9: raises ZeroDivisionError: division by zero\n"
    monkeypatch.setattr(sys, "argv", ["textbook", "run", "a/on"])
    assert cli.main() == 1
    assert capsys.readouterr().err == "snippets/a/on: there is no such program or folder\n"


def test_record_prints_each_change(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is new by its name, what changed by a diff as well."""
    (project.root / "snippets" / "good.py").write_text("print(7)\n", "utf-8")
    project.snippet("new", "print(8)\n")
    monkeypatch.chdir(project.root)
    monkeypatch.setattr(cli, "execute", lambda jobs, **_: Runner.run(project.runner, jobs))
    monkeypatch.setattr(sys, "argv", ["textbook", "record"])
    assert cli.main() == 0
    assert capsys.readouterr().out == (
        "--- good.cpu\n@@ -1 +1 @@\n-tensor([0, 1, 2])\n+7\nchanged   good.cpu\nnew       new.cpu\n"
        "2 executed: 1 changed, 1 new, 0 unchanged\n"
    )


def test_a_build_that_must_run_all_says_what_it_lacks(project: Project) -> None:
    """The machine first, then each program."""
    project.record()
    read = sources.read(project.root)
    none: dict[str, Outcome] = {"good.cpu": Unavailable("nothing")}
    made = books.make(read, none, required=True, why_no_cuda="no GPU")
    assert [one.replace(f"{project.root}/", "") for one in made.problems] == [
        "CUDA=required: no GPU: build on a machine that has a CUDA GPU",
        "docs/ko/good.md:3: snippets/good.py:1: CUDA=required, and it is recorded",
    ]
    (told,) = books.make(read, {"good.cpu": Failure("oh", 3)}).problems
    assert told.replace(f"{project.root}/", "") == "docs/ko/good.md:3: snippets/good.py:3: oh"
    (lost,) = made.outputs_of("gone")
    assert lost.reason == f"{project.root}/snippets/gone.py: cannot be read"


def test_torch_finds_no_gpu(project: Project, tmp_path: Path) -> None:
    """What `nvidia-smi` lists may be out of torch's reach: the program did not run."""
    if torch.cuda.is_available():
        pytest.skip("this machine has a GPU")
    gpu = dataclasses.replace(PROGRAM, path=tmp_path / "one.py", device="cuda")
    runner = Runner(None, Claims())
    runner.pool = project.runner.pool
    came = runner.run([Job("a/one", gpu.path, gpu.runs)])
    assert came == {"a/one.cuda": Unavailable("torch.cuda.is_available() is False here")}


def test_a_label_says_where_it_ran(monkeypatch: pytest.MonkeyPatch) -> None:
    """The GPU's name and CUDA's version for what ran there, and for nothing else."""
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda: "NVIDIA H100")
    monkeypatch.setattr(torch.version, "cuda", "13.0")
    rest = {
        "torch": torch.__version__,
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
    }
    assert program.place("cpu") == {**rest, "cuda": None, "device": "CPU"}
    assert program.place("cuda") == {**rest, "cuda": "13.0", "device": "NVIDIA H100"}


def test_progress_is_one_line() -> None:
    """Drawn over itself, and gone at the end."""
    stream = Terminal()
    with Progress(7, stream) as progress:
        progress.show(0, "a.cpu")
        progress.show(1)
    first, second, rest = stream.getvalue().removeprefix("\r\x1b[K").split("\r\x1b[K")
    assert (first, second, rest) == ("[  0/7] a.cpu 0.0 s", "[  1/7] a.cpu 0.0 s", "")
    silent = io.StringIO()
    with Progress(7, silent) as progress:
        progress.show(0, "a.cpu")
    assert silent.getvalue() == ""


def test_a_machine_that_knows_no_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """A container whose user has a number and no name: programs have one for the time being."""
    homes: list[str] = []

    def nameless(uid: int) -> None:
        raise KeyError(uid)

    def started(*_: object, env: dict[str, str], **__: object) -> None:
        homes.append(env["HOME"])
        raise OSError(11, "no more")

    monkeypatch.delenv("HOME")
    monkeypatch.setattr(pwd, "getpwuid", nameless)
    monkeypatch.setattr(subprocess, "Popen", started)
    with pytest.raises(Problem, match=r"programs cannot be run here \(no more\)"):
        Pool(Machine()).start()
    assert homes == [tempfile.gettempdir()]


def test_what_programs_see_of_their_author() -> None:
    """These variables, and no other; the processor decides about the last digits."""
    assert set(machine.ALLOWED) == SEEN
    if Path("/proc/cpuinfo").exists() and platform.machine() == "x86_64":
        assert "model name" in machine.processor()
        assert Machine().model in machine.processor()


@pytest.mark.parametrize("label", [one for one in links.ELSEWHERE if one != "torch.Tensor.H"])
def test_every_odd_address_is_of_something(label: str) -> None:
    """A name that torch has not would lead nowhere."""
    thing: object = torch
    for part in label.split(".")[1:]:
        assert hasattr(thing, part)
        thing = getattr(thing, part)


def test_a_book_of_nothing_has_an_edition() -> None:
    """It says that nothing has been made."""
    told = words.load("ko")
    assert summary.edition(0, [], told).startswith(str(told["unmade"])[:4])


def test_an_edition_tells_the_month_of_records_alone() -> None:
    """What was checked is part of what ran; no word of other computers where they made nothing."""
    told, run, result = words.load("ko"), PROGRAM.runs[0], Result("1\n", "", (), None, HERE)
    outputs = [Output(run, "executed", result), Output(run, "checked", result, "2026-10")]
    said = summary.edition(1, outputs, told)
    assert "코드 블록 1개. CPU와 GPU에서 모두 실행하는 블록은 두 번 세어, " in said
    assert "실행 2개(그중 1개는 2026년 10월의 기록을 확인). 출력은 PyTorch" in said
    outputs.append(Output(run, "recorded", result, "2026-11"))
    said = summary.edition(1, outputs[::2], told)
    assert "실행 1개, 다른 컴퓨터의 2026년 11월 기록 1개. 출력은 PyTorch" in said


def test_a_lab_that_cannot_be_read_keeps_its_place(tmp_path: Path) -> None:
    """So that links to it do not break as well."""
    page = labs.unreadable(tmp_path, tmp_path / "ko" / "labs" / "deep" / "x.py")
    assert (page.stem, page.language, page.blocks) == ("labs/deep/x", "ko", ())
    assert page.continuous


def test_results_alone_are_recorded() -> None:
    """What failed, waits, or could not run, is none."""
    result = Result("1\n", "", (), None, HERE)
    given: dict[str, Outcome] = {
        "a": result,
        "b": Failure("oh", 1),
        "c": Waiting(),
        "d": Unavailable("no GPU"),
    }
    assert cli.results_of(given) == {"a": result}
    assert Run(Program("a/b/c", Path("c.py"), ""), "cpu").stem == "c.cpu"


def test_the_page_guard_lets_prose_be() -> None:
    """An extension of Markdown may make such a tag of an author's words."""
    page = Page(Path("a.md"), "ko", "a", ())
    for tag in ("q", "cite", "b", "i", "u", "s", "del", "ins", "sub", "sup", "small", "mark"):
        assert guard.page(f"<{tag}>42</{tag}>", page) == []


def test_a_float_without_decimals_stays_as_it_is() -> None:
    """Beside one whose last digit another GPU rounds otherwise."""
    assert close("tensor([1., 0.25])", "tensor([1., 0.26])")
    assert not close("tensor([1., 0.25])", "tensor([2., 0.25])")
