"""Questions as readers get them: each answer is held against the run that prints it.

On the site a question is one group of HTML around its author's words, which stay Markdown; in a
copy and a notebook it is asked, and its answers follow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from textbook.composing import markdown
from textbook.composing.errors import even
from textbook.composing.words import Words
from textbook.marks import NOTES
from textbook.model import Block, Code, Page, Prose
from textbook.outcomes import Output
from textbook.questions import Choice, Frame, Question

LINKED = re.compile(r"\[((?:[^\]\[]|\[[^\]]*\])*)\](?:\([^)]*\)|\[[^\]]*\])")
Outputs = Callable[[str], list[Output]]


def wrong(pages: Iterable[Page], outputs: Outputs) -> Iterator[str]:
    """Answers that are not what their programs print, and wrong ones that are the right one."""
    for page in pages:
        for question in of(page):
            known: dict[str, Choice] = {}
            for choice in question.choices:
                told = why_not(choice, outputs(choice.program)[0], known)
                if told:
                    yield f"{page.path}:{choice.line}: {told}"


def why_not(choice: Choice, output: Output, known: dict[str, Choice]) -> str:
    """What is wrong with one answer, with the cure; `known` has those before it by their text."""
    if not output.ran or not output.result:
        told = f"{choice.program} needs a GPU: name a program that every computer runs"
        return "" if output.state in ("failed", "waiting") else told
    if output.program.varies:
        return f"{choice.program} varies from run to run: name a program that does not"
    printed = even(choice.of(output.result.printed))
    place = f"line {choice.lines} of what {choice.program} prints" if choice.lines else ""
    if not printed:
        return f"{place or choice.program} is empty: name the lines that it prints, {choice.text}"
    if printed != even(choice.text):
        told = f"{choice.text} is not what {choice.program} prints"
        return f"{told}: write `{printed}`, or name what prints it"
    if printed in known:
        told = f"this is the answer of line {known[printed].line}, too"
        return f"{told}: name a program that prints something else"
    known[printed] = choice
    return ""


def of(page: Page) -> Iterator[Question]:
    """The questions of a page."""
    return (block for block in page.blocks if isinstance(block, Question))


def unfolded(question: Question) -> Iterator[Block]:
    """A question as frames, its author's words, and the programs of its wrong answers."""
    asked = f"{NOTES.sub('', question.text)}\n{{ #{question.id} }}\n"
    yield Frame("ask", question, line=question.line)
    yield Prose(asked, question.line)
    yield Frame("choices", question, line=question.code_line)
    for choice in question.choices:
        yield Frame("choice", question, choice, choice.line)
        yield Prose(f"{NOTES.sub('', choice.why)}\n", choice.line)
        if choice.own:
            yield Code(choice.program, choice.line, folded=True)
    yield Frame("end", question, line=question.line)


def listed(pages: Iterable[Page], line: int) -> Iterator[Block]:
    """Every question of these pages, under its page's title, as links; `line` asks for them."""
    text = ""
    for page in pages:
        asked = list(of(page))
        title = re.search(r"^# (.+?) *\{ #", page.source_text, re.M)
        if asked and title:
            text += f"\n- [{title[1]}]({page.stem}.md)\n"
        for question in asked:
            said = LINKED.sub(r"\1", NOTES.sub("", question.text))
            text += f"    - [{said}]({page.stem}.md#{question.id})\n"
    yield Frame("list", line=line)
    yield Prose(f"{text}\n", line)
    yield Frame("listed", line=line)


def shown(question: Question, outputs: Outputs) -> dict[Choice, str]:
    """What each answer's program prints, by the answer, in an order that gives none away."""
    found = {}
    for choice in question.choices:
        result = outputs(choice.program)[0].result
        found[choice] = choice.of(result.printed) if result else choice.text
    return dict(sorted(found.items(), key=lambda one: [len(one[1].split("\n")), one[1]]))


def in_markdown(frame: Frame, words: Words, outputs: Outputs) -> str:
    """A frame for readers of plain Markdown, but for the program that is asked about."""
    question, told = frame.question, words["question"]
    if not question:
        return ""
    answers = shown(question, outputs)
    if frame.part == "ask":
        return f"**{told['label']}**\n\n"
    if frame.part == "choices" and not question.typed:
        return "".join(item(text) for text in answers.values()) + "\n"
    if frame.choice:
        verdict = told["correct" if frame.choice is question.choices[0] else "incorrect"]
        return f"**{verdict}**\n\n{item(answers[frame.choice])}\n"
    return ""


def in_copy(frame: Frame, words: Words, outputs: Outputs, source: Callable[[str], str]) -> str:
    """A frame in a page's plain copy: the program stands there before its output is given."""
    text = in_markdown(frame, words, outputs)
    if frame.part != "choices" or not frame.question:
        return text
    program = markdown.fenced(source(frame.question.program), "python")
    output = outputs(frame.question.program)[0]
    answer = markdown.described(output, words, compared=output.ran)
    answer += "".join(f"\n{markdown.other(row, words)}" for row in output.elsewhere)
    return f"{program}\n{text}**{words['question']['answer']}**\n\n{answer}"


def item(text: str) -> str:
    """What was printed: an item of a list, or a block of several lines.

    A block stands in no list: readers of Markdown differ on one that begins an item.
    """
    if "\n" not in text and "`" not in text:
        return f"- `{text}`\n"
    block = markdown.passed_over(f"{text}\n").rstrip("\n")
    return f"\n{block}\n"
