"""A chart as cells and as words: what `model.chart` laid out, drawn and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.tui import text, words
from workshop.tui.widgets.canvas import HIGH, WIDE, Canvas, cell_of, middle

if TYPE_CHECKING:
    from textual.content import Content

    from workshop.model.chart import Chart, Leg, Mark

COAST = "$foreground 45%"
NAME = 26
"""Cells of a name on the map at most; the legend has all of it."""


def size_in_dots(columns: int, rows: int) -> tuple[float, float]:
    """Return the size of a page of cells."""
    return columns * WIDE, rows * HIGH


def drawn(chart: Chart, columns: int, rows: int, *, plain: bool = False) -> Content:
    """Draw a chart laid out for a page of `columns` by `rows` cells.

    Every place gets its number, as near as there is room; names and times only where they keep
    apart from all else, since the legend has them too.
    """
    canvas = Canvas(columns, rows, plain)
    for path in chart.coast:
        canvas.line(path)
    for leg in chart.legs:
        if leg.path:
            canvas.trail(leg.path, "$travel")
    for mark in chart.marks:
        _number(canvas, mark)
    for mark in chart.marks:
        canvas.label(mark.spot, text.cut(mark.name, NAME), _style(mark), reach=2)
    for legs in _ways(chart):
        said = " / ".join(dict.fromkeys(words.hours(leg.minutes) for leg in legs))
        canvas.label(middle(legs[0].path), said, "bold $travel", reach=2)
    return canvas.content(COAST)


def _ways(chart: Chart) -> list[list[Leg]]:
    """Return the legs that can be seen; those between the same two places, both ways, together."""
    ways: dict[frozenset[int], list[Leg]] = {}
    for leg in chart.legs:
        if leg.path:
            ways.setdefault(frozenset((leg.start, leg.end)), []).append(leg)
    return list(ways.values())


def _number(canvas: Canvas, mark: Mark) -> None:
    col, row = cell_of(mark.spot)
    said = str(mark.number)
    if not canvas.write(min(col, canvas.width - len(said)), row, said, f"reverse {_style(mark)}"):
        canvas.label(mark.spot, said, f"reverse {_style(mark)}", reach=4)


def _style(mark: Mark) -> str:
    family = words.family(mark.kind)
    return "bold $foreground" if family == "quiet" else f"bold ${family}"


def legend(chart: Chart, width: int) -> Content:
    """Say each place and each way in full, as they follow in time, in `width` cells."""
    marks = {mark.number: mark for mark in chart.marks}
    told: set[int] = set()
    rows: list[Content] = []
    for leg in chart.legs:
        if leg.start not in told:
            rows.append(_mark_line(marks[leg.start], width))
        rows += _leg_lines(leg, marks[leg.end].name, width)
        if leg.end not in told:
            rows.append(_mark_line(marks[leg.end], width))
        told |= {leg.start, leg.end}
    rows += [_mark_line(mark, width) for mark in chart.marks if mark.number not in told]
    if not chart.legs:
        rows.append(text.one_line("   no ride between places", "$text-muted"))
    return text.lines_of(*rows)


def _mark_line(mark: Mark, width: int) -> Content:
    sign = "" if mark.kind == "city" else f"{words.LETTERS.get(mark.kind, ' ')} "
    when = ""
    if mark.when is not None:
        day, at = words.day_name(mark.when.date()), words.hour_minute(mark.when)
        when = f"{day} {at} " if mark.kind == "city" else f"{at} "
    room = max(4, width - 4 - text.width(sign + when))
    return text.joined(
        (f"{mark.number:>2}", f"reverse {_style(mark)}"), " ", (sign, _style(mark)),
        (when, "$text-muted"), (text.cut(mark.name, room), "bold"),
    )  # fmt: skip


def _leg_lines(leg: Leg, name: str, width: int) -> list[Content]:
    sign = words.LETTERS[leg.kind]
    at = ""
    if leg.departs is not None:
        at = words.hour_minute(leg.departs) + " "
        if leg.kind == "flight":
            at = f"{words.day_name(leg.departs.date())} {at}"
    said = f"{sign} {at}{words.hours(leg.minutes)} to "
    goal = f"{leg.end} {name}"
    lines = [text.joined("   ", (said, "$travel"), text.cut(goal, max(4, width - 4 - len(said))))]
    if leg.in_all != leg.minutes:
        whole = f"     {words.hours(leg.in_all)} from door to door"
        lines.append(text.one_line(text.cut(whole, width), "$text-muted"))
    return lines
