"""The fields that a brief is shown in. Pure, no screen."""

from __future__ import annotations

from workshop.model.catalogue import Catalogue
from workshop.model.tour import VenueWish
from workshop.tui.forms import entries, fields
from workshop.tui.forms.fields import Field, Section, optional
from workshop.tui.forms.moneylines import read_lines, read_rates

KINDS = ("company", "individuals")
MODULE_WISHES = ("must", "may", "never")
"""Lists of modules that are shown; a module in none of them is wished for."""
HOST_WISHES = ("must", "wish", "never")
"""The same for hosts; a host in none of them may come in."""

WEIGHTS = {
    "visit": ("visit", "for a visit nobody asked for"),
    "wish": ("wish", "more for a visit or lecture that is wished for"),
    "module": ("lecture", "for a lecture in full; the short form gives half"),
    "coverage": ("taught and seen", "for a framework both taught and seen"),
    "sector": ("variety", "for each different sector visited"),
    "leisure": ("leisure", "for an hour of leisure, up to the wish"),
    "free_evening": ("free evening", "for an evening with nothing planned"),
    "transit": ("transit", "off for an hour of coaches, airports and flights"),
    "idle": ("idle", "off for an idle hour between two blocks"),
    "balance": ("balance", "off for each point away from the target balance"),
    "even": ("uneven days", "off for each hour between the fullest and the emptiest day"),
    "cost": ("cost", "off for each percent above the ceiling"),
}


def brief_sections(catalogue: Catalogue, venues: tuple[VenueWish, ...] = ()) -> tuple[Section, ...]:
    """Return the form's sections; ids are read against `catalogue`.

    `venues` are those that the brief has: what it knows of one stays while it is named.
    """
    known = {one.id: one.name for one in catalogue.cities}
    cities, named = fields.names(known, "city"), fields.offered(known)
    rooms = fields.offered({one: venue.name for one, venue in catalogue.venue.items()})
    return (
        Section("The tour", _what()),
        Section("When", _when()),
        Section("Where", (
            Field("cities.must", "cities, must", "with commas; say their order below", cities,
                  named, several=True),
            Field("cities.may", "cities, may", "come in if they pay for their way", cities, named,
                  several=True),
            Field("cities.order", "their order",
                  "those that must come in this order; left empty: the plan chooses", cities,
                  named, several=True),
            Field("arrival", "arrival", "airport and local time of the first day: CGK 21:30; or "
                  "nothing", optional(_end(catalogue))),
            Field("departure", "departure", "airport and local time of the last day, or nothing",
                  optional(_end(catalogue))),
            Field("flights", "booked flights",
                  "2027-03-24 CGK 09:00 SIN 11:50 SQ 951; one after the other with ;",
                  entries.flights(catalogue)),
            Field("venues", "rooms", "one a city, with commas; left empty: the plan chooses",
                  entries.venues(catalogue, venues), rooms, several=True),
            Field("closures", "open, closed",
                  "Jakarta 2027-03-25 closed: joint leave; against the calendar, with ;",
                  entries.closures(catalogue)),
        )),
        Section("On the way", _on_the_way()),
        Section("Balance", _balance()),
        Section("Pace", _pace()),
        Section("Musts and wishes", _wishes(catalogue)),
        Section("Money", (
            Field("budget.ceiling", "ceiling", "for the whole group; left empty: no budget",
                  optional(fields.amount)),
            Field("budget.currency", "currency", "of the ceiling: USD", optional(fields.currency)),
            Field("budget.price_per_head", "price a head", "what a participant pays, or nothing",
                  optional(fields.amount)),
            Field("budget.rates", "rates", "SGD 0.75 2026-11-20; one after the other with ;",
                  read_rates),
            Field("budget.lines", "known costs",
                  "Coaches: USD 6000 + 12 a head [coaches]; one after the other with ;",
                  read_lines),
        )),
        Section("What counts", tuple(
            Field(f"weights.{key}", label, f"points {hint}", fields.whole(0, 1000))
            for key, (label, hint) in WEIGHTS.items()
        )),
    )  # fmt: skip


def _what() -> tuple[Field, ...]:
    return (
        Field("title", "title", "what the tour is called", fields.some_words),
        Field("for", "for", "company (one team) or individuals", fields.one_of(KINDS), KINDS),
        Field("client", "client", "whose tour it is, or nothing", fields.words),
        Field("question", "question", "the strategic question it is built on", fields.words),
        Field("group_size", "people", "who travel, 1 to 500", fields.whole(1, 500)),
        Field("coach_seats", "coach seats", "if you know them", optional(fields.whole(1, 500))),
        Field("notes", "notes", "stay in this file", fields.words),
    )


def _when() -> tuple[Field, ...]:
    first = optional(fields.day)
    return (
        Field("start", "first day", "2027-03-22; leave empty to let the plan choose", first),
        Field("window.earliest", "or not before", "the first day is chosen from here …", first),
        Field("window.latest", "over by", "… and the tour is over by then", first),
        Field("days", "days", "1 to 21", fields.whole(1, 21)),
    )


def _on_the_way() -> tuple[Field, ...]:
    return (
        Field("dress", "dress", "what participants are told to wear", fields.words),
        Field("needs", "diet, access",
              "in numbers, no names, for staff, kitchens and hosts: 2 vegetarian",
              fields.words),
        Field("contacts", "contacts",
              "Guide: Ms Tan, +65 6000 0000; [public] behind: participants get it",
              entries.read_contacts),
    )  # fmt: skip


def _balance() -> tuple[Field, ...]:
    share = "training as a share of training + visits"
    return (
        Field("balance.target", "training, percent", share, fields.percent),
        Field("balance.tolerance", "give or take", "percentage points", fields.percent),
        Field("balance.hard", "refuse others", "yes: a plan outside is refused; no: costs points",
              fields.yes_no, ("yes", "no")),
        Field("leisure.minutes_per_day", "leisure a day", "minutes wished for",
              fields.whole(0, 960)),
    )  # fmt: skip


def _pace() -> tuple[Field, ...]:
    return (
        Field("pace.day_start", "day starts", "nothing but travel is earlier", fields.clock),
        Field("pace.day_end", "day ends", "lectures, visits and debrief are over", fields.clock),
        Field("pace.evening_end", "evening ends", "back at the base by then", fields.clock),
        Field("pace.travel_from", "coach not before", "on a day with a flight", fields.clock),
        Field("pace.travel_until", "at the base by", "on a day with a flight", fields.clock),
        Field("pace.visits_per_day", "visits a day", "at most, 0 to 6", fields.whole(0, 6)),
        Field("pace.rest_hours", "rest", "hours at night at least, 0 to 14", fields.whole(0, 14)),
    )


def _wishes(catalogue: Catalogue) -> tuple[Field, ...]:
    modules = {one.id: one.title for one in catalogue.modules}
    hosts = {one: host.name for one, host in catalogue.host.items()}
    leisure = {one: item.name for one, item in catalogue.leisure.items()}
    lists = (
        *((f"modules.{wish}", f"lectures, {wish}", modules, "lecture",
           "with commas; lectures in no list are wished for") for wish in MODULE_WISHES),
        *((f"hosts.{wish}", f"hosts, {wish}", hosts, "host",
           "with commas; hosts in no list may come in") for wish in HOST_WISHES),
        *((f"leisure.{wish}", f"leisure, {wish}", leisure, "item",
           "with commas") for wish in ("must", "never")),
    )  # fmt: skip
    return tuple(
        Field(key, label, hint, fields.names(known, what), fields.offered(known), several=True)
        for key, label, known, what, hint in lists
    )


def _end(catalogue: Catalogue) -> fields.Reader:
    def read(text: str) -> dict[str, str]:
        code, _, at = text.strip().partition(" ")
        code = code.upper()
        if code not in catalogue.airport:
            raise ValueError(f"no airport {code}; there are {', '.join(catalogue.airport)}")
        city = catalogue.city_of[code].id
        return {"city": city, "airport": code, "at": fields.clock(at)}

    return read
