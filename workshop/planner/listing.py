"""The listing of patterns: those worth considering in each window, each worked out once.

Patterns that another one beats in every gap are dropped. Days on which the same doors open share
theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from operator import ge

from workshop.model.terms import open_spans, venue_terms
from workshop.planner.candidates import Fixed, Key, Stop
from workshop.planner.outings import DayTrips, Outing, Run
from workshop.planner.packing import Sizes
from workshop.planner.patterns import FIRST, LAST, WAIT, Event, Pattern, Window, end, pause
from workshop.planner.problem import Problem
from workshop.planner.timetables import Timetables, fits

Shelf = dict[tuple[object, ...], tuple[Pattern, ...]]
"""Patterns by all that they depend on: kept by whoever plans one tour again and again."""


class PatternBook:
    """Lists patterns for windows, and remembers them by what they depend on."""

    def __init__(self, problem: Problem, shelf: Shelf | None = None) -> None:
        """Prepare for one problem; what is on the `shelf` was listed for one much like it.

        Of problems that share a shelf, the catalogue, the pace and the start are the same.
        """
        self.problem = problem
        self.shelf: Shelf = {} if shelf is None else shelf
        self.longest = min(problem.longest, max(2, problem.brief.pace.visits_per_day))
        lengths = (lesson.minutes for lesson in problem.lessons)
        self._sizes = Sizes(lengths, problem.catalogue.defaults.break_minutes)
        self._timetables = Timetables(problem, self._sizes)
        self._trips: dict[tuple[str, int, int], tuple[Outing, ...]] = {}
        self._like: dict[tuple[str, int], int] = {}
        self._days: dict[tuple[object, ...], int] = {}
        self._kinds: dict[tuple[str, int], tuple[object, ...]] = {}
        self._patterns: dict[Window, tuple[Pattern, ...]] = {}
        self._spans: dict[tuple[str, int], tuple[int, int]] = {}
        self._visits: dict[Window, bool] = {}

    def patterns(self, window: Window) -> tuple[Pattern, ...]:
        """Return the patterns of a window that no other pattern beats.

        Days on which the same doors are open share them, so a pattern's own `window.day` may be
        an earlier one.
        """
        window = self.alike(window)
        if window not in self._patterns:
            key = (window, *self._kinds[window.city, window.day], *self._general)
            if key not in self.shelf:
                outings = self.outings(window.city, window.day)
                found = (self._pattern(window, one) for one in self._timetables.of(window, outings))
                self.shelf[key] = tuple(self._best(found))
            self._patterns[window] = self.shelf[key]
        return self._patterns[window]

    @cached_property
    def _general(self) -> tuple[object, ...]:
        """What patterns depend on that is the same for all days."""
        problem = self.problem
        lengths = frozenset(lesson.minutes for lesson in problem.lessons)
        return problem.grid, self.longest, lengths

    def alike(self, window: Window) -> Window:
        """Return the window on the first day that is just like its own: it has its patterns."""
        return replace(window, day=self.like(window.city, window.day))

    def has_visit(self, window: Window) -> bool:
        """Tell whether a visit alone fits a window."""
        if window not in self._visits:
            self._visits[window] = any(
                outing.stops[0].visit and fits(outing, window)
                for outing in self.singles(window.city, window.day)
            )
        return self._visits[window]

    def singles(self, city_id: str, day: int) -> tuple[Outing, ...]:
        """Return the outings of a city on a day that make one stop."""
        return self._outings(city_id, day, 1)

    def outings(self, city_id: str, day: int) -> tuple[Outing, ...]:
        """Return all outings of a city on a day that are worth making."""
        return self._outings(city_id, day, self.longest)

    def _outings(self, city_id: str, day: int, longest: int) -> tuple[Outing, ...]:
        day = self.like(city_id, day)
        key = (city_id, day, longest)
        if key not in self._trips:
            trips = DayTrips(self.problem, self.problem.catalogue.city[city_id], day)
            self._trips[key] = tuple(trips.outings(longest))
        return self._trips[key]

    def like(self, city_id: str, day: int) -> int:
        """Return the first day on which a city is just as on `day`: the same doors open."""
        if (city_id, day) not in self._like:
            city = self.problem.catalogue.city[city_id]
            trips = DayTrips(self.problem, city, day)
            key = (
                self.problem.bases[city_id].id,
                trips.host_lunch,
                self.problem.lunch_at.get(day),
                self.problem.fixed.get(day),
                tuple((stop.told, self.problem.spans(stop, day)) for stop in trips.open),
            )
            self._like[city_id, day] = self._days.setdefault(key, day)
            self._kinds[city_id, day] = key
        return self._like[city_id, day]

    def base_span(self, city_id: str, day: int) -> tuple[int, int]:
        """Return when the base is open on a day (its longest span); (0, 0) if it is closed."""
        if (city_id, day) not in self._spans:
            problem = self.problem
            city, base = problem.catalogue.city[city_id], problem.bases[city_id]
            terms = venue_terms(problem.catalogue, problem.brief, base.id)
            when = problem.date(day)
            spans = open_spans(problem.catalogue, problem.brief, city, terms, when)
            longest = max(spans, key=lambda span: span[1] - span[0], default=(0, 0))
            self._spans[city_id, day] = longest
        return self._spans[city_id, day]

    # ---------------------------------------------------------------- gaps

    def _pattern(self, window: Window, events: tuple[Event, ...]) -> Pattern:
        at, idle, riding, free = window.start, 0, 0, window.start
        gaps: list[tuple[int, int]] = []
        visits: list[tuple[Stop, int]] = []
        taught: list[tuple[Key, int]] = []
        for number, event in enumerate(events, start=int(window.lands)):
            size = event.start - pause(self.problem, event) - free
            if self._sizes.floor(size):
                gaps.append((number, size))
            idle += event.start - at if number and not _paused(at, free, event) else 0
            if isinstance(event, Run):
                idle += event.waiting
                riding += event.riding
                visits += [(stop, number) for stop in event.chain]
            elif isinstance(event, Fixed):
                taught.append((event.key, number))
            at = end(event)
            free = at + pause(self.problem, event)
        last = LAST if window.debrief else WAIT
        if not events:
            last = LAST if window.lands else FIRST
        if self._sizes.floor(window.end - free):
            gaps.append((last, window.end - free))
        idle += window.end - at if last == WAIT else 0
        first = events[0].start if events else window.end
        return Pattern(
            window, events, tuple(gaps), idle, tuple(visits), tuple(taught), riding, first, at
        )

    # ---------------------------------------------------------------- dropping

    def _best(self, patterns: Iterator[Pattern]) -> Iterator[Pattern]:
        groups: dict[tuple[object, ...], list[tuple[tuple[int, ...], Pattern]]] = {}
        for pattern in patterns:
            key = (tuple(stop.id for stop, _ in pattern.visits), pattern.taught and pattern.events)
            groups.setdefault(key, []).append((self._worth(pattern), pattern))
        for group in groups.values():
            group.sort(key=lambda pair: pair[0], reverse=True)
            kept: list[tuple[tuple[int, ...], Pattern]] = []
            for worth, pattern in group:
                if not any(_beats(other, worth) for other, _ in kept):
                    kept.append((worth, pattern))
            yield from (pattern for _, pattern in kept)

    def _worth(self, pattern: Pattern) -> tuple[int, ...]:
        """Return numbers such that more is better in each: gaps by the visits around them."""
        parts: list[int] = []
        gaps = dict(pattern.gaps)
        before = [0, *sorted({after + 1 for _, after in pattern.visits})]
        edges = [*before, LAST + 1]
        for low, high in pairwise(edges):
            sizes = sorted(
                (self._sizes.floor(gaps[k]) for k in gaps if low <= k < high), reverse=True
            )
            parts += [*sizes, 0, 0, 0][:3]
        used = sum(
            self._sizes.floor(size) for number, size in pattern.gaps if FIRST < number < LAST
        )
        return (*parts, -pattern.riding, -(pattern.idle - used))


def _paused(at: int, free: int, event: Event) -> bool:
    """Tell whether two locked lectures are just a pause apart: that is no idle time."""
    return isinstance(event, Fixed) and at < free == event.start


def _beats(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return len(one) == len(other) and all(map(ge, one, other))
