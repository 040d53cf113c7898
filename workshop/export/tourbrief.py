"""The tour brief: two pages for the client and the sponsor. It names no person and no cost of ours.

What it says of a company is what was agreed with it, and no more.
"""

from __future__ import annotations

from collections.abc import Iterator

from workshop.export.agenda import balance, dates, people, route
from workshop.export.assumptions import assumptions
from workshop.export.markdown import bullets, cell, document, heading, table, text
from workshop.export.practical import draft, version_line
from workshop.export.redaction import Source, taught
from workshop.export.wording import (
    DISCLAIMERS,
    STATUSES,
    city_name,
    length,
    short_date,
    visit_status,
)
from workshop.model.agenda import Block, Day
from workshop.model.catalogue import Catalogue
from workshop.model.moneywords import money
from workshop.rules.words import listed

_OUTCOMES = 1
"""Objectives told of each lecture: more would not fit two pages."""


def tour_brief(source: Source, broken: int = 0) -> str:
    """Return the tour brief as Markdown."""
    brief = source.tour.brief
    parts = [heading(1, f"{text(brief.title) or 'Tour'}: tour brief"), *draft(broken)]
    parts += _question(source)
    parts += _outcomes(source)
    parts += _outline(source)
    parts += _visits(source)
    parts += [heading(2, "Price basis"), bullets(list(_price(source)))]
    parts += _assumed(source)
    parts += [heading(2, "Please note"), bullets(DISCLAIMERS), version_line(source)]
    return document(parts)


def _question(source: Source) -> Iterator[str]:
    brief, agenda = source.tour.brief, source.agenda
    yield heading(2, "The question")
    yield text(brief.question) or "Not set yet."
    yield bullets(
        [
            f"**When:** {dates(brief, agenda)}",
            f"**Who:** {people(brief)}",
            f"**Route:** {route(brief, agenda, source.catalogue)}",
            f"**Balance:** {balance(brief, agenda)}",
        ]
    )


def _outcomes(source: Source) -> Iterator[str]:
    lectures = taught(source.agenda, source.catalogue)
    if lectures:
        yield heading(2, "Outcomes")
        yield "After the tour a participant can, among other things:"
        yield bullets(
            [
                f"{text(goal)} ({text(module.title)})"
                for module in lectures
                for goal in module.objectives[:_OUTCOMES]
            ]
        )


def _outline(source: Source) -> Iterator[str]:
    yield heading(2, "Outline")
    rows = [_day(day, source.catalogue) for day in source.agenda.days]
    yield table(["Day", "Where", "Lectures", "Visits", "Besides"], rows)


def _day(day: Day, catalogue: Catalogue) -> list[str]:
    def titles(kind: str) -> str:
        return cell("; ".join(_short(one) for one in day.blocks if one.kind == kind))

    besides = [one.title for one in day.blocks if one.kind in ("flight", "leisure")]
    cities = " → ".join(city_name(catalogue, city) for city in day.cities)
    return [
        short_date(day.date),
        cell(cities),
        titles("training"),
        titles("visit"),
        cell("; ".join(besides)),
    ]


def _short(block: Block) -> str:
    return f"{block.title} (short)" if block.form == "short" else block.title


def _visits(source: Source) -> Iterator[str]:
    visits = [block for block in source.agenda.blocks if block.kind == "visit"]
    if not visits:
        return
    yield heading(2, "The visits, and how sure they are")
    yield bullets([_visit(block, source) for block in visits])


def _visit(block: Block, source: Source) -> str:
    host = source.catalogue.host.get(block.ref or "")
    why = f": {text(host.why)}" if host else ""
    status = STATUSES[visit_status(source.tour, block)]
    return f"**{cell(block.title)}** ({status}, {length(block.minutes)}){why}"


def _price(source: Source) -> Iterator[str]:
    budget = source.tour.brief.budget
    heads = source.tour.brief.group_size
    if budget is None or budget.price_per_head is None:
        yield "No price is set yet."
    else:
        each = round(budget.price_per_head * 100)
        yield f"**{money(each, text(budget.currency))} a head**, for a group of {heads}."
    yield (
        f"Counted for {heads} people and {len(source.agenda.days)} days, with "
        f"{_count(source, 'visit', 'visit')}, {_count(source, 'training', 'lecture')} and "
        f"{_count(source, 'flight', 'flight')} inside the tour."
    )
    yield "Journeys to the first city and home from the last are not part of it."


def _count(source: Source, kind: str, word: str) -> str:
    number = sum(block.kind == kind for block in source.agenda.blocks)
    return f"{number} {word}{'' if number == 1 else 's'}"


def _assumed(source: Source) -> Iterator[str]:
    notes = [
        *assumptions(source.tour, source.agenda, source.catalogue).notes,
        *_entry_rules(source),
    ]
    if notes:
        yield heading(2, "What is assumed")
        yield bullets(notes)


def _entry_rules(source: Source) -> Iterator[str]:
    """Say how old the oldest look at the rules of arrival is; the agenda has the rules."""
    known = source.catalogue.city
    cities = [
        known[one] for one in source.agenda.route if one in known and known[one].entry_formalities
    ]
    looked = [one.checked_on for city in cities for one in city.entry_formalities]
    if cities:
        countries = listed(dict.fromkeys(text(city.country) for city in cities))
        dates = [one for one in looked if one is not None]
        when = f"last checked on {min(dates)}" if len(dates) == len(looked) else "not all checked"
        yield f"The rules of arrival of {countries} stand in the agenda; they were {when}."
