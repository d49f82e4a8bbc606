"""MkDocs' way into the book: the only file that knows MkDocs.

A hook and no installed plugin, so that every checkout runs its own code, and so that
`pip install -r requirements.txt` and `mkdocs serve` are all that it takes.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

# MkDocs takes its own entry off again.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from textbook import book, files, model, serving
from textbook.composing import words
from textbook.composing.colours import Colours
from textbook.composing.pages import Pages
from textbook.model import Problem
from textbook.reading import sources
from textbook.reading.sources import Sources
from textbook.running.runner import Outcomes, Runner, log

ROOT = Path(os.path.relpath(Path(__file__).resolve().parent.parent))
CACHE = ROOT / ".cache"
LABS_DONE = CACHE / "labs"
"""A file that changes when a lab has run behind the served site; MkDocs watches it."""


class Textbook:
    """What one run of the `mkdocs` command does and keeps."""

    def __init__(self) -> None:
        self.serving = False
        self.lock = contextlib.ExitStack()
        self.runner = Runner(CACHE)
        self.colours = Colours()
        self.pages: Pages
        self.by_source: dict[str, model.Page] = {}
        """The book's pages by MkDocs' source path: `ko/tensors/storage.md`."""
        self.addresses: dict[str, str] = {}
        """Every page's address below the site's, by that path."""
        self.listed: dict[str, str] = {}
        """Every page's title by its address, in the order of the navigation."""

    def on_startup(self, command: str, **_: Any) -> None:
        """Keep other builds out."""
        self.serving = command == "serve"
        if not self.serving and "SOURCE_DATE_EPOCH" not in os.environ:
            # The same bytes for the same commit.
            os.environ["SOURCE_DATE_EPOCH"] = files.committed(ROOT)
        try:
            required()
            if not self.serving:
                self.lock.enter_context(files.alone(CACHE))
                with contextlib.suppress(OSError):
                    files.recover(ROOT / "snippets")
        except Problem as problem:
            raise Abort(str(problem)) from problem

    def on_config(self, config: MkDocsConfig) -> None:
        """Run the book, and stop a build that is not what its records say."""
        config.extra["words"] = words.load(str(config.theme["language"]))["theme"]
        if os.environ.get("MIKE_DOCS_VERSION"):
            config.extra["version"] = {"provider": "mike", "default": "latest"}
        try:
            if not self.serving:
                files.try_to_write(Path(config.site_dir))
            elif not self.by_source:  # The first time; then this very server listens.
                serving.try_to_listen(*config.dev_addr)
            read = sources.read(ROOT)
            made = book.make(
                read,
                self.outcomes(read),
                why_no_cuda=self.runner.machine.why_no_cuda,
                required=required(),
                serving=self.serving,
            )
        except Problem as problem:
            raise Abort(str(problem)) from problem
        log.info("%s", made.census)
        self.pages = Pages(
            read.pages,
            made.outputs_of,
            lambda name: read.programs[name].source if name in read.programs else "",
            made.moved,
            self.runner.machine,
            self.colours,
        )
        self.report([*made.problems, *self.pages.wrong()])
        self.by_source = {f"{page.language}/{page.stem}.md": page for page in read.pages}
        self.listed = {}
        fences = config.mdx_configs.setdefault("pymdownx.superfences", {})
        name = self.pages.token
        fence = {
            "name": name,
            "class": name,
            "format": lambda text, *_, **__: self.pages.fence(text),
        }
        others = [one for one in fences.get("custom_fences", []) if "block-" not in one["name"]]
        fences["custom_fences"] = [*others, fence]

    def outcomes(self, read: Sources) -> Outcomes:
        """What every program gives. Under serve, labs run behind the rest."""
        if not self.serving:
            texts = [program.source for program in read.programs.values()]
            return self.runner.run(read.jobs, meanwhile=lambda: self.colours.prepare(texts))
        chapters = self.runner.run(job for job in read.jobs if not job.echo)
        labs = [job for job in read.jobs if job.echo]
        behind = self.runner.run_behind(labs, lambda: files.write(LABS_DONE, str(time.time_ns())))
        return chapters | behind

    def report(self, problems: list[str]) -> None:
        """Stop a build for what a person must mend; under serve, warn and go on."""
        if self.serving:
            for message in problems:
                log.warning("%s", message)
        elif problems:
            raise Abort("\n\n".join(problems) + f"\n\n{len(problems)} problems")

    def on_serve(self, server: Any, **_: Any) -> Any:
        """Have the worker ready before the first edit, and build again when a lab has run."""
        self.runner.pool.start()
        with contextlib.suppress(OSError):
            LABS_DONE.touch()
            server.watch(str(LABS_DONE))
            serving.follow(server, (ROOT / "docs", ROOT / "snippets"), LABS_DONE)
        return server

    def on_files(self, files: Files, config: MkDocsConfig, **_: Any) -> Files:
        """Put a page into the place of each lab, before the languages are told apart."""
        for path, page in self.by_source.items():
            if page.continuous and files.get_file_from_path(path) is None:
                source = str(page.path.resolve())
                files.append(File.generated(config, path, abs_src_path=source))
        return files

    @event_priority(-200)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Note where each page will lie, and in which order they are read."""
        self.addresses = {file.src_uri: file.url for file in files.documentation_pages()}
        self.listed |= {page.file.url: str(page.title) for page in nav.pages}
        return nav

    def on_page_read_source(self, page: Page, **_: Any) -> str | None:
        """A page's text for its front matter; a lab has none, nor has a file that is no text."""
        known = self.by_source.get(page.file.src_uri)
        if known is None:
            return None
        try:
            return "" if known.continuous else files.read_text(known.path)
        except Problem:
            return ""

    @event_priority(100)
    def on_page_markdown(self, markdown: str, page: Page, **_: Any) -> str:
        """A page's own text, with a place for each block, before any other plugin sees it."""
        known = self.by_source.get(page.file.src_uri)
        return self.pages.site(known) if known else markdown

    @event_priority(-100)
    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
        """Programs and outputs in their places, once nobody rewrites the page any more."""
        known = self.by_source.get(page.file.src_uri)
        if known is None:
            return html
        try:
            html = self.pages.finish(known, html)
        except Problem as problem:
            self.report([str(problem)])
            return f"<h1>{known.stem}</h1><pre>{escape(str(problem))}</pre>"
        self.listed[page.file.url] = str(page.title)
        take = self.pages.take(known, colab(page, config, known))
        return html.replace("</h1>", f"</h1>{take}", 1)

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
        """Write a page's plain copy, its pictures and its notebook beside it."""
        known = self.by_source.get(page.file.src_uri)
        if known is None:
            return output
        folder = Path(page.file.abs_dest_path).parent
        folder.mkdir(parents=True, exist_ok=True)

        def address(link: str) -> str:
            to = os.path.normpath(Path(page.file.src_uri).parent / link) if link else ""
            to = to.removesuffix(".py") + ".md" if to.endswith(".py") else to
            url = self.addresses.get(to or page.file.src_uri)
            return f"{config.site_url}".rstrip("/") + f"/{url}" if config.site_url and url else ""

        try:
            written = {**self.pages.pictures(known), "index.md": self.pages.copy(known)}
            if known.codes:
                name = f"{known.stem.rpartition('/')[2]}.ipynb"
                written[name] = self.pages.notebook(known, address)
        except Problem as problem:
            self.report([str(problem)])
            return output
        for name, text in written.items():
            (folder / name).write_text(text, "utf-8", newline="\n")
        return output

    def on_post_build(self, config: MkDocsConfig, **_: Any) -> None:
        """Write the list of the pages' Markdown copies, for tools that read."""
        base = f"{config.site_url.rstrip('/')}/" if config.site_url else ""
        lines = [f"# {config.site_name}", "", f"> {config.site_description}", ""]
        for url, title in self.listed.items():
            lines.append(f"- [{title}]({base}{url.removeprefix('./')}index.md)")
        text = "\n".join(lines) + "\n"
        Path(config.site_dir, "llms.txt").write_text(text, "utf-8", newline="\n")
        self.runner.results.prune()

    def on_shutdown(self, **_: Any) -> None:
        """End the worker, and let other builds in."""
        self.runner.close()
        self.lock.close()


def required() -> bool:
    """Whether CUDA=required. Raises Problem for any other value, which would do nothing."""
    if (value := os.environ.get("CUDA", "")) not in ("", "required"):
        raise Problem(f"CUDA={value} means nothing: write CUDA=required, or leave it out")
    return value == "required"


def colab(page: Page, config: MkDocsConfig, known: model.Page) -> str:
    """Where Colab opens a page's notebook in this edition; nothing where it is not published."""
    repository, version = config.extra.get("repository"), os.environ.get("MIKE_DOCS_VERSION")
    if not repository or not version:
        return ""
    name = known.stem.rpartition("/")[2]
    path = quote(f"{config.remote_branch}/{version}/{page.url}{name}.ipynb")
    return f"https://colab.research.google.com/github/{repository}/blob/{path}"


# MkDocs takes this module's functions for the methods of a plugin.
_textbook = Textbook()
globals().update({name: getattr(_textbook, name) for name in dir(_textbook) if name[:3] == "on_"})
