"""What the command palette offers everywhere: each key of the place, by what it does."""

from __future__ import annotations

from collections.abc import Coroutine, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.command import DiscoveryHit, Hit, Hits, Provider

from workshop.tui import text
from workshop.tui.help import key_rows

if TYPE_CHECKING:
    from workshop.tui.help import KeyRow


class KeyCommands(Provider):
    """Offers what the keys of the screen do, with the key beside it."""

    def _rows(self) -> Iterator[KeyRow]:
        """Yield what the place does, then how one moves in its parts."""
        rows = [row for group in key_rows(self.screen) for row in group.rows if row.own]
        yield from sorted(rows, key=lambda row: row.node is not self.screen)

    def _label(self, row: KeyRow) -> str:
        return text.line(f"{row.description[:1].upper()}{row.description[1:]} ({row.keys})")

    async def discover(self) -> Hits:
        """Offer all of them."""
        for row in self._rows():
            label = self._label(row)
            yield DiscoveryHit(text.literal(label), self._run(row), text=label, help=row.tooltip)

    async def search(self, query: str) -> Hits:
        """Offer those whose words match."""
        matcher = self.matcher(query)
        for row in self._rows():
            label = self._label(row)
            score = max(matcher.match(label), matcher.match(row.tooltip) * 0.8)
            if score > 0:
                yield Hit(score, text.literal(label), self._run(row), text=label, help=row.tooltip)

    def _run(self, row: KeyRow) -> partial[Coroutine[Any, Any, bool]]:
        return partial(self.app.run_action, row.action, row.node)
