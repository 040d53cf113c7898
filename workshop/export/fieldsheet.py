"""The field sheet: one page of questions that a participant answers at any host, by hand."""

from __future__ import annotations

from datetime import date

from workshop.export.markdown import cell, table
from workshop.export.wording import short_date
from workshop.model.fieldwork import SheetRow


def field_sheet(host: str, day: date, sheet: tuple[SheetRow, ...]) -> str:
    """Return the rows of `sheet` for a visit to `host` on `day` as a table with room to write."""
    rows = [[cell(f"Host and day: {host}, {short_date(day)}"), ""]]
    for row in sheet:
        rows.append([cell(row.label), cell(" / ".join(row.choices)) if row.choices else ""])
        rows += [["", ""] for _ in range(row.lines - 1)]
    return table(["Look for", "What I saw" + " " * 40], rows)
