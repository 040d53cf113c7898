"""Which visit to split a node by: the one whose splits have lowered bounds most so far.

A visit that the relaxation takes in part is settled one way or the other, and both parts are
bounded again. What that lowers the bound by, for each unit by which the visit's share changes, is
its pseudo-cost (Bénichou et al., 1971), one for each way. A split is worth the product of what both
ways promise, so that neither part is hardly better than the whole (Achterberg, 2007).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from workshop.planner.problem import SCALE
from workshop.planner.shapes import KINDS

TINY = 1e-6
"""A share nearer to 0 or 1 is sure."""
NEAR = 0.05
"""A share that is nearer to its end than this counts as this far from it."""
LEAST = 1e-3 * SCALE
"""What a split is taken to lower a bound by at least, so that the other way still counts."""

FAVOUR = 4.0
"""What a split by a kind of stops is taken to be worth more than it promises: it settles much."""

Visit = tuple[int, str]
"""A stretch, and a stop, or one of the kinds of stops."""


class Part(Protocol):
    """A part of a node, bounded or not yet."""

    @property
    def bound(self) -> float:
        """What no plan in it exceeds."""

    @property
    def family(self) -> object | None:
        """What bounded it; None until then."""

    @property
    def relaxed(self) -> object | None:
        """Its relaxation; None if that ended early, or has no solution."""


@dataclass
class _Cost:
    """Units by which bounds fell, summed over `count` splits."""

    fall: float = 0.0
    count: int = 0

    def add(self, fall: float) -> None:
        self.fall += fall
        self.count += 1

    def mean(self, usual: float) -> float:
        """Return the mean, with one more split that did as the `usual` one."""
        return (self.fall + usual) / (self.count + 1)


class PseudoCosts:
    """What splits by visits have told so far."""

    def __init__(self) -> None:
        """Begin with nothing known: all visits promise the same, and half a share most."""
        self._costs: dict[tuple[str | Visit, int], _Cost] = defaultdict(_Cost)
        self._all = (_Cost(), _Cost())

    def best(self, shares: Mapping[Visit, float]) -> Visit | None:
        """Return the visit to split by, of those whose shares are not sure; None if all are."""
        unsure = [visit for visit in shares if TINY < shares[visit] < 1 - TINY]
        return max(
            unsure,
            key=lambda visit: (self._promise(visit, shares[visit]), visit),
            default=None,
        )

    def watch(
        self, visit: Visit, share: float, bound: float, best: int | None, parts: Iterable[Part]
    ) -> None:
        """Learn from a split of a node with a `bound`: its parts with the visit and without it.

        How far a bound falls below the `best` plan does not count.
        """
        most = bound - best if best is not None else bound
        for way, (part, far) in enumerate(zip(parts, (1 - share, share), strict=True)):
            if part.family is not None:
                impossible = part.relaxed is None and part.bound >= bound
                fall = most if impossible else min(bound - part.bound, most)
                for cost in (self._costs[_about(visit), way], self._all[way]):
                    cost.add(max(fall, 0.0) / max(far, NEAR))

    def _promise(self, visit: Visit, share: float) -> float:
        """Return the product of what a split promises to lower the bounds of its parts by."""
        promise = FAVOUR if visit[1] in KINDS else 1.0
        for way, far in enumerate((1 - share, share)):
            usual = self._all[way].mean(SCALE)
            promise *= max(self._costs[_about(visit), way].mean(usual) * far, LEAST)
        return promise


def _about(visit: Visit) -> str | Visit:
    """Return what splits have in common: the stop, whenever it is made; a kind only where it is."""
    return visit if visit[1] in KINDS else visit[1]
