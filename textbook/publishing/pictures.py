"""The pictures in the READMEs: a page of the site, and the data's way through `textbook`; and
the book's card, which others show where a page is shared.

The way is drawn from the imports: a type of `model` or `outcomes` goes from one folder to the
next where both import it. The only file that knows Playwright.
"""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from pathlib import Path

from textbook.files import write as write_text
from textbook.model import Problem

FOLDER = Path(".github/pictures")
PAGE, ABOVE = "tensors/storage/index.html", "flat"
"""The page that is shown, and the heading that stands at the picture's top."""
CARD, HOME = Path("docs/assets/card.png"), "index.html"
"""The card, which is the head of the first page, larger."""
CARD_STYLE = """
.md-tabs, .md-search, .md-header__option, .md-header__button:not(.md-logo), .md-code__nav,
.origin, .home h1 ~ p:nth-of-type(3) { display: none !important }
.md-header .md-logo { display: block !important }
.md-main__inner { margin-top: 0.6rem }
"""
LONGEST = 150_000
WAY = ("reading", "running", "recording", "book", "composing")
"""The order in which a build uses them, as the hook does."""
CALLERS = ("mkdocs_hook", "making", "cli", "commands", "publishing", "starting")
TYPES = ("model", "origins", "outcomes", "questions")
COLOURS = {
    "light": {"text": "#24292f", "line": "#6e7781", "box": "#fff1eb", "edge": "#d9480f"},
    "dark": {"text": "#e6e9ef", "line": "#9aa4b2", "box": "#33241d", "edge": "#ff9068"},
}


def write(root: Path) -> list[Path]:
    """Write every picture. Raises Problem where the site is not built."""
    folder = root / FOLDER
    written = []
    for scheme in COLOURS:
        path = folder / f"way-{scheme}.svg"
        write_text(path, way(root / "textbook", scheme))
        written.append(path)
    return [*written, *pages(root, folder)]


def chromium() -> str | None:
    """Debian's headless shell, else its Chromium; None where Playwright has one of its own."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


def pages(root: Path, folder: Path) -> Iterator[Path]:
    """A page as a reader sees it, by day and by night, and the card."""
    from PIL import Image
    from playwright.sync_api import sync_playwright

    page = root / "site" / PAGE
    if not page.exists():
        raise Problem(f"{page}: is not built: make readme builds it first")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        for scheme in COLOURS:
            view = browser.new_page(
                viewport={"width": 1240, "height": 700},
                device_scale_factor=1.5,
                color_scheme="dark" if scheme == "dark" else "light",
                reduced_motion="reduce",
            )
            view.goto(f"{page.resolve().as_uri()}#{ABOVE}")
            view.wait_for_timeout(1000)
            path = folder / f"page-{scheme}.webp"
            shot = path.with_suffix(".png")
            view.screenshot(path=shot)
            Image.open(shot).convert("RGB").save(path, quality=82, method=6)
            shot.unlink()
            yield small(path)
        view = browser.new_page(
            viewport={"width": 1000, "height": 525}, device_scale_factor=1.2, color_scheme="light"
        )
        view.goto((root / "site" / HOME).resolve().as_uri())
        view.add_style_tag(content=CARD_STYLE)
        view.wait_for_timeout(1000)
        path = root / CARD
        view.screenshot(path=path)
        with Image.open(path) as drawn:
            few = drawn.convert("P", palette=Image.Palette.ADAPTIVE)
        few.save(path, optimize=True)
        yield small(path)
        browser.close()


def small(path: Path) -> Path:
    """A picture for which no reader waits."""
    if path.stat().st_size > LONGEST:
        raise Problem(f"{path}: has {path.stat().st_size} bytes, more than {LONGEST}")
    return path


def imports(textbook: Path) -> dict[str, set[str]]:
    """What each folder or file right below `textbook` imports: `reading`, `model.Page`."""
    found: dict[str, set[str]] = {}
    for path in sorted(textbook.rglob("*.py")):
        used = found.setdefault(path.relative_to(textbook).with_suffix("").parts[0], set())
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.ImportFrom):
                continue
            whole = (node.module or "").split(".")
            if whole[0] == "textbook":
                names = [[*whole, alias.name][1:3] for alias in node.names]
                used |= {".".join(one if one[0] in TYPES else one[:1]) for one in names}
    return found


def steps(textbook: Path) -> list[tuple[str, str, list[str]]]:
    """From where to where on the way, and the types that go there: each is shown once."""
    classes = {
        f"{module}.{node.name}"
        for module in TYPES
        for node in ast.parse((textbook / f"{module}.py").read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and node.name != "Problem"
    }
    used, shown, found = imports(textbook), set[str](), []
    neighbours = [*pairwise(WAY), (WAY[0], WAY[-1])]
    for here, there in neighbours:
        shared = (used[here] & used[there] & classes) - shown
        shown |= shared
        found.append((here, there, sorted(one.partition(".")[2] for one in shared)))
    return found


def way(textbook: Path, scheme: str) -> str:
    """The way of the data, and who calls whom below it, as an SVG."""
    colours, used = COLOURS[scheme], imports(textbook)
    boxes = ("docs, snippets", *WAY, "site, notebooks")
    middle = {name: 62 + 126 * number for number, name in enumerate(boxes)}
    parts = []
    for name, x in middle.items():
        own = name in WAY
        fill, edge = (colours["box"], colours["edge"]) if own else ("none", colours["line"])
        parts.append(
            f'<rect x="{x - 46}" y="52" width="92" height="36" rx="6" fill="{fill}" '
            f'stroke="{edge}"/>{text(x, 74, name, 12 if own else 11)}'
        )
    for here, there in pairwise(boxes):
        parts.append(arrow(f"M{middle[here] + 47} 70H{middle[there] - 48}"))
    *short, (first, last, names) = steps(textbook)
    for here, there, types in short:
        x = (middle[here] + middle[there]) // 2
        for number, name in enumerate(types):
            parts.append(text(x, 106 + 14 * number, name, 11))
    start, end = middle[first], middle[last]
    parts.append(arrow(f"M{start} 51V30H{end}V50"))
    parts.append(text((start + end) // 2, 22, ", ".join(names), 11))
    lowest = 106 + 14 * max(len(types) for _, _, types in short)
    for number, caller in enumerate(CALLERS):
        y = lowest + 16 + 20 * number
        places = [middle[name] for name in WAY if name in used[caller]]
        parts.append(text(16, y + 4, caller, 12, "start"))
        if places:
            parts.append(f'<path d="M{places[0]} {y}H{places[-1]}" stroke="{colours["line"]}"/>')
        parts += (f'<circle cx="{x}" cy="{y}" r="4.5" fill="{colours["edge"]}"/>' for x in places)
    height = lowest + 16 + 20 * len(CALLERS)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 880 {height}" width="880" '
        f'font-family="system-ui, sans-serif" role="img"><title>The way of the data</title>'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        f'markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8Z" fill="{colours["line"]}"/>'
        f'</marker></defs><g fill="{colours["text"]}" text-anchor="middle">{"".join(parts)}</g>'
        "</svg>\n"
    ).replace("LINE", colours["line"])


def arrow(path: str) -> str:
    """A line with a tip at its end."""
    return f'<path d="{path}" fill="none" stroke="LINE" marker-end="url(#tip)"/>'


def text(x: int, y: int, words: str, size: int, anchor: str = "") -> str:
    """Words in their place; centred unless told."""
    placed = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x}" y="{y}" font-size="{size}"{placed}>{escape(words)}</text>'
