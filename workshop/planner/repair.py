"""When something happens to a planned tour: up to three ways to mend it.

The first changes least, and that is proven: changes weigh what their status weighs, and sets of
anchors that may move are tried from the lightest on, with everything else held where it is. The
other two look for value near it: with the same flights, and then with any. Where a way is no better
than one before it, the one before it is that way too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from workshop.model.agenda import Agenda, Block
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Brief, Tour
from workshop.planner.aftermath import applied, apply_events
from workshop.planner.barred import along, based
from workshop.planner.events import Applied, Cancel, Close, Delay, Edit, End, Event
from workshop.planner.lightest import Lightest, pairs
from workshop.planner.linear import few_collections
from workshop.planner.points import points
from workshop.planner.relock import standing
from workshop.planner.rework import Rework, Reworked
from workshop.planner.stop import Stop, never
from workshop.planner.ways import (
    BEST,
    FEWEST,
    ROUTE,
    BrokenRepairError,
    Repair,
    together,
    worth_it,
)
from workshop.planner.writeup import bounded, written_up

__all__ = [
    "Applied",
    "BrokenRepairError",
    "Cancel",
    "Close",
    "Delay",
    "Edit",
    "End",
    "Event",
    "Repair",
    "applied",
    "apply_events",
    "repair",
]

SHARES = {ROUTE: 0.15, BEST: 0.25}
"""Parts of the limit; fewest may take all of it."""
NEAR = {ROUTE: 0.16, BEST: 0.15}
"""Parts of the limit, as far as it is left, in which plans near the first repair are looked at."""
LATE = 0.5
"""Part of the limit after which the same route is not looked at if there is a repair already."""
TIE, FAIR = 0.4, 0.8
"""Part of the limit after which another repair as light as the first is no more looked for, if the
first has that part of the points before the event."""
LOST, EARLY = 0.04, 0.25
"""Part of the points before the event: where a repair loses more, other flights are looked at for
the best value, and the same route only before that part of the limit is spent."""
QUICK = 2.0
"""Deterministic seconds in which a repair is found and proven fewest, if it can be."""
ANEW = 6.0
"""Deterministic seconds from which on it is worth it to plan all anew, for what is better still."""


def _unheard(one: Repair) -> None:
    del one


def repair(
    tour: Tour,
    catalogue: Catalogue,
    events: Iterable[Event],
    *,
    stop: Stop = never,
    seed: int = 0,
    limit: float = QUICK,
    on_found: Callable[[Repair], None] = _unheard,
) -> tuple[Repair, ...]:
    """Return up to three repairs of a planned tour after `events`, fewest changes first.

    `limit` is in deterministic seconds. What is confirmed or locked stays unless nothing else is
    possible, and then the note says so. Empty where nothing mends the tour. Another repair that
    one beats in points without changing more is left out. `on_found` hears of each repair when it
    is found, the fewest changes first; a later one may beat it. All is planned anew, for the best
    value, only where `limit` is at least `ANEW` or nothing else mends the tour; with less, only
    what is in the cities of the days that are struck gives way to something better.

    Raises UsageError for an event that says nothing about this tour.
    """
    happened = tuple(events)
    afar = not all(isinstance(event, Cancel) for event in happened)
    missed: list[Block] | None = None
    for waiting in (True, False):
        done = applied(tour, happened, catalogue, waiting=waiting)
        if done.missed == missed:
            break
        missed, known = done.missed, done.known(catalogue)
        rework = Rework(tour.agenda or done.agenda, done, known, stop, seed)
        found = _Repairs(done, known, rework, limit, on_found, afar=afar).all()
        if found or stop.stopped():
            return found
    return ()


class _Repairs:
    def __init__(
        self,
        done: Applied,
        catalogue: Catalogue,
        rework: Rework,
        limit: float,
        on_found: Callable[[Repair], None],
        *,
        afar: bool,
    ) -> None:
        self.on_found = on_found
        self.afar = afar
        """Whether something has happened to days or flights, so that others may be better."""
        self.before = points(rework.before.days, rework.brief, catalogue).score
        """Points of the plan before the event."""
        self.done = done
        self.catalogue = catalogue
        self.rework = rework
        self.limit = limit
        self.bound: int | None = None

    @few_collections()
    def all(self) -> tuple[Repair, ...]:
        """Look for all three, and keep those that are worth their changes."""
        found: list[Repair] = []
        for look in (self._fewest, self._same_route, self._anywhere):
            one = None if found and self._late(look, found[0]) else look(found)
            if one is not None:
                found = together(found, one)
                self.on_found(self._bounded(found[-1]))
                if not (one.moved or one.dropped or one.added):
                    break
        return tuple(self._bounded(one) for one in worth_it(found))

    def _late(self, look: object, first: Repair) -> bool:
        """Tell whether there is no time for another way; what costs much is thought over anyway."""
        if look == self._anywhere:
            return not self._lost(first) and self.rework.spent >= self.limit
        return self.rework.spent >= (EARLY if self._lost(first) else LATE) * self.limit

    # ---------------------------------------------------------------- the three

    def _fewest(self, _: list[Repair]) -> Repair | None:
        rework = self.rework
        forced = rework.movable.forced()

        def fair() -> bool:
            best = search.best
            return best is not None and best.outcome.value >= FAIR * self.before

        search = Lightest[Reworked](
            weights=rework.movable.weights(),
            ranks=rework.movable.ranks(),
            groups=rework.movable.groups(),
            cores=[
                *(frozenset({number}) for number in sorted(forced)),
                *pairs(rework.movable.clash, len(rework.items)),
            ],
            chunks=rework.movable.chunks,
            allows=rework.leeway.allows,
            late=lambda: rework.spent >= TIE * self.limit and fair(),
            attempt=rework.attempt,
            hopeless=rework.hopeless,
            over=lambda: rework.spent >= self.limit or rework.stop.stopped(),
        )
        lightest = search.search()
        if lightest is None:
            return None
        proven = lightest.proven and rework.sure
        more = lightest.outcome.gone - forced
        note = "Nothing that was planned changes but what the event itself forces."
        if not lightest.outcome.difference.days:
            note = "Nothing that is planned has to change."
        elif more and proven:
            note = "No way to mend it changes less; that is proven."
        elif more:
            note = "The search was cut short: a repair with fewer changes may exist."
        return written_up(FEWEST, lightest.outcome, note, rework, proven=proven)

    def _same_route(self, found: list[Repair]) -> Repair | None:
        flights = {block.id for block in self.rework.after.blocks if block.kind == "flight"}
        note = "Cities, flights and days stay."
        if found and self.done.missed:
            brief = along(found[0].brief, found[0].plan, self.catalogue)
            return self._nearby(ROUTE, found[0], brief, flights, "Cities and days stay.")
        if found and _flown(found[0].plan) == _flown(self.rework.after):
            brief = along(found[0].brief, self.rework.after, self.catalogue)
            return self._nearby(ROUTE, found[0], brief, flights, note)
        if self.limit < ANEW:
            brief, far = self.rework.near()
            note = "Flights stay, and so do the visits in other cities."
            return self._replanned(ROUTE, brief, flights | far, note)
        return self._replanned(ROUTE, self.rework.same_cities(), flights, note)

    def _anywhere(self, found: list[Repair]) -> Repair | None:
        anew, brief = self.limit >= ANEW or not found, self.rework.brief
        known = max(found, key=lambda one: one.score, default=None)
        first = known.plan if known is not None and known.brief == brief else None
        told = "Planned anew."
        planned = self._replanned(BEST, brief, set(), told, known=first) if anew else None
        if known is None:
            return planned
        if planned is not None and planned.score > known.score:
            return planned
        brief = based(known.brief, known.plan, self.catalogue)
        if self._lost(known):
            return self._afar(known, brief)
        return self._nearby(BEST, known, brief, set())

    def _lost(self, known: Repair) -> bool:
        """Tell whether a repair is so much worse than the plan before that it pays to look afar."""
        return self.afar and self.before - known.score > LOST * self.before

    def _afar(self, known: Repair, brief: Brief) -> Repair:
        """Look for something better with other flights; it is the repair itself if nothing is."""
        agenda = self.rework.afar(known.plan, brief, self._locked)
        if agenda is not None:
            written = self.rework.written(agenda, known.brief)
            found = written_up(BEST, written, self._flying(agenda), self.rework, proven=False)
            if found.score > known.score:
                return found
        return replace(known, label=BEST)

    def _flying(self, agenda: Agenda) -> str:
        """Say of a plan that was sought with other flights, too, whether it has others."""
        if _flown(agenda) == _flown(self.rework.after):
            return "Cities, flights and days stay; nothing better was found with other flights."
        return "Flights may move; the best found that way."

    def _nearby(
        self, label: str, known: Repair, brief: Brief, locks: set[str], note: str = ""
    ) -> Repair:
        """Look for something better near a repair; it is that repair itself if nothing is."""
        limit = self.limit * (SHARES if self.limit >= ANEW else NEAR)[label]
        limit = min(limit, self.limit - self.rework.spent)
        locks = locks | self._locked
        agenda = self.rework.better(known.plan, brief, locks, limit, routes=label == BEST)
        if agenda is None:
            return replace(known, label=label)
        found = self.rework.written(agenda, known.brief)
        note = f"{note[:-1]}; the best found that way." if note else self._flying(agenda)
        return written_up(label, found, note, self.rework, proven=False)

    def _replanned(
        self, label: str, brief: Brief, locks: set[str], note: str, *, known: Agenda | None = None
    ) -> Repair | None:
        limit, locks = self.limit * SHARES[label], locks | self._locked
        agenda = self.rework.plan(brief, locks, limit, known=known)
        if agenda.status == "infeasible":
            return None
        if self.rework.verdict.excused(agenda, brief, set()):
            return None
        if label == BEST and agenda.gap < 1:
            self.bound = agenda.bound
        best = "the best" if agenda.status == "optimal" else "the best found"
        found = self.rework.written(agenda, brief)
        note = f"{note[:-1]}; {best} that way."
        return written_up(label, found, note, self.rework, proven=False)

    def _bounded(self, one: Repair) -> Repair:
        """Give a plan the bound that planning anew has proven, if it proved any for its brief."""
        return bounded(one, self.bound if one.brief == self.rework.brief else None)

    @property
    def _locked(self) -> set[str]:
        return {block.id for block in self.rework.after.blocks if block.locked}


def _flown(agenda: Agenda) -> list[tuple[object, ...]]:
    return [standing(block) for block in agenda.blocks if block.kind == "flight"]
