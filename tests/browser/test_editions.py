"""Editions: two of them in a temporary repository, served below a sub-path and read in Chromium."""

from __future__ import annotations

import functools
import shutil
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import go
from tests.conftest import ROOT
from tests.site.test_same_bytes import copy_checkout
from tests.unit.test_editions import ATOM, EDITION, OLDER, RELEASE, begin, branches, enter, git
from textbook.publishing import editions

pytestmark = pytest.mark.timeout(900)


@dataclass(frozen=True)
class Published:
    """A repository with two editions of this book, and where they are served."""

    root: Path
    address: str
    """Of the root that the editions lie below."""


class Pages(SimpleHTTPRequestHandler):
    """Serves a folder below `/book/`, and its own 404 page for what is not there."""

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
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """This very book under an older name, then as it is, published; and the branch served.

    What a build needs to run is taken from this checkout's cache.
    """
    root, served = tmp_path_factory.mktemp("checkout"), tmp_path_factory.mktemp("served")
    copy_checkout(root)
    if (ROOT / ".cache" / "results").exists():
        shutil.copytree(ROOT / ".cache" / "results", root / ".cache" / "results")
    begin(root)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Pages, directory=str(served)))
    made = Published(root, f"http://127.0.0.1:{server.server_port}/book/")
    with pytest.MonkeyPatch.context() as patch:
        enter(root, patch, SITE_URL=made.address, REPOSITORY="someone/book")
        site = tmp_path_factory.mktemp("older") / "site"
        editions.build(site, OLDER, "gh-pages")
        assert editions.commit(site, OLDER, "gh-pages", made.address)
        assert editions.publish("gh-pages", "") != f"gh-pages: {RELEASE} has not changed"
    git(root, "worktree", "add", "--quiet", str(served / "tree"), "gh-pages")
    for path in (served / "tree").iterdir():
        path.rename(served / path.name)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


def test_the_book_is_left_alone(published: Published) -> None:
    """Two editions are two commits of one branch; nothing else in the checkout has changed."""
    assert set(branches(published.root)) == {"main", "gh-pages"}
    assert git(published.root, "rev-list", "--count", "gh-pages") == "2"
    assert git(published.root, "rev-list", "--count", "main") == "1"
    assert git(published.root, "status", "--porcelain") == ""


def test_the_root_leads_to_the_latest(published: Published, browser: Browser) -> None:
    """Redirect, version selector, the banner of an older edition, the page's place in another."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    go(page, published.address)
    page.wait_for_url("**/latest/")
    go(page, f"{published.address}2.12/tensors/storage/")
    banner = page.locator("[data-md-component=outdated]")
    expect(banner).to_be_visible()
    expect(banner).to_contain_text("최신 버전에서도 같습니다")
    newest = page.locator("link[rel=canonical]").get_attribute("href")
    assert newest == f"{published.address}latest/tensors/storage/"
    report = page.get_by_role("link", name="알려 주세요").first.get_attribute("href") or ""
    assert report.startswith("https://github.com/someone/book/issues/new?template=output.yml&")
    banner.get_by_role("link").click()
    page.wait_for_url("**/latest/tensors/storage/")
    expect(page.locator("[data-md-component=outdated]")).to_be_hidden()
    go(page, f"{published.address}latest/tensors/storage/")
    expect(page.locator(".md-version__link")).to_have_count(2)
    shown = page.locator(".md-version__link").all_text_contents()
    assert [text.strip() for text in shown] == [f"PyTorch {RELEASE}", f"PyTorch {OLDER}"]
    assert [url for url in asked if not url.startswith((published.address, "data:", "blob:"))] == []
    page.close()


def test_each_page_has_its_own_card(published: Published, browser: Browser) -> None:
    """A whole address, at which there is a picture; the first page's is the book's."""
    page = browser.new_page()
    held = []
    for place in ("", "tensors/storage/", "labs/digits/", "glossary/"):
        go(page, f"{published.address}{EDITION}/{place}")
        named = page.locator("meta[property='og:image']").get_attribute("content") or ""
        assert named == f"{published.address}{EDITION}/{place or 'assets/'}card.png"
        answer = page.request.get(named)
        assert answer.status == 200
        held.append(answer.body())
        width, height = struct.unpack(">II", answer.body()[16:24])
        assert (width, height) == (1200, 630)
    assert len(set(held)) == 4
    page.close()


def test_links_search_and_404_below_a_sub_path(published: Published, browser: Browser) -> None:
    """Every link of the home page, a search, a page that is not there, at any depth."""
    page = browser.new_page()
    go(page, f"{published.address}{EDITION}/")
    links = page.eval_on_selector_all(
        "a[href]", "links => links.map(link => link.href.split('#')[0])"
    )
    inside = {link for link in links if link.startswith(published.address)}
    assert len(inside) > 25
    for link in inside:
        assert page.request.get(link).status == 200, link
    go(page, f"{published.address}{EDITION}/")
    page.locator("input.md-search__input").click()
    page.keyboard.type("stride")
    found = page.locator(".md-search-result__link").first
    expect(found).to_be_visible(timeout=20_000)
    found.click()
    page.wait_for_url(f"**/book/{EDITION}/**")
    for lost in ("nowhere", f"{EDITION}/tensors/nowhere/", "2.12/nowhere/at/all"):
        answer = page.goto(published.address + lost)
        assert answer is not None
        assert answer.status == 404
        expect(page.locator("h1")).to_contain_text("찾는 페이지가 없습니다")
        expect(page.get_by_label("이 책에서 찾기")).to_be_visible()
        style = "getComputedStyle(document.querySelector('.md-header')).position"
        assert page.evaluate(style) == "sticky"
        home = page.locator("a.md-logo").first.evaluate("link => link.href")
        assert page.request.get(home).status == 200
    page.close()


def test_colab_opens_the_very_edition(published: Published, browser: Browser) -> None:
    """The button names repository, branch, version and a notebook that is there."""
    page = browser.new_page()
    for edition in ("2.12", EDITION):
        go(page, f"{published.address}{edition}/tensors/storage/")
        link = page.get_by_role("link", name="Colab에서 열기").get_attribute("href") or ""
        opening = "https://colab.research.google.com/github/someone/book/blob/gh-pages/"
        assert link.startswith(f"{opening}{edition}/")
        path = link.removeprefix(opening)
        assert git(published.root, "cat-file", "-t", f"gh-pages:{path}") == "blob"
        notebook = git(published.root, "show", f"gh-pages:{path}")
        assert f"{published.address}{edition}/tensors/metadata/" in notebook
    page.close()


def test_what_tools_read(published: Published) -> None:
    """Sitemap, feed and list of copies: well formed, and every address in them is there."""
    files = set(git(published.root, "ls-tree", "-r", "--name-only", "gh-pages").split("\n"))

    def there(address: str) -> bool:
        path = address.removeprefix(published.address).replace("latest/", f"{EDITION}/", 1)
        return path in files or f"{path}index.html" in files

    for name in ("sitemap.xml", f"{EDITION}/sitemap.xml"):
        found = ElementTree.fromstring(git(published.root, "show", f"gh-pages:{name}"))
        addresses = [tag.text or "" for tag in found.iter() if tag.tag.endswith("loc")]
        assert addresses
        assert all(map(there, addresses)), addresses
    sitemap = git(published.root, "show", f"gh-pages:{EDITION}/sitemap.xml")
    assert f"{published.address}{EDITION}/labs/digits/" in sitemap
    feed = ElementTree.fromstring(git(published.root, "show", "gh-pages:feed.xml"))
    entries = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert entries == [f"PyTorch {RELEASE}", f"PyTorch {OLDER}"]
    assert all(there(entry.findtext(f"{ATOM}id") or "") for entry in feed.iter(f"{ATOM}entry"))
    copies = [
        line.rpartition("(")[2].rstrip(")")
        for line in git(published.root, "show", "gh-pages:llms.txt").split("\n")[4:]
    ]
    assert len(copies) > 25
    assert all(map(there, copies)), copies
