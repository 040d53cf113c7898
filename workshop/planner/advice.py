"""What a person can do about something that is left out: accept it, pin it, or ask its host."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workshop.model.agenda import Conflict, Day
from workshop.model.place import City
from workshop.model.terms import held_slot, host_terms, host_wish
from workshop.planner.changes import day_words, listed
from workshop.planner.paths import cap_path, host_path, hours_path, module_path, place_of
from workshop.planner.price import Price
from workshop.planner.problem import Problem
from workshop.planner.stay import stays

Facts = tuple[Conflict, ...]


def advice(problem: Problem, plan: tuple[Day, ...], item: str, price: Price | None) -> Facts:
    """Return what can be done about `item`, which `plan` leaves out at that price."""
    city = problem.catalogue.city_of.get(item)
    days = tuple(stay.date for stay in stays(plan, city)) if city else ()
    return (
        Conflict(fact="leave it out: the plan stands as it is"),
        *_pin(problem, item, price),
        *(_ask(problem, days, item) if item in problem.catalogue.host else ()),
        *_city(problem, days, item),
    )


def _pin(problem: Problem, item: str, price: Price | None) -> Iterator[Conflict]:
    """Say what to write into the brief to have it all the same."""
    if price is None:
        return
    brief, catalogue = problem.brief, problem.catalogue
    if item in catalogue.host or item in catalogue.module:
        host = item in catalogue.host
        place = host_path(brief, item) if host else module_path(brief, item)
        number = place_of(brief.hosts if host else brief.modules, item)
        what = f"add {{id: {item}, wish: must}}" if number is None else "set wish: must"
    else:
        place = "brief.leisure"
        what = f"set must: [{', '.join((*brief.leisure.must, item))}]"
    city = catalogue.city_of.get(item)
    if city is not None and city.id not in (*brief.cities.must, *brief.cities.may):
        what += f", put {city.id} among the cities"
    yield Conflict(fact=f"have it all the same: {what} and plan again", where=place)


def _ask(problem: Problem, days: tuple[date, ...], item: str) -> Iterator[Conflict]:
    """Say what its host could be asked."""
    brief, catalogue = problem.brief, problem.catalogue
    wish, terms = host_wish(brief, item), host_terms(catalogue, brief, item)
    if wish.barred:
        return
    if terms.cap < brief.group_size:
        words = f"ask the host whether it takes {brief.group_size} people, or send a part of them"
        yield Conflict(fact=words, where=cap_path(brief, catalogue, item))
        return
    slot, where = held_slot(wish), hours_path(brief, catalogue, item)
    if slot is not None:
        others = listed(day_words(day) for day in days if day != slot.date)
        if others:
            yield Conflict(fact=f"ask the host for another day: {others}", where=where)
        return
    stops = problem.stops.get(catalogue.city_of[item].id, ())  # none in a city of no wish
    stop = next((s for s in stops if s.id == item), None)
    shut = [d for d in days if stop and not problem.spans(stop, (d - problem.start).days)]
    if shut:
        words = f"ask the host whether it makes an exception on {listed(map(day_words, shut))}"
        yield Conflict(fact=words, where=where)
    elif days and "visiting hours" in terms.assumed:
        words = "ask the host when it receives a group: its hours are assumed"
        yield Conflict(fact=f"{words}, and earlier or later may fit", where=where)
    elif days:
        words = "ask the host for another time"
        yield Conflict(fact=f"{words} on {listed(map(day_words, days))}", where=where)


def _city(problem: Problem, days: tuple[date, ...], item: str) -> Iterator[Conflict]:
    city: City | None = problem.catalogue.city_of.get(item)
    if city is not None and not days:
        words = f"compare the tour with {city.name} and without it, before this alone decides"
        yield Conflict(fact=words, where="brief.cities")
