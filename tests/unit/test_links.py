"""Where names of torch are documented, as its documentation's own addresses have it."""

from __future__ import annotations

import pytest

from textbook.composing.links import address


@pytest.mark.parametrize(
    ("label", "page"),
    [
        ("torch.add", "generated/torch.add.html"),
        ("torch.nn.Linear", "generated/torch.nn.Linear.html"),
        ("torch.Tensor.view", "generated/torch.Tensor.view.html"),
        ("torch.Tensor.mT", "tensors.html#torch.Tensor.mT"),
        ("torch.utils.data.Dataset", "data.html#torch.utils.data.Dataset"),
        ("torch.serialization.safe_globals", "serialization.html#torch.serialization.safe_globals"),
    ],
)
def test_names_lead_to_their_page(label: str, page: str) -> None:
    """A page of their own, or the page and place that they share with others."""
    assert address(label, "2.13") == f"https://docs.pytorch.org/docs/2.13/{page}"
