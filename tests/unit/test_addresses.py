"""The command that asks for every address elsewhere, with a server that stands for the others."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import addresses
from tests.browser.conftest import Quiet
from tests.merit import served

PAGES = {"good": '<dt id="torch.add"></dt>', "named": "<a name=here></a>"}
ASKED: Counter[str] = Counter()


class Elsewhere(Quiet):
    """Has two pages, refuses one, and lacks all others."""

    def do_GET(self) -> None:  # noqa: N802 - as http.server calls it
        """Answer as such a server does."""
        ASKED[self.path] += 1
        if self.path == "/refused":
            self.send_error(403)
        else:
            super().do_GET()


@pytest.fixture
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its address."""
    folder = tmp_path_factory.mktemp("elsewhere")
    for name, text in PAGES.items():
        (folder / name).write_text(text, "utf-8")
    ASKED.clear()
    with served(folder, Elsewhere) as root:
        yield root.removesuffix("/")


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
