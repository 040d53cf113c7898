"""Edits of the brief: what is known of a host, and the order of the cities."""

from __future__ import annotations

from workshop.errors import UsageError
from workshop.model.terms import host_wish
from workshop.model.tour import Brief, HostWish


def with_host(brief: Brief, host: str, **fields: object) -> Brief:
    """Return the brief with some fields of what it says of a host changed, others as they are.

    Raises pydantic's `ValidationError` (a `ValueError`) where they contradict each other.
    """
    known = host_wish(brief, host)
    wish = HostWish.model_validate({**dict(known), **fields})
    if any(one.id == host for one in brief.hosts):
        hosts = tuple(wish if one.id == host else one for one in brief.hosts)
    else:
        hosts = (*brief.hosts, wish)
    return brief.model_copy(update={"hosts": hosts})


def with_order(brief: Brief, route: tuple[str, ...]) -> Brief:
    """Return the brief with the cities of a route in that order, as far as it names them."""
    named = brief.cities.must + brief.cities.may
    order = tuple(city for city in dict.fromkeys(route) if city in named)
    return brief.model_copy(update={"cities": brief.cities.model_copy(update={"order": order})})


def moved(route: tuple[str, ...], city: str, by: int) -> tuple[str, ...]:
    """Return a route with a city so many places later, or earlier (-1).

    Raises `UsageError` where the city is not on it, or would leave it.
    """
    if city not in route:
        raise UsageError("the tour does not come to this city", "go to a day in one of its cities")
    at = route.index(city) + by
    if not 0 <= at < len(route):
        last = "last" if by > 0 else "first"
        raise UsageError(f"this city is the {last} one already", "move another city")
    others = [one for one in route if one != city]
    return (*others[:at], city, *others[at:])
