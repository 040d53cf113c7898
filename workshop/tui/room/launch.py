"""Presenting from the command line: a module, a deck file, or the day of a tour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType

from workshop.errors import UsageError
from workshop.tui import words
from workshop.tui.daytour import DayTour
from workshop.tui.room.clock import SystemClock
from workshop.tui.room.lecture import RoomScreen
from workshop.tui.room.seat import Seat
from workshop.tui.services import Services
from workshop.tui.services_session import SessionServices, Target, block_deck
from workshop.tui.themed import ThemedApp
from workshop.tui.widgets.too_small import HORIZONTAL, VERTICAL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.screen import Screen

    from workshop.decks.deck import Deck
    from workshop.delivery.state import State
    from workshop.model.agenda import Block
    from workshop.store.sessions import SessionRow
    from workshop.store.workspace import Workspace
    from workshop.tui.room.audience import Watch
    from workshop.tui.room.clock import Clock
    from workshop.tui.room.day import DayScreen, Programme
    from workshop.tui.services import TourInHand


@dataclass(frozen=True)
class Lecture:
    """A deck that was read, and the session it is given in."""

    deck: Deck
    reread: Callable[[], Deck]
    seat: Seat = field(default_factory=Seat)


@dataclass(frozen=True)
class How:
    """What the command line asks for besides the target."""

    room: bool = False
    keys: bool = True
    """Whether the room's screen takes keys too."""
    rehearse: bool = False
    fresh: bool = False


STYLES = Path(__file__).resolve().parent.parent / "app.tcss"
"""How lists and dialogs look; the slides of a lecture do not need it."""
PLAINLY = How()
"""Nothing asked for besides the target."""


def present(target: str, workspace: Workspace | Path | None, how: How = PLAINLY) -> int:
    """Present `target` (a module's id, the path of a deck, or a tour) and return the exit code.

    Raises `UsageError` where there is no such thing, `InputError` and `StoreError` where it cannot
    be read.
    """
    services, sessions = Services(workspace), SessionServices(workspace)
    what = find(target, services, sessions, how)
    app = RoomApp(services, sessions, watch(what, services, sessions, how) if how.room else what)
    app.run()
    return app.return_code or 0


def find(
    target: str, services: Services, sessions: SessionServices | None, how: How
) -> Lecture | Programme:
    """Return the lecture `target` names, or the programme of a tour.

    Raises `UsageError` where nothing has that name.
    """
    if _is_file(target) and not target.endswith((".yaml", ".yml")):
        path = Path(target)
        seat = Seat(sessions, Target.of_deck(path, rehearsal=how.rehearse, fresh=how.fresh))
        return Lecture(services.deck_file(path), lambda: services.deck_file(path), seat)
    if (lecture := _module_called(target.lower(), services, sessions, how)) is not None:
        return lecture
    return _programme(target, services, how)


def _module_called(
    name: str, services: Services, sessions: SessionServices | None, how: How
) -> Lecture | None:
    try:
        deck = services.deck(name)
    except UsageError:
        return None
    session = Target.of_module(name, rehearsal=how.rehearse, fresh=how.fresh)
    return Lecture(deck, lambda: services.deck(name), Seat(sessions, session))


def _programme(target: str, services: Services, how: How) -> Programme:
    day = DayTour(services, target)
    try:
        hand = day.now()
    except UsageError as error:
        raise UsageError(
            f"there is no module, deck or tour called {target!r}",
            "see: workshop modules, or give the path of a deck",
        ) from error
    return programme_of(day, hand, how)


def programme_of(day: DayTour, hand: TourInHand, how: How = PLAINLY) -> Programme:
    """Return what there is to run of a tour as it is in hand; UsageError where it is not planned.

    Repairs of the day are done to the tour of `day`.
    """
    from workshop.tui.room.day import Programme

    agenda, name = hand.tour.plan, hand.name
    if agenda is None:
        raise UsageError(
            f"the tour {name!r} has no lectures yet", f"plan it: workshop plan {name} --write"
        )
    return Programme(name, hand.tour.brief.title, agenda, how.rehearse, how.fresh, day)


def day_screen(
    programme: Programme,
    services: Services,
    sessions: SessionServices | None,
    clock: Clock | None = None,
) -> DayScreen:
    """Return the screen that lists a tour's day and runs its sessions."""
    from workshop.tui.room.day import DayScreen

    clock = clock or SystemClock()

    def run(block: Block, programme: Programme) -> RoomScreen:
        return room_screen(of_block(block, programme, services, sessions), clock)

    def known() -> Mapping[str, State]:
        return sessions.run_blocks(programme.name) if sessions is not None else {}

    return DayScreen(programme, clock, run, known)


def room_screen(lecture: Lecture, clock: Clock) -> RoomScreen:
    """Return the presenter of a lecture."""
    return RoomScreen(lecture.deck, seat=lecture.seat, reread=lecture.reread, clock=clock)


def of_block(
    block: Block, programme: Programme, services: Services, sessions: SessionServices | None
) -> Lecture:
    """Return the session of a block: a lecture's deck, or a few slides made for any other."""

    def read() -> Deck:
        return block_deck(services, block)

    target = Target.of_block(
        programme.name, block, rehearsal=programme.rehearsal, fresh=programme.fresh
    )
    seat = Seat.of_block(sessions, target, block, programme.agenda, programme.tour)
    return Lecture(read(), read, seat)


def watch(
    what: Lecture | Programme, services: Services, sessions: SessionServices, how: How
) -> Watch:
    """Return what the room's screen follows: the sessions of a lecture, or all of a tour."""
    from workshop.tui.room.audience import Watch

    if isinstance(what, Lecture):
        target = what.seat.target or Target("")
        title = what.deck.title or "Welcome"
        return Watch(sessions, target, lambda row: _deck_of(row, services), title, how.keys)
    target = Target.of_tour(what.name)
    return Watch(sessions, target, lambda row: _deck_of(row, services), what.title, how.keys)


def _deck_of(row: SessionRow, services: Services) -> Deck:
    """Read the deck of a session again."""
    from workshop.store.sessionkeys import kind_and_name

    kind, name = kind_and_name(row.target)
    if kind == "module":
        return services.deck(name)
    if kind == "deck":
        return services.deck_file(Path(name))
    tour = DayTour(services, row.tour).now().tour
    block = next((one for one in tour.blocks if one.id == row.block), None)
    if block is None:
        raise UsageError(f"the tour {row.tour} has no block {row.block} any more")
    return block_deck(services, block)


def _is_file(target: str) -> bool:
    try:
        return Path(target).is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


class RoomApp(ThemedApp):
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
                tooltip="Leave the program; an open session stays open"),
    ]  # fmt: skip

    def __init__(
        self,
        services: Services,
        sessions: SessionServices | None,
        what: Lecture | Programme | Watch,
        *,
        clock: Clock | None = None,
    ) -> None:
        """Present a lecture, run the day of a tour, or follow a session for the room."""
        super().__init__(services)
        self._services, self._sessions, self._what = services, sessions, what
        self._clock = clock or SystemClock()

    def get_default_screen(self) -> Screen[Any]:
        """Return the place itself, so that it is the first thing painted."""
        if isinstance(self._what, Lecture):
            return room_screen(self._what, self._clock)
        from workshop.tui.room.audience import AudienceScreen, Watch

        if isinstance(self._what, Watch):
            return AudienceScreen(self._what, self._clock)
        self.stylesheet.read(STYLES)  # a list is painted in its style from the first time on
        return day_screen(self._what, self._services, self._sessions, self._clock)

    def on_mount(self) -> None:
        """Show the first slide, then learn what lists and dialogs look like."""
        if not self.stylesheet.has_source(str(STYLES)):
            self.call_after_refresh(self._style_dialogs)

    def _style_dialogs(self) -> None:
        self.stylesheet.read(STYLES)
        self.refresh_css(animate=False)

    def get_key_display(self, binding: Binding) -> str:
        """Write function keys as they stand on the keyboard."""
        return words.key_name(super().get_key_display(binding))

    def action_help(self) -> None:
        """Show the keys of this place."""
        from workshop.tui.help import HelpScreen

        self.push_screen(HelpScreen(self.screen))
