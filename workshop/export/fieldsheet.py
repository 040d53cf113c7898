"""The field sheet: one page of questions that a participant answers at any host, by hand."""

from __future__ import annotations

from datetime import date

from workshop.export.markdown import cell, table
from workshop.export.wording import short_date

_ROWS = (
    "Layer: infrastructure, platform or vertical",
    "Platform type, if it is one",
    "User groups; which of them are programs?",
    "Interaction made cheaper",
    "Standard owned, or followed",
    "Complement: which other platform does it feed?",
    "Vertical: which industry, end to end?",
    "Partners that must fit (ecosystem)",
    "Policy wind: head, tail or calm",
    "One number heard, and from whom",
    "One doubt",
)


def field_sheet(host: str, day: date) -> str:
    """Return the sheet for a visit to `host` on `day` as a Markdown table with room to write."""
    rows = [[cell(f"Host and day: {host}, {short_date(day)}"), ""]]
    rows += [[row, ""] for row in _ROWS]
    return table(["Look for", "What I saw" + " " * 40], rows)
