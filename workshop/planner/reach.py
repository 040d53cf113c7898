"""What may move so that something that is left out comes in, from the least to everything.

First all that is elsewhere stays where it is: the flights, and what other days hold but for the
lectures it needs. Then all is free on the same flights, and only then flights move, or a city comes
in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from workshop.model.agenda import Agenda, Block
from workshop.model.catalogue import Catalogue
from workshop.model.terms import host_wish, module_wish
from workshop.model.tour import Brief, Tour, VenueWish
from workshop.model.travel import clock
from workshop.planner.barred import along, only
from workshop.planner.candidates import visit_points
from workshop.planner.draft import put
from workshop.planner.incumbent import days_of_stops
from workshop.planner.paths import place_of
from workshop.planner.problem import build
from workshop.planner.routes import Route
from workshop.planner.solve import any_route
from workshop.planner.stay import stays

Reach = Literal["near", "route", "flight", "order", "base", "any"]
"""What was free to move: what is near, all but the flights, all flights between the cities in their
order, all but the flights at another base, or everything; `flight` where one flight moves."""

NEAR = ("visit", "leisure", "meal")
COMPANY = 2
"""Hosts of its city that may come in besides something, where nothing near helps; of every city
where the tour does not go to its city yet."""


@dataclass(frozen=True)
class Attempt:
    """A tour that insists on something, and the routes among which to look."""

    reach: Reach
    tour: Tour
    within: Callable[[Route], bool] = any_route
    days: Mapping[str, set[int]] = field(default_factory=dict)
    """Where the stops of the present plan are, as days of the tour, if they are to stay there."""


def attempts(tour: Tour, catalogue: Catalogue, present: Agenda, item: str) -> Iterator[Attempt]:
    """Yield the tours that insist on `item`, those first in which least may move."""
    home = catalogue.city_of[item].id if item in catalogue.city_of else None
    used = present.route
    there = {str(b.ref) for b in present.blocks if b.kind in ("visit", "leisure")}
    brief = insisting(tour.brief, item, catalogue, present.days[0].date)
    near = only(brief, {*there, item}, catalogue)
    here = along(near, present, catalogue)
    if home is None or home in used:
        near_by = _holding(present, catalogue, home, _needed(catalogue, item), brief)
        yield Attempt("near", Tour(brief=here, agenda=near_by), days=days_of_stops(present.days))
        loose = _held(present, lambda _: False)
        yield Attempt("route", Tour(brief=here, agenda=loose))
        in_order = Tour(brief=here, agenda=present)
        yield Attempt("order", in_order, lambda route: route.cities == used)
        rooms = tuple(room for room in here.venues if room.city != home or room in brief.venues)
        if rooms != here.venues:
            elsewhere = here.model_copy(update={"venues": rooms})
            yield Attempt("base", Tour(brief=elsewhere, agenda=loose))
    if home is not None:
        wide = _with_city(brief, home, used).model_copy(update={"venues": here.venues})
        company = _company(wide, catalogue, present.days[0].date, home)
        if home not in used:
            wide = _based(wide, catalogue, present.days[0].date, home)
            company |= {
                host for city in used for host in best_hosts(wide, catalogue, city, COMPANY)
            }
        far = Tour(brief=only(wide, {*there, item, *company}, catalogue), agenda=present)
        yield Attempt("any", far)


def _holding(
    present: Agenda, catalogue: Catalogue, home: str | None, needed: set[str], brief: Brief
) -> Agenda:
    """Return the agenda with what is elsewhere locked, its lectures too if something has a city."""
    free = _by_day(present, catalogue, home, brief)
    stay = NEAR if home is None else (*NEAR, "training")

    def far(block: Block) -> bool:
        elsewhere = block.kind in stay and block.start.date() not in free
        return elsewhere and not (block.kind == "training" and block.ref in needed)

    return _held(present, far)


def _with_city(brief: Brief, home: str, used: tuple[str, ...]) -> Brief:
    """Return the brief with a city more as a must, and no optional one that is not used now."""
    must = tuple(dict.fromkeys((*brief.cities.must, *used, home)))
    return brief.model_copy(update={"cities": brief.cities.among(must)})


def _based(brief: Brief, catalogue: Catalogue, start: date, home: str) -> Brief:
    """Return the brief with the likeliest training venue in a city that nobody has been to."""
    base = build(brief, catalogue, start, None).bases.get(home)
    if base is None or any(wish.city == home for wish in brief.venues):
        return brief
    return brief.model_copy(update={"venues": (*brief.venues, VenueWish(city=home, id=base.id))})


def _company(brief: Brief, catalogue: Catalogue, start: date, home: str) -> set[str]:
    """Return hosts that may come in besides, where nothing near helps.

    The best of the city that the group flies to, since nobody flies there for one visit, and in
    each city the one next to the base, since a day with a flight has little room.
    """
    problem = build(brief, catalogue, start, None)
    found = set(best_hosts(brief, catalogue, home, COMPANY))
    for city in problem.cities:
        base = problem.bases.get(city.id)
        rides = {h.id: problem.ride(city, base, h)[0] for h in city.hosts} if base else {}
        found |= set(sorted(rides, key=lambda host: (rides[host], host))[:1])
    return found


def best_hosts(brief: Brief, catalogue: Catalogue, city: str, count: int) -> list[str]:
    """Return the hosts of a city that give the most points."""
    hosts = catalogue.city[city].hosts
    ranked = sorted(hosts, key=lambda host: -visit_points(brief, catalogue, host.id))
    return [host.id for host in ranked[:count]]


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
    shown = [catalogue.framework[host.frameworks[0]].module] if host else []
    return set(catalogue.with_needs(shown))


def insisting(brief: Brief, item: str, catalogue: Catalogue, start: date) -> Brief:
    """Return the brief with `item` as a must, and with the start date of the present plan.

    Each wish keeps its place, so that what is said of one is found in the file.
    """
    changes: dict[str, object] = {"start": start, "window": None}
    if item in catalogue.host:
        wish = host_wish(brief, item)
        must = wish.model_copy(update={"wish": "must"})
        changes["hosts"] = put(brief.hosts, place_of(brief.hosts, item), must)
    elif item in catalogue.module:
        lecture = module_wish(brief, item).model_copy(update={"wish": "must"})
        changes["modules"] = put(brief.modules, place_of(brief.modules, item), lecture)
    else:
        never = tuple(one for one in brief.leisure.never if one != item)
        leisure = {"must": (*brief.leisure.must, item), "never": never}
        changes["leisure"] = brief.leisure.model_copy(update=leisure)
    return brief.model_copy(update=changes)


def _held(agenda: Agenda, also: Callable[[Block], bool]) -> Agenda:
    """Return the agenda with its flights locked, and whatever else `also` says."""
    return marked(agenda, lambda b: b.locked or b.kind == "flight" or also(b))


def marked(agenda: Agenda, locked: Callable[[Block], bool]) -> Agenda:
    """Return the agenda with each block locked or not, as `locked` says."""
    days = tuple(
        day.model_copy(
            update={"blocks": tuple(b.model_copy(update={"locked": locked(b)}) for b in day.blocks)}
        )
        for day in agenda.days
    )
    return agenda.model_copy(update={"days": days})
