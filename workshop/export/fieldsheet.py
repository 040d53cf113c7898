"""The field sheet, the debrief and the way home: what participants do on and after a visit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workshop.export.markdown import bullets, cell, numbered, table, text
from workshop.export.redaction import Source
from workshop.export.wording import short_date
from workshop.model.agenda import Day

ROOM = " " * 48
"""How wide, in characters, a space to write in is in raw Markdown."""
WRITE = "…"
"""Stands in a cell to write in: an empty row has no height on paper."""
_BARE = 8
"""Lines of a sheet for which a workspace has no rows."""


def how_to_fill(source: Source) -> Iterator[str]:
    """Say once, for all field sheets, how each of their rows is found out."""
    rows = source.catalogue.fieldwork.sheet
    if rows:
        yield "One sheet for each visit; fill it in on the coach back, not in the room."
        yield bullets([f"**{cell(row.label)}**: {text(row.ask)}" for row in rows])


def field_sheet(source: Source, host: str, day: date) -> str:
    """Return the sheet for a visit to `host` on `day` as a Markdown table with room to write."""
    rows: list[list[str]] = []
    for row in source.catalogue.fieldwork.sheet:
        choices = "  ".join(f"☐ {text(one)}" for one in row.choices)
        rows.append([cell(row.label), choices or WRITE])
        rows += [["", WRITE] for _ in range(row.lines - 1)]
    heads = [f"{cell(host)}, {short_date(day)}", f"What I saw{ROOM}"]
    return table(heads, rows or [["", WRITE] for _ in range(_BARE)])


def debrief(source: Source, day: Day) -> Iterator[str]:
    """Give the steps of a day's debrief, its questions, and room for what comes out."""
    yield from debrief_plan(source, day)
    yield table(
        ["What comes out", ROOM],
        [
            ["One surprise", WRITE],
            ["One doubt", WRITE],
            ["One thing to try at home, who, by when", WRITE],
        ],
    )


def debrief_plan(source: Source, day: Day) -> Iterator[str]:
    """Give the steps of a day's debrief and its questions."""
    plan = source.catalogue.fieldwork.debrief
    if plan.steps:
        yield numbered([f"{text(step.do)} ({step.minutes} min)" for step in plan.steps])
    asked = [text(one) for one in _questions(source, day)]
    if asked:
        yield "**Questions of the day:**"
        yield bullets(asked)


def _questions(source: Source, day: Day) -> tuple[str, ...]:
    days = source.agenda.days
    return source.catalogue.fieldwork.debrief.questions(
        first=day is days[0], leaving=len(day.cities) > 1, last=day is days[-1]
    )


def before_the_first_visit(source: Source) -> Iterator[str]:
    """Give what must be done before the first visit."""
    done = source.catalogue.fieldwork.capstone.before_the_first_visit
    if done:
        yield "**Before the first visit:**"
        yield bullets([f"☐ {text(one)}" for one in done])


def after_the_last_visit(source: Source) -> Iterator[str]:
    """Give what must be done after the last visit."""
    done = source.catalogue.fieldwork.capstone.after_the_last
    if done:
        yield "**After the last visit:**"
        yield bullets([f"☐ {text(one)}" for one in done])


def the_way_home(source: Source) -> Iterator[str]:
    """Give what follows the last visit, and three lines to promise something on."""
    plan = source.catalogue.fieldwork.capstone
    yield from after_the_last_visit(source)
    yield "Three things, with a name and a day each. Somebody asks for them in a week."
    rows = [[f"{number}.", WRITE, WRITE, WRITE] for number in (1, 2, 3)]
    yield table(["", f"I will{ROOM}", f"With{' ' * 12}", f"By{' ' * 10}"], rows)
    if plan.at_home:
        yield "**At home:**"
        yield bullets([f"☐ {text(one)}" for one in plan.at_home])
