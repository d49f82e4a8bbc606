"""Where the site is served: an address that is taken is told at once, with the cure."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Project
from textbook.model import Problem
from textbook.starting import address


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_port_that_is_taken_stops_it_before_a_build(project: Project, taken: int) -> None:
    """One line, with an address that is free; nothing is built."""
    done = project.run("textbook", "serve", f"127.0.0.1:{taken}")
    told = (
        r"127\.0\.0\.1:(\d+) is taken by another program: make serve ADDRESS=127\.0\.0\.1:(\d+)\n"
    )
    found = re.fullmatch(told, done.stdout)
    assert found, done.stdout
    assert int(found[1]) == taken
    address.listen("127.0.0.1", int(found[2]))
    assert done.returncode == 1
    assert not (project.root / ".cache").exists()


def test_plain_mkdocs_tries_it_before_a_build(project: Project, taken: int) -> None:
    """The same line, where somebody does not use make."""
    done = project.run("mkdocs", "serve", "--dev-addr", f"127.0.0.1:{taken}")
    assert f"127.0.0.1:{taken} is taken by another program: make serve ADDRESS=" in done.stdout
    assert "Traceback" not in done.stdout
    assert done.returncode == 1
    assert not (project.root / ".cache" / "results").exists()


def test_a_free_one_is_told_before_the_build(
    project: Project, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """And MkDocs is asked to serve there; what was taken a moment ago is free again."""
    asked: list[list[str]] = []
    monkeypatch.setattr("os.execve", lambda _, command, __: asked.append(command))
    monkeypatch.setattr("subprocess.run", lambda *_, **__: pytest.fail("it was not executed"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(pytest.fail.Exception):
        address.serve(f"127.0.0.1:{port}")
    assert asked[0][-4:] == ["mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    assert capfd.readouterr().out.startswith(f"http://127.0.0.1:{port}/ ")


@pytest.mark.parametrize("wrong", ["8000", "127.0.0.1", "127.0.0.1:", ":8000", "h:99999", "h:x"])
def test_what_is_no_address(wrong: str) -> None:
    """Is told with what one looks like."""
    with pytest.raises(Problem, match=f"ADDRESS={wrong}: is no address: write host:port"):
        address.read(wrong)


def test_an_address_of_another_machine() -> None:
    """Cannot be listened at, for the reason that the system gives."""
    with pytest.raises(Problem, match=r"192\.0\.2\.1:8000: .*make serve ADDRESS=127\.0\.0\.1:8000"):
        address.attempt("192.0.2.1", 8000)


def test_names_and_brackets(tmp_path: Path) -> None:
    """A host by name, and IPv6 in brackets, as MkDocs takes them."""
    del tmp_path
    assert address.read("localhost:8000") == ("localhost", 8000)
    assert address.read("[::1]:8000") == ("::1", 8000)
