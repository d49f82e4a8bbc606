"""Links that authors need not write: to torch's documentation, and to the glossary.

torch publishes an inventory of its documentation's addresses, but a build asks no other host.
So the addresses follow from its rule, one generated page a name; `ELSEWHERE` and `SHARED` list what
is found otherwise. `python -m tests.addresses` asks whether each is there.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, urlencode

from textbook.composing.weave import CODE_CLOSE, CODE_OPEN, Shielded
from textbook.outcomes import Output

REFERENCE = re.compile(r"\[(?P<text>(?:[^\]\[\n]|\n(?!\s*\n))+)\]\[(?P<label>torch[\w.]*)?\]")
TERM = re.compile(
    r"^- \*\*(?P<term>[^*]+)\*\*\{ #(?P<id>[\w-]+) \} \((?P<english>[^)]+)\)(?:: (?P<meaning>.*))?",
    re.M,
)
LAST_LINK = re.compile(r" *\[[^\]]*\]\([^)]*\)\.?$")
"""Where the glossary sends on: to the chapter that introduces a term."""
UNLINKED = re.compile(
    r"(^#.*$|^ *(?:!!!|\?\?\?|===).*$"
    r"|\[(?:[^\]\n]|\n(?!\s*\n))*\](?:\((?:\"[^\"\n]*\"|[^)\"\n])*\)|\[[^\]\n]*\]))",
    re.M,
)
"""Where no term becomes a link: in headings, titles, and in what links already."""
DOCS = "https://docs.pytorch.org/docs"
DTYPES = (
    *("float64", "float32", "float16", "bfloat16", "complex64", "complex128", "bool"),
    *("int64", "int32", "int16", "int8", "uint8", "uint16", "uint32", "uint64"),
    *("double", "float", "half", "long", "int", "short", "cfloat", "cdouble"),
)
ELSEWHERE = {
    **{f"torch.{name}": "tensor_attributes.html#torch.dtype" for name in DTYPES},
    "torch.Tensor": "tensors.html#torch.Tensor",
    **{
        f"torch.Tensor.{name}": f"tensors.html#torch.Tensor.{name}"
        for name in ("T", "H", "mT", "mH")
    },
    "torch.Size": "size.html#torch.Size",
    "torch.dtype": "tensor_attributes.html#torch.dtype",
    "torch.device": "tensor_attributes.html#torch.device",
    "torch.finfo": "type_info.html#torch.finfo",
    "torch.iinfo": "type_info.html#torch.iinfo",
    "torch.UntypedStorage": "storage.html#torch.UntypedStorage",
    "torch.Tensor.dtype": "tensor_attributes.html#torch.dtype",
    "torch.version.cuda": "cuda.html",
    "torch.nn.functional": "nn.functional.html",
    "torch.autograd": "autograd.html",
    "torch.backends.cudnn.version": "backends.html#torch.backends.cudnn.version",
    "torch.nn.Parameter": "generated/torch.nn.parameter.Parameter.html",
    "torch.nn.Buffer": "generated/torch.nn.parameter.Buffer.html",
    "torch.inference_mode": "generated/torch.autograd.grad_mode.inference_mode.html",
    "torch.OutOfMemoryError": "generated/torch.cuda.OutOfMemoryError.html",
    "torch.relu": "generated/torch.nn.functional.relu.html",
    **{
        f"torch.cuda.{name}": f"generated/torch.cuda.memory.{name}.html"
        for name in (
            *("mem_get_info", "memory_allocated", "memory_reserved"),
            *("max_memory_allocated", "empty_cache"),
        )
    },
}
"""Names that have no page of their own, or one that is called otherwise."""
LONGEST = 600
"""Letters of an output in a report: an address must not grow too long."""
SHARED = {
    "torch.utils.data": "data.html",
    "torch.serialization": "notes/serialization.html",
    "torch.nn.Module": "generated/torch.nn.Module.html",
}
"""What has one page for all that belongs to it."""


def address(label: str, release: str) -> str:
    """Where the documentation of torch's `release`, `2.13`, describes a name."""
    page = ELSEWHERE.get(label, f"generated/{label}.html")
    for owner, shared in SHARED.items():
        if label.startswith(f"{owner}."):
            page = f"{shared}#{label}"
    return f"{DOCS}/{release}/{page}"


def to_torch(text: str, release: str) -> str:
    """``[`torch.add`][]`` and ``[`add`][torch.add]`` as links to torch's documentation."""
    shielded = Shielded(text)

    def replace(match: re.Match[str]) -> str:
        label = match["label"] or named(match["text"], shielded)
        if not label.startswith("torch"):
            return match[0]
        return f"[{match['text']}]({address(label, release)})"

    return shielded.restore(REFERENCE.sub(replace, shielded.text))


def named(text: str, shielded: Shielded) -> str:
    """The name that a link's text is, if it is one: ``[`torch.add`][]`` names `torch.add`."""
    if text.startswith(CODE_OPEN) and text.endswith(CODE_CLOSE):
        return shielded.restore(text).strip("`")
    return text


def labels(text: str) -> set[str]:
    """Every torch name that a text links to its documentation."""
    shielded = Shielded(text)
    found = (
        match["label"] or named(match["text"], shielded)
        for match in REFERENCE.finditer(shielded.text)
    )
    return {label for label in found if label.startswith("torch")}


class Term(NamedTuple):
    """Where the glossary explains a term, and what it says of it, as plain text."""

    anchor: str
    meaning: str


def terms(glossary: str) -> dict[str, Term]:
    """The glossary's terms as a chapter introduces them, `보폭(stride)`."""
    return {
        f"{match['term']}({match['english']}": Term(match["id"], plain(match["meaning"] or ""))
        for match in TERM.finditer(glossary)
    }


def plain(meaning: str) -> str:
    """A line of the glossary without signs of Markdown, to stand in a link's title."""
    text = LAST_LINK.sub("", meaning)
    return re.sub(r"[*`]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)).replace('"', "'")


def to_terms(text: str, known: Mapping[str, Term], glossary: str, meanings: bool = False) -> str:
    """The first use of each term as a link to where it is explained, with its meaning if asked."""
    shielded = Shielded(text)
    parts = UNLINKED.split(shielded.text)
    for term, (anchor, meaning) in known.items():
        word, _, english = term.partition("(")
        for odd, part in enumerate(parts):
            if odd % 2 == 0 and term in part:
                title = f' "{meaning}"' if meanings and meaning else ""
                link = f"[{word}]({glossary}#{anchor}{title})({english}"
                before, after = part.split(term, 1)
                parts[odd : odd + 1] = [before, link, after]
                break
    return shielded.restore("".join(parts))


def in_colab(repository: str, branch: str, path: str) -> str:
    """Where Colab opens a notebook of this edition; nothing where it is not published."""
    edition = os.environ.get("MIKE_DOCS_VERSION")
    if not repository or not edition:
        return ""
    blob = quote(f"{branch}/{edition}/{path}")
    return f"https://colab.research.google.com/github/{repository}/blob/{blob}"


def report(repository: str, stem: str, output: Output) -> str:
    """Where a reader reports an output, with all that the page knows of it filled in.

    Nothing where the site is no edition of a known repository.
    """
    edition = os.environ.get("MIKE_DOCS_VERSION")
    if not repository or not edition:
        return ""
    name, shown = output.program.name, output.told
    told = {
        "template": "output.yml",
        "title": name,
        "page": f"{stem}, {edition}",
        "block": f"{name} ({output.program.digest})",
        "shown": shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}...",
    }
    return f"https://github.com/{repository}/issues/new?{urlencode(told, quote_via=quote)}"


def published(page: str, addresses: Mapping[str, str], site: str | None, link: str) -> str:
    """Where a link of a page leads once the site is published; nothing where that is not known.

    `page` is the page's own path, `addresses` has every page's address by its path.
    """
    url = addresses.get(os.path.normpath(f"{page}/../{link}") if link else page)
    return f"{site.rstrip('/')}/{url}" if site and url else ""
