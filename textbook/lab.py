"""Labs: long runs with state, written in percent format, which mkdocs-jupyter executes.

`python -m textbook.lab FILE` executes one and writes the notebook as JSON. mkdocs-jupyter's
own page would weigh 626 KB and ask another host for scripts, and its cache does not see a
new torch, so what is taken from it is the executed notebook; the page, the plain Markdown
and the notebook to take along are made from that, as a chapter's are.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import functools
import hashlib
import json
import logging
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from textbook import environment, figure
from textbook.notebook import attach, code, finish, prose
from textbook.output import WORDS, alt
from textbook.runner import checksum, write
from textbook.snippet import Problem

log = logging.getLogger("mkdocs.textbook")

LIMIT = 300
"""Seconds that a lab may take on a slow machine; it should take less than a minute."""
TEMPLATE = "{{ nb | tojson }}"
KERNEL = """\
import sys, warnings
sys.path.append({home!r})
from textbook import figure
figure.style({name!r})
sys.path.pop()
import torch
torch.set_num_threads(1)
warnings.simplefilter("error")
warnings.filterwarnings("ignore", "InlineBackend")
"""
"""What a kernel does before a lab's first cell."""
FIGURES = 'c.InlineBackend.figure_formats = {"svg"}\n'


@dataclass(frozen=True)
class Lab:
    """One lab, executed here."""

    name: str
    """Its path below a language's folder, without `.py`: `labs/digits`."""
    cells: tuple[Mapping[str, Any], ...]
    """nbformat's, with their outputs."""
    ran_on: Mapping[str, str]
    """Its kernel's `torch`, `device` and `python`."""

    def caption(self, language: str) -> str:
        """On what the whole lab ran."""
        return str(WORDS[language]["lab"].format(**self.ran_on))

    def text(self, language: str) -> str:
        """Its Markdown for the site: a fence in each output's place."""
        return self.join(language, lambda number: f"```output\n{self.name}#{number} {language}\n```\n")

    def plain(self, language: str) -> str:
        """Its Markdown for everything else: one program, as pytest-codeblocks runs it."""
        return self.join(language, lambda number: self.printed(number, language), "<!--pytest-codeblocks:cont-->\n\n")

    def join(self, language: str, output: Any, cont: str = "") -> str:
        """Every cell's Markdown, and `output` of the number of each code cell that has one."""
        parts: list[str] = []
        for number, cell in enumerate(self.cells):
            if cell["cell_type"] == "markdown":
                parts.append(cell["source"] + "\n")
                if number == 0:
                    parts.append(f"*{self.caption(language)}*\n")
            else:
                first = not any("```python" in part for part in parts)
                parts.append(("" if first else cont) + f"```python\n{cell['source']}\n```\n")
                if cell["outputs"]:
                    parts.append(output(number))
        return "\n".join(parts)

    @functools.cached_property
    def outputs(self) -> dict[int, tuple[str, list[str]]]:
        """What each code cell printed, and drew, as SVG."""
        found = {}
        for number, cell in enumerate(self.cells):
            if cell["cell_type"] == "code":
                kept = cell["outputs"]
                text = "".join(output["text"] for output in kept if output["output_type"] == "stream")
                drawn = [
                    output["data"]["image/svg+xml"] for output in kept if "image/svg+xml" in output.get("data", {})
                ]
                prefix = f"{self.name.replace('/', '-')}-{number}"
                said = title(cell["source"])
                found[number] = text, [figure.tidy(svg, f"{prefix}-{n}", said) for n, svg in enumerate(drawn)]
        return found

    def html(self, number: int, language: str) -> str:
        """A cell's output as the site's element."""
        printed, drawn = self.outputs[number]
        label = escape(WORDS[language]["output"])
        text = f'<pre tabindex="0" role="region" aria-label="{label}">{escape(printed)}</pre>' if printed else ""
        pictures = "".join(f"<figure>{svg}</figure>" for svg in drawn)
        return f'<div class="output" data-lab="{self.name}#{number}">{text}{pictures}</div>'

    def printed(self, number: int, language: str) -> str:
        """A cell's output as plain Markdown."""
        printed, _ = self.outputs[number]
        text = f"```text\n{printed}```\n" if printed else ""
        pictures = {name: svg for name, svg in self.pictures().items() if name.split(".")[-3] == str(number)}
        return "\n".join([text, *(f"![{alt(svg)}]({name})\n" for name, svg in pictures.items())])

    def pictures(self) -> dict[str, str]:
        """Its figures: SVG by file name."""
        stem = Path(self.name).name
        return {
            f"{stem}.{number}.{place}.svg": svg
            for number, (_, drawn) in self.outputs.items()
            for place, svg in enumerate(drawn, 1)
        }

    def notebook(self, language: str, release: str, address: Any) -> dict[str, Any]:
        """The lab to take along, outputs attached."""
        cells = []
        for number, cell in enumerate(self.cells):
            if cell["cell_type"] == "markdown":
                source = re.sub(r" *\{ #[\w-]+ \}", "", cell["source"])
                cells += prose(source, release, address)
                continue
            cells.append(code(cell["source"], attach(*self.outputs[number])))
        return finish(cells, language, release, needs_gpu=False)


def slim(page: str) -> str:
    """A lab's page without what makes it heavy and shows nothing: the colour of names and of signs, indentation."""
    page = re.sub(r'<span class="(?:bp|fm|n|nf|o|ow|p|sa|si|w)">([^<]*)</span>', r"\1", page)
    page = re.sub(r'<span class="(\w+)">([^<]*)</span><span class="\1">', r'<span class="\1">\2', page)
    parts = re.split(r"(<pre.*?</pre>)", page, flags=re.S)
    return "".join(part if odd % 2 else re.sub(r"\s*\n\s*", "\n", part) for odd, part in enumerate(parts))


def title(source: str) -> str:
    """The words that a cell's figures show: every string that it gives as a title or a label."""
    named = re.findall(r"(?:title|xlabel|ylabel)\([\"']([^\"']+)", source)
    return ", ".join(dict.fromkeys(named)) or "figure"


def execute_all(paths: Iterable[Path], root: Path, cache: Path) -> dict[Path, Lab | Problem]:
    """Each lab executed, from the cache or now, as many at once as there are cores."""
    paths = list(paths)
    labs: dict[Path, Lab | Problem] = {}
    waiting = []
    for path in paths:
        kept = cached(path, root, cache)
        if kept:
            labs[path] = kept
        else:
            waiting.append(path)
    if waiting:
        log.info("executing %s: this takes a while", ", ".join(map(str, waiting)))
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            labs.update(zip(waiting, pool.map(lambda path: execute(path, root, cache), waiting), strict=True))
    return labs


def name_of(path: Path, root: Path) -> str:
    """A lab's name: its path below its language's folder."""
    return "/".join(Path(os.path.relpath(path, root / "docs")).with_suffix("").parts[1:])


def entry(path: Path, cache: Path) -> Path:
    """The cache's file for a lab as it is, in this environment; a new torch gives another."""
    facts = [path.read_text("utf-8"), Path(__file__).read_text("utf-8"), environment.key()]
    return cache / f"lab-{hashlib.sha256(chr(0).join(facts).encode()).hexdigest()[:32]}.json"


def cached(path: Path, root: Path, cache: Path) -> Lab | None:
    """What the cache has of a lab. A file that is damaged or not ours counts as nothing."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        kept = json.loads(entry(path, cache).read_text("utf-8"))
        if kept.pop("check") == checksum(kept):
            return Lab(name_of(path, root), tuple(kept["cells"]), kept["ran_on"])
    return None


def execute(path: Path, root: Path, cache: Path) -> Lab | Problem:
    """Run a lab in a process of its own, and keep it where it succeeds."""
    home = str(Path(__file__).resolve().parent.parent)
    with tempfile.TemporaryDirectory(prefix="lab-", ignore_cleanup_errors=True) as scratch:
        command = [sys.executable, "-m", "textbook.lab", str(path.resolve()), name_of(path, root)]
        variables = {"PYTHONPATH": home, "OMP_NUM_THREADS": "1", "HOME": scratch, "TMPDIR": scratch}
        inherited = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}  # It hides figures.
        try:
            done = subprocess.run(
                command, cwd=scratch, env={**inherited, **variables}, capture_output=True, text=True, timeout=LIMIT
            )
        except subprocess.TimeoutExpired:
            return Problem(f"{path}:1: ran for more than {LIMIT} s: shorten it")
    try:
        data = json.loads(done.stdout)
    except ValueError:
        return Problem(f"{path}:1: could not be executed:\n{done.stderr[-2000:]}")
    if "error" in data:
        source = path.read_text("utf-8")
        line = source.count("\n", 0, max(0, source.find(data["cell"]))) + data["line"]
        return Problem(f"{path}:{line}: raises {data['error']}")
    with contextlib.suppress(OSError):
        write(entry(path, cache), json.dumps({**data, "check": checksum(json.loads(json.dumps(data)))}))
    return Lab(name_of(path, root), tuple(data["cells"]), data["ran_on"])


def main() -> None:
    """Execute one lab in this process' folder, and write it to standard output as JSON."""
    import platform

    import torch
    from mkdocs_jupyter import convert
    from mkdocs_jupyter.config import settings
    from nbclient.exceptions import CellExecutionError

    path, name = sys.argv[1:]
    scratch = Path.cwd()
    profile = scratch / "ipython" / "profile_default"
    home = str(Path(__file__).resolve().parent.parent)
    write(profile / "startup" / "book.py", KERNEL.format(home=home, name=name))
    write(profile / "ipython_kernel_config.py", FIGURES)
    write(scratch / "templates" / "mkdocs_html" / "notebook.html.j2", TEMPLATE)
    os.environ["IPYTHONDIR"] = str(profile.parent)
    settings.templates_dir = str(scratch / "templates")
    (scratch / "cwd").mkdir()
    os.chdir(scratch / "cwd")
    try:
        executed = convert.nb2html(path, execute=True, allow_errors=False, kernel_name="python3")
    except CellExecutionError as error:
        cell = str(error).split("------------------")[1].strip()
        at = re.search(r"Cell In\S*,? line (\d+)", re.sub(r"\x1b\[[\d;]*m", "", str(error)))
        told = {"error": f"{error.ename}: {error.evalue}", "cell": cell, "line": int(at[1]) if at else 1}
        print(json.dumps(told))
        return
    cells = [{**cell, "metadata": {}} for cell in json.loads(executed)["cells"]]
    device = torch.cuda.get_device_name() if torch.cuda.is_available() else "CPU"
    ran_on = {"torch": torch.__version__, "device": device, "python": platform.python_version()}
    print(json.dumps({"cells": cells, "ran_on": ran_on}))


if __name__ == "__main__":
    main()
