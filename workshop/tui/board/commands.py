"""What the command palette offers on the board: every block, to jump to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from workshop.tui import text, words
from workshop.tui.board.grid import WeekGrid
from workshop.tui.board.shown import TourView

if TYPE_CHECKING:
    from workshop.model.agenda import Block

LONGEST = 120
"""Cells of a command's name; matching takes long on what nobody can read anyway."""


class BoardCommands(Provider):
    """Finds blocks by their names."""

    def _blocks(self) -> tuple[Block, ...]:
        return tuple(block for day in self.screen.query_one(WeekGrid).days for block in day.blocks)

    @staticmethod
    def _label(block: Block) -> str:
        when = f"{words.day_name(block.start.date())} {words.hour_minute(block.start)}"
        return text.cut(f"{when}  {words.LETTERS[block.kind]} {words.named(block)}", LONGEST)

    def _go(self, block_id: str) -> None:
        week = self.screen.query_one(WeekGrid)
        week.select(block_id)
        self.screen.set_focus(week)

    def _say(self) -> None:
        if isinstance(self.screen, TourView):
            self.screen.notify(self.screen.standing, severity="warning", markup=False)

    async def startup(self) -> None:
        """Wait for the tour; what is typed meanwhile is looked for then."""
        if isinstance(self.screen, TourView):
            await self.screen.was_read.wait()

    async def discover(self) -> Hits:
        """Offer the lectures and visits; say first why nothing can be changed, if that is so."""
        if isinstance(self.screen, TourView) and self.screen.follows:
            said = self.screen.standing
            yield DiscoveryHit(text.literal("Read only"), self._say, text="Read only", help=said)
        for block in self._blocks():
            if block.kind in ("training", "visit"):
                label = self._label(block)
                yield DiscoveryHit(
                    text.literal(label), partial(self._go, block.id), text=label,
                    help="Go to this block",
                )  # fmt: skip

    async def search(self, query: str) -> Hits:
        """Offer the blocks whose names match."""
        matcher = self.matcher(query)
        for block in self._blocks():
            label = self._label(block)
            score = matcher.match(label)
            if score > 0:
                yield Hit(
                    score, text.literal(label), partial(self._go, block.id), text=label,
                    help="Go to this block",
                )  # fmt: skip
