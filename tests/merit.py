"""Measure the built site as a phone's reader has it: `python -m tests.merit [PAGE ...] [--all]`.

Lighthouse opens the pages in Chromium, from a server that compresses as hosts do. It comes from npm
(`npx`), or is what LIGHTHOUSE names. Without pages, one of each kind is measured. Ends with 1 where
a page misses a figure of `LEAST` or `MOST`.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import json
import os
import shlex
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.conftest import SITE
from textbook.publishing.pictures import chromium

LIGHTHOUSE = "npx --yes lighthouse@12.8.2"
SAMPLE = (
    *("", "tensors/transpose/", "tensors/device/", "autograd/backward/", "labs/digits/"),
    *("glossary/", "outputs/"),
)
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
MOST = {
    "largest-contentful-paint": 1500.0,
    "total-byte-weight": 200 * 1024.0,
    "cumulative-layout-shift": 0.0,
}
"""Milliseconds, bytes, and how far what is read moves."""
CHROME = (
    "--headless=new --no-sandbox --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


class Compressing(SimpleHTTPRequestHandler):
    """Serves files compressed, as the hosts of static pages do, and keeps no log."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> Any:
        """A file's head and, to be copied after it, what is in it."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        body = path.read_bytes()
        self.send_response(200)
        if path.suffix not in (".woff2", ".png", ".webp"):
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        kind = self.guess_type(str(path))
        charset = "; charset=utf-8" if kind.startswith("text/") else ""
        self.send_header("Content-Type", f"{kind}{charset}")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        return BytesIO(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path, kind: type[SimpleHTTPRequestHandler] = Compressing) -> Iterator[str]:
    """A folder's address while it is served."""
    handler = functools.partial(kind, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def measure(address: str) -> dict[str, float]:
    """Lighthouse's scores of a page, of 100, and the figures of `MOST`."""
    command = [*shlex.split(os.environ.get("LIGHTHOUSE", LIGHTHOUSE)), address]
    command += ["--quiet", "--output=json", f"--chrome-flags={CHROME}"]
    command += [f"--only-categories={','.join(LEAST)}"]
    chrome = {"CHROME_PATH": chromium() or ""}
    environment = {**chrome, **os.environ} if chrome["CHROME_PATH"] else {**os.environ}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"Lighthouse does not run here: {done.stderr.strip()[-800:]}")
    report = json.loads(done.stdout)
    scores = {one: 100 * report["categories"][one]["score"] for one in LEAST}
    for audit in report["audits"].values():
        if audit["score"] == 0 and audit["scoreDisplayMode"] == "binary":
            print(f"    {audit['id']}: {audit['title']}")
    return scores | {one: report["audits"][one]["numericValue"] for one in MOST}


def missed(found: dict[str, float]) -> list[str]:
    """The names of the figures that a page does not reach."""
    low = [one for one, least in LEAST.items() if round(found[one]) < least]
    return low + [one for one, most in MOST.items() if round(found[one], 3) > most]


def main() -> int:
    """Measure pages, and say of each what it reaches and misses."""
    parser = argparse.ArgumentParser(prog="python -m tests.merit", description=__doc__)
    parser.add_argument("pages", nargs="*", help="addresses below the site's: tensors/transpose/")
    parser.add_argument("--all", action="store_true", help="every page of the site")
    options = parser.parse_args()
    if not (SITE / "index.html").exists():
        raise SystemExit(f"{SITE} is not built: make site")
    every = sorted(path.parent.relative_to(SITE).as_posix() for path in SITE.rglob("index.html"))
    pages = [f"{one}/".removeprefix("./") for one in every] if options.all else options.pages
    wrong = False
    with served(SITE) as address:
        for page in pages or SAMPLE:
            found = measure(address + page)
            told = " ".join(f"{found[one]:.0f}" for one in LEAST)
            lcp, size, shift = (found[one] for one in MOST)
            short = missed(found)
            wrong = wrong or bool(short)
            print(
                f"{page or 'home'}: {told}, LCP {lcp / 1000:.2f} s, {size / 1024:.0f} KB,", end=" "
            )
            print(f"shift {shift:.3f}", *(f"MISSED {one}" for one in short), flush=True)
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
