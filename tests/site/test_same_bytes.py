"""Two builds of one commit, in two folders, neither with the other's cache, are the same bytes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ENVIRONMENT, ROOT, tree

COPIED = (
    *("docs", "snippets", "textbook", "mkdocs.yml"),
    *("requirements.txt", "constraints.txt", "README.md"),
)


def copy_checkout(root: Path) -> None:
    """What a build of this checkout needs, without its cache."""
    ignored = shutil.ignore_patterns("__pycache__")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, root / name)


@pytest.mark.timeout(900)
def test_two_builds_are_the_same(site: Path, tmp_path: Path) -> None:
    """File by file, without exception: what varies is shown as it was recorded."""
    root = tmp_path / "another name"
    root.mkdir()
    copy_checkout(root)
    command = ["git", "log", "-1", "--format=%ct"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"],
        cwd=root,
        env={**ENVIRONMENT, "SOURCE_DATE_EPOCH": told.strip() or "0"},
        check=True,
    )
    first, second = tree(site), tree(root / "site")
    assert set(first) == set(second)
    assert [name for name, content in first.items() if content != second[name]] == []
    assert len(first) > 150
