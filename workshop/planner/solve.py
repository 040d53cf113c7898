"""The façade: a tour in, the best agenda out, with a bound that proves how good it is."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner.routes import Route
from workshop.planner.search import STOPPED, Search
from workshop.planner.stop import Progress, Stop, ignore, never

__all__ = ["STOPPED", "any_route", "plan", "start_dates"]

RARELY = 1_000_000
"""New containers between two looks for cycles, while a search is on."""


def any_route(route: Route) -> bool:
    """Look at every route."""
    del route
    return True


def plan(
    tour: Tour,
    catalogue: Catalogue,
    *,
    stop: Stop = never,
    on_progress: Callable[[Progress], None] = ignore,
    seed: int = 0,
    limit: float = 60.0,
    explain: bool = True,
    within: Callable[[Route], bool] = any_route,
) -> Agenda:
    """Return the best agenda for `tour`, among the routes `within` which it is looked for.

    `limit` bounds the search in deterministic seconds (about seconds of one core), so that the
    same tour, catalogue, seed and limit give the same agenda. `stop` ends it early with the best
    so far; `on_progress` is called from this thread with each better plan. Locked blocks of the
    tour's agenda stay. Where no plan can exist the status is `infeasible` and `conflict` says why:
    the fewest facts that clash, or without `explain` all that the brief insists on.
    """
    search = Search(tour, catalogue, stop, on_progress, seed, limit)
    with _few_collections():
        return search.run(start_dates(tour), within, explain=explain)


def start_dates(tour: Tour) -> list[date]:
    """Return the start dates that a brief allows, in order."""
    brief = tour.brief
    if brief.start is not None:
        return [brief.start]
    if brief.window is None:
        return []
    last = brief.window.latest - timedelta(days=brief.days - 1)
    count = (last - brief.window.earliest).days + 1
    return [brief.window.earliest + timedelta(days=offset) for offset in range(count)]


@contextmanager
def _few_collections() -> Iterator[None]:
    """Let the collector of cycles run rarely: programs are large, and have no cycles.

    It costs a third of the time in which they are written down otherwise.
    """
    before = gc.get_threshold()
    gc.set_threshold(RARELY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
