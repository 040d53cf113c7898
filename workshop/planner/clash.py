"""The fewest facts of a brief that cannot hold together: seen without a search, or by searching.

`Conflict.where` is a path (see `facts`); who prints it turns it into a file and a line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from workshop.model.agenda import Conflict
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner.checks import clashes, independent, told
from workshop.planner.fact import Fact
from workshop.planner.facts import start_dates
from workshop.planner.footprints import Shelf
from workshop.planner.linear import few_collections
from workshop.planner.outcome import STOPPED
from workshop.planner.relax import relaxed
from workshop.planner.routes import Route
from workshop.planner.search import Search, any_route
from workshop.planner.shrink import Shrink
from workshop.planner.start import Start
from workshop.planner.stop import Progress, Stop, StopToken, never
from workshop.planner.tree import Forest

LOOK = 1.0
"""Deterministic seconds that a look for a plan without some facts may take."""
NOT_ENOUGH = "to drop this alone is not enough"
ONE_OF_EACH = "one fact of each has to go"


@few_collections()
def possible(
    tour: Tour,
    catalogue: Catalogue,
    *,
    seed: int = 0,
    limit: float = LOOK,
    stop: Stop = never,
    shelf: Shelf | None = None,
    within: Callable[[Route], bool] = any_route,
) -> bool | None:
    """Tell whether a plan exists; None if the limit or `stop` came before the first one.

    Only routes `within` are looked at.
    """
    token, bare = _Either(stop), _bare(tour, catalogue)
    search = Search(bare, catalogue, token, token.first, seed, limit, shelf)
    agenda = search.run(start_dates(bare.brief), within)
    if agenda.status != "infeasible":
        return True
    return None if any(one.fact == STOPPED for one in agenda.conflict) else False


def relaxable(
    tour: Tour,
    catalogue: Catalogue,
    shelf: Shelf | None = None,
    within: Callable[[Route], bool] = any_route,
) -> bool:
    """Tell whether a plan may exist as far as the relaxations of routes tell; False is certain.

    Only routes `within` are looked at. The tour has one start date.
    """
    bare = _bare(tour, catalogue)
    (first,) = start_dates(bare.brief)
    if clashes(bare, catalogue, [first]):
        return False
    forest = Forest([Start.of(bare.brief, catalogue, first, bare.agenda, shelf)])
    roots = [node for node in forest.roots() if within(node.route)]
    return any(may for _, may in forest.relax_roots(roots, lambda: float("-inf")))


def visitable(tour: Tour, catalogue: Catalogue) -> bool:
    """Tell whether a visit fits each city on some route, and each host that must be visited.

    Each is looked at by itself, whatever else the days hold.
    """
    for day in start_dates(tour.brief):
        start = Start.of(tour.brief, catalogue, day, tour.agenda)
        if any(start.builder.visits_every_city(route) for route in start.planner.routes()):
            return True
    return False


def _bare(tour: Tour, catalogue: Catalogue) -> Tour:
    """Return `tour` without the leisure that nobody insists on: plans exist or not all the same."""
    leisure = tour.brief.leisure
    never = tuple(item for item in sorted(catalogue.leisure) if item not in leisure.must)
    bare = leisure.model_copy(update={"never": never})
    return tour.model_copy(update={"brief": tour.brief.model_copy(update={"leisure": bare})})


class _Either:
    """A stop that comes with the first plan, or with another stop."""

    def __init__(self, other: Stop) -> None:
        self._token = StopToken()
        self._other = other

    def first(self, progress: Progress) -> None:
        if progress.best is not None:
            self._token.set()

    def stopped(self) -> bool:
        return self._token.stopped() or self._other.stopped()


def smallest_clash(
    tour: Tour, catalogue: Catalogue, *, seed: int = 0, stop: Stop = never
) -> tuple[Conflict, ...]:
    """Return facts of a brief without a plan, the cheapest first, each of them enough to drop.

    Checks that need no search come first; what they find is said to be not enough alone where they
    find more without it. Then whether visits can be had in all cities: a fact without which they
    can is told, unless it is seen that there is no plan even so. Else each kind of fact is left
    away, and each fact of a kind that helps; where only all of a kind together help, they are told
    as one. Where nothing helps alone, several clashes are there at once: smallest sets that cannot
    hold together and have nothing in common are told one after the other; if only one is found,
    each of its facts is said to be not enough. Empty where dropping everything would not help, or
    `stop` came.
    """
    seen = _seen(tour, catalogue)
    if seen:
        sets = _each(tour, catalogue, [*seen, *_unseen(tour, catalogue, seen, stop)])
    else:
        sets = _searched(tour, catalogue, seed, stop)
    if stop.stopped():
        return ()
    return _apart(sets) if len(sets) > 1 else next(iter(sets), ())


def _searched(
    tour: Tour, catalogue: Catalogue, seed: int, stop: Stop
) -> list[tuple[Conflict, ...]]:
    """Return the clashes that no check sees; several only where they have nothing in common."""

    def enough(fact: Fact) -> bool:
        eased = relaxed(tour, catalogue, [fact.where])
        return possible(eased, catalogue, seed=seed, limit=LOOK / 2, stop=stop) is not False

    if not visitable(tour, catalogue):  # so it shows without plans which facts this is about
        search = Shrink(tour, catalogue, stop, visitable)
        alone = search.enough()
        sets = [[*filter(enough, alone)]] if alone else search.apart()
        if sets[0] if alone else len(sets) > 1:
            return [told(tuple(one)) for one in sets]
    search = Shrink(tour, catalogue, stop, partial(possible, seed=seed, stop=stop))
    alone = search.enough()
    sets = [alone] if alone else search.apart()
    if not search.settled:
        return [told(tuple(one)) for one in sets[:1]]
    if len(sets) == 1 and not alone:
        sets = [[*map(_not_enough, sets[0])]]
    return [told(tuple(one)) for one in sets]


def _seen(tour: Tour, catalogue: Catalogue) -> list[tuple[Conflict, ...]]:
    """Return the clashes that checks see, each of which stays when all facts of the others go."""
    first, *others = independent(tour, catalogue, start_dates(tour.brief)) or [()]
    kept = [first] if first else []
    for facts in others:
        eased = relaxed(tour, catalogue, [fact for one in kept for fact in one])
        left = independent(eased, catalogue, start_dates(eased.brief))
        if {fact.fact for fact in facts} in [{fact.fact for fact in one} for one in left]:
            kept.append(facts)
    return kept


def _unseen(
    tour: Tour, catalogue: Catalogue, seen: list[tuple[Conflict, ...]], stop: Stop
) -> list[tuple[Conflict, ...]]:
    """Return the clashes about visits that are still there when all that checks see is dropped."""
    gone = frozenset(fact.where for facts in seen for fact in facts)
    eased = relaxed(tour, catalogue, gone)
    if clashes(eased, catalogue, start_dates(eased.brief)) or visitable(eased, catalogue):
        return []
    search = Shrink(tour, catalogue, stop, visitable, gone)
    alone = search.enough()
    sets = [alone] if alone else search.apart()
    return [] if stop.stopped() else [told(tuple(one)) for one in sets]


def _apart(sets: list[tuple[Conflict, ...]]) -> tuple[Conflict, ...]:
    """Return the facts of several clashes, each said to be of one of them."""
    return tuple(
        fact.model_copy(
            update={"fact": f"{fact.fact} (clash {number} of {len(sets)}: {ONE_OF_EACH})"}
        )
        for number, facts in enumerate(sets, 1)
        for fact in facts
    )


def _each(
    tour: Tour, catalogue: Catalogue, sets: list[tuple[Conflict, ...]]
) -> list[tuple[Conflict, ...]]:
    """Return clashes with each fact marked that does not end its own, whatever ends the others."""
    found: list[tuple[Conflict, ...]] = []
    for facts in sets:
        others = [fact for other in sets if other is not facts for fact in other]
        found.append(tuple(_alone(tour, catalogue, fact, others) for fact in facts))
    return found


def _alone(tour: Tour, catalogue: Catalogue, fact: Conflict, others: list[Conflict]) -> Conflict:
    """Return a fact that clashes, and say so if something clashes without it and `others` too.

    A flight that there is not is nothing to leave out of a brief, and enough if it is added.
    """
    if fact.where == "flights":
        return fact
    eased = relaxed(tour, catalogue, [fact, *others])
    if not clashes(eased, catalogue, start_dates(eased.brief)):
        return fact
    return fact.model_copy(update={"fact": f"{fact.fact} ({NOT_ENOUGH})"})


def _not_enough(fact: Fact) -> Fact:
    return replace(fact, words=f"{fact.words} ({NOT_ENOUGH})")
