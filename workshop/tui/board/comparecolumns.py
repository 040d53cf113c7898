"""Variants in columns, as many as fit whole, and what each changes, a line a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.tui import text

if TYPE_CHECKING:
    from textual.content import Content

    from workshop.tui.variants import Compared

SPARED = ("LEISURE", "PROOF", "A HEAD")
"""Columns that go first where there is no room for all; the lines below have what they say."""
SIGNS = {"-": "$error", "+": "$success", "→": "$warning", "✘": "$error", "★": "$accent"}


def table_lines(found: tuple[Compared, ...], width: int) -> list[str]:
    """Return heads and rows in columns; columns are left out where they do not fit, never cut."""
    rows = [found[0].heads, *(one.row for one in found)]
    for head in SPARED:
        if sum(_sizes(rows)) + 2 * len(rows[0]) > width and head in rows[0]:
            at = rows[0].index(head)
            rows = [(*row[:at], *row[at + 1 :]) for row in rows]
    first, *others = _sizes(rows)
    room = max(8, min(first, width - sum(others) - 2 * len(others)))
    return [
        text.fit(row[0], room)
        + "".join(
            " " * (2 + size - text.width(cell)) + cell
            for cell, size in zip(row[1:], others, strict=True)
        )
        for row in rows
    ]


def _sizes(rows: list[tuple[str, ...]]) -> list[int]:
    """Return the cells that each column takes."""
    return [max(map(text.width, column)) for column in zip(*rows, strict=True)]


def change_lines(one: Compared) -> Content:
    """Say what a variant is and changes, a sign before each line."""
    rows = [text.one_line(one.row[0], "bold")]
    for sign, said in one.lines:
        rows.append(
            text.joined((f"{sign or ' '} ", f"bold {SIGNS.get(sign, '')}"), text.line(said))
        )
    return text.lines_of(*rows)
