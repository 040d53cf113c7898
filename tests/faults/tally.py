"""What was tried and what was lost or broken, counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import ClassVar, TypeVar

C = TypeVar("C")
Hear = Callable[[str, str], object]


@dataclass
class Tally:
    """How often something was tried, how often it went wrong, and what was seen then."""

    tried: int = 0
    lost: int = 0
    notes: list[str] = field(default_factory=list)
    hear: ClassVar[Hear] = staticmethod(lambda _sort, _words: None)
    """Is told what is `trying`, so that a try without an end can be named, and what was `found`."""

    def trying(self, what: str) -> None:
        """Say what is tried next."""
        Tally.hear("trying", what)

    def count(self, fault: str = "") -> None:
        """Count one try; `fault` says what went wrong, nothing where all was well."""
        self.tried += 1
        if fault:
            self.lost += 1
            self.notes.append(fault)
        Tally.hear("found", fault)

    def skip(self, why: str) -> None:
        """Say what could not be tried here."""
        self.say(f"not tried: {why}")

    def say(self, words: str) -> None:
        """Say something that is no fault."""
        self.notes.append(words)

    def add(self, other: Tally) -> None:
        """Count what another one has counted."""
        self.tried += other.tried
        self.lost += other.lost
        self.notes += [one for one in other.notes if one not in self.notes]


@dataclass(frozen=True)
class Family:
    """One line of the table: a kind of fault, and how it is tried `times` times from a seed."""

    name: str
    what: str
    run: Callable[[int, int], Tally]
    full: int
    """How often `make faults` tries it."""
    short: int
    """How often the suite does."""
    piece: int = 0
    """How many tries one process makes; 0 where they are one whole, such as a list of cases."""
    forks: bool = False
    """Whether it must be tried in a process that has no threads."""


def chosen(cases: Sequence[C], times: int, seed: int) -> Sequence[C]:
    """Return all of `cases`, or `times` of them drawn by `seed` where there are more."""
    return cases if times >= len(cases) else Random(seed).sample(cases, times)


def pieces(family: Family, times: int, seed: int) -> list[tuple[int, int]]:
    """Return what each process tries: how often, and from which seed."""
    size = family.piece or times
    return [
        (min(size, times - first), seed + number)
        for number, first in enumerate(range(0, times, size))
    ]


def named(families: Sequence[Family], name: str) -> Family:
    """Return the family of that name; StopIteration if there is none."""
    return next(one for one in families if one.name == name)
