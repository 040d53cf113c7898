"""Patterns: every way worth considering to fill one stretch of a day in one city.

A stretch is a whole day, the part before a flight, or the part after one. A pattern puts outings,
lunch and locked lectures in order and in time, and is then reduced to the gaps at the base that it
leaves for teaching. Patterns that another one beats in every gap are dropped.

Gaps are numbered in order of time. In gap `FIRST`, before everything, teaching ends when the first
event begins, so that the day may start later; in gap `LAST`, after everything, the debrief follows
the teaching, so that the day may end earlier. Time in the numbers between that is not taught in is
idle: gaps between events, the wait for a coach to the airport (`WAIT`), and after a landing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, permutations
from operator import ge

from workshop.model.terms import open_spans, venue_terms
from workshop.model.travel import clock
from workshop.planner.outings import DayTrips, Outing, Run
from workshop.planner.problem import Fixed, Key, Problem, Stop

FIRST, WAIT, LAST = 0, 8, 9


@dataclass(frozen=True)
class Window:
    """A stretch of a day at a base: there from `start`; teaching and outings over by `end`."""

    city: str
    day: int
    start: int
    end: int
    lunch: bool
    debrief: bool
    """Whether a debrief follows directly (its minutes are not in the window)."""
    lands: bool = False
    """Whether the group has just come from an airport."""


@dataclass(frozen=True)
class Meal:
    """Lunch at the base."""

    start: int
    end: int


Event = Run | Meal | Fixed


@dataclass(frozen=True)
class Pattern:
    """One way to fill a window: events in order, and the gaps around them in minutes."""

    window: Window
    events: tuple[Event, ...]
    gaps: tuple[tuple[int, int], ...]
    """(gap number, minutes), only those of use."""
    idle: int
    """Waiting, and the whole of the gaps between events (teaching in them is taken off again)."""
    visits: tuple[tuple[Stop, int], ...]
    """Stops of outings, each with the number of the gap before it."""
    taught: tuple[tuple[Key, int], ...]
    """Locked lectures, each with the number of the gap before it."""
    riding: int
    first: int
    """When the first event begins; the window's end if there is none."""
    back: int
    """When the last event is over; the window's start if there is none."""

    @cached_property
    def hosts(self) -> int:
        """Number of visits."""
        return sum(stop.visit for stop, _ in self.visits)

    @cached_property
    def visit_minutes(self) -> int:
        """Minutes of visits."""
        return sum(stop.minutes for stop, _ in self.visits if stop.visit)

    @cached_property
    def lecture_minutes(self) -> int:
        """Minutes of locked lectures."""
        return sum(event.minutes for event in self.events if isinstance(event, Fixed))

    @cached_property
    def busy_until(self) -> int:
        """When teaching and outings may last until, at the base."""
        return self.window.end if any(gap == LAST for gap, _ in self.gaps) else self.back

    @cached_property
    def busy_from(self) -> int:
        """When teaching or outings may begin."""
        return self.window.start if any(gap == FIRST for gap, _ in self.gaps) else self.first

    @property
    def empty(self) -> bool:
        """Whether nothing is learned in it: no visit, no locked lecture, no gap."""
        return not self.gaps and not self.visits and not self.taught


Items = tuple[Outing | Fixed | None, ...]
"""What is to be timed, in order; None is lunch at the base."""


def useful_sizes(lessons: tuple[int, ...], pause: int, longest: int) -> tuple[int, ...]:
    """Return the minutes that sets of lessons with pauses between them can take, 0 included."""
    sizes, frontier = {0}, {0}
    while frontier:
        frontier = {
            size + minutes + (pause if size else 0) for size in frontier for minutes in lessons
        }
        frontier = {size for size in frontier if size <= longest} - sizes
        sizes |= frontier
    return tuple(sorted(sizes))


def _floors(sizes: tuple[int, ...]) -> list[int]:
    """Return, for every minute of a day, the largest of `sizes` that is no larger."""
    floors: list[int] = []
    for size, larger in pairwise((*sizes, 24 * 60 + 1)):
        floors += [size] * (larger - size)
    return floors


class PatternBook:
    """Lists patterns for windows, and remembers them by what they depend on."""

    def __init__(self, problem: Problem) -> None:
        """Prepare for one problem."""
        self.problem = problem
        minutes = tuple(sorted({lesson.minutes for lesson in problem.lessons}))
        pause = problem.catalogue.defaults.break_minutes
        pace = problem.brief.pace
        self.longest = min(problem.longest, max(2, pace.visits_per_day))
        self.sizes = useful_sizes(minutes, pause, 16 * 60)
        self._trips: dict[tuple[str, int, int], tuple[Outing, ...]] = {}
        self._like: dict[tuple[str, int], int] = {}
        self._days: dict[tuple[object, ...], int] = {}
        self._patterns: dict[Window, tuple[Pattern, ...]] = {}
        self._spans: dict[tuple[str, int], tuple[int, int]] = {}
        self._visits: dict[Window, bool] = {}
        self._floors = _floors(self.sizes)

    def _floor(self, minutes: int) -> int:
        """Return the most of `minutes` that lessons can take."""
        return self._floors[minutes] if minutes > 0 else 0

    def patterns(self, window: Window) -> tuple[Pattern, ...]:
        """Return the patterns of a window that no other pattern beats.

        Days on which the same doors are open share them, so a pattern's own `window.day` may be
        an earlier one.
        """
        window = self.alike(window)
        if window not in self._patterns:
            patterns = (self._pattern(window, order) for order in self._list(window))
            self._patterns[window] = tuple(self._best(patterns))
        return self._patterns[window]

    def alike(self, window: Window) -> Window:
        """Return the window on the first day that is just like its own: it has its patterns."""
        return replace(window, day=self.like(window.city, window.day))

    def has_visit(self, window: Window) -> bool:
        """Tell whether a visit alone fits a window."""
        if window not in self._visits:
            self._visits[window] = any(
                outing.stops[0].visit and self._fits(outing, window)
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
                city_id,
                trips.host_lunch,
                self.problem.lunch_at.get(day),
                self.problem.fixed.get(day),
                tuple((stop.id, self.problem.spans(stop, day)) for stop in trips.open),
            )
            self._like[city_id, day] = self._days.setdefault(key, day)
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

    # ---------------------------------------------------------------- listing

    def _list(self, window: Window) -> Iterator[tuple[Event, ...]]:
        fixed = self.problem.fixed.get(window.day, ())
        fixed = tuple(
            f for f in fixed if window.start <= f.start and f.start + f.minutes <= window.end
        )
        for outings, lunches in self._orders(window):
            for order in _interleave(outings, fixed):
                yield from self._fill(window, order, lunches)

    def _orders(self, window: Window) -> Iterator[tuple[tuple[Outing, ...], bool]]:
        """List sequences of outings, with whether lunch at the base must be put in."""
        most = self.problem.brief.pace.visits_per_day
        yield (), window.lunch
        usable = [
            outing
            for outing in self.outings(window.city, window.day)
            if (window.lunch or not outing.lunch) and self._fits(outing, window)
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

    @staticmethod
    def _fits(outing: Outing, window: Window) -> bool:
        run = outing.first(window.start)
        return run is not None and run.end <= window.end

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
        gap = events[1].start - self.pause(events[1]) - meal.end
        last = clock(defaults.lunch.end) - defaults.lunch_minutes
        by = max(0, min(gap - self._floor(gap), last - meal.start))
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
            end = _end(event)
            if end > latest[0]:
                break
            found += [(event, *rest) for rest in self._times(window, items[1:], end, latest[1:])]
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
                if opening or at + self._floor(run.start - at) > before:
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
        for size in self.sizes:
            start = max(at + size, first)
            if start > last:
                return
            if start != before:
                yield start
                before = start

    def _paused(self, at: int, free: int, event: Event) -> bool:
        """Tell whether two locked lectures are just a pause apart: that is no idle time."""
        return isinstance(event, Fixed) and at < free == event.start

    def pause(self, event: Event) -> int:
        """Return the minutes kept free between an event and teaching next to it."""
        defaults = self.problem.catalogue.defaults
        return defaults.break_minutes if isinstance(event, Fixed) else 0

    def _pattern(self, window: Window, events: tuple[Event, ...]) -> Pattern:
        at, idle, riding, free = window.start, 0, 0, window.start
        gaps: list[tuple[int, int]] = []
        visits: list[tuple[Stop, int]] = []
        taught: list[tuple[Key, int]] = []
        for number, event in enumerate(events, start=int(window.lands)):
            size = event.start - self.pause(event) - free
            if self._floor(size):
                gaps.append((number, size))
            idle += event.start - at if number and not self._paused(at, free, event) else 0
            if isinstance(event, Run):
                idle += event.waiting
                riding += event.riding
                visits += [(stop, number) for stop in event.chain]
            elif isinstance(event, Fixed):
                taught.append((event.key, number))
            at = _end(event)
            free = at + self.pause(event)
        last = LAST if window.debrief else WAIT
        if not events:
            last = LAST if window.lands else FIRST
        if self._floor(window.end - free):
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
            sizes = sorted((self._floor(gaps[k]) for k in gaps if low <= k < high), reverse=True)
            parts += [*sizes, 0, 0, 0][:3]
        used = sum(self._floor(size) for number, size in pattern.gaps if FIRST < number < LAST)
        return (*parts, -pattern.riding, -(pattern.idle - used))


def _hosts(outing: Outing) -> int:
    return sum(stop.visit for stop in outing.stops)


def _end(event: Event) -> int:
    return event.start + event.minutes if isinstance(event, Fixed) else event.end


def _beats(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return len(one) == len(other) and all(map(ge, one, other))


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
