"""One block of an agenda, seen with the local clocks of the cities it starts and ends in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from workshop.model.agenda import Block
from workshop.model.place import City

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=256)
def zone_of(name: str) -> ZoneInfo | None:
    """Return a time zone by its IANA name, or None if there is no such zone."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def local(at: datetime, zone: tzinfo | None) -> datetime:
    """Return the naive wall-clock time of `at` in `zone`; its own wall clock without a zone."""
    if zone is None:
        return at.replace(tzinfo=None)
    try:
        return at.astimezone(zone).replace(tzinfo=None)
    except (OverflowError, ValueError):  # within a day of the year 1 or 9999
        return at.replace(tzinfo=None)


@dataclass(frozen=True, eq=False)
class Step:
    """A block with its city and local times; `filed` is the date of the day that holds it."""

    block: Block
    filed: date
    city: City | None
    """Where it starts; None for a city nobody knows."""
    goal: City | None
    """Where it ends: another city only for a flight."""
    begins: datetime
    """Naive local time in `city`."""
    ends: datetime
    """Naive local time in `goal`."""

    @cached_property
    def kind(self) -> str:
        """The block's kind."""
        return self.block.kind

    @cached_property
    def ref(self) -> str | None:
        """The block's ref."""
        return self.block.ref

    @cached_property
    def at(self) -> str:
        """Id of the place it starts at."""
        return self.block.place.id

    @cached_property
    def leads_to(self) -> str:
        """Id of the place it ends at."""
        return self.block.where_it_ends.id

    @cached_property
    def moves(self) -> bool:
        """Whether it takes the group from one place to another."""
        return self.block.kind in ("transfer", "flight")

    @cached_property
    def date(self) -> date:
        """Local date it starts on."""
        return self.begins.date()

    @cached_property
    def start(self) -> float:
        """Local start, minutes after midnight."""
        return _minutes(self.begins - datetime.combine(self.date, time.min))

    @cached_property
    def end(self) -> float:
        """Local end, minutes after the midnight of the local date it *starts* on."""
        return _minutes(self.ends - datetime.combine(self.date, time.min))

    @cached_property
    def span(self) -> tuple[timedelta, timedelta]:
        """Start and end as moments: how long after 1970 in UTC."""
        return self.block.start - EPOCH, self.block.end - EPOCH

    @cached_property
    def length(self) -> float:
        """Elapsed minutes, to the second."""
        return _minutes(self.span[1] - self.span[0])


def _minutes(length: timedelta) -> float:
    return length.total_seconds() / 60


def gap(before: Step, after: Step) -> float:
    """Elapsed minutes from the end of one step to the start of another; negative if they cross."""
    return _minutes(after.span[0] - before.span[1])
