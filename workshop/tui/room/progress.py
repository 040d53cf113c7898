"""The thin line under the slide: how far the deck is, and whether the slide goes on."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from workshop.tui import text


def progress_line(slide: int, slides: int, width: int, note: str = "") -> Content:
    """Return a line of `width` cells, filled up to slide `slide` (from 0) of `slides`.

    It is empty while the slides are not counted, `slides` 0. `note` stands at its right end.
    """
    tail = f" {note} " if note else ""
    room = max(0, width - text.width(tail))
    done = round(room * (slide + 1) / slides) if slides else 0
    return text.joined(("━" * done, "$primary"), ("─" * (room - done), "$panel"), (tail, "bold"))


class Progress(Static):
    """Shows the progress line, over the whole width."""

    DEFAULT_CSS = "Progress { height: 1; width: 1fr; color: $text-muted; }"

    def show(self, slide: int, slides: int, note: str = "") -> None:
        """Show slide `slide` (from 0) of `slides`, and a short note."""
        self._shown = (slide, slides, note)
        self.update(progress_line(slide, slides, self.size.width, note), layout=False)

    def on_resize(self) -> None:
        """Draw the line for the new width."""
        if hasattr(self, "_shown"):
            self.show(*self._shown)
