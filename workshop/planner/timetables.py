"""Timetables: outings, lunch and locked lectures in a window of a day, in order and in time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import permutations

from workshop.model.travel import clock
from workshop.planner.candidates import Fixed
from workshop.planner.outings import Outing
from workshop.planner.packing import Sizes
from workshop.planner.patterns import Event, Meal, Window, end, pause
from workshop.planner.problem import Problem

Items = tuple[Outing | Fixed | None, ...]
"""What is to be timed, in order; None is lunch at the base."""


def fits(outing: Outing, window: Window) -> bool:
    """Tell whether an outing alone fits a window."""
    run = outing.first(window.start)
    return run is not None and run.end <= window.end


class Timetables:
    """Lists what may happen when in the windows of one problem."""

    def __init__(self, problem: Problem, sizes: Sizes) -> None:
        """Prepare; gaps between events have the `sizes` that lessons can take."""
        self.problem = problem
        self.sizes = sizes

    def of(self, window: Window, outings: Iterable[Outing]) -> Iterator[tuple[Event, ...]]:
        """List the ways to fill a window with what is locked and some of `outings`."""
        fixed = self.problem.fixed.get(window.day, ())
        fixed = tuple(
            f for f in fixed if window.start <= f.start and f.start + f.minutes <= window.end
        )
        for some, lunches in self._orders(window, outings):
            for order in _interleave(some, fixed):
                yield from self._fill(window, order, lunches)

    def _orders(
        self, window: Window, outings: Iterable[Outing]
    ) -> Iterator[tuple[tuple[Outing, ...], bool]]:
        """List sequences of outings, with whether lunch at the base must be put in."""
        most = self.problem.brief.pace.visits_per_day
        yield (), window.lunch
        usable = [
            outing
            for outing in outings
            if (window.lunch or not outing.lunch) and fits(outing, window)
        ]
        for one in usable:
            if _hosts(one) <= most:
                yield (one,), window.lunch and not one.lunch
        small = [outing for outing in usable if len(outing.stops) == 1]
        for one, two in permutations(small, 2):
            if self._pair(one, two, most):
                yield (one, two), window.lunch and not (one.lunch or two.lunch)

    @staticmethod
    def _pair(one: Outing, two: Outing, most: int) -> bool:
        visits = _hosts(one) + _hosts(two)
        return (
            one.stops[0].id != two.stops[0].id
            and 1 <= visits <= most
            and not (one.lunch and two.lunch)
            and one.runs[0].end <= two.runs[-1].start
        )

    def _fill(
        self, window: Window, order: tuple[Outing | Fixed, ...], lunch: bool
    ) -> Iterator[tuple[Event, ...]]:
        places = range(len(order) + 1) if lunch else (None,)
        for place in places:
            items: Items = order
            if place is not None:
                items = (*order[:place], None, *order[place:])
            for events in self._times(window, items, window.start, self._latest(window, items)):
                yield self._slid(window, events)

    def _slid(self, window: Window, events: tuple[Event, ...]) -> tuple[Event, ...]:
        """Move a lunch that begins the day later, as far as only waiting follows it."""
        if len(events) < 2 or not isinstance(events[0], Meal):
            return events
        if window.lands or window.day in self.problem.lunch_at:
            return events
        meal, defaults = events[0], self.problem.catalogue.defaults
        gap = events[1].start - pause(self.problem, events[1]) - meal.end
        last = clock(defaults.lunch.end) - defaults.lunch_minutes
        by = max(0, min(gap - self.sizes.floor(gap), last - meal.start))
        return (Meal(meal.start + by, meal.end + by), *events[1:])

    def _times(
        self, window: Window, items: Items, at: int, latest: list[int]
    ) -> list[tuple[Event, ...]]:
        """List the timings of `items` from `at` on, with gaps of useful sizes between them.

        Each item is over by its `latest`, so that those after it have time.
        """
        if not items:
            return [()]
        found: list[tuple[Event, ...]] = []
        for event in self._events(window, items[0], at):
            over = end(event)
            if over > latest[0]:
                break
            found += [(event, *rest) for rest in self._times(window, items[1:], over, latest[1:])]
        return found

    def _latest(self, window: Window, items: Items) -> list[int]:
        """Return when each item must be over at the latest, so that the window is kept."""
        limits: list[int] = []
        limit = window.end
        for item in reversed(items):
            limits.append(limit)
            if isinstance(item, Outing):
                starts = [run.start for run in item.runs if run.end <= limit]
                limit = starts[-1] if starts else -1
            elif isinstance(item, Fixed):
                limit = min(limit, item.start)
            else:
                limit -= self.problem.catalogue.defaults.lunch_minutes
        return limits[::-1]

    def _events(self, window: Window, item: Outing | Fixed | None, at: int) -> Iterator[Event]:
        """Yield an item's timings that leave a gap of some useful size since `at`, or the least.

        What opens the day may begin at any time: later means less waiting for what follows.
        """
        if isinstance(item, Outing):
            before, opening = at - 1, at == window.start and not window.lands
            for run in item.runs[bisect_left(item.starts, at) :]:
                if opening or at + self.sizes.floor(run.start - at) > before:
                    yield run
                    before = run.start
        elif isinstance(item, Fixed):
            if item.start >= at:
                yield item
        else:
            minutes = self.problem.catalogue.defaults.lunch_minutes
            yield from (Meal(start, start + minutes) for start in self._lunches(window, at))

    def _lunches(self, window: Window, at: int) -> Iterator[int]:
        """Yield the starts of a lunch at the base."""
        defaults = self.problem.catalogue.defaults
        pinned = self.problem.lunch_at.get(window.day)
        if pinned is not None:
            if pinned[0] >= at and pinned[1] == self.problem.bases[window.city].id:
                yield pinned[0]
            return
        first = clock(defaults.lunch.start)
        last = clock(defaults.lunch.end) - defaults.lunch_minutes
        before = -1
        for size in self.sizes.all:
            start = max(at + size, first)
            if start > last:
                return
            if start != before:
                yield start
                before = start


def _hosts(outing: Outing) -> int:
    return sum(stop.visit for stop in outing.stops)


def _interleave(
    outings: tuple[Outing, ...], fixed: tuple[Fixed, ...]
) -> Iterator[tuple[Outing | Fixed, ...]]:
    if not fixed or not outings:
        yield (*outings, *fixed)
        return
    for rest in _interleave(outings[1:], fixed):
        yield (outings[0], *rest)
    for rest in _interleave(outings, fixed[1:]):
        yield (fixed[0], *rest)
