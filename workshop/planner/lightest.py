"""The lightest set of things to let go so that the rest can stay: found, and proven lightest.

Sets are tried from the lightest on. One that does not do teaches a core, a set of things of which
at least one must go; only sets with something of every core are tried after that.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

TIES = 2
"""Sets of the lightest weight that are tried for the sake of their value, at most."""

NEAR = 2
"""Sets of groups that are tried when time is up: those touched before, then one more."""
MOST = 7
"""Sets that do not do, at most, until a smaller core is looked for again after that was in vain."""

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

    An attempt that fails must fail for every smaller set too. `allows` tells without one that a set
    cannot do; `hopeless` looks harder. `ranks` break ties between sets of
    one weight, lower first; `cores` are known to begin with. `chunks` tells for a set that does not
    do what hardly helps besides: where it does not, the core is what is left. Where that was in
    vain the next sets are not asked, each time twice as many and one more. `over` tells that time
    is up, `late` that one lightest outcome is enough; where there is no outcome when time is up,
    one is looked for with whole `groups` let go, the first ones first.
    """

    weights: Sequence[int]
    ranks: Sequence[int]
    groups: Sequence[Free]
    cores: list[Free]
    chunks: Callable[[Free], Iterable[Free]]
    allows: Callable[[Free], bool]
    attempt: Callable[[Free], T | None]
    hopeless: Callable[[Free], bool]
    over: Callable[[], bool]
    late: Callable[[], bool] = lambda: False
    best: Found[T] | None = None
    ties: int = 0
    _pause: int = 0
    """Sets that were not asked for a smaller core the last time that one was not found."""
    _asked: int = 3
    """Sets that do not do, until one of them is asked for a smaller core."""
    _failed: bool = False
    """Whether a set was tried and did not do: until then each is tried at once."""
    _fine: list[Free] = field(default_factory=list)
    """Sets that are not known to be hopeless; nor is any that has one of them in it."""

    def search(self) -> Found[T] | None:
        """Return the lightest outcome, or None where none was found."""
        heap: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, ())]
        seen: set[tuple[int, ...]] = set()
        while heap:
            weight, _, things = heapq.heappop(heap)
            if self.best is not None and self._enough(self.best.weight, weight):
                break
            if self.over():
                self._rescue(frozenset(things))
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

    def _enough(self, best: int, lightest: int) -> bool:
        """Tell whether nothing is lighter than the best, and no more as light is looked for."""
        return best < lightest or self.ties >= TIES or (best == lightest and self.late())

    def _result(self, lightest: int) -> Found[T] | None:
        if self.best is None:
            return None
        return Found(self.best.outcome, self.best.weight, proven=self.best.weight <= lightest)

    @property
    def _all(self) -> Free:
        return frozenset(range(len(self.weights)))

    def _core(self, free: Free) -> Free | None:
        """Return things of which one must go too, or None if letting `free` go is enough."""
        core = self._unhit(free) or self._plain(free)
        if core is not None or self.over():
            return core
        outcome = None if self._failed and self.hopeless(free) else self.attempt(free)
        self._failed |= outcome is None
        if outcome is not None:
            self.ties += outcome.gone <= free
            self._take(outcome)
            return None
        self.cores.append(self._all - (self._widened(free) if self._pays() else free))
        return self.cores[-1]

    def _pays(self) -> bool:
        """Tell whether it is time to look for a core smaller than what is left of the whole."""
        self._asked -= 1
        return self._asked < 0

    def _unhit(self, free: Free) -> Free | None:
        return next((core for core in self.cores if not core & free), None)

    def _plain(self, free: Free) -> Free | None:
        """Return a core that needs no attempt to be seen, as small as it can be made; or None.

        Light things are left out of it first: what a core holds to is then heavy.
        """
        if self.allows(free):
            return None
        for thing in sorted(self._all - free, key=lambda one: (self.weights[one], one)):
            if not self.allows(free | {thing}):
                free |= {thing}
        self.cores.append(self._all - free)
        return self.cores[-1]

    def _widened(self, free: Free) -> Free:
        """Return a set that does not do either, with all the chunks in it that do not help."""
        least = free
        for chunk in self.chunks(free):
            wide = free | chunk
            if wide == free or any(fine <= wide for fine in self._fine):
                continue
            if self.over():
                break
            if not self.hopeless(wide):
                self._fine.append(wide)
                break
            free = wide
        self._pause = min(2 * self._pause + 1, MOST) if free == least else 0
        self._asked = self._pause
        return free

    def _rescue(self, free: Free) -> None:
        """Look for an outcome at all, if there is none: few groups let go whole, then more."""
        near = sorted(self.groups, key=lambda group: not group & free)
        touched = sum(bool(group & free) for group in near)
        for count in range(touched, min(touched + NEAR, len(near) + 1)):
            outcome = self.attempt(free.union(*near[:count])) if self.best is None else None
            if outcome is not None:
                self._take(outcome)

    def _take(self, outcome: T) -> None:
        weight = sum(self.weights[n] for n in outcome.gone)
        better = (-weight, outcome.value)
        if self.best is None or better > (-self.best.weight, self.best.outcome.value):
            self.best = Found(outcome, weight, proven=False)


def pairs(clash: Callable[[int, int], bool], count: int) -> Iterable[Free]:
    """List the pairs of things that cannot both stay."""
    return (frozenset((a, b)) for b in range(count) for a in range(b) if clash(a, b))
