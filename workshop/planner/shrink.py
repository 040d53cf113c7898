"""Which facts of a tour clash, found by looking for tours that can be without some of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner.fact import Fact
from workshop.planner.facts import Known
from workshop.planner.relax import relaxed
from workshop.planner.stop import Stop

LOOKS = 50
"""How many looks at most; what is not settled by then stays among the facts."""


class Shrink:
    """Looks for tours that can be without some of the facts."""

    def __init__(
        self,
        tour: Tour,
        catalogue: Catalogue,
        stop: Stop,
        can_be: Callable[[Tour, Catalogue], bool | None],
        gone: frozenset[str] = frozenset(),
    ) -> None:
        """Prepare; `look` tells whether the tour `can_be` without the facts at some paths.

        Those at the paths `gone` are dropped whatever else is.
        """
        groups = (group.without(gone) for group in Known(tour, catalogue).groups())
        self.groups = [group for group in groups if group.facts]
        facts = (fact for group in self.groups for fact in group.facts)
        self.facts = sorted(facts, key=lambda fact: fact.cost)
        self.looks = 0
        self.stop = stop
        self.known: dict[frozenset[str], bool | None] = {}
        self.look: Callable[[frozenset[str]], bool | None] = lambda dropped: can_be(
            relaxed(tour, catalogue, sorted(gone | dropped)), catalogue
        )

    def enough(self) -> list[Fact]:
        """Return the facts of which each alone, once dropped, lets a plan exist."""
        found: list[Fact] = []
        for group in self.groups:
            if not self._exists(group.facts):
                continue
            single = [fact for fact in group.facts if self._exists([fact])]
            found += single or [group.together]
        return found

    @property
    def settled(self) -> bool:
        """Whether every look so far has told."""
        return self.looks <= LOOKS and None not in self.known.values()

    def apart(self) -> list[list[Fact]]:
        """Return smallest sets that clash and have nothing in common.

        QuickXplain (Junker 2004), cheap facts kept first; again without the facts of the sets that
        it has found, while there surely is no plan without these either.
        """
        found: list[list[Fact]] = []
        left = self.facts
        while left:
            smallest = self._smallest([], grown=False, rest=left)
            if len(smallest) == 1 and self._clash([]):
                break  # dropping everything would not help
            found.append(smallest)
            gone = [fact for one in found for fact in one]
            left = [fact for fact in self.facts if fact not in gone]
            if self._exists(gone) is not False:
                break
        return found

    def _exists(self, gone: Iterable[Fact]) -> bool | None:
        """Tell whether there is a plan without some facts; None if that is not known."""
        paths = frozenset(fact.where for fact in gone)
        if paths not in self.known:
            self.looks += 1
            if self.looks > LOOKS or self.stop.stopped():
                return None
            self.known[paths] = self.look(paths)
        return self.known[paths]

    def _smallest(self, held: list[Fact], *, grown: bool, rest: list[Fact]) -> list[Fact]:
        """Return the facts of `rest` that clash together with `held`."""
        if grown and self._clash(held):
            return []
        if len(rest) == 1:
            return rest
        half = len(rest) // 2
        first, second = rest[:half], rest[half:]
        later = self._smallest([*held, *first], grown=bool(first), rest=second)
        earlier = self._smallest([*held, *later], grown=bool(later), rest=first)
        return [*earlier, *later]

    def _clash(self, held: list[Fact]) -> bool:
        """Tell whether there is surely no plan with `held` alone."""
        kept = {fact.where for fact in held}
        return self._exists(fact for fact in self.facts if fact.where not in kept) is False
