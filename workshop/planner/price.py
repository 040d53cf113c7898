"""What it costs to force something into a plan: planned again with it as a must.

First with all that is elsewhere kept where it is: the flights, and what other days hold but for the
lectures it needs. Then with free lectures, then with all free on the same route, and only then with
other flights: near plans are found fast, and move little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workshop.model.agenda import Agenda, Block, Conflict
from workshop.model.catalogue import Catalogue
from workshop.model.terms import host_wish, module_wish
from workshop.model.tour import Brief, CityWishes, Tour, VenueWish
from workshop.model.travel import clock
from workshop.planner.changes import Change, Difference, difference, listed
from workshop.planner.clash import clashes
from workshop.planner.points import points
from workshop.planner.stay import stays
from workshop.planner.stop import Stop

Reach = Literal["near", "route", "any"]
"""What was free to move: only what is near, all but the flights, or everything."""

NEAR = ("visit", "leisure", "meal")
FREE = 2.0
"""Deterministic seconds for the attempt with other flights, at least: it starts from nothing."""
NAMED = 3
"""Changes that a sentence names; the rest it counts."""


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

    def words(self, title: str) -> str:
        """Say it in a sentence."""
        where = {
            "near": "On this route, with other days kept as they are",
            "route": "On this route",
            "any": "With other flights",
        }[self.reach]
        bound = "" if self.proven else "at most "
        cost = f"{bound}{self.points} point{'' if self.points == 1 else 's'}"
        if self.points <= 0:
            cost = "nothing" if self.points == 0 else f"nothing, it gains {-self.points} points"
        parts = [f"{where}, forcing {title} in costs {cost}"]
        for name, changes in (("drops", self.changes.dropped), ("moves", self.changes.moved)):
            if changes:
                named = [_called(change) for change in changes[:NAMED]]
                named += [f"{len(changes) - NAMED} more"] if len(changes) > NAMED else []
                parts.append(f"{name} {listed(named)}")
        return f"{': '.join(parts[:2])}{''.join(f'; {part}' for part in parts[2:])}."


def _called(change: Change) -> str:
    return f"“{change.title}”" if change.block.kind == "training" else change.title


@dataclass(frozen=True)
class NoPrice:
    """There is no such plan, or none was found in time."""

    words: str
    facts: tuple[Conflict, ...] = ()
    """What is seen to clash with it, beside what keeps it out of the present plan."""


def price(
    tour: Tour, catalogue: Catalogue, item: str, *, stop: Stop, seed: int, limit: float
) -> Price | NoPrice:
    """Plan `tour` again with `item` (a host, a module, a leisure item) as a must.

    The start stays. Each attempt may take `limit` deterministic seconds, the last one `FREE`. The
    plan that comes with the price is counted by the tour's own brief, and keeps what was locked.
    """
    from workshop.planner.solve import STOPPED, plan

    present = tour.agenda
    if present is None or not present.days:
        return NoPrice("The tour has no agenda yet.")
    if host_wish(tour.brief, item).status == "declined":
        return NoPrice("It is not planned with, since it has declined.")
    impossible: dict[Reach, bool] = {}
    for reach, forced in _attempts(tour, catalogue, present, item):
        seen = clashes(forced, catalogue, [present.days[0].date])
        if seen and reach == "any":
            return NoPrice("No plan can hold it.", seen)
        work = max(limit, FREE) if reach == "any" else limit
        found = plan(forced, catalogue, stop=stop, seed=seed, limit=work, explain=False)
        if found.status != "infeasible":
            return _priced(tour, catalogue, present, found, reach)
        impossible[reach] = all(one.fact != STOPPED for one in found.conflict)
        if stop.stopped():
            break
    if impossible.get("any"):
        return NoPrice("No plan can hold it.")
    if impossible.get("route"):
        return NoPrice("No plan with these flights can hold it; none with others was found.")
    return NoPrice("No plan with it was found.")


def _attempts(
    tour: Tour, catalogue: Catalogue, present: Agenda, item: str
) -> Iterator[tuple[Reach, Tour]]:
    brief = _insisting(tour.brief, item, catalogue, present.days[0].date)
    home = catalogue.city_of[item].id if item in catalogue.city_of else None
    used = tuple(dict.fromkeys(city for day in present.days for city in day.cities))
    here = brief.model_copy(
        update={"cities": CityWishes(must=used), "venues": _rooms(brief, catalogue, present)}
    )
    if home is None or home in used:
        free = _by_day(present, catalogue, home, brief)
        needed = _needed(catalogue, item)

        def far(block: Block) -> bool:
            return block.kind in NEAR and block.start.date() not in free

        def taught(block: Block) -> bool:
            there = block.kind == "training" and block.start.date() not in free
            return there and block.ref not in needed

        if home is not None:
            held = _held(present, lambda block: far(block) or taught(block))
            yield "near", Tour(brief=here, agenda=held)
        yield "near", Tour(brief=here, agenda=_held(present, far))
        yield "route", Tour(brief=here, agenda=_held(present, lambda _: False))
    elif home not in brief.cities.must:
        others = tuple(city for city in brief.cities.may if city != home)
        cities = CityWishes(must=(*brief.cities.must, home), may=others)
        brief = brief.model_copy(update={"cities": cities})
    yield "any", Tour(brief=brief, agenda=present)


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
