"""Presenting from the command line: a module, a deck file, or today's lecture of a tour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from workshop.errors import UsageError, WorkshopError
from workshop.tui import theme, words
from workshop.tui.room.clock import SystemClock
from workshop.tui.room.lecture import SETTLED, RoomScreen
from workshop.tui.services import LocalServices
from workshop.tui.widgets.too_small import HORIZONTAL, VERTICAL

if TYPE_CHECKING:
    from textual.screen import Screen

    from workshop.decks.deck import Deck
    from workshop.model.agenda import Agenda, Block
    from workshop.store.workspace import Workspace
    from workshop.tui.room.clock import Clock
    from workshop.tui.services import Services


@dataclass(frozen=True)
class Lecture:
    """A deck that was read, and what the tour plans for it."""

    deck: Deck
    reread: Callable[[], Deck]
    minutes: int = 0
    form: str = "full"


def present(target: str, workspace: Workspace | Path | None, *, room: bool = False) -> int:
    """Present `target` (a module's id, the path of a deck, or a tour) and return the exit code.

    `room` shows the slide alone, without a console. Raises `UsageError` where there is no such
    thing, `InputError` and `StoreError` where it cannot be read.
    """
    services = LocalServices(workspace)
    app = RoomApp(services, find(target, services, SystemClock().now()), room_only=room)
    app.run()
    return app.return_code or 0


def find(target: str, services: Services, now: datetime) -> Lecture | tuple[Block, ...]:
    """Return the lecture `target` names, or, for a tour, all its lectures where none is due today.

    Raises `UsageError` where nothing has that name.
    """
    if _is_file(target) and not target.endswith((".yaml", ".yml")):
        path = Path(target)
        return Lecture(services.deck_file(path), lambda: services.deck_file(path))
    if lecture := _of_module_called(target, services):
        return lecture
    try:
        agenda = services.open_tour(target).tour.agenda
    except UsageError as error:
        raise UsageError(
            f"there is no module, deck or tour called {target!r}",
            "see: workshop modules, or give the path of a deck",
        ) from error
    blocks = lectures(agenda)
    if not blocks:
        raise UsageError(
            f"the tour {target!r} has no lectures yet", f"plan it: workshop plan {target} --write"
        )
    due = due_today(blocks, now)
    return blocks if due is None else of_block(due, services)


def lectures(agenda: Agenda | None) -> tuple[Block, ...]:
    """Return the training blocks of an agenda in order."""
    blocks = agenda.blocks if agenda is not None else ()
    return tuple(block for block in blocks if block.kind == "training" and block.ref)


def due_today(blocks: tuple[Block, ...], now: datetime) -> Block | None:
    """Return the lecture that is on, else the next one of today, where it takes place."""
    for block in blocks:
        here = now.astimezone(block.start.tzinfo)
        if block.end > now and block.start.date() == here.date():
            return block
    return None


def of_block(block: Block, services: Services) -> Lecture:
    """Read the lecture of a training block."""
    return _of_module(block.ref or "", services, block.minutes, block.form or "full")


def _of_module(module: str, services: Services, minutes: int = 0, form: str = "full") -> Lecture:
    return Lecture(services.deck(module), lambda: services.deck(module), minutes, form)


def _of_module_called(name: str, services: Services) -> Lecture | None:
    try:
        return _of_module(name.lower(), services)
    except UsageError:
        return None


def _is_file(target: str) -> bool:
    try:
        return Path(target).is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


class RoomApp(App[None]):
    """The presenter on its own; leaving the lecture leaves the program."""

    TITLE = "Workshop"
    CSS_PATH = "room.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "help", id="app.help",
                tooltip="The keys of this place, and what it is for"),
        Binding("ctrl+q", "quit", "quit", show=False, priority=True, id="app.quit",
                tooltip="Leave the program"),
    ]  # fmt: skip

    def __init__(
        self,
        services: Services,
        what: Lecture | tuple[Block, ...],
        *,
        room_only: bool = False,
        clock: Clock | None = None,
    ) -> None:
        """Present a lecture, or ask which of a tour's lectures it shall be."""
        super().__init__()
        self._services, self._what, self._room_only = services, what, room_only
        self._clock = clock
        self.register_theme(theme.WORKSHOP)
        self.theme = theme.NAME

    def get_default_screen(self) -> Screen[Any]:
        """Return the lecture itself, so that its first slide is the first thing painted."""
        if isinstance(self._what, Lecture):
            return self._room(self._what)
        return super().get_default_screen()

    def on_mount(self) -> None:
        """Show the first slide, then learn what dialogs look like; ask where there is a choice."""
        self.call_after_refresh(self.set_timer, SETTLED, self._style_dialogs)
        if isinstance(self._what, tuple):
            from workshop.tui.dialogs.choose import Answer, Choose

            answers = tuple(Answer(block.id, described(block)) for block in self._what)
            ask = Choose("Lectures of this tour", "None is due today. Which one?", answers)
            self.push_screen(ask, self._chosen)

    def _style_dialogs(self) -> None:
        self.stylesheet.read(Path(__file__).parent.parent / "app.tcss")
        self.refresh_css(animate=False)

    def _room(self, lecture: Lecture) -> RoomScreen:
        return RoomScreen(
            lecture.deck,
            minutes=lecture.minutes,
            form=lecture.form,
            reread=lecture.reread,
            clock=self._clock,
            room_only=self._room_only,
        )

    def _chosen(self, block_id: str | None) -> None:
        blocks = self._what if isinstance(self._what, tuple) else ()
        block = next((one for one in blocks if one.id == block_id), None)
        if block is None:
            self.exit()
            return
        try:
            room = self._room(of_block(block, self._services))
            self.push_screen(room, lambda _: self.exit())
        except WorkshopError as error:
            from workshop.tui.dialogs.tell import tell_error

            self.push_screen(tell_error(error), lambda _: self.exit())

    def get_key_display(self, binding: Binding) -> str:
        """Write function keys as they stand on the keyboard."""
        return words.key_name(super().get_key_display(binding))

    def action_help(self) -> None:
        """Show the keys of this place."""
        from workshop.tui.help import HelpScreen

        self.push_screen(HelpScreen(self.screen))


def described(block: Block) -> str:
    """Return `Mon 22 Mar 2027  08:30–09:45  M01 Follow the developers (short form)`."""
    form = " (short form)" if block.form == "short" else ""
    day = words.day_in_full(block.start.date())
    return f"{day}  {words.times_of(block)}  {words.title_of(block)}{form}"
