"""The heads of the week's columns: which day, where, in which zones, and a rule under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.tui import text
from workshop.tui.board.viewport import AXIS
from workshop.tui.words import day_name, zone

if TYPE_CHECKING:
    from workshop.model.agenda import Day
    from workshop.tui.board.viewport import Viewport

Parts = tuple[tuple[str, str], ...]
"""Texts, each with its style."""
FAINT = "$foreground 25%"


def head_parts(
    y: int, view: Viewport, days: tuple[Day, ...], city_names: dict[str, str], at: int | None
) -> Parts:
    """Return line `y` of the heads of the days in view; that of the cursor, `at`, stands out."""
    width = view.column_width
    if y > 0:
        rule = ("┼", FAINT), ("─" * (width - 1), FAINT)
        return (("─" * AXIS, FAINT), *(part for _ in view.visible for part in rule))
    before = "◂" if view.visible.start > 0 else " "
    after = "▸" if view.visible.stop < len(view.columns) else " "
    parts = [(f" {before} {after}".ljust(AXIS), "$text-muted")]
    for number in view.visible:
        style = "bold $foreground" if number == at else "$text-muted"
        parts += [("│", FAINT), (head_of(days[number], city_names, width - 1), style)]
    return tuple(parts)


def zones_of(day: Day) -> str:
    """Return the day's zones in order: `+7`, or `+7 ▸ +8` where it changes."""
    zones = [zone(at) for block in day.blocks for at in (block.start, block.end)]
    return " ▸ ".join(dict.fromkeys(zones))


def head_of(day: Day, city_names: dict[str, str], width: int) -> str:
    """Return a column's head: the day, its cities as far as they fit, its zones whole."""
    date, zones = day_name(day.date), zones_of(day)
    cities = " ▸ ".join(city_names.get(city, city) for city in day.cities)
    room = width - text.width(date) - text.width(zones) - 2
    if room < 3:
        return text.fit(f"{date} {zones}", width)
    return text.fit(f"{date} {text.cut(cities, room)} {zones}", width)
