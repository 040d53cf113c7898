"""How a cell of the week looks: signs, names, times and marks in a fixed number of cells.

A number is never shortened: what does not fit whole beside a name is left to the line below it,
or to the inspector under the week.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.tui import text
from workshop.tui.board.layout import Cell, Row, Stretch, heights
from workshop.tui.words import (
    LETTERS,
    TROUBLE,
    family,
    hour_minute,
    hours,
    is_major,
    marks_of,
    named,
    zone,
)

if TYPE_CHECKING:
    from textual.content import Content


CURSOR = "$block-cursor-foreground on $block-cursor-background"


class Brush:
    """Paints the cells of one layout at one width."""

    def __init__(
        self,
        *,
        width: int,
        rows: tuple[Row, ...],
        selected: str,
        troubled: frozenset[str] = frozenset(),
    ) -> None:
        """Paint cells `width` wide; `selected` and `troubled` are block ids."""
        self.width = width
        self.rows = rows
        self.selected = selected
        self.troubled = troubled
        self._heights = heights(rows)
        self._slots = {
            (one.column, one.index): row.at for row in rows for cell in row.cells
            for one in cell.begins
        }  # fmt: skip

    def key(self, cell: Cell) -> tuple[object, ...]:
        """Return what decides how a cell looks, at one width; equal keys, equal cells.

        It holds as long as the cell's stretches live: they are told by their identity.
        """
        if not cell.stretches:
            return ()
        main = _main_of(cell.stretches)
        place = main.column, main.index
        return (
            tuple(id(one) for one in cell.stretches),
            bool(cell.begins),
            cell.nth,
            next((one.index for one in cell.stretches if one.block.id == self.selected), None),
            main.block.id in self.troubled,
            self._heights.get(place),
            self._slots.get(place),
        )

    def paint(self, cell: Cell) -> Content:
        """Return the cell's line, exactly `width` cells."""
        if cell.begins:
            return self._begin(cell.begins)
        if cell.goes_on is not None:
            return self._go_on(cell.goes_on, cell.nth)
        return text.literal(" " * self.width)

    def _begin(self, begins: tuple[Stretch, ...]) -> Content:
        main = _main_of(begins)
        before = begins[: begins.index(main)]
        after = begins[begins.index(main) + 1 :]
        parts: list[object] = [self._sign(one) for one in before]
        tail = [self._sign(one) for one in after]
        parts += self._named(main, self.width - len(before) - len(after))
        return text.joined(*parts, *tail)

    def _sign(self, stretch: Stretch) -> tuple[str, str]:
        style = CURSOR if stretch.block.id == self.selected else f"${_colour(stretch)}"
        return LETTERS[stretch.block.kind], style

    def _named(self, stretch: Stretch, width: int) -> list[tuple[str, str]]:
        block = stretch.block
        here = block.id == self.selected
        quiet = not is_major(block.kind)
        marks = self._marks(stretch)
        room = width - 1 - text.width(marks) - (1 if marks else 0)
        minute = self._minute(stretch)
        first = text.cut(self._words(stretch)[0], room - len(minute) - 1)
        body = text.fit(first, room - len(minute) - 1)
        name_style = "$text-muted" if quiet else ""
        parts = [
            (LETTERS[block.kind], f"bold ${_colour(stretch)}"),
            (minute, "$text-muted"),
            (" " + body, name_style),
            (f" {marks}" if marks else "", "bold $error" if TROUBLE in marks else "$text-muted"),
        ]
        return [(part, CURSOR) for part, _ in parts] if here else parts

    def _minute(self, stretch: Stretch) -> str:
        slot = self._slots.get((stretch.column, stretch.index), stretch.start)
        return f":{stretch.start % 60:02d}" if stretch.start != slot else ""

    def _marks(self, stretch: Stretch) -> str:
        return marks_of(stretch.block, trouble=stretch.block.id in self.troubled)

    def _words(self, stretch: Stretch) -> list[str]:
        """Return the lines of a block: its name on as many as there are, then what else fits."""
        rows = self._heights.get((stretch.column, stretch.index), 1)
        marks = self._marks(stretch)
        first = self.width - 2 - len(self._minute(stretch)) - len(marks) - (1 if marks else 0)
        name = named(stretch.block)
        if rows == 1:
            return [name]
        rest = self.width - 2
        lead, *others = text.wrap(text.line(name), max(1, first))
        follow = text.wrap(" ".join(others), max(1, rest)) if others else []
        if len(follow) > rows - 1:
            follow = [*follow[: rows - 2], text.cut(" ".join(follow[rows - 2 :]), rest)]
        extras = [one for one in _extras(stretch, rest) if text.width(one) <= rest]
        return [lead, *follow, *extras]

    def _go_on(self, stretch: Stretch, nth: int) -> Content:
        block = stretch.block
        lines = self._words(stretch)
        words = lines[nth] if 0 < nth < len(lines) else ""
        here = block.id == self.selected
        bar = "┃" if is_major(block.kind) else "╎"
        body = text.fit(words, self.width - 2)
        if here:
            return text.joined((f"{bar} {body}", CURSOR))
        extra = nth >= len(lines) or words in _extras(stretch, self.width - 2)
        muted = extra or not is_major(block.kind)
        return text.joined((f"{bar} ", f"${_colour(stretch)}"), (body, "$text-muted" * muted))


def _main_of(begins: tuple[Stretch, ...]) -> Stretch:
    return next((one for one in begins if is_major(one.block.kind)), begins[0])


def begun_at(begins: tuple[Stretch, ...], x: int) -> Stretch:
    """Return which of the blocks that share a line stands at cell `x` of it."""
    main = begins.index(_main_of(begins))
    return begins[x] if 0 <= x < main else begins[main]


def _colour(stretch: Stretch) -> str:
    found = family(stretch.block.kind)
    return "text-muted" if found == "quiet" else found


def _extras(stretch: Stretch, width: int) -> list[str]:
    block = stretch.block
    until = f"until {hour_minute(block.end)}"
    if block.start.utcoffset() != block.end.utcoffset():
        extras = [f"lands {hour_minute(block.end)} {zone(block.end)}"]
    else:
        extras = [f"{until} · {hours(block.minutes)}"]
        if text.width(extras[0]) > width:
            extras = [until]
    if block.kind not in ("transfer", "flight") and block.place.name not in block.title:
        extras.append(text.line(block.place.name))
    return extras
