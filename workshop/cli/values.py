"""What stands behind an option, read: dates, lengths, sizes; what it is not is told in a line.

Every reader raises `argparse.ArgumentTypeError`.
"""

from __future__ import annotations

import argparse
import math
import re
from datetime import date, timedelta

from workshop.cli import compare


def day(text: str) -> date:
    """Read a date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date like 2027-03-22") from None


def whole(text: str, low: int, high: int) -> int:
    """Read a whole number."""
    if not re.fullmatch(r"-?[0-9]{1,18}", text) or not low <= int(text) <= high:
        raise argparse.ArgumentTypeError(f"'{text}' is no whole number from {low} to {high}")
    return int(text)


def length(text: str) -> int:
    """Read the length of a tour in days."""
    return whole(text, 1, 21)


def lengths(text: str) -> tuple[compare.Changes, ...]:
    """Read a length as a change of a tour."""
    return ((("days", length(text)),),)


def starts(text: str) -> tuple[compare.Changes, ...]:
    """Read a start, or one each week from the first to the last, as changes of a tour."""
    first, dots, last = text.partition("..")
    start = our_day(first)
    weeks = (our_day(last) - start).days // 7 if dots else 0
    if weeks < 0:
        raise argparse.ArgumentTypeError(f"'{text}' ends before it begins")
    return tuple((("start", start + timedelta(weeks=n)),) for n in range(min(weeks, 99) + 1))


def window(text: str) -> compare.Window:
    """Read a window of dates."""
    first, dots, last = text.partition("..")
    if not dots:
        raise argparse.ArgumentTypeError(f"'{text}' is no window like 2027-03-01..2027-03-31")
    return compare.Window(our_day(first), our_day(last))


def our_day(text: str) -> date:
    """Read a date that zones and calendars are sure about."""
    if not 2000 <= day(text).year < 2100:
        raise argparse.ArgumentTypeError(f"'{text}' is not between 2000 and 2099")
    return day(text)


def changes(text: str) -> tuple[compare.Changes, ...]:
    """Read several changes of a tour at once."""
    return (tuple(change(part.strip()) for part in text.split(",")),)


def change(text: str) -> tuple[str, str | int | date]:
    """Read one change of a tour."""
    key, equals, value = text.partition("=")
    if not equals or not key or not value:
        raise argparse.ArgumentTypeError(f"'{text}' is no change like days=6")
    if key in ("with", "without", "base"):
        return key, value
    if key == "start":
        return key, our_day(value)
    return key, length(value) if key == "days" else whole(value, 0, 1000)


def seed(text: str) -> int:
    """Read the seed of a search."""
    return whole(text, 0, 2**31 - 1)


def seconds(text: str) -> float:
    """Read a number of seconds."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds <= 86_400:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of seconds above 0, up to 86400")
    return seconds


def names(text: str) -> tuple[str, ...]:
    """Read names with commas."""
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names:
        raise argparse.ArgumentTypeError("name at least one city")
    return names


def size(text: str) -> tuple[int, int]:
    """Read a size of a screen in cells."""
    match = re.fullmatch(r"([0-9]{1,4})[x×]([0-9]{1,4})", text)
    if match is None or int(match[1]) < 20 or int(match[2]) < 5:
        raise argparse.ArgumentTypeError(f"'{text}' is no size like 80x24, 20x5 at least")
    return int(match[1]), int(match[2])


def happened(option: str, word: str) -> tuple[str, str]:
    """Keep what happened with the option that says what it is about."""
    return option, word
