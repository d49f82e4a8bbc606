"""Patterns of what a program shows: each finds its own, and not its neighbour."""

from __future__ import annotations

import pytest

from tests.likeness import finds

FOUND = {
    "torch.flatten(_, 1)": "print(torch.flatten(x, 1).shape)",
    "torch.tensor(..., device=_str)": "torch.tensor([1.0], dtype=float, device='cuda')",
    "_.Linear(_int, _int)": "torch.nn.Linear(4, 3)",
    "_[_int] = _float": "storage[0] = 2.0",
    "torch.tensor([_float, ...]).dtype": "torch.tensor([1.5, 2]).dtype",
    "_(['nvidia-smi', ...], ...)": "run(['nvidia-smi', '-L'], text=True)",
    "def forward():\n  ...": "class Net:\n  def forward(self, x):\n    return x",
    "class _(_.Module):\n  ...\n  a = _\n  ...": "class Net(nn.Module):\n  b = 1\n  a = 2",
    "try:\n  ...\nexcept TypeError:\n  ...": "try:\n  f()\nexcept TypeError as e:\n  print(e)",
    "with open(_, 'rb') as _:\n  ...": "with open('x.pt', 'rb') as file:\n  torch.load(file)",
}
MISSED = {
    "torch.flatten(_, 1)": "torch.flatten(x)",
    "torch.tensor(..., device=_str)": "torch.tensor([1.0], device=device)",
    "_.squeeze()": "x.squeeze(0)",
    "_[_int] = _float": "storage[0] = 2",
    "_ = _ - _": "loss = y + x",
    "def forward():\n  ...": "def backward():\n  pass",
    "class _(_.Module):\n  ...": "class Net(torch.Tensor):\n  pass",
    "class _(_.Module):\n  ...\n  a = _\n  ...": "class Net(nn.Module):\n  b = 1",
    "try:\n  ...\nexcept TypeError:\n  ...": "try:\n  f()\nexcept ValueError:\n  pass",
    "with open(_, 'rb') as _:\n  ...": "with open('x.pt', 'wb') as file:\n  pass",
}


@pytest.mark.parametrize("pattern", FOUND)
def test_a_pattern_finds_its_own(pattern: str) -> None:
    """However else it is written."""
    assert finds(pattern, FOUND[pattern])


@pytest.mark.parametrize("pattern", MISSED)
def test_a_pattern_does_not_find_its_neighbour(pattern: str) -> None:
    """What looks alike and shows something else."""
    assert not finds(pattern, MISSED[pattern])
