"""What the costs of a tour come to: lines, what has no price, a head's share, the break-even.

Amounts are exact; the price of one time is rounded, half a hundredth upwards, so that lines add up
to the total. What is counted, and how, stands in `costing`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import get_args

from workshop.model.agenda import Conflict
from workshop.model.budget import Charged, Rate

Kind = Charged

KINDS: tuple[Kind, ...] = get_args(Kind)
"""What a tour is charged for, in the order it is told."""

LARGEST = 1e12
"""An amount or a rate above this is a slip of the pen."""

Hundredths = int
"""Money in hundredths of the currency's unit."""


@dataclass(frozen=True)
class Line:
    """One known cost: `fixed` and `per_head` in its own currency, `times` over.

    `amount` is what it comes to for the group in the currency of the sum; None without a rate.
    """

    what: str
    currency: str
    fixed: Fraction
    per_head: Fraction
    times: int
    amount: Hundredths | None
    rate: Rate | None = None


@dataclass(frozen=True)
class Unknown:
    """So many of a kind have no price; `names` where they have names, each once."""

    kind: Kind
    number: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Costs:
    """What an agenda costs `heads` people; sums are of what is known, in `currency`.

    `currency` is None where nothing says in which to count. `slope` is what one head more adds.
    `beyond` says who cannot take so many people.
    """

    heads: int
    currency: str | None
    lines: tuple[Line, ...]
    unknown: tuple[Unknown, ...]
    faults: tuple[Conflict, ...]
    total: Hundredths
    base: Fraction
    slope: Fraction
    ceiling: Hundredths | None = None
    price_per_head: Hundredths | None = None
    beyond: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Tell whether any cost is known."""
        return any(line.amount is not None for line in self.lines)

    @property
    def complete(self) -> bool:
        """Tell whether every cost is known and converted."""
        return not self.unknown and not self.faults

    @property
    def per_head(self) -> Hundredths | None:
        """The known costs of one of the group, None where none is known."""
        return rounded(Fraction(self.total, 100 * self.heads)) if self.known else None

    @property
    def over(self) -> Hundredths | None:
        """How far the known costs exceed the ceiling (negative: what is left); None without one."""
        return None if self.ceiling is None else self.total - self.ceiling

    @property
    def percent_over(self) -> int:
        """Begun percents of the ceiling by which the known costs exceed it, 0 if they do not."""
        if not self.ceiling or self.over is None:
            return 0
        return max(0, -(-100 * self.over // self.ceiling))

    @property
    def break_even(self) -> int | None:
        """The fewest heads whose price pays the known costs; None without a price, or if never."""
        if self.price_per_head is None:
            return None
        margin = Fraction(self.price_per_head, 100) - self.slope
        if margin < 0 or (margin == 0 and self.base > 0):
            return None
        return max(1, math.ceil(self.base / margin)) if margin else 1


def exact(value: float) -> Fraction | None:
    """Return the number as it was written, not as binary holds it; None for no sum of money."""
    if not math.isfinite(value) or value > LARGEST:
        return None
    return Fraction(Decimal(str(value)))


def hundredths(value: float | None) -> Hundredths | None:
    """Return a sum as hundredths; None for none."""
    known = None if value is None else exact(value)
    return None if known is None else rounded(known)


def rounded(value: Fraction) -> Hundredths:
    """Round to hundredths, a half upwards."""
    return math.floor(value * 100 + Fraction(1, 2))
