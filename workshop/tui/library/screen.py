"""The library screen: search, filters, a list, and the facts of what the cursor is on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import Worker, WorkerState

from workshop.errors import WorkshopError
from workshop.model.catalogue import Catalogue
from workshop.model.lecture import Module
from workshop.model.ownhost import OwnHost
from workshop.model.place import Host
from workshop.model.tour import Tour
from workshop.tui import text
from workshop.tui.dialogs.choose import Choose
from workshop.tui.dialogs.tell import tell_error
from workshop.tui.forms.hostform import OwnHostForm
from workshop.tui.library.filters import ALL, Face, Query, choices, find, in_words
from workshop.tui.library.hosts import host_row, host_sheet
from workshop.tui.library.modules import module_row, module_sheet
from workshop.tui.messages import LectureWanted
from workshop.tui.widgets.entry import Entry
from workshop.tui.widgets.keys import Keys
from workshop.tui.widgets.too_small import HORIZONTAL, VERTICAL

if TYPE_CHECKING:
    from workshop.tui.services import Services

SHOWN = 500
"""Rows in the list at most; the rest is counted in words."""
DEBOUNCE = 0.15
"""Seconds without a key before a search starts."""


class LibraryScreen(Screen[None]):
    """Modules and hosts: find one, read what is known of it, present a module."""

    CSS_PATH = "library.tcss"
    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL
    BINDING_GROUP_TITLE = "Library"
    HELP = """
Two halves: **m** lecture modules, **h** candidate hosts. **/** searches names, places, reasons and
frameworks; accents do not matter. **c**, **t** and **s** filter by city, framework and outreach
status; **x** shows everything again. **enter** presents a module or opens a host's facts; **space**
opens the facts over the whole screen; **d** and **u** scroll them.
"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "search", key_display="/", id="library.search",
                tooltip="Search names, places, reasons and frameworks"),
        Binding("m", "face('modules')", "modules", id="library.modules",
                tooltip="Show the lecture modules"),
        Binding("h", "face('hosts')", "hosts", id="library.hosts",
                tooltip="Show the candidate hosts"),
        Binding("c", "filter('city')", "city", id="library.city", tooltip="Hosts of one city"),
        Binding("t", "filter('topic')", "topic", id="library.topic",
                tooltip="What teaches or shows one framework"),
        Binding("s", "filter('status')", "status", id="library.status",
                tooltip="Hosts with one outreach status in this tour"),
        Binding("x", "clear", "show all", id="library.clear", tooltip="Drop search and filters"),
        Binding("n", "own_host", "new host", id="library.new_host",
                tooltip="Describe a host of one's own, or one that somebody suggested"),
        Binding("e", "change_host", "change", id="library.change_host",
                tooltip="Change a host of one's own"),
        Binding("space", "zoom", "facts", id="library.zoom",
                tooltip="Open or close the facts over the whole screen"),
        Binding("d", "scroll(1)", "facts down", show=False, id="library.facts_down",
                tooltip="Scroll the facts down"),
        Binding("u", "scroll(-1)", "facts up", show=False, id="library.facts_up",
                tooltip="Scroll the facts up"),
        Binding("j", "move(1)", "down", show=False, id="library.down",
                tooltip="Next row"),
        Binding("k", "move(-1)", "up", show=False, id="library.up",
                tooltip="Row before"),
        Binding("down", "leave_search", "to the list", show=False, id="library.to_list",
                tooltip="From the search box to the list"),
        Binding("escape", "back", "go back", id="library.back",
                tooltip="Leave the search box, the open facts, the library"),
    ]  # fmt: skip

    @dataclass
    class Found(Message):
        """An answer to `query`: items, or what went wrong in `error`."""

        query: Query
        items: tuple[Host | Module, ...] = ()
        catalogue: Catalogue | None = None
        error: WorkshopError | None = None

    def __init__(
        self,
        services: Services,
        face: Face = "modules",
        *,
        chosen: str = "",
        city: str = "",
        tour: Tour | None = None,
    ) -> None:
        """Open on `face`, with the cursor on the id `chosen`, for the hosts of `city` if given.

        With a `tour` the hosts carry their outreach status and what its brief says of them.
        """
        super().__init__()
        self._services = services
        self._query = Query(face=face, city=city)
        self._chosen = chosen
        self._brief = tour.brief if tour is not None else None
        self._catalogue: Catalogue | None = None
        self._items: tuple[Host | Module, ...] = ()
        self._answered = False
        self._pending: Timer | None = None

    def compose(self) -> ComposeResult:
        """Head, search and filters over the list and the facts."""
        yield Static(id="head")
        with Horizontal(id="asking"):
            yield Entry(placeholder="/ search", id="search", compact=True)
            yield Static(id="filters")
        with Horizontal(id="body"):
            yield OptionList(id="results", compact=True)
            with VerticalScroll(id="facts"):
                yield Static(id="sheet")
        yield Keys()

    def on_mount(self) -> None:
        """Ask for everything; the cursor waits in the list."""
        self.query_one("#results").focus()
        self._say_head()
        self._ask()

    def on_resize(self) -> None:
        """Fill the new width: rows and facts are wrapped for it."""
        self.call_after_refresh(self._fill)

    # Asking and answering

    @property
    def waiting(self) -> bool:
        """Whether the answer to what was last asked is still to come."""
        return self._pending is not None or not self._answered

    def _ask(self) -> None:
        self._pending, self._answered = None, False
        self._look_up(self._query)

    @work(thread=True, exclusive=True, group="library", exit_on_error=False)
    def _look_up(self, query: Query) -> None:
        try:
            found = self.Found(
                query, find(self._services, query, self._brief), self._services.catalogue()
            )
        except WorkshopError as error:
            found = self.Found(query, error=error)
        self.post_message(found)

    @on(Found)
    def _show_found(self, event: Found) -> None:
        event.stop()
        if event.query != self._query:
            return
        self._answered = True
        self._items, self._catalogue = event.items, event.catalogue or self._catalogue
        self._say_head()
        if event.error is not None:
            self._items = ()
            self.query_one("#results", OptionList).clear_options()
            self._say_facts(_error_words(event.error))
            return
        self._fill()

    @on(Worker.StateChanged)
    def _stumbled(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and isinstance(event.worker.error, Exception):
            self._answered = True
            self.app.push_screen(tell_error(event.worker.error))

    def _fill(self) -> None:
        """Write the rows for the present width and keep the cursor on its item."""
        if self._catalogue is None:
            return
        listing = self.query_one("#results", OptionList)
        ids = [item.id for item in self._items[:SHOWN]]
        keep = self._chosen if self._chosen in ids else (ids[0] if ids else "")
        width = max(20, listing.scrollable_content_region.width - 2)
        rows = [Option(self._row(item, width)) for item in self._items[:SHOWN]]
        if len(self._items) > SHOWN:
            more = f"{len(self._items) - SHOWN} more… search to narrow them down"
            rows.append(Option(text.one_line(more, "$text-muted")))
        with self.prevent(OptionList.OptionHighlighted):
            listing.set_options(rows)
            listing.highlighted = ids.index(keep) if keep else None
        self._chosen = keep
        self._say_facts()

    def _row(self, item: Host | Module, width: int) -> Content:
        assert self._catalogue is not None  # noqa: S101
        if isinstance(item, Host):
            return host_row(item, self._catalogue, self._brief, width)
        return module_row(item, width)

    # What the screen says

    def _say_head(self) -> None:
        face, catalogue = self._query.face, self._catalogue
        counts = {"modules": "", "hosts": ""}
        if catalogue is not None:
            counts = {
                "modules": f" {len(catalogue.modules)}",
                "hosts": f" {len(catalogue.host)}",
            }
        parts: list[object] = [("Library  ", "bold")]
        for name in ("modules", "hosts"):
            label = f" {name.capitalize()}{counts[name]} "
            parts.append((f"▸{label}", "bold reverse") if name == face else (f" {label}", "dim"))
            parts.append("  ")
        if self._answered and self._query.narrowed:
            parts.append((f"{len(self._items)} found", "$text-muted"))
        self.query_one("#head", Static).update(text.joined(*parts))
        words = in_words(self._query, catalogue, self._brief is not None)
        self.query_one("#filters", Static).update(text.one_line(" · ".join(words), "$text-muted"))
        self.refresh_bindings()

    def _say_facts(self, words: Content | None = None) -> None:
        pane = self.query_one("#facts", VerticalScroll)
        sheet = self.query_one("#sheet", Static)
        sheet.update(words if words is not None else self._facts(sheet.size.width or 60))
        pane.scroll_home(animate=False)

    def _facts(self, width: int) -> Content:
        item = self._current()
        if self._catalogue is None or not self._answered:
            return text.literal("Reading the catalogue…", "$text-muted")
        if isinstance(item, Host):
            return host_sheet(item, self._catalogue, self._brief, width)
        if isinstance(item, Module):
            return module_sheet(item, self._catalogue, width)
        if self._query.narrowed:
            return _nothing_found(self._query)
        return text.literal(f"There are no {self._query.face} yet: add files under content/.")

    def _current(self) -> Host | Module | None:
        return next((item for item in self._items if item.id == self._chosen), None)

    # What the person does

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value == self._query.text:
            return
        self._query = self._query.with_value("text", event.value)
        if self._pending is not None:
            self._pending.stop()
        self._pending = self.set_timer(DEBOUNCE, self._ask)

    @on(Input.Submitted, "#search")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_leave_search()

    @on(OptionList.OptionHighlighted, "#results")
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option_index < min(SHOWN, len(self._items)):
            chosen = self._items[event.option_index].id
            if chosen != self._chosen:
                self._chosen = chosen
                self._say_facts()

    @on(OptionList.OptionSelected, "#results")
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        item = self._current() if event.option_index < SHOWN else None
        if isinstance(item, Module):
            self.post_message(LectureWanted(module=item.id, minutes=item.duration))
        elif isinstance(item, Host):
            self.action_zoom()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something on this face."""
        hosts = self._query.face == "hosts"
        if action == "face":
            return parameters != (self._query.face,)
        if action == "filter" and parameters == ("city",):
            return hosts
        if action == "filter" and parameters == ("status",):
            return hosts and self._brief is not None
        if action == "clear":
            return self._query.narrowed
        if action == "own_host":
            return hosts and self._catalogue is not None
        if action == "change_host":
            item = self._current()
            return isinstance(item, Host) and item.suggested is not None
        if action == "leave_search":
            return self.is_mounted and self.query_one("#search").has_focus
        return True

    def action_search(self) -> None:
        """Put the cursor into the search box."""
        self.remove_class("-zoomed")
        self.set_focus(self.query_one("#search"))

    def action_leave_search(self) -> None:
        """Go from the search box to the list."""
        self.set_focus(self.query_one("#results"))

    def action_face(self, face: Face) -> None:
        """Show modules or hosts; the search text stays."""
        self._query = Query(face=face, text=self._query.text, topic=self._query.topic)
        self._chosen = ""
        self.remove_class("-zoomed")
        self.set_focus(self.query_one("#results"))
        self._ask()

    def action_filter(self, field: str) -> None:
        """Ask for one city, framework or status."""
        if self._catalogue is None:
            return
        question = {
            "city": "Hosts of which city?",
            "topic": "What teaches or shows which framework?",
        }.get(field, "Hosts with which standing in this tour?")
        self.app.push_screen(
            Choose("Show only", question, choices(field, self._catalogue)),
            lambda picked: self._narrow(field, picked),
        )

    def _narrow(self, field: str, picked: str | None) -> None:
        if picked is not None:
            self._query = self._query.with_value(field, "" if picked == ALL else picked)
            self._ask()

    def action_own_host(self) -> None:
        """Describe a host of one's own."""
        if self._catalogue is not None:
            form = OwnHostForm(self._catalogue, city=self._query.city)
            self.app.push_screen(form, self._described)

    def action_change_host(self) -> None:
        """Change the host of one's own under the cursor."""
        known = (one for one in self._services.own_hosts() if one.id == self._chosen)
        host = next(known, None)
        if host is not None and self._catalogue is not None:
            self.app.push_screen(OwnHostForm(self._catalogue, host=host), self._described)

    def _described(self, host: OwnHost | None) -> None:
        if host is not None:
            self._keep_host(host)

    @work(thread=True, exclusive=True, group="keep", exit_on_error=False)
    def _keep_host(self, host: OwnHost) -> None:
        try:
            self._services.keep_host(host)
        except WorkshopError as error:
            self.app.call_from_thread(self.app.push_screen, tell_error(error))
            return
        self._chosen = host.id
        self.app.call_from_thread(self.action_clear)

    def action_clear(self) -> None:
        """Drop the search text and all filters."""
        self._query = self._query.cleared()
        self.query_one("#search", Input).value = ""
        self._ask()

    def action_zoom(self) -> None:
        """Open the facts over the whole screen, or close them again."""
        if self._current() is None:
            return
        self.toggle_class("-zoomed")
        self.set_focus(self.query_one("#facts" if self.has_class("-zoomed") else "#results"))
        self.call_after_refresh(self._say_facts)

    def action_scroll(self, direction: int) -> None:
        """Scroll the facts by most of their height."""
        pane = self.query_one("#facts", VerticalScroll)
        pane.scroll_relative(y=direction * max(1, pane.size.height - 2), animate=False)

    def action_move(self, rows: int) -> None:
        """Move the cursor of the list, or scroll the open facts, by one row."""
        if self.has_class("-zoomed"):
            self.query_one("#facts", VerticalScroll).scroll_relative(y=rows, animate=False)
        elif rows > 0:
            self.query_one("#results", OptionList).action_cursor_down()
        else:
            self.query_one("#results", OptionList).action_cursor_up()

    def action_back(self) -> None:
        """Leave the search box, then the open facts, then the library."""
        if self.query_one("#search").has_focus:
            self.action_leave_search()
        elif self.has_class("-zoomed"):
            self.action_zoom()
        else:
            self.dismiss()


def _nothing_found(query: Query) -> Content:
    asked = f"matches “{query.text.strip()}”" if query.text.strip() else "fits these filters"
    return text.lines_of(
        text.literal(f"No {query.face.removesuffix('s')} {asked}.", "bold"),
        text.literal("x shows everything again · / searches for something else", "$text-muted"),
    )


def _error_words(error: WorkshopError) -> Content:
    return text.lines_of(
        text.literal("The catalogue cannot be read.", "bold $error"),
        *(text.literal(line) for line in error.lines()),
        text.literal("Mend the files, then open the library again.", "$text-muted"),
    )
