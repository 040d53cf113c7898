"""What an organiser says of money in a brief: a ceiling, the costs that are known, rates."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from workshop.model.base import Cost, Value


class Rate(Value):
    """`per_unit` of the budget's currency for one unit of `currency`, on `as_of`."""

    currency: str = Field(pattern=r"^[A-Z]{3}$")
    per_unit: float = Field(gt=0)
    as_of: date


Charged = Literal["hosts", "rooms", "nights", "coaches", "flights", "leisure", "meals"]
"""What a tour is charged for."""


class CostLine(Value):
    """A cost the organiser knows: a fixed part and a part per head."""

    what: str
    cost: Cost
    covers: tuple[Charged, ...] = ()
    """What it pays for, so that this is no longer counted as unknown."""


class Budget(Value):
    """A ceiling for the whole group, with the costs and rates that are known."""

    ceiling: float = Field(gt=0)
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    price_per_head: float | None = Field(default=None, gt=0)
    """What a participant pays; it gives the break-even head count."""
    rates: tuple[Rate, ...] = ()
    lines: tuple[CostLine, ...] = ()
