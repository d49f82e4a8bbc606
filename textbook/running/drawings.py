"""What a drawing shows, read from the tensors of a run, so that a picture cannot lie.

Runs inside a program's process, when the program has ended; depends on torch alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch

from textbook.drawings import Asked, parse
from textbook.running import tensors

MOST = 12
"""Steps of a computation in one picture."""
Names = Mapping[str, Any]
Drawn = dict[str, Any]


def describe(asked: Sequence[str], names: Names) -> list[Drawn]:
    """Every drawing as plain data: its kind, its expression, and what the kind's function says.

    `names` are those of the program. Raises ValueError for what cannot be drawn.
    """
    found = []
    for one in map(parse, asked):
        found.append({"kind": one.kind, "text": one.text, **KINDS[one.kind](one, names)})
    return found


def evaluated(text: str, names: Names) -> torch.Tensor:
    """The tensor that an expression has as its value."""
    value = eval(text, dict(names))
    if not isinstance(value, torch.Tensor):
        raise ValueError(f"draw: {text} is no tensor")
    return value.detach()


def table(name: str, tensor: torch.Tensor) -> Drawn:
    """A tensor of at most two dimensions: its name, its shape, and its elements in order."""
    if tensor.dim() > 2 or not 1 <= tensor.numel() <= tensors.LARGEST:
        raise ValueError(
            f"draw: {name} has the shape {tuple(tensor.shape)}: draw one with at most two "
            f"dimensions and with 1 to {tensors.LARGEST} elements"
        )
    values = [tensors.written(value, tensor.dtype) for value in tensor.flatten().tolist()]
    return {"name": name, "shape": list(tensor.shape), "values": values}


def stretch(asked: Asked, names: Names) -> Drawn:
    """Two tensors, and what is computed from them."""
    operands = [table(part, evaluated(part, names)) for part in asked.parts]
    result = table(asked.text, evaluated(asked.text, names))
    return {"sign": asked.sign, "operands": operands, "result": result}


def collapse(asked: Asked, names: Names) -> Drawn:
    """A tensor, and what is left of it without one of its dimensions."""
    (part,), (dim,) = asked.parts, asked.numbers
    x, result = evaluated(part, names), evaluated(asked.text, names)
    dim %= max(1, x.dim())
    gone, kept = ([*x.shape[:dim], *one, *x.shape[dim + 1 :]] for one in ([], [1]))
    if list(result.shape) not in (gone, kept):
        raise ValueError(f"draw: {asked.text} has a value for more than each place along dim={dim}")
    return {"x": table(part, x), "dim": dim, "result": table(asked.text, result)}


def product(asked: Asked, names: Names) -> Drawn:
    """A matrix, what it is multiplied with, their product, and the place of one element in it."""
    a, b = (evaluated(part, names) for part in asked.parts)
    result, index = a @ b, asked.numbers
    sizes = zip(index, result.shape, strict=False)
    if a.dim() != 2 or len(index) != result.dim() or not all(-n <= at < n for at, n in sizes):
        told = "write a matrix on the left, and a whole index of the product"
        raise ValueError(f"draw: {asked.text} names no element of a product of a matrix: {told}")
    return {
        "a": table(asked.parts[0], a),
        "b": table(asked.parts[1], b),
        "result": table(" @ ".join(asked.parts), result),
        "index": [at % size for at, size in zip(index, result.shape, strict=True)],
    }


def view(asked: Asked, names: Names) -> Drawn:
    """A tensor over its storage, and the element of the new shape that no stride leads to."""
    (part,) = asked.parts
    x = evaluated(part, names)
    shape = x.reshape(asked.numbers).shape
    layout = tensors.describe({part: x})
    count = len(layout["storages"][0])
    places = torch.arange(count).as_strided(x.shape, x.stride(), x.storage_offset()).flatten()
    steps = [math.prod(shape[dim + 1 :]) for dim in range(len(shape))]
    strides = [
        int(places[step] - places[0]) if size > 1 else 0
        for step, size in zip(steps, shape, strict=True)
    ]
    straight = places[0] + sum(
        torch.arange(size).view(-1, *[1] * (len(shape) - 1 - dim)) * stride
        for dim, (size, stride) in enumerate(zip(shape, strides, strict=True))
    )
    wrong = (straight.flatten() != places).nonzero().flatten().tolist()
    if not wrong or len(shape) > 2:
        raise ValueError(f"draw: {asked.text} is not refused, or is more than a table: use layout")
    return {
        "name": part,
        "storage": layout["storages"][0],
        "places": places.tolist(),
        "shape": list(shape),
        "stride": strides,
        "wrong": wrong[0],
    }


def way(asked: Asked, names: Names) -> Drawn:
    """The recorded steps back from a tensor, with what each sends on to those before it.

    Each step's own function is called with the gradient that has arrived there, in the order of
    `backward`; no `.grad` is changed.
    """
    root = eval(asked.parts[0], dict(names))
    known = {
        step(one): (name, one)
        for name, one in [*names.items()][::-1]
        if isinstance(one, torch.Tensor) and one.requires_grad
    }
    if not isinstance(root, torch.Tensor) or root.grad_fn is None:
        raise ValueError(f"draw: {asked.parts[0]} has no recorded steps")
    order = steps_back(root.grad_fn)
    if lost := [node.name() for node in order if node not in known]:
        raise ValueError(f"draw: {lost[0]} of {asked.text} has no name: name every step")
    if len(order) > MOST or any(known[node][1].numel() != 1 for node in order):
        raise ValueError(f"draw: {asked.text} has more than {MOST} steps, or one of many elements")
    arrived = {root.grad_fn: torch.ones_like(root)}
    hops = []
    for number, node in enumerate(order):
        if hasattr(node, "variable"):
            continue
        for place, (before, _) in enumerate(node.next_functions):
            if before is not None:
                slope, sent = (
                    called(node, one, asked.text)[place]
                    for one in (torch.ones_like(arrived[node]), arrived[node])
                )
                arrived[before] = arrived.get(before, 0) + sent
                written = [tensors.written(one.item(), one.dtype) for one in (slope, sent)]
                hops.append([number, order.index(before), *written])
    nodes = [
        {
            "name": known[node][0],
            "step": node.name().rpartition("::")[2],
            "value": tensors.written(known[node][1].item(), known[node][1].dtype),
            "grad": tensors.written(arrived[node].item(), arrived[node].dtype),
        }
        for node in order
    ]
    return {"nodes": nodes, "hops": hops}


def step(tensor: torch.Tensor) -> Any:
    """The place of a tensor in the record: for a leaf, where its gradient is added up."""
    return tensor.grad_fn or tensor.view_as(tensor).grad_fn.next_functions[0][0]


def steps_back(last: Any) -> list[Any]:
    """A step and all before it, none before one that it sends a gradient to."""
    found: list[Any] = []

    def visit(node: Any) -> None:
        for before, _ in reversed(node.next_functions):
            if before is not None and before not in found:
                visit(before)
        found.append(node)

    visit(last)
    return found[::-1]


def called(node: Any, gradient: torch.Tensor, text: str) -> Sequence[torch.Tensor]:
    """What a step sends on, for each of its inputs, when this gradient arrives."""
    try:
        sent = node(gradient)
    except RuntimeError as error:
        cure = "leave it to the drawing, or give it retain_graph=True"
        raise ValueError(f"draw: {text}: the program has done that already: {cure}") from error
    return sent if isinstance(sent, tuple) else (sent,)


KINDS: dict[str, Callable[[Asked, Names], Drawn]] = {
    one.__name__: one for one in (stretch, collapse, product, view, way)
}
