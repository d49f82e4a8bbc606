"""How the house is built: imports run one way, files are short, and modules keep no state."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

CODE = sorted((ROOT / "textbook").rglob("*.py"))
EVERYWHERE = {"marks", "origins", "questions", "model", "outcomes", "files", "quotations"}
EVERYWHERE |= {"releases", "drawings", "lists"}
FOLDERS = {"reading", "running", "recording", "composing"}
MAY = {
    **{folder: {folder} for folder in FOLDERS},
    "marks": set(),
    "origins": set(),
    "questions": set(),
    "model": set(),
    "outcomes": set(),
    "files": set(),
    "lists": set(),
    "quotations": set(),
    "releases": set(),
    "drawings": set(),
    "serving": set(),
    "book": {"reading", "recording"},
    "publishing": {"publishing", "starting", "book", *FOLDERS},
    "starting": {"starting", "running"},
    "commands": {"publishing", "starting", "quotations", "reading", "recording", "running"},
    "cli": {"commands", "book", "reading", "running", "recording"},
    "making": {"book", "reading", "recording", "running"},
    "mkdocs_hook": {"book", "making", "serving", "starting", *FOLDERS},
    "__main__": {"cli"},
    "__init__": set(),
}
"""What each file or folder of textbook may import of the others, beside model and files."""
KNOWN = {
    "mkdocs": {"mkdocs_hook.py", "publishing/listings.py"},
    "click": {"mkdocs_hook.py"},
    "mike": {"publishing/editions.py"},
    "torch": {f"running/{one}.py" for one in ("drawings", "program", "tensors", "worker")},
    "matplotlib": {"running/figures.py"},
    "cycler": {"running/figures.py"},
    "filelock": {"files.py"},
    "yaml": {"reading/slips.py"},
    "jinja2": {"composing/html.py"},
    "latex2mathml": {"composing/formulas.py"},
    "pygments": {"composing/colours.py"},
    "markdown": {"composing/html.py"},
    "markdown_it": {"composing/guard.py"},
    "playwright": {"publishing/pictures.py"},
    "PIL": {"composing/cards.py", "publishing/pictures.py"},
}
"""Where each package may be imported that does not come with Python."""
BARE = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        package = name.partition(".")[0]
        if package not in sys.stdlib_module_names and package not in ("textbook", "_virtualenv"):
            raise ModuleNotFoundError(f"No module named {name!r}, which textbook.cli must not need")

sys.meta_path.insert(0, Refuse())
import textbook.cli
import textbook.starting.address
import textbook.starting.installation
for name in ("worker", "program", "isolation", "figures", "messages", "pool", "cache", "machine"):
    __import__(f"textbook.running.{name}")
print(sorted({name.partition(".")[0] for name in sys.modules} - sys.stdlib_module_names))
"""


def name(path: Path) -> str:
    """A file by its path below `textbook`."""
    return path.relative_to(ROOT / "textbook").as_posix()


def place(path: Path) -> str:
    """The folder below `textbook` that a file lies in, or its own name."""
    return Path(name(path)).with_suffix("").parts[0]


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write the module's whole name"
            assert node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_each_file_has_its_rule() -> None:
    """The rules below speak of what there is, and of all of it."""
    assert {place(path) for path in CODE} == set(MAY)
    assert {one for users in KNOWN.values() for one in users} <= {name(path) for path in CODE}


@pytest.mark.parametrize("path", CODE, ids=name)
def test_imports_run_one_way(path: Path) -> None:
    """A folder uses no folder beside it; what is above uses what is below."""
    allowed = MAY[place(path)] | EVERYWHERE
    for module in imports(path):
        if module.partition(".")[0] == "textbook":
            used = module.split(".")[1]
            assert used in allowed, f"{path} imports {module}"


@pytest.mark.parametrize("path", CODE, ids=name)
def test_a_package_is_used_where_it_is_known(path: Path) -> None:
    """One file knows MkDocs, one mike, one HTML's templates: a successor replaces one file."""
    for module in imports(path):
        package = module.partition(".")[0]
        if package != "textbook" and package not in sys.stdlib_module_names:
            assert name(path) in KNOWN.get(package, set()), f"{path} imports {module}"


@pytest.mark.parametrize("path", CODE, ids=name)
def test_data_does_not_change(path: Path) -> None:
    """Every dataclass is frozen."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ClassDef):
            for decorator in map(ast.unparse, node.decorator_list):
                assert decorator != "dataclass", f"{path}:{node.lineno}"
                assert "dataclass(" not in decorator or "frozen=True" in decorator


def test_every_rule_is_used() -> None:
    """A package that nobody imports any more has no place in the rules."""
    used = {module.partition(".")[0] for path in CODE for module in imports(path)}
    assert set(KNOWN) <= used


def test_a_bare_machine_can_record() -> None:
    """The command line and the worker start with the standard library alone.

    So a CUDA machine needs torch and the snippets' packages, and not the site's.
    """
    ran = subprocess.run(
        [sys.executable, "-c", BARE], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    loaded = {one for one in ast.literal_eval(ran.stdout) if not one.startswith("_")}
    assert loaded <= {"textbook", "sitecustomize"} | set(sys.stdlib_module_names)


@pytest.mark.parametrize(
    "path", [*CODE, *sorted((ROOT / "tests").rglob("*.py"))], ids=lambda path: path.stem
)
def test_a_file_can_be_read_at_one_sitting(path: Path) -> None:
    """250 lines at most."""
    length = path.read_text("utf-8").count("\n")
    assert length <= 250, f"{path} has {length} lines"


def test_what_lies_among_the_snippets_is_a_program_or_comes_from_one() -> None:
    """No file that a program by hand has left, and no record of a program that is gone."""
    command = ["git", "-C", str(ROOT), "ls-files", "snippets"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    strange = [path for path in listed if not is_the_books(Path(path))]
    assert len(listed) > 1000
    assert strange == []


def is_the_books(path: Path) -> bool:
    """Whether a file is a program, its record or quotation, or one of the few about them all."""
    told = path.relative_to("snippets").as_posix()
    if told in ("ruff.toml", "sources.toml") or path.name in ("provenance.json", "quotations.json"):
        return True
    if re.fullmatch(r"releases/\d+\.\d+\.json", told):
        return True
    kinds = r"txt|svg|layout\.json|drawn\.json"
    record = re.fullmatch(rf"(\w+)\.(cpu|cuda)(\.\d+)?\.({kinds})", path.name)
    if record and path.parent.parent.name == "labs":
        return record[1].isdigit()
    if record:
        return (ROOT / path).with_name(f"{record[1]}.py").exists()
    return path.suffix == ".py" or path.name.endswith(".quoted.txt")


@pytest.mark.parametrize("path", CODE, ids=name)
def test_modules_keep_no_state(path: Path) -> None:
    """No global statement, nothing cached for as long as the process lives, no list to grow."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        assert not isinstance(node, ast.Global), f"{path}:{node.lineno}"
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef):
            for decorator in statement.decorator_list:
                assert "cache" not in ast.unparse(decorator), f"{path}:{statement.lineno}"
        elif isinstance(statement, (ast.Assign, ast.AnnAssign)):
            value = statement.value
            empty = isinstance(value, (ast.List, ast.Dict)) and not ast.unparse(value).strip("[]{}")
            assert not empty, f"{path}:{statement.lineno}: is there to be filled"
