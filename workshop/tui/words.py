"""Values in words, as every screen says them: minutes, dates, zones, kinds, and how good a plan is.

Pure functions; nothing here is translated or shortened by the terminal's locale.
"""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from workshop.model.agenda import Block
    from workshop.model.catalogue import Catalogue
    from workshop.model.lecture import Module

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

LETTERS = {
    "training": "T",
    "visit": "V",
    "briefing": "B",
    "debrief": "D",
    "leisure": "♥",
    "meal": "M",
    "flight": "✈",
    "transfer": "→",
    "break": "·",
}
"""One sign of one cell for each kind of block, so that it reads without colour."""

KIND_WORDS = {
    "training": "training",
    "visit": "visit",
    "briefing": "briefing before a visit",
    "debrief": "debrief of the day",
    "leisure": "leisure",
    "meal": "meal",
    "flight": "flight",
    "transfer": "transfer",
    "break": "break",
}

STATUS_WORDS = {
    "idea": "an idea: nobody has asked them yet",
    "invited": "invited: no answer yet",
    "tentative": "tentative: not confirmed yet",
    "confirmed": "confirmed",
    "declined": "declined",
}

LOCK = "⚿"
UNSURE = "?"
SURE = "✔"
TROUBLE = "!"


def family(kind: str) -> str:
    """Return which of the four meanings a kind has, or `quiet`: names of theme variables."""
    if kind in ("training", "visit", "leisure"):
        return kind
    return "travel" if kind in ("flight", "transfer") else "quiet"


def is_major(kind: str) -> bool:
    """Tell whether a kind is what a day is for, not what holds it together."""
    return kind in ("training", "visit", "leisure", "flight", "meal", "debrief")


def hours(minutes: int) -> str:
    """Return minutes as `45 min` or `12 h 30`."""
    if abs(minutes) < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60:02d}"


def hour_minute(at: datetime) -> str:
    """Return the local clock time, `08:30`."""
    return f"{at.hour:02d}:{at.minute:02d}"


def zone(at: datetime) -> str:
    """Return the distance from UTC, `+7` or `+5:30`."""
    offset = at.utcoffset() or timedelta()
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    whole, rest = divmod(abs(minutes), 60)
    return f"{sign}{whole}" + (f":{rest:02d}" if rest else "")


def day_name(day: date) -> str:
    """Return `Mon 22`."""
    return f"{WEEKDAYS[day.weekday()]} {day.day}"


def day_in_full(day: date) -> str:
    """Return `Mon 22 Mar 2027`."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def date_span(first: date, last: date) -> str:
    """Return `22–26 Mar 2027`, with as much repeated as is needed."""
    tail = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return tail
    if first.year != last.year:
        return f"{first.day} {MONTHS[first.month - 1]} {first.year} – {tail}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} – {tail}"
    return f"{first.day}–{tail}"


def days_from(first: date, days: int) -> str:
    """Return the dates of a tour of `days` days."""
    return date_span(first, first + timedelta(days=max(1, days) - 1))


def people(count: int) -> str:
    """Return `18 people`."""
    return "1 person" if count == 1 else f"{count} people"


def counted(count: int, one: str, many: str = "") -> str:
    """Return `1 fault` or `3 faults`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def proof(status: str, score: int, gap: float, venues: str = "all") -> str:
    """Say how good a plan is known to be; the distance is rounded up, never down.

    A loose gap tells nothing yet. Where not all `venues` were looked at, it is known for those of
    the plan only.
    """
    from workshop.model.agenda import LOOSE

    there = at_venues(venues)
    if status == "optimal":
        return f"✔ proven best{there} · {score}"
    if status == "feasible" and gap >= LOOSE:
        return f"not yet known how good · {score}"
    if status == "feasible":
        return f"within {percent(gap)} of the best{there} · {score}"
    if status == "infeasible":
        return "✘ no plan can exist"
    return "not planned yet"


def at_venues(venues: str) -> str:
    """Return what follows a bound that does not hold for all training venues, else nothing."""
    return "" if venues == "all" else " at its venues"


def edited(errors: int, score: int) -> str:
    """Say that a plan was bent until it broke rules: no distance from the best can be told then."""
    return f"✘ edited · {counted(errors, 'error')} · {score}"


def percent(share: float) -> str:
    """Return a share as `1.3 %`, rounded up to a tenth."""
    return f"{math.ceil(share * 1000 - 1e-6) / 10:.1f} %"


def ratio(training: int, visit: int) -> str:
    """Return training : visits in percent, `51 : 49`, or `– : –` where there is neither."""
    whole = training + visit
    if not whole:
        return "– : –"
    share = round(100 * training / whole)
    return f"{share} : {100 - share}"


def title_of(block: Block) -> str:
    """Return a block's title, with a module's number in front."""
    number = (block.ref or "").upper()
    if block.kind == "training" and number and not block.title.upper().startswith(number):
        return f"{number} {block.title}"
    return block.title


RULE_WORDS = {"open": "opening hours"}
"""What a rule is about, where its id alone would read as something else."""


def named(block: Block) -> str:
    """Return a block's title as the board has it: a short form says so before it can be cut."""
    title = title_of(block)
    if block.kind == "training" and block.form == "short":
        number, _, rest = title.partition(" ")
        return f"{number} short: {rest}" if block.ref and number == block.ref.upper() else title
    return title


def marks_of(block: Block, *, trouble: bool = False) -> str:
    """Return the signs after a block's name: trouble, a host's standing, a lock."""
    marks = TROUBLE if trouble else ""
    if block.kind == "visit":
        marks += SURE if block.status == "confirmed" else UNSURE
    return marks + (LOCK if block.locked else "")


def times_of(block: Block) -> str:
    """Return `08:30–09:45`, with zones where they differ: `08:25 +7 – 11:10 +8`."""
    start, end = hour_minute(block.start), hour_minute(block.end)
    if block.start.utcoffset() == block.end.utcoffset():
        return f"{start}–{end}"
    return f"{start} {zone(block.start)} – {end} {zone(block.end)}"


def frameworks_of(module: Module, catalogue: Catalogue) -> tuple[str, ...]:
    """Name what a module teaches: frameworks of the catalogue, and those of the talk by number.

    A number that nothing stands for says nothing to a reader and is left out.
    """
    if module.capstone:
        return ("how the frameworks of all the other lectures fit together",)
    named = (catalogue.framework.get(one) or catalogue.idea.get(one) for one in module.frameworks)
    return tuple(dict.fromkeys(one.name for one in named if one is not None))


def key_name(shown: str) -> str:
    """Write a function key as it stands on the keyboard: `F5`."""
    return shown.upper() if shown[1:].isdigit() and shown[0] == "f" else shown
