"""From the anchors of a day to all its blocks: coaches, briefings, pauses and waits are timed anew.

An anchor starts when it is wanted to, or as soon after as the group can be there. One that is fixed
keeps its time; what does not fit before it is then a finding, not a silent change.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from workshop.editing.sequence import in_order
from workshop.editing.sheet import Anchor, Sheet
from workshop.model.agenda import Block, Day, Kind, Place
from workshop.model.catalogue import Catalogue
from workshop.model.place import City
from workshop.model.tour import Brief
from workshop.model.travel import clock, latest_leave, ride_minutes

VISIT_GRID, GRID = 15, 5
"""Minutes that a start is rounded up to when an anchor must begin later: stops, and all else."""


class Composer:
    """Writes the days of one tour; `bases` is where the group sleeps, by city."""

    def __init__(self, brief: Brief, catalogue: Catalogue, bases: dict[str, Place]) -> None:
        """Prepare for one brief."""
        self.brief = brief
        self.catalogue = catalogue
        self.bases = bases

    def day(self, sheet: Sheet) -> Day:
        """Return a day with everything that follows from its anchors."""
        return _Page(self, sheet).written()


class _Page:
    """The writing of one day: where the group is, and since when it is free."""

    def __init__(self, composer: Composer, sheet: Sheet) -> None:
        self.sheet = sheet
        self.brief = composer.brief
        self.catalogue = composer.catalogue
        self.defaults = composer.catalogue.defaults
        self.bases = composer.bases
        self.city: City = self.catalogue.city[sheet.cities[0]]
        self.place = self.bases[self.city.id]
        self.free: datetime | None = None
        self.blocks: list[Block] = []
        self.count: dict[str, int] = defaultdict(int)

    def written(self) -> Day:
        first, last = self.sheet.number == 0, self.sheet.number == self.brief.days - 1
        if first and self.brief.arrival is not None:
            at = self._at(clock(self.brief.arrival.at))
            self._from_airport(self.brief.arrival.airport, at, self._meal_at(at, later=True))
        for anchor in in_order(self.sheet, self.brief, self.catalogue, self._new_debrief):
            self._write(anchor)
        if last and self.brief.departure is not None:
            self._go_to(self.base)
            at = self._at(clock(self.brief.departure.at))
            self._to_airport(self.brief.departure.airport, at)
        elif self.place.id != self.base.id:
            self._go_to(self.base)
        blocks = tuple(sorted(self.blocks, key=lambda block: (block.start, block.end)))
        return Day(date=self.sheet.date, cities=self.sheet.cities, blocks=blocks)

    # ---------------------------------------------------------------- anchors

    def _new_debrief(self) -> Anchor:
        start = self._at(clock(self.brief.pace.day_end))
        end = start + timedelta(minutes=self.defaults.debrief_minutes)
        return Anchor(
            Block(
                id=f"debrief-d{self.sheet.number + 1}", kind="debrief", title="Debrief",
                city=self.city.id, start=start, end=end, place=self.base,
            )
        )  # fmt: skip

    def _write(self, anchor: Anchor) -> None:
        kind = anchor.block.kind
        if kind == "flight":
            self._fly(anchor)
        elif kind in ("visit", "leisure"):
            self._stop(anchor)
        elif kind == "meal" and anchor.block.place.id != self.base.id:
            self._stay(anchor, self.place)
        else:
            self._go_to(self.base)
            self._stay(anchor, self.base)

    def _stay(self, anchor: Anchor, place: Place) -> None:
        """Write an anchor where the group is."""
        block, ready = anchor.block, self.free
        last = self.blocks[-1] if self.blocks else None
        pause = self.defaults.break_minutes
        both = last is not None and (last.kind, block.kind) == ("training", "training")
        if ready is not None and both:
            ready += timedelta(minutes=pause)
        start = self._begin(anchor, ready, GRID)
        if block.kind == "debrief" and ready is not None and not anchor.fixed:
            start = ready
        if last is not None and both and start - last.end == timedelta(minutes=pause):
            self._add("break", last.end, start, "Break", place)
        title = block.title
        if block.kind == "meal":
            title = "Lunch" if place.id == self.base.id else f"Lunch near {place.name}"
        self._put(block, start, place, title)

    def _stop(self, anchor: Anchor) -> None:
        """Write a visit or an outing: brief, ride, be early, stay, take notes."""
        block, d, site = anchor.block, self.defaults, anchor.block.place
        visit, name = block.kind == "visit", block.id.removeprefix("visit-")
        briefing = timedelta(minutes=d.briefing_minutes if visit else 0)
        early = timedelta(minutes=d.arrive_early_minutes if visit else 0)
        if not (self._is_late_by_base(block, briefing, early) if anchor.direct is None
                else anchor.direct):  # fmt: skip
            self._go_to(self.base)
        at_base = self.place.id == self.base.id
        wanted = block.start
        leave = self._latest_leave(site, wanted - early)
        if self.free is not None and (not at_base or leave - briefing < self.free):
            soonest = self._soonest(site, self.free + briefing) + early
            if not (anchor.fixed and soonest > wanted):
                leave = self.free + briefing
                wanted = max(wanted, _rounded(soonest, VISIT_GRID) if soonest > wanted else soonest)
        if visit:
            title = f"Briefing: {block.title}"
            self._add("briefing", leave - briefing, leave, title, self.place,
                      ref=block.ref, id=f"brief-{name}")  # fmt: skip
        self._ride(site, leave)
        self._put(block, wanted, site, block.title)
        if visit and self.free is not None:
            over = self.free + timedelta(minutes=d.pause_minutes)
            self._add("break", self.free, over, f"Notes after {block.title}", site,
                      ref=block.ref, id=f"pause-{name}")  # fmt: skip
            self.free = over

    def _is_late_by_base(self, block: Block, briefing: timedelta, early: timedelta) -> bool:
        """Tell whether going by the base makes the group late for a stop."""
        if self.free is None or self.place.id == self.base.id:
            return False
        home = self._soonest(self.base, self.free)
        minutes = ride_minutes(
            self.city, self.defaults, self.base, block.place, _minute(home + briefing)
        )
        return home + briefing + timedelta(minutes=minutes) + early > block.start

    def _begin(self, anchor: Anchor, ready: datetime | None, grid: int) -> datetime:
        if ready is None or anchor.fixed or anchor.start >= ready:
            return anchor.start
        return _rounded(ready, grid)

    # ---------------------------------------------------------------- coaches

    @property
    def base(self) -> Place:
        return self.bases[self.city.id]

    def _go_to(self, place: Place) -> None:
        """Ride to `place` at once, if the group is elsewhere."""
        if self.place.id != place.id and self.free is not None:
            self._ride(place, self.free)
        self.place = place

    def _ride(self, place: Place, leave: datetime) -> None:
        arrive = self._soonest(place, leave)
        if arrive > leave:
            self._add("transfer", leave, arrive, f"Coach to {place.name}", self.place, to=place)
        self.place, self.free = place, arrive

    def _can_ride(self, place: Place) -> bool:
        """Tell whether a coach goes there: not to another city."""
        home = self.catalogue.city_of.get(place.id) or self.catalogue.city_of.get(place.id.upper())
        return home is None or home.id == self.city.id

    def _soonest(self, place: Place, leave: datetime) -> datetime:
        if not self._can_ride(place):
            return leave
        minutes = ride_minutes(self.city, self.defaults, self.place, place, _minute(leave))
        return leave + timedelta(minutes=minutes)

    def _latest_leave(self, place: Place, arrive: datetime) -> datetime:
        at = latest_leave(self.city, self.defaults, self.place, place, _minute(arrive))
        return arrive + timedelta(minutes=at - _minute(arrive))

    # ---------------------------------------------------------------- flights

    def _fly(self, anchor: Anchor) -> None:
        block = anchor.block
        self._go_to(self.base)
        self._to_airport(block.place.id.upper(), block.start)
        self.blocks.append(block)
        if block.to is None:
            return
        self.city = self.catalogue.city_of[block.to.id.upper()]
        self._from_airport(block.to.id.upper(), block.end, self._meal_at(block.end, later=True))

    def _meal_at(self, at: datetime, *, later: bool) -> Block | None:
        """Return the meal in an airport that is planned before or after a flight."""
        airports = {airport.iata.lower() for airport in self.city.airports}
        meals = [
            anchor.block
            for anchor in self.sheet.anchors
            if anchor.block.kind == "meal" and anchor.block.place.id in airports
        ]
        return next((meal for meal in meals if (meal.start >= at) == later), None)

    def _airport(self, iata: str) -> Place:
        one = next(airport for airport in self.city.airports if airport.iata == iata)
        return Place(id=iata.lower(), name=one.name, lat=one.lat, lon=one.lon)

    def _to_airport(self, iata: str, departs: datetime) -> None:
        place = self._airport(iata)
        check_in = departs - timedelta(minutes=self.defaults.airport_minutes)
        latest = self._latest_leave(place, check_in)
        self._ride(place, latest if self.free is None else max(latest, self.free))
        meal, low = self._meal_at(departs, later=False), self.free or check_in
        spans = [(low, departs)]
        if meal is not None:
            start = min(max(meal.start, low), departs - timedelta(minutes=meal.minutes))
            self._put(meal, start, place, meal.title)
            spans = [(low, start), (start + timedelta(minutes=meal.minutes), departs)]
        for start, end in spans:
            if start < end:
                self._add("break", start, end, "Check-in and security", place, ref=place.id)
        self.place, self.free = place, departs

    def _from_airport(self, iata: str, lands: datetime, meal: Block | None) -> None:
        self.place = place = self._airport(iata)
        kerb = lands + timedelta(minutes=self.city.kerb_minutes)
        eat = max(meal.start, kerb) if meal is not None else kerb
        self._add("break", lands, eat, "Immigration and bags", place, ref=place.id)
        self.free = eat
        if meal is not None:
            self._put(meal, eat, place, meal.title)
        self._ride(self.base, self.free)

    # ---------------------------------------------------------------- blocks

    def _put(self, block: Block, start: datetime, place: Place, title: str) -> None:
        """Write an anchor with the time it got."""
        end = start + timedelta(minutes=block.minutes)
        more = {"start": start, "end": end, "place": place, "title": title, "city": self.city.id}
        self.blocks.append(block.model_copy(update=more))
        self.free = end if self.free is None else max(end, self.free)

    def _add(
        self, kind: Kind, start: datetime, end: datetime, title: str, place: Place, **more: object
    ) -> None:
        if start >= end:
            return
        if "id" not in more:
            self.count[kind] += 1
            more["id"] = f"{kind}-d{self.sheet.number + 1}-{self.count[kind]}"
        fields = {"kind": kind, "title": title, "city": self.city.id, "place": place}
        self.blocks.append(Block.model_validate({**fields, "start": start, "end": end, **more}))

    def _at(self, minute: int) -> datetime:
        zone = ZoneInfo(self.city.timezone)
        return datetime.combine(self.sheet.date, datetime.min.time(), zone) + timedelta(
            minutes=minute
        )


def _minute(at: datetime) -> int:
    return at.hour * 60 + at.minute


def _rounded(at: datetime, grid: int) -> datetime:
    """Round up to a multiple of `grid` minutes after midnight."""
    return at + timedelta(minutes=-_minute(at) % grid)
