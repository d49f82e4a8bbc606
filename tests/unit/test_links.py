"""Where names of torch are documented, as its documentation's own addresses have it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conftest import ROOT
from textbook.composing.links import LONGEST, Term, address, report, terms, to_terms
from textbook.model import Program
from textbook.outcomes import Output, Provenance, Result


@pytest.mark.parametrize(
    ("label", "page"),
    [
        ("torch.add", "generated/torch.add.html"),
        ("torch.nn.Linear", "generated/torch.nn.Linear.html"),
        ("torch.Tensor.view", "generated/torch.Tensor.view.html"),
        ("torch.Tensor.mT", "tensors.html#torch.Tensor.mT"),
        ("torch.utils.data.Dataset", "data.html#torch.utils.data.Dataset"),
        (
            "torch.serialization.safe_globals",
            "notes/serialization.html#torch.serialization.safe_globals",
        ),
        ("torch.nn.Module", "generated/torch.nn.Module.html"),
        ("torch.nn.Module.eval", "generated/torch.nn.Module.html#torch.nn.Module.eval"),
        ("torch.nn.ModuleList", "generated/torch.nn.ModuleList.html"),
        ("torch.nn.Parameter", "generated/torch.nn.parameter.Parameter.html"),
        ("torch.cuda.memory_reserved", "generated/torch.cuda.memory.memory_reserved.html"),
    ],
)
def test_names_lead_to_their_page(label: str, page: str) -> None:
    """A page of their own, or the page and place that they share with others."""
    assert address(label, "2.13") == f"https://docs.pytorch.org/docs/2.13/{page}"


def test_a_report_says_what_the_page_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Snippet, hash, edition and output, as the form's fields; nothing where no edition is made."""
    program = Program("a/b", Path("snippets/a/b.py"), "print(1)\n")
    where = Provenance("2.13.0+cpu", None, "CPU", "3.11.7", "Linux x86_64")
    output = Output(program.runs[0], "executed", Result("1 & <2>\n" * 200, "", (), None, where))
    monkeypatch.delenv("MIKE_DOCS_VERSION", raising=False)
    assert report("someone/book", "part/chapter", output) == ""
    monkeypatch.setenv("MIKE_DOCS_VERSION", "2.13")
    assert report("", "part/chapter", output) == ""
    asked = urlsplit(report("someone/book", "part/chapter", output))
    assert asked.path == "/someone/book/issues/new"
    told = {name: value for name, (value,) in parse_qs(asked.query).items()}
    form = (ROOT / ".github/ISSUE_TEMPLATE" / told.pop("template")).read_text("utf-8")
    assert told.pop("title") == "a/b"
    assert all(f"id: {field}\n" in form for field in told)
    assert told["page"] == "part/chapter, 2.13"
    assert told["block"] == f"a/b ({program.digest})"
    assert told["shown"] == ("1 & <2>\n" * 200)[:LONGEST] + "..."


def test_a_term_carries_its_meaning() -> None:
    """What the glossary says, without its signs and its link to a chapter."""
    line = (
        '- **보폭**{ #stride } (stride): 건너뛰는 "칸"의 `n`. [메타데이터](tensors/metadata.md)\n'
    )
    known = terms(line)
    assert known == {"보폭(stride": Term("stride", "건너뛰는 '칸'의 n.")}
    text = "보폭(stride)과 보폭(stride)"
    plain = "[보폭](glossary.md#stride)(stride)과 보폭(stride)"
    assert to_terms(text, known, "glossary.md") == plain
    told = plain.replace("#stride)", "#stride \"건너뛰는 '칸'의 n.\")")
    assert to_terms(text, known, "glossary.md", meanings=True) == told


def test_no_link_stands_within_another() -> None:
    """A meaning that names another term is the title of a link, and stays as it is."""
    known = terms("- **텐서**{ #tensor } (tensor): 저장소(storage)를 보는 창\n")
    known |= terms("- **저장소**{ #s } (storage): \n")
    text = to_terms("텐서(tensor)와 저장소(storage)", known, "glossary.md", meanings=True)
    assert text == (
        '[텐서](glossary.md#tensor "저장소(storage)를 보는 창")(tensor)와 '
        "[저장소](glossary.md#s)(storage)"
    )
