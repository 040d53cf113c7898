"""Evenings out: a leisure item after the day's work, from the base and back to it."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.model.travel import clock, latest_leave, ride_minutes
from workshop.planner.candidates import Stop
from workshop.planner.problem import VISIT_GRID, Problem

EARLY = (0, 45, 90)
"""Minutes before the end of the working day by which the group may be ready for an evening out."""


@dataclass(frozen=True)
class Evening:
    """One evening out; minutes after midnight."""

    stop: Stop
    day: int
    leave: int
    start: int
    back: int
    riding: int
    base: str
    """The training venue from which the group goes, and to which it comes back."""


def evenings(problem: Problem, city_id: str, day: int) -> tuple[Evening, ...]:
    """List the evenings out of a city on a day: for each item at most three times.

    The group is ready at the end of the working day or 45 or 90 minutes before it, goes as soon as
    the item can then begin, and is back by the brief's end of the evening. (With every quarter hour
    there are four times as many patterns.)
    """
    pace, city = problem.brief.pace, problem.catalogue.city[city_id]
    base, d = problem.bases[city_id], problem.catalogue.defaults
    day_end = clock(pace.day_end)
    found: list[Evening] = []
    for stop in problem.stops[city_id]:
        if stop.visit:
            continue
        seen: set[int] = set()
        for ready in (day_end - early for early in EARLY):
            for low, high in problem.spans(stop, day):
                ride = ride_minutes(city, d, base, stop.site, ready)
                start = max(low, ready + ride)
                if stop.start_at is None:
                    start = -(-start // VISIT_GRID) * VISIT_GRID
                elif start <= stop.start_at:
                    start = stop.start_at
                if start + stop.minutes > high or start in seen:
                    continue
                leave = latest_leave(city, d, base, stop.site, start)
                over = start + stop.minutes
                home = ride_minutes(city, d, stop.site, base, over)
                if leave < ready or over + home > clock(pace.evening_end):
                    continue
                seen.add(start)
                riding = ride_minutes(city, d, base, stop.site, leave) + home
                found.append(Evening(stop, day, leave, start, over + home, riding, base.id))
    return tuple(found)
