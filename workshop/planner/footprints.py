"""The footprints of all windows of a problem, each made once."""

from __future__ import annotations

from workshop.planner.footprint import Footprint, Needed
from workshop.planner.listing import PatternBook
from workshop.planner.needs import NeedBook
from workshop.planner.opening import Opening
from workshop.planner.patterns import GAPS, LAST, Patterns, Window
from workshop.planner.problem import Problem
from workshop.planner.words import distinct

Shelf = dict[tuple[object, ...], Footprint]
"""Footprints by all that they depend on: kept by whoever plans one tour again and again.

Of the briefs that share one only wishes, venues and locks may differ.
"""


class FootprintBook:
    """Makes the footprints of windows and remembers them."""

    def __init__(
        self, problem: Problem, book: PatternBook, needs: NeedBook, shelf: Shelf | None
    ) -> None:
        """Prepare for one problem; footprints are taken from the `shelf`, and put there."""
        self.shelf: Shelf = {} if shelf is None else shelf
        self.problem = problem
        self.book = book
        self.needs = needs
        self._kept: dict[tuple[Window, bool], Footprint] = {}
        wishes = {wish.id: wish.wish for wish in problem.brief.modules}
        capstone_must = wishes.get(problem.capstone or "") == "must"
        self._free = frozenset[str | None]() if capstone_must else frozenset({problem.capstone})

    def of(self, window: Window, *, opening: bool) -> Footprint:
        """Return the footprint of a window; an `opening` one begins the tour."""
        key = self.book.alike(window), opening
        if key not in self._kept:
            free = tuple(sorted(map(str, self._free))) if opening else None
            told = (key[0], free, self.book.kind(key[0]))
            if told not in self.shelf:
                self.shelf[told] = self._made(window, opening=opening)
            self._kept[key] = self.shelf[told]
        return self._kept[key]

    @property
    def listed(self) -> int:
        """Number of patterns of all windows so far."""
        return sum(len(footprint) for footprint in self._kept.values())

    def _needs_of(self, patterns: Patterns) -> Needed:
        import numpy as np

        asked, of = patterns.shapes.asked
        after = np.arange(GAPS) > patterns.shapes.last[patterns.shape, None]
        closing = np.where(after, patterns.gaps, 0).max(axis=1, initial=0) >= self.needs.closing
        gaps = np.where(after, 0, patterns.gaps)
        gaps[closing, LAST] = self.needs.closing  # all that matters of those after the last visit
        rows, which = distinct(np.concatenate([of[patterns.shape, None], gaps], axis=1))
        pairs = zip(rows[:, 0].tolist(), map(tuple, rows[:, 1:].tolist()), strict=True)
        listed = [self.needs.needs(asked[what], sizes) for what, sizes in pairs]
        return listed, which

    def _made(self, window: Window, *, opening: bool) -> Footprint:
        patterns = self.book.patterns(window)
        if not opening:
            return Footprint(self.problem, patterns, self._needs_of(patterns), None)
        first = Opening(patterns, self.needs, self._free)
        ready = first.ready  # those with room for what they need
        patterns = patterns.only(ready)
        return Footprint(self.problem, patterns, self._needs_of(patterns), first.only(ready))
