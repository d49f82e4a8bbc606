"""The stylesheet's colours are legible, in both schemes; lines and descriptions are as meant."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
import tinycss2

from tests.conftest import ROOT, settings
from textbook.composing import tables, typesetting, wayfinding, whole
from textbook.composing.drawn import STRONG

CSS = (ROOT / "docs/assets/book.css").read_text("utf-8")
LEAST = 4.5
GROUNDS = ("page", "ground")
SHADES = ("line", *GROUNDS)
"""What carries no text."""
NAMED = re.compile(r"--(?:book|md-code-hl)-([\w-]+): (#[0-9a-f]{6});")
SELECTORS = {"default": '[data-md-color-scheme="default"] {', "slate": '="slate"] {'}


def colours(scheme: str) -> dict[str, str]:
    """The roles' colours in one scheme, by name."""
    block = CSS.partition(SELECTORS[scheme])[2].partition("}")[0]
    return dict(NAMED.findall(block))


def luminance(colour: str) -> float:
    """How bright a colour is, as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How well one colour is read on another: 21 for black on white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SELECTORS)
def test_every_role_is_legible(scheme: str) -> None:
    """What is named once for each scheme is read on the page and on code's ground."""
    found = colours(scheme)
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert len(found) > 20
    assert set(found) == set(colours("default"))
    for role in set(found) - set(SHADES):
        for ground in GROUNDS:
            measured = contrast(found[role], found[ground])
            assert measured >= LEAST, f"{role} on {ground} in {scheme}: {measured:.2f}"


@pytest.mark.parametrize("scheme", SELECTORS)
def test_what_stands_in_a_coloured_cell_is_legible(scheme: str) -> None:
    """Drawings lay a colour thinly over the page, and text upon it."""
    found = colours(scheme)
    for role, share in (("cell", 0.55), ("chosen", STRONG), ("error", STRONG)):
        pairs = zip(*(re.findall("..", found[name][1:]) for name in (role, "page")), strict=True)
        mixed = (round(int(a, 16) * share + int(b, 16) * (1 - share)) for a, b in pairs)
        cell = "#" + "".join(f"{one:02x}" for one in mixed)
        assert contrast(found["ink"], cell) >= LEAST, f"{role} in {scheme}: {cell}"


def test_colours_are_named_in_one_place() -> None:
    """A rule further down has a role's name: there no colour can escape the measure."""
    rules = CSS.partition("/* Material's variables")[2]
    assert rules
    assert re.findall(r"#[0-9a-f]{3,8}\b(?=[;\s,)])|rgba?\(|hsla?\(", rules) == []
    pictures = set(re.findall(r"--book-([\w-]+): url", CSS))
    assert set(re.findall(r"var\(--book-([\w-]+)", CSS)) <= set(colours("default")) | pictures


def test_dark_is_for_screens() -> None:
    """Paper has the light scheme, whatever the reader's screen had."""
    for match in re.finditer(r"slate", CSS):
        before = CSS[: match.start()]
        medium = before[before.rindex("@media") :]
        assert medium.startswith("@media screen {")
        assert medium.count("{") > medium.count("}")


def test_the_road_on_the_first_page_is_the_navigations() -> None:
    """Home names the parts that there are, in order, and sends to the first chapter of each."""
    home = (ROOT / "docs/ko/index.md").read_text("utf-8")
    road = re.findall(r"^\d+\. \[(.+)\]\((.+\.md)\)", home, re.M)
    parts = [next(iter(item.items())) for item in settings()["nav"]]
    assert road == [
        (name, pages[0]) for name, pages in parts if isinstance(pages, list) and name != "부록"
    ]
    _, ways = home.partition("{ #home }")[2].strip().split("\n\n")[:2]
    assert re.fullmatch(r"(\[[^]]+\]\([^)]+\) ?)+", ways)  # book.css draws buttons of it.
    first = re.search(r"\[처음부터 읽기\]\((.+?)\)", home)
    assert first
    assert first[1] == road[0][1]


def page(source: str) -> SimpleNamespace:
    """As much of MkDocs' page as is read."""
    file = SimpleNamespace(src_uri=source, url=source.removesuffix(".md") + "/")
    return SimpleNamespace(title=source[:-3], file=file, meta={}, children=None)


def test_chapters_are_numbered_but_for_the_appendix() -> None:
    """By their part and their place in it; a page outside of every part has none."""
    home, one, two, other, back = map(page, ["home.md", "one.md", "two.md", "other.md", "back.md"])
    link = SimpleNamespace(title="link", children=None)
    parts = [
        home,
        SimpleNamespace(title="A", children=[one, two]),
        SimpleNamespace(title="B", children=[link, SimpleNamespace(title="C", children=[other])]),
        SimpleNamespace(title="Appendix", children=[back]),
    ]
    way = wayfinding.Way()
    way.note(parts, [home, one, two, other, back], "Appendix")
    for each in (home, one, two, other, back):
        way.name(each, '<h1>x</h1><p>Is <b>it</b> &lt; "2.5"? Yes.</p>')
    assert [part.title for part in parts[1:]] == ["1 A", "2 B", "Appendix"]
    assert parts[2].children[1].title == "2.2 C"
    assert list(way.listed.values()) == ["home", "1.1 one", "1.2 two", "2.2.1 other", "back"]
    assert one.meta["description"] == "Is it &lt; &quot;2.5&quot;? Yes."
    head = way.head("two.md", '<h1 id="a">x</h1>y', "<nav></nav>")
    assert head == ('<p class="number" data-search-exclude>1.2</p><h1 id="a">x</h1><nav></nav>y')
    assert way.head("back.md", "<h1>x</h1>", "") == "<h1>x</h1>"


def test_a_description_ends_with_a_sentence() -> None:
    """As many of the opening's sentences as fit, at least one."""
    long = "아주 " * 60 + "긴 문장입니다."
    assert wayfinding.description(f"<h1>x</h1><p>짧습니다. {long}</p>") == "짧습니다."
    assert wayfinding.description(f"<h1>x</h1><p>{long} 짧습니다.</p>") == long
    assert wayfinding.description("<h1>x</h1>") == ""


def test_particles_stay_with_what_they_follow() -> None:
    """In prose alone: a program and an output are to the letter what they were."""
    html = (
        "(가)나<article><p><a><code>view</code></a>는 (stride)만</p>"
        "<pre>f(x)는</pre><svg><text>(a)는</text></svg></article>(가)나"
    )
    kept = typesetting.finished(html, "Further")
    assert kept.count("\u2060") == 2
    assert kept.replace("</a>\u2060는", "</a>는").replace(")\u2060만", ")만") == html


def test_a_table_comes_in_its_frame() -> None:
    """The one that Material's script would put around it; what a run printed is no table."""
    html = "<table>a</table><article><table>b</table><pre>&lt;table&gt;</pre></article>"
    frame = '<div class="md-typeset__scrollwrap"><div class="md-typeset__table">'
    expected = html.replace("<table>b</table>", f"{frame}<table>b</table></div></div>")
    assert typesetting.finished(html, "Further") == expected


def test_a_table_too_wide_for_a_phone_can_be_shown_as_blocks() -> None:
    """Then a cell says what its column is, and all say what they are; others stay as they were."""
    row = '<tr>\n<td>{}</td>\n<td style="text-align: right;">1</td>\n</tr>'
    head = "<tr>\n<th>A &amp; <code>b</code></th>\n<th>&lt;C&gt;</th>\n</tr>"
    table = f"<table>\n<thead>\n{head}\n</thead>{row}</table>"
    for cell in ("가 " * 60, "가" * 21, "<code>torch.float</code>"):
        assert tables.framed(table.format(cell)) == tables.FRAME.format(table.format(cell))
    for cell in ("가" * 23, "a" * 42, f"<code>{'ab ' * 14}</code>", f"<b>{'가' * 23}</b> 나"):
        made = tables.framed(table.format(cell))
        assert made.count(' role="row"') == 2
        assert f'<td role="cell" data-head="A &amp; b">{cell}</td>' in made
        assert '<td role="cell" data-head="&lt;C&gt;" style="text-align: right;">1</td>' in made
        assert '<table data-stacked role="table">' in made
        assert '<th role="columnheader">&lt;C&gt;</th>' in made


def test_a_row_for_a_group_is_one_heading() -> None:
    """As wide as the table; a row with an empty cell stays as it is."""
    row = "<tr>\n<td>{}</td>\n<td></td>\n<td>{}</td>\n</tr>"
    table = f"<table>{row.format('<strong>a b</strong>', '')}{row.format('c', 'd')}</table>"
    heading = '<tr>\n<th colspan="3" scope="rowgroup">a b</th>\n</tr>'
    made = tables.framed(table)
    assert made == tables.FRAME.format(f"<table>{heading}{row.format('c', 'd')}</table>")


def test_what_surrounds_the_article_is_not_indented() -> None:
    """Lines stay lines, for a script's comment ends with one; the article is as it was."""
    article = "<article>\n  <pre>a\n\n  b</pre>\n</article>"
    html = f"<nav>\n\n  <a>x</a>\n</nav>{article}<script>\n  // a\n  b()\n</script>"
    assert typesetting.finished(html, "Further") == (
        f"<nav>\n<a>x</a>\n</nav>{article}<script>\n// a\nb()\n</script>"
    )


def test_a_shape_is_not_broken() -> None:
    """In prose: 2 × 3 stays on a line; what a run printed stays as it is."""
    html = "1 × 2<article><p>2 × 3 × 4와 n × m</p><pre>2 × 3</pre></article>"
    kept = typesetting.finished(html, "Further")
    assert kept.count("\N{NO-BREAK SPACE}") == 4
    assert "<p>2\u00a0×\u00a03\u00a0×\u00a04와 n × m</p><pre>2 × 3</pre>" in kept
    assert kept.replace("\N{NO-BREAK SPACE}", " ") == html


def test_short_code_is_not_broken() -> None:
    """`-inf` and `x[:, 1]` go to the next line whole; long code, and what has no gap, may break."""
    short = ("-inf", "x[:, None]", "-&gt; str")
    other = ("torch.zeros", "torch.zeros(2, 3)", "x")
    held = "".join(f"<code>{one}</code> " for one in (*short, *other))
    kept = typesetting.finished(f"<article>{held}<pre><code>1 2</code></pre></article>", "Further")
    assert [one for one in (*short, *other) if f'<code class="short">{one}<' in kept] == [*short]
    assert kept.replace(' class="short"', "").count("<code>") == len((*short, *other)) + 1
    assert "<pre><code>1 2</code></pre>" in kept


def test_a_title_sets_apart_that_it_may_be_left_for_later() -> None:
    """That of a section and that of a page; the same words in a text or a smaller title stay."""
    titles = "<h1 id='a'>Further: A</h1><h2>Further: B</h2><h3>Further: C</h3><p>Further: D</p>"
    kept = typesetting.finished(f"<article>{titles}</article>", "Further")
    told = '<span class="further">Further:</span>'
    assert f"<h1 id='a'>{told} A</h1><h2>{told} B</h2><h3>Further: C</h3>" in kept
    assert kept.count("further") == 2


def test_a_published_stylesheet_has_every_rule_and_no_comment(tmp_path: Path) -> None:
    """As a parser of its own reads both; a third of what travelled was comments."""
    for name in ("book.css", "explorers/explorers.css"):
        source, target = ROOT / "docs/assets" / name, tmp_path / name
        target.parent.mkdir(exist_ok=True)
        shutil.copy(source, target)
        whole.lighten(tmp_path)
        before, after = tokens(source), tokens(target)
        assert "/*" in source.read_text("utf-8")
        assert "/*" not in target.read_text("utf-8")
        assert after == before


def tokens(path: Path) -> str:
    """A stylesheet as a parser reads it, without comments, and without spaces, which they leave."""
    read = tinycss2.parse_component_value_list(path.read_text("utf-8"), skip_comments=True)
    return "".join(tinycss2.serialize(read).split())
