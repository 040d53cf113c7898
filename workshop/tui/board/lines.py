"""Painted cells of the week, kept for as long as what they show stays as it is.

Painting is most of what a key costs. An edit changes one day, and a step of the cursor two blocks,
so nearly all cells are the ones that were painted before: a `Stretch` is the same object then.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content
from textual.strip import Strip

from workshop.tui import text
from workshop.tui.board.layout import Stretch

if TYPE_CHECKING:
    from workshop.tui.board.layout import Row
    from workshop.tui.board.painting import Brush

MOST = 4000
"""Cells that are kept; beyond it all are painted anew."""

Shown = tuple[Stretch, ...]
Paint = Callable[[], Content]
Draw = Callable[[Content, int], Strip]


class KeptLines:
    """Cells by what they show; whatever else decides how they look is the `look`."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._look: Hashable = None
        self._kept: dict[Hashable, tuple[Shown, Strip]] = {}

    def line(self, label: str, row: Row, brush: Brush, look: Hashable, draw: Draw) -> Strip:
        """Return the line of a row; `draw` draws what is not kept."""
        if look != self._look or len(self._kept) > MOST:
            self._look, self._kept = look, {}
        line = partial(text.literal, "│", "$foreground 25%")
        parts = [
            self._part(label, (), partial(text.literal, label, "$text-muted"), draw, len(label))
        ]
        for cell in row.cells:
            parts.append(self._part("│", (), line, draw, 1))
            paint = partial(brush.paint, cell)
            parts.append(self._part(brush.key(cell), cell.stretches, paint, draw, brush.width))
        return Strip.join(parts)

    def _part(self, key: Hashable, shown: Shown, paint: Paint, draw: Draw, width: int) -> Strip:
        kept = self._kept.get(key)
        if kept is None:
            # What is shown is kept too: a key has its identity, which must stay its own.
            kept = self._kept[key] = shown, draw(paint(), width)
        return kept[1]
