"""What other releases of torch print, in words: under an output, in a table, in a list.

Says no more than what was run: a row of releases names each of them, and a release on which a
program was not run stands in no row.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from textbook.composing.folds import PLACES
from textbook.composing.words import Words, day, month
from textbook.model import Code, Page, Prose
from textbook.questions import Question
from textbook.releases import Elsewhere, Measured, minor, order

HEADING = re.compile(r"^#{1,6} (?P<text>.*?) \{ #(?P<id>[\w-]+) \}$", re.M)
ASKED = re.compile("^<!-- (releases|steps|since) -->$", re.M)
"""What a page writes where the table of releases is to stand, or where outputs changed in the
whole book, or on this page."""


@dataclass(frozen=True)
class Place:
    """Where a reader finds a program."""

    stem: str
    """The page's: `tensors/storage`."""
    title: str
    id: str
    """Its section's."""
    section: str


Places = dict[str, Place]


def title(row: Elsewhere, words: Words) -> str:
    """`2.6까지는 다르게 나옵니다`: which releases, and what happens there."""
    told = words["elsewhere"]
    shape = "one" if row.first == row.last else row.end or "between"
    return str(told[shape].format(first=row.first, last=row.last, what=told["what"][row.kind]))


def ran(row: Elsewhere, words: Words) -> str:
    """Where and when that was seen, in one line."""
    when = span([date[:7] for date in row.dates], functools.partial(month, words))
    told = words["elsewhere"]["ran"]
    return str(told.format(releases=", ".join(row.releases), month=when))


def span(dates: Collection[str], say: Callable[[str], str]) -> str:
    """The first and the last of these dates, as they are said; once, if that is the same."""
    return " – ".join(dict.fromkeys(map(say, (min(dates), max(dates)))))


def drawn(row: Elsewhere, words: Words) -> str:
    """What is said where another picture was drawn, which is not kept; else nothing."""
    return str(words["elsewhere"]["drawn"]) if row.kind == "drawing" else ""


def fill(page: Page, text: str, known: Places, measured: Measured, words: Words) -> str:
    """A page's prose with the table or the list that it asks for in its place."""
    up = "../" * page.stem.count("/")

    def tell(mark: re.Match[str]) -> str:
        if mark[1] == "since":
            return since(page, measured, words)
        return {"releases": table, "steps": steps}[mark[1]](measured, known, words, up)

    return ASKED.sub(tell, text)


def in_order(
    pages: Iterable[Page], language: str, order: Mapping[str, int]
) -> tuple[list[Page], Places]:
    """A language's pages by `order`, the place of each by MkDocs' source path, and where they show
    each program first."""
    own = [page for page in pages if page.language == language]
    own.sort(key=lambda page: order.get(f"{language}/{page.stem}.md", 0))
    return own, places(own)


def places(pages: Iterable[Page]) -> Places:
    """Where each program is shown first, by its name, on pages of one language."""
    found: Places = {}
    for page in pages:
        headings: list[re.Match[str]] = []
        for block in page.blocks:
            if isinstance(block, Prose):
                headings += HEADING.finditer(block.text)
            elif isinstance(block, (Code, Question)) and headings:
                first, last = headings[0], headings[-1]
                place = Place(page.stem, first["text"], last["id"], last["text"])
                asks = block.programs if isinstance(block, Question) else [(block.program, 0)]
                for name, _ in asks:
                    found.setdefault(name, place)
    return found


def folded(title: str, keys: Iterable[str], known: Places, words: Words, up: str) -> str:
    """The sections that show these programs, page by page, below a title that unfolds them.

    A section that shows more than one says how many. `up` leads from a page's folder to its
    language's.
    """
    counts = Counter(known[name] for key in keys if (name := key.rpartition(".")[0]) in known)
    pages: dict[str, list[str]] = {}
    further = f"{words['theme']['further']}: "
    for place, count in counts.items():
        more = words["elsewhere"]["more"].format(count) if count > 1 else ""
        section = place.section.removeprefix(further)
        link = f"[{section}]({up}{place.stem}.md#{place.id}){more}"
        pages.setdefault(place.title.removeprefix(further), []).append(link)
    lines = [f"    - {title}: {', '.join(found)}" for title, found in pages.items()]
    number = words["elsewhere"]["number"].format(counts.total())
    return "\n".join([f'??? note {PLACES} "{title}: {number}"', "", *lines, ""])


def table(measured: Measured, known: Places, words: Words, up: str) -> str:
    """A row a release, the newest first: how many programs print the same, print something else or
    were not run as they are now; and below it, release by release, which print something else."""
    told = words["elsewhere"]
    lines = [f"| {' | '.join(told['columns'])} |", "|---|---:|---:|---:|"]
    others = []
    for release in reversed(measured.all):
        differing = measured.differing(release)
        same = len(measured.agreeing(release))
        rest = len([key for key in measured.states if key.endswith(".cpu")]) - same - len(differing)
        cells = (release.torch, str(same), str(len(differing)), str(rest))
        lines.append(f"| {' | '.join(cells)} |")
        if differing:
            title = told["other"].format(release.torch)
            others.append(folded(title, differing, known, words, up))
    return "\n".join([*lines, "", run_on(measured, words), "", *others])


def run_on(measured: Measured, words: Words) -> str:
    """On which days the releases were run, and beside which packages, in one paragraph."""
    dates = [release.date for release in measured.all]
    when = span(dates, functools.partial(day, words)) if dates else ""
    python = sorted({str(release.ran_on["python"]) for release in measured.all})
    return str(words["elsewhere"]["run_on"].format(days=when, python=", ".join(python)))


def steps(measured: Measured, known: Places, words: Words, up: str) -> str:
    """Where the outputs changed, for each two neighbouring releases between which any did."""
    lines = []
    for old, new in reversed(list(neighbours(measured))):
        changed = [key for key in measured.states if differ(*shown(measured, key, old, new))]
        if changed:
            told = words["elsewhere"]["between_two"].format(old=minor(old), new=minor(new))
            lines.append(folded(told, changed, known, words, up))
    return "\n".join(lines)


def since(page: Page, measured: Measured, words: Words) -> str:
    """A row for each program of a page that prints something else on another release."""
    known = places((page,))
    lines = [f"| {' | '.join(words['elsewhere']['since'])} |", "|---|---|"]
    for code in page.codes:
        if rows := measured.elsewhere(f"{code.program}.cpu"):
            place = known[code.program]
            told = ", ".join(title(row, words) for row in rows)
            lines.append(f"| [{place.section}](#{place.id}) | {told} |")
    return "\n".join(lines)


def neighbours(measured: Measured) -> Iterator[tuple[str, str]]:
    """Each release and the next one, the book's own among them."""
    own = {release.against for release in measured.all}
    known = sorted({*own, *(release.torch for release in measured.all)}, key=order)
    yield from itertools.pairwise(known)


def shown(measured: Measured, key: str, *releases: str) -> list[object]:
    """What a program does on each of these releases; None where it was not run."""
    found: list[object] = []
    for torch in releases:
        at = [number for number, one in enumerate(measured.all) if one.torch == torch]
        state = measured.states[key][at[0]] if at else True
        if isinstance(state, bool):
            found.append("same" if state else None)
        else:
            found.append(measured.shown(at[0], state))
    return found


def differ(old: object, new: object) -> bool:
    """Whether a program was run on both and did not do the same."""
    return None not in (old, new) and old != new
