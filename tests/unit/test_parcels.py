"""Results carried from another machine. The GPU in these tests is invented, and stays in a temporary folder."""

from __future__ import annotations

import dataclasses
import json
import shutil
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import ROOT, Project
from tests.test_build import BOTH
from textbook import environment, parcel, record
from textbook.runner import Provenance, Result
from textbook.snippet import Problem, Snippet, load

GPU = Provenance("2.13.0+cu130", "13.0", "Invented GPU", "3.12.0", "Linux x86_64")
PROGRAM = '# /// snippet\n# device = "cuda"\n# ///\nimport torch\nprint(torch.ones(2).cuda())\n'
PRINTED = "tensor([1., 1.], device='cuda:0')\n"


def run_of(folder: Path, text: str = PROGRAM) -> Snippet:
    """The only run of a CUDA program."""
    (folder / "gpu.py").write_text(text, "utf-8")
    (run,) = load(folder, "gpu").runs
    return run


def packed(folder: Path) -> tuple[Path, Snippet]:
    """A parcel with one result."""
    run = run_of(folder)
    path = folder / "results.json"
    assert parcel.pack(path, [run], {run.key: Result(PRINTED, ("<svg/>",), None, GPU)}) == 1
    return path, run


def test_what_is_packed_is_unpacked(tmp_path: Path) -> None:
    """To the last character, provenance included; it then makes a record."""
    path, run = packed(tmp_path)
    results = parcel.unpack(path, [run])
    assert results == {run.key: Result(PRINTED, ("<svg/>",), None, GPU)}
    assert record.update(tmp_path, [run], results) == {"gpu.cuda": "new"}
    kept = record.read(run)
    assert kept
    assert kept.result.ran_on == GPU


def test_other_code_is_refused(tmp_path: Path) -> None:
    """A result belongs to the program that made it."""
    path, _ = packed(tmp_path)
    changed = run_of(tmp_path, PROGRAM.replace("2", "3"))
    with pytest.raises(Problem, match=r"gpu\.cuda: was run from other code than .*gpu\.py: run it again there"):
        parcel.unpack(path, [changed])


def test_a_changed_parcel_is_refused(tmp_path: Path) -> None:
    """What it says was printed is hashed."""
    path, run = packed(tmp_path)
    held = json.loads(path.read_text("utf-8"))
    held[run.key]["result"]["printed"] = "tensor([2., 2.], device='cuda:0')\n"
    path.write_text(json.dumps(held), "utf-8")
    with pytest.raises(Problem, match=r"gpu\.cuda: is not what was exported"):
        parcel.unpack(path, [run])


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1}', '{"a": {"code": 1}}'])
def test_no_parcel(tmp_path: Path, text: str) -> None:
    """Another file, or half of one."""
    path = tmp_path / "results.json"
    path.write_text(text, "utf-8")
    with pytest.raises(Problem, match="is no parcel that export wrote"):
        parcel.unpack(path, [])


def test_unknown_programs_are_refused(tmp_path: Path) -> None:
    """A parcel of another checkout."""
    path, _ = packed(tmp_path)
    with pytest.raises(Problem, match=r"gpu\.cuda: there is no such program here\nnothing was imported"):
        parcel.unpack(path, [])


def test_an_imported_record_is_shown_with_its_gpu(project: Project) -> None:
    """Labelled as recorded, with GPU, torch, CUDA and month; and no longer once the program changes."""
    path = project.snippet("gpu", PROGRAM)
    (run,) = load(project.root / "snippets", "gpu").runs
    file = project.root / "results.json"
    parcel.pack(file, [run], {run.key: Result(PRINTED, (), None, GPU)})
    done = project.run("textbook", "import", "results.json")
    assert done.returncode == 0, done.stdout
    assert "new       gpu.cuda" in done.stdout
    built = project.build()
    if "1 recorded" not in built.stdout:
        pytest.skip("this machine has a GPU")
    assert built.returncode == 0, built.stdout
    page = (project.root / "site" / "gpu" / "index.html").read_text("utf-8")
    assert 'data-state="recorded" data-torch="2.13.0+cu130" data-device="Invented GPU" data-python="3.12.0"' in page
    assert "PyTorch 2.13.0+cu130 · CUDA 13.0 · Invented GPU · " in page
    assert "기록한 결과" in page
    assert PRINTED in unescape(page)
    path.write_text(PROGRAM.replace("2", "3"), "utf-8")
    assert project.build().returncode == 0
    page = (project.root / "site" / "gpu" / "index.html").read_text("utf-8")
    assert "Invented GPU" not in page
    assert "코드가 바뀐 뒤로 아직 GPU에서 실행하지 않아 출력을 보여 주지 않습니다." in page


@pytest.mark.parametrize(
    ("old", "new", "agree"),
    [
        ("tensor([0.1234, 5.0000])", "tensor([0.1235, 5.0001])", True),
        ("tensor([1.0000e-04])", "tensor([9.9990e-05])", True),
        ("tensor([0.1234])", "tensor([0.2234])", False),
        ("tensor([0.1234])", "tensor([0.1234], dtype=torch.float64)", False),
        ("tensor([0.1234])", "tensor([0.1234], device='cuda:0')", False),
        ("tensor([0.1234, 1.0000])", "tensor([0.1234])", False),
        ("torch.Size([2])", "torch.Size([3])", False),
        ("tensor([1, 2])", "tensor([1, 3])", False),
        ("tensor(1., grad_fn=<MulBackward0>)", "tensor(1.)", False),
    ],
)
def test_another_gpu_may_round_otherwise(tmp_path: Path, old: str, new: str, agree: bool) -> None:
    """Within the stated tolerance, and in floats alone; on the record's own device not at all."""
    run = run_of(tmp_path)
    before = Result(old + "\n", (), None, GPU)
    elsewhere = Result(new + "\n", (), None, dataclasses.replace(GPU, device="Another GPU"))
    assert record.same(run, before, elsewhere) is agree
    assert not record.same(run, before, dataclasses.replace(elsewhere, ran_on=GPU))


def test_two_outputs_stand_side_by_side(project: Project, browser: Browser) -> None:
    """A reader without a GPU sees the CPU's output, and the GPU's by mouse or by arrow key."""
    if environment.gpus():
        pytest.skip("this machine has a GPU, and shows what that prints")
    shutil.copytree(ROOT / "docs/assets", project.root / "docs/assets", dirs_exist_ok=True)
    project.snippet("two", BOTH)
    assert project.record().returncode == 0
    run = load(project.root / "snippets", "two").runs[1]
    parcel.pack(project.root / "results.json", [run], {run.key: Result(PRINTED, (), None, GPU)})
    taken = project.run("textbook", "import", "results.json")
    assert taken.returncode == 0, taken.stdout
    assert project.build().returncode == 0
    page = browser.new_page()
    page.goto((project.root / "site/two/index.html").as_uri())
    on_cpu, on_gpu = page.get_by_text("tensor([1., 1.])", exact=True), page.get_by_text(PRINTED.strip(), exact=True)
    expect(on_cpu).to_be_visible()
    expect(on_gpu).to_be_hidden()
    page.get_by_text("GPU (CUDA)", exact=True).click()
    expect(on_gpu).to_be_visible()
    expect(on_cpu).to_be_hidden()
    expect(page.get_by_text("Invented GPU")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(on_cpu).to_be_visible()
    page.close()
