"""What the speaker's side says of a slide: notes, tasks, and answers when asked for."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from textual.content import Content

from workshop.decks.deck import Question, Slide
from workshop.tui import text

HIDDEN = "a shows the answers"
WRAPPED: Final = 50
"""Cells that an editor gives a line at least before it breaks it."""
_BEGINS: Final = re.compile(r"\s|[-*+•>#|]|\d+[.)]|[^\s:]+( [^\s:]+){0,2}:(\s|$)")
"""What a line begins with that stands by itself."""


def notes_of(slide: Slide, width: int, *, answers: bool) -> Content:
    """Return the notes of a slide, wrapped; the answer key only where `answers` is set."""
    rows: list[Content] = []
    if slide.notes.strip():
        rows += [text.literal(row) for row in text.wrap(flowing(slide.notes.strip()), width)]
    else:
        rows.append(text.literal("No notes on this slide.", "$text-muted"))
    _exercise(rows, slide, width)
    _lists(rows, slide, width)
    _questions(rows, slide, width, answers)
    return text.lines_of(*rows)


def flowing(notes: str) -> str:
    """Return notes without the line breaks that only their writer's screen needed.

    A break was needed where the next word would have made its line the longest of all; any other
    was meant, as are those around empty lines, items of lists and labels such as `SAY:`.
    """
    lines = notes.split("\n")
    longest = max(WRAPPED, *map(text.width, lines))
    rows = lines[:1]
    for before, line in pairwise(lines):
        word = line.split(" ", 1)[0]
        needed = text.width(before) + 1 + text.width(word) > longest
        if needed and before.strip() and word and not _BEGINS.match(line):
            rows[-1] += f" {line}"
        else:
            rows.append(line)
    return "\n".join(rows)


def has_answers(slide: Slide) -> bool:
    """Tell whether the slide asks something that has a right answer."""
    return slide.quiz is not None and bool(slide.quiz.questions)


def _heading(rows: list[Content], words: str) -> None:
    rows += [Content(""), text.one_line(words, "bold $primary")]


def _item(rows: list[Content], sign: str, words: str, width: int, style: str = "") -> None:
    lead = f"{sign} "
    wrapped = text.wrap(words, max(8, width - text.width(lead)))
    for number, row in enumerate(wrapped):
        rows.append(text.literal((" " * text.width(lead) if number else lead) + row, style))


def _exercise(rows: list[Content], slide: Slide, width: int) -> None:
    task = slide.exercise
    if task is None:
        return
    _heading(rows, f"Exercise, {task.minutes} min: {task.title}")
    for number, step in enumerate(task.steps, 1):
        minutes = f" ({step.minutes} min)" if step.minutes is not None else ""
        _item(rows, f"{number}.", f"{step.do}{minutes}", width)
    for one in task.materials:
        _item(rows, "needs:", one, width)
    for one in task.debrief:
        _item(rows, "ask after:", one, width)


def _lists(rows: list[Content], slide: Slide, width: int) -> None:
    for heading, items in (
        ("To discuss", slide.discussion),
        ("To take away", slide.takeaway),
        ("Hosts that show it", slide.hosts),
    ):
        if items:
            _heading(rows, heading)
            for one in items:
                _item(rows, "•", one, width)


def _questions(rows: list[Content], slide: Slide, width: int, answers: bool) -> None:
    if slide.quiz is None or not slide.quiz.questions:
        return
    _heading(rows, "Answers")
    if not answers:
        rows.append(text.literal(HIDDEN, "$text-muted"))
        return
    for question in slide.quiz.questions:
        if question.ask:
            _item(rows, "?", question.ask, width)
        _item(rows, "✔", _answer(question), width, "bold")
        if question.explain:
            _item(rows, " ", question.explain, width)


def _answer(question: Question) -> str:
    words: list[str] = []
    for one in question.answer:
        if isinstance(one, int) and 1 <= one <= len(question.options):
            words.append(f"{one}. {question.options[one - 1]}")
        else:
            words.append(str(one))
    return " · ".join(words)
