"""A host of one's own, or one that somebody suggested: kept beside the shipped catalogue."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from workshop.model.base import Cost, Hours, Id, Source, Value
from workshop.model.place import UNKNOWN_ADDRESS, City, Host, Suggestion

SOMEWHERE = 5000
"""Metres by which a position may be off where only the city is known."""


class OwnHost(Value):
    """One file of a workspace's `hosts/`. What nobody knows yet may be left out.

    Without a position (degrees, WGS 84) the centre of its city stands in.
    """

    id: Id
    name: str = Field(min_length=1)
    city: Id
    sector: str = Field(min_length=1)
    frameworks: tuple[Id, ...] = Field(min_length=1)
    """Framework ids; the first is the leading one, taught before the visit."""
    why: str = Field(min_length=1)
    """Why a visit would be worth it."""
    suggested_by: str = Field(min_length=1)
    """Who brought it in."""
    source: str = ""
    """Where that was said, or where the facts are from: words or an address."""
    suggested_on: date | None = None
    district: str = ""
    address: str = ""
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    coord_accuracy_m: int = Field(default=1000, ge=0)
    cautions: str | None = None
    hours: tuple[Hours, ...] | None = None
    open_on_holidays: bool | None = None
    group_cap: int | None = Field(default=None, ge=1)
    visit_minutes: int | None = Field(default=None, ge=15, le=480)
    cost: Cost | None = None

    @property
    def placed(self) -> bool:
        """Whether its own position is known."""
        return self.lat is not None and self.lon is not None

    def host(self, city: City) -> Host:
        """Return it as a host of `city`, with its provenance and what nobody has confirmed."""
        here = (self.lat, self.lon) if self.placed else (city.centre.lat, city.centre.lon)
        dated = self.suggested_on.isoformat() if self.suggested_on else None
        return Host(
            id=self.id,
            name=self.name,
            lat=here[0] if here[0] is not None else city.centre.lat,
            lon=here[1] if here[1] is not None else city.centre.lon,
            coord_accuracy_m=self.coord_accuracy_m if self.placed else SOMEWHERE,
            district=self.district or city.name,
            address=self.address or UNKNOWN_ADDRESS,
            address_status="general_knowledge",
            sector=self.sector,
            frameworks=self.frameworks,
            why=self.why,
            cautions=self.cautions,
            sources=(
                Source(title=f"Suggested by {self.suggested_by}", url=self.source, as_of=dated),
            ),
            unconfirmed=(
                "everything here: it is no host of the shipped catalogue",
                *(() if self.placed else ("position: the centre of the city stands in",)),
            ),
            confidence="low",
            hours=self.hours,
            open_on_holidays=self.open_on_holidays,
            group_cap=self.group_cap,
            visit_minutes=self.visit_minutes,
            cost=self.cost,
            suggested=Suggestion(by=self.suggested_by, source=self.source, on=self.suggested_on),
        )
