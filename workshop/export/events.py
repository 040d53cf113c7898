"""The agenda as calendar events: what happens when and where, by an identity that lasts.

An event's key is what it is (`visit jkt-goto`), never when it is or how it is called: so a visit
that moves stays the same event in everyone's calendar.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from workshop.export.redaction import Source
from workshop.export.wording import MEANINGS, STATUSES, kind_word, visit_status
from workshop.model.agenda import Block, Day, Instant, Place, is_airport_wait
from workshop.model.base import Value

Sureness = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]


class Event(Value):
    """One event; `zones` are the names of the time zones of its start and end."""

    key: str
    summary: str
    start: Instant
    end: Instant
    zones: tuple[str, str]
    location: str
    lat: float
    lon: float
    status: Sureness
    category: str
    description: str


def events(source: Source) -> tuple[Event, ...]:
    """Return the events of the agenda in their order; pauses are left out."""
    seen: Counter[str] = Counter()
    made = []
    for number, day in enumerate(source.agenda.days, start=1):
        for block in day.blocks:
            if block.kind == "break" and not is_airport_wait(block):
                continue
            made.append(_event(source, block, _key(block, day, number, seen)))
    return tuple(made)


def _key(block: Block, day: Day, number: int, seen: Counter[str]) -> str:
    """Name what a block is; the second of a kind, such as a lecture's full form, is `… 2`.

    What has no name of its own (a ride, a meal) is counted within its day.
    """
    if block.kind == "flight":
        at = day.cities.index(block.city) + 1 if block.city in day.cities else 0
        goal = day.cities[at] if at < len(day.cities) else block.where_it_ends.id
        name = f"flight {block.city} {goal}"
    elif block.kind in ("training", "visit", "leisure", "briefing"):
        name = f"{block.kind} {block.ref or block.title}"
    elif is_airport_wait(block):
        name = f"airport {number} {block.ref}"
    else:
        name = f"{block.kind} {number}"
    seen[name] += 1
    return name if seen[name] == 1 else f"{name} {seen[name]}"


def _event(source: Source, block: Block, key: str) -> Event:
    return Event(
        key=key,
        summary=_summary(source, block),
        start=block.start,
        end=block.end,
        zones=(
            _zone(source, block.place, block, block.start),
            _zone(source, block.where_it_ends, block, block.end),
        ),
        location=" → ".join(dict.fromkeys((block.place.name, block.where_it_ends.name))),
        lat=block.place.lat,
        lon=block.place.lon,
        status=_status(source, block),
        category=kind_word(block),
        description="\n".join(_description(source, block)),
    )


def _summary(source: Source, block: Block) -> str:
    if block.kind == "visit":
        return f"Visit: {block.title} ({STATUSES[visit_status(source.tour, block)]})"
    if block.kind == "training":
        return f"Lecture: {block.title}" + (" (short form)" if block.form == "short" else "")
    return block.title


def _zone(source: Source, place: Place, block: Block, at: datetime) -> str:
    """Return the time zone of a place, UTC where none fits the offset that the block has."""
    catalogue = source.catalogue
    city = catalogue.city_of.get(place.id) or catalogue.city_of.get(place.id.upper())
    city = city or catalogue.city.get(block.city)
    if city is None:
        return "UTC"
    there = at.astimezone(ZoneInfo(city.timezone))
    return city.timezone if there.utcoffset() == at.utcoffset() else "UTC"


def _status(source: Source, block: Block) -> Sureness:
    if block.kind == "visit" and visit_status(source.tour, block) != "confirmed":
        return "TENTATIVE"
    if block.kind == "flight" and not _booked(source, block):
        return "TENTATIVE"
    return "CONFIRMED"


def _booked(source: Source, block: Block) -> bool:
    when = block.start.date(), block.start.time()
    return any((one.date, one.departs) == when for one in source.tour.brief.flights)


def _description(source: Source, block: Block) -> Iterator[str]:
    if block.kind == "visit":
        yield f"{MEANINGS[visit_status(source.tour, block)].capitalize()}."
        host = source.catalogue.host.get(block.ref or "")
        if host is not None:
            yield f"Address (ask the host for the entrance): {host.address}"
    elif block.kind == "training":
        module = source.catalogue.module.get(block.ref or "")
        yield from (f"- {goal}" for goal in (module.objectives if module else ()))
        yield "Nothing here is advice to invest."
    elif block.kind == "flight" and not _booked(source, block):
        yield "A departure to plan with, not one from a timetable; nothing is booked."
