"""The fields of a form: what a line of text means, and what is wrong with it. Pure, no screen.

A reader takes the text of a field and returns plain data (as JSON has it), or raises `ValueError`
with what is wrong and what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from difflib import get_close_matches

Reader = Callable[[str], object]

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:.h]([0-5][0-9])")


@dataclass(frozen=True)
class Field:
    """One line of a form; `key` is the path of what it holds, such as `pace.day_start`."""

    key: str
    label: str
    hint: str
    read: Reader
    choices: tuple[str, ...] = ()
    """What it may hold, offered while one types."""
    several: bool = False
    """Whether it holds any number of the choices, with commas between."""

    def offer(self, text: str) -> str | None:
        """Return `text` with the word that is being written completed to one of the choices."""
        head, comma, last = text.rpartition(",") if self.several else ("", "", text)
        begun = last.lstrip()
        if not begun.strip():
            return None
        named = [one.strip().casefold() for one in head.split(",")]
        fits = (
            one for one in self.choices
            if one.casefold().startswith(begun.casefold()) and one.casefold() not in named
        )  # fmt: skip
        found = next(fits, None)
        return found and f"{head}{comma}{last[: len(last) - len(begun)]}{found}"

    def wrong(self, text: str) -> str:
        """Return what is wrong with `text`, empty if nothing."""
        try:
            self.read(text)
        except ValueError as error:
            return str(error)
        return ""


@dataclass(frozen=True)
class Section:
    """Fields under a heading."""

    title: str
    fields: tuple[Field, ...]


class RejectedError(Exception):
    """What a form holds makes no value: by key of the field, what is wrong."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        """Keep the faults; the key is empty for what belongs to no field."""
        super().__init__("; ".join(faults.values()))
        self.faults = dict(faults)


def changed_data(
    sections: tuple[Section, ...], before: Mapping[str, str], now: Mapping[str, str]
) -> dict[str, object]:
    """Return by key what the fields hold whose text is not what it was.

    A field nobody touched says nothing, so that what it cannot show in full is not lost. Raises
    `RejectedError` with every fault.
    """
    data: dict[str, object] = {}
    faults: dict[str, str] = {}
    for field in (one for section in sections for one in section.fields):
        text = now.get(field.key, "")
        if text.strip() == before.get(field.key, "").strip():
            continue
        try:
            data[field.key] = field.read(text)
        except ValueError as error:
            faults[field.key] = str(error)
    if faults:
        raise RejectedError(faults)
    return data


def put(data: dict[str, object], key: str, value: object) -> None:
    """Set `value` at a path with dots, making the mappings on the way."""
    *way, last = key.split(".")
    here = data
    for step in way:
        inner = here.get(step)
        if not isinstance(inner, dict):
            inner = here[step] = {}
        here = inner
    here[last] = value


# ------------------------------------------------------------------------- readers


def words(text: str) -> str:
    """Take any text."""
    return text.strip()


def some_words(text: str) -> str:
    """Take any text but none."""
    if not text.strip():
        raise ValueError("this cannot be empty")
    return text.strip()


def optional(read: Reader) -> Reader:
    """Return a reader that takes an empty text as None."""
    return lambda text: read(text) if text.strip() else None


def whole(low: int, high: int, unit: str = "") -> Reader:
    """Return a reader of whole numbers from `low` to `high`."""

    def read(text: str) -> int:
        said = text.strip().removesuffix(unit).strip() if unit else text.strip()
        if not re.fullmatch(r"[+-]?[0-9]{1,9}", said) or not low <= int(said) <= high:
            raise ValueError(f"write a whole number from {low} to {high}")
        return int(said)

    return read


def percent(text: str) -> float:
    """Take `50` or `50 %` as a share."""
    said = text.strip().removesuffix("%").strip()
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]+)?", said) or float(said) > 100:
        raise ValueError("write a percentage from 0 to 100")
    return float(said) / 100


def amount(text: str) -> float:
    """Take a sum of money: `1200`, `1,200.50`."""
    said = text.strip().replace(",", "").replace(" ", "")
    if not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,6})?", said):
        raise ValueError("write an amount such as 1,200.50")
    return float(said)


def amount_words(value: float) -> str:
    """Return a sum of money as `amount` takes it, to a millionth."""
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def currency(text: str) -> str:
    """Take a currency's code."""
    said = text.strip().upper()
    if not re.fullmatch(r"[A-Z]{3}", said):
        raise ValueError("write a currency's three letters, such as USD")
    return said


def day(text: str) -> str:
    """Take a date as `2027-03-22`."""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise ValueError("write a date as 2027-03-22") from None


def clock(text: str) -> str:
    """Take a local time of day: `8:30`, `08.30`."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise ValueError("write a time of day as 08:30")
    return f"{time(int(found[1]), int(found[2])):%H:%M}"


def yes_no(text: str) -> bool:
    """Take `yes` or `no`."""
    said = text.strip().lower()
    if said not in ("yes", "y", "no", "n"):
        raise ValueError("write yes or no")
    return said.startswith("y")


def one_of(choices: Iterable[str]) -> Reader:
    """Return a reader of one of some words."""
    known = tuple(choices)

    def read(text: str) -> str:
        said = text.strip().lower()
        if said not in known:
            raise ValueError(f"write one of: {', '.join(known)}")
        return said

    return read


def names(known: Mapping[str, str], what: str) -> Reader:
    """Return a reader of a list with commas between; `known` has names by id, either is taken."""
    ids = {**{name.casefold(): one for one, name in known.items()}, **{one: one for one in known}}

    def read(text: str) -> list[str]:
        found: list[str] = []
        for said in (part.strip() for part in text.split(",") if part.strip()):
            one = ids.get(said.casefold())
            if one is None:
                close = get_close_matches(said.casefold(), ids, n=1)
                hint = f"did you mean {close[0]}?" if close else _some(tuple(known))
                raise ValueError(f"there is no {what} “{said}”; {hint}")
            if one in found:
                raise ValueError(f"{said} is named twice")
            found.append(one)
        return found

    return read


def offered(known: Mapping[str, str]) -> tuple[str, ...]:
    """Return names and ids to offer in a list; a name with a comma in it would not be read back."""
    return (*(name for name in known.values() if "," not in name), *known)


def _some(known: tuple[str, ...]) -> str:
    more = " …" if len(known) > 6 else ""
    return f"there are {', '.join(known[:6])}{more}"


def hours(text: str) -> list[dict[str, object]]:
    """Take opening hours: `mon-fri 09:00-17:00, sat 10:00-14:00`."""
    return [_opening(part.strip()) for part in text.split(",") if part.strip()]


_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_OPENING = re.compile(
    r"(?P<first>[a-z]{3})[a-z]*(?:\s*[-–]\s*(?P<last>[a-z]{3})[a-z]*)?"
    r"\s+(?P<start>[0-9:.]+)\s*[-–]\s*(?P<end>[0-9:.]+)"
)


def _opening(said: str) -> dict[str, object]:
    found = _OPENING.fullmatch(said.lower())
    first, last = (found["first"], found["last"] or found["first"]) if found else ("", "")
    if found is None or first not in _WEEK or last not in _WEEK:
        raise ValueError("write hours as mon-fri 09:00-17:00, sat 10:00-14:00")
    start, end = clock(found["start"]), clock(found["end"])
    if start >= end:
        raise ValueError(f"{start}-{end} ends before it starts")
    low, high = _WEEK.index(first), _WEEK.index(last)
    days = _WEEK[low : high + 1] if low <= high else (*_WEEK[low:], *_WEEK[: high + 1])
    return {"days": list(days), "from": start, "to": end}
