"""A chapter's text, with each program's output put under it, as plain Markdown.

`plain` is what every reader and tool can use: CommonMark, code and output, which
pytest-codeblocks runs. `site` is the same with Material's own blocks left as they are, and
a fence ` ```output ` in each output's place for the page's renderer to fill.
"""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from textbook.snippet import Problem

FENCE = re.compile(
    r"^(?P<indent> *)(?P<ticks>`{3,}|~{3,})(?P<info>[^\n`]*)\n(?P<body>(?:.*\n)*?)(?P=indent)(?P=ticks) *$",
    re.M,
)
EMBED = re.compile(r'\s*--8<-- "(?P<name>[^"\n]+)\.py"\s*')
PYTHON = re.compile(r'python(?: hl_lines="[\d ,-]+")?')
REFERENCE = re.compile(r"\[(?P<text>[^\]\[\n]+)\]\[(?P<label>torch[\w.]*)?\]")
LINK = re.compile(r"\]\((?P<path>[\w./-]+)\.(?:md|py)(?P<anchor>#[\w-]+)?\)")
PICTURE = re.compile(r"(?P<alt>!\[[^\]]*\])\((?P<name>[\w-]+\.svg)\)")
ID = re.compile(r" *\{ #[\w-]+ \}")
TERM = re.compile(r"^- \*\*(?P<term>[^*]+)\*\*\{ #(?P<id>[\w-]+) \} \((?P<english>[^)]+)\)", re.M)
BLOCK = re.compile(r'^(?P<indent> *)(?P<kind>!!!|\?\?\?\+?|===) *(?P<name>[\w-]*) *(?:"(?P<title>[^"]*)")? *$')
DOCS = "https://docs.pytorch.org/docs"
ELSEWHERE = {
    "torch.Tensor": "tensors.html#torch.Tensor",
    **{f"torch.Tensor.{name}": f"tensors.html#torch.Tensor.{name}" for name in ("T", "H", "mT", "mH")},
    "torch.Size": "size.html#torch.Size",
    "torch.dtype": "tensor_attributes.html#torch.dtype",
    "torch.device": "tensor_attributes.html#torch.device",
    "torch.finfo": "type_info.html#torch.finfo",
    "torch.iinfo": "type_info.html#torch.iinfo",
    "torch.UntypedStorage": "storage.html#torch.UntypedStorage",
    "torch.Tensor.dtype": "tensor_attributes.html#torch.dtype",
    "torch.version.cuda": "cuda.html",
    "torch.nn.functional": "nn.functional.html",
    "torch.backends.cudnn.version": "backends.html#torch.backends.cudnn.version",
}
"""Names whose documentation has no page of its own."""
MODULES = ("torch.utils.data", "torch.serialization")
"""Modules whose documentation stands on one page."""


@dataclass(frozen=True)
class Use:
    """One place where a chapter shows a snippet."""

    chapter: Path
    line: int
    name: str


def uses(chapter: Path, text: str) -> Iterator[Use]:
    """Every snippet that a chapter shows. Raises Problem at a block that no snippet stands behind."""
    for match in FENCE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        info = match["info"].strip()
        embed = EMBED.fullmatch(match["body"])
        if embed and PYTHON.fullmatch(info):
            yield Use(chapter, line, embed["name"])
        elif info != "console":
            raise Problem(
                f"{chapter}:{line}: this block is not run: write the program to snippets/ and name it here, "
                f'```python and --8<-- "part/chapter/name.py"; a command that readers type is ```console'
            )


def site(text: str, torch: str, language: str, program: Callable[[str], str]) -> str:
    """Markdown for MkDocs: each program, and after it a fence that names its output and language.

    `torch` is the release that links to the documentation lead to; `program` gives a
    snippet's code by name.
    """

    def embed(match: re.Match[str]) -> str:
        named = EMBED.fullmatch(match["body"])
        if not named:
            return match[0]
        code = f"{match['ticks']}{match['info']}\n{program(named['name'])}{match['ticks']}\n\n"
        return indent(f"{code}```output\n{named['name']} {language}\n```", match["indent"])

    return link(FENCE.sub(embed, text), torch)


def plain(text: str, torch: str, block: Callable[[str], str], is_index: bool = False) -> str:
    """Markdown for everything else: blocks unfolded, links to the copies beside the other pages.

    `block` gives a snippet's code and output by name, as Markdown. `is_index` says that the
    page's address is its folder's.
    """
    text = emphasise(unfold(text))

    def embed(match: re.Match[str]) -> str:
        named = EMBED.fullmatch(match["body"])
        return indent(block(named["name"]).rstrip("\n"), match["indent"]) if named else match[0]

    def relocate(match: re.Match[str]) -> str:
        folder, stem = posixpath.split(match["path"])
        path = posixpath.join("" if is_index else "..", folder, "" if stem == "index" else stem, "index.md")
        return f"]({path}{match['anchor'] or ''})"

    if not is_index:
        text = PICTURE.sub(r"\g<alt>(../\g<name>)", text)
    text = ID.sub("", LINK.sub(relocate, text))
    return link(FENCE.sub(embed, text), torch)


@functools.lru_cache(maxsize=128)
def unfold(text: str) -> str:
    """Material's admonitions, folded blocks and tabs as a bold title and its text."""
    lines: list[str] = []
    depths: list[int] = []
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip())
        while line.strip() and depths and depth < depths[-1] + 4:
            depths.pop()
        match = BLOCK.match(line)
        if match:
            title = match["title"] if match["title"] is not None else match["name"].capitalize()
            lines.append(" " * (len(match["indent"]) - 4 * len(depths)) + (f"**{title}**" if title else ""))
            lines.append("")
            depths.append(depth)
        else:
            lines.append(line[4 * len(depths) :] if line.strip() else "")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def link(text: str, torch: str) -> str:
    """``[`torch.add`][]`` and ``[`add`][torch.add]`` as links to the official documentation."""

    def replace(match: re.Match[str]) -> str:
        label = match["label"] or match["text"].strip("`")
        return f"[{match['text']}]({address(label, torch)})" if label.startswith("torch") else match[0]

    parts = re.split(r"(^ *(?:```|~~~)[\s\S]*?^ *(?:```|~~~) *$)", text, flags=re.M)
    return "".join(part if odd % 2 else REFERENCE.sub(replace, part) for odd, part in enumerate(parts))


def labels(text: str) -> set[str]:
    """Every torch name that a chapter links to its documentation."""
    found = ((match["label"] or match["text"].strip("`")) for match in REFERENCE.finditer(text))
    return {label for label in found if label.startswith("torch")}


def address(label: str, torch: str) -> str:
    """Where the official documentation of release `torch` describes a name."""
    page = ELSEWHERE.get(label)
    for module in MODULES:
        if label.startswith(f"{module}."):
            page = f"{module.removeprefix('torch.').removeprefix('utils.')}.html#{label}"
    if label.rpartition(".")[2] in {"float32", "float64", "int64", "uint8", "bool"}:
        page = "tensor_attributes.html#torch.dtype"
    return f"{DOCS}/{torch}/{page or f'generated/{label}.html'}"


def terms(glossary: str) -> dict[str, str]:
    """The glossary's terms as a chapter introduces them, `보폭(stride)`, each with its id."""
    return {f"{match['term']}({match['english']}": match["id"] for match in TERM.finditer(glossary)}


def link_terms(text: str, known: Mapping[str, str], glossary: str) -> str:
    """The first use of each term as a link to where it is explained, but for what links already."""
    parts = re.split(r"(^ *```[\s\S]*?^ *``` *$|^#.*$|\[[^\]\n]*\]\([^)\n]*\))", text, flags=re.M)
    for term, anchor in known.items():
        word, _, english = term.partition("(")
        for odd, part in enumerate(parts):
            if odd % 2 == 0 and term in part:
                parts[odd] = part.replace(term, f"[{word}]({glossary}#{anchor})({english}", 1)
                break
    return "".join(parts)


def emphasise(text: str) -> str:
    """`**stride(of x)**는` as `**stride**(of x)는`: CommonMark ends no emphasis between a sign and a letter."""
    return re.sub(r"\*\*([^*\n()]+)(\([^()\n]*\)(?:\([^()\n]*\))?)\*\*(?=\w)", r"**\1**\2", text)


def indent(text: str, by: str) -> str:
    """Every line that holds something, moved right."""
    return "\n".join(by + line if line else line for line in text.split("\n"))
