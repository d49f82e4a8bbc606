"""What programs declare about themselves, and what no declaration may say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from textbook.model import Problem, Program
from textbook.reading import labs, snippets, sources

Lab = Callable[[str], tuple[list[Program], list[str]]]
FULL = """# /// snippet
# device = "cuda"
# varies = '\\d+ ms'
# limit = 30
# layout = ["x"]
# draw = ["x + 1"]
# ///

"""
WRONG = {
    'colour = "red"': "'colour' is unknown: use device, varies, limit, layout, draw, raises",
    "raises = 3": 'raises takes the type of an error, "RuntimeError"',
    "raises = 'Runtime Error'": 'raises takes the type of an error, "RuntimeError"',
    "raises = ''": 'raises takes the type of an error, "RuntimeError"',
    "limit = 'long'": "limit takes a whole number of seconds",
    "limit = true": "limit takes a whole number of seconds",
    "limit = 2.5": "limit takes a whole number of seconds",
    "limit = 0": "limit takes a whole number of seconds, 1 or more",
    "limit = 99999999999": "limit takes a whole number of seconds, 1 or more, 86400 at most",
    "varies = 'a{99999999999}'": "the repetition number is too large",
    f"layout = {'[' * 3000}": "is nested too deeply",
    f"varies = '{'(' * 3000}x{')' * 3000}'": "is nested too deeply",
    f"draw = ['{'-' * 20_000}1']": "is nested too deeply",
    "device = 'mps'": 'device takes "cuda" or "both", or leave it out',
    "device = 'cpu'": 'device takes "cuda" or "both", or leave it out',
    "device = 1": 'device takes a string: "cuda" or "both"',
    "layout = 'x'": "layout takes a list of expressions",
    "draw = 'x + 1'": "draw takes a list of expressions",
    "draw = ['x + 1', 'x']": "draw: 'x' has no form that can be drawn: write one like a + b,",
    "varies = 3": "varies takes a string: a regular expression",
    "varies = '['": "unterminated character set",
    "varies = '.+'": "varies = '.+' matches any output, and nothing would be left to compare",
    "varies = '.*'": "matches any output",
    "varies = '(?s).'": "matches any output",
    "varies = '\\S+'": "matches any output",
    "limit 3": "Expected '='",
    "limit = 3\n# limit = 4": "Cannot overwrite a value",
}


def snippet(root: Path, text: str | bytes, name: str = "one") -> Program:
    """A snippet of this text, as read."""
    path = root / f"{name}.py"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return snippets.read(root, name)


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    """Write a lab; returns its programs and what is wrong with it."""

    def read(text: str) -> tuple[list[Program], list[str]]:
        path = tmp_path / "docs" / "ko" / "labs" / "one.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        found = sources.read(tmp_path)
        problems = [one for one in found.problems if "has no title" not in one]
        return [*found.programs.values()], problems

    return read


def test_a_header_is_stripped(tmp_path: Path) -> None:
    """What is shown, copied and hashed is the program alone; its line is that of the file."""
    source = "import torch\n\nprint(torch.ones(1))\n"
    bare, full = snippet(tmp_path, source, "bare"), snippet(tmp_path, FULL + source, "full")
    assert full.source == bare.source == source
    assert (full.line, full.device, full.limit, full.layout) == (9, "cuda", 30, ("x",))
    assert (full.draw, bare.draw) == (("x + 1",), ())
    assert (bare.line, bare.device, bare.limit, bare.layout) == (1, "cpu", 10, ())
    assert full.comparable("took 12 ms\n") == full.comparable("took 345 ms\n")
    assert bare.comparable("took 12 ms\n") == "took 12 ms\n"
    assert [run.key for run in full.runs] == ["full.cuda"]


def test_both_devices_are_two_runs(tmp_path: Path) -> None:
    """One program, a run on each device."""
    one = snippet(tmp_path, '# /// snippet\n# device = "both"\n# ///\nprint(1)\n', "two")
    assert [run.key for run in one.runs] == ["two.cpu", "two.cuda"]


def test_the_digest_follows_what_decides_the_output(tmp_path: Path) -> None:
    """A change of limit or of what varies asks for no new record; code and layout do."""
    opening = "# /// snippet\n# {}\n# ///\n"
    digest = snippet(tmp_path, "print(1)\n").digest
    for same in ("limit = 30", "varies = '\\d ms'", 'device = "cuda"'):
        assert snippet(tmp_path, opening.format(same) + "print(1)\n").digest == digest, same
    drawn = (opening.format(f'{key} = ["x + y"]') + "print(1)\n" for key in ("layout", "draw"))
    others = {"print( 1)\n", *drawn}
    assert len({digest, *(snippet(tmp_path, text).digest for text in others)}) == 4


@pytest.mark.parametrize("declaration", WRONG, ids=lambda declaration: declaration[:40])
def test_a_wrong_declaration_is_told(tmp_path: Path, lab: Lab, declaration: str) -> None:
    """By file and line, with what to write instead; in a lab's header and in a snippet's alike."""
    message = WRONG[declaration]
    with pytest.raises(Problem) as caught:
        snippet(tmp_path, f"# /// snippet\n# {declaration}\n# ///\nprint(1)\n")
    assert str(caught.value).startswith(f"{tmp_path / 'one.py'}:1: the header: ")
    assert message in str(caught.value)
    opening = "# ---\n# ---\n\n# /// lab\n"
    programs, (told,) = lab(f"{opening}# {declaration}\n# ///\n\n# %%\nprint(1)\n")
    assert programs == []
    assert told.startswith(f"{tmp_path / 'docs/ko/labs/one.py'}:4: the header: ")
    unknown = f"'{declaration.split()[0]}' is unknown: use device, varies, limit, layout, draw"
    assert (
        told.endswith(unknown) if declaration.startswith(("raises", "colour")) else message in told
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# /// snippet\n# limit = 3\nprint(1)\n", "the header is not closed: end it with a line"),
        ("# /// script\n# ///\nprint(1)\n", "opens with '# /// script': write '# /// snippet'"),
        ("# /// lab\n# ///\nprint(1)\n", "opens with '# /// lab': write '# /// snippet'"),
    ],
)
def test_a_header_of_another_kind_is_told(tmp_path: Path, text: str, message: str) -> None:
    """One that is not closed, or that belongs to another kind of file."""
    with pytest.raises(Problem) as caught:
        snippet(tmp_path, text)
    assert message in str(caught.value)


def test_a_snippets_file_may_open_with_a_byte_order_mark(tmp_path: Path) -> None:
    """Neither the header nor the program notices it; nor lines that end as on Windows."""
    text = "\ufeff# /// snippet\n# limit = 3\n# ///\nprint(1)\n"
    read = snippet(tmp_path, text.replace("\n", "\r\n"))
    assert (read.source, read.limit, read.line) == ("print(1)\n", 3, 4)


def test_bytes_that_are_no_text_name_file_and_line(tmp_path: Path) -> None:
    """In a snippet, in a lab and in a chapter."""
    with pytest.raises(Problem, match=r"one\.py:2: is not UTF-8: save it as UTF-8"):
        snippet(tmp_path, b"print(1)\nprint('\xff')\n")
    (tmp_path / "docs/ko/labs").mkdir(parents=True)
    for name in ("a.md", "labs/b.py"):
        (tmp_path / "docs/ko" / name).write_bytes(b"# %%\n\n\xe9\n")
    found = sorted(sources.read(tmp_path).problems)
    assert [told.rpartition("/")[2] for told in found] == [
        "a.md:3: is not UTF-8: save it as UTF-8",
        "b.py:3: is not UTF-8: save it as UTF-8",
    ]


def test_a_name_that_no_address_could_have(tmp_path: Path) -> None:
    """It is told to be renamed; a file that is not there is said not to be."""
    with pytest.raises(Problem, match=r"Bad-Name\.py: rename it: lower-case letters, digits"):
        snippet(tmp_path, "print(1)\n", "Bad-Name")
    with pytest.raises(Problem, match=r"missing\.py: cannot be read: No such file"):
        snippets.read(tmp_path, "missing")


def test_hidden_files_are_no_snippets(tmp_path: Path) -> None:
    """What editors, Jupyter and macOS leave, a broken link among it."""
    for name in ("a/good", "a/._good", "a/.ipynb_checkpoints/good-checkpoint", "__pycache__/good"):
        (tmp_path / "snippets" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "snippets" / f"{name}.py").write_text("print(1)\n", "utf-8")
    (tmp_path / "snippets" / "a" / ".#good.py").symlink_to("me@host.1:2")
    assert list(snippets.names(tmp_path / "snippets")) == ["a/good"]


def test_hidden_files_are_no_pages(tmp_path: Path) -> None:
    """Nor is a folder that is called like one, nor a program outside of labs/."""
    docs = tmp_path / "docs"
    lab = "# %% [markdown]\n# # A { #a }\n# %%\nprint(1)\n"
    for name in ("ko/a.md", "ko/._a.md", "ko/.x/b.md", "ko/labs/one.py", "ko/labs/._one.py"):
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(lab if name.endswith("py") else "# A { #a }\n", "utf-8")
    (docs / "ko" / "folder.md").mkdir()
    (docs / "ko" / ".#a.md").symlink_to("me@host.1:2")
    (docs / "ko" / "macro.py").write_text("x = 1\n", "utf-8")
    read = sources.read(tmp_path)
    assert [page.stem for page in read.pages] == ["a", "labs/one"]
    assert read.problems == ()


def test_a_labs_header_holds_for_every_cell(lab: Lab) -> None:
    """A cell declares for itself what varies; the whole lab shares one limit."""
    header = '# /// lab\n# device = "both"\n# limit = 7\n# ///\n'
    programs, problems = lab(f"{header}\n# %%\nx = 1\n\n# %% varies = '\\d ms'\n\nprint(x)\n")
    assert problems == []
    first, second = programs
    assert (first.name, first.device, first.limit, first.varies) == ("labs/one/01", "both", 7, "")
    assert (second.name, second.device, second.limit) == ("labs/one/02", "both", 7)
    assert (second.varies, second.line, second.source) == ("\\d ms", 11, "print(x)\n")


def test_a_lab_without_a_header_has_minutes(lab: Lab) -> None:
    """A lab may take longer than a snippet."""
    (one,), problems = lab("# %%\nprint(1)\n")
    assert (one.limit, one.device, problems) == (labs.LIMIT, "cpu", [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("print(1)\n", ":1: holds no cell: open each with a line '# %%'"),
        ("x = 1\n# %%\nprint(1)\n", ":1: this line is in no cell: put '# %%' before it"),
        ("# %% limit = 3\nprint(1)\n", ":1: the header: 'limit' is unknown: use varies, layout"),
        ("# %%\n\n# %% speed = 1\nprint(1)\n", ":3: the header: 'speed' is unknown"),
        ("# %% varies = '.+'\nprint(1)\n", ":1: the header: varies = '.+' matches any output"),
        ("# %% [markdown]\n# text\nx = 1\n", ":3: this line is no Markdown: open a cell of code"),
        ("# %% [markdown]\n# ```\n# 3\n# ```\n", ":2: this block is not run: put the code into a"),
    ],
)
def test_what_a_lab_may_not_say(lab: Lab, text: str, message: str) -> None:
    """Each is told by line."""
    _, (told,) = lab(text)
    assert f"one.py{message}" in told


def test_a_cells_digest_follows_the_cells_before_it(lab: Lab) -> None:
    """A change above decides what is printed below; one below does not."""
    (one, two, three), _ = lab("# %%\nx = 1\n\n# %%\nprint(x)\n\n# %%\nprint(x)\n")
    changed, _ = lab("# %%\nx = 1\n\n# %%\nprint(-x)\n\n# %%\nprint(x)\n")
    assert changed[0].digest == one.digest
    assert changed[1].digest != two.digest
    assert changed[2].digest != three.digest
    assert two.digest != three.digest
