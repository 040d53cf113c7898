"""What was tried and what was lost or broken, counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

C = TypeVar("C")


@dataclass
class Tally:
    """How often something was tried, how often it went wrong, and what was seen then."""

    tried: int = 0
    lost: int = 0
    notes: list[str] = field(default_factory=list)

    def count(self, fault: str = "") -> None:
        """Count one try; `fault` says what went wrong, nothing where all was well."""
        self.tried += 1
        if fault:
            self.lost += 1
            self.notes.append(fault)

    def skip(self, why: str) -> None:
        """Say what could not be tried here."""
        self.notes.append(f"not tried: {why}")


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


def chosen(cases: Sequence[C], times: int, seed: int) -> Sequence[C]:
    """Return all of `cases`, or `times` of them drawn by `seed` where there are more."""
    return cases if times >= len(cases) else Random(seed).sample(cases, times)
