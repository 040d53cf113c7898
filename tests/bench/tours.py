"""Generated tours, the same every time: for the benchmark, and for `plan` against `check`."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from workshop.model.catalogue import Catalogue
from workshop.model.place import City, Host
from workshop.model.tour import Tour

SIZES = ((20, 3, 1), (37, 5, 2), (60, 7, 3), (80, 10, 3), (120, 14, 4))
"""Candidates to visit, days, cities that must be visited."""
LEGS = ("jakarta", "singapore", "bangkok", "seoul")
LENGTHS = ((4, 2), (5, 3), (7, 3), (10, 4), (14, 4))
"""Days and cities of the long ones among the drawn tours."""
EACH = 20
"""One in so many drawn tours is a long one."""
SPREAD = 0.03
"""Degrees, about three kilometres, that a made-up candidate is away from the one it is like."""


def generated(catalogue: Catalogue, count: int) -> Iterator[tuple[str, Tour, Catalogue]]:
    """Yield tours of the five sizes in turn, tight (hard balance) and loose, holidays inside."""
    for number in range(count):
        hosts, days, cities = SIZES[number % len(SIZES)]
        dice = random.Random(number)  # noqa: S311 (a benchmark, not a secret)
        must = dice.sample(LEGS, cities)
        wider = widened(catalogue, must, hosts, dice)
        tight = dice.random() < 0.5
        brief: dict[str, Any] = {
            "title": f"Generated {number}",
            "group_size": 18,
            "start": f"2027-{dice.choice(('03', '04'))}-{dice.randint(1, 24):02d}",
            "days": days,
            "cities": {"must": must, "may": []},
            "balance": {"hard": tight},
        }
        name = f"{hosts} hosts, {days} days, {cities} cities, {'tight' if tight else 'loose'}"
        yield f"{name} #{number}", _tour(brief), wider


def widened(catalogue: Catalogue, cities: list[str], hosts: int, dice: random.Random) -> Catalogue:
    """Return a catalogue in which `cities` have `hosts` candidates together.

    What is missing is made up: a company like one that is there, a few kilometres away.
    """
    share = {city: hosts // len(cities) + (n < hosts % len(cities)) for n, city in
             enumerate(cities)}  # fmt: skip
    changed = tuple(
        _with_hosts(city, share[city.id], dice) if city.id in share else city
        for city in catalogue.cities
    )
    fields = {name: getattr(catalogue, name) for name in Catalogue.model_fields}
    return Catalogue(**(fields | {"cities": changed}))


def _with_hosts(city: City, count: int, dice: random.Random) -> City:
    found = dice.sample(city.hosts, min(count, len(city.hosts)))
    while len(found) < count:
        like: Host = dice.choice(city.hosts)
        update = {
            "id": f"{like.id}-{len(found)}",
            "lat": like.lat + dice.uniform(-SPREAD, SPREAD),
            "lon": like.lon + dice.uniform(-SPREAD, SPREAD),
            "frameworks": dice.choice(city.hosts).frameworks,
            "sector": dice.choice(city.hosts).sector,
        }
        found.append(like.model_copy(update=update))
    return city.model_copy(update={"hosts": tuple(sorted(found, key=lambda host: host.id))})


def is_long(number: int) -> bool:
    """Tell whether a drawn tour is a long one."""
    return number % EACH == 0


def drawn(catalogue: Catalogue, number: int) -> Tour:
    """Return a tour of the real catalogue drawn by `number`: mostly a small one."""
    return (long if is_long(number) else small)(catalogue, number)


def long(catalogue: Catalogue, number: int) -> Tour:
    """Return a tour of up to two weeks, all hosts of its cities candidates, drawn by `number`."""
    dice = random.Random(number)  # noqa: S311 (a benchmark, not a secret)
    days, count = LENGTHS[number // EACH % len(LENGTHS)]
    cities = dice.sample(LEGS, count)
    must = cities[: dice.randint(1, count)]
    first = date(2027, dice.choice((3, 4)), dice.randint(1, 24))
    ids = [host.id for city in must for host in catalogue.city[city].hosts]
    hosts: list[dict[str, Any]] = []
    for one in dice.sample(ids, min(len(ids), 5)):
        wish: dict[str, Any] = {"id": one, "wish": dice.choice(("never", "may", "wish"))}
        if dice.random() < 0.1:
            when = first + timedelta(days=dice.randrange(days))
            at = f"{dice.randint(9, 15):02d}:{dice.choice(('00', '30'))}"
            wish |= {"wish": "may", "status": dice.choice(("tentative", "confirmed"))}
            wish["slot"] = {"date": f"{when}", "start": at}
        hosts.append(wish)
    brief: dict[str, Any] = {
        "title": f"Long {number}",
        "group_size": dice.choice((5, 18, 25)),
        "start": f"{first}",
        "days": days,
        "cities": {"must": must, "may": [city for city in cities if city not in must]},
        "hosts": hosts,
        "balance": {"hard": dice.random() < 0.5},
        "pace": {"visits_per_day": dice.randint(1, 3)},
    }
    return _tour(brief)


def small(catalogue: Catalogue, number: int) -> Tour:
    """Return a small tour with wishes, slots, closures and edges drawn by `number`."""
    dice = random.Random(number)  # noqa: S311 (a benchmark, not a secret)
    cities = dice.sample(LEGS, dice.choice((1, 1, 2)))
    days = dice.randint(len(cities), 3)
    ids = [host.id for city in cities for host in catalogue.city[city].hosts]
    picked = dice.sample(ids, min(len(ids), 3 * len(cities)))
    start = f"2027-{dice.choice(('03', '04'))}-{dice.randint(1, 26):02d}"
    hosts: list[dict[str, Any]] = [{"id": one, "wish": "never"} for one in ids if one not in picked]
    for one in picked:
        wish: dict[str, Any] = {"id": one, "status": dice.choice(("idea", "invited", "tentative"))}
        if dice.random() < 0.3:
            wish["visit_minutes"] = dice.choice((45, 60, 120))
        if dice.random() < 0.2:
            at = f"{dice.randint(9, 15):02d}:{dice.choice(('00', '07', '30'))}"
            wish |= {"status": dice.choice(("tentative", "confirmed"))}
            wish["slot"] = {"date": start, "start": at}
        hosts.append(wish)
    brief: dict[str, Any] = {
        "title": f"Small {number}",
        "group_size": dice.choice((5, 18, 25)),
        "start": start,
        "days": days,
        "cities": {"must": cities[:1], "may": cities[1:]},
        "hosts": hosts,
        "balance": {"hard": dice.random() < 0.4},
        "pace": {"visits_per_day": dice.randint(1, 3)},
    }
    if dice.random() < 0.3:
        brief["modules"] = [{"id": "m12", "wish": "must"}]
    if dice.random() < 0.3:
        brief["closures"] = [{"city": cities[0], "date": start, "open": dice.random() < 0.5}]
    return _tour(brief)


def _tour(brief: dict[str, Any]) -> Tour:
    return Tour.model_validate_json(json.dumps({"brief": brief}))
