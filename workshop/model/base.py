"""The ground every value stands on: frozen, strict, no unknown keys."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer


class Value(BaseModel):
    """A frozen value read from or written to a file; unknown keys are refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, strict=True, populate_by_name=True
    )


Id = Annotated[str, Field(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$", max_length=80)]
"""A catalogue id: lower-case letters, digits, single dashes or underscores."""


def _wall_clock(at: time) -> time:
    if at.tzinfo is not None or at.second or at.microsecond:
        raise ValueError("write a local time as HH:MM")
    return at


Clock = Annotated[
    time,
    AfterValidator(_wall_clock),
    PlainSerializer(lambda at: f"{at:%H:%M}", return_type=str),
]
"""A local wall-clock time, written `"HH:MM"` in files."""

Minutes = Annotated[int, Field(ge=0, le=7 * 24 * 60)]

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekday(day: date) -> Weekday:
    """Return the three-letter English name of `day`'s weekday."""
    return WEEKDAYS[day.weekday()]


class Source(Value):
    """Where a fact was found, and how old it is."""

    title: str
    url: str
    as_of: str | None = None
    supports: str | None = None


class Span(Value):
    """A stretch of one local day, `from` ≤ t < `to`."""

    start: Clock = Field(alias="from")
    end: Clock = Field(alias="to")


class Hours(Value):
    """Opening hours on some weekdays."""

    days: tuple[Weekday, ...] = Field(min_length=1)
    start: Clock = Field(alias="from")
    end: Clock = Field(alias="to")


class Cost(Value):
    """Money for one thing: a fixed part and a part for each head, in `currency` (ISO 4217)."""

    currency: str = Field(pattern=r"^[A-Z]{3}$")
    fixed: float = Field(default=0.0, ge=0)
    per_head: float = Field(default=0.0, ge=0)
    note: str = ""
