"""The plain formulation, stretch by stretch: what may be there, and one thing after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from ortools.sat.python import cp_model

from tests.bench.plain_draft import DAY, Draft, Expr, Out, Stretch, Taught, Var, at_airport
from workshop.model.place import Site
from workshop.model.travel import clock, latest_leave, ride_minutes
from workshop.planner.candidates import Stop
from workshop.planner.problem import SCALE, VISIT_GRID

GRID = 5
"""Minutes between the starts of lectures."""


class Stretches:
    """Fills a draft with what its stretches may hold."""

    def __init__(self, draft: Draft) -> None:
        """Fill `draft`."""
        self.draft, self.problem, self.model = draft, draft.problem, draft.model
        self.defaults, self.weights = draft.defaults, draft.weights

    # ---------------------------------------------------------------- what may be where

    def fill(self) -> None:
        """Let each stretch hold what may be there."""
        lectures = self._lectures()
        for stretch in self.draft.stretches:
            outs, taught = tuple(self._stops(stretch)), tuple(lectures(stretch))
            lunch = self._lunch(stretch)
            if lunch is not None:
                self.draft.days[stretch.day].lunches.append(lunch[0])
            rides = self._circuit(stretch, outs)
            self._apart(outs, taught, lunch)
            self._idle(stretch, outs, taught, lunch, rides)
        for day, page in zip(self.draft.days, self.draft.agenda.days, strict=True):
            if any(block.kind == "meal" and not at_airport(block.place) for block in page.blocks):
                self.model.add_exactly_one(day.lunches)  # else it is had on the way
        for day in self.draft.days:
            self.model.add(sum(day.visits) <= self.problem.brief.pace.visits_per_day)

    def _stops(self, stretch: Stretch) -> Iterator[Out]:
        day = self.draft.days[stretch.day]
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
            self.draft.placed[stop.id].append(there)
            yield from self._outs(stretch, stop, there, starts)
            if not stop.visit:
                self.draft.leisure.append(stop.minutes * there)
                continue
            day.visits.append(there)
            day.learning.append(stop.minutes * there)
            self.draft.visiting.append(stop.minutes * there)

    def _outs(self, stretch: Stretch, stop: Stop, there: Var, starts: list[int]) -> Iterator[Out]:
        """Return a stop without lunch after it and, of a visit, also with it."""
        model, d = self.model, self.defaults
        lead = (d.briefing_minutes + d.arrive_early_minutes) * stop.visit
        takes = stop.minutes + d.pause_minutes * stop.visit
        hungry = [at for at in starts if at + takes <= clock(d.lunch.end) - d.lunch_minutes]
        ways: list[tuple[bool, int, int, list[int]]] = []
        for lunch, at_all in ((False, starts), (True, hungry if stop.visit else [])):
            length = takes + d.lunch_minutes * lunch
            earliest = clock(d.lunch.start) + d.lunch_minutes if lunch else 0
            some = [at for at in at_all if max(at + length, earliest) <= stretch.end]
            ways += [(lunch, length, earliest, some)] if some else []
        chosen = [model.new_bool_var("way") for _ in ways]
        model.add(sum(chosen) == there)
        for way, (lunch, length, earliest, some) in zip(chosen, ways, strict=True):
            start = self.draft.var(some)
            over = self.draft.within(stretch)
            model.add_max_equality(over, [start + length, earliest])
            if lunch:
                self.draft.days[stretch.day].lunches.append(way)
            if stop.visit:
                moment = self.draft.moment.setdefault(stop.id, self.draft.time())
                model.add(moment == start + stretch.number * DAY).only_enforce_if(way)
            away = self.draft.within(stretch), self.draft.within(stretch)
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
            self.draft.points += [points * SCALE * one for (_, points), one in pairs]
            self.draft.teaching.append(minutes)
            self.draft.taught[name] = there, self.draft.time(), minutes
            where[name] = [self.model.new_bool_var(name) for _ in self.draft.stretches]
            self.model.add(sum(where[name]) == there)

        def put(stretch: Stretch) -> Iterator[Taught]:
            for name, some in forms.items():
                there, (_, over, minutes) = where[name][stretch.number], self.draft.taught[name]
                length = self.draft.var([0, *(one for one, _ in some)])
                start = self.draft.var(range(stretch.start, stretch.end, GRID))
                end = self.draft.within(stretch)
                self.model.add(length == minutes).only_enforce_if(there)
                self.model.add(length == 0).only_enforce_if(~there)
                self.model.add(over == end + stretch.number * DAY).only_enforce_if(there)
                self.draft.days[stretch.day].learning.append(length)
                yield Taught(there, start, length, end)

        return put

    def _lunch(self, stretch: Stretch) -> tuple[Var, Var] | None:
        """Return whether and when lunch takes its hour of a stretch; None if there is no time."""
        d = self.defaults
        low, high = clock(d.lunch.start), clock(d.lunch.end) - d.lunch_minutes
        last = stretch.end - d.lunch_minutes
        starts = [at for at in range(low, high + 1, GRID) if stretch.start <= at <= last]
        return (self.model.new_bool_var("lunch"), self.draft.var(starts)) if starts else None

    # ---------------------------------------------------------------- one after the other

    def _circuit(self, stretch: Stretch, outs: tuple[Out, ...]) -> list[Expr]:
        """Put the stops of a stretch in order; return the minutes of the rides between them."""
        arcs: list[tuple[int, int, Any]] = [(0, 0, self.model.new_bool_var("none"))]
        rides: list[Expr] = []
        leaves: dict[int, list[Expr]] = defaultdict(list)
        returns: dict[int, list[Expr]] = defaultdict(list)
        for i, one in enumerate(outs, 1):
            first, last = (
                self.model.new_bool_var("first"),
                self.model.new_bool_var("last"),
            )
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
        city, base = (
            self.problem.catalogue.city[stretch.city],
            self.problem.bases[stretch.city],
        )
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
        begin, over = self.draft.within(stretch), self.draft.within(stretch)
        model.add(over <= stretch.end - d.debrief_minutes * self.draft.debriefs(stretch))
        day = self.draft.days[stretch.day]
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
        self.draft.points += [
            -self.weights.idle * idle,
            -self.weights.transit * sum(rides),
        ]


def _grid(low: int, high: int, fixed: int | None) -> Iterator[int]:
    """List the starts of a stop from `low` to `high`: its slot, or every quarter of an hour."""
    if fixed is not None:
        yield from (fixed,) if fixed == low else ()
    else:
        yield from range(-(-low // VISIT_GRID) * VISIT_GRID, high + 1, VISIT_GRID)
