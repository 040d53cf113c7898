"""An airport as a place that coaches ride to."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.model.place import Airport, City


@dataclass(frozen=True)
class Port:
    """An airport as a position with an id, its code in lower case."""

    id: str
    lat: float
    lon: float


def port(city: City, iata: str) -> Port:
    """Return an airport of `city` as a place to ride to."""
    airport: Airport = next(one for one in city.airports if one.iata == iata)
    return Port(iata.lower(), airport.lat, airport.lon)
