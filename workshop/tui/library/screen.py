"""The library screen: search, filters, a list, and the facts of what the cursor is on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.worker import Worker, WorkerState

from workshop.model.catalogue import Catalogue
from workshop.model.lecture import Module
from workshop.model.place import Host
from workshop.model.tour import Tour
from workshop.tui import text
from workshop.tui.dialogs.narrow import Filter, narrow
from workshop.tui.dialogs.tell import tell_error
from workshop.tui.library import filters
from workshop.tui.library.facts import Facts, FactsPane
from workshop.tui.library.filters import Face, Found, Query
from workshop.tui.library.keys import KEYS
from workshop.tui.library.ownhosts import OwnHosts
from workshop.tui.messages import LectureWanted
from workshop.tui.widgets.keys import Keys
from workshop.tui.widgets.results import SHOWN, Results
from workshop.tui.widgets.searchbox import SearchBox
from workshop.tui.widgets.too_small import HORIZONTAL, VERTICAL

if TYPE_CHECKING:
    from workshop.tui.services import Services


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

    BINDINGS: ClassVar[list[BindingType]] = KEYS

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
        self._facts: Facts | None = None
        self._items: tuple[Host | Module, ...] = ()
        self._answered = False
        self._own_hosts = OwnHosts(services, self, self._take_up)

    def compose(self) -> ComposeResult:
        """Head, search and filters over the list and the facts."""
        yield Static(id="head")
        with Horizontal(id="asking"):
            yield SearchBox(placeholder="/ search", id="search", compact=True)
            yield Static(id="filters")
        with Horizontal(id="body"):
            yield Results[Host | Module](id="results", compact=True)
            yield FactsPane(id="facts")
        yield Keys()

    def on_mount(self) -> None:
        """Ask for everything; the cursor waits in the list."""
        self.set_focus(self._results)
        self._say_head()
        self._ask(self._query)

    def on_resize(self) -> None:
        """Fill the new width: rows and facts are wrapped for it."""
        self.call_after_refresh(self._fill)

    # Asking and answering

    @property
    def waiting(self) -> bool:
        """Whether the answer to what was last asked is still to come."""
        return self.query_one(SearchBox).waiting or not self._answered

    @property
    def _results(self) -> Results[Host | Module]:
        return self.query_one(Results)

    @property
    def _pane(self) -> FactsPane:
        return self.query_one(FactsPane)

    @property
    def _catalogue(self) -> Catalogue | None:
        return self._facts.catalogue if self._facts is not None else None

    def _ask(self, query: Query) -> None:
        self._query, self._answered = query, False
        self._look_up(query)

    @work(thread=True, exclusive=True, group="library", exit_on_error=False)
    def _look_up(self, query: Query) -> None:
        self.post_message(filters.find(self._services, query, self._brief))

    @on(Found)
    def _show_found(self, event: Found) -> None:
        event.stop()
        if event.query != self._query:
            return
        self._answered, self._items = True, event.items
        if event.catalogue is not None:
            self._facts = Facts(event.catalogue, self._brief)
        self._say_head()
        if event.error is not None:
            self._results.clear_options()
            self._pane.say(filters.unreadable(event.error))
            return
        self._fill()

    @on(Worker.StateChanged)
    def _stumbled(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and isinstance(event.worker.error, Exception):
            self._answered = True
            self.app.push_screen(tell_error(event.worker.error))

    def _fill(self) -> None:
        """Write the rows for the present width and keep the cursor on its item."""
        if self._facts is None:
            return
        ids = [item.id for item in self._items[:SHOWN]]
        at = ids.index(self._chosen) if self._chosen in ids else 0
        self._results.fill(self._items, self._facts.row, at)
        self._chosen = ids[at] if ids else ""
        self._say_facts()

    # What the screen says

    def _say_head(self) -> None:
        found = len(self._items) if self._answered else None
        self.query_one("#head", Static).update(filters.head(self._query, self._catalogue, found))
        words = filters.in_words(self._query, self._catalogue, self._brief is not None)
        self.query_one("#filters", Static).update(text.one_line(" · ".join(words), "$text-muted"))
        self.refresh_bindings()

    def _say_facts(self) -> None:
        item = self._current()
        if self._facts is None or not self._answered:
            self._pane.say(text.literal("Reading the catalogue…", "$text-muted"))
        elif item is None:
            self._pane.say(filters.nothing(self._query))
        else:
            self._pane.say(self._facts.sheet(item, self._pane.room))

    def _current(self) -> Host | Module | None:
        return next((item for item in self._items if item.id == self._chosen), None)

    # What the person does

    @on(SearchBox.Asked)
    def _asked(self, event: SearchBox.Asked) -> None:
        event.stop()
        self._ask(self._query.with_value("text", event.words))

    @on(Input.Submitted, "#search")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_leave_search()

    @on(OptionList.OptionHighlighted, "#results")
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        item = self._results.item
        if item is not None and item.id != self._chosen:
            self._chosen = item.id
            self._say_facts()

    @on(OptionList.OptionSelected, "#results")
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        item = self._current()
        if isinstance(item, Module):
            self.post_message(LectureWanted(module=item.id, minutes=item.duration))
        elif isinstance(item, Host):
            self.action_zoom()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something on this face."""
        hosts = self._query.face == "hosts"
        if action == "face":
            return parameters != (self._query.face,)
        if action == "filter" and parameters != ("framework",):
            return hosts and (parameters == ("city",) or self._brief is not None)
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
        self.set_focus(self._results)

    def action_face(self, face: Face) -> None:
        """Show modules or hosts; the search text stays."""
        self._chosen = ""
        self.remove_class("-zoomed")
        self.set_focus(self._results)
        self._ask(Query(face=face, text=self._query.text, framework=self._query.framework))

    def action_filter(self, which: Filter) -> None:
        """Ask for one city, framework or status."""
        if self._catalogue is None:
            return

        def picked(value: str | None) -> None:
            if value is not None:
                self._ask(self._query.with_value(which, value))

        question, everything = filters.QUESTIONS[which]
        asked = narrow(question, everything, filters.values(which, self._catalogue))
        self.app.push_screen(asked, picked)

    def action_own_host(self) -> None:
        """Describe a host of one's own."""
        if self._catalogue is not None:
            self._own_hosts.describe(self._catalogue, self._query.city)

    def action_change_host(self) -> None:
        """Change the host of one's own under the cursor."""
        if self._catalogue is not None:
            self._own_hosts.change(self._catalogue, self._chosen)

    def _take_up(self, host: str) -> None:
        """Show a host that was kept, among all others."""
        self._chosen = host
        self.action_clear()

    def action_clear(self) -> None:
        """Drop the search text and all filters."""
        self.query_one(SearchBox).empty()
        self._ask(self._query.cleared())

    def action_zoom(self) -> None:
        """Open the facts over the whole screen, or close them again."""
        if self._current() is None:
            return
        self.toggle_class("-zoomed")
        self.set_focus(self._pane if self.has_class("-zoomed") else self._results)
        self.call_after_refresh(self._say_facts)

    def action_scroll(self, direction: int) -> None:
        """Scroll the facts by most of their height."""
        self._pane.page(direction)

    def action_move(self, rows: int) -> None:
        """Move the cursor of the list, or scroll the open facts, by one row."""
        if self.has_class("-zoomed"):
            self._pane.scroll_relative(y=rows, animate=False)
        else:
            self._results.move(rows)

    def action_back(self) -> None:
        """Leave the search box, then the open facts, then the library."""
        if self.query_one("#search").has_focus:
            self.action_leave_search()
        elif self.has_class("-zoomed"):
            self.action_zoom()
        else:
            self.dismiss()
