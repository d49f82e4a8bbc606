"""Builds that meet another build, an end, a folder that cannot be written, or a terminal."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import yaml
from mkdocs.utils.yaml import yaml_load

from tests.conftest import ENVIRONMENT, Project, hear_ctrl_c, tree
from tests.site.test_builds import LAB

LONGEST = 60.0
"""Seconds after which what has not come counts as lost; no program ends by itself that soon."""


def test_a_build_keeps_others_out_and_takes_its_programs_with_it(project: Project) -> None:
    """Another build and a record are told of it; it ends within seconds, however it is ended.

    So does a lab that loops. The site of before is left as it was, and the next build is right.
    """
    project.write("site/kept.txt", "from the build before")
    project.write("site/search/search_index.json", "{}")
    project.write("docs/ko/labs/loops.py", LAB.format(program="while True:\n    pass"))
    project.snippet("slow", "# /// snippet\n# limit = 290\n# ///\nimport time\ntime.sleep(280)\n")
    for how in (signal.SIGKILL, signal.SIGINT, signal.SIGTERM):
        with begun(project) as process:
            assert until(lambda: len(below(project.root / "textbook-")) >= 2)
            if how == signal.SIGINT:
                for other in (project.build(), project.run("textbook", "record")):
                    assert other.returncode == 1
                    told = "another build or make record is under way here: wait for its end"
                    assert told in other.stdout
            process.send_signal(how)
            said, _ = process.communicate(timeout=LONGEST)
        assert "BrokenPipe" not in said
        assert until(lambda: not below(project.root))
        assert (project.root / "site" / "kept.txt").exists()
    (project.root / "docs/ko/labs/loops.py").unlink()
    (project.root / "docs/ko/slow.md").unlink()
    (project.root / "snippets/slow.py").unlink()
    built = project.build()
    assert built.returncode == 0, built.stdout


@contextlib.contextmanager
def begun(project: Project) -> Iterator[subprocess.Popen[str]]:
    """A build that goes on while it is looked at."""
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=project.root,
        env={**ENVIRONMENT, "TMPDIR": str(project.root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=hear_ctrl_c,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(reached: object, seconds: float = LONGEST) -> bool:
    """Whether a state is reached in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if reached():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


def below(folder: Path) -> list[str]:
    """The working folders of processes that begin with a path."""
    folders = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            folders.append(str((process / "cwd").readlink()))
        except OSError:
            continue
    return [one for one in folders if one.startswith(str(folder))]


def test_a_read_only_checkout(project: Project, tmp_path: Path) -> None:
    """It builds into another folder, without a cache; into its own it says why not."""
    shutil.rmtree(project.root / ".cache", ignore_errors=True)
    for path in (project.root, *project.root.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    out = tmp_path / "out"
    try:
        inside = project.build(weak=True)
        outside = project.build("--site-dir", str(out), weak=True)
        record = project.run("textbook", "record", weak=True)
    finally:
        for path in (project.root, *project.root.rglob("*")):
            path.chmod(0o755)
    assert inside.returncode == 1
    assert "site: cannot be written (Permission denied): name another folder" in inside.stdout
    assert outside.returncode == 0, outside.stdout
    assert (out / "good" / "index.md").exists()
    assert "Traceback" not in inside.stdout + outside.stdout + record.stdout


def test_a_folder_of_another_is_not_emptied(project: Project, tmp_path: Path) -> None:
    """Nor are the project's own sources; a site of before is replaced, in two languages, too."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", "utf-8")
    for folder in (tmp_path / "mine", project.root / "snippets"):
        before = tree(folder)
        built = project.build("--site-dir", str(folder))
        assert built.returncode == 1, built.stdout
        assert f"{folder}: " in built.stdout
        assert "Traceback" not in built.stdout
        assert tree(folder) == before
    in_english_too(project)
    for name in (".cache/before", "site/stale.html"):
        project.write(name, "")
        built = project.build()
        assert built.returncode == 0, built.stdout
        assert (project.root / "site" / "en" / "index.html").exists()
        assert not (project.root / "site" / "stale.html").exists()


def in_english_too(project: Project) -> None:
    """Have its site made in a second language, which has a first page."""
    read = yaml_load((project.root / "mkdocs.yml").read_text("utf-8"))
    (languages,) = (one["i18n"]["languages"] for one in read["plugins"] if "i18n" in one)
    languages.append({"locale": "en", "name": "English", "build": True})
    project.write("mkdocs.yml", yaml.safe_dump(read))
    project.write("docs/en/index.md", "# Home { #home }\n")


def test_other_words_are_found_in_two_languages(project: Project) -> None:
    """The second one has a page of that name, and no glossary of its own."""
    in_english_too(project)
    term = "- **전치**{ #t } (transpose): [여기](turned.md)\n"
    table = '\n| 다른 자료 | 이 책 |\n|---|---|\n| "뒤집기" | [전치](#t) |\n'
    project.write("docs/ko/glossary.md", f"# 용어 {{ #glossary }}\n\n{term}{table}")
    project.write("docs/ko/turned.md", "# 전치 { #turned }\n\n글\n")
    project.write("docs/en/turned.md", "# Turned { #turned }\n\ntext\n")
    built = project.build()
    assert built.returncode == 0, built.stdout
    index = json.loads((project.root / "site" / "search" / "search_index.json").read_text("utf-8"))
    tags = {
        one["location"]: one.get("tags") for one in index["docs"] if "turned/" in one["location"]
    }
    assert tags["turned/"] == ["뒤집기"]
    assert tags["en/turned/"] is None


def test_progress_on_a_terminal(project: Project) -> None:
    """How many of how many, which, and for how long; and nothing of it is left."""
    import pty

    shutil.rmtree(project.root / ".cache", ignore_errors=True)
    main, other = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=project.root,
        env=ENVIRONMENT,
        stderr=other,
    )
    os.close(other)
    said = b""
    try:
        while part := os.read(main, 4096):
            said += part
    except OSError:  # The other end is closed.
        pass
    assert process.wait(60) == 0
    assert re.search(rb"\r\x1b\[K\[  0/1\] good\.cpu \d+\.\d s", said)
    assert said.rstrip(b"\n").endswith(b"\r\x1b[K")
