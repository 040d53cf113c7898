"""A problem with fewer stops, or a coarser clock: each plan of it is a plan of the whole one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from workshop.model.place import City
from workshop.planner.candidates import Stop
from workshop.planner.problem import Problem

COARSE = 30
"""Minutes of the grid on which stops start while a first plan is looked for."""


def rough(problem: Problem, hosts: int, leisure: int) -> Problem:
    """Return a problem with few stops in each city, one an outing, on a coarse grid."""
    kept = {
        stop.id
        for city in problem.cities
        if city.id in problem.bases
        for visit, count in ((True, hosts), (False, leisure))
        for stop in ranked(problem, city, visit=visit)[:count]
    }
    return replace(only(problem, kept), grid=COARSE, longest=1)


def only(problem: Problem, ids: Collection[str]) -> Problem:
    """Return a problem with no stops but `ids`, and those that must be made."""
    stops = {
        city: tuple(stop for stop in some if stop.must or stop.id in ids)
        for city, some in problem.stops.items()
    }
    return replace(problem, stops=stops)


def on_days(problem: Problem, days: Mapping[str, Collection[int]]) -> Problem:
    """Return a problem with no stops but those named in `days`, each on its days only."""
    return replace(only(problem, days), only_on=days, _spans={})


def ranked(problem: Problem, city: City, *, visit: bool) -> list[Stop]:
    """Return a city's hosts (or leisure items), the most promising first.

    That is: what must be seen, what gives the most points less the ride there and back.
    """
    base = problem.bases[city.id]

    def promise(stop: Stop) -> tuple[bool, int, str]:
        ride = problem.ride(city, base, stop.site)[0]
        cost = 2 * ride * problem.brief.weights.transit
        return not stop.must, cost - 60 * stop.points, stop.id

    return sorted((s for s in problem.stops[city.id] if s.visit == visit), key=promise)
