"""The lightest set of things to let go so that the rest can stay: found, and proven lightest.

Sets are tried from the lightest on. One that does not do teaches a core, a set of things of which
at least one must go; only sets with something of every core are tried after that.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

TIES = 3
"""Sets of the lightest weight that are tried for the sake of their value, at most."""

Free = frozenset[int]


class Outcome(Protocol):
    """What a try gives."""

    @property
    def gone(self) -> Free:
        """The things that did not stay."""

    @property
    def value(self) -> int:
        """Points; among equally light ones the one with more is better."""


T = TypeVar("T", bound=Outcome)


@dataclass(frozen=True)
class Found(Generic[T]):
    """The lightest outcome; `proven` if nothing lighter is possible."""

    outcome: T
    weight: int
    proven: bool


@dataclass
class Lightest(Generic[T]):
    """A search: `attempt` tells what comes of letting a set go, None if it does not do.

    An attempt that fails must fail for every smaller set too. `ranks` break ties between sets of
    one weight, lower first; `easy` are things that trouble is seldom about, and that cost little to
    let go of: where a set does not do, and is `hopeless` even with all of them, none of them is in
    the core. `groups` are parts of the whole that trouble tends to be
    confined to; `cores` are known to begin with; `late` tells that it is time to look for any
    outcome at all, `over` that time is up.
    """

    weights: Sequence[int]
    ranks: Sequence[int]
    easy: Free
    groups: Sequence[Free]
    cores: list[Free]
    attempt: Callable[[Free], T | None]
    hopeless: Callable[[Free], bool]
    late: Callable[[], bool]
    over: Callable[[], bool]
    best: Found[T] | None = None
    ties: int = 0
    _root: Free | None = None
    """The first set that failed although it has something of every core known before."""
    _useless: Free | None = None
    """Things in groups that, let go whole besides the first set, are not enough."""
    _blames: set[Free] = field(default_factory=set)
    _fine: list[Free] = field(default_factory=list)
    """Sets that are not known to be hopeless; nor is any that has one of them in it."""

    def search(self) -> Found[T] | None:
        """Return the lightest outcome, or None where none was found."""
        heap: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, ())]
        seen: set[tuple[int, ...]] = set()
        while heap:
            weight, _, things = heapq.heappop(heap)
            if self.best is not None and (self.best.weight < weight or self.ties >= TIES):
                break
            if self.over():
                return self._result(lightest=weight)
            if things in seen:
                continue
            seen.add(things)
            for thing in sorted(self._core(frozenset(things)) or ()):
                more = tuple(sorted((*things, thing)))
                if more not in seen:
                    rank = sum(self.ranks[n] for n in more)
                    heapq.heappush(heap, (weight + self.weights[thing], rank, more))
        return self._result(lightest=self.best.weight if self.best else 0)

    def _result(self, lightest: int) -> Found[T] | None:
        if self.best is None:
            return None
        return Found(self.best.outcome, self.best.weight, proven=self.best.weight <= lightest)

    def _core(self, free: Free) -> Free | None:
        """Return things of which one must go too, or None if letting `free` go is enough."""
        core = self._unhit(free) or self._blamed(free)
        if core is not None or self.over():
            return core
        outcome = self.attempt(free)
        if outcome is not None:
            self.ties += 1
            self._take(outcome)
            return None
        if self._root is None:
            self._root = free
        self.cores.append(frozenset(range(len(self.weights))) - free - self._beside(free))
        return self.cores[-1]

    def _beside(self, free: Free) -> Free:
        """Return the easy things, if letting all of them go besides `free` is not enough."""
        wide = free | self.easy
        if self.easy <= free or self.over() or any(fine <= wide for fine in self._fine):
            return Free()
        if self.hopeless(wide):
            return self.easy
        self._fine.append(wide)
        return Free()

    def _far(self, free: Free, root: Free) -> bool:
        return len(free) > len(root) + 1 or (self.best is None and self.late())

    def _unhit(self, free: Free) -> Free | None:
        return next((core for core in self.cores if not core & free), None)

    def _take(self, outcome: T) -> None:
        weight = sum(self.weights[n] for n in outcome.gone)
        better = (-weight, outcome.value)
        if self.best is None or better > (-self.best.weight, self.best.outcome.value):
            self.best = Found(outcome, weight, proven=False)

    def _blamed(self, free: Free) -> Free | None:
        """Return a core that `free` misses even with all groups let go that do not help; or None.

        Groups are tried once a set is heavier than the first that failed by two things, or late.
        """
        if self._useless is None and self._root is not None and self._far(free, self._root):
            self._useless = self._look_around(self._root)
        useful = free - (self._useless or Free())
        if not self._useless or useful in self._blames or self.over():
            return None
        self._blames.add(useful)
        outcome = self.attempt(useful | self._useless)
        if outcome is not None:
            self._take(outcome)
            return None
        self.cores.insert(0, frozenset(range(len(self.weights))) - useful - self._useless)
        return self.cores[0]

    def _look_around(self, root: Free) -> Free:
        """Let each group go, besides `root`, and return what is in those that do not help."""
        useless = Free()
        for group in self.groups:
            if self.over():
                break
            outcome = self.attempt(root | group)
            if outcome is None:
                useless |= group
            else:
                self._take(outcome)
        return useless - root


def pairs(clash: Callable[[int, int], bool], count: int) -> Iterable[Free]:
    """List the pairs of things that cannot both stay."""
    return (frozenset((a, b)) for b in range(count) for a in range(b) if clash(a, b))
