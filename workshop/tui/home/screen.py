"""The home screen: the tours of the workspace, and the six things to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workshop.errors import InputError, WorkshopError
from workshop.tui import text, words
from workshop.tui.dialogs.tell import tell_error
from workshop.tui.messages import DayWanted, HostsWanted, ModulesWanted, TourChosen
from workshop.tui.widgets.place import PlaceScreen

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content

    from workshop.model.tour import Brief
    from workshop.tui.services import Services, TourSummary

STEPS = (
    ("open", "Open a tour", "see its week; enter on a block says all about it"),
    ("open", "Plan it", "p on the board; watch it get better, escape keeps the best"),
    ("open", "Ask why", "f what the rules found, i what is left out and why"),
    ("look_up", "Look things up", "m modules and h hosts, with sources and cautions"),
    ("look_up", "Present a lecture", "T opens the day of a tour; o on a lecture of the week"),
    ("open", "Send it", "e on the board writes its documents"),
)
"""What to do first: what choosing it does, its name, and how."""


class HomeScreen(PlaceScreen):
    """Lists the tours; enter opens one."""

    READS = True
    BINDING_GROUP_TITLE = "Home"
    HELP = """\
A tour is a file in `itineraries/`: a brief that a person writes, and the agenda that planning
adds to it. `n` asks for the brief of a new one; any editor will do to change it.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "new tour", id="home.new",
                tooltip="Fill in the brief of a new tour; it opens on its board"),
        Binding("m", "modules", "modules", id="home.modules",
                tooltip="Open the library of lecture modules"),
        Binding("h", "hosts", "hosts", id="home.hosts", tooltip="Open the library of hosts"),
        Binding("T", "run_day", "today", id="home.run_day",
                tooltip="Today's agenda of the tour under the cursor; enter there runs a session"),
        Binding("tab", "app.focus_next", "other list", id="home.next",
                tooltip="To the other of the two lists"),
        Binding("f5", "read_again", "read again", show=False, id="home.read_again",
                tooltip="Read the tour files again, after an editor changed them"),
        Binding("ctrl+q", "app.quit", "quit", priority=True, id="home.quit",
                tooltip="Leave the program"),
    ]  # fmt: skip

    @dataclass
    class Listed(Message):
        """The tours were read; `counts` says what the catalogue holds."""

        tours: tuple[TourSummary, ...]
        counts: str

    @dataclass
    class Failed(Message):
        """The workspace could not be read."""

        error: Exception

    def __init__(self, services: Services) -> None:
        """List the tours that `services` knows."""
        super().__init__()
        self.services = services
        self.tours: tuple[TourSummary, ...] = ()

    def parts(self) -> ComposeResult:
        """Lay out the title and the two lists."""
        title = ("Workshop", "bold $primary")
        yield Static(
            text.joined(title, "  plan executive tech tours, and run their lectures"), id="title"
        )
        with Horizontal(id="home"):
            tours = TourList(id="tours")
            tours.border_title = text.one_line("Tours")
            yield tours
            first = StepList(*(Option(_step(name, how)) for _, name, how in STEPS), id="first")
            first.border_title = text.one_line("What to do first")
            yield first
        yield Static(text.literal(" "), id="counts")

    def on_mount(self) -> None:
        """Read the tours after the first paint."""
        tours = self.query_one(TourList)
        tours.set_options([Option(text.literal("Reading the tours …"), disabled=True)])
        self.set_focus(tours)
        self.load()

    @work(thread=True, exclusive=True, group="load", exit_on_error=False)
    def load(self) -> None:
        """Read the tours and count the catalogue in a thread."""
        try:
            tours = self.services.tours()
            catalogue = self.services.catalogue()
        except Exception as error:  # noqa: BLE001 - whatever it is, the screen must say it
            self.post_message(self.Failed(error))
            return
        counts = (
            words.counted(len(catalogue.modules), "lecture module"),
            words.counted(len(catalogue.host), "host"),
            words.counted(len(catalogue.cities), "city", "cities"),
        )
        self.post_message(self.Listed(tours, " · ".join(counts)))

    @on(Listed)
    def _list(self, message: Listed) -> None:
        self.tours = message.tours
        self.end_reading()
        listing = self.query_one(TourList)
        kept = listing.highlighted or 0
        listing.set_options(
            [Option(tour_prompt(tour)) for tour in self.tours]
            or [Option(text.lines_of(
                text.literal("There are no tours here yet.", "bold"),
                text.joined(("n", "bold $accent"), " asks for a brief and begins one."),
            ), disabled=True)]
        )  # fmt: skip
        listing.highlighted = min(kept, len(self.tours) - 1) if self.tours else None
        self.query_one("#counts", Static).update(
            text.joined((f" In the catalogue: {message.counts}", "$text-muted"))
        )

    @on(Failed)
    def _say_failed(self, message: Failed) -> None:
        self.query_one(TourList).set_options(
            [Option(text.literal("The workspace cannot be read; F5 tries again."), disabled=True)]
        )
        self.end_reading()
        self.app.push_screen(tell_error(message.error))

    @on(OptionList.OptionSelected, "#tours")
    def _open(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._open_tour(event.option_index)

    def _open_tour(self, index: int | None) -> None:
        if index is None or index >= len(self.tours):
            return
        tour = self.tours[index]
        if tour.faults:
            self.app.push_screen(tell_error(InputError(tour.faults)))
        else:
            self.post_message(TourChosen(tour.name))

    @on(OptionList.OptionSelected, "#first")
    def _begin(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if STEPS[event.option_index][0] == "open":
            self._open_tour(self.query_one(TourList).highlighted)
        else:
            self.action_modules()

    def action_new(self) -> None:
        """Ask for the brief of a new tour."""
        from workshop.tui.forms.briefform import BriefForm

        try:
            brief, catalogue = self.services.fresh_brief(), self.services.catalogue()
        except WorkshopError as error:
            self.app.push_screen(tell_error(error))
            return
        self.app.push_screen(BriefForm(brief, catalogue, new=True), self._begin_tour)

    def _begin_tour(self, brief: Brief | None) -> None:
        if brief is None:
            return
        try:
            name = self.services.begin_tour(brief)
        except WorkshopError as error:
            self.app.push_screen(tell_error(error))
            return
        self.notify(f"Written to itineraries/{name}.yaml; p plans it.", markup=False)
        self.post_message(TourChosen(name))

    def action_run_day(self) -> None:
        """Run the day of the tour under the cursor."""
        index = self.query_one(TourList).highlighted
        if index is not None and index < len(self.tours):
            self.post_message(DayWanted(self.tours[index].name))

    def action_modules(self) -> None:
        """Open the library of modules."""
        self.post_message(ModulesWanted())

    def action_hosts(self) -> None:
        """Open the library of hosts."""
        self.post_message(HostsWanted())

    def action_read_again(self) -> None:
        """Read the tours again."""
        self.load()


class TourList(OptionList):
    """The tours, to open."""

    BINDING_GROUP_TITLE = "The tours"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "open", id="tours.open", tooltip="Open this tour on its board"),
    ]


class StepList(OptionList):
    """What to do first."""

    BINDING_GROUP_TITLE = "What to do first"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "do it", id="steps.do", tooltip="Begin with this"),
    ]


def _step(name: str, how: str) -> Content:
    return text.lines_of(text.literal(name, "bold"), text.literal(how, "$text-muted"))


def tour_prompt(tour: TourSummary) -> Content:
    """Return a tour as three lines: its title, when and where, how good its plan is."""
    if tour.faults:
        number = len(tour.faults)
        count, them = words.counted(number, "fault"), "it" if number == 1 else "them"
        return text.lines_of(
            text.one_line(tour.name, "bold"),
            text.literal(f"✘ cannot be read: {count}; enter shows {them}", "$error"),
            text.one_line(tour.faults[0], "$text-muted"),
        )
    dates = words.days_from(tour.start, tour.days) if tour.start else (
        words.counted(tour.days, "day") + ", dates open"
    )  # fmt: skip
    where = " ▸ ".join(tour.cities)
    state = words.proof(tour.status, tour.score, tour.gap, tour.venues)
    state += " · ● not saved" * tour.unsaved
    style = {"optimal": "$success", "infeasible": "$error"}.get(tour.status, "$text-muted")
    return text.lines_of(
        text.joined((text.line(tour.title), "bold"), (f"  {text.line(tour.name)}", "$text-muted")),
        text.one_line(f"{dates} · {words.people(tour.people)} · {where}", "$text-muted"),
        text.one_line(state, style),
    )
