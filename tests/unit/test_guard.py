"""The law on the product: what was typed cannot reach a reader as code, output or picture.

Three guards: the reading of the source, the copy as CommonMark reads it, and the finished page.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import convert
from tests.unit.test_golden import composed, shown
from textbook.composing import guard
from textbook.composing.pages import Pages
from textbook.composing.weave import indent
from textbook.model import Page, Problem, Program
from textbook.reading import chapters, labs

OPENING = "# Home { #home }\n\n`print(42)`과 `tensor([42])`는 여기서 실행하지 않습니다.\n\n"
BLOCK = '```python\n--8<-- "good.py"\n```\n'
GOOD = Program("good", Path("snippets/good.py"), "print(1)\n")
TYPED = {
    "python": ("```python\nprint(42)\n```\n", 1),
    "short_name": ("```py\nprint(42)\n```\n", 1),
    "nameless": ("```\ntensor([42])\n```\n", 1),
    "tildes": ("~~~\ntensor([42])\n~~~\n", 1),
    "titled": (BLOCK.replace("python", 'python title="good.py"'), 1),
    "braces": ("```{.python .output}\nprint(42)\n```\n", 1),
    "marked_lines": (BLOCK.replace("python", 'python hl_lines="1 2"'), 1),
    "two_programs": ('```python\n--8<-- "good.py"\n--8<-- "good.py"\n```\n', 1),
    "program_and_more": ('```python\n--8<-- "good.py"\nprint(42)\n```\n', 1),
    "longer_end": ("```python\nprint(42)\n`````\n", 1),
    "program_on_a_list_line": ('- ```python\n  --8<-- "good.py"\n  ```\n', 1),
    "unclosed_console": ("text\n\n```console\n$ ls\n", 3),
    "unclosed": ("text\n\n```python\nprint(42)\n", 3),
    "list_item": ("- text\n\n    ```python\n    print(42)\n    ```\n", 3),
    "list_line": ("- one\n- ```python\n  print(42)\n  ```\n", 2),
    "star_line": ("* ~~~\n  42\n  ~~~\n", 1),
    "numbered_line": ("1. ```python\n   print(42)\n   ```\n", 1),
    "nested_lines": ("- - ```python\n    print(42)\n    ```\n", 1),
    "quote": ("> text\n>\n> ```python\n> print(42)\n> ```\n", 3),
    "quoted_program": ('> ```python\n> --8<-- "good.py"\n> ```\n', 1),
    "definition": ("term\n:   ```python\n    print(42)\n    ```\n", 2),
    "footnote": ("text[^1]\n\n[^1]: ```python\n    print(42)\n    ```\n", 3),
    "footnote_text": ("text[^1]\n\n[^1]:\n    print(42)\n", 3),
    "reference": ("[text][to]\n\n[to]: other.md\n", 3),
    "in_a_tab": ('=== "A"\n\n    ```\n    42\n    ```\n', 3),
    "in_a_note": ("!!! note\n    ```\n    42\n    ```\n", 2),
    "in_a_fold": ('??? note "Fold"\n    text\n\n    ```text\n    42\n    ```\n', 4),
    "by_four": ("text\n\n    print(42)\n", 3),
    "by_a_tab": ("text\n\n\tprint(42)\n", 3),
    "by_four_in_a_list": ("- text\n\n        print(42)\n", 3),
    "by_four_in_a_numbered_list": ("1. text\n\n        print(42)\n", 3),
    "by_four_in_a_note": ("!!! note\n    text\n\n        print(42)\n", 4),
    "by_four_in_a_quote": ("> text\n>\n>     print(42)\n", 3),
    "by_four_on_a_list_line": ("- text\n-     print(42)\n", 2),
    "program_by_four": ("text\n\n    " + BLOCK.replace("\n", "\n    ", 2), 3),
    "bare_name": ('--8<-- "good.py"\n', 1),
    "bare_section": ("text\n--8<--\ngood.py\n--8<--\n", 2),
    "console_magic": ("```console\n%ls\n```\n", 2),
    "console_session": ("```console\n>>> print(42)\n42\n```\n", 2),
    "console_output": ("```console\n$ python good.py\ntensor([42])\n```\n", 3),
    "inline_over_lines": ("text `print(42)\nprint(43)`\n", 1),
    "inline_like_a_fence": (f"``` ` ``` is a backtick\n\n{BLOCK}", 1),
    "pre": ("<pre>tensor([42])</pre>\n", 1),
    "pre_upper": ("<PRE>tensor([42])</PRE>\n", 1),
    "pre_code": ("text\n\n<pre><code>tensor([42])</code></pre>\n", 3),
    "code_tag": ("<code>tensor([42,<br>43])</code>\n", 1),
    "img": ('text <img src="x.png">\n', 1),
    "picture": ("text\n![42](x.png)\n", 2),
    "picture_in_a_link": ("[![42](x.png)](index.md)\n", 1),
    "svg": ("<svg><text>42</text></svg>\n", 1),
    "output": ('<div class="output"><p>42</p></div>\n', 1),
    "output_attribute": ("tensor(42)\n{ .output }\n", 2),
    "heading_attribute": ("## tensor(42) { .output }\n", 1),
    "style": ('<p style="white-space:pre">4\n 2</p>\n', 1),
    "style_attribute": ('tensor(42)\n{ style="white-space: pre" }\n', 2),
    "cell_attribute": ('| a |\n|---|\n| b { background="x.png" } |\n', 3),
    "samp": ("<samp>42</samp>\n", 1),
    "textarea": ("<textarea>42</textarea>\n", 1),
    "iframe": ('text\n\n<iframe src="x.html"></iframe>\n', 3),
    "comment": (f"<!--\n{BLOCK}-->\n", 1),
    "html_around": (f"<div hidden>\n\n{BLOCK}\n</div>\n", 1),
    "escaped_tag": ("text \\<samp>42\\</samp>\n", 1),
    "escaped_code": ("text \\<code>4\\<br>2\\</code>\n", 1),
    "escaped_input": ('text \\<input value="tensor(42)">\n', 1),
    "escaped_comment": (f"\\<!-- x -->\n\n{BLOCK}", 1),
    "coloured_inline": ("text\n`#!python print(42)`\n", 2),
    "mark": ("text\n\ue000\n", 2),
    "no_such_quotation": ('```text\n--8<-- "none.quoted.txt"\n```\n', 1),
    "quotation_and_more": ('```text\n--8<-- "none.quoted.txt"\n42\n```\n', 1),
    "quotation_attribute": ('tensor(42)\n{ data-quotation="none" }\n', 2),
    "half_a_mark": ("text <!-- unproven: two words -->\n", 1),
}
FINE = {
    "console": "```console\n$ pip install torch\n!nvidia-smi\n\n$ python \\\n    a.py\n```\n",
    "console_in_a_list": "1. text\n\n    ```console\n    $ ls\n    ```\n\n2. more\n",
    "program": f"text\n\n{BLOCK}\ntext\n",
    "program_between_lines": f"text\n{BLOCK}text\n",
    "tildes": BLOCK.replace("```", "~~~~"),
    "in_a_list": f"- text\n\n{indent(BLOCK, '    ')}\n    text\n",
    "in_a_note": '!!! note "A title"\n    ```python\n    --8<-- "good.py"\n    ```\n\n    text\n',
    "in_a_fold": '??? success "Fold"\n    ```python\n    --8<-- "good.py"\n    ```\n',
    "in_tabs": '=== "A"\n\n    ```python\n    --8<-- "good.py"\n    ```\n\n=== "B"\n\n    text\n',
    "by_a_tab_in_a_list": '- text\n\n\t```python\n\t--8<-- "good.py"\n\t```\n',
    "nested": f"- a\n    - b\n\n{indent(BLOCK, ' ' * 8)}\n        c\n\n    d\n",
    "note_in_a_list": f"- a\n\n    !!! note\n{indent(BLOCK, ' ' * 8)}",
    "inline": "``a ` b`` and `` `x` `` and **`c`** and `<pre>` and ``--8<-``\n",
    "emphasis": "**굵게(bold)**는 *기울여* ***둘 다***\n",
    "table": "| `a` | 둘 |\n|----:|:---|\n| 1 | **2** |\n",
    "links": '[글](index.md "제목"), [`torch.add`][], [밖](https://pytorch.org)\n',
    "signs": "a < b > c & d, 3 * 4 * 5, $x$, x_1_2, 한글\\*\n",
    "lists": "- a\n    - b\n        - c\n\n1. d\n\n    e\n",
    "quote": "> text\n> text\n",
    "heading": "## 제목: `torch.add` { #heading }\n\n---\n",
    "breaks": "one  \ntwo\n",
}


def read(text: str) -> tuple[Pages, Page, list[str]]:
    """A chapter after an opening, in a book with one program, and what its reading found."""
    path = Path("docs/ko/index.md")
    blocks, problems = chapters.split(path, OPENING + text, 1, programs=True)
    page = Page(path, "ko", "index", tuple(blocks))
    return composed([page], {"good": shown(GOOD, "1\n")}), page, problems


def told(text: str) -> list[str]:
    """What an author is told of a text: before pages are rendered, and else by rendering."""
    pages, page, problems = read(text)
    problems += pages.wrong()
    if not problems:
        try:
            convert(pages, page)
        except Problem as problem:
            problems.append(str(problem))
    return "\n".join(problems).splitlines()


@pytest.mark.parametrize("form", TYPED)
def test_what_is_typed_is_refused_where_it_stands(form: str) -> None:
    """Every way to type code, an output or a picture is a problem that names its line."""
    text, line = TYPED[form]
    problems = told(text)
    assert problems
    assert problems[0].startswith(f"docs/ko/index.md:{4 + line}: "), problems


@pytest.mark.parametrize("form", FINE)
def test_what_is_fine_is_published(form: str) -> None:
    """Commands, blocks wherever Markdown lets them stand, and prose with signs in it."""
    assert told(FINE[form]) == []


@pytest.mark.parametrize("form", [form for form in FINE if "good.py" in FINE[form]])
def test_a_block_is_shown_wherever_it_stands(form: str) -> None:
    """In a list, a note, a fold or a tab: one program and one output on the page."""
    pages, page, _ = read(FINE[form])
    html = convert(pages, page)
    assert html.count('<div class="language-python highlight">') == 1
    assert html.count('data-snippet="good"') == 1
    assert pages.token not in html


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        ("# ```python\n# print(42)\n# ```\n", 5),
        ("#\n#\n# text\n#\n# ```\n# 42\n# ```\n", 9),
        ('# ```python\n# --8<-- "good.py"\n# ```\n', 5),
        ("# text\n#\n#     print(42)\n", 7),
        ("# <pre>42</pre>\n", 5),
        ("# text\n# ![42](x.png)\n", 6),
        ("# text `print(42)\n# print(43)`\n", 5),
        ("# tensor(42)\n# { .output }\n", 6),
    ],
)
def test_a_lab_may_type_no_more_than_a_chapter(tmp_path: Path, cell: str, line: int) -> None:
    """Its Markdown cells are held to the same law."""
    path = tmp_path / "ko/labs/x.py"
    path.parent.mkdir(parents=True)
    path.write_text(f"# %%\nx = 1\n\n# %% [markdown]\n{cell}", "utf-8")
    page, programs, problems = labs.read(tmp_path, path)
    pages = composed([page], {one.name: shown(one) for one in programs})
    problems += pages.wrong()
    if not problems:
        with pytest.raises(Problem) as caught:
            convert(pages, page)
        problems.append(str(caught.value))
    assert problems[0].startswith(f"{path}:{line}: ")


@pytest.mark.parametrize(
    "html",
    [
        *("<pre>x</pre>", "<img src='x'>", "<svg></svg>", "<canvas></canvas>", "<script></script>"),
        *("<object></object>", "<video></video>", "<x-y></x-y>", "<kbd>x</kbd>", "<math></math>"),
        *('<p class="a outputs">x</p>', "<span class=provenance>x</span>", "<!-- x -->"),
        *('<p data-state="executed">x</p>', "<td background=x.png>", "<code>x\ny</code>"),
        *("<code>x<br>y</code>", '<input type="image" src="x">', "<p>--8&lt;-- x</p>"),
    ],
)
def test_the_page_guard_alone_sees_what_is_not_the_builds(html: str) -> None:
    """Were the other guards blind, nothing typed would pass the last one."""
    _, page, _ = read("text\n")
    assert guard.page(f"<p>text</p>{html}", page)


@pytest.mark.parametrize(
    "text",
    [
        *("![42](x.png)", "a <img src='x.png'>", "<pre>42</pre>", "a <b>42</b>", "<!-- x -->"),
        *(
            "    print(42)",
            "-     print(42)",
            "~~~\n42\n~~~",
            "> ```\n> 42\n> ```",
            "1. ~~~\n   42",
        ),
        *('a --8<-- "good.py"', "[a]: b.md", "```x``` y", "\tprint(42)"),
    ],
)
def test_the_copy_guard_alone_sees_what_is_not_the_builds(text: str) -> None:
    """Readers of the copy and the notebook get no typed code either."""
    _, page, _ = read("text\n")
    assert list(guard.prose(f"text\n\n{text}\n", page))


def test_a_block_must_be_on_its_page_once() -> None:
    """A block that is lost, hidden in a comment or there twice stops the build."""
    pages, page, _ = read(BLOCK)
    place = pages.fence("0")
    pages.check(page, f"<p>a</p>{place}")
    for html in ("<p>a</p>", f"<!-- {place} -->", place + place):
        with pytest.raises(Problem, match=r"index\.md:5: this block is not on the page|<!--"):
            pages.check(page, html)
