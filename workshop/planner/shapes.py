"""Shapes of patterns: what is done after which gap; and tables of what each shape stands for.

All patterns of a day share a few hundred shapes, so what is to be known of the stops of a pattern
is looked up by its shape.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from workshop.planner.candidates import Fixed, Key, Stop
from workshop.planner.linear import Cells
from workshop.planner.prices import Prices
from workshop.planner.problem import SCALE, Problem

if TYPE_CHECKING:
    from workshop.planner.linear import Bools, Ints

Name = TypeVar("Name", bound=Hashable)


class Shape(NamedTuple):
    """What is done in a pattern, and after which gap, but not when."""

    visits: tuple[tuple[Stop, int], ...]
    """Stops of outings, each with the number of the gap before it."""
    taught: tuple[tuple[Fixed, int], ...]
    """Locked lectures, each with the number of the gap before it."""


LEISURE, VISIT, VISITS = "any leisure", "any visit", "several visits"
KINDS = LEISURE, VISIT, VISITS
"""What a stretch may have, whichever stops these are."""


def calls(shape: Shape) -> tuple[str, ...]:
    """Return the ids of a shape's stops, and which of the `KINDS` it has."""
    stops = [stop for stop, _ in shape.visits]
    hosts = sum(stop.visit for stop in stops)
    has = hosts < len(stops), hosts > 0, hosts > 1
    kinds = (kind for kind, there in zip(KINDS, has, strict=True) if there)
    return (*(stop.id for stop in stops), *kinds)


class Asked(NamedTuple):
    """What a shape asks of the gaps of a pattern."""

    first: tuple[tuple[str, int], ...]
    """Modules, each with the gap before the first host whose visit builds on it."""
    visits: tuple[int, ...]
    """The gaps before visits."""
    taught: tuple[str, ...]
    """Modules with a locked lecture."""


class Names(Generic[Name]):
    """The names that go with each of many things, to be looked up for many columns at a time."""

    def __init__(self, by_kind: Iterable[Iterable[Name]], kinds: Ints | None = None) -> None:
        """Write them down as one array; `kinds` of things share names, if not each has its own."""
        import numpy as np

        number: dict[Name, int] = {}
        listed = [[number.setdefault(name, len(number)) for name in some] for some in by_kind]
        self._names = list(number)
        counts: Ints = np.array([len(some) for some in listed], dtype=np.int64)
        starts: Ints = np.cumsum(counts) - counts
        self._counts, self._starts = counts, starts
        if kinds is not None:
            self._counts, self._starts = counts[kinds], starts[kinds]
        self._flat: Ints = np.array(list(chain.from_iterable(listed)), dtype=np.int64)

    def cells(self, things: Ints) -> dict[Name, Cells]:
        """Return, by name, a one for each column whose thing goes by it; as they first appear."""
        import numpy as np

        if not self._names:
            return {}
        counts = self._counts[things]
        columns = np.repeat(np.arange(len(things)), counts)
        inside = np.arange(len(columns)) - np.repeat(np.cumsum(counts) - counts, counts)
        flat = self._flat[np.repeat(self._starts[things], counts) + inside]
        order = np.argsort(flat, kind="stable")
        columns, size = columns[order], np.bincount(flat, minlength=len(self._names))
        ends = np.cumsum(size)
        starts, there = ends - size, np.flatnonzero(size)
        by_first = there[np.argsort(order[starts[there]])].tolist()
        return {self._names[n]: Cells.ones(columns[starts[n] : ends[n]]) for n in by_first}


class Shapes:
    """What is to be known of the shapes of a day, each table by shape.

    Many do the same, at other times of the day, or ask the same of gaps: it is looked up once.
    """

    def __init__(self, problem: Problem, shapes: tuple[Shape, ...]) -> None:
        """Prepare; each table is made when it is first asked for."""
        self._problem = problem
        self._shapes = shapes
        self._doing = _Kinds(shapes, _done)
        self._asking = _Kinds(shapes, _wanted)

    def __getitem__(self, number: int) -> Shape:
        """Return one of the shapes."""
        return self._shapes[number]

    def such(self, test: Callable[[Shape], bool], some: Ints) -> Bools:
        """Tell of each of `some` shapes whether it passes a test."""
        import numpy as np

        passed = np.zeros(len(self._shapes), dtype=bool)
        for number in set(some.tolist()):
            passed[number] = test(self._shapes[number])
        return passed[some]

    @property
    def done(self) -> Ints:
        """Return a number, the same for the same stops and lectures one after the other."""
        return self._doing.kinds

    @cached_property
    def bare(self) -> Bools:
        """Whether nothing is done, but for lunch."""
        nothing: Bools = self._doing.counted(lambda shape: len(shape.visits + shape.taught)) == 0
        return nothing

    @cached_property
    def points(self) -> Ints:
        """Sixtieths of a point for visits and locked lectures."""
        worth = {x.key: x.points * SCALE for x in self._problem.lessons}
        return self._doing.counted(
            lambda shape: (
                SCALE * sum(stop.points for stop, _ in shape.visits)
                + sum(worth[one.key] for one, _ in shape.taught)
            )
        )

    @cached_property
    def hosts(self) -> Ints:
        """Number of visits."""
        return self._doing.counted(lambda shape: sum(stop.visit for stop, _ in shape.visits))

    @cached_property
    def visiting(self) -> Ints:
        """Minutes of visits."""
        return self._doing.counted(lambda shape: sum(s.minutes for s, _ in shape.visits if s.visit))

    @cached_property
    def leisure(self) -> Ints:
        """Minutes of leisure by day."""
        return self._doing.counted(
            lambda shape: sum(s.minutes for s, _ in shape.visits if not s.visit)
        )

    @cached_property
    def teaching(self) -> Ints:
        """Minutes of locked lectures."""
        return self._doing.counted(lambda shape: sum(one.minutes for one, _ in shape.taught))

    @cached_property
    def busy(self) -> Ints:
        """One where anything is learned even if nothing is taught in the gaps."""
        return self._doing.counted(
            lambda shape: int(bool(shape.taught) or any(s.visit for s, _ in shape.visits))
        )

    @cached_property
    def price(self) -> Ints:
        """Hundredths of the budget's currency that the stops cost."""
        prices = Prices(self._problem)
        return self._doing.counted(
            lambda shape: sum(
                100 * (prices.visit(stop.site) if stop.visit else prices.leisure(stop.site))
                for stop, _ in shape.visits
            )
        )

    @cached_property
    def asked(self) -> tuple[list[Asked], Ints]:
        """What is asked of gaps: all that some shape asks, and by shape which of these it is."""
        number: dict[Asked, int] = {}
        which = self._asking.counted(lambda shape: number.setdefault(_asked(shape), len(number)))
        return list(number), which

    @cached_property
    def last(self) -> Ints:
        """The gap before the last visit, -1 if there is none."""
        return self._asking.counted(lambda shape: max(_visits(shape), default=-1))

    # ---------------------------------------------------------------- by name

    @cached_property
    def stops(self) -> Names[str]:
        """Ids of stops."""
        return self._doing.named(lambda shape: (stop.id for stop, _ in shape.visits))

    @cached_property
    def calls(self) -> Names[str]:
        """Ids of stops, and kinds of them."""
        return self._doing.named(calls)

    @cached_property
    def seen(self) -> Names[str]:
        """Frameworks that a host shows."""
        return self._doing.named(
            lambda shape: sorted({f for stop, _ in shape.visits for f in stop.frameworks})
        )

    @cached_property
    def sectors(self) -> Names[str]:
        """Sectors of hosts."""
        return self._doing.named(
            lambda shape: sorted({stop.sector for stop, _ in shape.visits if stop.visit})
        )

    @cached_property
    def taught(self) -> Names[tuple[Key, int]]:
        """Locked lectures, each with the gap before it."""
        return self._doing.named(lambda shape: ((one.key, number) for one, number in shape.taught))

    @cached_property
    def first(self) -> Names[tuple[str, int]]:
        """Modules, each with the gap before the first host whose visit builds on it."""
        return self._asking.named(lambda shape: _first(shape).items())

    @cached_property
    def opens(self) -> Names[int]:
        """The gap before the first visit."""
        return self._asking.named(lambda shape: _visits(shape)[:1])

    @cached_property
    def closes(self) -> Names[int]:
        """The gap before the last visit."""
        return self._asking.named(lambda shape: _visits(shape)[-1:])


class _Kinds:
    """Shapes by what makes them alike: each kind is looked at once."""

    def __init__(self, shapes: tuple[Shape, ...], key: Callable[[Shape], Hashable]) -> None:
        import numpy as np

        number: dict[Hashable, int] = {}
        kinds = [number.setdefault(key(shape), len(number)) for shape in shapes]
        self._shapes = tuple(dict(zip(kinds, shapes, strict=True)).values())
        self.kinds: Ints = np.array(kinds, dtype=np.int64)
        """By shape: the number of its kind."""

    def counted(self, value: Callable[[Shape], int]) -> Ints:
        """Return a number by shape."""
        import numpy as np

        values: Ints = np.array([value(shape) for shape in self._shapes], dtype=np.int64)
        return values[self.kinds]

    def named(self, names: Callable[[Shape], Iterable[Name]]) -> Names[Name]:
        """Return names by shape."""
        return Names(map(names, self._shapes), self.kinds)


def _done(shape: Shape) -> Hashable:
    """Return what is done, wherever the gaps are."""
    return tuple([stop.id for stop, _ in shape.visits]), shape.taught


def _wanted(shape: Shape) -> Hashable:
    """Return what bears on what is asked of gaps."""
    visits = [(stop.module, stop.visit, number) for stop, number in shape.visits]
    return tuple(visits), tuple([one.key for one, _ in shape.taught])


def _asked(shape: Shape) -> Asked:
    taught = sorted({one.key[0] for one, _ in shape.taught})
    return Asked(tuple(sorted(_first(shape).items())), tuple(_visits(shape)), tuple(taught))


def _first(shape: Shape) -> dict[str, int]:
    first: dict[str, int] = {}
    for stop, number in shape.visits:
        for module in stop.builds_on:
            first[module] = min(number, first.get(module, number))
    return first


def _visits(shape: Shape) -> list[int]:
    return sorted(number for stop, number in shape.visits if stop.visit)
