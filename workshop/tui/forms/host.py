"""What a brief knows of a host, and a host of one's own, as texts of a form and back. Pure."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from workshop.model.base import WEEKDAYS, Hours
from workshop.model.catalogue import Catalogue
from workshop.model.ownhost import OwnHost
from workshop.model.tour import STATUSES, HostWish, Slot
from workshop.tui.forms import fields
from workshop.tui.forms.brief import faults_by_key
from workshop.tui.forms.fields import Field, RejectedError, Section, optional

V = TypeVar("V", bound=BaseModel)

WISHES = ("must", "wish", "may", "never")
ANSWERS = ("yes", "no")

VISIT = (
    Field("hours", "visiting hours", "mon-fri 09:00-17:00, sat 10:00-14:00; left empty: as assumed",
          optional(fields.hours)),
    Field("open_on_holidays", "on holidays", "yes: open, no: closed, left empty: as assumed",
          optional(fields.yes_no), ANSWERS),
    Field("group_cap", "group up to", "people it receives; left empty: as assumed",
          optional(fields.whole(1, 500))),
    Field("visit_minutes", "visit takes", "minutes, 15 to 480; left empty: as assumed",
          optional(fields.whole(15, 480))),
)  # fmt: skip


def wish_sections() -> tuple[Section, ...]:
    """Return the card's sections: how far one is, what is agreed, what the host has said."""
    return (
        Section("How far we are", (
            Field("status", "status", ", ".join(STATUSES), fields.one_of(STATUSES), STATUSES),
            Field("wish", "wish", ", ".join(WISHES), fields.one_of(WISHES), WISHES),
            Field("next_step", "next step", "who does what by when", fields.words),
            Field("contact", "contact", "who answers there; also on the run sheet", fields.words),
            Field("notes", "notes", "stay in this file", fields.words),
        )),
        Section("What is agreed", (
            Field("slot", "slot", "2027-03-24 15:30, with minutes if you know them: … 90",
                  optional(_slot)),
        )),
        Section("What they said", VISIT),
        Section("Why this one", (
            Field("why", "why", "for this tour", fields.words),
            Field("suggested_by", "suggested by", "who had the idea", fields.words),
            Field("source", "source", "where that was said", fields.words),
        )),
    )  # fmt: skip


def wish_texts(wish: HostWish) -> dict[str, str]:
    """Return what the card shows, by key."""
    return {
        **{key: str(getattr(wish, key)) for key in (
            "status", "wish", "next_step", "contact", "notes", "why", "suggested_by", "source"
        )},
        "slot": _slot_words(wish.slot),
        **_visit_texts(wish),
    }  # fmt: skip


def wish_from(wish: HostWish, texts: Mapping[str, str]) -> HostWish:
    """Return `wish` with what was changed on the card. Raises `RejectedError`."""
    sections = wish_sections()
    new = fields.changed_data(sections, wish_texts(wish), texts)
    data = {**wish.model_dump(mode="json", by_alias=True), **new}
    try:
        return _built(HostWish, data, sections)
    except RejectedError as error:
        faults = {key or "status": fault for key, fault in error.faults.items()}
        raise RejectedError(faults) from error


def _slot(text: str) -> dict[str, object]:
    parts = text.split()
    if not 2 <= len(parts) <= 3:
        raise ValueError("write a slot as 2027-03-24 15:30, or with minutes 2027-03-24 15:30 90")
    slot: dict[str, object] = {"date": fields.day(parts[0]), "start": fields.clock(parts[1])}
    if len(parts) == 3:
        slot["minutes"] = fields.whole(15, 480)(parts[2])
    return slot


def _slot_words(slot: Slot | None) -> str:
    if slot is None:
        return ""
    return f"{slot.date} {slot.start:%H:%M}" + (f" {slot.minutes}" if slot.minutes else "")


def _visit_texts(one: HostWish | OwnHost) -> dict[str, str]:
    holidays = {None: "", True: "yes", False: "no"}[one.open_on_holidays]
    return {
        "hours": hours_words(one.hours or ()),
        "open_on_holidays": holidays,
        "group_cap": str(one.group_cap or ""),
        "visit_minutes": str(one.visit_minutes or ""),
    }


def hours_words(hours: tuple[Hours, ...]) -> str:
    """Return opening hours as a form takes them: `mon-fri 09:00-17:00, sat 10:00-14:00`."""
    return ", ".join(
        f"{run} {one.start:%H:%M}-{one.end:%H:%M}" for one in hours for run in _runs(one.days)
    )


def _runs(days: tuple[str, ...]) -> list[str]:
    """Return weekdays as stretches without a gap."""
    runs: list[list[str]] = []
    for day in (one for one in WEEKDAYS if one in days):
        if runs and WEEKDAYS.index(day) == [*WEEKDAYS].index(runs[-1][-1]) + 1:  # type: ignore[arg-type]
            runs[-1].append(day)
        else:
            runs.append([day])
    return [run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]


# --------------------------------------------------------------- a host of one's own


def own_sections(catalogue: Catalogue) -> tuple[Section, ...]:
    """Return the sections of a host of one's own; ids are read against `catalogue`."""
    cities = {one.id: one.name for one in catalogue.cities}
    shown = {one.id: one.name for one in catalogue.frameworks}
    frameworks = fields.names(shown, "framework")
    return (
        Section("The host", (
            Field("name", "name", "what it is called", fields.some_words),
            Field("id", "id", "such as sgp-acme; left empty: made from the name",
                  optional(_identifier)),
            Field("city", "city", ", ".join(cities.values()), _single(cities, "city"),
                  tuple(cities.values())),
            Field("sector", "sector", "what it does, in a few words", fields.some_words),
            Field("frameworks", "shows",
                  "with commas, the leading one first: marketplace, learning",
                  _at_least_one(frameworks), fields.offered(shown), several=True),
            Field("why", "why", "why a visit would be worth it", fields.some_words),
        )),
        Section("Where it is from", (
            Field("suggested_by", "suggested by", "a name; shown wherever the host is",
                  fields.some_words),
            Field("source", "source", "where that was said, or an address", fields.words),
            Field("suggested_on", "on", "2026-11-20", optional(fields.day)),
        )),
        Section("Where it is", (
            Field("district", "district", "if you know it", fields.words),
            Field("address", "address", "if you know it; else to be confirmed", fields.words),
            Field("position", "position", "degrees: 1.2970 103.7890; left empty: the city's centre",
                  optional(_position)),
        )),
        Section("What they said", VISIT),
        Section("Take care", (
            Field("cautions", "cautions", "what to know before one asks", fields.words),
        )),
    )  # fmt: skip


def own_texts(host: OwnHost | None, catalogue: Catalogue, city: str = "") -> dict[str, str]:
    """Return what the form shows of `host`, or of a new one in `city`."""
    named = {one.id: one.name for one in catalogue.cities}
    if host is None:
        return {"city": named.get(city, "")}
    plain = ("name", "id", "sector", "why", "suggested_by", "source", "district", "address")
    return {
        **{key: str(getattr(host, key)) for key in plain},
        "city": named.get(host.city, host.city),
        "frameworks": ", ".join(host.frameworks),
        "suggested_on": str(host.suggested_on or ""),
        "position": f"{host.lat} {host.lon}" if host.placed else "",
        "cautions": host.cautions or "",
        **_visit_texts(host),
    }


def own_from(host: OwnHost | None, texts: Mapping[str, str], catalogue: Catalogue) -> OwnHost:
    """Return the host that the form describes; `host` is what it was. Raises `RejectedError`.

    An id of the catalogue is refused, unless it is the host's own; a changed id makes a new host.
    """
    sections = own_sections(catalogue)
    before = own_texts(host, catalogue) if host is not None else {}
    _need_all(sections, texts)
    new = fields.changed_data(sections, before, texts)
    if "position" in new:
        place = new.pop("position")
        new["lat"], new["lon"] = place if isinstance(place, list) else (None, None)
    data = {**(host.model_dump(mode="json", by_alias=True) if host is not None else {}), **new}
    data["cautions"] = data.get("cautions") or None
    if not data.get("id"):
        data["id"] = free_id(str(data["city"]), str(data["name"]), catalogue)
    elif (host is None or data["id"] != host.id) and _is_taken(str(data["id"]), catalogue):
        raise RejectedError({"id": f"{data['id']} is taken; choose another"})
    return _built(OwnHost, data, sections)


def _need_all(sections: tuple[Section, ...], texts: Mapping[str, str]) -> None:
    """Judge every field, those nobody touched too: a new host starts empty."""
    every = (one for section in sections for one in section.fields)
    faults = {one.key: wrong for one in every if (wrong := one.wrong(texts.get(one.key, "")))}
    if faults:
        raise RejectedError(faults)


def free_id(city: str, name: str, catalogue: Catalogue) -> str:
    """Return an id made of a name that nothing in the catalogue has: `kopi-kenangan`.

    A name without a Latin letter or digit gives that of its city: `bangkok-host`.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = "-".join(re.findall(r"[a-z0-9]+", plain)[:6])[:70].strip("-") or f"{city}-host"
    candidates = (stem if number == 1 else f"{stem}-{number}" for number in range(1, 10_000))
    return next(one for one in candidates if not _is_taken(one, catalogue))


def _is_taken(name: str, catalogue: Catalogue) -> bool:
    return any(
        name in known
        for known in (catalogue.city_of, catalogue.city, catalogue.module, catalogue.framework)
    )


def _identifier(text: str) -> str:
    said = text.strip()
    if not re.fullmatch(r"[a-z0-9]+([_-][a-z0-9]+)*", said) or len(said) > 80:
        raise ValueError("write small letters, digits and single dashes: sgp-acme")
    return said


def _single(known: Mapping[str, str], what: str) -> fields.Reader:
    several = fields.names(known, what)

    def read(text: str) -> str:
        found = several(text)
        if not isinstance(found, list) or len(found) != 1:
            raise ValueError(f"write one {what}: {', '.join(known.values())}")
        return str(found[0])

    return read


def _at_least_one(read: fields.Reader) -> fields.Reader:
    def some(text: str) -> object:
        if not text.strip(" ,"):
            raise ValueError("name at least one, such as marketplace")
        return read(text)

    return some


def _position(text: str) -> list[float]:
    parts = re.split(r"[\s,]+", text.strip())
    try:
        lat, lon = (float(one) for one in parts)
    except ValueError:
        raise ValueError("write degrees north and east: 1.2970 103.7890") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError("degrees go from -90 to 90 north and from -180 to 180 east")
    return [lat, lon]


def _built(kind: type[V], data: Mapping[str, object], sections: tuple[Section, ...]) -> V:
    try:
        return kind.model_validate_json(json.dumps(data))
    except ValidationError as error:
        keys = ["", *(field.key for section in sections for field in section.fields)]
        raise RejectedError(faults_by_key(error, keys)) from error
