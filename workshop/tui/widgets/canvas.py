"""A page of terminal cells to draw on: thin lines in braille, dotted ways, labels that keep apart.

Units are dots: a cell is two dots wide and four high, which makes a dot about square.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from workshop.tui import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from textual.content import Content

    from workshop.model.geo import Path, Spot

WIDE, HIGH = 2, 4
"""Dots of a cell."""
_BITS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_BRAILLE = 0x2800


@dataclass(frozen=True)
class Run:
    """Text that stands in a row from column `col` on."""

    col: int
    row: int
    said: str
    style: str

    @property
    def end(self) -> int:
        """The column after its last cell."""
        return self.col + text.width(self.said)


@dataclass
class Canvas:
    """A page of `width` by `height` cells; `plain` draws with ASCII signs instead of braille."""

    width: int
    height: int
    plain: bool = False
    _dots: dict[tuple[int, int], int] = field(default_factory=dict)
    _signs: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    _runs: list[Run] = field(default_factory=list)

    # Drawing

    def line(self, path: Path) -> None:
        """Draw a thin line through spots, in dots; what lies outside is left off."""
        for start, end in pairwise(path):
            for x, y in _between(start, end):
                col, row = x // WIDE, y // HIGH
                if 0 <= col < self.width and 0 <= row < self.height:
                    bit = _BITS[x % WIDE][y % HIGH]
                    self._dots[col, row] = self._dots.get((col, row), 0) | bit

    def trail(self, path: Path, style: str) -> None:
        """Draw a dotted way through spots, one sign every other cell, so that it is no coast."""
        sign = "*" if self.plain else "•"
        seen: list[tuple[int, int]] = []
        for start, end in pairwise(path):
            for x, y in _between(start, end):
                cell = (x // WIDE, y // HIGH)
                if cell not in seen[-1:]:
                    seen.append(cell)
        for col, row in seen[::2]:
            if 0 <= col < self.width and 0 <= row < self.height:
                self._signs[col, row] = (sign, style)

    def write(self, col: int, row: int, said: str, style: str) -> bool:
        """Write text where it fits on the page and touches no other; tell whether it does."""
        run = Run(col, row, said, style)
        if not (0 <= row < self.height and col >= 0 and run.end <= self.width):
            return False
        for other in self._runs:
            if other.row == row and run.col < other.end + 1 and other.col < run.end + 1:
                return False
        self._runs.append(run)
        return True

    def label(self, spot: Spot, said: str, style: str, *, reach: int = 3) -> bool:
        """Write text as near to a spot as there is room, within `reach` rows; tell whether."""
        col, row = cell_of(spot)
        wide = text.width(said)
        places = [(col + 2, row), (col - wide - 1, row)]
        for off in range(1, reach + 1):
            for line in (row - off, row + off):
                places += [(col - wide // 2, line), (col + 2, line), (col - wide - 1, line)]
        return any(self.write(at, line, said, style) for at, line in places)

    # Showing

    def content(self, ink: str) -> Content:
        """Return the page; thin lines are drawn in the style `ink`."""
        return text.lines_of(*(text.joined(*self._row(row, ink)) for row in range(self.height)))

    def _row(self, row: int, ink: str) -> Iterator[tuple[str, str]]:
        col = 0
        for run in sorted((one for one in self._runs if one.row == row), key=lambda one: one.col):
            yield from self._cells(row, col, run.col, ink)
            yield run.said, run.style
            col = run.end
        yield from self._cells(row, col, self.width, ink)

    def _cells(self, row: int, first: int, last: int, ink: str) -> Iterator[tuple[str, str]]:
        """Yield the cells of a row between labels, those of one style together.

        The cells that touch a label stay empty, so that it can be read.
        """
        said, style = "", ink
        for col in range(first, last):
            touches = (col == first and first > 0) or (col == last - 1 and last < self.width)
            drawn = " " if touches else self._drawn(col, row)
            sign, wanted = (" ", ink) if touches else self._signs.get((col, row), (drawn, ink))
            if wanted != style and said:
                yield said, style
                said = ""
            said, style = said + sign, wanted
        if said:
            yield said, style

    def _drawn(self, col: int, row: int) -> str:
        dots = self._dots.get((col, row), 0)
        if not dots:
            return " "
        return "." if self.plain else chr(_BRAILLE + dots)


def cell_of(spot: Spot) -> tuple[int, int]:
    """Return the column and row of a spot."""
    return math.floor(spot[0] / WIDE), math.floor(spot[1] / HIGH)


def middle(path: Sequence[Spot]) -> Spot:
    """Return the spot halfway between the ends of a path."""
    (x1, y1), (x2, y2) = path[0], path[-1]
    return (x1 + x2) / 2, (y1 + y2) / 2


def _between(start: Spot, end: Spot) -> Iterable[tuple[int, int]]:
    """Yield the dots of a straight line."""
    (x1, y1), (x2, y2) = start, end
    steps = max(1, math.ceil(max(abs(x2 - x1), abs(y2 - y1))))
    for step in range(steps + 1):
        share = step / steps
        yield math.floor(x1 + share * (x2 - x1)), math.floor(y1 + share * (y2 - y1))
