"""What it costs to have something that is left out: planned again with it as a must.

Nothing else new comes in, so that the search is small and little moves; see `reach` for what may.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from workshop.model.agenda import Agenda, Conflict
from workshop.model.catalogue import Catalogue
from workshop.model.terms import host_wish
from workshop.model.tour import Tour
from workshop.planner.changes import Difference, difference
from workshop.planner.checks import clashes
from workshop.planner.facts import start_dates
from workshop.planner.footprints import Shelf
from workshop.planner.glance import Glance, Seen
from workshop.planner.paths import host_path, module_path
from workshop.planner.points import bounded_as, points, recounted
from workshop.planner.reach import Attempt, Reach, attempts, insisting, marked
from workshop.planner.solve import STOPPED, plan
from workshop.planner.stop import Stop

ENOUGH, EACH = 3.5, 0.35
"""Parts of the limit after which no wider look is begun, and that a look is taken to cost besides
its search."""
BETTER = 0.25
"""Part of the limit for something better than with all on its day, and for the proof."""
BOUNDING, SEARCHING = 2.0, 0.5
"""Parts of the limit for looking at the days of routes where flights may move, and for searching
the one that promises most."""
BRISK = 1
"""Stops of an outing where everything may move."""
NOTHING = Agenda(status="infeasible")


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
    "order": "with other flights",
    "base": "at another training venue in its city",
    "any": "with other flights",
}


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

    The start stays. Each attempt may take `limit` deterministic seconds, or its part of it.
    """
    present = tour.agenda
    if present is None or not present.days:
        return NoPrice("The tour has no agenda yet.")
    if host_wish(tour.brief, item).status == "declined":
        return NoPrice("It is not planned with, since it has declined.")
    look = _Look(catalogue, stop, seed, limit)
    for attempt in attempts(tour, catalogue, present, item):
        if stop.stopped() or look.spent > ENOUGH * limit:
            look.sure = False  # what is smaller was too large for the time
            break
        found = look.find(attempt)
        if found.days:
            return _priced(tour, catalogue, present, found, attempt.reach)
    return _none(tour, catalogue, present, item, look)


@dataclass
class _Look:
    """Looks for plans; what days hold is worked out once for all looks."""

    catalogue: Catalogue
    stop: Stop
    seed: int
    limit: float
    """Deterministic seconds of one look."""
    shelf: Shelf = field(default_factory=dict)
    spent: float = 0.0
    """Deterministic seconds."""
    sure: bool = True
    """Whether all that was not found is known to be impossible."""
    seen: Seen | None = None
    """The last look at routes of which not all were looked at."""

    def find(self, attempt: Attempt) -> Agenda:
        """Look within all that an attempt lets move.

        Where the stops of the present plan are to stay on their days, then for something better.
        """
        if attempt.reach != "near":
            return self._glimpsed(attempt)
        first = self._plan(attempt, 1.0, only_on=attempt.days)
        return self._plan(attempt, BETTER, known=first) if first.days else first

    def in_time(self) -> str:
        """Say that nothing was found in time, and how much was looked at."""
        words = "No plan with it was found in time"
        if self.seen is None:
            return f"{words}."
        every = self.seen.looked + self.seen.left
        return f"{words}: {self.seen.looked} of the {every} ways to fly were looked at."

    def _plan(
        self,
        attempt: Attempt,
        share: float,
        *,
        known: Agenda | None = None,
        only_on: Mapping[str, Collection[int]] | None = None,
    ) -> Agenda:
        found = plan(
            attempt.tour, self.catalogue, stop=self.stop, seed=self.seed, explain=False,
            limit=self.limit * share, within=attempt.within, shelf=self.shelf,
            known=known, only_on=only_on,
        )  # fmt: skip
        self.spent += found.work + EACH * self.limit
        self.sure &= not any(one.fact == STOPPED for one in found.conflict)
        return found

    def _glimpsed(self, attempt: Attempt) -> Agenda:
        """Look where so much may move that it is too much to search it all."""
        (start,) = start_dates(attempt.tour.brief)
        glance = Glance(
            attempt.tour, self.catalogue, start, stop=self.stop, seed=self.seed,
            shelf=self.shelf, longest=BRISK if attempt.reach == "any" else None,
        )  # fmt: skip
        seen = glance.look(
            attempt.within, bounding=BOUNDING * self.limit, searching=SEARCHING * self.limit
        )
        self.spent += seen.work
        self.sure &= seen.impossible
        self.seen = seen if seen.left else self.seen
        return Agenda(status="feasible", days=seen.days) if seen.days else NOTHING


def _none(tour: Tour, catalogue: Catalogue, present: Agenda, item: str, look: _Look) -> NoPrice:
    """Say that nothing was found, and whether it is seen that nothing can be."""
    start = present.days[0].date
    wanted = insisting(tour.brief, item, catalogue, start)
    seen = clashes(Tour(brief=wanted, agenda=present), catalogue, [start])
    words = "No plan near this one can hold it." if look.sure else look.in_time()
    words = "No plan can hold it." if seen else words
    asked = {host_path(wanted, item), module_path(wanted, item)}
    return NoPrice(words, tuple(fact for fact in seen if fact.where not in asked))


def _priced(
    tour: Tour, catalogue: Catalogue, present: Agenda, found: Agenda, reach: Reach
) -> Price:
    before = points(present.days, tour.brief, catalogue).score
    kept = {(b.kind, b.ref, b.start) for b in present.blocks if b.locked}
    plan = bounded_as(marked(found, lambda b: (b.kind, b.ref, b.start) in kept), present)
    plan = recounted(plan, tour.brief, catalogue, broken=False)
    changes = difference(present, plan)
    return Price(
        before - plan.score, _moved(reach, changes), found.status == "optimal", changes, plan
    )


def _moved(reach: Reach, changes: Difference) -> Reach:
    """Return how far a plan has gone: all flights may have moved where one has, or none."""
    all_of_it = (*changes.moved, *changes.dropped, *changes.added)
    flights = sum(change.block.kind == "flight" for change in all_of_it)
    told: dict[int, Reach] = {0: "route", 1: "flight"}
    return told.get(flights, reach) if reach == "order" else reach
