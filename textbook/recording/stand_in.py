"""Whether a program could have printed what is quoted beside it, on a machine without a GPU.

Its stand-in is the same code after an opening that lets the CPU play the GPU: tensors that the
program asks to be on `cuda` compute on the CPU, print themselves as the GPU's do, and refuse to be
mixed with the CPU's. It knows what the lecture's cells use: `device=`, `to`, `cuda`, `cpu`, and
arithmetic. Nothing that a stand-in prints is ever shown or recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from textbook.model import Job, Problem, Program
from textbook.origins import Quotation
from textbook.outcomes import Outcome, Result

OPENING = """\
import torch

asked = {"cuda": "cuda:0", "cuda:0": "cuda:0"}
made, moved = torch.tensor, torch.Tensor.to


class OnGpu(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, values=(), options=None):
        if any(type(one) is torch.Tensor and one.dim() for one in values):
            raise RuntimeError("two devices")
        return super().__torch_function__(function, types, values, options or {})

    def __repr__(self, **_):
        text = repr(self.as_subclass(torch.Tensor))
        return f"{text[:-1]}, device='cuda:0')"


def placed(tensor, device):
    plain = tensor.as_subclass(torch.Tensor)
    return plain.clone().as_subclass(OnGpu) if str(device) in asked else plain


def to(self, device=None, **options):
    if isinstance(device, torch.dtype):
        return moved(self, device, **options)
    return placed(self, device)


torch.tensor = lambda data, device="cpu", **options: placed(made(data, **options), device)
torch.Tensor.to = to
torch.Tensor.cuda = lambda self, index=0: placed(self, f"cuda:{index}")
torch.Tensor.cpu = lambda self: placed(self, "cpu")
"""


def stand_in(program: Program) -> Job:
    """What to run on the CPU in a program's place."""
    source = OPENING + "\n\n" + program.source
    one = replace(program, name=f"{program.name}.stand_in", source=source, device="cpu", varies="")
    return Job(one.name, one.path, one.runs)


def check(
    one: Quotation, program: Program, run: Callable[[Iterable[Job]], Mapping[str, Outcome]]
) -> Quotation:
    """The quotation, bound to its program. Raises Problem if that could not have printed it."""
    job = stand_in(program)
    outcome = run((job,))[job.runs[0].key]
    said = outcome.printed if isinstance(outcome, Result) else getattr(outcome, "reason", "")
    if said != one.text or not isinstance(outcome, Result):
        told = f"{program.path}: could not have printed what is quoted"
        raise Problem(f"{told}:\n--- quoted\n{one.text}--- its stand-in\n{said}")
    return replace(one, program=program.digest)
