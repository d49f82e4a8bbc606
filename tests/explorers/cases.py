"""Questions for the explorers' scripts, and what PyTorch itself answers.

A question is what a reader could set; the answer comes from running it.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import torch

Shape = tuple[int, ...]
Step = tuple[str, list[Any]]
Question = dict[str, Any]

RUN: dict[str, Callable[[torch.Tensor, list[Any]], torch.Tensor]] = {
    "index": lambda x, items: x[place(items)],
    "transpose": lambda x, dims: x.transpose(*dims),
    "permute": lambda x, dims: x.permute(dims),
    "view": lambda x, shape: x.view(shape),
    "reshape": lambda x, shape: x.reshape(shape),
    "squeeze": lambda x, dims: x.squeeze(*dims),
    "unsqueeze": lambda x, dims: x.unsqueeze(*dims),
    "expand": lambda x, sizes: x.expand(sizes),
    "flip": lambda x, dims: x.flip(dims),
    "contiguous": lambda x, _: x.contiguous(),
}
"""How PyTorch is asked for each operation."""
WHOLE = {"start": None, "stop": None, "step": None}
SECOND = {"start": None, "stop": None, "step": 2}
BEFORE: tuple[list[Step], ...] = (
    [],
    [("transpose", [0, -1])],
    [("index", [SECOND])],
    [("index", [WHOLE, SECOND])],
    [("index", [WHOLE, SECOND]), ("transpose", [0, 1])],
    [("unsqueeze", [1]), ("index", [WHOLE, SECOND])],
    [("unsqueeze", [0]), ("expand", [2, -1, -1]), ("transpose", [0, 1])],
)
"""What a tensor has been through before an operation is tried on it."""


def place(items: list[Any]) -> Any:
    """What stands between the brackets of an index."""
    made = tuple(
        item if isinstance(item, int) else slice(item["start"], item["stop"], item["step"])
        for item in items
    )
    return made[0] if len(made) == 1 else made


def shapes(sizes: int) -> Iterator[Shape]:
    """Every shape of up to three dimensions with sizes from 0 on."""
    for dims in range(4):
        yield from itertools.product(range(sizes + 1), repeat=dims)


def arguments(dims: int, sizes: int) -> Iterator[Step]:
    """Every operation with every argument that differs for a tensor of so many dimensions.

    One place too many on either side, so that each is refused as well.
    """
    one = range(-dims - 2, dims + 2)
    for pair in itertools.product(one, repeat=2):
        yield "transpose", [*pair]
    for length in range(min(dims, 2) + 2):
        yield from (("permute", [*order]) for order in itertools.product(one, repeat=length))
    for length in range(3):
        yield from (("flip", [*order]) for order in itertools.product(one, repeat=length))
    yield from (("flip", [*order]) for order in itertools.permutations(range(dims)))
    yield from ((name, [dim]) for name in ("squeeze", "unsqueeze") for dim in one)
    yield from (("squeeze", []), ("contiguous", []))
    for length in range(4):
        for shape in itertools.product((-2, -1, 0, 1, 2, 3, 4, 6), repeat=length):
            yield from ((name, [*shape]) for name in ("view", "reshape", "expand"))
    ends = (None, *range(-sizes - 1, sizes + 2))
    steps = (None, 1, 2, sizes, 0, -1)
    for dim in range(dims + 1):
        for before in itertools.product((WHOLE, 0), repeat=dim):
            yield from (("index", [*before, number]) for number in range(-sizes - 1, sizes + 1))
            taken = 0 in before  # A number before a slice: not each of its ends once more.
            some = (None, 1, -1) if taken else ends
            for start, stop, step in itertools.product(some, some, steps):
                yield "index", [*before, {"start": start, "stop": stop, "step": step}]


def every(sizes: int) -> Iterator[Question]:
    """All small shapes, and every operation on each."""
    for shape in shapes(sizes):
        for before in BEFORE:
            dims = follow(shape, before)
            if dims is not None:
                for step in arguments(dims.ndim, sizes):
                    yield {"shape": [*shape], "steps": [*before, step]}


def chains(count: int, seed: int) -> Iterator[Question]:
    """Random operations one after another; one that is refused ends a question and is left out."""
    rng = random.Random(seed)
    known = [[*arguments(dims, 3)] for dims in range(4)]
    for _ in range(count):
        shape = [rng.randint(0, 4) if rng.random() < 0.1 else rng.randint(1, 4) for _ in range(3)]
        shape = shape[: rng.choice((1, 2, 2, 3, 3))]
        x = follow(shape, [])
        assert x is not None
        done: list[Step] = []
        while len(done) < 5 and rng.random() < 0.9:
            name, given = rng.choice(known[min(x.ndim, 3)])
            if name in ("view", "reshape", "expand") and rng.random() < 0.9:
                given = likely(name, x, rng)
            step = (name, given)
            yield {"shape": shape, "steps": [*done, step]}
            made = follow(x, [step])
            whole = made is not None and min(made.shape, default=0) >= 0  # No size of -2.
            if made is not None and whole and made.ndim < 5 and made.numel() < 200:
                x, done = made, [*done, step]


def likely(name: str, x: torch.Tensor, rng: random.Random) -> list[int]:
    """A shape that the operation may well take."""
    if name == "expand":
        sizes = [size if size != 1 else rng.randint(1, 3) for size in x.shape]
        return [rng.randint(1, 3)] * rng.randint(0, 1) + sizes
    shape: list[int] = []
    left = x.numel()
    for _ in range(rng.randint(0, 3)):
        size = rng.choice([size for size in range(1, max(left, 1) + 1) if left % size == 0])
        shape, left = [*shape, size], left // size
    return [*shape, rng.choice((left, -1))]


def follow(start: Sequence[int] | torch.Tensor, steps: list[Step]) -> torch.Tensor | None:
    """A tensor after some operations; None where PyTorch refuses one."""
    try:
        return run(start, steps)
    except (RuntimeError, IndexError, ValueError):
        return None


def run(start: Sequence[int] | torch.Tensor, steps: list[Step]) -> torch.Tensor:
    """A tensor after some operations."""
    made = start if isinstance(start, torch.Tensor) else first(start)
    for name, given in steps:
        made = RUN[name](made, given)
    return made


def first(shape: Sequence[int]) -> torch.Tensor:
    """The tensor that an explorer begins with."""
    return torch.arange(math.prod(shape)).view([*shape])


def of_memory(question: Question) -> dict[str, Any]:
    """How a tensor lies after some operations, or PyTorch's error."""
    before = first(question["shape"])
    try:
        made = run(before, question["steps"])
    except (RuntimeError, IndexError, ValueError) as error:
        return refusal(error)
    shares = before.untyped_storage()._cdata == made.untyped_storage()._cdata
    held = made.untyped_storage().nbytes() // made.element_size()
    return {
        "shape": [*made.shape],
        "stride": [*made.stride()],
        "offset": made.storage_offset(),
        "contiguous": made.is_contiguous(),
        "shares": shares,
        "values": made.flatten().tolist(),
        "storage": [] if shares else made.as_strided((held,), (1,), 0).tolist(),
    }


def of_broadcasting(question: Question) -> dict[str, Any]:
    """The shape of a sum, and how PyTorch stretches both tensors to it, or its error."""
    left, right = first(question["left"]), first(question["right"])
    try:
        made = left + right
    except RuntimeError as error:
        return refusal(error)
    strides = [[*one.stride()] for one in torch.broadcast_tensors(left, right)]
    return {"shape": [*made.shape], "strides": strides}


def of_descent(question: Question) -> dict[str, Any]:
    """The weights of some steps on (w - 2)**2, and how Python prints them."""
    w = torch.tensor(question["start"], requires_grad=True)
    found, slopes = [w.item()], []
    for _ in range(question["steps"]):
        ((w - 2) ** 2).backward()
        assert w.grad is not None
        slopes.append(w.grad.item())
        with torch.no_grad():
            w -= question["rate"] * w.grad
        w.grad = None
        found.append(w.item())
    told = [one if math.isfinite(one) else None for one in found]  # As JSON has it in a browser.
    return {"weights": told, "slope": slopes[0], "printed": [f"{one:.4f}" for one in found]}


def refusal(error: Exception) -> dict[str, Any]:
    """An error as a reader sees it: its kind, and its text."""
    return {"error": [type(error).__name__, str(error)]}
