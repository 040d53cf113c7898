"""The run sheet: the day minute by minute for staff, guide and driver, with phones and plan B."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import takewhile

from workshop.export.fieldsheet import after_the_last_visit, before_the_first_visit, debrief_plan
from workshop.export.markdown import bullets, cell, document, heading, table, text
from workshop.export.planb import plan_b
from workshop.export.practical import address_words, draft, version_line
from workshop.export.redaction import Source
from workshop.export.wording import (
    STATUSES,
    city_name,
    clock_time,
    long_date,
    span,
    visit_status,
    what_words,
    zone,
)
from workshop.model.agenda import Block, Day, Place, is_airport_wait
from workshop.model.place import Site
from workshop.model.terms import closed_for, host_wish
from workshop.model.travel import in_peak

_ROLES = ("Tour leader", "Lecturer", "Guide", "Coach driver and plate", "Clinic", "Insurer")
"""Whom a day needs beside the contacts of the brief; their lines are filled in by hand."""
_BLANK = " " * 16

COMPUTED_FOR = "March"
"""The month that the catalogue has prayer times for."""


def run_sheet(source: Source, broken: int = 0) -> str:
    """Return the run sheet of all days as Markdown; each day stands for itself."""
    brief = source.tour.brief
    parts = [heading(1, f"{text(brief.title) or 'Tour'}: run sheet"), *draft(broken)]
    parts.append(
        f"{brief.group_size} participants. For staff, guides and drivers; it has phone numbers, so "
        "keep it to yourselves and destroy it after the tour."
    )
    parts += [heading(2, "Phones"), _phones(source)]
    parts += [heading(2, "Diet and access"), text(brief.needs) or "Nothing is known yet: ask."]
    for day in source.agenda.days:
        parts += _day(source, day)
    cities = list(_cities(source))
    if cities:
        parts += [heading(2, "The cities: prayer and roads"), bullets(cities)]
    parts.append(version_line(source))
    return document(parts)


def _phones(source: Source) -> str:
    known = source.tour.brief.contacts
    rows = [[cell(one.role), cell(one.name), cell(one.phone)] for one in known]
    told = {one.role.casefold() for one in known}
    rows += [[role, "", ""] for role in _ROLES if role.casefold() not in told]
    return table(["Who", f"Name{_BLANK}", f"Phone{_BLANK}"], rows)


def _day(source: Source, day: Day) -> Iterator[str]:
    where = " → ".join(text(city_name(source.catalogue, city)) for city in day.cities)
    yield heading(2, f"{long_date(day.date)} — {where}")
    blocks = sorted(day.blocks, key=lambda block: block.start)
    if not blocks:
        yield "Nothing is planned."
        return
    closed = list(_closed(source, day))
    if closed:
        yield bullets(closed)
    visits = [one.date for one in source.agenda.days for b in one.blocks if b.kind == "visit"]
    if visits and day.date == visits[0]:
        yield from before_the_first_visit(source)
    yield heading(3, f"Minute by minute, {long_date(day.date)}")
    yield _minutes(source, blocks)
    rides = [block for block in blocks if block.kind == "transfer"]
    if rides:
        yield heading(3, f"Coach, {long_date(day.date)}")
        yield _rides(source, blocks)
    yield heading(3, f"Places, {long_date(day.date)}")
    yield _places(source, blocks)
    yield from _debrief(source, day)
    if visits and day.date == visits[-1]:
        yield from after_the_last_visit(source)
    spare = [line for block in blocks for line in plan_b(source, block)]
    if spare:
        yield heading(3, f"Plan B, {long_date(day.date)}")
        yield bullets(spare)


def _debrief(source: Source, day: Day) -> Iterator[str]:
    """Give the steps and questions of a day's debrief, if it has one."""
    led = list(debrief_plan(source, day))
    if led and any(block.kind == "debrief" for block in day.blocks):
        yield heading(3, f"Debrief, {long_date(day.date)}")
        yield from led


def _cities(source: Source) -> Iterator[str]:
    """Say what staff must know of the cities: prayer and roads."""
    known = source.catalogue.city
    for city in (known[one] for one in source.agenda.route if one in known):
        name = text(city.name)
        if city.prayer_times is not None:
            at = city.prayer_times
            months = dict.fromkeys(f"{day.date:%B}" for day in source.agenda.days)
            others = " and ".join(month for month in months if month != COMPUTED_FOR)
            other = f", not for {others}" if others else ""
            yield (
                f"**{name}, prayer:** dhuhr {at.dhuhr:%H:%M}, asr {at.asr:%H:%M}, "
                f"maghrib {at.maghrib:%H:%M}, computed for {COMPUTED_FOR}{other}; "
                f"take an official table"
            )
        for fact in city.traffic_facts:
            dated = f" ({text(fact.as_of)})" if fact.as_of else ""
            yield f"**{name}, roads:** {text(fact.text)}{dated}"


def _closed(source: Source, day: Day) -> Iterator[str]:
    """Say where offices are closed on a day."""
    for city in (source.catalogue.city.get(one) for one in day.cities):
        if city is not None:
            why = closed_for(source.catalogue, source.tour.brief, city, day.date)
            if why:
                yield f"**{text(city.name)} is closed:** {text(', '.join(why))}"


def _minutes(source: Source, blocks: Sequence[Block]) -> str:
    zoned = len({zone(at) for block in blocks for at in (block.start, block.end)}) > 1
    rows = [
        [
            span(block.start, block.end, zoned=zoned),
            f"{block.minutes}",
            _what(block),
            _where(before, block),
            "; ".join(_cues(source, block, after)),
            "",
        ]
        for before, block, after in zip(
            [None, *blocks[:-1]], blocks, [*blocks[1:], None], strict=True
        )
    ]
    heads = ["Time", "Min", "What", "Where (to)", "Cue, and minutes in hand", "Owner     "]
    return table(heads, rows, right=(1,))


def _where(before: Block | None, block: Block) -> str:
    """Say where a block ends, unless its own line or the one before it does."""
    end = block.where_it_ends
    known = before is not None and before.where_it_ends.id == end.id
    return "" if known or end.name in block.title else cell(end.name)


def _what(block: Block) -> str:
    form = " (short form)" if block.form == "short" and "short" not in block.title.lower() else ""
    return f"{cell(what_words(block))}{form}"


def _cues(source: Source, block: Block, after: Block | None) -> Iterator[str]:
    brief = source.tour.brief
    if block.kind == "transfer":
        yield f"count {brief.group_size} heads before the doors close"
    elif block.kind == "visit":
        early = timedelta(minutes=source.catalogue.defaults.arrive_early_minutes)
        yield STATUSES[visit_status(source.tour, block)]
        yield f"at the door {clock_time(block.start - early)}"
        contact = host_wish(brief, block.ref or "").contact
        yield f"call {text(contact)}" if contact.strip() else "no contact known yet"
    elif block.kind == "meal" and brief.needs.strip():
        yield f"tell the kitchen: {text(brief.needs)}"
    elif block.kind == "flight":
        yield _flight(source, block)
    elif is_airport_wait(block):
        yield "passports out, bags counted"
    if after is not None:
        spare = round((after.start - block.end).total_seconds() / 60)
        if spare > 0:
            yield f"{spare} min in hand"


def _flight(source: Source, block: Block) -> str:
    for one in source.tour.brief.flights:
        if (one.date, one.departs) == (block.start.date(), block.start.time()):
            return f"booked: {text(one.name) or 'name of the flight not given'}"
    return "a departure to plan with, not booked"


def _rides(source: Source, blocks: Sequence[Block]) -> str:
    rows = []
    for at, block in enumerate(blocks):
        if block.kind != "transfer":
            continue
        later = takewhile(lambda one: one.kind != "flight", blocks[at + 1 :])
        next_one = next((one for one in later if one.kind == "transfer"), None)
        then = f"wait, next pick-up {clock_time(next_one.start)}" if next_one else "done"
        peak = " (peak)" if _in_peak(source, block) else ""
        rows.append(
            [
                clock_time(block.start),
                cell(block.place.name),
                cell(block.where_it_ends.name),
                clock_time(block.end),
                f"{block.minutes} min{peak}",
                then,
            ]
        )
    seats = source.tour.brief.coach_seats or source.catalogue.defaults.coach_seats
    head = f"From ({source.tour.brief.group_size} people, {seats} seats)"
    return table(["Leave", head, "To", "There by", "Planned", "Then"], rows)


def _in_peak(source: Source, block: Block) -> bool:
    start = block.start.hour * 60 + block.start.minute
    return in_peak(start, start + block.minutes, source.catalogue.defaults.peak)


def _places(source: Source, blocks: Sequence[Block]) -> str:
    places = dict.fromkeys(
        place for block in blocks for place in (block.place, block.where_it_ends)
    )
    rows = [
        [cell(place.name), _address(source, place), _position(source, place)] for place in places
    ]
    return table(["Place", "Address", "Position"], rows)


def _address(source: Source, place: Place) -> str:
    host = source.catalogue.host.get(place.id)
    if host is None:
        return "–"
    return address_words(host)


def _position(source: Source, place: Place) -> str:
    """Give a position in degrees, and how far off it may be."""
    catalogue = source.catalogue
    known: tuple[Mapping[str, Site], ...] = (catalogue.host, catalogue.venue, catalogue.leisure)
    site = next((sites[place.id] for sites in known if place.id in sites), None)
    off = f" ± {site.coord_accuracy_m} m" if site else ""
    return f"{place.lat:.4f}, {place.lon:.4f}{off}"
