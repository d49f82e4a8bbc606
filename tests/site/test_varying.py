"""What differs from run to run, or from machine to machine, is left out, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from textbook.book import Book


def test_what_varies_is_all_that_is_left_out(book: Book) -> None:
    """A pattern matches its own output, and leaves something to compare."""
    for output in book.outputs.values():
        program = output.program
        if program.varies and output.result and output.result.printed:
            comparable = program.comparable(output.result.printed)
            assert comparable != output.result.printed, f"{program.path}: varies matches nothing"
            assert comparable.replace("<varies>", "").strip(), f"{program.path}: it matches all"


def test_any_build_of_torch_prints_what_is_compared(book: Book) -> None:
    """`2.13.0`, as on a Mac, `2.13.0+cpu` or `2.13.0+cu130`: where it is shown, it varies."""
    named = 0
    for output in book.outputs.values():
        if output.result and "torch.__version__" in output.program.source:
            here = output.result.ran_on.torch
            release = here.partition("+")[0]
            builds = (release, f"{release}+cpu", f"{release}+cu130")
            texts = [output.result.printed.replace(here, build) for build in builds]
            compared = {output.program.comparable(text) for text in texts}
            assert len(compared) == 1, output.program.path
            named += here in output.result.printed
    assert named > 1


def test_the_search_holds_no_measured_figure(site: Path, book: Book) -> None:
    """What an output that varies printed cannot be found."""
    index = (site / "search" / "search_index.json").read_text("utf-8")
    varying = [one for one in book.outputs.values() if one.program.varies and one.result]
    assert varying
    for output in varying:
        assert output.result
        for line in output.result.printed.splitlines():
            if re.search(r"\d\.\d", line) and output.result.ran_on.torch not in line:
                assert line not in index, output.program.name


def test_a_lab_is_of_one_run(book: Book) -> None:
    """What the lab on the machine prints and what its table repeats is the same."""
    outputs = [one for key, one in book.outputs.items() if re.match(r"labs/machine/\d+\.cpu", key)]
    printed = "".join(one.result.printed for one in outputs if one.result)
    told = dict(re.findall(r"^([\w ]+): (.+)$", printed, re.M))
    table = {name.strip(): value for name, value in re.findall(r"^(.+?) \| (.+)$", printed, re.M)}
    both = told.keys() & table.keys()
    assert "disk free" in both
    assert {name: told[name] for name in both} == {name: table[name] for name in both}
