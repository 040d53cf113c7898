"""How the library puts facts into words: certainty, hours, positions."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from workshop.model.base import WEEKDAYS, Hours
from workshop.model.place import Site

CERTAINTY: Final = MappingProxyType(
    {
        "confirmed": "a dated source says so",
        "weak": "weak: one old or third-party page",
        "general_knowledge": "general knowledge, not looked up",
        "conflict": "sources disagree",
    }
)
"""What the status of a fact means for someone who relies on it."""

CONFIDENCE: Final = MappingProxyType(
    {
        "high": "high: business, ownership and site have dated sources",
        "medium": "medium: the business is sourced; site, founding or ownership partly not",
        "low": "low: a lead to research, not yet a candidate to count on",
    }
)

STATUS_SIGN: Final = MappingProxyType(
    {"idea": "·", "invited": "?", "tentative": "~", "confirmed": "✔", "declined": "×"}
)
"""A sign for each outreach status, always shown with its word."""


def hours_in_words(hours: tuple[Hours, ...]) -> str:
    """Return e.g. `Mon–Fri 09:00–17:00, Sat 10:00–14:00`."""
    return ", ".join(
        f"{days_in_words(part.days)} {part.start:%H:%M}–{part.end:%H:%M}" for part in hours
    )


def days_in_words(days: tuple[str, ...]) -> str:
    """Return weekdays as runs, e.g. `Mon–Fri` or `Mon, Wed–Sat`."""
    numbers = sorted({list(WEEKDAYS).index(day) for day in days if day in WEEKDAYS})
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    names = [name.capitalize() for name in WEEKDAYS]
    return ", ".join(
        names[run[0]] if len(run) == 1 else f"{names[run[0]]}–{names[run[-1]]}" for run in runs
    )


def position_in_words(site: Site) -> str:
    """Return the position with how far off it may be."""
    off = site.coord_accuracy_m
    far = f"{off / 1000:g} km" if off >= 1000 else f"{off} m"
    return f"{site.lat:.4f}, {site.lon:.4f}, placed by hand, right to about {far}"
