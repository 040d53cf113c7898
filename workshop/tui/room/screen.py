"""Opening a lecture: reads the deck in the background, then hands over to the presenter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from workshop.decks.deck import Deck
from workshop.errors import WorkshopError
from workshop.tui import text
from workshop.tui.dialogs.tell import tell_error
from workshop.tui.room.clock import Clock
from workshop.tui.room.lecture import RoomScreen
from workshop.tui.room.seat import Seat

if TYPE_CHECKING:
    from workshop.tui.services import Services


class PresenterScreen(Screen[None]):
    """Presents the deck of a module once it is read, or says why it cannot be."""

    BINDING_GROUP_TITLE = "Presenting"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "go back", id="presenter.leave",
                tooltip="Leave before the lecture is read"),
    ]  # fmt: skip
    DEFAULT_CSS = "PresenterScreen Static { padding: 1 2; color: $text-muted; }"

    @dataclass
    class Ready(Message):
        """The deck is read, or there is an error."""

        deck: Deck | None = None
        error: WorkshopError | None = None

    def __init__(
        self,
        services: Services,
        module: str,
        *,
        seat: Seat | None = None,
        clock: Clock | None = None,
    ) -> None:
        """Open the lecture `module` as a session of `seat`; without one nothing is kept."""
        super().__init__()
        self._module, self._seat = module, seat
        self._clock = clock
        self._reader: Callable[[], Deck] = lambda: services.deck(module)

    def compose(self) -> ComposeResult:
        """Say what is being opened."""
        yield Static(text.one_line(f"Opening {self._module.upper()}…"))

    def on_mount(self) -> None:
        """Read the deck without holding up the keys."""
        self._open()

    @work(thread=True, exclusive=True, group="open", exit_on_error=False)
    def _open(self) -> None:
        try:
            self.post_message(self.Ready(self._reader()))
        except WorkshopError as error:
            self.post_message(self.Ready(error=error))

    @on(Ready)
    def _begin(self, event: Ready) -> None:
        event.stop()
        if event.deck is not None:
            room = RoomScreen(event.deck, seat=self._seat, reread=self._reader, clock=self._clock)
            self.app.switch_screen(room)
        elif event.error is not None:
            self.app.push_screen(tell_error(event.error), lambda _: self.action_leave())

    @on(Worker.StateChanged)
    def _stumbled(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and isinstance(event.worker.error, Exception):
            self.app.push_screen(tell_error(event.worker.error), lambda _: self.action_leave())

    def action_leave(self) -> None:
        """Go back to where the lecture was asked for."""
        self.dismiss()


__all__ = ["PresenterScreen", "RoomScreen"]
