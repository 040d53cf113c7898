"""A table in a given width: columns while every word fits, else one record after the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Literal, NamedTuple

from workshop.decks.wrap import Line, Run, joined, line_cells, units, wrap

Cell = tuple[Run, ...]
Align = Literal["left", "right", "center"]
_GAP = " │ "


class Table(NamedTuple):
    """Head and body as runs; every row has as many cells as the head."""

    head: tuple[Cell, ...]
    body: tuple[tuple[Cell, ...], ...]
    aligns: tuple[Align, ...]


def table_lines(table: Table, width: int, spoken: bool = False) -> list[list[Line]]:
    """Return the lines of each row of `table`, none wider than `width`, no word or number cut.

    Lines of one inner list belong together. Where the longest words of all columns do not fit
    side by side, or where the table is to be `spoken`, each row becomes a record of
    `head: value` lines.
    """
    columns = None if spoken else _columns(table, width)
    if columns is None:
        return _records(table, width)
    rule = "─┼─".join("─" * column for column in columns)
    head = [*_row(table.head, columns, table.aligns), (Run(rule, "rule"),)]
    return [head, *(_row(cells, columns, table.aligns) for cells in table.body)]


def _columns(table: Table, width: int) -> list[int] | None:
    """Return the width of each column, None if the table is too wide for columns."""
    rows = (table.head, *table.body)
    least = [max(_longest(row[at]) for row in rows) for at in range(len(table.head))]
    whole = [max(_whole(row[at]) for row in rows) for at in range(len(table.head))]
    room = width - len(_GAP) * (len(table.head) - 1)
    if sum(least) > room:
        return None
    if sum(whole) <= room:
        return whole
    spare = room - sum(least)
    wants = [most - least_ for most, least_ in zip(whole, least, strict=True)]
    given = [spare * want // sum(wants) for want in wants]
    columns = [low + more for low, more in zip(least, given, strict=True)]
    for at in sorted(range(len(columns)), key=lambda at: columns[at] - whole[at]):
        if sum(columns) < room and columns[at] < whole[at]:
            columns[at] += 1
    return columns


def _longest(cell: Cell) -> int:
    return max((unit.width for unit in units(cell)), default=1) or 1


def _whole(cell: Cell) -> int:
    """Return the width of the widest line of `cell` when it is not folded."""
    return max((line_cells(line) for line in wrap(cell, 1 << 30)), default=1) or 1


def _row(row: Sequence[Cell], columns: Sequence[int], aligns: Sequence[Align]) -> list[Line]:
    """Return the lines of one row."""
    folded = [wrap(cell, width) for cell, width in zip(row, columns, strict=True)]
    lines: list[Line] = []
    nothing: Line = ()
    for parts in zip_longest(*folded, fillvalue=nothing):
        runs: list[Run] = []
        for at, part in enumerate(parts):
            last = at == len(parts) - 1
            if at:
                runs.append(Run(_GAP if part or not last else _GAP.rstrip(), "rule"))
            runs.extend(_placed(part, columns[at], aligns[at], last))
        lines.append(joined(runs))
    return lines or [()]


def _placed(part: Line, width: int, align: Align, last: bool) -> list[Run]:
    """Return `part` padded to `width`; nothing is added after the last column."""
    if last and not part:
        return []
    spare = max(0, width - line_cells(part))
    before = {"left": 0, "right": spare, "center": spare // 2}[align]
    after = 0 if last else spare - before
    return [Run(" " * before, "text"), *part, Run(" " * after, "text")]


def _records(table: Table, width: int) -> list[list[Line]]:
    """Return each row as lines of `head: value`, a blank line between rows."""
    if not table.body:
        return [wrap(cell, width) for cell in table.head]
    records: list[list[Line]] = []
    for row in table.body:
        lines: list[Line] = [] if not records else [()]
        for head, value in zip(table.head, row, strict=True):
            lines += _entry(head, value, width)
        records.append(lines)
    return records


def _entry(head: Cell, value: Cell, width: int) -> list[Line]:
    """Return one `head: value`, later lines indented where there is room."""
    runs = [*head, Run(": ", "table-head"), *value] if head else list(value)
    if width < 12:
        return wrap(runs, width)
    first, *rest = wrap(runs, width - 2) or [()]
    return [first, *((Run("  ", "text"), *line) for line in rest)]
