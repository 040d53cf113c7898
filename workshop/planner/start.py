"""A start date: the problem it makes of a brief, its routes, and the masters they stand on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Brief
from workshop.planner.footprints import Shelf
from workshop.planner.formulation import MasterBuilder
from workshop.planner.problem import SCALE, Problem, build
from workshop.planner.routes import Route, RoutePlanner
from workshop.planner.windows import Stretch, stretches

LISTED = 4e-5
"""Deterministic seconds that listing a pattern is taken to cost."""


@dataclass
class Start:
    """All that is the same for the routes of one start date."""

    problem: Problem
    planner: RoutePlanner
    builder: MasterBuilder
    counted: int = 0
    """Patterns whose listing has been counted as work."""

    @classmethod
    def of(
        cls,
        brief: Brief,
        catalogue: Catalogue,
        start: date,
        held: Agenda | None,
        shelf: Shelf | None = None,
        only_on: Mapping[str, Collection[int]] | None = None,
    ) -> Start:
        """Flatten a brief for a start date; what was worked out before stands on the `shelf`."""
        problem = replace(build(brief, catalogue, start, held), only_on=only_on or {})
        planner = RoutePlanner(problem)
        return cls(problem, planner, MasterBuilder(problem, planner, shelf))

    def narrowed(self, problem: Problem) -> Start:
        """Return what is needed for a part of the problem."""
        same = problem.choices == self.problem.choices
        planner = self.planner if same else RoutePlanner(problem)
        return Start(problem, planner, MasterBuilder(problem, planner, self.builder.shelf))

    def settled(self) -> Start:
        """Return a start with the likeliest training venue in each city, and no other."""
        problem = self.problem.based({})
        if problem.choices == self.problem.choices:
            return self
        planner, builder = RoutePlanner(problem), self.builder
        builder = MasterBuilder(problem, planner, builder.shelf, builder.books)
        return Start(problem, planner, builder)

    def stretches(self, route: Route) -> tuple[Stretch, ...]:
        """Return the stretches of a route."""
        return stretches(self.problem, route)

    def base_span(self, city: str, day: int) -> tuple[int, int]:
        """Return when the likeliest base of a city is open on a day."""
        return self.builder.books[self.problem.bases[city].id].base_span(city, day)

    def listing(self) -> float:
        """Return the deterministic seconds of listing patterns since this was last asked."""
        before, self.counted = self.counted, self.builder.listed
        return LISTED * (self.counted - before)

    def size(self, *, every_base: bool = False) -> int:
        """Estimate how many orders of stops a listing of all days has to time.

        From the likeliest base of each city, or from `every_base`.
        """
        total = 0
        for city, base in self.problem.bases.items():
            book = self.builder.books[base.id]
            kinds = {book.like(city, day) for day in range(self.problem.days)}
            total += (len(self.problem.choices[city]) if every_base else 1) * sum(
                4 * sum(bool(self.problem.spans(s, day)) for s in self.problem.stops[city]) ** 2
                for day in kinds
            )
        return total

    def most(self) -> float:
        """Return sixtieths of a point that no plan exceeds: all to be gained, nothing paid."""
        brief, weights = self.problem.brief, self.problem.brief.weights
        visits = sorted(
            (s.points for stops in self.problem.stops.values() for s in stops if s.visit),
            reverse=True,
        )[: brief.days * brief.pace.visits_per_day]
        best: dict[str, int] = {}
        for lesson in self.problem.lessons:
            together = lesson.module == self.problem.capstone
            before = best.get(lesson.module, 0)
            best[lesson.module] = before + lesson.points if together else max(before, lesson.points)
        gained = sum(visits) + sum(best.values())
        gained += weights.coverage * len(self.problem.catalogue.frameworks)
        gained += weights.sector * len(visits) + weights.free_evening * brief.days
        return SCALE * gained + weights.leisure * brief.leisure.minutes_per_day * brief.days
