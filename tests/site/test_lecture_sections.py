"""Nothing of the lecture that the book mirrors lacks its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.utils.yaml import yaml_load

from tests.conftest import ROOT

CHAPTERS = {
    "1 Colab": "environment/colab",
    "1 GPU": "environment/gpu",
    "1 CUDA": "environment/cuda",
    "2": "pytorch/overview",
    "2.1.0": "tensors/what",
    "2.1.1": "tensors/create",
    "2.1.2": "tensors/size",
    "2.1.3": "tensors/dtype",
    "2.1.4": "tensors/cast",
    "2.1.5": "tensors/operations",
    "2.1.6": "tensors/indexing",
    "2.1.7": "tensors/storage",
    "2.1.8": "tensors/metadata",
    "2.1.9": "tensors/transpose",
    "2.1.10": "tensors/reshape",
    "2.1.11": "tensors/device",
    "2.1.12": "tensors/numpy",
    "2.1.13": "tensors/serialize",
    "2.2.1": "networks/terms",
    "2.2.2-2.2.3": "networks/module",
    "2.2.4": "networks/parameter",
    "2.2.5-2.2.6": "networks/linear",
    "2.3": "autograd/backward",
    "2.4": "training/optimizer",
    "2.5": "training/loop",
    "Reference": "references",
}
"""The lecture's sections, in its order, and the chapter that each has become."""


def pages(nav: object) -> list[str]:
    """Every page of a navigation, in order."""
    if isinstance(nav, str):
        return [nav]
    parts = nav.values() if isinstance(nav, dict) else nav
    assert isinstance(parts, (list, type({}.values())))
    return [page for part in parts for page in pages(part)]


def test_every_section_has_its_chapter_in_order() -> None:
    """In the navigation, and so in what "next" leads to."""
    config = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    order = [page.removesuffix(".md") for page in pages(config["nav"])]
    assert [page for page in order if page in CHAPTERS.values()] == list(CHAPTERS.values())


@pytest.mark.parametrize("language", sorted(path.name for path in ROOT.glob("docs/??")))
def test_every_chapter_is_there(language: str) -> None:
    """And has programs, but for the list of references."""
    for stem in CHAPTERS.values():
        assert Path(ROOT, "docs", language, f"{stem}.md").exists(), stem
        assert stem == "references" or list(Path(ROOT, "snippets", stem).glob("*.py")), stem
