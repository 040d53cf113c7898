"""Planning a tour again after an event, with some of its blocks held where they are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from workshop.model.agenda import Agenda, Block
from workshop.model.catalogue import Catalogue
from workshop.model.terms import unheld
from workshop.model.tour import Brief, Tour
from workshop.planner.barred import along, around, only, without
from workshop.planner.changes import ANCHORS, Change, Difference, difference
from workshop.planner.clash import possible, relaxable
from workshop.planner.events import Applied
from workshop.planner.footprints import Shelf
from workshop.planner.glance import Glance
from workshop.planner.hold import Hold
from workshop.planner.incumbent import days_of_stops
from workshop.planner.leeway import Leeway
from workshop.planner.lightest import Free
from workshop.planner.movable import Movable, apart
from workshop.planner.nearby import Nearby
from workshop.planner.reach import COMPANY, best_hosts
from workshop.planner.relock import relocked, standing
from workshop.planner.restore import restored
from workshop.planner.routes import Route
from workshop.planner.solve import STOPPED, any_route, plan
from workshop.planner.stop import Stop
from workshop.planner.verdict import Verdict

ONE = 0.3
"""Deterministic seconds at most for one plan with most of the agenda held."""
GLANCE = 0.05
"""The same for a look at whether there is any plan."""
LOOK, ROUTE, WINDOW = 0.02, 0.05, 0.01
"""Deterministic seconds that it is taken to cost to ask for a plan, besides its search; more for
every route that is written down, and for every window whose patterns are worked out."""
BOUNDING, SEARCHING = 0.3, 0.1
"""Deterministic seconds for the routes that may be flown otherwise, and for searching the best."""
MANY = 8
"""Items free from which on nothing new comes in: a plan of what there is must do."""
CALMER = 2
"""Times that a plan is made again without what is new on days that nothing happens to."""


@dataclass(frozen=True)
class Reworked:
    """A plan after an event, and the brief it obeys."""

    agenda: Agenda
    difference: Difference
    brief: Brief
    gone: Free
    """Items that are not where they were."""

    @property
    def value(self) -> int:
        """Points."""
        return self.agenda.score


class Rework:
    """The plans that come of letting some of what is `movable` go after an event."""

    def __init__(
        self, before: Agenda, done: Applied, catalogue: Catalogue, stop: Stop, seed: int
    ) -> None:
        """Prepare; `before` is the agenda as it was."""
        self.before = before
        self.done = done
        self.catalogue = catalogue
        self.stop = stop
        self.seed = seed
        self.after = done.agenda
        self.start = self.after.days[0].date
        fixed = {"start": self.start, "window": None}
        self.brief: Brief = done.tour.brief.model_copy(update=fixed)
        self.movable = Movable(done, self.brief, catalogue)
        self.items = self.movable.blocks
        pinned = [block for block in self.after.blocks if block.id in done.pinned]
        self.leeway = Leeway(self.same_cities(), self.after, self.items, pinned, catalogue)
        self.work = 0.0
        self.shelf: Shelf = {}
        self.verdict = Verdict(done, catalogue)
        self.sure = True
        """Whether every plan that was not found is known to be impossible."""

    @property
    def spent(self) -> float:
        """Deterministic seconds so far."""
        return self.work + self.leeway.work

    # ---------------------------------------------------------------- with some let go

    def attempt(self, free: Free) -> Reworked | None:
        """Plan with only the items `free` let go; None if no plan was found.

        Lunches of untouched days are held too where that is possible, and nothing new comes into
        such a day if it need not.
        """
        brief = self._released(free)
        touched = self.done.days | {self.items[n].start.date() for n in free}
        lunches = {
            block.id
            for block in self.after.blocks
            if block.kind == "meal" and block.start.date() not in touched
        }
        found, _ = self._held(brief, free, lunches, touched)
        if found is None and not self._impossible(free):
            found, lunches = self._anyhow(brief, free, lunches)
        if found is None:
            return None
        for _ in range(CALMER):
            new = self._strangers(found, touched)
            brief = without(brief, [str(one.block.ref) for one in new], self.catalogue)
            calmer = self._held(brief, free, lunches)[0] if new else None
            if calmer is None:
                break
            found = calmer
        return self.written(found, self._released(free))

    def _anyhow(
        self, brief: Brief, free: Free, lunches: set[str]
    ) -> tuple[Agenda | None, set[str]]:
        """Plan with something new on any day; return the plan, and which lunches it holds."""
        found, sure = self._held(brief, free, set())
        if found is None:
            self.sure &= sure
            return None, set()
        tidy = self._held(brief, free, lunches)[0] if lunches else None
        return (tidy, lunches) if tidy else (found, set())

    def hopeless(self, free: Free) -> bool:
        """Tell whether relaxations say that there is no plan with only the items `free` let go."""
        routes = self.leeway.routes(free)
        with self._counted(routes):
            bare, within = self._bare(free), routes.__contains__
            return not routes or not relaxable(bare, self.catalogue, self.shelf, within)

    def _impossible(self, free: Free) -> bool:
        """Tell whether a search says that there is surely no such plan, with anything new."""
        routes = self.leeway.routes(free)
        with self._counted(routes):
            found = possible(
                self._bare(free), self.catalogue, seed=self.seed, limit=GLANCE, stop=self.stop,
                shelf=self.shelf, within=routes.__contains__,
            )  # fmt: skip
        return found is False

    @contextmanager
    def _counted(self, routes: Collection[Route]) -> Iterator[None]:
        """Count what it costs to ask for a plan on some routes, besides its search."""
        known = len(self.shelf)
        yield
        self.work += LOOK + ROUTE * len(routes) + WINDOW * (len(self.shelf) - known)

    def _bare(self, free: Free) -> Tour:
        """Return the tour with all held but the items `free`, and without what has no room."""
        held = {block.id for number, block in enumerate(self.items) if number not in free}
        return self._locked(self._narrow(self._released(free), free), held)

    def written(self, agenda: Agenda, brief: Brief) -> Reworked:
        """Return a plan with what became of the items; hosts that stay keep what they had."""
        there = {standing(block) for block in agenda.blocks}
        gone = frozenset(n for n, block in enumerate(self.items) if standing(block) not in there)
        moved = {self.items[n].ref for n in gone}
        wishes = {wish.id: wish for wish in brief.hosts}
        hosts = tuple(wishes[h.id] if h.id in moved else h for h in self.brief.hosts)
        true = self.brief.model_copy(update={"hosts": hosts})
        agenda = restored(agenda, self.after, self.done.days, true, self.catalogue)
        return Reworked(agenda, difference(self.before, agenda), true, gone)

    def _held(
        self, brief: Brief, free: Free, lunches: set[str], new: set[date] | None = None
    ) -> tuple[Agenda | None, bool]:
        """Return the best plan that holds what is not free, and whether None means impossible.

        Something new comes in only on the days `new`, if they are given.
        """
        routes = self.leeway.routes(free)
        if not routes:
            return None, True
        narrow = self._narrow(brief, free, new)
        many = len(free) > MANY
        if many:
            narrow = only(narrow, {str(block.ref) for block in self.items}, self.catalogue)
        held = {block.id for number, block in enumerate(self.items) if number not in free}
        with self._counted(routes):
            agenda = self.plan(narrow, held | lunches, ONE, within=routes.__contains__)
        if agenda.status == "infeasible":
            stopped = any(one.fact == STOPPED for one in agenda.conflict)
            return None, not (stopped or many)
        if self.verdict.errors(agenda, brief, {self.items[n].id for n in free}):
            return None, False
        return agenda, True

    def _fixed(self, free: Free) -> tuple[Block, ...]:
        """Return the anchors whose times are given."""
        held = (block for number, block in enumerate(self.items) if number not in free)
        pinned = (block for block in self.after.blocks if block.id in self.done.pinned)
        return tuple(block for block in (*held, *pinned) if block.kind in ANCHORS)

    def _narrow(self, brief: Brief, free: Free, new: set[date] | None = None) -> Brief:
        hold, where = Hold(brief, self.catalogue), self.leeway.cities(free)
        loose = {str(self.items[number].ref) for number in free}
        return hold.narrowed(self._fixed(free), self.start, where, new=new, loose=loose)

    def _strangers(self, agenda: Agenda, touched: set[date]) -> list[Change]:
        """Return what is new on days that nothing happens to."""
        changes = difference(self.before, agenda)
        moved = {b.start.date() for c in changes.moved for b in (c.before, c.after) if b}
        return [c for c in changes.added if c.block.start.date() not in touched | moved]

    def _released(self, free: Free) -> Brief:
        """Return the brief with the agenda's cities, without the slots of visits let go."""
        gone = {self.items[n].ref for n in free if self.items[n].kind == "visit"}
        brief = self.same_cities()
        hosts = tuple(unheld(wish) if wish.id in gone else wish for wish in brief.hosts)
        return brief.model_copy(update={"hosts": hosts})

    # ---------------------------------------------------------------- planning

    def same_cities(self) -> Brief:
        """Return the brief with the cities of the agenda, and its bases, and no others."""
        return along(self.brief, self.after, self.catalogue)

    def near(self) -> tuple[Brief, set[str]]:
        """Return the brief in which only the cities of the struck days have something new.

        With it go the ids of what stays in the others: their visits, leisure and meals.
        """
        keep, far = around(self.after, self.done.days, self.catalogue)
        return only(self.same_cities(), keep, self.catalogue), far

    def better(
        self, known: Agenda, brief: Brief, locks: set[str], limit: float, *, routes: bool
    ) -> Agenda | None:
        """Return a plan near a known one that is better, None if none is found.

        The days on which something has changed are thought over, and then those around them.
        """
        tour = self._locked(brief, locks)
        near = Nearby(tour, self.catalogue, known.days, self.stop, self.seed, limit, self.shelf)
        first = near.best
        struck = set(difference(self.before, known).days) or self.done.days
        days = [day.date for day in known.days]
        near.improve(sorted(days, key=lambda day: (apart(day, struck), day)), routes=routes)
        self.work += near.state.work
        if near.best is first:
            return None
        return known.model_copy(update={"days": near.best.days})

    def afar(self, known: Agenda, brief: Brief, locks: set[str]) -> Agenda | None:
        """Return a plan with other flights between the same cities, None if none is found.

        It is looked for among the stops that there were and are, and the best of each city.
        """
        stops = days_of_stops(known.days).keys() | days_of_stops(self.before.days).keys()
        cities = known.route
        more = {one for city in cities for one in best_hosts(brief, self.catalogue, city, COMPANY)}
        tour = self._locked(only(brief, stops | more, self.catalogue), locks)
        glance = Glance(
            tour, self.catalogue, self.start, stop=self.stop, seed=self.seed, shelf=self.shelf
        )
        seen = glance.look(
            lambda route: route.cities == cities, bounding=BOUNDING, searching=SEARCHING
        )
        self.work += seen.work
        return known.model_copy(update={"days": seen.days}) if seen.days else None

    def plan(
        self,
        brief: Brief,
        locks: set[str],
        limit: float,
        within: Callable[[Route], bool] = any_route,
        known: Agenda | None = None,
    ) -> Agenda:
        """Return the best plan with the blocks `locks`, and those that an event places, locked."""
        agenda = plan(
            self._locked(brief, locks),
            self.catalogue,
            stop=self.stop,
            seed=self.seed,
            limit=limit,
            explain=False,
            within=within,
            shelf=self.shelf,
            known=known,
        )
        self.work += agenda.work
        return agenda

    def _locked(self, brief: Brief, locks: set[str]) -> Tour:
        locks = locks | self.done.pinned
        locked = {block.id: block.id in locks for block in self.after.blocks}
        return Tour(brief=brief, agenda=relocked(self.after, locked))
