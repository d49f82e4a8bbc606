"""MkDocs' way into the book: the only file that knows MkDocs."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # MkDocs takes its own entry off again.

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from textbook import record
from textbook.book import Book, log
from textbook.drawing import standalone
from textbook.lab import slim
from textbook.notebook import dumps
from textbook.output import take
from textbook.snippet import Problem

HEADING = re.compile(r"</h1>")
PICTURE = re.compile(r'<img alt="(?P<alt>[^"]+)" src="(?:\.\./)*(?P<name>[\w-]+\.svg)" */?>')


class State:
    """What one run of the `mkdocs` command keeps between its events."""

    serving = False
    book = Book(Path(os.path.relpath(Path(__file__).resolve().parent.parent)), os.environ.get("CUDA") == "required")
    lock = contextlib.ExitStack()
    pages: dict[str, str] = {}  # noqa: RUF012
    """Every page's address below the site's, by its source file."""
    listed: dict[str, Page] = {}  # noqa: RUF012
    """Every page by that address, in the order of the navigation."""


def on_startup(command: str, **_: Any) -> None:
    """Keep other builds out, and begin with what takes longest."""
    State.serving = command == "serve"
    if not State.serving and "SOURCE_DATE_EPOCH" not in os.environ:
        os.environ["SOURCE_DATE_EPOCH"] = committed()  # Two builds of one commit are the same bytes.
    try:
        if not State.serving:
            State.lock.enter_context(record.alone(State.book.root / ".cache"))
            with contextlib.suppress(OSError):
                record.recover(State.book.root / "snippets")
        State.book.start()
    except Problem as problem:
        raise Abort(str(problem)) from problem


def on_config(config: MkDocsConfig) -> None:
    """Run the book, and stop a build that is not what its records say."""
    fences = config.mdx_configs.setdefault("pymdownx.superfences", {}).setdefault("custom_fences", [])
    fences.append({"name": "output", "class": "output", "format": render})
    if os.environ.get("MIKE_DOCS_VERSION"):
        config.extra["version"] = {"provider": "mike", "default": "latest"}
    try:
        if not State.serving:
            try_to_write(Path(config.site_dir))
        State.book.refresh()
    except Problem as problem:
        raise Abort(str(problem)) from problem
    if State.serving:
        for message in State.book.problems:
            log.warning("%s", message)
    elif State.book.problems:
        raise Abort("\n\n".join(State.book.problems) + f"\n\n{len(State.book.problems)} problems")


def committed() -> str:
    """When the checkout's commit was made, in seconds since 1970; 0 where there is none."""
    command = ["git", "-C", str(State.book.root), "log", "-1", "--format=%ct"]
    with contextlib.suppress(OSError):
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip() or "0"
    return "0"


def try_to_write(site: Path) -> None:
    """Make sure of the folder that the build writes before it runs anything."""
    try:
        site.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=site).close()
    except OSError as error:
        cure = "name another folder, mkdocs build --site-dir DIR"
        raise Problem(f"{site}: cannot be written ({error.strerror}): {cure}") from error


def on_serve(server: Any, **_: Any) -> Any:
    """Have the worker ready before the first edit."""
    State.book.runner.start()
    return server


def source(page: Page) -> Path:
    """A page's file."""
    return Path(page.file.abs_src_path or "")


@event_priority(-200)
def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    """Make pages of the labs and note where each page will lie, once the plugin for languages has moved them."""
    labs = {path.resolve() for path in State.book.labs}
    for file in files:
        if file.abs_src_path and Path(file.abs_src_path) in labs:
            file.dest_uri = file.dest_uri.removesuffix(".py") + "/index.html"
            file.abs_dest_path = str(Path(config.site_dir, file.dest_uri))
            file.url = file._get_url()
            file.is_documentation_page = lambda: True  # type: ignore[method-assign]
    languages: Any = config.plugins["i18n"]
    languages.i18n_files_per_language[languages.current_language] = files.documentation_pages()  # Its sitemap's.
    State.pages = {file.abs_src_path: file.url for file in files.documentation_pages() if file.abs_src_path}
    return files


@event_priority(-200)
def on_nav(nav: Navigation, **_: Any) -> Navigation:
    """Note the pages in the order in which they are read."""
    State.listed |= {page.file.url: page for page in nav.pages}
    return nav


def on_page_read_source(page: Page, **_: Any) -> str | None:
    """A lab's page is what its run left, as Markdown."""
    if source(page).suffix != ".py":
        return None
    return State.book.lab_text(source(page))


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """Put programs and outputs into a chapter before any other plugin sees it."""
    page.meta["textbook"] = markdown
    return State.book.site(source(page), markdown)


def render(source: str, *_: Any, **__: Any) -> str:
    """The fence that stands in an output's place, as HTML."""
    name, language = source.split()
    return State.book.html(name, language)


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Put a chapter's own SVG pictures into the page, where they take its text's colour, and its ways out."""

    def inline(match: re.Match[str]) -> str:
        svg = source(page).with_name(match["name"]).read_text("utf-8")
        return svg.replace(">", f' role="img" class="diagram"><title>{match["alt"]}</title>', 1).strip()

    html = PICTURE.sub(inline, html)
    if not State.book.programs(source(page)) and not State.book.lab(source(page)):
        return html
    language = State.book.language(source(page))
    taken = take(source(page).stem, language, colab(page, config))
    return HEADING.sub(lambda match: match[0] + taken, html, count=1)


def colab(page: Page, config: MkDocsConfig) -> str:
    """Where Colab opens a page's notebook in the edition that is being built; nothing where it is not published."""
    repository, version = config.extra.get("repository"), os.environ.get("MIKE_DOCS_VERSION")
    if not repository or not version:
        return ""
    path = quote(f"{config.remote_branch}/{version}/{page.url}{source(page).stem}.ipynb")
    return f"https://colab.research.google.com/github/{repository}/blob/{path}"


def on_post_page(output: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Write the plain copy of a chapter, its pictures and its notebook beside its page."""
    folder = Path(page.file.abs_dest_path).parent
    markdown = page.meta.get("textbook", "")
    folder.mkdir(parents=True, exist_ok=True)
    files = {name: standalone(svg) for name, svg in State.book.pictures(source(page)).items()}
    files["index.md"] = State.book.plain(source(page), markdown)
    if State.book.programs(source(page)) or State.book.lab(source(page)):

        def address(link: str) -> str:
            to = os.path.normpath(source(page).parent / link) if link else str(source(page))
            known = config.site_url and to in State.pages
            return f"{config.site_url}".rstrip("/") + f"/{State.pages[to]}" if known else ""

        whole = State.book.notebook(source(page), markdown, address)
        files[f"{source(page).stem}.ipynb"] = dumps(whole)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8", newline="\n")
    return slim(output) if State.book.lab(source(page)) else output


def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    """Write the list of the pages' Markdown copies, for tools that read."""
    base = f"{config.site_url.rstrip('/')}/" if config.site_url else ""
    lines = [f"# {config.site_name}", "", f"> {config.site_description}", ""]
    for url, page in State.listed.items():
        lines.append(f"- [{page.title}]({base}{url.removeprefix('./')}index.md)")
    Path(config.site_dir, "llms.txt").write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


def on_shutdown() -> None:
    """End the worker, and let other builds in."""
    State.book.runner.close()
    State.lock.close()
