"""Quotations: cut from their source, bound to their program, never a run of the book's."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from tests.conftest import Project
from textbook import quotations
from textbook.model import Job, Problem
from textbook.origins import Quotation
from textbook.outcomes import Outcome, Provenance, Result
from textbook.publishing import readme
from textbook.reading import sources
from textbook.recording import stand_in
from textbook.recording.records import Records

LECTURE = "cell\n\n    tensor([2., 4.], device='cuda:0')\n    \n    True\n"
PROGRAM = """# /// snippet
# device = "cuda"
# ///
import torch

x = torch.tensor([1.0, 2.0]).to("cuda")
print({shown})
"""
SOURCES = f"""[old]
kind = "output"
torch = "2.0.0+cu118"
cuda = "11.8"
device = "Tesla T4"
date = "2023-04-04"
sha256 = "{hashlib.sha256(LECTURE.encode()).hexdigest()}"

[release]
kind = "message"
torch = "2.13.0"
"""
CAPTION = "강의의 출력 · 2023년 4월 · Tesla T4 · PyTorch 2.0.0+cu118 · 이 책이 실행한 것이 아닙니다"
ON_PAGE = CAPTION.replace(" ·", "\N{NO-BREAK SPACE}·")
"""No line begins with a dot."""
GPU = Provenance("2.13.0+cu130", "13.0", "Invented GPU", "3.11.7", "Linux x86_64")
TEXT = "tensor([2., 4.], device='cuda:0')\n"


@pytest.fixture
def quoting(project: Project) -> Project:
    """A project with a lecture, a quotation under a program and one that stands alone."""
    project.write("snippets/sources.toml", SOURCES)
    project.write("lecture.txt", LECTURE)
    project.snippet("gpu", PROGRAM.format(shown="2 * x"))
    keep(project, "gpu", "3")
    keep(project, "alone", "5")
    project.write("docs/ko/a.md", '# A { #a }\n\n```text\n--8<-- "alone.quoted.txt"\n```\n')
    return project


def keep(project: Project, name: str, at: str, source: str = "old") -> Quotation:
    """What `python -m textbook quote` does."""
    snippets = project.root / "snippets"
    known = quotations.sources(snippets)[source]
    one = quotations.cut(name, known, at, project.root / "lecture.txt")
    if program := sources.read(project.root).programs.get(name):
        one = stand_in.check(one, program, lambda jobs: run(project, jobs))
    quotations.write(snippets, one)
    return one


def run(project: Project, jobs: Iterable[Job]) -> Mapping[str, Outcome]:
    """What jobs give here."""
    return project.runner.run(jobs)


def test_a_quotation_is_shown_apart(quoting: Project) -> None:
    """Its own state, caption and frame; no run, nothing to compare; counted for itself."""
    if quoting.runner.machine.gpus:
        pytest.skip("this machine has a GPU")
    made = quoting.book()
    assert made.problems == ()
    output = made.outputs["gpu.cuda"]
    assert (output.state, output.result) == ("quoted", None)
    assert "1 quoted" in made.census
    assert "1 quotations alone" in made.census
    pages = quoting.pages()
    html = quoting.html("gpu")
    said = 'data-snippet="gpu" data-quotation="gpu" data-source="old" data-state="quoted"'
    assert html.count(said) == 1
    assert html.count(ON_PAGE) == 1
    assert quoting.html("a").count('data-quotation="alone"') == 1
    for stem in ("gpu", "a"):
        copy = pages.copy(quoting.page(pages, stem))
        assert copy.count(f"*{CAPTION}*\n\n~~~text\n") == 1
        assert "expected-output" not in copy
    cells = json.loads(pages.notebook(quoting.page(pages, "gpu"), lambda _: ""))["cells"]
    (program,) = [cell for cell in cells if "textbook" in cell["metadata"]]
    assert program["outputs"] == []
    assert [cell["source"] for cell in cells].count(f"*{CAPTION}*\n\n~~~text\n{TEXT}~~~") == 1
    facts = pages.facts("ko")
    assert "강의의 출력 인용 1개" in facts["edition"]
    assert "코드 블록 밖에 인용한 것은 강의의 출력 1개" in facts["edition"]
    assert "| Tesla T4, CUDA 11.8 | 2.0.0+cu118 | – | – | 2 |" in facts["machines"]
    read = sources.read(quoting.root)
    table = readme.counts(read.runs.values(), quoting.root / "snippets")
    assert "인용한 것(이 책이 실행한 것이 아님) | 1 |" in table["ko"]


def test_a_quotation_steps_back_behind_a_record(quoting: Project) -> None:
    """As soon as a GPU has run the very program; not where its code has changed since."""
    if quoting.runner.machine.gpus:
        pytest.skip("this machine has a GPU")
    result = Result(TEXT, "", (), None, GPU)
    runs = sources.read(quoting.root).runs
    Records(quoting.root / "snippets").update(runs.values(), {"gpu.cuda": result})
    made = quoting.book()
    assert made.problems == ()
    output = made.outputs["gpu.cuda"]
    assert (output.state, output.result, output.quotation) == ("recorded", result, None)
    html = quoting.html("gpu")
    assert ON_PAGE not in html
    assert "Invented GPU" in html
    assert ON_PAGE in quoting.html("a")


def test_cuda_required_wants_a_run(quoting: Project) -> None:
    """A quotation is no run."""
    if quoting.runner.machine.gpus:
        pytest.skip("this machine has a GPU")
    (told,) = quoting.book(required=True).problems[-1:]
    assert told.endswith("CUDA=required, and it is quoted")


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("gpu.quoted.txt", "4.", "5.", "is not what was quoted: a quotation is cut by"),
        ("gpu.quoted.txt", "\n", " \n", "is not what was quoted: a quotation is cut by"),
        ("quotations.json", '"at": "3"', '"at": "4"', "is not what was quoted"),
        ("quotations.json", '"at": "3", ', "", "gpu is no quotation"),
        ("quotations.json", "{", "<<<<<<< ours\n{", "is damaged"),
        ("quotations.json", '"old"', '"new"', "is not what was quoted"),
        ("gpu.py", "2 * x", "3 * x", "gpu was not held against this code of gpu.py"),
        ("gpu.py", '"cuda"\n', '"both"\n', "gpu.py needs no GPU"),
        ("sources.toml", "[old]", "[new]", "does not name 'old'"),
        ("sources.toml", 'device = "Tesla T4"\n', "", "old takes kind ="),
        ("sources.toml", "kind", "kinds", "unexpected keyword argument 'kinds'"),
    ],
)
def test_what_is_wrong_stops_the_build(
    quoting: Project, name: str, old: str, new: str, told: str
) -> None:
    """A text, a list or a program that was touched since; a source that is not known."""
    path = quoting.root / "snippets" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert any(told in problem for problem in sources.read(quoting.root).problems)


def test_every_quotation_has_its_place(quoting: Project) -> None:
    """One that no page shows, no list names, or no folder holds is a problem."""
    page = quoting.root / "docs/ko/a.md"
    text = page.read_text("utf-8")
    page.write_text("# A { #a }\n", "utf-8")
    assert "alone.quoted.txt: no chapter shows it" in "".join(sources.read(quoting.root).problems)
    page.write_text(text.replace("alone", "gpu"), "utf-8")
    told = "a.md:3: the quotation gpu is shown under its program: name another"
    assert told in "".join(sources.read(quoting.root).problems)
    page.write_text(text.replace("alone", "none"), "utf-8")
    assert "the quotation none is not there" in "".join(sources.read(quoting.root).problems)
    page.write_text(text, "utf-8")
    quoting.write("snippets/typed.quoted.txt", "42\n")
    assert "does not name it: a quotation is cut" in "".join(sources.read(quoting.root).problems)


@pytest.mark.parametrize(
    "shown", ["x", "3 * x", "2 * x.cpu()", "2 * torch.ones(2) * x", "(2 * x).tolist()"]
)
def test_a_program_that_could_not_print_it_is_refused(quoting: Project, shown: str) -> None:
    """Another value, the CPU's tensor, a mix of devices, a list: each is told, nothing is kept."""
    quoting.snippet("other", PROGRAM.format(shown=shown))
    with pytest.raises(Problem, match=r"other\.py: could not have printed what is quoted"):
        keep(quoting, "other", "3")
    assert not (quoting.root / "snippets/other.quoted.txt").exists()


def test_cut_takes_what_stands_there(quoting: Project) -> None:
    """Lines without their margin, blanks at their ends kept; and no other file's."""
    known = quotations.sources(quoting.root / "snippets")
    file = quoting.root / "lecture.txt"
    assert quotations.standing(known["old"], "3-5", file) == f"{TEXT}\nTrue\n"
    held = quoting.root / "torch" / "lib" / "a.so"
    held.parent.mkdir(parents=True)
    held.write_bytes(b"\0Found no driver. Install one\0more\n")
    one = quotations.cut("m", known["release"], "Found no", held)
    assert (one.text, one.file) == ("Found no driver. Install one\n", "torch/lib/a.so")
    with pytest.raises(Problem, match="does not hold 'Lost'"):
        quotations.cut("m", known["release"], "Lost", held)
    file.write_text(LECTURE + "\n", "utf-8")
    with pytest.raises(Problem, match="its hash is another"):
        quotations.cut("m", known["old"], "3", file)


@pytest.mark.parametrize(
    ("at", "told"),
    [
        *((at, f"holds nothing in lines {at}") for at in ("90-91", "4-90", "6", "4", "0", "5-3")),
        ("abc", "abc is no place: write the lines of an output, 104-123"),
        ("3-", "3- is no place"),
    ],
)
def test_cut_refuses_a_place_of_nothing(quoting: Project, at: str, told: str) -> None:
    """Lines that the source does not have, or that are blank, and what names none."""
    known = quotations.sources(quoting.root / "snippets")
    with pytest.raises(Problem, match=f"lecture.txt: {told}"):
        quotations.cut("m", known["old"], at, quoting.root / "lecture.txt")


def test_cut_refuses_what_is_no_text(quoting: Project) -> None:
    """Bytes of a library between which a message stands, or of a lecture in another encoding."""
    known = quotations.sources(quoting.root / "snippets")
    file = quoting.root / "a.so"
    file.write_bytes(b"\xff\0Found no driver\xff\0")
    with pytest.raises(Problem, match=r"a\.so: what stands at Found no is no UTF-8"):
        quotations.cut("m", known["release"], "Found no", file)
    source = replace(known["old"], sha256=hashlib.sha256(file.read_bytes()).hexdigest())
    with pytest.raises(Problem, match=r"a\.so: what stands at 1 is no UTF-8"):
        quotations.cut("m", source, "1", file)


def test_a_sentence_waits_for_a_gpu(quoting: Project) -> None:
    """Its mark is on no page, is listed, and names a program that a GPU runs."""
    mark = "text. <!-- unproven: {} --> more\n"
    quoting.write("docs/ko/b.md", f"# B {{ #b }}\n\n{mark.format('gpu')}")
    made = quoting.book()
    assert made.problems == ()
    assert made.unproven == [f"{quoting.root / 'docs/ko/b.md'}:3: gpu"]
    assert "<p>text. more</p>" in quoting.html("b")
    result = Result(TEXT, "", (), None, GPU)
    runs = sources.read(quoting.root).runs
    Records(quoting.root / "snippets").update(runs.values(), {"gpu.cuda": result})
    told = "b.md:3: a GPU has run gpu: hold this sentence against the record"
    assert told in "".join(quoting.book().problems)
    quoting.write("docs/ko/b.md", f"# B {{ #b }}\n\n{mark.format('good')}")
    told = "b.md:3: unproven: good is no program that a GPU runs"
    assert told in "".join(quoting.book().problems)
