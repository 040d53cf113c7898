"""What a relaxation says of a single route, and of the stops that are worth looking at on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from workshop.planner.network import Network
from workshop.planner.node import TINY
from workshop.planner.routes import Route
from workshop.planner.sifting import Sifted
from workshop.planner.start import Start


@dataclass(frozen=True)
class Glimpse:
    """What the relaxation of a single route is worth, as far as it has come, and what it takes."""

    route: Route
    value: float
    stops: list[str]
    """Those it takes most of first, then those that it would lose least by taking."""


class Guide(Protocol):
    """Bounds on the routes of a start date that also say where to look for plans."""

    start: Start

    @property
    def work(self) -> float:
        """Deterministic seconds so far."""
        ...

    def of(self, route: Route) -> float:
        """Return the ceiling of the plans of `route`."""
        ...

    def likely(self) -> list[Route]:
        """Return routes that were not looked at yet, the most promising first."""
        ...

    def glimpse(self, route: Route, until: float) -> Glimpse | None:
        """Relax one route by itself, as far as `until` (work) allows; None if it does not."""
        ...


def of_network(network: Network, solved: Sifted) -> Glimpse:
    """Return what a solution of the network of a single route says of it."""
    taken: dict[str, float] = defaultdict(float)
    loss: dict[str, float] = defaultdict(lambda: float("-inf"))
    for group in network.master.groups:
        here = slice(group.columns.start, group.columns.stop)
        values, reduced = solved.values[here], solved.reduced[here]
        for name, cells in group.footprint.stops.items():
            taken[name] += float(values[cells.columns].sum())
            loss[name] = max(loss[name], float(reduced[cells.columns].max()))
    for evening, column in network.master.evenings:
        taken[evening.stop.id] += float(solved.values[column])
        loss[evening.stop.id] = max(loss[evening.stop.id], float(solved.reduced[column]))
    value = solved.value + network.lp.constant
    return Glimpse(network.routes[0], value, gladly(taken, loss))


def gladly(taken: Mapping[str, float], loss: Mapping[str, float]) -> list[str]:
    """Return stops, first those of which most is taken, then those of the least loss.

    A loss is a number below 0.
    """
    worth = {
        name: share if (share := taken[name]) > TINY else min(0.0, loss[name]) for name in loss
    }
    return sorted(worth, key=lambda name: (-worth[name], name))


def unhurried(route: Route, days: int) -> bool:
    """Tell whether some day is whole in each city: routes without look well only in shares."""
    return all(
        any(day not in route.moves for day in range(first, last + 1))
        for _, first, last in route.stays(days)
    )
