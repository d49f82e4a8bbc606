"""Editions: two of them in a temporary repository, served below a sub-path and read in Chromium."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import ENVIRONMENT, ROOT
from textbook import environment, publish

COPIED = ("docs", "snippets", "textbook", "mkdocs.yml", "requirements.txt", "constraints.txt", "README.md")
NAMED = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}
NAMED |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in NAMED.items()}
OLDER = "2.12.0"
RELEASE = environment.version("torch").partition("+")[0]


@dataclass(frozen=True)
class Checkout:
    """A clone of this project with a history of its own."""

    root: Path
    address: str

    def git(self, *arguments: str) -> str:
        """What a git command prints there."""
        command = ["git", *arguments]
        return subprocess.run(
            command, cwd=self.root, env={**os.environ, **NAMED}, stdout=subprocess.PIPE, text=True, check=True
        ).stdout.strip()

    def publish(self, **variables: str) -> subprocess.CompletedProcess[str]:
        """`make publish`."""
        return subprocess.run(
            [sys.executable, "-m", "textbook.publish"],
            cwd=self.root,
            env={**ENVIRONMENT, **NAMED, "SITE_URL": self.address, "REPOSITORY": "someone/book", **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )


class Pages(SimpleHTTPRequestHandler):
    """Serves a folder below `/book/`, and its own 404 page for what is not there, as GitHub Pages does."""

    def translate_path(self, path: str) -> str:
        """Where a path below the sub-path lies."""
        return super().translate_path(path.removeprefix("/book"))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page."""
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checkout]:
    """An older edition, then this one, published; and the branch served."""
    root, served = tmp_path_factory.mktemp("checkout"), tmp_path_factory.mktemp("served")
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    shutil.copytree(ROOT / ".cache", root / ".cache")
    (root / ".gitignore").write_text("__pycache__/\n.cache/\n", "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Pages, directory=str(served)))
    made = Checkout(root, f"http://127.0.0.1:{server.server_port}/book/")
    for arguments in (("init", "--quiet", "-b", "main"), ("add", "."), ("commit", "--quiet", "-m", "book")):
        made.git(*arguments)
    publish_older(made, tmp_path_factory.mktemp("older") / "site")
    done = made.publish()
    assert done.returncode == 0, done.stdout
    made.git("worktree", "add", "--quiet", str(served / "tree"), "gh-pages")
    for path in (served / "tree").iterdir():
        path.rename(served / path.name)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


def publish_older(made: Checkout, site: Path) -> None:
    """This very site under an older name, as if it had been executed on that release."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(made.root)
        for name, value in {**NAMED, "SITE_URL": made.address, "REPOSITORY": "someone/book"}.items():
            patch.setenv(name, value)
        publish.build(site, OLDER)
        assert publish.publish(site, OLDER, "gh-pages", made.address)


def test_an_edition_is_one_commit(checkout: Checkout) -> None:
    """Two editions, two commits; nothing else is left in the repository."""
    assert checkout.git("rev-list", "--count", "gh-pages") == "2"
    assert checkout.git("for-each-ref", "--format=%(refname:short)").split() == ["gh-pages", "main"]
    older = [checkout.git("rev-parse", f"{commit}:2.12") for commit in ("gh-pages", "gh-pages^")]
    assert older[0] == older[1]
    names = checkout.git("ls-tree", "--name-only", "gh-pages").split()
    edition = publish.edition(RELEASE)
    expected = {".nojekyll", "2.12", edition, "latest", "index.html", "404.html", "versions.json", "feed.xml"}
    assert set(names) == expected | {"sitemap.xml", "llms.txt"}


def test_the_same_again_is_no_commit(checkout: Checkout) -> None:
    """Publishing what is published changes nothing: two builds of one commit are the same bytes."""
    before = checkout.git("rev-parse", "gh-pages")
    done = checkout.publish()
    assert "has not changed" in done.stdout
    assert checkout.git("rev-parse", "gh-pages") == before


def test_what_is_not_committed_is_not_published(checkout: Checkout) -> None:
    """A dirty tree, drift, or another torch: a message, and the branch as it was."""
    before = checkout.git("rev-parse", "gh-pages")
    snippet, record = (checkout.root / "snippets/tensors/storage" / name for name in ("flat.py", "flat.cpu.txt"))
    stray = checkout.root / "stray.txt"
    stray.write_text("", "utf-8")
    assert "stray.txt" in checkout.publish().stdout
    stray.unlink()

    def commit_and_publish() -> str:
        checkout.git("commit", "--quiet", "-am", "spoil")
        done = checkout.publish()
        assert done.returncode == 1
        checkout.git("reset", "--quiet", "--hard", "HEAD^")
        return done.stdout

    snippet.write_text(snippet.read_text("utf-8").replace("[1, 2, 3]", "[1, 2, 9]"), "utf-8")
    told = commit_and_publish()
    assert "its output is not what is recorded" in told
    assert "nothing is published" in told
    assert record.exists()
    pins = checkout.root / "requirements.txt"
    pins.write_text(pins.read_text("utf-8").replace(f"torch=={RELEASE}", "torch==2.99.0"), "utf-8")
    assert f"pins torch 2.99.0, but torch {RELEASE} is installed" in commit_and_publish()
    assert checkout.git("rev-parse", "gh-pages") == before


def test_the_root_leads_to_the_latest(checkout: Checkout, browser: Browser) -> None:
    """Redirect, version selector, the banner of an older edition, and the page's own place in another."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(checkout.address)
    page.wait_for_url("**/latest/")
    page.goto(f"{checkout.address}2.12/tensors/storage/")
    banner = page.locator("[data-md-component=outdated]")
    expect(banner).to_be_visible()
    banner.get_by_role("link").click()
    page.wait_for_url("**/latest/")
    expect(page.locator("[data-md-component=outdated]")).to_be_hidden()
    page.goto(f"{checkout.address}latest/tensors/storage/")
    expect(page.locator(".md-version__link")).to_have_count(2)
    shown = page.locator(".md-version__link").all_text_contents()
    assert [text.strip() for text in shown] == [f"PyTorch {RELEASE}", f"PyTorch {OLDER}"]
    assert [url for url in asked if not url.startswith((checkout.address, "data:", "blob:"))] == []
    page.close()


def test_links_search_and_404_below_a_sub_path(checkout: Checkout, browser: Browser) -> None:
    """Every link of the home page, a search, a page that is not there, at any depth."""
    page = browser.new_page()
    edition = publish.edition(RELEASE)
    page.goto(f"{checkout.address}{edition}/")
    links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href.split('#')[0])")
    inside = {link for link in links if link.startswith(checkout.address)}
    assert len(inside) > 25
    for link in inside:
        assert page.request.get(link).status == 200, link
    page.goto(f"{checkout.address}{edition}/")
    page.locator("input.md-search__input").click()
    page.keyboard.type("stride")
    found = page.locator(".md-search-result__link").first
    expect(found).to_be_visible(timeout=20_000)
    found.click()
    page.wait_for_url(f"**/book/{edition}/**")
    for lost in ("nowhere", f"{edition}/tensors/nowhere/", "2.12/nowhere/at/all"):
        answer = page.goto(checkout.address + lost)
        assert answer is not None
        assert answer.status == 404
        expect(page.locator("h1")).to_contain_text("404")
        assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
        home = page.locator("a.md-logo").first.evaluate("link => link.href")
        assert page.request.get(home).status == 200
    page.close()


def test_colab_opens_the_very_edition(checkout: Checkout, browser: Browser) -> None:
    """The button names repository, branch, version and a notebook that is there."""
    page = browser.new_page()
    for edition in ("2.12", publish.edition(RELEASE)):
        page.goto(f"{checkout.address}{edition}/tensors/storage/")
        link = page.get_by_role("link", name="Colab에서 열기").get_attribute("href") or ""
        opening = "https://colab.research.google.com/github/someone/book/blob/gh-pages/"
        assert link.startswith(f"{opening}{edition}/")
        path = link.removeprefix(opening)
        assert checkout.git("cat-file", "-t", f"gh-pages:{path}") == "blob"
        assert f"{checkout.address}{edition}/tensors/metadata/" in checkout.git("show", f"gh-pages:{path}")
    page.close()


def test_what_tools_read(checkout: Checkout) -> None:
    """Sitemap, feed and list of copies: well formed, and every address in them is there."""
    edition = publish.edition(RELEASE)
    files = set(checkout.git("ls-tree", "-r", "--name-only", "gh-pages").split("\n"))

    def there(address: str) -> bool:
        path = address.removeprefix(checkout.address).replace("latest/", f"{edition}/", 1)
        return path in files or f"{path}index.html" in files

    for name in ("sitemap.xml", f"{edition}/sitemap.xml"):
        found = ElementTree.fromstring(checkout.git("show", f"gh-pages:{name}"))
        addresses = [tag.text or "" for tag in found.iter() if tag.tag.endswith("loc")]
        assert addresses
        assert all(map(there, addresses)), addresses
    sitemap = checkout.git("show", f"gh-pages:{edition}/sitemap.xml")
    assert f"{checkout.address}{edition}/labs/digits/" in sitemap
    feed = ElementTree.fromstring(checkout.git("show", "gh-pages:feed.xml"))
    atom = "{http://www.w3.org/2005/Atom}"
    entries = [entry.findtext(f"{atom}title") for entry in feed.iter(f"{atom}entry")]
    assert entries == [f"PyTorch {RELEASE}", f"PyTorch {OLDER}"]
    assert all(there(entry.findtext(f"{atom}id") or "") for entry in feed.iter(f"{atom}entry"))
    copies = [
        line.rpartition("(")[2].rstrip(")") for line in checkout.git("show", "gh-pages:llms.txt").split("\n")[4:]
    ]
    assert len(copies) > 25
    assert all(map(there, copies)), copies
