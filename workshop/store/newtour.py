"""The text of a new tour file: a brief with a word on every field, ready to plan."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Collection, Sequence
from datetime import date, timedelta

import yaml

from workshop.catalogue.quoting import visible
from workshop.errors import StoreError, UsageError
from workshop.model.calendar import Closures
from workshop.model.place import City
from workshop.store.layout import flow, quoted
from workshop.store.splice import brief_of, replaced, without_agenda

_NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
_LEAD_WEEKS = 10
"""Hosts are asked about this long before a tour."""

_BRIEF = """\
# A tour: what you ask for (the brief). `workshop plan {name}` makes an agenda of it,
# `workshop plan {name} --write` stores the agenda at the end of this file.
# Lines that begin with # are notes and examples; take the # away to use an example.
# Times and dates stand in quotes: "08:30", "2027-03-22". Times are local to the city.
format: 1
brief:
  title: {title}
  # One firm brings its people (company), or everybody comes alone (individuals).
  for: company
  # client: "The firm that comes"
  # The one question that the group wants answered.
  # question: "Where should we build on platforms of others, and where be one?"
  # How many people travel. Hosts, rooms and coaches must take them all.
  group_size: 18

  # When. Either a first day, or a window to choose the best days from (then delete `start`).
  start: {start}
  # window: {{earliest: {start}, latest: {latest}}}
  days: {days}

  # Cities that must be visited, and cities that may be if they pay. Their order is free,
  # unless `order` names some of them: those then come in that sequence.
  cities:
    must: {cities}
    may: []
    # order: {cities}

  # If flights to the first city and home again are known: landing and take-off, local times.
  # arrival: {{city: {first}, airport: {port}, at: "07:30"}}
  # departure: {{city: {first}, airport: {port}, at: "22:30"}}

  # Lectures : visits. 0.5 means equal time; a plan farther off than the tolerance is refused
  # if `hard` is true, else it only costs points.
  balance: {{target: 0.5, tolerance: 0.1, hard: true}}
  # Leisure to aim for. `must` and `never` name items by the ids that they
  # have in content/cities.
  leisure: {{minutes_per_day: 60, must: [], never: []}}
  # The shape of a day.
  pace:
    day_start: "08:30"
    day_end: "18:30"
    evening_end: "22:00"
    visits_per_day: 2
    rest_hours: 11

  # Lectures: must, wish, may or never; a lecture not named is a wish.
  # The form may be full, short or either. `workshop modules` lists them.
  modules:
    - {{id: m12, wish: must}}
    # - {{id: m02, wish: never}}

  # Companies: must, wish, may or never; one not named may be used. `workshop hosts` lists them.
  # status says how far you are with them: idea, invited, tentative, confirmed or declined.
  # Nobody counts as agreed, in any document, before you write confirmed here.
  hosts: []
  # A host with all that can be said of it; only id is needed:
  # - id: {host}
  #   wish: wish
  #   status: tentative
  #   slot: {{date: {start}, start: "14:00", minutes: 90}}
  #   hours: [{{days: [tue, wed, thu], from: "10:00", to: "16:00"}}]
  #   open_on_holidays: false
  #   group_cap: 20
  #   visit_minutes: 90
  #   cost: {{currency: USD, fixed: 0, per_head: 25}}
  #   suggested_by: "who had the idea"
  #   why: "what we want to see there"
  #   source: "where you know it from"
  #   contact: "who answers there; on the run sheet, and in your own outreach report and tables"
  #   next_step: "in your own outreach report and tables only"
  #   notes: "in your own outreach report and tables only"

  # Flights that are booked; they are used exactly. Without them the usual departures are assumed.
  # flights:
  #   - {{date: {start}, from: CGK, to: SIN, departs: "18:30", lands: "21:20"}}
  # The room to teach in, one a city, by its id in content/cities; the group sleeps there or next
  # door. `workshop compare {name} --base CITY` tries each of a city.
  # venues:
  #   - {{city: {first}, id: {venue}, capacity: 40}}
  # A day that the calendar has wrong for your hosts.
  # closures:
  #   - {{city: {first}, date: {start}, open: false, why: "joint leave was announced"}}
  # What the whole group may cost, with the costs and rates you know.
  # budget:
  #   ceiling: 90000
  #   currency: USD
  #   rates: [{{currency: SGD, per_unit: 0.75, as_of: {start}}}]
  #   lines: [{{what: "Coaches", cost: {{currency: USD, fixed: 6000}}}}]
  # Points for what a plan is made best at; the plan shows each with its sum.
  # weights: {{visit: 60, wish: 30, module: 40, leisure: 10, transit: 6}}
  # coach_seats: 40
  # What participants wear; what kitchens and doors must know, in numbers and without names.
  # dress: "business; a jacket for cold rooms"
  # needs: "2 vegetarian, 1 halal, 1 wheelchair"
  # Who is called on the way; `public` ones stand in what participants get.
  # contacts:
  #   - {{role: "Emergency, day and night", phone: "+65 0000 0000", public: true}}
  #   - {{role: "Coach firm in Jakarta", name: "the dispatcher", phone: "+62 000 000"}}
  # notes: "stays in this file"
"""

_COPIED = """\
# Copied from another tour. What was agreed there may not hold here: check each status, slot,
# booked flight and closure before you plan.
"""

_EXAMPLES = {
    "singapore": ("SIN", "sgp-grab", "ven-sgp-suntec"),
    "bangkok": ("BKK", "bkk-agoda", "ven-bkk-qsncc"),
    "seoul": ("ICN", "sel-naver", "ven-sel-coex"),
}
"""Airport, host and venue to show in the examples; Jakarta's for any other city."""


def quiet_monday(today: date, cities: Collection[City], closures: Closures) -> date:
    """Return the first Monday of a week without holidays that leaves ten weeks to ask hosts.

    In none of `cities` a day of it is closed, Monday to Friday, or in Ramadan where that changes
    hours. Without such a week in a year it is the first Monday.
    """
    earliest = today + timedelta(weeks=_LEAD_WEEKS)
    first = earliest + timedelta(days=-earliest.weekday() % 7)
    mondays = (first + timedelta(weeks=number) for number in range(52))
    return next((one for one in mondays if _is_quiet(one, cities, closures)), first)


def _is_quiet(monday: date, cities: Collection[City], closures: Closures) -> bool:
    friday = monday + timedelta(days=4)
    days = [monday + timedelta(days=number) for number in range(5)]
    closed = any((city.country_code, day) in closures.on for city in cities for day in days)
    fasting = any(span.start <= friday and monday <= span.end for span in closures.ramadan)
    return not closed and not (fasting and any(city.ramadan is not None for city in cities))


def check_name(name: str) -> None:
    """Raise UsageError unless `name` is words and numbers joined by single dashes."""
    if not _NAME.fullmatch(name) or len(name) > 80:
        raise UsageError(
            f"“{visible(name)}” cannot be the name of a tour",
            "use lower-case letters, digits and single dashes, such as asia-2027",
        )


def name_for(title: str, taken: Collection[str]) -> str:
    """Return a name for a tour, made of its title, that is none of those `taken`.

    A title without a Latin letter or digit gives `tour`; a number tells equal names apart.
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-") or "tour"
    others = (f"{name}-{number}" for number in itertools.count(2))
    return name if name not in taken else next(one for one in others if one not in taken)


def new_tour(
    name: str,
    *,
    start: date | None,
    days: int | None,
    cities: Sequence[str],
    source_text: str | None = None,
) -> str:
    """Return the text of a tour file `name`, commented and ready to plan.

    With `source_text`, another tour's file, its brief and comments are kept and only the title and
    what is given are changed; its agenda is left out. Otherwise `start` and `cities` are needed
    and `days` is 5 unless given. UsageError if something needed is missing or the name will not do.
    """
    check_name(name)
    if source_text is not None:
        return _copy(name, start, days, cities, source_text)
    if start is None:
        raise UsageError("a new tour needs a first day", "add --start 2027-03-22")
    if not cities:
        raise UsageError("a new tour needs cities", "add --cities jakarta,singapore")
    port, host, venue = _EXAMPLES.get(cities[0], ("CGK", "jkt-goto", "ven-jkt-mulia"))
    length = 5 if days is None else days
    return _BRIEF.format(
        name=name,
        title=quoted(_title(name)),
        start=quoted(start.isoformat()),
        latest=quoted((start + timedelta(days=length + 13)).isoformat()),
        days=length,
        cities=flow(list(cities)),
        first=cities[0],
        port=port,
        host=host,
        venue=venue,
    )


def _copy(
    name: str, start: date | None, days: int | None, cities: Sequence[str], source: str
) -> str:
    text = without_agenda(source.removeprefix("\ufeff").replace("\r\n", "\n"))
    text = _put(text, "title", quoted(_title(name)))
    if start is not None:
        old = "window" if "window" in _keys(text) else "start"
        text = _put(text, old, quoted(start.isoformat()), rename="start")
    if days is not None:
        text = _put(text, "days", str(days))
    if cities:
        text = _put(text, "cities", f"{{must: {flow(list(cities))}}}")
    return _COPIED + text.removeprefix(_COPIED)


def _put(text: str, key: str, value: str, *, rename: str | None = None) -> str:
    """Set a key of the brief to a value on one line; a key that is not there comes first."""
    entries = brief_of(text).value
    for entry in entries:
        if entry[0].value == key:
            return replaced(text, entry, f"{rename or key}: {value}")
    first: yaml.Node = entries[0][0]
    margin = " " * first.start_mark.column
    at = first.start_mark.index
    if brief_of(text).flow_style:
        raise StoreError("the brief is written in braces", "write it with one key a line")
    return text[:at] + f"{rename or key}: {value}\n{margin}" + text[at:]


def _keys(text: str) -> set[str]:
    return {str(key.value) for key, _ in brief_of(text).value}


def _title(name: str) -> str:
    return " ".join(word.capitalize() for word in name.replace("_", "-").split("-"))
