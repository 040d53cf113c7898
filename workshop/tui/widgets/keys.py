"""The line of keys at the foot of a place: as many as there is room for, and never half of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.events import Resize
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from workshop.tui.text import width

HELP = "question_mark"
STAYS = ("escape", HELP, "enter")
"""The keys that stay however little room there is: the way in, the way out, and help."""


class Keys(Footer):
    """A footer that leaves whole keys out where it would cut one; help lists them all.

    `spare` names the actions whose keys are shown only where there is room beside all others.
    """

    DEFAULT_CSS: ClassVar[str] = "Keys { overflow: hidden; }"

    def __init__(self, spare: tuple[str, ...] = ()) -> None:
        """Show no key for the palette of actions: help names it."""
        super().__init__(show_command_palette=False)
        self._spare = spare
        self._room = 0

    def compose(self) -> ComposeResult:
        """Yield the keys that fit, in their order; the spare ones stand before help."""
        self._room = self.app.size.width
        keys = [key for key in super().compose() if isinstance(key, FooterKey)]
        ranks = [self._rank(key) for key in keys]
        widths = [width(key.key_display) + width(key.description) + 3 for key in keys]
        shown = fitting(widths, ranks, self._room)
        shown.sort(key=lambda number: (keys[number].key == HELP, ranks[number] > 1))
        yield from (keys[number] for number in shown)

    def _rank(self, key: FooterKey) -> int:
        if key.key in STAYS:
            return 0
        return 2 + self._spare.index(key.action) if key.action in self._spare else 1

    def on_resize(self, event: Resize) -> None:
        """Choose anew where there is more room, or less."""
        if event.size.width != self._room and self._bindings_ready:
            self.call_after_refresh(self.recompose)


def fitting(widths: Sequence[int], ranks: Sequence[int], room: int) -> list[int]:
    """Return which keys fit into `room` cells, in their order; lower ranks and earlier ones first.

    The first that does not fit is the last to be tried: no lesser key takes its place.
    """
    chosen: list[int] = []
    for number in sorted(range(len(widths)), key=lambda number: (ranks[number], number)):
        if widths[number] > room:
            break
        room -= widths[number]
        chosen.append(number)
    return sorted(chosen)
