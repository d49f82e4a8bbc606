"""The words of other books find the page that explains what they stand for."""

from __future__ import annotations

import json
from pathlib import Path

from material.plugins.search.plugin import Parser

from tests.conftest import ROOT
from textbook.composing.synonyms import INDEX, names, put, searched, synonyms
from textbook.model import Page, Prose

GLOSSARY = """- **씨앗**{ #seed } (seed): [난수](a.md)의 시작. [만들기](tensors/create.md)
- **경사하강법**{ #descent } (gradient descent): 방법. [옵티마이저](training/optimizer.md)
- **CUDA**{ #cuda }: 도구 모음(tools). [CUDA](environment/cuda.md)
- **객체**{ #object } (object): 하나하나. [준비](pytorch/preparation.md)

| "시드", "랜덤 시드" | [씨앗](#seed) |
| "코랩" | [Colab](environment/colab.md#open) |
"""


def test_words_lead_to_the_page_that_a_term_leads_to() -> None:
    """A row names a term or a page; what is two words is no tag."""
    assert synonyms(GLOSSARY) == {"tensors/create": ["시드"], "environment/colab": ["코랩"]}


def test_a_name_is_one_english_word() -> None:
    """Of the terms of PyTorch, not of Python."""
    assert names(GLOSSARY) == {"tensors/create": ["seed"]}
    found = names((ROOT / "docs/ko/glossary.md").read_text("utf-8"))
    assert "stride" in found["tensors/metadata"]
    assert "gradient" in found["autograd/backward"]
    assert "shape" in found["tensors/size"]


def test_every_row_of_the_glossary_leads_to_a_page() -> None:
    """The book's own table: each has a chapter that is there."""
    found = synonyms((ROOT / "docs/ko/glossary.md").read_text("utf-8"))
    assert found["tensors/create"] == ["시드"]
    for stem in found:
        assert (ROOT / f"docs/ko/{stem}.md").exists() or (ROOT / f"docs/ko/{stem}.py").exists()


def test_words_stand_at_the_pages_entry(tmp_path: Path) -> None:
    """Not at its sections', which would come in no order; the rest of the index stays."""
    entries = [
        {"location": name, "text": "글"} for name in ("tensors/create/", "tensors/create/#a")
    ]
    (tmp_path / "search").mkdir()
    (tmp_path / INDEX).write_text(json.dumps({"config": {}, "docs": entries}), "utf-8")
    page = Page(Path("glossary.md"), "ko", "glossary", (Prose(GLOSSARY, 1),))
    put(tmp_path, {"ko/glossary.md": page}, {"ko/tensors/create.md": "tensors/create/"})
    text = (tmp_path / INDEX).read_text("utf-8")
    assert json.loads(text)["docs"] == [
        entries[0] | {"tags": ["시드"], "names": ["seed"]},
        entries[1],
    ]
    assert "글" in text


def test_an_entry_in_the_search_is_the_same_without_colours_and_drawings() -> None:
    """Material's own parser finds the same words in both, and none that it is not to find."""
    whole = """<h1 id="a">눈금 <span class="n">1</span></h1><p>A <span>view</span>.</p>
<pre><span></span><code><span class="kn">import</span> <span class="nn">torch</span>
</code></pre><span data-search-exclude>never</span>
<figure data-search-exclude><svg viewBox="0 0 1 1"><text>7</text></svg></figure><h2 id="b">C</h2>"""
    light = searched(whole)
    assert "<svg" not in light
    assert light.count("<span") == 3
    assert sections(light) == sections(whole)
    assert "never" not in str(sections(light))


def sections(html: str) -> list[tuple[str, str, str]]:
    """Material's sections of a page: id, title and text."""
    parser = Parser()
    parser.feed(html)
    parser.close()
    return [(one.id, "".join(one.title), "".join(one.text).strip()) for one in parser.data]
