"""The plain formulation, to compare with: the whole tour as one model, and nothing but the solver.

Every visit, leisure item and lecture is an optional interval with a free start in each stretch of
a day that could hold it. What is away from the base follows one another in a circuit, straight or
by way of the base, with the rides of the hour; lectures do not overlap with it. The objective is
the planner's score. It shares what a brief means with the planner (`problem`), and no idea of how
to search.

Where it is simpler than the planner it is so in its own favour: it is given the route and the
flights of the planner's own plan, which is half of the answer; lunch needs no ride and may be had
on one; the debrief of a day with a flight takes no time. So it may reach a few points that nobody
can have, and its bound is one for the planner's plan too.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

from workshop.model.agenda import IATA, Agenda, Block, Place, is_airport_wait
from workshop.model.catalogue import Catalogue
from workshop.model.place import Site
from workshop.model.tour import Tour
from workshop.model.travel import clock, latest_leave, ride_minutes
from workshop.planner.candidates import Stop
from workshop.planner.evenings import evenings
from workshop.planner.problem import SCALE, VISIT_GRID, Problem, build

Expr = Any
"""A linear expression of the solver's."""
Var = cp_model.IntVar
DAY = 24 * 60
GRID = 5
"""Minutes between the starts of lectures."""


@dataclass(frozen=True)
class Reached:
    """What the solver came to; seconds of the clock, the building of the model included."""

    first: float | None
    """Seconds to the first plan; None where none was found."""
    score: int | None
    bound: int
    seconds: float

    @property
    def gap(self) -> float | None:
        """How far from proof, as the planner counts it."""
        if self.score is None:
            return None
        return (self.bound - self.score) / max(1, abs(self.score))


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


def one_model(
    tour: Tour, catalogue: Catalogue, agenda: Agenda, seconds: float, workers: int = 2
) -> Reached:
    """Return what CP-SAT reaches in `seconds` of the clock, given the route of `agenda`."""
    began = time.perf_counter()
    model = _Model(build(tour.brief, catalogue, agenda.days[0].date, None), agenda)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.1, seconds - (time.perf_counter() - began))
    solver.parameters.num_workers = workers
    solver.parameters.cp_model_probing_level = 0  # else there is no plan before ten seconds
    seen = _Seen(began)
    status = solver.solve(model.model, seen)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return Reached(
        seen.first,
        round(solver.objective_value / SCALE) if found else None,
        round(solver.best_objective_bound / SCALE),
        time.perf_counter() - began,
    )


class _Seen(cp_model.CpSolverSolutionCallback):
    """Notes when the first plan was found."""

    def __init__(self, began: float) -> None:
        super().__init__()
        self.began = began
        self.first: float | None = None

    def on_solution_callback(self) -> None:
        if self.first is None:
            self.first = time.perf_counter() - self.began


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
class _Day:
    """What a day holds, as expressions."""

    visits: list[Expr] = field(default_factory=list)
    learning: list[Expr] = field(default_factory=list)
    lunches: list[Expr] = field(default_factory=list)
    begin: Var | None = None
    """When its first stretch begins."""
    work: tuple[Stretch, Var] | None = None
    """Its last stretch, and when the group is done with it."""


class _Model:
    def __init__(self, problem: Problem, agenda: Agenda) -> None:
        self.problem, self.agenda = problem, agenda
        self.model = cp_model.CpModel()
        self.defaults = problem.catalogue.defaults
        self.weights = problem.brief.weights
        self.stretches = tuple(stretches(problem, agenda))
        self.horizon = (len(self.stretches) + 1) * DAY
        self.days = [_Day() for _ in agenda.days]
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
        self._fill()
        self._order()
        self._score()
        self.model.maximize(sum(self.points))

    # ---------------------------------------------------------------- what may be where

    def _fill(self) -> None:
        lectures = self._lectures()
        for stretch in self.stretches:
            outs, taught = tuple(self._stops(stretch)), tuple(lectures(stretch))
            lunch = self._lunch(stretch)
            if lunch is not None:
                self.days[stretch.day].lunches.append(lunch[0])
            rides = self._circuit(stretch, outs)
            self._apart(outs, taught, lunch)
            self._idle(stretch, outs, taught, lunch, rides)
        for day, page in zip(self.days, self.agenda.days, strict=True):
            if not any(block.kind == "meal" and _at_airport(block.place) for block in page.blocks):
                self.model.add_exactly_one(day.lunches)
        for day in self.days:
            self.model.add(sum(day.visits) <= self.problem.brief.pace.visits_per_day)

    def _stops(self, stretch: Stretch) -> Iterator[Out]:
        day = self.days[stretch.day]
        for stop in self.problem.stops[stretch.city]:
            starts = [
                at
                for low, high in self.problem.spans(stop, stretch.day)
                for at in _grid(low, high - stop.minutes, stop.start_at)
                if stretch.start <= at <= stretch.end - stop.minutes
            ]
            if not starts:
                continue
            there = self.model.new_bool_var(stop.id)
            self.placed[stop.id].append(there)
            yield from self._outs(stretch, stop, there, starts)
            if not stop.visit:
                self.leisure.append(stop.minutes * there)
                continue
            day.visits.append(there)
            day.learning.append(stop.minutes * there)
            self.visiting.append(stop.minutes * there)

    def _outs(self, stretch: Stretch, stop: Stop, there: Var, starts: list[int]) -> Iterator[Out]:
        """Return a stop without lunch after it and, of a visit, also with it."""
        model, d = self.model, self.defaults
        lead = (d.briefing_minutes + d.arrive_early_minutes) * stop.visit
        takes = stop.minutes + d.pause_minutes * stop.visit
        hungry = [at for at in starts if at + takes <= clock(d.lunch.end) - d.lunch_minutes]
        ways = [(starts, False), *([(hungry, True)] if stop.visit and hungry else [])]
        chosen = [model.new_bool_var("way") for _ in ways]
        model.add(sum(chosen) == there)
        for way, (some, lunch) in zip(chosen, ways, strict=True):
            start = self._var(some)
            length = takes + d.lunch_minutes * lunch
            over = self._within(stretch)
            earliest = clock(d.lunch.start) + d.lunch_minutes if lunch else 0
            model.add_max_equality(over, [start + length, earliest])
            if lunch:
                self.days[stretch.day].lunches.append(way)
            if stop.visit:
                moment = self.moment.setdefault(stop.id, self._time())
                model.add(moment == start + stretch.number * DAY).only_enforce_if(way)
            away = self._within(stretch), self._within(stretch)
            yield Out(stop, way, start, tuple(some), *away, lead, over, length, lunch)

    def _lectures(self) -> Callable[[Stretch], Iterator[Taught]]:
        """Prepare each module (the capstone: each form) once; return what puts it in a stretch."""
        forms: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for lesson in self.problem.lessons:
            apart = f"/{lesson.form}" if lesson.module == self.problem.capstone else ""
            forms[lesson.module + apart].append((lesson.minutes, lesson.points))
        where: dict[str, list[Var]] = {}
        for name, some in forms.items():
            chosen = [self.model.new_bool_var(name) for _ in some]
            there = self.model.new_bool_var(name)
            self.model.add(sum(chosen) == there)
            pairs = list(zip(some, chosen, strict=True))
            minutes = sum(length * one for (length, _), one in pairs)
            self.points += [points * SCALE * one for (_, points), one in pairs]
            self.teaching.append(minutes)
            self.taught[name] = there, self._time(), minutes
            where[name] = [self.model.new_bool_var(name) for _ in self.stretches]
            self.model.add(sum(where[name]) == there)

        def put(stretch: Stretch) -> Iterator[Taught]:
            for name, some in forms.items():
                there, (_, over, minutes) = where[name][stretch.number], self.taught[name]
                length = self._var([0, *(one for one, _ in some)])
                start = self._var(range(stretch.start, stretch.end, GRID))
                end = self._within(stretch)
                self.model.add(length == minutes).only_enforce_if(there)
                self.model.add(length == 0).only_enforce_if(~there)
                self.model.add(over == end + stretch.number * DAY).only_enforce_if(there)
                self.days[stretch.day].learning.append(length)
                yield Taught(there, start, length, end)

        return put

    def _lunch(self, stretch: Stretch) -> tuple[Var, Var] | None:
        """Return whether and when lunch takes its hour of a stretch; None if there is no time."""
        d = self.defaults
        low, high = clock(d.lunch.start), clock(d.lunch.end) - d.lunch_minutes
        last = stretch.end - d.lunch_minutes
        starts = [at for at in range(low, high + 1, GRID) if stretch.start <= at <= last]
        return (self.model.new_bool_var("lunch"), self._var(starts)) if starts else None

    # ---------------------------------------------------------------- one after the other

    def _circuit(self, stretch: Stretch, outs: tuple[Out, ...]) -> list[Expr]:
        """Put the stops of a stretch in order; return the minutes of the rides between them."""
        arcs: list[tuple[int, int, Any]] = [(0, 0, self.model.new_bool_var("none"))]
        rides: list[Expr] = []
        leaves: dict[int, list[Expr]] = defaultdict(list)
        returns: dict[int, list[Expr]] = defaultdict(list)
        for i, one in enumerate(outs, 1):
            first, last = self.model.new_bool_var("first"), self.model.new_bool_var("last")
            arcs += [(i, i, ~one.there), (0, i, first), (i, 0, last)]
            leaves[i].append(first)
            returns[i].append(last)
            for j, other in enumerate(outs, 1):
                if i == j:
                    continue
                by_base = self.model.new_bool_var("by base")
                arcs.append((i, j, by_base))
                returns[i].append(by_base)
                leaves[j].append(by_base)
                self.model.add(one.back <= other.leave).only_enforce_if(by_base)
                arcs += [
                    (i, j, straight) for straight in self._straight(stretch, one, other, rides)
                ]
        self.model.add_circuit(arcs)
        for i, one in enumerate(outs, 1):
            self.model.add(sum(leaves[i]) == sum(self._from_base(stretch, one, rides)))
            self.model.add(sum(returns[i]) == sum(self._to_base(stretch, one, rides)))
        return rides

    def _straight(self, stretch: Stretch, one: Out, other: Out, rides: list[Expr]) -> Iterator[Var]:
        brief = self.defaults.briefing_minutes * other.stop.visit
        for ride, literal in self._rides(
            stretch, one, one.stop.site, other.stop.site, lambda at: self._over(one, at) + brief
        ):
            self.model.add(one.back == one.over).only_enforce_if(literal)
            self.model.add(other.leave == one.back).only_enforce_if(literal)
            due = other.start - other.lead
            self.model.add(one.back + ride <= due).only_enforce_if(literal)
            rides.append(ride * literal)
            yield literal

    def _from_base(self, stretch: Stretch, one: Out, rides: list[Expr]) -> Iterator[Var]:
        """The coach from the base leaves as late as it may."""
        city, base = self.problem.catalogue.city[stretch.city], self.problem.bases[stretch.city]
        early = self.defaults.arrive_early_minutes * one.stop.visit

        def leave(at: int) -> int:
            return latest_leave(city, self.defaults, base, one.stop.site, at - early)

        for ride, literal in self._rides(stretch, one, base, one.stop.site, leave):
            away = one.start - one.lead - ride
            self.model.add(one.leave == away).only_enforce_if(literal)
            rides.append(ride * literal)
            yield literal

    def _to_base(self, stretch: Stretch, one: Out, rides: list[Expr]) -> Iterator[Var]:
        base = self.problem.bases[stretch.city]
        for ride, literal in self._rides(
            stretch, one, one.stop.site, base, lambda at: self._over(one, at)
        ):
            self.model.add(one.back == one.over + ride).only_enforce_if(literal)
            rides.append(ride * literal)
            yield literal

    def _over(self, one: Out, at: int) -> int:
        d = self.defaults
        earliest = clock(d.lunch.start) + d.lunch_minutes if one.lunch else 0
        return max(at + one.takes, earliest)

    def _rides(
        self, stretch: Stretch, stop: Out, start: Site, end: Site, leave: Callable[[int], int]
    ) -> Iterator[tuple[int, Var]]:
        """List how long a ride may take, each with a literal that holds its stop to such starts.

        `leave` says when the coach goes for a start of the stop.
        """
        city, by_ride = self.problem.catalogue.city[stretch.city], defaultdict(list)
        for at in stop.starts:
            by_ride[ride_minutes(city, self.defaults, start, end, leave(at))].append(at)
        for ride, starts in by_ride.items():
            literal = self.model.new_bool_var("ride")
            allowed = cp_model.Domain.from_values(starts)
            self.model.add_linear_expression_in_domain(stop.start, allowed).only_enforce_if(literal)
            yield ride, literal

    def _apart(
        self, outs: tuple[Out, ...], taught: tuple[Taught, ...], lunch: tuple[Var, Var] | None
    ) -> None:
        """Nothing at once; a lecture has a break after it, which the way to a coach may use."""
        model, pause = self.model, self.defaults.break_minutes
        lectures = [
            model.new_optional_interval_var(
                one.start, one.minutes + pause, one.end + pause, one.there, ""
            )
            for one in taught
        ]
        busy = [self._free(one.leave + pause, one.back, one.there) for one in outs]
        if lunch is not None:
            there, start = lunch
            busy.append(self._free(start + pause, start + self.defaults.lunch_minutes, there))
        model.add_no_overlap([*lectures, *busy])

    def _free(self, start: Expr, end: Expr, there: Var) -> Any:
        size = self.model.new_int_var(0, DAY, "")
        return self.model.new_optional_interval_var(start, size, end, there, "")

    def _idle(
        self,
        stretch: Stretch,
        outs: tuple[Out, ...],
        taught: tuple[Taught, ...],
        lunch: tuple[Var, Var] | None,
        rides: list[Expr],
    ) -> None:
        """Count rides, and what is left of a stretch between its first block and its last."""
        model, d = self.model, self.defaults
        begin, over = self._within(stretch), self._within(stretch)
        model.add(over <= stretch.end - d.debrief_minutes * self._debriefs(stretch))
        day = self.days[stretch.day]
        day.begin, day.work = begin if day.begin is None else day.begin, (stretch, over)
        for start, end, there in (
            *((one.leave, one.back, one.there) for one in outs),
            *((one.start, one.end, one.there) for one in taught),
        ):
            model.add(begin <= start).only_enforce_if(there)
            model.add(end <= over).only_enforce_if(there)
        used = [(one.lead + one.takes) * one.there for one in outs]
        used += [one.minutes + d.break_minutes * one.there for one in taught]
        used += [d.lunch_minutes * lunch[0]] if lunch is not None else []
        idle = model.new_int_var(0, DAY, "idle")
        model.add(idle >= over - begin - sum(used) - sum(rides))
        self.points += [-self.weights.idle * idle, -self.weights.transit * sum(rides)]

    def _debriefs(self, stretch: Stretch) -> bool:
        """Tell whether the planner's plan has the debrief of the day at the end of a stretch."""
        blocks = self.agenda.days[stretch.day].blocks
        return any(b.kind == "debrief" and b.city == stretch.city for b in blocks)

    # ---------------------------------------------------------------- rules over the whole tour

    def _order(self) -> None:
        model, brief = self.model, self.problem.brief
        for name, some in self.placed.items():
            some_must = [model.add_exactly_one, model.add_at_most_one][not self.stops[name].must]
            some_must(some)
        musts = {wish.id for wish in brief.modules if wish.wish == "must"}
        for name, (there, _, _) in self.taught.items():
            if name.split("/")[0] in musts:
                model.add(there == 1)
        for module in self.problem.catalogue.modules:
            whole = module.id if module.id in self.taught else f"{module.id}/full"
            for need in module.needs if whole in self.taught else ():
                there, over, minutes = self.taught[whole]
                before, known, _ = self.taught.get(need, (0, 0, 0))
                model.add(before >= there)
                model.add(known <= over - minutes).only_enforce_if(there)
        self._teach_first()

    def _teach_first(self) -> None:
        cap = self.problem.capstone
        short, full = self.taught.get(f"{cap}/short"), self.taught.get(f"{cap}/full")
        if short and full:
            self.model.add(short[0] == full[0])
        for name, moment in self.moment.items():
            stop, visited = self.stops[name], self.placed[name]
            there, over, _ = self.taught.get(str(stop.module), (0, 0, 0))
            for one in visited:
                self.model.add(there >= one)
                self.model.add(over <= moment).only_enforce_if(one)
                if short and full:
                    both = [one, short[0]]
                    self.model.add(short[1] <= moment).only_enforce_if(both)
                    self.model.add(full[1] - full[2] >= moment + stop.minutes).only_enforce_if(both)

    # ---------------------------------------------------------------- points

    def _score(self) -> None:
        for name, some in self.placed.items():
            self.points += [self.stops[name].points * SCALE * one for one in some]
        self._evenings()
        self._coverage()
        self._variety()
        self._balance()
        wanted = self.problem.brief.leisure.minutes_per_day * self.problem.days
        enjoyed = self.model.new_int_var(0, wanted, "leisure")
        self.model.add(enjoyed <= sum(self.leisure))
        self.points.append(self.weights.leisure * enjoyed)
        flown = sum(
            block.minutes
            for block in self.agenda.blocks
            if block.kind == "flight" or is_airport_wait(block) or _to_airport(block)
        )
        self.points.append(-self.weights.transit * flown)

    def _evenings(self) -> None:
        for number, day in enumerate(self.agenda.days):
            late = any(b.end.time() > self.problem.brief.pace.day_end for b in day.blocks
                       if b.kind == "flight" or _to_airport(b))  # fmt: skip
            out = []
            work = self.days[number].work
            for one in evenings(self.problem, day.cities[-1], number):
                if work is None or work[0].city != day.cities[-1] or one.leave < work[0].start:
                    continue
                there = self.model.new_bool_var("evening")
                debrief = self.defaults.debrief_minutes * self._debriefs(work[0])
                self.model.add(work[1] + debrief <= one.leave).only_enforce_if(there)
                next_day = self.days[number + 1].begin if number + 1 < len(self.days) else None
                if next_day is not None:
                    rested = one.back - DAY + 60 * self.problem.brief.pace.rest_hours
                    self.model.add(next_day >= rested).only_enforce_if(there)
                out.append(there)
                self.placed[one.stop.id].append(there)
                self.leisure.append(one.stop.minutes * there)
                self.points.append(-self.weights.transit * one.riding * there)
            self.model.add_at_most_one(out)
            if not late:
                self.points.append(self.weights.free_evening * SCALE * (1 - sum(out)))
        for name in {one for one, some in self.placed.items() if len(some) > 1}:
            self.model.add_at_most_one(self.placed[name])

    def _coverage(self) -> None:
        for idea in self.problem.catalogue.frameworks:
            seen = [one for name, some in self.placed.items() for one in some
                    if idea.id in self.stops[name].frameworks]  # fmt: skip
            taught = [there for name, (there, _, _) in self.taught.items()
                      if name.split("/")[0] == idea.module]  # fmt: skip
            both = self.model.new_bool_var(idea.id)
            self.model.add(both <= sum(seen))
            self.model.add(both <= sum(taught))
            self.points.append(self.weights.coverage * SCALE * both)

    def _variety(self) -> None:
        for sector in sorted({stop.sector for stop in self.stops.values() if stop.visit}):
            seen = [one for name, some in self.placed.items() for one in some
                    if self.stops[name].visit and self.stops[name].sector == sector]  # fmt: skip
            there = self.model.new_bool_var(sector)
            self.model.add(there <= sum(seen))
            self.points.append(self.weights.sector * SCALE * there)

    def _balance(self) -> None:
        model, balance = self.model, self.problem.brief.balance
        target, tolerance = round(balance.target * 1000), round(balance.tolerance * 1000)
        teaching, visiting = sum(self.teaching), sum(self.visiting)
        lean = (1000 - target) * teaching - target * visiting
        off = model.new_int_var(0, 100_000, "off")
        model.add(1000 * off >= lean)
        model.add(1000 * off >= -lean)
        self.points.append(-self.weights.balance * off)
        if balance.hard:
            low, high = max(0, target - tolerance), min(1000, target + tolerance)
            model.add((1000 - low) * teaching >= low * visiting)
            model.add((1000 - high) * teaching <= high * visiting)
        if len(self.days) > 1:
            most, least = self._var(range(DAY)), self._var(range(DAY))
            for day in self.days:
                model.add(most >= sum(day.learning))
                model.add(least <= sum(day.learning))
            self.points.append(-self.weights.even * (most - least))

    # ---------------------------------------------------------------- variables

    def _var(self, values: Any) -> Var:
        return self.model.new_int_var_from_domain(cp_model.Domain.from_values(list(values)), "")

    def _within(self, stretch: Stretch) -> Var:
        return self.model.new_int_var(stretch.start, stretch.end, "")

    def _time(self) -> Var:
        return self.model.new_int_var(0, self.horizon, "")


def _at_airport(place: Place) -> bool:
    return len(place.id) == IATA


def _to_airport(block: Block) -> bool:
    ends = (block.place, block.to)
    return block.kind == "transfer" and any(one is not None and _at_airport(one) for one in ends)


def _grid(low: int, high: int, fixed: int | None) -> Iterator[int]:
    """List the starts of a stop from `low` to `high`: its slot, or every quarter of an hour."""
    if fixed is not None:
        yield from (fixed,) if fixed == low else ()
    else:
        yield from range(-(-low // VISIT_GRID) * VISIT_GRID, high + 1, VISIT_GRID)
