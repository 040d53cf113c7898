"""What it costs to have something that is left out: planned again with it as a must.

Nothing else new comes in, so that the search is small and little moves. First all that is
elsewhere stays where it is: the flights, and what other days hold but for the lectures it needs.
Then lectures are free, then all is free on the same flights, and only then a flight moves, or a
city comes in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workshop.model.agenda import Agenda, Block, Conflict
from workshop.model.catalogue import Catalogue
from workshop.model.terms import host_wish, module_wish
from workshop.model.tour import Brief, Tour, VenueWish
from workshop.model.travel import clock
from workshop.planner.barred import only
from workshop.planner.changes import Difference, difference
from workshop.planner.clash import clashes
from workshop.planner.points import points
from workshop.planner.problem import build, visit_points
from workshop.planner.routes import Route
from workshop.planner.solve import any_route, plan
from workshop.planner.stay import stays
from workshop.planner.stop import Stop

Reach = Literal["near", "route", "flight", "any"]
"""What was free to move: what is near, all but the flights, one flight as well, or everything."""

NEAR = ("visit", "leisure", "meal")
EFFORT: dict[Reach, float] = {"flight": 0.6, "any": 0.6}
"""Parts of the limit: these come last, and are large."""
COMPANY = 2
"""Hosts of its city that may come in besides something, where nothing near helps."""


@dataclass(frozen=True)
class Price:
    """The best plan found with something forced in, against the plan without it."""

    points: int
    """Lost against the present plan; below 0 if the new one is better."""
    reach: Reach
    proven: bool
    """Whether no plan within `reach` costs less."""
    changes: Difference
    plan: Agenda

    @property
    def dropped(self) -> tuple[str, ...]:
        """What goes, in words."""
        return tuple(change.words() for change in self.changes.dropped)

    @property
    def moved(self) -> tuple[str, ...]:
        """What moves, in words."""
        return tuple(change.words() for change in self.changes.moved)

    @property
    def added(self) -> tuple[str, ...]:
        """What comes in, in words, the thing itself among it."""
        return tuple(change.words() for change in self.changes.added)

    def words(self) -> str:
        """Say it in a sentence."""
        if self.points <= 0:
            gain = f", and would gain {-self.points}" if self.points else ""
            return f"It would cost no points{gain}, {_AT_WHAT[self.reach]}."
        points = f"{self.points} point{'' if self.points == 1 else 's'}"
        least = "" if self.proven else " or fewer"
        return f"It can be had for {points}{least}, {_AT_WHAT[self.reach]}."


_AT_WHAT: dict[Reach, str] = {
    "near": "with the same flights, and other days much as they are",
    "route": "with the same flights",
    "flight": "if a flight moves",
    "any": "with other flights",
}


@dataclass(frozen=True)
class NoPrice:
    """There is no such plan, or none was found in time."""

    words: str
    facts: tuple[Conflict, ...] = ()
    """What is seen to clash with it, beside what keeps it out of the present plan."""


@dataclass(frozen=True)
class _Attempt:
    """A tour that insists on something, and the routes among which to look."""

    reach: Reach
    tour: Tour
    within: Callable[[Route], bool]


def price(
    tour: Tour, catalogue: Catalogue, item: str, *, stop: Stop, seed: int, limit: float
) -> Price | NoPrice:
    """Plan `tour` again with `item` (a host, a module, a leisure item) as a must.

    The start stays. Each attempt may take `limit` deterministic seconds, or its part of it.
    """
    present = tour.agenda
    if present is None or not present.days:
        return NoPrice("The tour has no agenda yet.")
    if host_wish(tour.brief, item).status == "declined":
        return NoPrice("It is not planned with, since it has declined.")
    best: Price | None = None
    for attempt in _attempts(tour, catalogue, present, item):
        if stop.stopped() or (best and attempt.reach != best.reach):
            break
        found = plan(
            attempt.tour, catalogue, stop=stop, seed=seed, explain=False,
            limit=limit * EFFORT.get(attempt.reach, 1), within=attempt.within,
        )  # fmt: skip
        if found.days:
            one = _priced(tour, catalogue, present, found, attempt.reach)
            best = one if best is None else min(best, one, key=lambda price: price.points)
            if attempt.reach != "flight":
                break
    return best or _none(tour, catalogue, present, item)


def _none(tour: Tour, catalogue: Catalogue, present: Agenda, item: str) -> NoPrice:
    """Say that nothing was found, and whether it is seen that nothing can be."""
    start = present.days[0].date
    seen = clashes(
        Tour(brief=_insisting(tour.brief, item, catalogue, start), agenda=present),
        catalogue, [start],
    )  # fmt: skip
    words = "No plan can hold it." if seen else "No plan near this one can hold it."
    return NoPrice(words, seen)


def _attempts(tour: Tour, catalogue: Catalogue, present: Agenda, item: str) -> Iterator[_Attempt]:
    home = catalogue.city_of[item].id if item in catalogue.city_of else None
    used = tuple(dict.fromkeys(city for day in present.days for city in day.cities))
    there = {str(b.ref) for b in present.blocks if b.kind in ("visit", "leisure")}
    brief = _insisting(tour.brief, item, catalogue, present.days[0].date)
    near = only(brief, {*there, item}, catalogue)
    here = near.model_copy(
        update={"cities": brief.cities.along(used), "venues": _rooms(brief, catalogue, present)}
    )
    if home is None or home in used:
        needed = _needed(catalogue, item)
        for held in _holding(present, catalogue, home, needed, brief):
            yield _Attempt("near", Tour(brief=here, agenda=held), any_route)
        yield _Attempt("route", Tour(brief=here, agenda=_held(present, lambda _: False)), any_route)
        for held in _freed(present, catalogue, home, needed):
            yield _Attempt("flight", Tour(brief=here, agenda=held),
                           lambda route: route.cities == used)  # fmt: skip
    if home is not None:
        wide = _with_city(brief, home, used)
        company = _company(wide, catalogue, present.days[0].date, home)
        far = Tour(brief=only(wide, {*there, item, *company}, catalogue), agenda=present)
        if home not in used:
            yield _Attempt("any", far, lambda route: _without(route.cities, home) == used)
        yield _Attempt("any", far, any_route)


def _freed(
    present: Agenda, catalogue: Catalogue, home: str | None, needed: set[str]
) -> Iterator[Agenda]:
    """Yield the agenda with a flight to or from a city free, and what is in its two cities."""
    for flight in (block for block in present.blocks if block.kind == "flight"):
        ends = {flight.city, catalogue.city_of[flight.where_it_ends.id.upper()].id}
        if home in ends:
            yield _all_but(present, flight, ends, needed)


def _all_but(present: Agenda, flight: Block, ends: set[str], needed: set[str]) -> Agenda:
    """Return the agenda with all locked that a flight between two cities does not touch."""

    def held(block: Block) -> bool:
        elsewhere = block.city not in ends and (
            block.kind in NEAR or (block.kind == "training" and block.ref not in needed)
        )
        return block.locked or (block.kind == "flight" and block is not flight) or elsewhere

    return _marked(present, held)


def _holding(
    present: Agenda, catalogue: Catalogue, home: str | None, needed: set[str], brief: Brief
) -> Iterator[Agenda]:
    """Yield the agenda with what is elsewhere locked: its lectures too, and then without them."""
    free = _by_day(present, catalogue, home, brief)

    def far(block: Block) -> bool:
        return block.kind in NEAR and block.start.date() not in free

    def taught(block: Block) -> bool:
        there = block.kind == "training" and block.start.date() not in free
        return there and block.ref not in needed

    if home is not None:
        yield _held(present, lambda block: far(block) or taught(block))
    yield _held(present, far)


def _with_city(brief: Brief, home: str, used: tuple[str, ...]) -> Brief:
    """Return the brief with a city more as a must, and no optional one that is not used now."""
    must = tuple(dict.fromkeys((*brief.cities.must, *used, home)))
    return brief.model_copy(update={"cities": brief.cities.among(must)})


def _company(brief: Brief, catalogue: Catalogue, start: date, home: str) -> set[str]:
    """Return hosts that may come in besides, where nothing near helps.

    The best of the city that the group flies to, since nobody flies there for one visit, and in
    each city the one next to the base, since a day with a flight has little room.
    """
    problem = build(brief, catalogue, start, None)
    best = sorted(
        catalogue.city[home].hosts, key=lambda host: -visit_points(brief, catalogue, host.id)
    )
    found = {host.id for host in best[:COMPANY]}
    for city in problem.cities:
        base = problem.bases.get(city.id)
        rides = {h.id: problem.ride(city, base, h)[0] for h in city.hosts} if base else {}
        found |= set(sorted(rides, key=lambda host: (rides[host], host))[:1])
    return found


def _without(cities: tuple[str, ...], city: str) -> tuple[str, ...]:
    return tuple(one for one in cities if one != city)


def _rooms(brief: Brief, catalogue: Catalogue, present: Agenda) -> tuple[VenueWish, ...]:
    """Return the brief's training rooms, and those of the present plan in other cities."""
    rooms = {wish.city: wish for wish in brief.venues}
    for block in present.blocks:
        if block.kind in ("training", "debrief") and block.place.id in catalogue.venue:
            rooms.setdefault(block.city, VenueWish(city=block.city, id=block.place.id))
    return tuple(rooms.values())


def _by_day(present: Agenda, catalogue: Catalogue, home: str | None, brief: Brief) -> set[date]:
    """Return the days on which the group is in a city before the working day is over."""
    if home is None:
        return set()
    end = clock(brief.pace.day_end)
    there = stays(present.days, catalogue.city[home])
    return {stay.date for stay in there if (stay.comes or 0) < end}


def _needed(catalogue: Catalogue, item: str) -> set[str]:
    """Return the modules that must come before a visit: what it shows best, and what that needs."""
    host = catalogue.host.get(item)
    todo = [catalogue.framework[host.frameworks[0]].module] if host else []
    found: set[str] = set()
    while todo:
        module = todo.pop()
        if module not in found:
            found.add(module)
            todo += catalogue.module[module].needs
    return found


def _insisting(brief: Brief, item: str, catalogue: Catalogue, start: date) -> Brief:
    """Return the brief with `item` as a must, and with the start date of the present plan."""
    changes: dict[str, object] = {"start": start, "window": None}
    if item in catalogue.host:
        wish = host_wish(brief, item)
        must = wish.model_copy(update={"wish": "must"})
        changes["hosts"] = (*(one for one in brief.hosts if one.id != item), must)
    elif item in catalogue.module:
        lecture = module_wish(brief, item).model_copy(update={"wish": "must"})
        changes["modules"] = (*(one for one in brief.modules if one.id != item), lecture)
    else:
        never = tuple(one for one in brief.leisure.never if one != item)
        leisure = {"must": (*brief.leisure.must, item), "never": never}
        changes["leisure"] = brief.leisure.model_copy(update=leisure)
    return brief.model_copy(update=changes)


def _held(agenda: Agenda, also: Callable[[Block], bool]) -> Agenda:
    """Return the agenda with its flights locked, and whatever else `also` says."""
    return _marked(agenda, lambda b: b.locked or b.kind == "flight" or also(b))


def _marked(agenda: Agenda, locked: Callable[[Block], bool]) -> Agenda:
    days = tuple(
        day.model_copy(
            update={"blocks": tuple(b.model_copy(update={"locked": locked(b)}) for b in day.blocks)}
        )
        for day in agenda.days
    )
    return agenda.model_copy(update={"days": days})


def _priced(
    tour: Tour, catalogue: Catalogue, present: Agenda, found: Agenda, reach: Reach
) -> Price:
    counted = points(found.days, tour.brief, catalogue)
    before = points(present.days, tour.brief, catalogue).score
    bound = max(present.bound, counted.score)
    kept = {(b.kind, b.ref, b.start) for b in present.blocks if b.locked}
    plan = _marked(found, lambda b: (b.kind, b.ref, b.start) in kept).model_copy(
        update={
            "status": "feasible",
            "score": counted.score,
            "bound": bound,
            "gap": round((bound - counted.score) / max(1, abs(counted.score)), 4),
            "terms": counted.terms,
        }
    )
    changes = difference(present, plan)
    return Price(before - counted.score, reach, found.status == "optimal", changes, plan)
