"""The plain formulation while it is written: its stretches, days and numbers, and what they add."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

from workshop.model.agenda import IATA, Agenda, Block, Place
from workshop.model.travel import clock
from workshop.planner.candidates import Stop
from workshop.planner.problem import Problem

Expr = Any
"""A linear expression of the solver's."""
Var = cp_model.IntVar
DAY = 24 * 60


@dataclass(frozen=True)
class Stretch:
    """Minutes of a day in which the group is in one city."""

    number: int
    day: int
    city: str
    start: int
    end: int


@dataclass(frozen=True)
class Out:
    """A stop that may be in a stretch, and the time away for it."""

    stop: Stop
    there: Var
    start: Var
    starts: tuple[int, ...]
    """All values of `start`."""
    leave: Var
    back: Var
    """From where it is left, for it and after it: the base, or another stop."""
    lead: int
    """Minutes right before it besides the ride: a briefing, being early."""
    over: Var
    """From when the coach may go on: after a pause for notes, and lunch."""
    takes: int
    """Minutes from its start until then, waiting for lunch left out."""
    lunch: bool


@dataclass(frozen=True)
class Taught:
    """A lecture that may be in a stretch."""

    there: Var
    start: Var
    minutes: Var
    end: Var


def stretches(problem: Problem, agenda: Agenda) -> Iterator[Stretch]:
    """List the stretches that an agenda's flights leave."""
    pace, number, rested = problem.brief.pace, 0, 0
    for day, page in enumerate(agenda.days):
        start, end = max(rested, clock(pace.day_start)), clock(pace.day_end)
        flights = [block for block in page.blocks if block.kind == "flight"]
        for flight, city in zip((*flights, None), page.cities, strict=True):
            coaches = [b for b in page.blocks if flight and b.kind == "transfer" and b.to]
            leaves = [clock(b.start) for b in coaches if flight and b.to and b.to.id ==
                      flight.place.id and b.end <= flight.start]  # fmt: skip
            until = (leaves or [clock(flight.start)])[-1] if flight else end
            if until - start > 0:
                yield Stretch(number, day, city, start, until)
                number += 1
            if flight:
                landed = [clock(b.end) for b in coaches if flight.to and b.place.id == flight.to.id]
                start = (landed or [clock(flight.end)])[0]
        rested = start - DAY + 60 * pace.rest_hours if flights else 0


@dataclass
class Day:
    """What a day holds, as expressions."""

    visits: list[Expr] = field(default_factory=list)
    learning: list[Expr] = field(default_factory=list)
    lunches: list[Expr] = field(default_factory=list)
    begin: Var | None = None
    """When its first stretch begins."""
    work: tuple[Stretch, Var] | None = None
    """Its last stretch, and when the group is done with it."""


class Draft:
    """A model of one tour, with the route of an agenda, that is still to be filled."""

    def __init__(self, problem: Problem, agenda: Agenda) -> None:
        self.problem, self.agenda = problem, agenda
        self.model = cp_model.CpModel()
        self.defaults = problem.catalogue.defaults
        self.weights = problem.brief.weights
        self.stretches = tuple(stretches(problem, agenda))
        self.horizon = (len(self.stretches) + 1) * DAY
        self.days = [Day() for _ in agenda.days]
        self.points: list[Expr] = []
        self.placed: dict[str, list[Expr]] = defaultdict(list)
        """Presence of visits and leisure items, by id."""
        self.moment: dict[str, Var] = {}
        """When a visit begins, counted over all stretches."""
        self.taught: dict[str, tuple[Expr, Var, Expr]] = {}
        """Of a lecture, by module (of the capstone by form): presence, its end, its minutes."""
        self.teaching: list[Expr] = []
        self.visiting: list[Expr] = []
        self.leisure: list[Expr] = []
        self.stops = {s.id: s for city in problem.cities for s in problem.stops[city.id]}

    def debriefs(self, stretch: Stretch) -> bool:
        """Tell whether the planner's plan has the debrief of the day at the end of a stretch."""
        blocks = self.agenda.days[stretch.day].blocks
        return any(b.kind == "debrief" and b.city == stretch.city for b in blocks)

    def var(self, values: Any) -> Var:
        """Return a number that is one of `values`."""
        return self.model.new_int_var_from_domain(cp_model.Domain.from_values(list(values)), "")

    def within(self, stretch: Stretch) -> Var:
        """Return a minute of a stretch."""
        return self.model.new_int_var(stretch.start, stretch.end, "")

    def time(self) -> Var:
        """Return a minute, counted over all stretches."""
        return self.model.new_int_var(0, self.horizon, "")


def at_airport(place: Place) -> bool:
    """Tell whether a place is an airport."""
    return len(place.id) == IATA


def to_airport(block: Block) -> bool:
    """Tell whether a block is a ride to or from one."""
    ends = (block.place, block.to)
    return block.kind == "transfer" and any(one is not None and at_airport(one) for one in ends)
