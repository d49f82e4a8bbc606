"""MkDocs' way into the book; else only `publishing.listings` imports MkDocs, for its YAML.

A hook and no installed plugin, so that every checkout runs its own code, and so that
`pip install -r requirements.txt` and `mkdocs serve` are all that it takes.
"""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

# MkDocs takes its own entry off again.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from textbook import files, model, serving
from textbook.composing import links, synonyms, typesetting, whole, words
from textbook.composing.beside import beside
from textbook.composing.cards import Cards
from textbook.composing.colours import Colours
from textbook.composing.pages import Pages
from textbook.composing.wayfinding import Way
from textbook.files import log
from textbook.making import Making
from textbook.model import Problem
from textbook.recording import measure
from textbook.starting import address, target

ROOT = Path(os.path.relpath(Path(__file__).resolve().parent.parent))
CACHE = ROOT / ".cache"
MADE = CACHE / "site"
"""Where a site is made until it is whole."""


class Textbook:
    """What one run of the `mkdocs` command does and keeps."""

    def __init__(self) -> None:
        self.dirty = False
        self.making = Making(ROOT, CACHE)
        self.colours, self.cards = Colours(), Cards()
        self.wrong: list[str] = []
        """What was found on the pages while they were rendered."""
        self.depth = 0
        """How many builds are under way: the i18n plugin starts one within another."""
        self.site: Path | None = None
        """Where the site belongs, while it is made elsewhere."""
        self.by_source: dict[str, model.Page] = {}
        """The book's pages by MkDocs' source path: `ko/tensors/storage.md`."""
        self.addresses: dict[str, str] = {}
        """Every page's address below the site's, by that path: its own language's, built first."""

    def on_startup(self, command: str, dirty: bool) -> None:
        """Say what is to be made, and keep other builds out."""
        self.dirty = dirty
        asked = click.get_current_context(silent=True)
        with stop():
            self.making.start(command == "serve", bool(asked and asked.params.get("livereload")))

    def on_config(self, config: MkDocsConfig) -> None:
        """Read the book, and begin to run it."""
        if os.environ.get("MIKE_DOCS_VERSION"):
            config.extra["version"] = {"provider": "mike", "default": "latest"}
        with stop():
            config.extra["words"] = words.load(str(config.theme["language"]))["theme"]
            if not self.making.serving and not self.depth:
                target.try_to_write(Path(config.site_dir), ROOT)
            elif not hasattr(self, "pages"):  # The first time; then this very server listens.
                address.attempt(*config.dev_addr)
            read = self.making.begin()
            self.pages = Pages(
                read,
                lambda name: self.book.outputs_of(name),
                measure.measured(read.runs, self.making.records),
                self.making.runner.machine,
                self.colours,
                str(config.extra.get("repository") or ""),
            )
        self.wrong = []
        told = [page for page in read.pages if words.file(page.language).is_file()]
        self.by_source = {f"{page.language}/{page.stem}.md": page for page in told}
        self.pages.place_in(config.mdx_configs.setdefault("pymdownx.superfences", {}))

    def report(self, problems: list[str]) -> None:
        """Stop a build for what a person must mend; under serve, warn and go on."""
        if self.making.serving:
            for message in problems:
                log.warning("%s", message)
        elif problems:
            raise Abort("\n\n".join(problems) + f"\n\n{len(problems)} problems")

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Have the site made elsewhere, so that a build that fails leaves the one before."""
        self.depth += 1
        if self.depth == 1:
            self.way, self.addresses = Way(), {}
        if self.depth == 1 and not self.making.serving and not self.dirty:
            with contextlib.suppress(OSError):
                MADE.mkdir(parents=True, exist_ok=True)
                self.site, config.site_dir = Path(config.site_dir), str(MADE.resolve())

    def on_serve(self, server: Any, **_: Any) -> Any:
        """Have the worker ready before the first edit, and build again when programs have run."""
        self.making.behind.start()
        serving.follow(server, (ROOT / "docs", ROOT / "snippets"), self.making.is_news)
        return server

    def on_files(self, files: Files, config: MkDocsConfig, **_: Any) -> Files:
        """Put a page into the place of each lab, before the languages are told apart."""
        for path, page in self.by_source.items():
            if page.continuous and files.get_file_from_path(path) is None:
                files.append(File.generated(config, path, abs_src_path=str(page.path.resolve())))
        return files

    @event_priority(-200)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Note where each page will lie, and in which order they are read."""
        self.addresses = {p.src_uri: p.url for p in files.documentation_pages()} | self.addresses
        self.way.note(nav.items, nav.pages, config.extra["words"]["appendix"])
        self.pages.order |= {page.file.src_uri: place for place, page in enumerate(nav.pages)}
        return nav

    def on_page_read_source(self, page: Page, **_: Any) -> str | None:
        """A page's text for its front matter; a lab has none, nor has a file that is no text."""
        known = self.by_source.get(page.file.src_uri)
        if known is None:
            return None
        with contextlib.suppress(Problem):
            return "" if known.continuous else files.read_text(known.path)
        return ""

    @event_priority(100)
    def on_page_markdown(self, markdown: str, page: Page, **_: Any) -> str:
        """A page's own text, with a place for each block, before any other plugin sees it."""
        known = self.by_source.get(page.file.src_uri)
        if known is None:
            told = "the book does not read this page: call it NAME.md, in a folder that is no link"
            self.wrong.append(f"{page.file.abs_src_path}:1: {told}")
            return ""
        try:
            return self.pages.site(known)
        except Problem as problem:
            self.wrong.append(str(problem))
            return ""

    @event_priority(-100)
    def on_page_content(self, html: str, page: Page, **_: Any) -> str:
        """Look at a rendered page before anything of the build's own is put into it."""
        known = self.by_source.get(page.file.src_uri)
        if known is None:
            return html
        self.way.name(page, html)
        try:
            self.pages.check(known, html)
        except Problem as problem:
            self.wrong.append(str(problem))
            return f"<h1>{known.stem}</h1><pre>{escape(str(problem))}</pre>"
        return html

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> None:
        """Wait for the programs, stop a build that is not what its records say, fill the pages."""
        read = self.making.sources
        self.colours.prepare(program.source for program in read.programs.values())
        with stop():
            self.book = self.making.finish()
        log.info("%s", self.book.census)
        self.report([*self.book.problems, *self.pages.wrong(), *self.pages.unshown()] or self.wrong)
        published = bool(config.site_url) and not self.making.serving
        for page in (file.page for file in files.documentation_pages() if file.page):
            if known := self.by_source.get(page.file.src_uri):
                take = self.pages.take(known, str(config.remote_branch), page.url)
                html = self.pages.finish(known, page.content or "")
                page.meta["whole"] = self.way.head(page.file.src_uri, html, take)
                page.content = synonyms.searched(page.meta["whole"])
                page.meta["fingerprint"] = self.pages.fingerprint(known)
                page.meta["card"] = published and known.stem != "index"

    @event_priority(-100)
    def on_page_context(self, context: Any, page: Page, **_: Any) -> Any:
        """Make a page whole again when its entry in the search has been written."""
        page.content = page.meta.pop("whole", page.content)
        return context

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
        """Write a page's plain copy, its pictures, its notebook and its card beside it."""
        known = self.by_source.get(page.file.src_uri)
        if known is None:
            return output
        (folder := Path(page.file.abs_dest_path).parent).mkdir(parents=True, exist_ok=True)
        facts = page.file.src_uri, self.addresses, config.site_url
        try:
            written = beside(self.pages, known, functools.partial(links.published, *facts))
        except Problem as problem:
            self.report([str(problem)])
            return output
        if page.meta.get("card"):
            written["card.png"] = self.cards.draw(config.site_name, *self.way.said(page))
        for name, held in written.items():
            (folder / name).write_bytes(held)
        return typesetting.finished(output, config.extra["words"]["further"])

    @event_priority(-200)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Make what belongs to the whole site; put it in its place."""
        self.depth -= 1
        if self.depth:
            return
        named = config.site_name, config.site_description or "", config.site_url or ""
        facts = named, self.way.listed, self.by_source, self.addresses
        for told in whole.finish(Path(config.site_dir), *facts):
            log.warning("%s", told)
        self.making.runner.results.prune()
        if self.site:
            target.put_in_place(MADE, self.site)
            self.site, config.site_dir = None, str(self.site)

    def on_build_error(self, **_: Any) -> None:
        """Forget a build that has failed."""
        self.depth, self.site = 0, None

    def on_shutdown(self) -> None:
        """End what still runs, and let other builds in."""
        self.making.close()


@contextlib.contextmanager
def stop() -> Iterator[None]:
    """Stop MkDocs with a problem's message alone."""
    try:
        yield
    except Problem as problem:
        raise Abort(str(problem)) from problem


# MkDocs takes this module's functions for the methods of a plugin.
_textbook = Textbook()
globals().update({name: getattr(_textbook, name) for name in dir(_textbook) if name[:3] == "on_"})
