"""Where this edition's outputs come from: how many, made where and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from textbook.composing.words import Words, month
from textbook.model import Page
from textbook.origins import Quotation
from textbook.outcomes import Output


class Facts(Protocol):
    """What is said of the computer that builds this edition."""

    @property
    def release(self) -> str:
        """torch's minor release: `2.13`."""

    @property
    def model(self) -> str:
        """The processor's name."""

    @property
    def packages(self) -> dict[str, str]:
        """What programs import, by name, with its version."""


def facts(
    pages: Iterable[Page],
    outputs: Callable[[str], Iterable[Output]],
    words: Words,
    machine: Facts,
) -> dict[str, str]:
    """An edition's facts by the name that a page calls them by, as Markdown."""
    told = list(pages)
    blocks = [code for page in told for code in page.codes]
    shown = [one for code in blocks for one in outputs(code.program)]
    quoted = [one for page in told for one in page.quotations]
    return {
        "edition": edition(len(blocks), shown, words, quoted),
        "numbers": numbers(len(blocks), shown, words),
        "machines": machines(shown, words, machine, quoted),
    }


def edition(
    blocks: int, outputs: Sequence[Output], words: Words, quotations: Iterable[Quotation] = ()
) -> str:
    """In one paragraph: how many programs, what became of them, where and when they ran.

    A block has an output for each kind of device that it runs on. `quotations` are those that
    stand under no program.
    """
    states = counted(outputs)
    checked = [output.month for output in outputs if output.state == "checked"]
    among = words["among"].format(count=len(checked), month=month(words, max(checked, default="")))
    recorded = max((output.month for output in outputs if output.state == "recorded"), default="")
    told = {"checked": among if checked else "", "month": month(words, recorded)}
    counts = ", ".join(
        said.format(count=states[state], **told)
        for state, said in words["states"].items()
        if states[state] or state == "executed"
    )
    ran = {output.result.ran_on for output in outputs if output.result}
    places = ", ".join(
        sorted({f"PyTorch {on.torch} · {on.device} · Python {on.python}" for on in ran})
    )
    made = words["edition" if places else "unmade"]
    said = str(made.format(blocks=blocks, counts=counts, machines=places))
    kinds = Counter(one.source.kind for one in quotations)
    alone = ", ".join(words["alone"][kind].format(count) for kind, count in sorted(kinds.items()))
    return f"{said} {words['alone']['told'].format(alone)}" if alone else said


def numbers(blocks: int, outputs: Sequence[Output], words: Words) -> str:
    """The edition in a few large numbers, as a list, without those that are zero."""
    states = counted(outputs)
    told = words["numbers"]
    rows = {told["blocks"]: str(blocks)}
    rows |= {told[one]: str(states[one]) for one in told if states[one]}
    rows["PyTorch"] = " / ".join(
        sorted({one.result.ran_on.torch for one in outputs if one.result and one.ran})
    )
    return "".join(f"- **{value}** {label}\n" for label, value in rows.items() if value)


def counted(outputs: Sequence[Output]) -> Counter[str]:
    """How many outputs there are by state; one that was checked was executed."""
    states = Counter(output.state for output in outputs)
    states["executed"] += states.pop("checked", 0)
    return states


def machines(
    outputs: Sequence[Output],
    words: Words,
    machine: Facts,
    quotations: Iterable[Quotation],
) -> str:
    """Which machines made the outputs, each with how many programs it ran, as a table.

    What is quoted stands apart, a line a source: no run of the book's made it.
    """
    told = words["machines"]
    counts = Counter((output.state, output.result.ran_on) for output in outputs if output.result)
    columns = told["columns"]
    lines = [f"| {' | '.join(columns)} |", "|" + "---|" * (len(columns) - 1) + "---:|"]
    for (state, on), count in counts.items():
        device = f"{on.device}, CUDA {on.cuda}" if on.cuda else on.device
        cells = (told[state], device, on.torch, on.python, on.platform, str(count))
        lines.append(f"| {' | '.join(cells)} |")
    under = [output.quotation for output in outputs if output.quotation]
    for source, count in Counter(one.source for one in (*under, *quotations)).items():
        device = f"{source.device}, CUDA {source.cuda}" if source.cuda else source.device
        cells = (told[f"quoted_{source.kind}"], device or "–", source.torch, "–", "–", str(count))
        lines.append(f"| {' | '.join(cells)} |")
    packages = ", ".join(f"{name} {version}" for name, version in machine.packages.items())
    here = str(told["here"].format(model=machine.model, packages=packages))
    return "\n".join([*lines, "", here])


def contents(title: str, description: str, site: str, pages: Mapping[str, str]) -> str:
    """The text of `llms.txt`: where each page's Markdown copy is.

    `site` is the site's address, or nothing; `pages` are by their addresses below it.
    """
    base = f"{site.rstrip('/')}/" if site else ""
    lines = [f"- [{name}]({base}{at.removeprefix('./')}index.md)" for at, name in pages.items()]
    return "\n".join([f"# {title}", "", f"> {description}", "", *lines]) + "\n"
