"""What is shown instead of a screen that has no room."""

from __future__ import annotations

from textual.geometry import Size
from textual.widgets import Static

from workshop.tui import text

LEAST = (60, 20)
"""Columns and rows that every screen can be used at."""

ROOM = (30, 5)
"""Columns and rows that the notice takes in full sentences."""

HORIZONTAL = [(0, "-tiny"), (LEAST[0], "-narrow"), (100, "-wide"), (160, "-vast")]
VERTICAL = [(0, "-flat"), (LEAST[1], "-short"), (32, "-tall")]
"""Classes a screen gets by its size; selectors must start from the screen."""


def is_too_small(size: Size) -> bool:
    """Tell whether a screen of `size` in cells is covered by the notice."""
    return size.width < LEAST[0] or size.height < LEAST[1]


class TooSmall(Static):
    """Covers a screen below the least size; the app's style sheet shows it then."""

    def __init__(self) -> None:
        """Say what size is needed and what there is."""
        super().__init__(text.literal(""))

    def on_mount(self) -> None:
        """Say it for the size at hand."""
        self._say()

    def on_resize(self) -> None:
        """Say it again for the new size."""
        self._say()

    def _say(self) -> None:
        width, height = self.app.size
        if height < ROOM[1] or width < ROOM[0]:
            needed = f"{width} × {height}: too small. Needed {LEAST[0]} × {LEAST[1]}. "
            self.update(text.joined((needed, "bold"), ("ctrl+q quits", "$text-muted")))
            return
        self.update(
            text.lines_of(
                text.literal("This window is too small.", "bold"),
                text.literal(f"Needed {LEAST[0]} × {LEAST[1]},"),
                text.literal(f"it is {width} × {height}."),
                text.literal("Enlarge it, or ctrl+q to quit.", "$text-muted"),
            )
        )
