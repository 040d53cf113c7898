"""The calendar that closes doors: holidays, Ramadan, and what the research says of weeks."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import Field

from workshop.model.base import Value
from workshop.model.place import Fact


class Holiday(Value):
    """A day a country closes: `public` holiday or `government` joint leave."""

    country: str = Field(pattern=r"^[A-Z]{2}$")
    date: date
    name: str
    category: Literal["public", "government"]
    estimated: bool = False


class DateSpan(Value):
    """Whole days, both ends included."""

    start: date
    end: date
    estimated: bool = False
    name: str = ""


class WeekAdvice(Value):
    """What the research says of a week."""

    week: str
    rating: Literal["good", "fair", "poor", "avoid"]
    why: str


class Closures(Value):
    """The calendar that closes doors: `closures.yaml`."""

    source_note: str
    holidays: tuple[Holiday, ...]
    ramadan: tuple[DateSpan, ...]
    week_advice: tuple[WeekAdvice, ...] = ()
    precedents: tuple[Fact, ...] = ()
    risks: tuple[str, ...] = ()

    @cached_property
    def on(self) -> dict[tuple[str, date], tuple[Holiday, ...]]:
        """The holidays of a country (ISO 3166) on a day."""
        found: dict[tuple[str, date], tuple[Holiday, ...]] = {}
        for holiday in self.holidays:
            key = holiday.country, holiday.date
            found[key] = (*found.get(key, ()), holiday)
        return found
