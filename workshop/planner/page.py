"""The page of a day: its blocks while they are written, with their ids, places and local times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from workshop.model.agenda import Block, Kind, Place
from workshop.model.place import City
from workshop.model.travel import Position
from workshop.planner.problem import Problem
from workshop.planner.windows import Stretch


class Page:
    """The blocks of one day, in the order in which they are written."""

    def __init__(self, problem: Problem, day: int) -> None:
        """Begin an empty page for a day of the tour."""
        self.problem = problem
        self.day = day
        self.blocks: list[Block] = []
        self._count: dict[str, int] = defaultdict(int)

    def at_base(
        self, stretch: Stretch, kind: Kind, start: int, end: int, title: str, **more: object
    ) -> None:
        """Write a block at the base of a stretch's city."""
        base = self.problem.bases[stretch.city]
        self.add(stretch.city, kind, start, end, title, base, **more)

    def add(
        self,
        city_id: str,
        kind: Kind,
        start: int,
        end: int,
        title: str,
        place: Position,
        **more: object,
    ) -> None:
        """Write a block from minute `start` to `end` of the day; none if that is no time at all."""
        if start >= end:
            return
        city = self.problem.catalogue.city[city_id]
        to = more.pop("to", None)
        if "id" not in more:
            self._count[kind] += 1
            more["id"] = f"{kind}-d{self.day + 1}-{self._count[kind]}"
        self.blocks.append(
            Block.model_validate(
                {
                    "kind": kind,
                    "title": title,
                    "city": city_id,
                    "start": self.when(city, start),
                    "end": self.when(city, end),
                    "place": _place(place),
                    "to": _place(to) if to is not None else None,
                    **more,
                }
            )
        )

    def when(self, city: City, minute: int) -> datetime:
        """Return a minute of the day as local time in a city."""
        midnight = datetime.combine(
            self.problem.date(self.day), datetime.min.time(), ZoneInfo(city.timezone)
        )
        return midnight + timedelta(minutes=minute)


def _place(site: object) -> Place:
    if isinstance(site, Place):
        return site
    return Place(id=site.id, name=site.name, lat=site.lat, lon=site.lon)  # type: ignore[attr-defined]


def assumed(what: Iterable[str]) -> str:
    """Return the note on a block of which some terms are assumed; "" if none are."""
    words = tuple(what)
    return f"assumed: {', '.join(words)}" if words else ""
