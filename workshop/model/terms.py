"""What holds for a site in a brief: what the organiser knows, else the file, else a stated default.

`assumed` names, in words, what came from the defaults, so that it can be shown where it matters.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

from workshop.model.base import Hours, weekday
from workshop.model.catalogue import Catalogue
from workshop.model.place import City
from workshop.model.tour import Brief, HostWish, ModuleWish, Slot
from workshop.model.travel import clock

T = TypeVar("T")

Spans = tuple[tuple[int, int], ...]
"""Stretches of one local day in minutes after midnight, in order, apart."""


@dataclass(frozen=True)
class Terms:
    """What using a site takes: minutes, the largest group, when it is open."""

    minutes: int
    cap: int
    hours: tuple[Hours, ...]
    open_on_holidays: bool
    assumed: tuple[str, ...] = ()


def host_wish(brief: Brief, host: str) -> HostWish:
    """Return what the brief says of a host: by default a `may` with status `idea`."""
    found = next((wish for wish in brief.hosts if wish.id == host), None)
    return found or _unnamed_host(host)


@lru_cache(maxsize=1024)
def _unnamed_host(host: str) -> HostWish:
    return HostWish.model_construct(id=host)


def module_wish(brief: Brief, module: str) -> ModuleWish:
    """Return what the brief says of a module: by default a `wish`, in either form."""
    found = next((wish for wish in brief.modules if wish.id == module), None)
    return found or _unnamed_module(module)


@lru_cache(maxsize=256)
def _unnamed_module(module: str) -> ModuleWish:
    return ModuleWish.model_construct(id=module)


def host_terms(catalogue: Catalogue, brief: Brief, host_id: str) -> Terms:
    """Resolve a host's visit: its length, group cap and visiting hours."""
    host, wish, defaults = catalogue.host[host_id], host_wish(brief, host_id), catalogue.defaults
    slot_minutes = wish.slot.minutes if wish.slot else None
    minutes = slot_minutes or wish.visit_minutes or host.visit_minutes
    cap = wish.group_cap or host.group_cap
    hours = wish.hours if wish.hours is not None else host.hours
    on_holidays = _first(wish.open_on_holidays, host.open_on_holidays)
    assumed = (
        *(("visit length",) if minutes is None else ()),
        *(("group cap",) if cap is None else ()),
        *(("visiting hours",) if hours is None and wish.slot is None else ()),
    )
    return Terms(
        minutes=minutes or defaults.visit_minutes,
        cap=cap or defaults.group_cap,
        hours=defaults.host_hours if hours is None else hours,
        open_on_holidays=defaults.host_open_on_holidays if on_holidays is None else on_holidays,
        assumed=assumed,
    )


def venue_terms(catalogue: Catalogue, brief: Brief, venue_id: str) -> Terms:
    """Resolve a training venue: its capacity and hours; `minutes` is 0."""
    venue, defaults = catalogue.venue[venue_id], catalogue.defaults
    wish = next((wish for wish in brief.venues if wish.id == venue_id), None)
    capacity = _first(wish.capacity if wish else None, venue.capacity)
    hours = _first(wish.hours if wish else None, venue.hours)
    on_holidays = _first(wish.open_on_holidays if wish else None, venue.open_on_holidays)
    return Terms(
        minutes=0,
        cap=defaults.venue_capacity if capacity is None else capacity,
        hours=defaults.venue_hours if hours is None else hours,
        open_on_holidays=defaults.venue_open_on_holidays if on_holidays is None else on_holidays,
        assumed=(
            *(("room capacity",) if capacity is None else ()),
            *(("venue hours",) if hours is None else ()),
        ),
    )


def leisure_terms(catalogue: Catalogue, leisure_id: str) -> Terms:
    """Resolve a leisure item."""
    item, defaults = catalogue.leisure[leisure_id], catalogue.defaults
    return Terms(
        minutes=item.minutes,
        cap=defaults.leisure_capacity if item.capacity is None else item.capacity,
        hours=item.hours,
        open_on_holidays=item.open_on_holidays,
        assumed=() if item.hours_status == "confirmed" else ("opening hours",),
    )


_GOVERNMENT = {"ID": " (joint leave)"}


def closed_for(catalogue: Catalogue, brief: Brief, city: City, day: date) -> tuple[str, ...]:
    """Name the holidays and joint leave that close `city` on `day`; an override decides first."""
    for override in brief.closures:
        if override.city == city.id and override.date == day:
            return () if override.open else (override.why or "closed by the brief",)
    return tuple(
        holiday.name
        + (_GOVERNMENT.get(holiday.country, "") if holiday.category != "public" else "")
        + (" (estimated)" if holiday.estimated and "estimated" not in holiday.name else "")
        for holiday in catalogue.closures.on.get((city.country_code, day), ())
    )


def in_ramadan(catalogue: Catalogue, day: date) -> bool:
    """Tell whether `day` is in Ramadan, by the (estimated) dates of the closures file."""
    return any(span.start <= day <= span.end for span in catalogue.closures.ramadan)


def open_spans(catalogue: Catalogue, brief: Brief, city: City, terms: Terms, day: date) -> Spans:
    """Return when a site with `terms` is open on `day`; empty if it is closed."""
    if closed_for(catalogue, brief, city, day) and not terms.open_on_holidays:
        return ()
    today = weekday(day)
    spans = sorted(
        (clock(hours.start), clock(hours.end)) for hours in terms.hours if today in hours.days
    )
    return tuple(span for span in spans if span[0] < span[1])


def visit_spans(catalogue: Catalogue, brief: Brief, host_id: str, day: date) -> Spans:
    """Return when a visit to a host may take place on `day`.

    A slot the organiser holds (confirmed or tentative) decides alone. Otherwise it is the host's
    hours less Friday prayers, and in Ramadan no later than the city's last hour for visits.
    """
    city, wish = catalogue.city_of[host_id], host_wish(brief, host_id)
    terms = host_terms(catalogue, brief, host_id)
    held = held_slot(wish)
    if held is not None:
        start = clock(held.start)
        return ((start, start + terms.minutes),) if held.date == day else ()
    spans = open_spans(catalogue, brief, city, terms, day)
    if city.friday_prayer is not None and weekday(day) == "fri":
        spans = _without(spans, clock(city.friday_prayer.start), clock(city.friday_prayer.end))
    if city.ramadan is not None and in_ramadan(catalogue, day):
        spans = _without(spans, clock(city.ramadan.visits_end), 24 * 60)
    return tuple(span for span in spans if span[1] - span[0] >= terms.minutes)


def held_slot(wish: HostWish) -> Slot | None:
    """Return the slot that fixes a visit's time: of a confirmed or tentative host."""
    return wish.slot if wish.status in ("confirmed", "tentative") else None


def unheld(wish: HostWish) -> HostWish:
    """Return the wish with no time agreed any more; a length that was agreed with it stays."""
    if wish.slot is None or held_slot(wish) is None:
        return wish
    minutes = wish.slot.minutes or wish.visit_minutes
    return wish.model_copy(update={"slot": None, "status": "invited", "visit_minutes": minutes})


def _without(spans: Spans, start: int, end: int) -> Spans:
    cut: list[tuple[int, int]] = []
    for low, high in spans:
        cut += [(low, min(high, start)), (max(low, end), high)]
    return tuple(span for span in cut if span[0] < span[1])


def _first(*values: T | None) -> T | None:
    return next((value for value in values if value is not None), None)
