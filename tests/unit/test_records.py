"""Records and the cache: written whole or not at all, and found out when they are not what was run."""

from __future__ import annotations

import dataclasses
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ENVIRONMENT, ROOT, Bench, Project
from textbook import environment, record
from textbook.runner import Failure, Provenance, Result, Runner
from textbook.snippet import Problem, Snippet, load, load_all

Printed = Callable[[Snippet], str]
HERE = Provenance("2.13.0+cpu", None, "CPU", "3.11.7", "Linux x86_64")


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}


def snippets(root: Path, **programs: str) -> list[Snippet]:
    """Write snippets and read them."""
    for name, program in programs.items():
        (root / "a").mkdir(parents=True, exist_ok=True)
        (root / "a" / f"{name}.py").write_text(program, "utf-8")
    return list(load_all(root).values())


def result(printed: str, *figures: str) -> Result:
    """A result as a run would give it."""
    return Result(printed, figures, None, HERE)


def test_round_trip(tmp_path: Path) -> None:
    """What is written is what is read, figures in their order."""
    (one,) = snippets(tmp_path, one="print(1)\n")
    made = result("1\n", *(f"<svg>{number}</svg>" for number in range(11)))
    assert record.update(tmp_path, [one], {one.key: made}) == {"a/one.cpu": "new"}
    kept = record.read(one)
    assert kept
    assert kept.result == made
    assert kept.code == one.digest
    assert (tmp_path / "a" / "one.cpu.txt").read_text("utf-8") == "1\n"


def test_only_what_changed_is_rewritten(tmp_path: Path) -> None:
    """A second run of the same leaves every byte; a change touches its own record alone."""
    both = snippets(tmp_path, one="print(1)\n", two="print(2)\n")
    results = {"a/one.cpu": result("1\n"), "a/two.cpu": result("2\n")}
    record.update(tmp_path, both, results)
    before = tree(tmp_path)
    assert record.update(tmp_path, both, results) == {}
    assert tree(tmp_path) == before
    assert record.update(tmp_path, both, {**results, "a/two.cpu": result("3\n")}) == {"a/two.cpu": "changed"}
    after = tree(tmp_path)
    assert {name for name in after if after[name] != before[name]} == {"a/two.cpu.txt", "a/provenance.json"}


def test_what_did_not_run_stays(tmp_path: Path) -> None:
    """A machine without CUDA keeps the records that one with CUDA made."""
    both = snippets(tmp_path, one="print(1)\n", two='# /// snippet\n# device = "cuda"\n# ///\nprint(2)\n')
    record.update(tmp_path, both, {"a/one.cpu": result("1\n"), "a/two.cuda": result("2\n")})
    assert record.update(tmp_path, both, {"a/one.cpu": result("5\n")}) == {"a/one.cpu": "changed"}
    kept = record.read(both[1])
    assert kept
    assert kept.result.printed == "2\n"


def test_what_varies_stays_as_it_was(tmp_path: Path) -> None:
    """A time that differs is no change; the text around it is."""
    (one,) = snippets(tmp_path, one="# /// snippet\n# varies = '\\d+ ms'\n# ///\nprint(1)\n")
    record.update(tmp_path, [one], {one.key: result("took 3 ms\n")})
    assert record.update(tmp_path, [one], {one.key: result("took 40 ms\n")}) == {}
    assert record.update(tmp_path, [one], {one.key: result("ran 40 ms\n")}) == {"a/one.cpu": "changed"}


def test_records_of_gone_snippets_are_removed(tmp_path: Path) -> None:
    """With their snippet, or with a figure that it no longer draws."""
    both = snippets(tmp_path, one="print(1)\n", two="print(2)\n")
    record.update(tmp_path, both, {"a/one.cpu": result("1\n", "<svg/>", "<svg/>"), "a/two.cpu": result("2\n")})
    both[1].path.unlink()
    changes = record.update(tmp_path, [both[0]], {"a/one.cpu": result("1\n", "<svg/>")})
    assert changes == {"a/one.cpu": "changed", "a/two.cpu": "removed"}
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == [
        *("one.cpu.1.svg", "one.cpu.txt", "one.py", "provenance.json"),
    ]


@pytest.mark.parametrize("name", ["one.cpu.txt", "one.cpu.1.svg", "provenance.json"])
def test_a_hand_edit_is_found(tmp_path: Path, name: str) -> None:
    """Whichever file of the record a hand has touched."""
    (one,) = snippets(tmp_path, one="print(1)\n")
    record.update(tmp_path, [one], {one.key: result("1\n", "<svg>1</svg>")})
    path = tmp_path / "a" / name
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("1", "2") if name != "provenance.json" else text.replace('"output": "', '"output": "f')
    )
    with pytest.raises(Problem, match=r"one\.cpu.*make record"):
        record.read(one)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"one.cpu": {}}', '{"one.cpu": {"code": 1}}', "\x00"])
def test_a_damaged_provenance_is_told(tmp_path: Path, text: str) -> None:
    """It names the file and the cure, and `make record` mends it."""
    (one,) = snippets(tmp_path, one="print(1)\n")
    record.update(tmp_path, [one], {one.key: result("1\n")})
    (tmp_path / "a" / "provenance.json").write_text(text, "utf-8")
    with pytest.raises(Problem, match=r"provenance\.json.*make record"):
        record.read(one)
    record.update(tmp_path, [one], {one.key: result("1\n")})
    assert record.read(one)


def test_figures_agree_within_a_hair(tmp_path: Path) -> None:
    """Another processor's last digit is no drift; another curve is."""
    (one,) = snippets(tmp_path, one="print(1)\n")
    old = result("1\n", '<path d="M 1.25 300"/>')
    assert record.same(one, old, result("1\n", '<path d="M 1.26 300"/>'))
    assert not record.same(one, old, result("1\n", '<path d="M 1.55 300"/>'))
    assert not record.same(one, old, result("1\n", '<path d="L 1.25 300"/>'))
    assert not record.same(one, old, result("1\n"))


def test_killed_at_any_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off before each single file operation, the next start finds all of the old or all of the new."""
    old = {"a/one.cpu": result("1\n", "<svg>1</svg>"), "a/two.cpu": result("2\n")}
    new = {"a/one.cpu": result("10\n"), "a/two.cpu": result("20\n", "<svg>2</svg>")}

    class Cut(BaseException):
        pass

    def begin(name: str) -> tuple[Path, list[Snippet]]:
        root = tmp_path / name
        root.mkdir()
        both = snippets(root, one="print(1)\n", two="print(2)\n")
        record.update(root, both, old)
        return root, both

    root, both = begin("reference")
    before = tree(root)
    record.update(root, both, new)
    after = tree(root)
    seen = set()
    for step in range(1, 100):
        root, both = begin(str(step))
        count = 0

        def counted(name: str, step: int = step) -> None:
            real = getattr(Path, name)

            def cut(self: Path, *arguments: object, **options: object) -> object:
                nonlocal count
                count += 1
                if count == step:
                    raise Cut
                return real(self, *arguments, **options)

            monkeypatch.setattr(Path, name, cut)

        for name in ("write_text", "replace", "unlink", "mkdir"):
            counted(name)
        try:
            record.update(root, both, new)
            finished = True
        except Cut:
            finished = False
        monkeypatch.undo()
        record.recover(root)
        assert tree(root) in (before, after), f"cut before step {step}"
        seen.add(tree(root) == after)
        if finished:
            break
    assert step > 8
    assert seen == {True, False}


def test_make_record_killed(project: Project) -> None:
    """Killed at random moments, it leaves records that can be read, and the next run is right."""
    for number in range(12):
        project.snippet(f"s{number}", f"import torch\nprint(torch.full((2, 2), {number}))\n")
    dice = random.Random(0)
    for _ in range(6):
        (project.root / "snippets" / "s0.py").write_text(f"print({dice.random()})\n", "utf-8")
        command = [sys.executable, "-m", "textbook", "record"]
        process = subprocess.Popen(
            command, cwd=project.root, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(dice.uniform(0.2, 4))
        process.send_signal(signal.SIGKILL)
        process.wait()
        record.recover(project.root / "snippets")
        for snippet in load_all(project.root / "snippets").values():
            record.read(snippet)
    done = project.record()
    assert done.returncode == 0, done.stdout
    built = project.build()
    assert built.returncode == 0, built.stdout


@pytest.fixture
def one(tmp_path: Path) -> Snippet:
    """A snippet whose output tells one run from another."""
    (tmp_path / "one.py").write_text("import time\nprint(time.time_ns())\n", "utf-8")
    return load(tmp_path, "one")


@pytest.fixture
def printed(run: Bench, tmp_path: Path) -> Iterator[Printed]:
    """What a snippet prints to a runner whose cache is `tmp_path/cache`."""

    def read(snippet: Snippet) -> str:
        outcome = run.runner.run([snippet])[snippet.key]
        assert isinstance(outcome, Result)
        return outcome.printed

    run.runner.cache = tmp_path / "cache"
    yield read
    run.runner.cache = None


def test_the_cache_spares_a_run(printed: Printed, one: Snippet, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the program, or anything that it runs on, changes."""
    first = printed(one)
    assert printed(one) == first
    changed = dataclasses.replace(one, program=one.program + "\n")
    assert printed(changed) != first
    monkeypatch.setattr(environment, "key", lambda: "another torch")
    assert printed(one) != first


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"check": "0"}', "\x00\x01"])
def test_a_damaged_cache_is_no_cache(printed: Printed, tmp_path: Path, one: Snippet, text: str) -> None:
    """It is run again and kept anew."""
    first = printed(one)
    (entry,) = tmp_path.glob("cache/*.json")
    entry.write_text(text, "utf-8")
    second = printed(one)
    assert second != first
    assert printed(one) == second


def test_a_forged_cache_is_no_cache(printed: Printed, tmp_path: Path, one: Snippet) -> None:
    """An entry that says something else than was kept."""
    printed(one)
    (entry,) = tmp_path.glob("cache/*.json")
    kept = json.loads(entry.read_text("utf-8"))
    entry.write_text(json.dumps({**kept, "printed": "forged\n"}), "utf-8")
    assert printed(one) != "forged\n"


def test_failures_are_not_kept(tmp_path: Path) -> None:
    """What failed runs again, so that a mended environment is seen."""
    (tmp_path / "bad.py").write_text("print(1 / 0)\n", "utf-8")
    runner = Runner(tmp_path / "cache")
    assert isinstance(runner.run([load(tmp_path, "bad")])["bad.cpu"], Failure)
    runner.close()
    assert not list(tmp_path.glob("cache/*"))


def test_the_environment_is_part_of_the_key(tmp_path: Path) -> None:
    """Another interpreter's answer differs where the visible devices do."""
    command = [sys.executable, "-c", "from textbook.environment import key; print(key())"]
    keys = {
        subprocess.check_output(command, cwd=ROOT, env={**os.environ, "CUDA_VISIBLE_DEVICES": v}) for v in ("0", "1")
    }
    assert len(keys) == 2
