"""Times, days, lists and names as a person writes them; every result is one line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from workshop.model.base import WEEKDAYS, Hours
from workshop.model.travel import clock

_ASIDE = re.compile(r"\([^()]*\)")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def weekday_words(day: date) -> str:
    """`Tuesday`."""
    return _DAYS[day.weekday()]


def day_words(day: date) -> str:
    """`Tuesday 23 March`."""
    return f"{weekday_words(day)} {day.day} {_MONTHS[day.month - 1]}"


def clock_words(minutes: float) -> str:
    """Write minutes after local midnight as `14:05`; seconds only where there are some."""
    days, seconds = divmod(round(minutes * 60), 24 * 3600)
    text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    if seconds % 60:
        text += f":{seconds % 60:02}"
    if days == 1:
        text += " the next day"
    elif days == -1:
        text += " the day before"
    elif days:
        text += f" {abs(days)} days {'later' if days > 0 else 'earlier'}"
    return text


def span_words(start: float, end: float) -> str:
    """`09:00–17:00`."""
    return f"{clock_words(start)}–{clock_words(end)}"


def length_words(minutes: float) -> str:
    """`45 minutes`, `1 minute`, `2 hours`, `2 h 30`."""
    whole = round(minutes)
    if whole < 0:
        return f"minus {length_words(-whole)}"
    hours, rest = divmod(whole, 60)
    if whole < 120:
        return "1 minute" if whole == 1 else f"{whole} minutes"
    return f"{hours} h {rest:02}" if rest else f"{hours} hours"


def hours_words(hours: Iterable[Hours]) -> str:
    """`weekdays 09:00–17:00, Saturday 10:00–14:00`; `never` where there are none."""
    parts = [
        f"{_days_words(each.days)} {span_words(clock(each.start), clock(each.end))}"
        for each in hours
    ]
    return ", ".join(parts) or "never"


def listed(names: Iterable[str], word: str = "and") -> str:
    """`A, B and C`; `A, in B; C` where a name has a comma of its own."""
    all_names = list(names)
    if len(all_names) < 2:
        return "".join(all_names)
    if any("," in _ASIDE.sub("", name) for name in all_names):
        return "; ".join(all_names)
    return f"{', '.join(all_names[:-1])} {word} {all_names[-1]}"


def name_words(name: str, instead: str) -> str:
    """Return `name` on one line and otherwise as it is; `instead` where it is empty."""
    line = " ".join(name.splitlines())
    return line if line.strip() else " ".join(instead.splitlines())


def capital(text: str) -> str:
    """Start a sentence with words of ours."""
    return text[:1].upper() + text[1:]


def _days_words(days: tuple[str, ...]) -> str:
    numbers = sorted({WEEKDAYS.index(day) for day in WEEKDAYS if day in days})
    if numbers == [0, 1, 2, 3, 4, 5, 6]:
        return "daily"
    if numbers == [0, 1, 2, 3, 4]:
        return "weekdays"
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{_DAYS[numbers[0]]} to {_DAYS[numbers[-1]]}"
    return listed(_DAYS[number] for number in numbers)
