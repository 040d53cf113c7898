"""The file of the deck: read again where somebody wrote it, opened in an editor, its findings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from workshop.errors import WorkshopError
from workshop.tui.room.activity import Activity
from workshop.tui.room.again import what_is_worse
from workshop.tui.room.deckfile import Watched, edit

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.decks.deck import Deck
    from workshop.delivery.show import Show
    from workshop.tui.room.walking import WalkingScreen


@dataclass
class Reread(Message):
    """The file was read again: a deck, or what is wrong with it."""

    deck: Deck | None = None
    trouble: str = ""
    show: Show | None = None


class Filing(Activity):
    """Keeps to the deck's file."""

    def __init__(self, room: WalkingScreen, read: Callable[[], Deck] | None) -> None:
        """Keep to the file that `read`, which blocks, reads; without it there is none."""
        super().__init__(room)
        self._read = read
        self._broken = ""
        """What keeps the file, as it is now, from being shown."""
        self._watched = Watched(room.deck.file)

    def works(self, action: str) -> bool:
        """Offer the editor where there is a file."""
        return action != "edit" or self._read is not None

    def action_edit(self) -> None:
        """Open the deck in the editor at the slide shown, then read it again."""
        room = self.room
        trouble = edit(room.app, room.deck.file, room.slide_at(room.position.slide).line)
        if trouble:
            room.notify(trouble, title="Nothing was edited", severity="error", markup=False)
        elif self._watched.changed():
            self.action_reload()

    def look(self) -> None:
        """Read the file again when somebody has written it."""
        if self._read is not None and self._watched.changed():
            self.action_reload()

    def action_findings(self) -> None:
        """List what was found wrong in the deck; reads every slide."""
        self._begin("findings", self._find)

    def _find(self) -> None:
        from workshop.tui.room.findings import tell_findings

        app = self.room.app
        app.call_from_thread(app.push_screen, tell_findings(self.room.deck, self._broken))

    def action_reload(self) -> None:
        """Read the file again, in the background."""
        if self._read is None:
            self.room.notify("This deck has no file to read again.", markup=False)
        else:
            self._begin("reload", partial(self._read_again, self._read))

    def _begin(self, group: str, errand: Callable[[], None]) -> None:
        self.room.run_worker(errand, thread=True, exclusive=True, group=group, exit_on_error=False)

    def _read_again(self, read: Callable[[], Deck]) -> None:
        room = self.room
        try:
            deck = read()
            trouble = what_is_worse(room.deck, deck)
        except WorkshopError as error:
            room.post_message(Reread(trouble=error.lines()[0]))
            return
        show = room.seat.show(deck) if not trouble and room.desk is not None else None
        room.post_message(Reread(None if trouble else deck, trouble, show))

    def reread(self, event: Reread) -> None:
        """Go on with what was read, if it can be shown."""
        self._broken = event.trouble
        if event.deck is None:
            told = f"{event.trouble}\nThe slide stays as it was."
            self.room.notify(told, title="The file is broken", severity="error", markup=False)
            return
        self.room.take_deck(event.deck, event.show)
        self.room.notify("Read again.", markup=False)
