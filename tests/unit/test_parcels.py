"""Results carried from another machine. The GPU of these tests is invented."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Project, tree
from textbook import cli
from textbook.files import checksum
from textbook.model import Job, Problem, Program, Run
from textbook.outcomes import Failure, Outcome, Provenance, Result
from textbook.reading import sources
from textbook.recording.parcel import pack, unpack
from textbook.recording.records import Records
from textbook.running.machine import Machine

Command = Callable[..., tuple[int, str, str]]
GPU = Provenance("2.13.0+cu130", "13.0", "Invented GPU", "3.12.0", "Linux x86_64")
SOURCE = "import torch\n\nprint(torch.ones(2).cuda())\n"
PROGRAM = f'# /// snippet\n# device = "cuda"\n# ///\n{SOURCE}'
BOTH = f'# /// snippet\n# device = "both"\n# ///\n{SOURCE.replace(".cuda()", "")}'
LAB = '# /// lab\n# device = "both"\n# ///\n\n# %%\nx = 1\nx\n\n# %%\nprint(x)\n'
PRINTED = "tensor([1., 1.], device='cuda:0')\n"
FIGURE = "<svg><title>a</title></svg>"
SHOWN = Result(PRINTED, "1\n", (FIGURE,), {"storages": [["1"]], "tensors": []}, GPU)
RUN = Run(Program("gpu", Path("gpu.py"), SOURCE, device="cuda"), "cuda")


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """A parcel with one result."""
    path = tmp_path / "results.json"
    assert pack(path, [RUN], {RUN.key: SHOWN}) == 1
    return path


@pytest.fixture
def command(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Run a command in the project, which has no GPU; returns its status and what it says."""
    monkeypatch.chdir(project.root)
    monkeypatch.setattr(project.runner.machine, "why_no_cuda", "nvidia-smi lists no GPU here")

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["textbook", *words])
        capsys.readouterr()
        return cli.main(), *capsys.readouterr()

    return run


def edit(path: Path, change: Callable[[dict[str, Any]], Any], sealed: bool = False) -> None:
    """Change what a parcel says of its result; `sealed` puts the right hash to it."""
    held = json.loads(path.read_text("utf-8"))
    entry = held[RUN.key]
    change(entry)
    if sealed:
        entry["check"] = checksum([RUN.key, entry["result"]])
    path.write_text(json.dumps(held), "utf-8")


def test_what_is_packed_is_unpacked(packed: Path, tmp_path: Path) -> None:
    """To the last character, where it ran included; it then makes a record."""
    results = unpack(packed, [RUN])
    assert results == {RUN.key: SHOWN}
    assert Records(tmp_path).update([RUN], results) == {RUN.key: "new"}
    kept = Records(tmp_path).read(RUN)
    assert kept
    assert kept.result == SHOWN


def test_other_code_is_refused(packed: Path) -> None:
    """A result belongs to the program that made it."""
    edited = replace(RUN, program=replace(RUN.program, source=SOURCE.replace("2", "3")))
    told = r"gpu\.cuda: was run from other code than gpu\.py: run it again there\nnothing was"
    with pytest.raises(Problem, match=told):
        unpack(packed, [edited])


def test_unknown_programs_are_refused(packed: Path) -> None:
    """A parcel of another checkout."""
    with pytest.raises(Problem, match=r"gpu\.cuda: there is no such program here\nnothing was"):
        unpack(packed, [])


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry["result"].update(printed=PRINTED.replace("1.", "2.")),
        lambda entry: entry["result"].update(value="2\n"),
        lambda entry: entry["result"].update(figures=[]),
        lambda entry: entry["result"].update(layout=None, drawn=[{}]),
        lambda entry: entry["result"]["ran_on"].update(device="NVIDIA H100"),
        lambda entry: entry["result"]["ran_on"].update(torch="9.9.9"),
        lambda entry: entry.update(check="0"),
    ],
)
def test_a_changed_parcel_is_refused(packed: Path, change: Callable[[Any], Any]) -> None:
    """Whatever of what it says was shown."""
    edit(packed, change)
    with pytest.raises(Problem, match=r"gpu\.cuda: is not what was exported: carry it over again"):
        unpack(packed, [RUN])


def test_a_result_under_another_name_is_refused(packed: Path) -> None:
    """Even where the code is the same."""
    held = json.loads(packed.read_text("utf-8"))
    packed.write_text(json.dumps({"twin.cuda": held[RUN.key]}), "utf-8")
    twin = replace(RUN, program=replace(RUN.program, name="twin"))
    with pytest.raises(Problem, match=r"twin\.cuda: is not what was exported"):
        unpack(packed, [twin])


@pytest.mark.parametrize(
    "change",
    [
        lambda result: result.pop("ran_on"),
        lambda result: result["ran_on"].pop("cuda"),
        lambda result: result.pop("value"),
        lambda result: result.update(printed=1),
        lambda result: result.update(figures=[1]),
        lambda result: result.update(layout=[]),
        lambda result: result.update(drawn=[1]),
    ],
)
def test_a_parcel_of_another_shape_is_refused(packed: Path, change: Callable[[Any], Any]) -> None:
    """With a right hash, as another release of this project may write it."""
    edit(packed, lambda entry: change(entry["result"]), sealed=True)
    with pytest.raises(Problem, match=r"is no parcel that export wrote .*: carry it over again"):
        unpack(packed, [RUN])


@pytest.mark.parametrize(
    "text",
    [*(b"", b"[]", b"{", b'{"a": 1}', b'{"a": {"code": 1}}', b"\xff"), b"[" * 100_000],
    ids=lambda text: repr(text[:12]),
)
def test_what_is_no_parcel_is_refused(tmp_path: Path, text: bytes) -> None:
    """Another file, or half of one, or none."""
    path = tmp_path / "results.json"
    with pytest.raises(Problem, match="is no parcel that export wrote"):
        unpack(path, [RUN])
    path.write_bytes(text)
    with pytest.raises(Problem, match="is no parcel that export wrote"):
        unpack(path, [RUN])


def test_an_empty_parcel_is_not_imported(project: Project, command: Command) -> None:
    """Nothing is no success."""
    project.write("results.json", "{}\n")
    before = tree(project.root / "snippets")
    told = "results.json: holds no result: export again\n"
    assert command("import", "results.json") == (1, "", told)
    assert tree(project.root / "snippets") == before


def test_export_needs_a_torch_with_cuda(
    project: Project, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A GPU that nvidia-smi lists is not enough; nor is a torch without a GPU."""
    project.snippet("gpu", PROGRAM)
    smi = project.write("bin/nvidia-smi", "#!/bin/sh\nprintf '\\377 GPU, 570.1\\n'\n")
    smi.chmod(0o755)
    for facts, path, told in (
        ("cuda: Optional[str] = None\n", smi.parent, " has no CUDA: install a build of torch"),
        ("cuda: Optional[str] = '13.0'\n", project.root, "nvidia-smi lists no GPU here"),
    ):
        monkeypatch.setattr(Machine, "torch_facts", facts)
        monkeypatch.setenv("PATH", str(path))
        status, _, said = command("export", "out.json")
        assert status == 1
        assert told in said
        assert "export on a machine that has a CUDA GPU" in said
        assert not (project.root / "out.json").exists()
    monkeypatch.setenv("PATH", str(smi.parent))
    assert Machine().why_no_cuda == ""


def test_snippets_and_labs_travel(
    project: Project, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the machine that runs them to the one that shows them; a failure stays behind."""
    project.snippet("gpu", PROGRAM)
    project.snippet("bad", PROGRAM)
    project.write("docs/ko/labs/one.py", LAB)
    silent = replace(SHOWN, printed="", figures=(), layout=None)
    printing = replace(SHOWN, value="", figures=(), layout=None)
    came: dict[str, Outcome] = {"gpu.cuda": printing, "bad.cuda": Failure("oh", 4)}
    came |= {"labs/one/01.cuda": silent, "labs/one/02.cuda": printing}

    def execute(jobs: Iterable[Job], **_: object) -> dict[str, Outcome]:
        return {run.key: came[run.key] for job in jobs for run in job.runs}

    with monkeypatch.context() as there:
        there.setattr(cli, "execute", execute)
        there.setattr(Machine, "why_no_cuda", "")
        told = "3 of 4 results in results.json\n"
        assert command("export", "results.json") == (1, told, "snippets/bad.py:4: oh\n")
    status, said, _ = command("import", "results.json")
    assert status == 0
    assert "new       labs/one/01.cuda" in said
    made = project.book()
    shown = {key: (one.state, one.result) for key, one in made.outputs.items() if "cuda" in key}
    recorded = {key: ("recorded", one) for key, one in came.items() if key != "bad.cuda"}
    assert shown == {**recorded, "bad.cuda": ("unrecorded", None)}
    assert command("import", "results.json") == (0, "3 imported: 3 unchanged\n", "")


def test_an_imported_record_is_shown_with_its_gpu(project: Project, command: Command) -> None:
    """As recorded there; and no longer once the program has changed."""
    path = project.snippet("gpu", PROGRAM)
    output = project.book().outputs["gpu.cuda"]
    assert (output.state, output.outdated) == ("unrecorded", False)
    run = sources.read(project.root).runs["gpu.cuda"]
    pack(project.root / "results.json", [run], {run.key: replace(SHOWN, layout=None)})
    assert command("import", "results.json")[0] == 0
    output = project.book().outputs["gpu.cuda"]
    assert (output.state, output.outdated) == ("recorded", False)
    html = project.html("gpu")
    assert "PyTorch 2.13.0+cu130 · CUDA 13.0 · Invented GPU · " in html
    assert PRINTED in unescape(html)
    path.write_text(PROGRAM.replace("2", "3"), "utf-8")
    output = project.book().outputs["gpu.cuda"]
    assert (output.state, output.outdated, output.result) == ("unrecorded", True, None)
    assert "Invented GPU" not in project.html("gpu")


def test_a_program_of_both_devices_has_an_output_of_each(
    project: Project, command: Command
) -> None:
    """The CPU's is executed here; the GPU's is not shown before it has been recorded."""
    project.snippet("two", BOTH)
    project.record()
    made = project.book()
    assert [one.state for one in made.outputs_of("two")] == ["executed", "unrecorded"]
    run = sources.read(project.root).runs["two.cuda"]
    pack(project.root / "results.json", [run], {run.key: replace(SHOWN, layout=None)})
    assert command("import", "results.json")[0] == 0
    assert [one.state for one in project.book().outputs_of("two")] == ["executed", "recorded"]
    (told,) = project.book(required=True, why_no_cuda="").problems
    assert told.endswith("snippets/two.py:4: CUDA=required, and it is recorded")
