"""The frame that the home screen and the board share, and how one leaves a place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.screen import Screen

from workshop.tui.messages import PlaceRead
from workshop.tui.widgets.keys import Keys


class PlaceScreen(Screen[None]):
    """A place in the program; a subclass gives `parts` and `HELP`, a few sentences in Markdown."""

    SPARE: ClassVar[tuple[str, ...]] = ()
    """Actions whose keys the footer shows only where there is room beside the others."""

    READS: ClassVar[bool] = False
    """Whether it has first to read what it shows; what is typed meanwhile waits."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.was_read = asyncio.Event()
        if not self.READS:
            self.was_read.set()

    def end_reading(self) -> None:
        """Let keys work on what was read, or on what is said of why it could not be."""
        self.was_read.set()
        self.post_message(PlaceRead())

    def compose(self) -> ComposeResult:
        """Lay out the parts over the footer."""
        yield from self.parts()
        yield Keys(self.SPARE)

    def parts(self) -> ComposeResult:
        """Yield the widgets of this place."""
        yield from ()

    @property
    def standing(self) -> str:
        """What is to be known about this place just now, in a sentence; empty as a rule."""
        return ""

    def before_leaving(self, go: Callable[[], None]) -> None:
        """Call `go` at once, or after asking what to do with what would be lost, or never."""
        go()
