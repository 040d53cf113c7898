"""The frame that the home screen and the board share, and how one leaves a place."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.screen import Screen

from workshop.tui.widgets.keys import Keys


class PlaceScreen(Screen[None]):
    """A place in the program; a subclass gives `parts` and `HELP`, a few sentences in Markdown."""

    SPARE: ClassVar[tuple[str, ...]] = ()
    """Actions whose keys the footer shows only where there is room beside the others."""

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
