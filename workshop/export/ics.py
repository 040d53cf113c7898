"""The calendar file, by RFC 5545 and by what real calendars do with it.

Every time has a zone whose definition is in the file; identities last for ever; what changed has a
higher sequence number; what went stays as cancelled. It is published, not an invitation.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from workshop.export.editions import Editions, Published
from workshop.export.events import Event
from workshop.export.plaintext import lines, one_line

if TYPE_CHECKING:
    from icalendar import Calendar, Timezone
    from icalendar import Event as Component

PRODUCT = "-//workshop//Executive tech tours//EN"
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:workshop:tour")
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 (a zone's definition starts in local time)
_YEAR = timedelta(days=366)


def calendar(editions: Editions, title: str) -> bytes:
    """Return the calendar of what was published, with CRLF and folded lines."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    name = one_line(title) or editions.tour
    made.add("name", name)
    made.add("x-wr-calname", name)
    _add_zones(made, [one.event for one in editions.events])
    for one in editions.events:
        made.add_component(_component(editions.tour, one))
    return bytes(made.to_ical(sorted=False))


def uid(tour: str, key: str) -> str:
    """Return the identity of an event of a tour, the same for ever."""
    return str(uuid.uuid5(_SPACE, f"{tour}\n{key}"))


def _component(tour: str, one: Published) -> Component:
    from icalendar import Event as Component

    event, made = one.event, Component()
    made.add("uid", uid(tour, event.key))
    made.add("dtstamp", one.stamp.astimezone(UTC))
    made.add("sequence", one.sequence)
    made.add("dtstart", event.start.astimezone(_tz(event.zones[0])))
    made.add("dtend", event.end.astimezone(_tz(event.zones[1])))
    made.add("summary", one_line(event.summary) or event.category)
    if event.location.strip():
        made.add("location", one_line(event.location))
    made.add("geo", (event.lat, event.lon))
    made.add("status", event.status)
    made.add("categories", [event.category])
    made.add("transp", "TRANSPARENT" if event.status == "CANCELLED" else "OPAQUE")
    if event.description.strip():
        made.add("description", lines(event.description))
    return made


def _tz(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _add_zones(made: Calendar, events: Iterable[Event]) -> None:
    """Define every zone that is used, for the time around the events."""
    named = sorted({zone for event in events for zone in event.zones} - {"UTC"})
    days = [at.date() for event in events for at in (event.start, event.end)]
    for name in named:
        made.add_component(_zone(name, min(days) - _YEAR, max(days) + _YEAR))


def _zone(name: str, first: date, last: date) -> Timezone:
    """Define a zone: one block where its clocks never change, else what the time zone data say."""
    from icalendar import Timezone, TimezoneStandard

    steps = range(0, (last - first).days, 7)
    noons = (datetime.combine(first + timedelta(days=n), datetime.min.time()) for n in steps)
    offsets = {at.replace(tzinfo=ZoneInfo(name)).utcoffset() for at in noons}
    if len(offsets) > 1:
        return Timezone.from_tzid(name, first_date=first, last_date=last)
    offset = offsets.pop()
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", name)
    standard.add("dtstart", _EPOCH)
    standard.add("tzoffsetfrom", offset)
    standard.add("tzoffsetto", offset)
    zone.add_component(standard)
    return zone
