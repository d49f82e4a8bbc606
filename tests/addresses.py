"""Ask every address elsewhere that the built site links to: `python -m tests.addresses`.

Needs a network, and `make site` before. Ends with 1 where an address is not there, or its page
lacks the place that is named after `#`. Who refuses to be asked by a program is listed, and is no
fault.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urldefrag
from urllib.request import Request, urlopen

from bs4 import BeautifulSoup

from tests.conftest import SITE

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
WITHIN = 30
"""Seconds for an answer."""
REFUSED = (HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS, 999)
"""What those answer who want no programs."""


def linked(site: Path) -> dict[str, set[str]]:
    """Every address elsewhere that a page's article links to, with the pages that do."""
    found: dict[str, set[str]] = {}
    for path in sorted(site.rglob("index.html")):
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for link in page.select("article a[href]"):
            if re.match("https?://", address := str(link["href"])):
                name = path.parent.relative_to(site).as_posix()
                found.setdefault(address, set()).add(name)
    return found


def ask(page: str, again: bool = True) -> tuple[str, str]:
    """The text of a page, and what is wrong with its address: nothing where it is there."""
    try:
        with urlopen(Request(page, headers=BROWSER), timeout=WITHIN) as answer:
            return answer.read().decode("utf-8", "replace"), ""
    except HTTPError as error:
        told = "refused" if error.code in REFUSED else f"answers {error.code}"
        return "", told
    except (URLError, OSError, ValueError) as error:
        if again:
            time.sleep(1)
            return ask(page, again=False)
        return "", f"cannot be reached: {error}"


def wrong(addresses: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each address that is not as the site has it, and why. A page is asked for once."""
    listed = sorted(addresses)
    pages = sorted({urldefrag(one).url for one in listed})
    with ThreadPoolExecutor(8) as pool:
        answers = dict(zip(pages, pool.map(ask, pages), strict=True))
    for address in listed:
        page, place = urldefrag(address)
        text, told = answers[page]
        if not told and place and not has(text, unquote(place)):
            told = f"has no place called {place}"
        if told:
            yield address, told


def has(text: str, place: str) -> bool:
    """Whether a page's text has the place."""
    return bool(re.search(rf"""\b(?:id|name)=["']?{re.escape(place)}["'\s>]""", text))


def main() -> int:
    """Ask for all of them, and say what is wrong."""
    found = linked(SITE)
    faults = 0
    for address, told in wrong(found):
        faults += told != "refused"
        print(f"{address} {told}: linked from {', '.join(sorted(found[address]))}", flush=True)
    print(f"{len(found)} addresses, {faults} wrong")
    return 1 if faults or not found else 0


if __name__ == "__main__":
    sys.exit(main())
