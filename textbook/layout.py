"""How tensors lie in memory: read from the tensors themselves, so that a picture cannot lie.

Runs inside a program's process; depends on torch alone.
"""

from __future__ import annotations

from typing import Any

import torch

LARGEST = 32


def describe(tensors: dict[str, Any]) -> dict[str, Any]:
    """Storages and the tensors over them, as plain data.

    Takes tensors by the expression that names them. Returns `{"storages": [[str, ...], ...],
    "tensors": [{"name", "storage", "shape", "stride", "offset", "contiguous", "dtype"}, ...]}`:
    a storage is its elements as text, in order; stride and offset count elements. Raises
    ValueError for what is no tensor, or too large to draw.
    """
    storages: list[list[str]] = []
    starts: list[int] = []
    described = []
    for name, tensor in tensors.items():
        if not isinstance(tensor, torch.Tensor):
            raise ValueError(f"layout: {name} is no tensor")
        storage: Any = tensor.untyped_storage()
        count = storage.nbytes() // tensor.element_size()
        if count > LARGEST:
            raise ValueError(f"layout: the storage of {name} has {count} elements: draw at most {LARGEST}")
        if storage.data_ptr() not in starts:
            starts.append(storage.data_ptr())
            flat = torch.empty(0, dtype=tensor.dtype).set_(storage.cpu(), 0, (count,), (1,))
            storages.append([f"{value:g}" if isinstance(value, float) else str(value) for value in flat.tolist()])
        described.append(
            {
                "name": name,
                "storage": starts.index(storage.data_ptr()),
                "shape": list(tensor.shape),
                "stride": list(tensor.stride()),
                "offset": tensor.storage_offset(),
                "contiguous": tensor.is_contiguous(),
                "dtype": str(tensor.dtype),
            }
        )
    return {"storages": storages, "tensors": described}
