"""Reading snippets: what their header may say, and what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from textbook.snippet import Problem, load


def test_header_is_stripped(tmp_path: Path) -> None:
    """What is shown, copied and hashed is the program alone."""
    header = '# /// snippet\n# device = "cuda"\n# varies = \'\\d+ ms\'\n# limit = 30\n# layout = ["x"]\n# ///\n\n'
    program = "import torch\n\nprint(torch.ones(1))\n"
    (tmp_path / "bare.py").write_text(program, "utf-8")
    (tmp_path / "full.py").write_text(header + program, "utf-8")
    bare, full = load(tmp_path, "bare"), load(tmp_path, "full")
    assert full.program == bare.program == program
    assert (full.line, full.device, full.limit, full.layout) == (8, "cuda", 30, ("x",))
    assert full.comparable("took 12 ms\n") == full.comparable("took 345 ms\n")
    assert full.record == "full.cuda"
    assert (bare.line, bare.device, bare.limit, bare.layout) == (1, "cpu", 10, ())


def test_digest_follows_what_decides_the_output(tmp_path: Path) -> None:
    """A change of limit or of what varies asks for no new record; code and layout do."""
    texts = {
        "plain": "print(1)\n",
        "limit": "# /// snippet\n# limit = 30\n# ///\nprint(1)\n",
        "code": "print( 1)\n",
        "layout": '# /// snippet\n# layout = ["x"]\n# ///\nprint(1)\n',
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.py").write_text(text, "utf-8")
    digests = {name: load(tmp_path, name).digest for name in texts}
    assert digests["plain"] == digests["limit"]
    assert len(set(digests.values())) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '# /// snippet\n# colour = "red"\n# ///\nprint(1)\n',
            ":1: the header: 'colour' is unknown: use device",
        ),
        ("# /// snippet\n# limit = 'long'\n# ///\nprint(1)\n", ":1: the header: limit takes a int"),
        ("# /// snippet\n# device = 'mps'\n# ///\nprint(1)\n", ':1: the header: device takes "cuda"'),
        ("# /// snippet\n# varies = '['\n# ///\nprint(1)\n", ":1: the header: unterminated character set"),
        ("# /// snippet\n# limit 3\n# ///\nprint(1)\n", ":1: the header: Expected '='"),
        ("# /// snippet\n# limit = 3\nprint(1)\n", ":1: the header is not closed"),
    ],
)
def test_bad_header(tmp_path: Path, text: str, message: str) -> None:
    """Each names the file, the line and what to write instead."""
    (tmp_path / "bad.py").write_text(text, "utf-8")
    with pytest.raises(Problem) as caught:
        load(tmp_path, "bad")
    assert f"{tmp_path / 'bad.py'}{message}" in str(caught.value)


def test_bad_files(tmp_path: Path) -> None:
    """A name that no URL could share, a file that is not there, bytes that are no text."""
    with pytest.raises(Problem, match="rename it"):
        load(tmp_path, "Bad-Name")
    with pytest.raises(Problem, match="cannot be read: No such file"):
        load(tmp_path, "missing")
    (tmp_path / "bytes.py").write_bytes(b"print('\xff')\n")
    with pytest.raises(Problem, match="save it as UTF-8"):
        load(tmp_path, "bytes")
