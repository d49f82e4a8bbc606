"""What CONTRIBUTING tells authors to write: written into an empty book, recorded and built."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, Project

GITHUB = ROOT / ".github"
TEXT = (GITHUB / "CONTRIBUTING.md").read_text("utf-8")
BLOCKS = re.findall(r"^`([\w./]+)`(?:, below `\w+`)?:\n\n(`{3,})\w+\n(.*?)^\2$", TEXT, re.M | re.S)
KINDS = {
    "snippet",
    "chapter",
    "exercise",
    "error",
    "figure",
    "drawing",
    "question",
    "lab",
    "language",
}
PINS = {
    path: re.findall(r"^([\w.-]+)==(\S+)", (ROOT / path).read_text("utf-8"), re.M)
    for path in ("requirements.txt", "tests/requirements.txt", "benchmarks/requirements.txt")
}


def read(path: str) -> Any:
    """A YAML file below the checkout."""
    return yaml.safe_load((ROOT / path).read_text("utf-8"))


def test_every_recipe_builds(project: Project) -> None:
    """Each file as it stands there; the pages show what the programs print."""
    assert set(re.findall(r"^## Add an? (\w+)", TEXT, re.M)) == KINDS
    for path, _, body in BLOCKS:
        if path == "mkdocs.yml":
            config = yaml.safe_load((project.root / path).read_text("utf-8"))
            (i18n,) = [one for one in config["plugins"] if "i18n" in one]
            i18n["i18n"]["languages"] += yaml.safe_load(body)
            project.write(path, yaml.safe_dump(config, allow_unicode=True))
        else:
            project.write(path, body)
    project.write("docs/en/index.md", "# Home { #home }\n")
    project.write("docs/en/good.md", (project.root / "docs/ko/good.md").read_text("utf-8"))
    for name in ("bars", "collapse", "mend", "keep", "errors"):
        project.write(f"docs/en/{name}.md", f"# Page {{ #{name} }}\n")
    assert len(BLOCKS) == 17
    assert set(project.record().values()) <= {"new", "unchanged"}
    done = project.build("--strict")
    assert done.returncode == 0, done.stdout
    for page, shown in (
        ("tensors/sum", "tensor([ 3, 12])"),
        ("tensors/bars", "<svg"),
        ("tensors/collapse", "10, 20, 30에서 60 하나가 나옵니다."),
        ("tensors/mend", "AssertionError: not the sum of each row"),
        ("errors", "IndexError: index 3 is out of bounds"),
        ("tensors/keep", '<input type="radio" name="rows" value="1"><code>torch.Size([3])'),
        ("labs/dice", "3.5"),
        ("en/tensors/sum", "tensor([ 3, 12])"),
    ):
        assert shown in (project.root / "site" / page / "index.html").read_text("utf-8"), page
    refused = project.write("docs/ko/tensors/sum.md", "# T { #t }\n\n```python\n1\n```\n")
    assert project.build("--strict").returncode != 0, f"{refused}: a typed block was let through"


def test_what_is_named_is_there() -> None:
    """The files and folders in the table of the house, and the commands."""
    for row in re.findall(r"^\| (`[^|]*) \|", TEXT, re.M):
        for name in re.findall(r"`([\w./]+)`", row):
            path = ROOT / name if name.startswith("textbook/") else ROOT / "textbook" / name
            assert path.exists(), name
    for path in re.findall(r"`((?:tests|\.github|benchmarks)/[\w./]*)`", TEXT):
        assert (ROOT / path).exists(), path
    folders = {
        path.name for path in (ROOT / "textbook").iterdir() if (path / "__init__.py").exists()
    }
    assert all(f"`textbook/{folder}/`" in TEXT for folder in folders)


def test_each_pin_stands_once() -> None:
    """In the file of those who need it; what only the benchmark needs is not installed to test."""
    names = [name.lower() for pins in PINS.values() for name, _ in pins]
    assert len(names) == len(set(names)) > 30
    assert "markdown-exec" in {name for name, _ in PINS["benchmarks/requirements.txt"]}
    listed = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py"))
    assert "zensical" in listed  # A test needs it.
    for path in PINS:
        above = "" if path == "requirements.txt" else "../"
        assert f"\n-c {above}constraints.txt\n" in (ROOT / path).read_text("utf-8")


def test_an_edition_has_one_name() -> None:
    """The pin's: in the citation, and at the top of the changes."""
    edition = ".".join(dict(PINS["requirements.txt"])["torch"].split(".")[:2])
    assert read("CITATION.cff")["version"] == edition
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    found = re.search(r"^## (\S+)", changes, re.M)
    assert found and found[1] == edition


def test_a_commit_is_checked_by_what_ci_runs_first() -> None:
    """The same tools, in the same order."""
    (repository,) = read(".pre-commit-config.yaml")["repos"]
    hooks = [
        re.sub(r"\.venv/bin/| --force-exclude", "", hook["entry"]) for hook in repository["hooks"]
    ]
    command = ["make", "--dry-run", "test"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    first = re.findall(r"^\.venv/bin/(.*?)(?: \.)?$", told, re.M)[: len(hooks)]
    assert hooks == first
    assert len(hooks) == 3


def test_dependabot_sees_every_pin() -> None:
    """The workflows' actions, and each file of requirements."""
    updates = {one["package-ecosystem"]: one for one in read(".github/dependabot.yml")["updates"]}
    assert set(updates) == {"github-actions", "pip"}
    folders = {f"/{Path(path).parent}".rstrip(".") for path in PINS}
    assert {*updates["pip"]["directories"]} == {folder or "/" for folder in folders}


@pytest.mark.parametrize("name", ["output", "build"])
def test_a_template_asks_for_what_helps(name: str) -> None:
    """Each question has a name and a reason to be asked; what must be known is required."""
    form = read(f".github/ISSUE_TEMPLATE/{name}.yml")
    assert {"name", "description", "body"} == set(form)
    ids = [field["id"] for field in form["body"]]
    assert (
        len(ids) == len(set(ids)) == len([field["attributes"]["label"] for field in form["body"]])
    )
    assert sum(field.get("validations", {}).get("required", False) for field in form["body"]) == 3
