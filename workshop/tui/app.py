"""The app: which place is on the screen, and the few things that work everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import events, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.widgets import Static

from workshop.errors import WorkshopError
from workshop.tui import text, words
from workshop.tui.services import Services
from workshop.tui.services_session import SessionServices
from workshop.tui.themed import ThemedApp
from workshop.tui.widgets.place import PlaceScreen
from workshop.tui.widgets.too_small import HORIZONTAL, VERTICAL, TooSmall, is_too_small

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.command import Provider
    from textual.screen import Screen

    from workshop.model.tour import Tour
    from workshop.store.workspace import Workspace
    from workshop.tui.messages import (
        DayWanted,
        HomeWanted,
        HostsWanted,
        LectureWanted,
        ModulesWanted,
        TourChosen,
    )
    from workshop.tui.services import TourInHand


QUIT = "ctrl+q"


def _key_commands() -> type[Provider]:
    from workshop.tui.commands import KeyCommands

    return KeyCommands


class WorkshopApp(ThemedApp):
    """Opens at home, or on the board of a tour."""

    TITLE = "Workshop"
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL
    COMMANDS = App.COMMANDS | {_key_commands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "help", id="app.help",
                tooltip="The keys of this place, and what it is for"),
        Binding(QUIT, "quit", "quit", show=False, priority=True, id="app.quit",
                tooltip="Leave the program; asks if something is not saved"),
    ]  # fmt: skip

    def __init__(
        self,
        workspace: Workspace | Path | None,
        tour_name: str | None = None,
        *,
        services: Services | None = None,
        guide: bool = True,
    ) -> None:
        """Work on `workspace`, or on `services` in its place; open `tour_name` if given.

        Without `guide` a workspace that is opened for the first time gets no guide either.
        """
        self.services: Services = services if services is not None else Services(workspace)
        super().__init__(self.services)
        self._guide = guide
        self.sessions = SessionServices(workspace) if services is None else None
        self._first_tour = tour_name
        self._begun = False
        self._early: list[events.Event] = []
        """Keys that came before there was a place for them, or before it had read its tour."""

    # Places

    def compose(self) -> ComposeResult:
        """Paint something before the first place is even imported."""
        yield Static(text.one_line(f" Opening {self._first_tour or 'Workshop'} …"))

    def _home(self) -> Screen[None]:
        from workshop.tui.home.screen import HomeScreen

        return HomeScreen(self.services)

    def _board(self, name: str) -> Screen[None]:
        from workshop.tui.board.screen import BoardScreen

        return BoardScreen(self.services, name)

    def on_mount(self) -> None:
        """Go on to the first place; see to it that every screen can say that it is too small."""
        self.screen_change_signal.subscribe(self, self._watch_size_of)
        self.call_after_refresh(self._begin)

    async def on_event(self, event: events.Event) -> None:
        """Let keys wait for a place that is read; let them do nothing where nobody can see it."""
        quits = self._begun and getattr(event, "key", "") == QUIT
        if isinstance(event, events.Key | events.Paste) and not quits:
            self._early.append(event)
            await self._let_in()
        else:
            await super().on_event(event)

    async def _let_in(self) -> None:
        while self._early and not self._waits(key := getattr(self._early[0], "key", "")):
            event = self._early.pop(0)
            if key == QUIT or not is_too_small(self.size):
                await super().on_event(event)

    def _waits(self, key: str) -> bool:
        place = self.screen_stack[-1] if self.screen_stack else None
        reads = isinstance(place, PlaceScreen) and not place.was_read.is_set()
        return not self._begun or (reads and key not in (QUIT, "escape"))

    async def on_place_read(self) -> None:
        """Do what was typed while the place was reading."""
        await self._let_in()

    async def _begin(self) -> None:
        self._open_first()
        self._begun = True
        await self._let_in()

    def _open_first(self) -> None:
        name = self._first_tour
        self.push_screen(self._home() if name is None else self._board(name))
        if self._guide:
            self._greet()

    @work(thread=True, exit_on_error=False)
    def _greet(self) -> None:
        """Show the guide once in a workspace, over nothing that somebody has opened by then."""
        from workshop.tui.guide import NAME

        try:
            if not self.services.is_done(NAME) and self.call_from_thread(self._is_at_a_place):
                self.services.remember(NAME)
                self.call_from_thread(self.action_guide)
        except WorkshopError as error:
            self.notify(error.message, markup=False)

    def _is_at_a_place(self) -> bool:
        return isinstance(self.screen, PlaceScreen)

    def _watch_size_of(self, screen: Screen[object]) -> None:
        screen.call_after_refresh(self._add_notice, screen)

    def _add_notice(self, screen: Screen[object]) -> None:
        if screen.is_attached and not screen.query(TooSmall):
            screen.mount(TooSmall())

    def on_tour_chosen(self, message: TourChosen) -> None:
        """Show the board of a tour."""
        self.switch_screen(self._board(message.name))

    def on_home_wanted(self, message: HomeWanted) -> None:  # noqa: ARG002
        """Go home, if the board lets us."""
        screen = self.screen
        if isinstance(screen, PlaceScreen):
            screen.before_leaving(self._go_home)

    def _go_home(self) -> None:
        self.switch_screen(self._home())

    def on_modules_wanted(self, message: ModulesWanted) -> None:
        """Open the library of modules over this place."""
        self._push_library("modules", message.module, tour=message.tour)

    def on_hosts_wanted(self, message: HostsWanted) -> None:
        """Open the library of hosts over this place."""
        self._push_library("hosts", message.host, message.city, message.tour)

    def _push_library(
        self,
        face: Literal["modules", "hosts"],
        chosen: str,
        city: str = "",
        tour: Tour | None = None,
    ) -> None:
        from workshop.tui.library.screen import LibraryScreen

        self.push_screen(LibraryScreen(self.services, face, chosen=chosen, city=city, tour=tour))

    def on_lecture_wanted(self, message: LectureWanted) -> None:
        """Open the presenter over this place."""
        from workshop.tui.daytour import DayTour
        from workshop.tui.room.screen import PresenterScreen
        from workshop.tui.room.seat import Seat
        from workshop.tui.services_session import Target

        block, hand = message.block, message.hand
        if block is not None and hand is not None:
            day = DayTour(self.services, hand.name, hand)
            target = Target.of_block(hand.name, block)
            seat = Seat.of_block(self.sessions, target, block, hand.tour.agenda, day)
        else:
            seat = Seat(self.sessions, Target.of_module(message.module), message.minutes)
        self.push_screen(PresenterScreen(self.services, message.module, seat=seat))

    def on_day_wanted(self, message: DayWanted) -> None:
        """Open the day of a tour over this place."""
        self._open_day(message.name, message.hand)

    @work(thread=True, exclusive=True, group="day", exit_on_error=False)
    def _open_day(self, name: str, hand: TourInHand | None) -> None:
        from workshop.tui.daytour import DayTour
        from workshop.tui.dialogs.tell import tell_error
        from workshop.tui.room.launch import day_screen, programme_of

        try:
            day = DayTour(self.services, name, hand)
            programme = programme_of(day, hand or day.now())
            screen = day_screen(programme, self.services, self.sessions)
            self.call_from_thread(self.push_screen, screen)
        except WorkshopError as error:
            self.call_from_thread(self.push_screen, tell_error(error))

    # What works everywhere

    def action_help(self) -> None:
        """Show the keys of this place."""
        from workshop.tui.help import HelpScreen

        self.push_screen(HelpScreen(self.screen))

    async def action_command_palette(self) -> None:  # type: ignore[override]  # may be awaited
        """Find an action of the place; what is only read over it makes way."""
        from textual.command import CommandPalette

        from workshop.tui.dialogs.tell import Tell

        if isinstance(self.screen, Tell):
            self.screen.dismiss(None)
        if not isinstance(self.screen, CommandPalette):
            # What is typed next belongs there, so wait for it.
            await self.push_screen(CommandPalette(id="--command-palette"))

    def action_guide(self) -> None:
        """Name the six things one can do here."""
        from workshop.tui.guide import GuideScreen

        if not isinstance(self.screen, GuideScreen):
            self.push_screen(GuideScreen())

    async def action_quit(self) -> None:
        """Quit at once, or after asking about what is not saved."""
        from workshop.tui.dialogs.choose import Choose
        from workshop.tui.forms.screen import Form

        forms = [one for one in self.screen_stack if isinstance(one, Form) and one.changed]
        if is_too_small(self.size) and not forms:  # no question would be seen, and all is kept
            self.exit()
            return
        if isinstance(self.screen, Choose):
            return
        if isinstance(self.screen, Form) and self.screen.changed:
            self.screen.action_leave()  # it asks first: what was filled in is nowhere else yet
            return
        places = [screen for screen in self.screen_stack if isinstance(screen, PlaceScreen)]
        self._leave(places)

    def _leave(self, places: list[PlaceScreen]) -> None:
        if places:
            places[-1].before_leaving(lambda: self._leave(places[:-1]))
        else:
            self.exit()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """Offer what has no key."""
        yield SystemCommand("Guide", "The six things to do here", self.action_guide)
        yield SystemCommand("Theme", "Choose other colours", self.action_change_theme)
        yield SystemCommand("Screenshot", "Save a picture (SVG) of this screen", self._keep_picture)

    def _keep_picture(self) -> None:
        """Write what is on the screen to a file; it may name people."""
        from workshop.tui.dialogs.tell import tell_error

        try:
            path = self.services.keep_picture(self.export_screenshot())
        except WorkshopError as error:
            self.push_screen(tell_error(error))
            return
        self.notify(f"{self.services.called(path)} is written.", title="Screenshot", markup=False)

    def get_key_display(self, binding: Binding) -> str:
        """Write function keys as they stand on the keyboard."""
        return words.key_name(super().get_key_display(binding))
