"""Editions: what was given out before, kept beside the documents so that changes can be told.

Whenever a plan is exported into a folder that has not seen it, that is a new edition: calendar
events that changed get a higher sequence number, those that went stay on as cancelled, and the
change list has a version to compare with. Exporting the same plan again changes nothing.

Stamps count editions and read no clock: the first is `FIRST`, each later one is a second after the
one before. So the same plan and the same editions give the same bytes on any machine and on any
day, and a calendar can still tell which of two copies is newer (RFC 5545, 3.8.7.2).
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, PlainSerializer, ValidationError

from workshop.errors import Fault, InputError
from workshop.export.events import Event
from workshop.export.version import code
from workshop.model.agenda import Agenda, Day
from workshop.model.base import Value

FIRST = datetime(2000, 1, 1, tzinfo=UTC)
"""The stamp of the first edition of any tour."""

Stamp = Annotated[
    AwareDatetime,
    PlainSerializer(lambda at: at.isoformat(timespec="seconds"), return_type=str),
]
KEPT = 50
"""Editions that are remembered; older ones are forgotten, their events are not."""


class Edition(Value):
    """A plan as it was given out, each visit with its status of then."""

    version: str
    stamp: Stamp
    days: tuple[Day, ...]

    @property
    def agenda(self) -> Agenda:
        """The days as an agenda; how good it was is not remembered."""
        return Agenda(status="feasible", days=self.days)


class Published(Value):
    """An event as calendars have it: its sequence number, and the stamp it last changed with."""

    event: Event
    sequence: int = Field(ge=0)
    stamp: Stamp


class Editions(Value):
    """All that was given out of a tour: plans, oldest first, and events in their order."""

    format: Literal[1] = 1
    tour: str
    editions: tuple[Edition, ...] = ()
    events: tuple[Published, ...] = ()

    @property
    def before(self) -> Agenda | None:
        """The plan before the last one; None where there is none."""
        return self.editions[-2].agenda if len(self.editions) > 1 else None

    @property
    def stamp(self) -> datetime:
        """The stamp of the last edition."""
        return self.editions[-1].stamp if self.editions else FIRST

    def find(self, version: str) -> Agenda | None:
        """Return the plan with a version's code; None if no edition has it."""
        found = [one for one in self.editions if one.version == version.strip().upper()]
        return found[-1].agenda if found else None


def with_edition(old: Editions, agenda: Agenda, events: tuple[Event, ...]) -> Editions:
    """Return `old` with `agenda` (statuses as they stand) and its `events` as the last edition.

    The same plan with the same events is no new edition.
    """
    stamp = _after(old)
    last = old.editions[-1] if old.editions else None
    made = Edition(version=code(agenda), stamp=stamp, days=agenda.days)
    editions = old.editions
    if last is None or last.version != made.version:
        editions = (*editions, made)[-KEPT:]
    return old.model_copy(
        update={"editions": editions, "events": _published(old.events, events, stamp)}
    )


def _after(old: Editions) -> datetime:
    """Return the first second after all that was published."""
    stamps = [one.stamp for one in old.editions] + [one.stamp for one in old.events]
    return max(stamps).astimezone(UTC) + timedelta(seconds=1) if stamps else FIRST


def _published(
    old: tuple[Published, ...], events: tuple[Event, ...], stamp: datetime
) -> tuple[Published, ...]:
    before = {one.event.key: one for one in old}
    now = [_next(before.get(event.key), event, stamp) for event in events]
    keys = {event.key for event in events}
    gone = [one for one in old if one.event.key not in keys]
    cancelled = [
        _next(one, one.event.model_copy(update={"status": "CANCELLED"}), stamp) for one in gone
    ]
    return (*now, *cancelled)


def _next(old: Published | None, event: Event, stamp: datetime) -> Published:
    if old is None:
        return Published(event=event, sequence=0, stamp=stamp)
    if old.event == event:
        return old
    return Published(event=event, sequence=old.sequence + 1, stamp=stamp)


def editions_text(editions: Editions) -> str:
    """Return what is kept in the file of editions."""
    return editions.model_dump_json(indent=1) + "\n"


def read_editions(text: str, file: str, tour: str) -> Editions:
    """Read the file of editions of a tour; InputError if it is none, or another tour's."""
    hint = "put it back as it was, or remove it to start anew (calendars then start anew, too)"
    try:
        read = Editions.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        what = f"this is no list of editions ({where}: {first['msg']})" if where else first["msg"]
        raise InputError((Fault(file, _line(text), what, hint),)) from None
    if read.tour != tour:
        what = f"these are the editions of the tour {read.tour!r}"
        raise InputError((Fault(file, 1, what, "export into another folder"),))
    return read


def _line(text: str) -> int:
    """Return the line where `text` stops being JSON, 1 if it never does."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return error.lineno
    except RecursionError:
        return 1
    return 1
