"""From a solution to the blocks of an agenda."""

from __future__ import annotations

from workshop.model.agenda import Block, Day
from workshop.model.terms import host_terms, host_wish, leisure_terms, venue_terms
from workshop.model.travel import ride_minutes
from workshop.planner.candidates import Fixed, Key
from workshop.planner.flights import Flights
from workshop.planner.master import Master
from workshop.planner.outings import DayTrips, Run
from workshop.planner.page import Page, assumed
from workshop.planner.patterns import FIRST, LAST, pause
from workshop.planner.problem import Problem
from workshop.planner.routes import RoutePlanner
from workshop.planner.solution import Chosen
from workshop.planner.timetables import Event, Meal, end
from workshop.planner.windows import Stretch


class Writer:
    """Writes the blocks of a solution."""

    def __init__(self, problem: Problem, planner: RoutePlanner, master: Master) -> None:
        """Prepare for the solutions of one master."""
        self.problem = problem
        self.planner = planner
        self.master = master

    def days(self, solution: Chosen) -> tuple[Day, ...]:
        """Return the days of a solution, each block with its place and local times."""
        days: list[Day] = []
        for number in range(self.problem.days):
            stretches = [s for s in self.master.stretches if s.day == number]
            day = _Day(self.problem, self.planner, solution, stretches)
            blocks = tuple(sorted(day.blocks(), key=lambda block: (block.start, block.end)))
            cities = tuple(stretch.city for stretch in stretches)
            days.append(Day(date=self.problem.date(number), cities=cities, blocks=blocks))
        return tuple(days)


class _Day:
    """The writing of one day."""

    def __init__(
        self, problem: Problem, planner: RoutePlanner, solution: Chosen, stretches: list[Stretch]
    ) -> None:
        self.problem = problem
        self.defaults = problem.catalogue.defaults
        self.solution = solution
        self.stretches = stretches
        self.day = stretches[0].day
        self.page = Page(problem, self.day)
        self.flights = Flights(self.page, planner)

    def blocks(self) -> list[Block]:
        debrief: tuple[Stretch, int] | None = None
        for stretch in self.stretches:
            if stretch.lands and stretch.number == 0:
                self.flights.arrive(stretch)
            busy_until = self._stretch(stretch)
            if busy_until is not None:
                debrief = (stretch, busy_until)
            elif debrief is not None:
                debrief = self._later(debrief, stretch)
            self.flights.leave(stretch, self.solution.hops.get(self.day))
        if debrief is not None:
            stretch, at = debrief
            self._debrief(stretch, at)
        self._evening()
        return self.page.blocks

    def _later(self, debrief: tuple[Stretch, int], stretch: Stretch) -> tuple[Stretch, int]:
        """Move the debrief after the flight if the first stretch kept no time for it."""
        before = self.solution.patterns[debrief[0].number]
        if before.window.debrief:
            return debrief
        low, _ = self._base_hours(stretch)
        return stretch, max(self.solution.hops[self.day].arrive, low)

    def _base_hours(self, stretch: Stretch) -> tuple[int, int]:
        window = self.solution.patterns[stretch.number].window
        return window.start, window.end

    # ---------------------------------------------------------------- a stretch

    def _stretch(self, stretch: Stretch) -> int | None:
        """Write a stretch; return when its learning is over, or None if nothing is learned."""
        pattern = self.solution.patterns[stretch.number]
        gaps = dict(pattern.gaps)
        at, learned = pattern.window.start, False
        for number, event in enumerate(pattern.events, start=int(pattern.window.lands)):
            keys = self.solution.lectures.get((stretch.number, number), ())
            if not keys and event.start == at and number and isinstance(event, Fixed):
                over = at - self.defaults.break_minutes
                if any(isinstance(e, Fixed) and end(e) == over for e in pattern.events):
                    self.page.at_base(stretch, "break", over, at, "Break")
            until = event.start - pause(self.problem, event)
            begin = until - self._length(keys) if number == FIRST else at
            self._lectures(stretch, keys, begin)
            learned |= bool(keys) or not isinstance(event, Meal)
            self._event(stretch, event)
            at = end(event) + pause(self.problem, event)
        last = next((n for n in gaps if n >= 8 or not pattern.events), LAST)
        keys = self.solution.lectures.get((stretch.number, last), ())
        if last == FIRST:
            at = pattern.window.end - self._length(keys)
        self._lectures(stretch, keys, at)
        if keys:
            at += self._length(keys)
        elif pattern.events:
            at = pattern.back
        learned |= bool(keys)
        only_leisure = not any(stop.visit for stop, _ in pattern.shape.visits)
        taught = any(
            n == stretch.number and keys for (n, _), keys in self.solution.lectures.items()
        )
        if only_leisure and not taught and not pattern.shape.taught:
            return None
        return at if learned else None

    def _length(self, keys: tuple[Key, ...]) -> int:
        minutes = sum(self._minutes(key) for key in keys)
        return minutes + self.defaults.break_minutes * max(0, len(keys) - 1)

    def _minutes(self, key: Key) -> int:
        module = self.problem.catalogue.module[key[0]]
        return module.duration if key[1] == "full" else module.short

    def _lectures(self, stretch: Stretch, keys: tuple[Key, ...], at: int) -> None:
        for index, key in enumerate(keys):
            if index:
                self.page.at_base(stretch, "break", at, at + self.defaults.break_minutes, "Break")
                at += self.defaults.break_minutes
            self._lecture(stretch, key, at)
            at += self._minutes(key)

    def _lecture(self, stretch: Stretch, key: Key, at: int, minutes: int | None = None) -> None:
        """Write a lecture; a locked one keeps its own minutes."""
        module, form = self.problem.catalogue.module[key[0]], key[1]
        base = self.problem.bases[stretch.city]
        terms = venue_terms(self.problem.catalogue, self.problem.brief, base.id)
        self.page.add(
            stretch.city, "training", at, at + (minutes or self._minutes(key)), module.title, base,
            ref=module.id, form=form, id=f"teach-{module.id}-{form}", note=assumed(terms.assumed),
        )  # fmt: skip

    def _event(self, stretch: Stretch, event: Event) -> None:
        if isinstance(event, Fixed):
            self._lecture(stretch, event.key, event.start, event.minutes)
        elif isinstance(event, Meal):
            self.page.at_base(stretch, "meal", event.start, event.end, "Lunch", ref="lunch")
        else:
            self._outing(stretch, event)

    def _outing(self, stretch: Stretch, run: Run) -> None:
        catalogue, brief = self.problem.catalogue, self.problem.brief
        trips = DayTrips(self.problem, catalogue.city[stretch.city], self.day)
        for piece in trips.pieces(run):
            host = catalogue.host.get(piece.ref or "")
            add = {"ref": piece.ref, "to": piece.to}
            title = "Lunch" if piece.kind == "meal" else ""
            if piece.kind == "meal":
                title, add["ref"] = f"Lunch near {piece.place.name}", "lunch"
            elif piece.kind == "transfer":
                title, add["ref"] = f"Coach to {piece.to.name if piece.to else ''}", None
            elif piece.kind == "briefing" and host:
                title, add["id"] = f"Briefing: {host.name}", f"brief-{host.id}"
            elif piece.kind == "break" and host:
                title, add["id"] = f"Notes after {host.name}", f"pause-{host.id}"
            elif piece.kind == "visit" and host:
                title, add["id"] = host.name, f"visit-{host.id}"
                add["status"] = host_wish(brief, host.id).status
                add["note"] = assumed(host_terms(catalogue, brief, host.id).assumed)
            elif piece.kind == "leisure" and piece.ref:
                title, add["id"] = catalogue.leisure[piece.ref].name, f"enjoy-{piece.ref}"
                add["note"] = assumed(leisure_terms(catalogue, piece.ref).assumed)
            self.page.add(
                stretch.city, piece.kind, piece.start, piece.end, title, piece.place, **add
            )

    def _debrief(self, stretch: Stretch, at: int) -> None:
        over = at + self.defaults.debrief_minutes
        self.page.at_base(stretch, "debrief", at, over, "Debrief", id=f"debrief-d{self.day + 1}")

    # ---------------------------------------------------------------- evenings

    def _evening(self) -> None:
        evening = self.solution.evenings.get(self.day)
        if evening is None:
            return
        stretch = self.stretches[-1]
        city, d = self.problem.catalogue.city[stretch.city], self.defaults
        base, stop = self.problem.bases[stretch.city], evening.stop
        over = evening.start + stop.minutes
        out = ride_minutes(city, d, base, stop.site, evening.leave)
        name = stop.site.name
        there = evening.leave + out
        self.page.add(
            city.id, "transfer", evening.leave, there, f"Coach to {name}", base, to=stop.site
        )
        note = assumed(leisure_terms(self.problem.catalogue, stop.id).assumed)
        self.page.add(
            city.id, "leisure", evening.start, over, name, stop.site,
            ref=stop.id, id=f"enjoy-{stop.id}", note=note,
        )  # fmt: skip
        self.page.add(
            city.id, "transfer", over, evening.back, f"Coach to {base.name}", stop.site, to=base
        )
