"""Large type: words drawn four rows high, for a room that sits far from the screen.

The letters are those of a FIGlet font. Words with letters that it does not have (Thai, Korean,
emoji), tables, code and diagrams stay as they are; nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from workshop.decks.blocks import Blocks, Row
from workshop.decks.wrap import Line, Run, Unit, joined, units

FONT: Final = "smblock"
TALL: Final = 4
"""Rows of a letter."""
_LOOSE: Final = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."}
)


@lru_cache(maxsize=1)
def letters() -> dict[str, tuple[str, ...]]:
    """Return the drawing of each letter, all rows of it equally wide."""
    from pyfiglet import FigletFont

    font = FigletFont(FONT)
    blank = str(font.hardBlank)
    found: dict[str, tuple[str, ...]] = {}
    for code, rows in font.chars.items():
        drawn = [str(row).replace(blank, " ") for row in rows]
        width = max(map(len, drawn), default=0)
        if len(drawn) == TALL and width:
            found[chr(code)] = tuple(row.ljust(width) for row in drawn)
    return found


class LargeBlocks(Blocks):
    """Sets headings, paragraphs and items in large type where that can be."""

    def fold(self, runs: Iterable[Run], width: int) -> list[Row]:
        """Return large rows, the rows of one line of letters kept together."""
        given = list(runs)
        return large_rows(given, width) or super().fold(given, width)


def large_rows(runs: Sequence[Run], width: int) -> list[Row]:
    """Return `runs` in large type; empty where a letter is missing or a word too wide."""
    parts = units(Run(run.text.translate(_LOOSE), run.role) for run in runs)
    lines: list[list[Unit]] = [[]]
    used = 0
    for part in parts:
        if part.newline:
            lines.append([])
            used = 0
            continue
        size = _width(part)
        if size is None or size > width:
            return []
        gap = _space() if part.spaced and lines[-1] else 0
        if used + gap + size > width:
            lines.append([])
            used, gap = 0, 0
        lines[-1].append(part)
        used += gap + size
    return [Row(line, at > 0) for words in lines if words for at, line in enumerate(_drawn(words))]


def _space() -> int:
    return len(letters()[" "][0])


def _width(part: Unit) -> int | None:
    """Return the cells of a word in large type, None where a letter is missing."""
    known = letters()
    text = "".join(run.text for run in part.runs)
    if any(char not in known for char in text):
        return None
    return sum(len(known[char][0]) for char in text)


def _drawn(words: Sequence[Unit]) -> list[Line]:
    """Return the rows of one line of words."""
    known = letters()
    rows: list[Line] = []
    for row in range(TALL):
        runs: list[Run] = []
        for at, word in enumerate(words):
            if at and word.spaced:
                runs.append(Run(known[" "][row], "text"))
            runs += (
                Run("".join(known[char][row] for char in run.text), run.role) for run in word.runs
            )
        rows.append(joined(runs))
    return rows
