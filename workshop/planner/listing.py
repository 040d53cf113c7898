"""The listing of patterns: those worth considering in each window, each worked out once.

The timetables of a day are listed once (see `timetables`), and every window of it takes those that
it holds (see `fitting`). Days on which the same doors open share theirs.
"""

from __future__ import annotations

from dataclasses import replace

from workshop.model.terms import open_spans, venue_terms
from workshop.planner.evenings import Evening, evenings
from workshop.planner.fitting import Fitting
from workshop.planner.outings import DayTrips, Outing
from workshop.planner.packing import Sizes
from workshop.planner.patterns import Patterns, Window
from workshop.planner.problem import Problem
from workshop.planner.timetables import Timetables


class PatternBook:
    """Lists patterns for windows, and remembers them by what they depend on."""

    def __init__(self, problem: Problem) -> None:
        """Prepare for one problem."""
        self.problem = problem
        self.longest = min(problem.longest, max(2, problem.brief.pace.visits_per_day))
        lengths = (lesson.minutes for lesson in problem.lessons)
        self._sizes = Sizes(lengths, problem.catalogue.defaults.break_minutes)
        self._timetables = Timetables(problem, self._sizes)
        self._trips: dict[tuple[str, int], DayTrips] = {}
        self._listed: dict[tuple[str, int, int], tuple[Outing, ...]] = {}
        self._like: dict[tuple[str, int], int] = {}
        self._days: dict[tuple[object, ...], int] = {}
        self._alike: dict[Window, Window] = {}
        self._kinds: dict[tuple[str, int], tuple[object, ...]] = {}
        self._fittings: dict[tuple[object, ...], Fitting] = {}
        self._patterns: dict[Window, Patterns] = {}
        self._spans: dict[tuple[str, int], tuple[int, int]] = {}
        self._visits: dict[Window, frozenset[str]] = {}
        self._evenings: dict[tuple[str, int], tuple[Evening, ...]] = {}
        self._all_evenings: dict[str, tuple[Evening, ...]] = {}

    def patterns(self, window: Window) -> Patterns:
        """Return the patterns of a window that no other pattern beats.

        Days on which the same doors are open share them, so the window of the patterns may be that
        of an earlier day.
        """
        window = self.alike(window)
        if window not in self._patterns:
            self._patterns[window] = self._fitting(window).patterns(window)
        return self._patterns[window]

    def _fitting(self, window: Window) -> Fitting:
        """Return what may happen on the day of a window, with the locked lectures inside it."""
        city, day = window.city, window.day
        fixed = tuple(
            one
            for one in self.problem.fixed.get(day, ())
            if one.city == city
            and window.start <= one.start
            and one.start + one.minutes <= window.end
        )
        outings = self.outings(city, day)
        if not window.lunch:  # then it is short, and holds few of them
            outings = tuple(one for one in outings if one.fits(window.start, window.end))
        key = city, day, window.lunch, fixed, tuple(map(id, outings))
        if key not in self._fittings:
            table = self._timetables.of(city, day, outings, fixed, lunch=window.lunch)
            lunches = self._timetables.lunches(city, day) if window.lunch else None
            self._fittings[key] = Fitting(self.problem, table, lunches, self._sizes)
        return self._fittings[key]

    def alike(self, window: Window) -> Window:
        """Return the window on the first day that is just like its own: it has its patterns."""
        if window not in self._alike:
            self._alike[window] = replace(window, day=self.like(window.city, window.day))
        return self._alike[window]

    def evenings(self, city_id: str, day: int) -> tuple[Evening, ...]:
        """Return the evenings out of a city on a day."""
        if (city_id, day) not in self._evenings:
            self._evenings[city_id, day] = evenings(self.problem, city_id, day)
        return self._evenings[city_id, day]

    def evenings_of(self, city_id: str) -> tuple[Evening, ...]:
        """Return the evenings out of a city on all days."""
        if city_id not in self._all_evenings:
            days = range(self.problem.days)
            self._all_evenings[city_id] = tuple(
                one for day in days for one in self.evenings(city_id, day)
            )
        return self._all_evenings[city_id]

    def visits(self, window: Window) -> frozenset[str]:
        """Return the hosts of which a visit alone fits a window."""
        if window not in self._visits:
            self._visits[window] = frozenset(
                outing.stops[0].id
                for outing in self.singles(window.city, window.day)
                if outing.stops[0].visit and outing.fits(window.start, window.end)
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
        if key not in self._listed:
            self._listed[key] = tuple(self._trips[city_id, day].outings(longest))
        return self._listed[key]

    def kind(self, window: Window) -> tuple[object, ...]:
        """Return what the patterns of a window depend on, for problems that differ in wishes."""
        problem = self.problem
        self.like(window.city, window.day)
        general = problem.bases[window.city].id, problem.grid, self.longest, problem.lessons
        return self._kinds[window.city, window.day], general

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
                tuple((stop.told, self.problem.spans(stop, day)) for stop in trips.open),
            )
            self._kinds[city_id, day] = key
            self._like[city_id, day] = self._days.setdefault(key, day)
            self._trips[city_id, day] = trips
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
