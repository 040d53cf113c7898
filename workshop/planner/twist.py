"""What a variant of a tour changes in its brief: cities, length, start, venues, weights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import ValidationError

from workshop.errors import UsageError
from workshop.model.agenda import Agenda, Block
from workshop.model.catalogue import Catalogue
from workshop.model.cities import CityWishes
from workshop.model.terms import venue_terms
from workshop.model.tour import Brief, Tour, VenueWish
from workshop.planner.changes import day_words, listed
from workshop.planner.relock import base_of

AS_IT_IS = "as it is"
"""The label of the tour that nothing is changed in."""


@dataclass(frozen=True)
class Twist:
    """What a variant changes in the brief, all of it at once; what is not named stays."""

    add: tuple[str, ...] = ()
    """Cities that must be visited then."""
    drop: tuple[str, ...] = ()
    """Cities that go, with every wish, booking and lock that belongs to them."""
    days: int | None = None
    start: date | None = None
    venues: tuple[str, ...] = ()
    """Training venues, each to be the base in its city."""
    weights: tuple[tuple[str, int], ...] = ()

    def label(self, catalogue: Catalogue) -> str:
        """Say it: `with Seoul, 6 days`."""
        changes = (("with", self.add), ("without", self.drop))
        parts = [
            f"{word} {listed(_name(catalogue, city) for city in cities)}"
            for word, cities in changes
            if cities
        ]
        parts += [f"{self.days} day{'s' if self.days > 1 else ''}"] if self.days else []
        parts += [f"start {day_words(self.start)}"] if self.start else []
        parts += [f"based at {catalogue.venue[venue].name}" for venue in self.venues]
        parts += [f"{name} {value}" for name, value in self.weights]
        return ", ".join(parts) or AS_IT_IS


def twisted(tour: Tour, twist: Twist, catalogue: Catalogue) -> Tour:
    """Return `tour` with a twist in its brief.

    Raises UsageError where that makes no brief: no city is left, or the window is too short.
    """
    brief, held = tour.brief, tour.agenda
    changed: dict[str, object] = {"cities": _cities(brief, twist, catalogue)}
    for city in twist.drop:
        changed |= _without(brief.model_copy(update=changed), city, catalogue)
        held = _unlocked(held, city)
    for venue in twist.venues:
        made = brief.model_copy(update=changed)
        changed["venues"] = _based(made, venue, catalogue)
        held = _unlocked(held, catalogue.city_of[venue].id, but=venue)
    if twist.days is not None:
        changed["days"] = twist.days
    if twist.start is not None:
        changed |= {"start": twist.start, "window": None}
    weights = dict(twist.weights)
    unknown = sorted(set(weights) - set(type(brief.weights).model_fields))
    if unknown:
        known = ", ".join(type(brief.weights).model_fields)
        raise UsageError(f"there is no weight {unknown[0]!r}", f"there are: {known}")
    try:
        changed["weights"] = type(brief.weights).model_validate({**dict(brief.weights), **weights})
        made = Brief.model_validate({**dict(brief), **changed})
    except ValidationError as error:
        why = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise UsageError(f"{twist.label(catalogue)}: {why}") from error
    return tour.model_copy(update={"brief": made, "agenda": held})


def every_start(brief: Brief) -> tuple[Twist, ...]:
    """Return a twist for every start in the brief's window, the only one where it names a date."""
    if brief.window is None:
        return (Twist(start=brief.start),)
    return starts_between(brief.window.earliest, brief.window.latest, brief.days)


def starts_between(first: date, last: date, days: int) -> tuple[Twist, ...]:
    """Return a twist for every start of a tour of so many days that is inside a window.

    Raises UsageError where the window is shorter than the tour.
    """
    count = (last - first).days + 2 - days
    if count < 1:
        raise UsageError(
            f"no tour of {days} days fits between {first} and {last}", "name a longer window"
        )
    return tuple(Twist(start=first + timedelta(days=number)) for number in range(count))


def usual(brief: Brief) -> tuple[Twist, ...]:
    """Return what is compared when nobody says: each optional city, a day less and a day more."""
    lengths = [n for n in (brief.days - 1, brief.days + 1) if 1 <= n <= 21]
    cities = tuple(Twist(add=(city,)) for city in brief.cities.may)
    return (*cities, *(Twist(days=n) for n in lengths))


def other_bases(tour: Tour, city: str, catalogue: Catalogue) -> tuple[Twist, ...]:
    """Return a twist for every other training venue of a city that the group fits.

    Raises UsageError where there is no other.
    """
    present = base_of(tour.agenda, city, catalogue) if tour.agenda else None
    named = next((wish.id for wish in tour.brief.venues if wish.city == city), None)
    found = [
        venue.id
        for venue in catalogue.city[city].venues
        if venue.id != (present or named)
        and venue_terms(catalogue, tour.brief, venue.id).cap >= tour.brief.group_size
    ]
    if not found:
        raise UsageError(f"{_name(catalogue, city)} has no other training venue for the group")
    return tuple(Twist(venues=(venue,)) for venue in found)


def _based(brief: Brief, venue: str, catalogue: Catalogue) -> tuple[VenueWish, ...]:
    """Return the venues of a brief with one as the base in its city; what was said of it stays."""
    city = catalogue.city_of[venue].id
    if city not in (*brief.cities.must, *brief.cities.may):
        raise UsageError(f"{_name(catalogue, city)} is no city of this tour")
    said = [wish for wish in brief.venues if wish.id == venue] or [VenueWish(city=city, id=venue)]
    return (*(wish for wish in brief.venues if wish.city != city), *said)


def _name(catalogue: Catalogue, city: str) -> str:
    return catalogue.city[city].name if city in catalogue.city else city


def _cities(brief: Brief, twist: Twist, catalogue: Catalogue) -> CityWishes:
    must, may = list(brief.cities.must), list(brief.cities.may)
    for city in twist.add:
        if city in must:
            raise UsageError(f"{_name(catalogue, city)} is a must of this tour already")
        must.append(city)
        may = [one for one in may if one != city]
    for city in twist.drop:
        if city not in (*must, *may):
            raise UsageError(f"{_name(catalogue, city)} is no city of this tour")
        must, may = ([one for one in cities if one != city] for cities in (must, may))
    if not must and not may:
        raise UsageError(f"{twist.label(catalogue)}: no city is left")
    return brief.cities.among(must, may)


def _without(brief: Brief, city: str, catalogue: Catalogue) -> dict[str, object]:
    """Return the brief's fields without what belongs to `city`."""

    def elsewhere(place: str) -> bool:
        return place not in catalogue.city_of or catalogue.city_of[place].id != city

    ends = {
        key: None
        for key, end in (("arrival", brief.arrival), ("departure", brief.departure))
        if end is not None and end.city == city
    }
    leisure = brief.leisure.model_copy(
        update={"must": tuple(one for one in brief.leisure.must if elsewhere(one))}
    )
    return {
        **ends,
        "hosts": tuple(wish for wish in brief.hosts if elsewhere(wish.id)),
        "venues": tuple(wish for wish in brief.venues if wish.city != city),
        "flights": tuple(f for f in brief.flights if elsewhere(f.start) and elsewhere(f.end)),
        "leisure": leisure,
    }


def _unlocked(agenda: Agenda | None, city: str, but: str = "") -> Agenda | None:
    """Return `agenda` without the locks in a city; those of lectures elsewhere than at `but`."""
    if agenda is None:
        return None

    def gone(one: Block) -> bool:
        moved = one.kind in ("training", "meal") and one.place.id != but
        return one.city == city and (moved or not but)

    def block(one: Block) -> Block:
        return one.model_copy(update={"locked": False}) if gone(one) else one

    days = tuple(
        day.model_copy(update={"blocks": tuple(map(block, day.blocks))}) for day in agenda.days
    )
    return agenda.model_copy(update={"days": days})
