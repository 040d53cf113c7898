"""Facts of a brief that cannot hold together, seen without a search: all checks, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workshop.model.agenda import Conflict
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner.dated import Dated
from workshop.planner.fact import Facts
from workshop.planner.timeless import Timeless


def clashes(tour: Tour, catalogue: Catalogue, starts: list[date]) -> tuple[Conflict, ...]:
    """Return the first set of facts that no plan can obey, seen without a search, or ().

    Checks that hold for any start date come first; those that depend on dates count only if every
    start in `starts` fails them, and then speak of the first start. The cheapest to drop is first.
    """
    return told(next(_all(tour, catalogue, starts), ()))


def independent(tour: Tour, catalogue: Catalogue, starts: list[date]) -> list[tuple[Conflict, ...]]:
    """Return the sets of facts that clash, each with nothing in common with those before it.

    So something of each has to go. The first is that of `clashes`.
    """
    found: list[Facts] = []
    told_of: set[str] = set()
    for facts in _all(tour, catalogue, starts):
        where = {fact.where for fact in facts}
        if where.isdisjoint(told_of):
            found.append(facts)
            told_of |= where
    return [told(facts) for facts in found]


def _all(tour: Tour, catalogue: Catalogue, starts: list[date]) -> Iterator[Facts]:
    yield from Timeless(tour, catalogue).all()
    checks = Dated(tour, catalogue)
    if starts and all(any(True for _ in checks.all(start)) for start in starts):
        seen = checks.all(starts[0])
        yield from seen if len(starts) == 1 else [next(seen)]


def told(facts: Facts) -> tuple[Conflict, ...]:
    """Return facts as an agenda tells them, cheapest first; equal ones keep their order."""
    return tuple(fact.conflict for fact in sorted(facts, key=lambda fact: fact.cost))
