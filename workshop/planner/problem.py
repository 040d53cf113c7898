"""A brief and a catalogue, flattened to what the search needs: ids, minutes and points.

Times of day are minutes after local midnight. Days count from 0 for one start date.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from workshop.model.agenda import Agenda, Block
from workshop.model.catalogue import Catalogue
from workshop.model.lecture import Form
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
from workshop.model.travel import clock, ride_pair

SCALE = 60
"""Points are counted in sixtieths, so that a weight for an hour is a whole number for a minute."""
VISIT_GRID = 15
"""Visits and leisure start on the quarter hour unless a slot says otherwise."""
LONGEST = 3
"""Stops of an outing at most."""

STATUS_PERCENT = {"confirmed": 120, "tentative": 110, "invited": 100, "idea": 90, "declined": 0}
CONFIDENCE_PERCENT = {"high": 100, "medium": 93, "low": 85}


Key = tuple[str, Form]
"""A lesson: a module and the form it is taught in."""


@dataclass(frozen=True)
class Lesson:
    """One form of one module: `key` is `(module, form)`."""

    module: str
    form: Form
    minutes: int
    points: int

    @property
    def key(self) -> Key:
        """Identity."""
        return self.module, self.form


@dataclass(frozen=True)
class Stop:
    """A host to visit or a leisure item to enjoy by day."""

    id: str
    site: Site
    minutes: int
    points: int
    visit: bool
    must: bool
    module: str | None = None
    """The module that teaches a host's leading framework."""
    sector: str = ""
    frameworks: frozenset[str] = frozenset()
    start_at: int | None = None
    """A start that is held or locked, minutes after midnight."""


@dataclass(frozen=True)
class Fixed:
    """A locked training at the base."""

    key: Key
    start: int
    minutes: int


@dataclass
class Problem:
    """One brief with one start date; `spans` and `rides` are looked up a lot, hence the caches."""

    brief: Brief
    catalogue: Catalogue
    start: date
    locked: tuple[Block, ...]
    lessons: tuple[Lesson, ...]
    capstone: str | None
    cities: tuple[City, ...]
    bases: dict[str, Venue]
    stops: dict[str, tuple[Stop, ...]]
    fixed: dict[int, tuple[Fixed, ...]]
    lunch_at: dict[int, tuple[int, str]]
    """Locked lunches by day: their start, and the id of their place."""
    seed: int = 0
    grid: int = VISIT_GRID
    """Minutes between the starts of a stop that are looked at."""
    longest: int = LONGEST
    """Stops of an outing at most."""
    _spans: dict[tuple[str, int], Spans] = field(default_factory=dict)
    _rides: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)

    @property
    def days(self) -> int:
        """Length of the tour in days."""
        return self.brief.days

    def date(self, day: int) -> date:
        """Return the local date of a day of the tour."""
        return self.start + timedelta(days=day)

    def spans(self, stop: Stop, day: int) -> Spans:
        """Return when `stop` can take the group on `day`."""
        key = (stop.id, day)
        if key not in self._spans:
            self._spans[key] = self._open(stop, day)
        return self._spans[key]

    def _open(self, stop: Stop, day: int) -> Spans:
        when = self.date(day)
        lock = next((b for b in self.locked if b.ref == stop.id and b.kind in _ANCHORS), None)
        if lock is not None:
            at = lock.start.hour * 60 + lock.start.minute
            return ((at, at + lock.minutes),) if lock.start.date() == when else ()
        if stop.visit:
            return visit_spans(self.catalogue, self.brief, stop.id, when)
        city = self.catalogue.city_of[stop.id]
        return open_spans(
            self.catalogue, self.brief, city, leisure_terms(self.catalogue, stop.id), when
        )

    def ride(self, city: City, start: Site, end: Site) -> tuple[int, int]:
        """Return ride minutes (off-peak, peak) between two sites of a city."""
        key = (start.id, end.id)
        if key not in self._rides:
            self._rides[key] = ride_pair(city, start, end)
        return self._rides[key]


_ANCHORS = ("visit", "leisure")


def build(brief: Brief, catalogue: Catalogue, start: date, held: Agenda | None) -> Problem:
    """Flatten a brief for a tour starting on `start`; `held` is the agenda whose locks stay."""
    locked = tuple(block for block in held.blocks if block.locked) if held else ()
    names = (*brief.cities.must, *brief.cities.may)
    cities = tuple(catalogue.city[name] for name in sorted(names))
    capstone = next((m.id for m in catalogue.modules if m.capstone), None)
    fixed = _fixed(locked, start)
    problem = Problem(
        brief=brief,
        catalogue=catalogue,
        start=start,
        locked=locked,
        lessons=_lessons(brief, catalogue, fixed),
        capstone=capstone,
        cities=cities,
        bases={},
        stops={city.id: _stops(brief, catalogue, city, locked) for city in cities},
        fixed=fixed,
        lunch_at={
            (b.start.date() - start).days: (b.start.hour * 60 + b.start.minute, b.place.id)
            for b in locked
            if b.kind == "meal"
        },
    )
    for city in cities:
        base = choose_base(problem, city)
        if base is not None:
            problem.bases[city.id] = base
    return problem


def _lessons(
    brief: Brief, catalogue: Catalogue, fixed: dict[int, tuple[Fixed, ...]]
) -> tuple[Lesson, ...]:
    """Return the lessons that may be taught: those wished for, and those that are locked."""
    held = {one.key for some in fixed.values() for one in some}
    lessons: list[Lesson] = []
    for module in sorted(catalogue.modules, key=lambda m: m.id):
        wish = module_wish(brief, module.id)
        full = brief.weights.module // (2 if wish.wish == "may" else 1)
        forms: tuple[tuple[Form, int, int], ...] = (
            ("full", module.duration, full),
            ("short", module.short, full // 2),
        )
        for form, minutes, points in forms:
            wanted = wish.wish != "never" and (module.capstone or wish.form in ("either", form))
            if wanted or (module.id, form) in held:
                lessons.append(Lesson(module.id, form, minutes, points))
    return tuple(lessons)


def _stops(
    brief: Brief, catalogue: Catalogue, city: City, locked: tuple[Block, ...]
) -> tuple[Stop, ...]:
    return (*_hosts(brief, catalogue, city, locked), *_leisure(brief, catalogue, city, locked))


def _hosts(brief: Brief, catalogue: Catalogue, city: City, locked: tuple[Block, ...]) -> list[Stop]:
    pinned = {block.ref: block for block in locked if block.kind == "visit"}
    found: list[Stop] = []
    for host in city.hosts:
        wish, terms = host_wish(brief, host.id), host_terms(catalogue, brief, host.id)
        must = wish.wish == "must" or wish.status == "confirmed" or host.id in pinned
        barred = wish.wish == "never" or wish.status == "declined"
        if (barred and not must) or terms.cap < brief.group_size:
            continue
        slot, lock = held_slot(wish), pinned.get(host.id)
        at = clock(slot.start) if slot else None
        found.append(
            Stop(
                id=host.id,
                site=host,
                minutes=lock.minutes if lock else terms.minutes,
                points=visit_points(brief, catalogue, host.id),
                visit=True,
                must=must,
                module=catalogue.framework[host.frameworks[0]].module,
                sector=host.sector,
                frameworks=frozenset(host.frameworks),
                start_at=lock.start.hour * 60 + lock.start.minute if lock else at,
            )
        )
    return found


def visit_points(brief: Brief, catalogue: Catalogue, host_id: str) -> int:
    """Return the interest of a visit: weight × confidence, plus the wish, × outreach status."""
    wish, host = host_wish(brief, host_id), catalogue.host[host_id]
    plain = brief.weights.visit * CONFIDENCE_PERCENT[host.confidence] // 100
    plain += brief.weights.wish if wish.wish in ("wish", "must") else 0
    return plain * STATUS_PERCENT[wish.status] // 100


def _leisure(
    brief: Brief, catalogue: Catalogue, city: City, locked: tuple[Block, ...]
) -> list[Stop]:
    pinned = {block.ref: block for block in locked if block.kind == "leisure"}
    found: list[Stop] = []
    for item in city.leisure:
        if leisure_terms(catalogue, item.id).cap < brief.group_size:
            continue
        if item.id in brief.leisure.never and item.id not in pinned:
            continue
        lock = pinned.get(item.id)
        found.append(
            Stop(
                id=item.id,
                site=item,
                minutes=lock.minutes if lock else item.minutes,
                points=0,
                visit=False,
                must=item.id in brief.leisure.must or lock is not None,
                start_at=lock.start.hour * 60 + lock.start.minute if lock else None,
            )
        )
    return found


def _fixed(locked: tuple[Block, ...], start: date) -> dict[int, tuple[Fixed, ...]]:
    by_day: dict[int, list[Fixed]] = {}
    for block in locked:
        if block.kind == "training" and block.ref is not None:
            at = block.start.hour * 60 + block.start.minute
            one = Fixed((block.ref, block.form or "full"), at, block.minutes)
            by_day.setdefault((block.start.date() - start).days, []).append(one)
    return {day: tuple(sorted(fixed, key=lambda f: f.start)) for day, fixed in by_day.items()}


def choose_base(problem: Problem, city: City) -> Venue | None:
    """Return the training venue that a stay in `city` starts from and returns to.

    The brief's choice or a locked training decides; otherwise the venue with the shortest
    rides to the city's candidates, weighted by their points, among those the group fits.
    """
    brief, catalogue = problem.brief, problem.catalogue
    named = next((wish.id for wish in brief.venues if wish.city == city.id), None)
    held = {b.place.id for b in problem.locked if b.kind in ("training", "debrief")}
    fitting = [
        venue
        for venue in city.venues
        if venue_terms(catalogue, brief, venue.id).cap >= brief.group_size
    ]
    pinned = [venue for venue in fitting if venue.id == named or venue.id in held]
    if pinned or named is not None:
        return pinned[0] if pinned else None
    hosts = [stop for stop in problem.stops[city.id] if stop.visit]

    def weighted(venue: Venue) -> tuple[int, str]:
        rides = (problem.ride(city, venue, s.site)[0] * (s.points + 1000 * s.must) for s in hosts)
        return sum(rides), venue.id

    return min(fitting, key=weighted, default=None)
