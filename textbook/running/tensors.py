"""How tensors lie in memory: read from the tensors, so that a picture cannot lie.

Runs inside a program's process; depends on torch alone.
"""

from __future__ import annotations

from typing import Any

import torch

LARGEST = 32
PLAIN = 1_000_000
"""A whole number below it is written out: 90, and not 9e+01."""


def describe(tensors: dict[str, Any]) -> dict[str, Any]:
    """Storages and the tensors over them, as plain data.

    Takes tensors by the expression that names them. Returns `{"storages": [[str, ...], ...],
    "tensors": [{"name", "storage", "shape", "stride", "offset", "contiguous", "dtype"}, ...]}`:
    a storage is its elements as text, in order; stride and offset count elements. Raises
    ValueError for what is no tensor, too large to draw, or read as two dtypes.
    """
    storages: list[list[str]] = []
    found: list[tuple[int, torch.dtype]] = []
    described = []
    for name, tensor in tensors.items():
        if not isinstance(tensor, torch.Tensor):
            raise ValueError(f"layout: {name} is no tensor")
        storage: Any = tensor.untyped_storage()
        start, dtype = storage.data_ptr(), tensor.dtype
        count = storage.nbytes() // tensor.element_size()
        if count > LARGEST:
            raise ValueError(
                f"layout: the storage of {name} has {count} elements: draw at most {LARGEST}"
            )
        if any(start == other and dtype != kind for other, kind in found):
            raise ValueError(
                f"layout: {name} reads a storage as another dtype than the tensor before: draw one"
            )
        if (start, dtype) not in found:
            found.append((start, dtype))
            flat = torch.empty(0, dtype=dtype).set_(storage.cpu(), 0, (count,), (1,))
            storages.append([written(value, dtype) for value in flat.tolist()])
        described.append(
            {
                "name": name,
                "storage": found.index((start, dtype)),
                "shape": list(tensor.shape),
                "stride": list(tensor.stride()),
                "offset": tensor.storage_offset(),
                "contiguous": tensor.is_contiguous(),
                "dtype": str(tensor.dtype),
            }
        )
    return {"storages": storages, "tensors": described}


def written(value: Any, dtype: torch.dtype) -> str:
    """An element in as few digits as tell it from every other value of its dtype."""
    if not isinstance(value, float):
        return str(value)
    for digits in range(1, 18):
        text = f"{value:.{digits}g}"
        if torch.tensor(float(text), dtype=dtype).item() == value:
            return f"{value:.0f}" if "e+" in text and abs(value) < PLAIN else text
    return f"{value:g}"
