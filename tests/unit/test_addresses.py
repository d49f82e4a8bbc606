"""The command that asks for every address elsewhere, with a server that stands for the others."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests import addresses

PAGES = {"/good": '<dt id="torch.add"></dt>', "/named": "<a name=here></a>"}
ASKED: Counter[str] = Counter()


class Elsewhere(BaseHTTPRequestHandler):
    """Has two pages, refuses one, and lacks all others."""

    def do_GET(self) -> None:
        """Answer as such a server does."""
        ASKED[self.path] += 1
        code = 200 if self.path in PAGES else 403 if self.path == "/refused" else 404
        self.send_response(code)
        self.end_headers()
        self.wfile.write(PAGES.get(self.path, "").encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def host() -> Iterator[str]:
    """Its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    ASKED.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_what_is_not_there_is_told(
    host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With why, and the page that links there; each page is asked for once."""
    links = ("good#torch.add", "good#torch.sub", "named#here", "gone", "refused", "good")
    anchors = "".join(f'<a href="{host}/{link}">x</a>' for link in links)
    (tmp_path / "part").mkdir()
    text = f'<a href="{host}/menu"></a><article>{anchors}<a href="../other/">x</a></article>'
    (tmp_path / "part" / "index.html").write_text(text, "utf-8")
    monkeypatch.setattr(addresses, "SITE", tmp_path)
    assert addresses.main() == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{host}/gone answers 404: linked from part",
        f"{host}/good#torch.sub has no place called torch.sub: linked from part",
        f"{host}/refused refused: linked from part",
        "6 addresses, 2 wrong",
    ]
    assert dict(ASKED) == {"/good": 1, "/named": 1, "/gone": 1, "/refused": 1}


def test_all_is_well(host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then it ends with 0; a site without such links, which is not built, does not."""
    monkeypatch.setattr(addresses, "SITE", tmp_path)
    assert addresses.main() == 1
    text = f'<article><a href="{host}/good#torch.add">x</a></article>'
    (tmp_path / "index.html").write_text(text, "utf-8")
    assert addresses.main() == 0


def test_who_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked once more, and then told."""
    monkeypatch.setattr(time, "sleep", lambda _: None)
    ((_, told),) = addresses.wrong(["http://127.0.0.1:9/nobody"])
    assert told.startswith("cannot be reached: ")
