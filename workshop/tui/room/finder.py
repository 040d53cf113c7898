"""The overview of a deck, and the way to a slide by number, title or text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from workshop.decks.deck import Deck
from workshop.tui import text
from workshop.tui.room.found import Aim, Found
from workshop.tui.room.index import SlideIndex
from workshop.tui.room.rows import Rows
from workshop.tui.widgets.entry import Entry
from workshop.tui.widgets.keys import Keys

_HEADS: dict[Aim, tuple[str, str]] = {
    "overview": ("All slides", "type a number or words of a title"),
    "go": ("Go to a slide", "a number or words of its title"),
    "find": ("Find in the slides", "words on a slide"),
}


class Finder(ModalScreen[Found | None]):
    """Lists slides, narrowed by what is typed; enter goes to one, escape stays."""

    BINDING_GROUP_TITLE = "Slides"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "stay", priority=True, id="finder.stay",
                tooltip="Stay on the slide that is shown"),
        Binding("enter", "pick", "go there", priority=True, id="finder.go",
                tooltip="Go to the slide under the cursor"),
        Binding("down", "move(1)", "down", priority=True, show=False, id="finder.down",
                tooltip="Next row"),
        Binding("up", "move(-1)", "up", priority=True, show=False, id="finder.up",
                tooltip="Row before"),
        Binding("pagedown", "page(1)", "page down", priority=True, show=False, id="finder.pgdn",
                tooltip="A screenful down"),
        Binding("pageup", "page(-1)", "page up", priority=True, show=False, id="finder.pgup",
                tooltip="A screenful up"),
        Binding("ctrl+home", "end(-1)", "first", priority=True, show=False, id="finder.first",
                tooltip="First row"),
        Binding("ctrl+end", "end(1)", "last", priority=True, show=False, id="finder.last",
                tooltip="Last row"),
    ]  # fmt: skip
    DEFAULT_CSS = """
    Finder {
        align: center middle;
        & > Vertical {
            width: 84; max-width: 94%; height: 90%; padding: 0 1;
            background: $surface; border: round $primary;
        }
        & #head { height: 1; text-style: bold; }
        & Input { margin: 0 0 1 0; background: $panel; }
        & #foot { height: 1; color: $text-muted; }
    }
    """

    @dataclass
    class Listed(Message):
        """The slides that answer `query`."""

        query: str
        slides: tuple[int, ...]

    def __init__(self, deck: Deck, index: SlideIndex, at: int, aim: Aim = "overview") -> None:
        """List `deck` with the cursor on slide `at` (from 0)."""
        super().__init__()
        self._deck, self._index, self._at, self._aim = deck, index, at, aim
        self._query = ""
        self._shown = ""
        self._hits: tuple[int, ...] = ()

    def compose(self) -> ComposeResult:
        """Show a box to type in over the list."""
        head, hint = _HEADS[self._aim]
        with Vertical():
            yield Static(text.one_line(head), id="head")
            yield Entry(placeholder=hint, compact=True)
            yield Rows(self._describe)
            yield Static(id="foot")
        yield Keys()

    def on_mount(self) -> None:
        """List all slides at once; nothing needs to be read but the rows in sight."""
        self.set_focus(self.query_one(Input))
        everything = range(len(self._deck.slides))
        self.call_after_refresh(self.query_one(Rows).show, everything, self._at)
        self._say(len(everything))

    def _describe(self, slide: int, width: int) -> str:
        shown = self._deck.slides[slide]
        here = "▸" if slide == self._at else " "
        minutes = f"{shown.minutes:g} min" if shown.minutes is not None else ""
        if shown.optional:
            minutes = f"optional {minutes}"
        digits = len(str(len(self._deck.slides)))
        lead = f"{here} {slide + 1:>{digits}}  "
        title = shown.title or "(no title)"
        if self._aim == "find" and self._query.strip():
            title = f"{title} · {self._index.excerpt(slide, self._query)}"
        room = width - text.width(lead) - text.width(minutes) - 1
        return f"{lead}{text.fit(title, max(4, room))} {minutes}"

    def _say(self, count: int) -> None:
        slides = "1 slide" if count == 1 else f"{count} slides"
        if not count:
            slides = "No slide has that"
        self.query_one("#foot", Static).update(text.one_line(slides))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._query = event.value
        self._look(event.value)

    @work(thread=True, exclusive=True, group="find", exit_on_error=False)
    def _look(self, query: str) -> None:
        if not query.strip():
            slides: list[int] = list(range(len(self._deck.slides)))
        elif self._aim == "find":
            slides = self._index.by_text(query)
        else:
            slides = self._index.by_title(query)
        self.post_message(self.Listed(query, tuple(slides)))

    @on(Listed)
    def _show(self, event: Listed) -> None:
        event.stop()
        if event.query != self._query:
            return
        self._shown = event.query
        self._hits = event.slides if event.query.strip() else ()
        ahead = [slide for slide in event.slides if slide >= self._at]
        start = ahead[0] if ahead and self._aim == "find" else None
        self.query_one(Rows).show(event.slides, start if event.query.strip() else self._at)
        self._say(len(event.slides))

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self.query_one(Rows).move(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by most of a screenful."""
        rows = self.query_one(Rows)
        rows.move(pages * max(1, rows.size.height - 1))

    def action_end(self, direction: int) -> None:
        """Go to the first or the last row."""
        self.query_one(Rows).go(0 if direction < 0 else len(self._deck.slides))

    @on(Rows.Picked)
    def action_pick(self) -> None:
        """Go to the slide under the cursor, once the box has all that was typed before."""
        self.query_one(Input).call_later(self._pick)

    def _pick(self) -> None:
        query = self.query_one(Input).value
        if query != self._shown and query.strip():
            self._hits = tuple(self._answer(query))
            self.query_one(Rows).show(self._hits)
        picked = self.query_one(Rows).picked
        if picked is not None:
            self.dismiss(Found(picked, query.strip() if self._aim == "find" else "", self._hits))

    def _answer(self, query: str) -> list[int]:
        if self._aim == "find":
            return self._index.by_text(query)
        return self._index.by_title(query)
