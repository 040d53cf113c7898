"""Painted lines of the week, kept for as long as what they show stays as it is.

Painting is most of what a key costs. An edit changes one day, and a step of the cursor two blocks,
so nearly all cells are the ones that were painted before: a `Stretch` is the same object then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.tui import text

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from textual.content import Content
    from textual.strip import Strip

    from workshop.tui.board.layout import Row, Stretch
    from workshop.tui.board.painting import Brush

MOST = 4000
"""Lines and cells that are kept; beyond it all are painted anew."""

Shown = tuple["Stretch", ...]


class KeptLines:
    """Lines by what they show; whatever else decides how they look is the `look`."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._look: Hashable = None
        self._cells: dict[Hashable, tuple[Shown, Content]] = {}
        self._lines: dict[Hashable, tuple[tuple[Shown, ...], Strip]] = {}

    def line(
        self, label: str, row: Row, brush: Brush, look: Hashable, draw: Callable[[Content], Strip]
    ) -> Strip:
        """Return the line of a row, drawn by `draw` if none like it is kept."""
        if look != self._look or len(self._cells) + len(self._lines) > MOST:
            self._look, self._cells, self._lines = look, {}, {}
        keys = tuple(brush.key(cell) for cell in row.cells)
        kept = self._lines.get((label, keys))
        if kept is None:
            parts: list[object] = [(label, "$text-muted")]
            for key, cell in zip(keys, row.cells, strict=True):
                if key not in self._cells:
                    self._cells[key] = cell.stretches, brush.paint(cell)
                parts += [("│", "$foreground 25%"), self._cells[key][1]]
            # The stretches are kept as well: a key has their identity, which must stay theirs.
            shown = tuple(cell.stretches for cell in row.cells)
            kept = self._lines[label, keys] = shown, draw(text.joined(*parts))
        return kept[1]
