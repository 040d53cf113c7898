"""What a brief lists: contacts, booked flights, closed and open days, as a line of text, and back.

Entries stand one after the other with `;` between. Pure, no screen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from workshop.model.catalogue import Catalogue
from workshop.model.tour import BookedFlight, ClosureOverride, Contact, VenueWish
from workshop.tui.forms import fields
from workshop.tui.forms.fields import Reader

_PUBLIC = re.compile(r"\s*\[public\]\s*$", re.IGNORECASE)
_CALL = "write it as Guide: Ms Tan, +65 6000 0000 [public]"
_FLIGHT = re.compile(
    r"(?P<date>\S+)\s+(?P<start>[A-Za-z]{3})\s+(?P<departs>[0-9:.h]+)"
    r"\s+(?P<end>[A-Za-z]{3})\s+(?P<lands>[0-9:.h]+)(?:\s+(?P<name>.+))?"
)
_FLY = "write it as 2027-03-24 CGK 09:00 SIN 11:50 SQ 951"
_DAY = re.compile(
    r"(?P<city>.+?)\s+(?P<date>[0-9-]+)\s+(?P<what>open|closed)(?:\s*:\s*(?P<why>.+))?",
    re.IGNORECASE,
)
_CLOSE = "write it as Jakarta 2027-03-25 closed: joint leave"


def _each(read: Callable[[str], dict[str, object]]) -> Reader:
    return lambda text: [read(part.strip()) for part in text.split(";") if part.strip()]


def contact_words(one: Contact) -> str:
    """Return `Guide: Ms Tan, +65 6000 0000 [public]`."""
    known = ", ".join(part for part in (one.name, one.phone) if part)
    return f"{one.role}: {known}" + (" [public]" if one.public else "")


def _contact(said: str) -> dict[str, object]:
    role, colon, rest = _PUBLIC.sub("", said).partition(":")
    if not role.strip() or not colon:
        raise ValueError(_CALL)
    name, _, phone = (part.strip() for part in rest.rpartition(","))
    if not re.match(r"[+(0-9]", phone):
        name, phone = rest.strip(), ""
    public = _PUBLIC.search(said) is not None
    return {"role": role.strip(), "name": name, "phone": phone, "public": public}


read_contacts = _each(_contact)
"""Takes people to call with `;` between. Raises `ValueError`."""


def flight_words(one: BookedFlight) -> str:
    """Return `2027-03-24 CGK 09:00 SIN 11:50 SQ 951`."""
    times = f"{one.date} {one.start} {one.departs:%H:%M} {one.end} {one.lands:%H:%M}"
    return f"{times} {one.name}".rstrip()


def flights(catalogue: Catalogue) -> Reader:
    """Return a reader of booked flights between airports of `catalogue`."""

    def read(said: str) -> dict[str, object]:
        found = _FLIGHT.fullmatch(said)
        if found is None:
            raise ValueError(_FLY)
        ends = [found["start"].upper(), found["end"].upper()]
        for code in ends:
            if code not in catalogue.airport:
                raise ValueError(f"no airport {code}; there are {', '.join(catalogue.airport)}")
        return {
            "date": fields.day(found["date"]), "from": ends[0], "to": ends[1],
            "departs": fields.clock(found["departs"]), "lands": fields.clock(found["lands"]),
            "name": (found["name"] or "").strip(),
        }  # fmt: skip

    return _each(read)


def closure_words(one: ClosureOverride, names: Mapping[str, str]) -> str:
    """Return `Jakarta 2027-03-25 closed: joint leave`; `names` are cities by id."""
    what = "open" if one.open else "closed"
    said = f"{names.get(one.city, one.city)} {one.date} {what}"
    return f"{said}: {one.why}" if one.why else said


def closures(catalogue: Catalogue) -> Reader:
    """Return a reader of days on which a city is open or closed against the calendar."""
    city = fields.names({one.id: one.name for one in catalogue.cities}, "city")

    def read(said: str) -> dict[str, object]:
        found = _DAY.fullmatch(said)
        if found is None:
            raise ValueError(_CLOSE)
        named = city(found["city"])
        if not isinstance(named, list) or len(named) != 1:
            raise ValueError(_CLOSE)
        return {
            "city": named[0], "date": fields.day(found["date"]),
            "open": found["what"].lower() == "open", "why": (found["why"] or "").strip(),
        }  # fmt: skip

    return _each(read)


def venues(catalogue: Catalogue, before: tuple[VenueWish, ...] = ()) -> Reader:
    """Return a reader of venues by id or name; what `before` knows of one stays with it."""
    read = fields.names({one: venue.name for one, venue in catalogue.venue.items()}, "venue")
    known = {one.id: one.model_dump(mode="json", by_alias=True) for one in before}

    def entries(text: str) -> list[dict[str, object]]:
        named = read(text)
        ids = named if isinstance(named, list) else []
        cities = [catalogue.city_of[one].name for one in ids]
        for city in cities:
            if cities.count(city) > 1:
                raise ValueError(f"there can be one in {city}")
        return [known.get(one) or {"city": catalogue.city_of[one].id, "id": one} for one in ids]

    return entries
