"""A notebook's first code cell: what its reader's torch prints otherwise than the book's.

Nothing in it needs this project or a network: what was measured stands in the cell itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from textbook.composing.elsewhere import places
from textbook.composing.words import Words
from textbook.model import Page
from textbook.outcomes import Output
from textbook.releases import Measured

CHECK = """\
from importlib.util import find_spec

edition = {edition}
measured = {measured}
differ = {differ}
unknown = {unknown}
told = {told}

if find_spec("torch") is None:
    print(told["missing"])
else:
    import torch

    release = ".".join(torch.__version__.split(".")[:2])
    others = [name for name, releases in differ.items() if release in releases]
    if release == edition:
        said = [told["same"]]
    elif release not in measured:
        said = [told["unmeasured"]]
    elif others:
        said = [told["differ"], *others]
    else:
        said = [told["none"]]
    print(f"PyTorch {{torch.__version__}}.", "\\n- ".join(said))
    if release in unknown:
        print(told["partly"])
"""


def cell(
    page: Page,
    words: Words,
    edition: str,
    measured: Measured,
    outputs: Callable[[str], Sequence[Output]],
) -> str:
    """The cell's code, for a page of the edition of torch's minor release, `2.13`."""
    known = places((page,))
    keys = [one.run.key for shown in page.codes for one in outputs(shown.program)]
    told = words["check"]
    differ: dict[str, list[str]] = {}
    unknown: list[str] = []
    for at, release in enumerate(measured.all):
        states = {key: measured.states[key][at] for key in keys if key.endswith(".cpu")}
        if False in states.values():
            unknown.append(release.minor)
        for key, state in states.items():
            if not isinstance(state, bool):
                name = key.rpartition(".")[0]
                label = told["program"].format(name=name, section=known[name].section)
                differ.setdefault(label, []).append(release.minor)
    sentences = ("missing", "same", "unmeasured", "differ", "none", "partly")
    return CHECK.format(
        edition=code(edition),
        measured=code([release.minor for release in measured.all]),
        differ=table(differ),
        unknown=code(unknown),
        told=table({one: told[one].format(edition=edition) for one in sentences}),
    )


def code(value: str | list[str]) -> str:
    """A text, or texts, as Python reads them."""
    return json.dumps(value, ensure_ascii=False)


def table(rows: Mapping[str, str | list[str]]) -> str:
    """A dictionary as Python reads it, a line for each key."""
    if not rows:
        return "{}"
    lines = "".join(f"    {code(name)}: {code(value)},\n" for name, value in rows.items())
    return f"{{\n{lines}}}"
