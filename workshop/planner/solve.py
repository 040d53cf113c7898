"""The façade: a tour in, the best agenda out, with a bound that proves how good it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial

from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner.clash import smallest_clash
from workshop.planner.facts import start_dates
from workshop.planner.footprints import Shelf
from workshop.planner.linear import few_collections
from workshop.planner.outcome import STOPPED
from workshop.planner.routes import Route
from workshop.planner.search import Search, any_route
from workshop.planner.stop import Progress, Stop, ignore, never

__all__ = ["STOPPED", "any_route", "plan"]


@few_collections()
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
    shelf: Shelf | None = None,
    known: Agenda | None = None,
    only_on: Mapping[str, Collection[int]] | None = None,
) -> Agenda:
    """Return the best agenda for `tour`, among the routes `within` which it is looked for.

    `limit` bounds the search in deterministic seconds (about seconds of one core), so that the
    same tour, catalogue, seed and limit give the same agenda. `stop` ends it early with the best
    so far; `on_progress` is called from this thread with each better plan. Locked blocks of the
    tour's agenda stay. Where no plan can exist the status is `infeasible` and `conflict` says why:
    the fewest facts that clash, or without `explain` all that the brief insists on. Who plans a
    tour with one start again and again hands in a `shelf`, so that no day is worked out twice. With
    a plan that is `known` only better ones are looked for; the stops that `only_on` names are
    looked at on those days only.
    """
    search = Search(tour, catalogue, stop, on_progress, seed, limit, shelf)
    why = partial(smallest_clash, tour, catalogue, seed=seed, stop=stop) if explain else None
    first = known.days if known else ()
    starts = start_dates(tour.brief)
    return search.run(starts, within, explain=why, known=first, only_on=only_on)
