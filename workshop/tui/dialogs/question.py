"""What all questions have: a sheet with a title, the keys below, and a way to leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.containers import Vertical
from textual.screen import ModalScreen

from workshop.tui import text
from workshop.tui.widgets.keys import Keys

if TYPE_CHECKING:
    from textual.app import ComposeResult

T = TypeVar("T")


class Question(ModalScreen[T | None]):
    """Asks for one thing and returns it, or None if it is left; a subclass gives the `lines`."""

    BINDING_GROUP_TITLE = "This question"
    SHEET: ClassVar[str] = "sheet -small"
    """Classes of the sheet: how large it is."""

    def __init__(self, title: str) -> None:
        """Ask under `title`."""
        super().__init__()
        self.heading = title

    def compose(self) -> ComposeResult:
        """Lay out the sheet over the keys."""
        with Vertical(classes=self.SHEET) as sheet:
            sheet.border_title = text.one_line(self.heading)
            yield from self.lines()
        yield Keys()

    def lines(self) -> ComposeResult:
        """Yield what stands in the sheet."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Return nothing."""
        self.dismiss(None)
