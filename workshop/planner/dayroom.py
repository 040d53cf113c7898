"""How many visits a stretch of a day can hold beside what stays in it: never fewer than it can.

Rides are taken at their shortest, and what else might be in the way is left out, but every visit
has its briefing and its pause, and there is lunch.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from workshop.model.agenda import Block
from workshop.model.travel import GRID, Position, clock, round_up
from workshop.planner.candidates import Stop
from workshop.planner.hold import DAY, Hold
from workshop.planner.patterns import Window
from workshop.planner.problem import VISIT_GRID, Problem

Taken = tuple[int, int, Position, Position]
"""From and to a minute of a day, with the places to be at before and after."""


class DayRoom:
    """The visits of a window, some of which stay."""

    def __init__(
        self, problem: Problem, hold: Hold, window: Window, stay: tuple[Block, ...], closing: int
    ) -> None:
        """Prepare; `stay` are the blocks of the window that stay, and no flights.

        If there is a visit then a lecture of `closing` minutes comes after the last one.
        """
        self.closing = closing
        self.problem = problem
        self.hold = hold
        self.window = window
        self.stay = stay
        self.visits = [block for block in stay if block.kind == "visit"]
        self.city = problem.catalogue.city[window.city]
        self.day = problem.date(window.day)

    def minutes(self, slotted: Collection[str]) -> int | None:
        """Return the minutes of visits at most, those that stay included; None if these cannot.

        Hosts that are `slotted` come at times of their own, and are taken to fit.
        """
        over = max((clock(block.end) for block in self.visits), default=None)
        if over is not None and not self._closes(over, self._given()):
            return None
        stays = {block.ref for block in self.visits}
        others = [
            stop for stop in self.problem.stops[self.city.id] if stop.visit and stop.id not in stays
        ]
        wanted = self.problem.brief.pace.visits_per_day - len(self.visits)
        longest = max((stop.minutes for stop in others), default=0)
        if any(stop.id in slotted for stop in others):
            more = wanted
        else:
            come = sorted((start, stop.id, stop) for stop in others for start in self._starts(stop))
            more = self._count([(start, stop) for start, _, stop in come], self._given(), wanted)
        return sum(block.minutes for block in self.visits) + longest * max(0, more)

    def _closes(self, over: int, day: list[Taken]) -> bool:
        """Tell whether the lecture that ends a tour fits a day after `over`, and lunch somewhere.

        Without such a lecture only lunch has to.
        """
        if not self.closing:
            return not self.window.lunch or self._lunch(day)
        base, last = self.problem.bases[self.city.id], self.window.end - self.closing
        for start in range(round_up(over), last + 1, GRID):
            lecture = start, start + self.closing, base, base
            whole = sorted([*day, lecture], key=lambda one: one[:2])
            if self._apart(whole) and (not self.window.lunch or self._lunch(whole)):
                return True
        return False

    def _apart(self, day: list[Taken]) -> bool:
        """Tell whether there is time for the rides between what is taken of a day, in order."""
        return all(
            low >= over + self.hold.ride(self.city, after, before)
            for (_, over, _, after), (low, _, before, _) in pairwise(day)
        )

    def _starts(self, stop: Stop) -> Iterator[int]:
        """List when a visit may begin."""
        base = self.problem.bases[self.city.id]
        out, back = (
            self.hold.ride(self.city, base, stop.site),
            self.hold.ride(self.city, stop.site, base),
        )
        first = self.window.start + self.hold.lead + out
        last = self.window.end - back - self.problem.catalogue.defaults.pause_minutes - stop.minutes
        for low, high in self.hold.room(self.city, stop.site, stop.minutes, self.day, self.stay):
            from_on = -(-max(low, first) // VISIT_GRID) * VISIT_GRID
            yield from range(from_on, min(high - stop.minutes, last) + 1, VISIT_GRID)

    def _count(
        self, come: list[tuple[int, Stop]], taken: list[Taken], most: int, last: Taken | None = None
    ) -> int:
        """Return how many visits of `come`, in order of time, a day can hold; `most` at most.

        They come after `last`, if that is given.
        """
        best = 0
        for number, (start, stop) in enumerate(come):
            if best >= most:
                break
            visit = self._visit(stop, start)
            if last is not None and visit[0] < last[1] + self.hold.ride(
                self.city, last[3], stop.site
            ):
                continue
            day = sorted([*taken, visit], key=lambda one: one[:2])
            if self._closes(visit[1], day):
                later = [one for one in come[number + 1 :] if one[1] is not stop]
                more = self._count(later, day, most - 1, visit) if most > 1 else 0
                best = max(best, 1 + more)
        return best

    def _given(self) -> list[Taken]:
        """Return what is taken of a day: what stays, and the hours before and after the window."""
        base = self.problem.bases[self.city.id]
        stay = self.hold.taken(self.city, self.day, self.stay)
        return [
            (0, self.window.start, base, base),
            *((low, high, before or base, after or base) for low, high, before, after in stay),
            (self.window.end, DAY, base, base),
        ]

    def _visit(self, stop: Stop, start: int) -> Taken:
        """Return what a visit at `start` takes of a day."""
        over = start + stop.minutes + self.problem.catalogue.defaults.pause_minutes
        return start - self.hold.lead, over, stop.site, stop.site

    def _lunch(self, day: list[Taken]) -> bool:
        """Tell whether there is time for lunch between what is taken of a day, in order."""
        defaults = self.problem.catalogue.defaults
        minutes, first, last = defaults.lunch_minutes, defaults.lunch.start, defaults.lunch.end
        return any(
            min(low, clock(last)) - max(over, clock(first)) >= minutes
            and low - over >= minutes + self.hold.ride(self.city, after, before)
            for (_, over, _, after), (low, _, before, _) in pairwise(day)
        )
