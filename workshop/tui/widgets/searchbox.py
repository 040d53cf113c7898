"""A line to search by, which asks once no key was pressed for a moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from workshop.tui.widgets.entry import Entry

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.widgets import Input

MOMENT = 0.1
"""Seconds without a key before it asks."""


class SearchBox(Entry):
    """Posts `Asked` for what was typed, and not for every letter of it."""

    @dataclass
    class Asked(Message):
        """What is to be searched for."""

        words: str

    asked: str = ""
    """What was asked last."""
    _pending: Timer | None = None

    @property
    def waiting(self) -> bool:
        """Whether something was typed that is not asked yet."""
        return self._pending is not None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Wait for the next key, or ask."""
        event.stop()
        if self._pending is not None:
            self._pending.stop()
        self._pending = self.set_timer(MOMENT, self._ask)

    def _ask(self) -> None:
        self._pending = None
        if self.value != self.asked:
            self.asked = self.value
            self.post_message(self.Asked(self.value))

    def settle(self) -> str:
        """Return what was typed; it is not asked any more."""
        if self._pending is not None:
            self._pending.stop()
        self._pending, self.asked = None, self.value
        return self.value

    def empty(self) -> None:
        """Be empty, and ask for nothing."""
        with self.prevent(self.Changed):
            self.value = ""
        self.settle()
