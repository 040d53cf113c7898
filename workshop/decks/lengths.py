"""Lengths of time as a deck writes them: whole minutes, or `"4m"`, `"90s"`, `"1h15m"`."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field

from workshop.model.base import Minutes

_LENGTH = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,4})m(?:in)?)?(?:(\d{1,5})s)?")


def seconds_of(text: str) -> int | None:
    """Return the seconds that `"75m"`, `"1h15m"` or `"90s"` mean, None if it is no length."""
    found = _LENGTH.fullmatch(text.strip().replace(" ", ""))
    if found is None or not any(found.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def _seconds(value: object) -> object:
    """Read a length as seconds: a whole number means minutes."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value * 60
    if isinstance(value, str):
        seconds = seconds_of(value)
        if seconds is None:
            raise ValueError(f'"{value}" is not a length; write 4, "4m", "90s" or "1h15m"')
        return seconds
    return value


def _minutes(value: object) -> object:
    """Read a length as whole minutes."""
    if isinstance(value, str):
        seconds = _seconds(value)
        if isinstance(seconds, int) and seconds % 60:
            raise ValueError(f'"{value}" is not a whole number of minutes')
        return seconds // 60 if isinstance(seconds, int) else seconds
    return value


Seconds = Annotated[int, Field(ge=0, le=86_400), BeforeValidator(_seconds)]
"""A length, kept in seconds; in a file `4` (minutes), `"4m"`, `"90s"`."""

WholeMinutes = Annotated[Minutes, BeforeValidator(_minutes)]
"""A length, kept in minutes; in a file `75`, `"75m"` or `"1h15m"`."""
