"""The workbook: what participants hold in their hands. No answer is in it, nor a speaker's note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workshop.decks.convention import Exercise, Worksheet
from workshop.decks.deck import Slide
from workshop.export.fieldsheet import (
    ROOM,
    WRITE,
    before_the_first_visit,
    debrief,
    field_sheet,
    how_to_fill,
    the_way_home,
)
from workshop.export.markdown import bullets, cell, document, heading, numbered, table, text
from workshop.export.practical import draft, version_line
from workshop.export.redaction import Source
from workshop.export.slidewords import linked_items, tables
from workshop.export.wording import DISCLAIMERS, STATUSES, long_date, short_date, span, visit_status
from workshop.model.agenda import Block, Day
from workshop.model.lecture import Module

_NUMBERED = re.compile(r"^Quiz \d+: *")
"""How a slide says which question it asks; on paper the list has the number."""


def workbook(source: Source, broken: int = 0) -> str:
    """Return the workbook as Markdown: a chapter for each day, then the way home."""
    brief = source.tour.brief
    parts = [heading(1, f"{text(brief.title) or 'Tour'}: workbook"), *draft(broken)]
    if brief.question.strip():
        parts.append(f"**The question we carry:** {text(brief.question)}")
    parts.append("This book belongs to: " + "\\_" * 30)
    parts += [heading(2, "Please note"), bullets(DISCLAIMERS)]
    parts += [heading(2, "Field sheets"), *how_to_fill(source), *before_the_first_visit(source)]
    seen: set[str] = set()
    for number, day in enumerate(source.agenda.days, start=1):
        parts += _day(source, number, day, seen)
    parts += [heading(2, "On the way home"), *the_way_home(source)]
    parts += _sources(source)
    parts.append(version_line(source))
    return document(parts)


def _day(source: Source, number: int, day: Day, seen: set[str]) -> Iterator[str]:
    yield heading(2, f"Day {number}: {long_date(day.date)}")
    for block in day.blocks:
        if block.kind == "training":
            yield from _lecture(source, block, seen)
        elif block.kind == "visit":
            yield from _visit(source, block)
        elif block.kind == "debrief":
            hours = span(block.start, block.end, zoned=False)
            yield heading(3, f"Debrief of day {number} ({hours})")
            yield from debrief(source, day)


def _lecture(source: Source, block: Block, seen: set[str]) -> Iterator[str]:
    form = ", short form" if block.form == "short" else ""
    when = f"{short_date(block.start.date())} {span(block.start, block.end, zoned=False)}{form}"
    yield heading(3, f"{text(block.title) or 'Lecture'} ({when})")
    module = source.catalogue.module.get(block.ref or "")
    deck = source.decks.get(block.ref or "")
    if module is not None and module.id not in seen:
        yield from _goals(module)
    if deck is not None:
        again = block.ref in seen
        slides = [one for one in deck.slides if block.form != "short" or not one.optional]
        yield from _sheets(slides, again=again)
    seen.add(block.ref or "")


def _goals(module: Module) -> Iterator[str]:
    yield "Afterwards I can:"
    yield bullets([f"☐ {text(goal)}" for goal in module.objectives])


def _sheets(slides: list[Slide], *, again: bool) -> Iterator[str]:
    """Give what a lecture needs on paper; what a first time has shown is not shown again."""
    if not again:
        yield from _reference(slides)
    for slide in slides:
        if slide.exercise is not None:
            yield from _exercise(slide.exercise)
        if slide.worksheet is not None:
            yield from _worksheet(slide.worksheet)
    talk = [text(one) for slide in slides for one in slide.discussion]
    if talk and not again:
        yield "**To talk about:**"
        yield bullets(talk)
    if not again:
        yield from _quiz(slides)
    yield table([f"What I take from it{ROOM}"], [[WRITE], [WRITE]])


def _reference(slides: list[Slide]) -> Iterator[str]:
    """Give the tables of a lecture's slides, to be looked up later."""
    for slide in slides:
        if slide.quiz is None and slide.poll is None:
            for one in tables(slide):
                yield f"**{text(slide.title) or 'Table'}:**"
                yield one


def _exercise(exercise: Exercise) -> Iterator[str]:
    yield f"**Exercise: {text(exercise.title)}** ({exercise.minutes} min)"
    if exercise.steps:
        yield numbered(
            [
                text(step.do) + (f" ({step.minutes} min)" if step.minutes else "")
                for step in exercise.steps
            ]
        )


def _worksheet(sheet: Worksheet) -> Iterator[str]:
    rows = []
    for field in sheet.fields:
        choices = "  ".join(f"☐ {text(one)}" for one in field.choices)
        rows.append([cell(field.label), choices or WRITE])
        rows += [["", WRITE] for _ in range(field.lines - 1)]
    yield table([cell(sheet.title or "Worksheet"), ROOM], rows)


def _quiz(slides: list[Slide]) -> Iterator[str]:
    asked = [one for slide in slides if slide.quiz for one in slide.quiz.questions]
    if not asked:
        return
    yield "**Quiz** (answers after the lecture)"
    for number, question in enumerate(asked, start=1):
        ask = _NUMBERED.sub("", question.ask)
        lines = [f"{number}. {text(ask[:1].upper() + ask[1:])}"]
        lines += [f"   - ☐ {text(one)}" for one in question.options]
        if not question.options:
            lines.append("   - " + "\\_" * 20)
        yield "\n".join(lines)


def _visit(source: Source, block: Block) -> Iterator[str]:
    status = STATUSES[visit_status(source.tour, block)]
    yield heading(3, f"Visit: {text(block.title) or 'host'} ({status})")
    yield field_sheet(source, block.title, block.start.date())


def _sources(source: Source) -> Iterator[str]:
    """Give the addresses that the lectures' last slides name."""
    lines: dict[str, None] = {}
    for deck in source.decks.values():
        for slide in deck.slides:
            if slide.title.startswith("Sources"):
                lines.update(dict.fromkeys(linked_items(slide)))
    if lines:
        yield heading(2, "Sources of the lectures")
        yield bullets(list(lines))
