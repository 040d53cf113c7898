"""What it rules out to hold blocks of an agenda where they are.

All that is said here is certain: it only takes from the search what cannot be, with the shortest
rides and the fewest pauses, so that a search that finds nothing has proven something.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cached_property

from workshop.model.agenda import Block, Place
from workshop.model.base import Hours, weekday
from workshop.model.catalogue import Catalogue
from workshop.model.place import City, Site, Venue
from workshop.model.terms import (
    Spans,
    held_slot,
    host_terms,
    host_wish,
    leisure_terms,
    module_wish,
    open_spans,
    venue_terms,
    visit_spans,
)
from workshop.model.tour import Brief
from workshop.model.travel import Position, clock, ride_pair

WEEK = 7
DAY = 24 * 60


@dataclass(frozen=True)
class Hold:
    """A brief, a catalogue, and what follows from holding blocks in place."""

    brief: Brief
    catalogue: Catalogue
    _rides: dict[tuple[str, str], int] = field(default_factory=dict, compare=False)

    @cached_property
    def untaught(self) -> frozenset[str]:
        """Modules that cannot be taught: never wanted, or in need of one that is not."""
        modules = self.catalogue.modules
        gone = {m.id for m in modules if module_wish(self.brief, m.id).wish == "never"}
        for _ in modules:
            gone |= {m.id for m in modules if gone & set(m.needs)}
        return frozenset(gone)

    # ---------------------------------------------------------------- what cannot stay

    def impossible(self, block: Block) -> bool:
        """Tell whether an anchor cannot be where it is, whatever else is."""
        start, end, day = _minute(block), _minute(block) + block.minutes, block.start.date()
        if block.kind == "visit":
            if not _inside(self.visit_spans(str(block.ref), day), start, end):
                return True
            base, back = self._base(block.city), self.back(block)
            return base is not None and not _inside(self._base_spans(base.id, day), back, back)
        if block.kind == "training":
            barred = str(block.ref) in self.untaught
            return barred or not _inside(self._base_spans(block.place.id, day), start, end)
        if block.kind == "leisure" and block.ref in self.catalogue.leisure:
            never = block.ref in self.brief.leisure.never
            return never or not _inside(self._leisure_spans(block.ref, day), start, end)
        return False

    def clash(self, one: Block, two: Block) -> bool:
        """Tell whether two anchors cannot both be where they are: no time from one to the other."""
        first, second = sorted((one, two), key=lambda block: (block.start, block.end))
        gap = (second.start - first.end).total_seconds() / 60
        if gap < 0:
            return True
        rest = self._rest(first, second)
        city = self._city_after(first)
        if city is None or city.id != second.city:
            return rest > gap
        way = self.ride(city, first.where_it_ends, second.place)
        if rest:
            return rest + self._after(first) + (way if second.kind == "training" else 0) > gap
        return self._after(first) + self._before(second) + way > gap

    def back(self, block: Block) -> int:
        """Return the first minute of its day at which the group can be at its base after it."""
        base = self._base(block.city)
        over = _minute(block) + block.minutes + self._after(block)
        return over + (self._way(block, base) if base else 0)

    def _base(self, city: str) -> Venue | None:
        named = next((wish.id for wish in self.brief.venues if wish.city == city), "")
        return self.catalogue.venue.get(named)

    def _way(self, block: Block, base: Venue) -> int:
        return self.ride(self.catalogue.city_of[base.id], block.where_it_ends, base)

    def _rest(self, first: Block, second: Block) -> int:
        """Return the minutes of rest due between two anchors on two days that follow each other."""
        nights = (second.start.date() - first.end.date()).days
        return self.brief.pace.rest_hours * 60 if nights == 1 else 0

    def _after(self, block: Block) -> int:
        if block.kind == "visit":
            return self.catalogue.defaults.pause_minutes
        if block.kind == "flight":
            city = self._city_after(block)
            return city.kerb_minutes if city else 0
        return 0

    def _before(self, block: Block) -> int:
        defaults = self.catalogue.defaults
        early = {"visit": self.lead, "flight": defaults.airport_minutes}
        return early.get(block.kind, 0)

    @property
    def lead(self) -> int:
        """Minutes before a visit, besides the ride: its briefing, and being there early."""
        defaults = self.catalogue.defaults
        return defaults.briefing_minutes + defaults.arrive_early_minutes

    def _city_after(self, block: Block) -> City | None:
        place = block.where_it_ends.id
        found = self.catalogue.city_of.get(place) or self.catalogue.city_of.get(place.upper())
        return found or self.catalogue.city.get(block.city)

    def ride(self, city: City, start: Position, end: Position) -> int:
        """Return the minutes of a ride at the hour when it is shortest."""
        key = start.id, end.id
        if key not in self._rides:
            self._rides[key] = min(ride_pair(city, start, end))
        return self._rides[key]

    # ---------------------------------------------------------------- opening hours

    def visit_spans(self, host: str, day: date) -> Spans:
        """Return when a host receives on a day; never if nothing may lead there."""
        if host not in self.catalogue.host:
            return ()
        wish = host_wish(self.brief, host)
        module = self.catalogue.framework[self.catalogue.host[host].frameworks[0]].module
        barred = wish.barred or module in self.untaught
        return () if barred else visit_spans(self.catalogue, self.brief, host, day)

    def _leisure_spans(self, item: str, day: date) -> Spans:
        city, terms = self.catalogue.city_of[item], leisure_terms(self.catalogue, item)
        return open_spans(self.catalogue, self.brief, city, terms, day)

    def _base_spans(self, venue: str, day: date) -> Spans:
        if venue not in self.catalogue.venue:
            return ()
        city, terms = (
            self.catalogue.city_of[venue],
            venue_terms(self.catalogue, self.brief, venue),
        )
        return open_spans(self.catalogue, self.brief, city, terms, day)

    # ---------------------------------------------------------------- what has no room

    def narrowed(
        self,
        held: tuple[Block, ...],
        start: date,
        where: dict[date, set[str]],
        *,
        new: Collection[date] | None = None,
        loose: Collection[str] = (),
    ) -> Brief:
        """Return the brief without what has no room beside the blocks `held`.

        `where` tells the cities that the group can be in on a day. Hosts lose the hours in which
        they cannot be visited, hosts and leisure items without any become a never. With `new`, what
        is not `loose` may come in on those days only.
        """
        days = [start + timedelta(days=number) for number in range(self.brief.days)]
        refs = {block.ref for block in held}
        hosts = {wish.id: wish for wish in self.brief.hosts}
        never: list[str] = []
        for city_id in self._cities():
            city = self.catalogue.city[city_id]
            there = [day for day in days if city_id in where.get(day, {city_id})]
            fresh = [day for day in there if new is None or day in new]
            for host in city.hosts:
                wish = host_wish(self.brief, host.id)
                insisted = wish.wish == "must" or wish.status == "confirmed" or held_slot(wish)
                if host.id in refs or insisted:
                    continue
                minutes = host_terms(self.catalogue, self.brief, host.id).minutes
                here = there if host.id in loose else fresh
                room = self._visit_room(city, host, minutes, here, held)
                if not room:
                    hosts[host.id] = wish.model_copy(update={"wish": "never"})
                elif len(days) <= WEEK:
                    hosts[host.id] = wish.model_copy(update={"hours": tuple(room)})
            for item in city.leisure:
                here = there if item.id in loose else fresh
                free = (self.room(city, item, item.minutes, day, held) for day in here)
                if item.id not in refs and item.id not in self.brief.leisure.must and not any(free):
                    never.append(item.id)
        leisure = self.brief.leisure.model_copy(
            update={"never": (*self.brief.leisure.never, *never)}
        )
        return self.brief.model_copy(update={"hosts": tuple(hosts.values()), "leisure": leisure})

    def _cities(self) -> tuple[str, ...]:
        return (*self.brief.cities.must, *self.brief.cities.may)

    def _visit_room(
        self, city: City, host: Site, minutes: int, days: list[date], held: tuple[Block, ...]
    ) -> list[Hours]:
        """Return the hours, by weekday, in which a visit may still be."""
        found: list[Hours] = []
        for day in days:
            visits = sum(b.kind == "visit" and b.start.date() == day for b in held)
            if visits < self.brief.pace.visits_per_day:
                for low, high in self.room(city, host, minutes, day, held):
                    found.append(_hours(day, low, high))
        return found

    def room(
        self, city: City, site: Site, minutes: int, day: date, held: tuple[Block, ...]
    ) -> Spans:
        """Return when a site can be visited or enjoyed on a day, beside some blocks."""
        visit = site.id in self.catalogue.host
        spans = self.visit_spans(site.id, day) if visit else self._leisure_spans(site.id, day)
        pause = self.catalogue.defaults.pause_minutes if visit else 0
        early = self.lead if visit else 0
        for start, end, before, after in self.taken(city, day, held):
            low = start - pause - (self.ride(city, site, before) if before else 0)
            high = end + early + (self.ride(city, after, site) if after else 0)
            spans = tuple(cut for span in spans for cut in _cut(span, low, high))
        return tuple(span for span in spans if span[1] - span[0] >= minutes)

    def taken(
        self, city: City, day: date, held: tuple[Block, ...]
    ) -> Iterator[tuple[int, int, Place | None, Place | None]]:
        """List the minutes of a day that are taken, with the places to be at before and after.

        With a visit go the minutes to be there early, and the pause after it.
        """
        for block in held:
            if block.start.date() != day:
                continue
            start, before, after = _minute(block), block.place, block.where_it_ends
            low = start - self._before(block)
            high = block.end.hour * 60 + block.end.minute + self._after(block)
            if block.kind != "flight":
                if block.city == city.id:
                    yield low, high, before, after
            elif block.city == city.id:
                yield low, DAY, before, None
            else:
                there = self._city_after(block)
                if there is not None and there.id == city.id:
                    yield 0, high, None, after


def _minute(block: Block) -> int:
    return clock(block.start)


def _inside(spans: Spans, start: int, end: int) -> bool:
    return any(low <= start and end <= high for low, high in spans)


def _cut(span: tuple[int, int], low: int, high: int) -> Spans:
    pieces = ((span[0], min(span[1], low)), (max(span[0], high), span[1]))
    return tuple(piece for piece in pieces if piece[0] < piece[1])


def _hours(day: date, low: int, high: int) -> Hours:
    def at(minute: int) -> time:
        return time(*divmod(min(max(minute, 0), DAY - 1), 60))

    return Hours(days=(weekday(day),), start=at(low), end=at(high))
