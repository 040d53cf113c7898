"""A lecture on paper: the handout of what was shown, and the workbook to write in.

Neither holds a speaker's note, an answer or an explanation. Slides are put in as they read aloud:
pictures in words, tables row by row.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import groupby

from workshop.decks.deck import Deck, Slide
from workshop.decks.fit import spoken_lines
from workshop.export.markdown import bullets, cell, document, heading, numbered, table, text
from workshop.export.wording import DISCLAIMERS

_ITEM = re.compile(r" *(?:-|\d{1,3}\.) ")
_LINE = "\\_" * 40


def handout(deck: Deck, shown: Collection[int] | None = None) -> str:
    """Return what the room saw of `deck`; `shown` are its slides from 0, None for all."""
    return document([*_top(deck, "handout"), *_slides(deck, shown, write=False), *_end()])


def workbook(deck: Deck, shown: Collection[int] | None = None) -> str:
    """Return the same with questions to answer, exercises and worksheets to fill in."""
    return document([*_top(deck, "workbook"), *_slides(deck, shown, write=True), *_end()])


def _top(deck: Deck, what: str) -> Iterator[str]:
    yield heading(1, f"{text(deck.title) or 'Lecture'}: {what}")
    yield bullets(DISCLAIMERS)
    if deck.module is not None:
        yield heading(2, "What it is for")
        yield bullets([text(one) for one in deck.module.objectives])


def _slides(deck: Deck, shown: Collection[int] | None, *, write: bool) -> Iterator[str]:
    for number, slide in enumerate(deck.slides):
        if shown is not None and number not in shown:
            continue
        yield heading(2, f"{text(slide.title) or f'Slide {number + 1}'}{_mark(slide)}")
        yield from _body(slide)
        yield from _public(slide)
        if write:
            yield from _to_write(slide)


def _mark(slide: Slide) -> str:
    return f" ({slide.mark})" if slide.mark is not None else ""


def _body(slide: Slide) -> Iterator[str]:
    """Yield what the room saw, without the title: paragraphs and lists, pictures in words."""
    lines = list(spoken_lines(slide))
    if lines and lines[0] == slide.title:
        lines = lines[1:]
    for _, group in groupby(lines, lambda line: _ITEM.match(line) is not None):
        found = [line for line in group if line.strip()]
        if found and _ITEM.match(found[0]):
            yield "\n".join(_item(line) for line in found)
        else:
            yield from (text(line) for line in found)


def _item(line: str) -> str:
    found = _ITEM.match(line)
    assert found is not None  # noqa: S101 (grouped by it)
    return f"{found.group()}{text(line[found.end() :])}"


def _public(slide: Slide) -> Iterator[str]:
    if slide.takeaway:
        yield "**To take away:**"
        yield bullets([text(one) for one in slide.takeaway])
    if slide.discussion:
        yield "**To talk about:**"
        yield bullets([text(one) for one in slide.discussion])


def _to_write(slide: Slide) -> Iterator[str]:
    asked = slide.quiz.questions if slide.quiz is not None else ()
    for question in asked:
        if question.ask and question.ask != slide.title:
            yield f"**{text(question.ask)}**"
        if question.options and len(asked) > 1:
            yield bullets([f"☐ {text(one)}" for one in question.options])
        yield f"My answer: {_LINE}"
    if slide.poll is not None:
        yield f"My choice: {_LINE}"
    task = slide.exercise
    if task is not None:
        yield f"**Exercise: {text(task.title)}** ({task.minutes} min)"
        steps = [
            text(step.do) + (f" ({step.minutes} min)" if step.minutes else "")
            for step in task.steps
        ]
        if steps:
            yield numbered(steps)
        if task.debrief:
            yield "Afterwards:"
            yield bullets([text(one) for one in task.debrief])
    sheet = slide.worksheet
    if sheet is not None:
        rows = []
        for field in sheet.fields:
            rows.append([cell(field.label), "  ".join(f"☐ {text(one)}" for one in field.choices)])
            rows += [["", ""]] * (field.lines - 1)
        yield table([cell(sheet.title or "Worksheet"), " " * 48], rows)


def _end() -> Iterator[str]:
    yield heading(2, "What I take from it")
    yield "\n\n".join([_LINE] * 3)
