"""How documents say times, lengths, zones, kinds and statuses."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from workshop.model.agenda import Block, is_airport_wait
from workshop.model.base import Hours
from workshop.model.catalogue import Catalogue
from workshop.model.chart import Leg
from workshop.model.terms import host_wish
from workshop.model.tour import Status, Tour

_MONTHS = [
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_SHORT_DAYS = {
    "mon": "Mon",
    "tue": "Tue",
    "wed": "Wed",
    "thu": "Thu",
    "fri": "Fri",
    "sat": "Sat",
    "sun": "Sun",
}

KINDS = {
    "training": "Lecture",
    "visit": "Visit",
    "briefing": "Briefing",
    "debrief": "Debrief",
    "leisure": "Leisure",
    "meal": "Meal",
    "flight": "Flight",
    "transfer": "Transfer",
    "break": "Break",
}

STATUSES = {
    "idea": "idea — not asked yet",
    "invited": "invited — not confirmed",
    "tentative": "tentative — not confirmed",
    "confirmed": "confirmed",
    "declined": "declined",
}
"""What is said of a visit beside its host's name."""

MEANINGS = {
    "idea": "we would like to go there; the company has not been asked",
    "invited": "the company has been asked and has not agreed",
    "tentative": "a time is being talked about and nothing is agreed",
    "confirmed": "the company has agreed to this visit",
    "declined": "the company does not receive us; the visit has to be replaced",
}

CERTAINTY = {
    "confirmed": "a source states it",
    "weak": "from one old or second-hand source; to be checked",
    "general_knowledge": "from memory, no source; to be checked",
    "conflict": "sources disagree; to be checked",
}
"""How well a fact of the catalogue is known."""

DISCLAIMERS = (
    "Nothing here is advice to invest. Investing is risky; do your own research.",
    "Figures and facts given by the speaker of the talk, or by guests, may be wrong.",
    "Views may have been overtaken by events, or may never have been right.",
    "The lectures retell a talk of 2022 in other words; what is opinion is marked as opinion.",
    "A company named here as a possible host has not agreed to anything "
    "unless its visit is marked confirmed.",
)
"""What goes with everything that shows lecture content."""


def kind_word(block: Block) -> str:
    """Say what a block is."""
    return "Airport" if is_airport_wait(block) else KINDS[block.kind]


def without_kind(block: Block) -> str:
    """Return a block's title to stand beside the word for its kind, so that nothing is said twice.

    `Briefing: Grab` is `Grab`, `Flight CGK → SIN` is `CGK → SIN`, `Break` is nothing.
    """
    kind, title = kind_word(block), block.title.strip()
    if not _says_kind(block):
        return title
    rest = title[len(kind) :]
    parted = not rest or rest.startswith(":") or (block.kind == "flight" and rest[0] == " ")
    return rest.lstrip(" :") if parted else title


def what_words(block: Block) -> str:
    """Say what a block is and which one in one line, nothing twice: `Visit: Grab`, `Lunch`."""
    kind, title = kind_word(block), block.title.strip()
    if not title:
        return kind
    clear = block.kind in ("transfer", "break", "meal") and not is_airport_wait(block)
    return title if clear or _says_kind(block) else f"{kind}: {title}"


def _says_kind(block: Block) -> bool:
    return block.title.strip().casefold().startswith(kind_word(block).casefold())


def visit_status(tour: Tour, block: Block) -> Status:
    """Return how far the organiser is with a visit's host: by the brief of today, else an idea."""
    return host_wish(tour.brief, block.ref or "").status


def length(minutes: int) -> str:
    """Say a length of time: `45 min`, `12 h 30`."""
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d}"


def leg_words(leg: Leg) -> tuple[str, ...]:
    """Say how long a flight is, alone and from door to door."""
    return f"{length(leg.minutes)} in the air", f"{length(leg.in_all)} door to door"


def clock_time(at: datetime) -> str:
    """Say a time of day."""
    return f"{at:%H:%M}"


def zone(at: datetime) -> str:
    """Say the offset of a moment: `UTC+7`, `UTC+5:30`, `UTC-3`."""
    minutes = round((at.utcoffset() or timedelta()).total_seconds() / 60)
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")


def span(start: datetime, end: datetime, *, zoned: bool) -> str:
    """Say from when to when, with the zone of each end where `zoned`."""
    later = (end.date() - start.date()).days
    after = f" (+{later} day{'s' if later > 1 else ''})" if later > 0 else ""
    if not zoned:
        return f"{clock_time(start)}–{clock_time(end)}{after}"
    if zone(start) == zone(end):
        return f"{clock_time(start)}–{clock_time(end)}{after} ({zone(end)})"
    return f"{clock_time(start)} ({zone(start)}) – {clock_time(end)}{after} ({zone(end)})"


def long_date(day: date) -> str:
    """Say a day: `Monday 22 March 2027`."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Say a day where there is little room: `Mon 22 March`."""
    return f"{_WEEKDAYS[day.weekday()][:3]} {day.day} {_MONTHS[day.month - 1]}"


def date_range(first: date, last: date) -> str:
    """Say the days from `first` to `last`: `22–26 March 2027`."""
    end = f"{last.day} {_MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    start = f"{first.day} {_MONTHS[first.month - 1]}"
    return f"{start}{'' if first.year == last.year else f' {first.year}'} – {end}"


def opening(hours: tuple[Hours, ...]) -> str:
    """Say opening hours: `Mon–Fri 09:00–17:00`."""
    return ", ".join(f"{_days(one)} {one.start:%H:%M}–{one.end:%H:%M}" for one in hours)


def city_name(catalogue: Catalogue, city_id: str) -> str:
    """Return a city's name, or its id if the catalogue does not know it."""
    city = catalogue.city.get(city_id)
    return city.name if city else city_id


def _days(hours: Hours) -> str:
    order = [day for day in _SHORT_DAYS if day in hours.days]
    places = [list(_SHORT_DAYS).index(day) for day in order]
    if len(order) > 2 and places[-1] - places[0] == len(order) - 1:
        return "daily" if len(order) == 7 else f"{_SHORT_DAYS[order[0]]}–{_SHORT_DAYS[order[-1]]}"
    return ", ".join(_SHORT_DAYS[day] for day in order)
