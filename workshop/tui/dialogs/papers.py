"""Which documents to write, each with its reader, and into which folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from workshop.tui import text, words
from workshop.tui.dialogs.question import Question
from workshop.tui.widgets.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual.app import ComposeResult
    from textual.content import Content

    from workshop.export.redaction import Document
    from workshop.tui.services_export import Kind

TITLES = 18
"""Cells for the title of a document."""


@dataclass(frozen=True)
class Order:
    """What was asked for."""

    documents: tuple[Document, ...]
    folder: str


class Papers(Question[Order]):
    """Returns which documents go where, or None; at least one, and some folder."""

    BINDING_GROUP_TITLE = "The documents"
    SHEET = "sheet"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "tick", key_display="space", id="papers.tick",
                tooltip="Tick the document under the cursor, or take the tick off (enter, too)"),
        Binding("a", "all", "all or none", id="papers.all",
                tooltip="Tick all documents; if all are ticked, none"),
        Binding("tab", "app.focus_next", "folder", key_display="tab", id="papers.folder",
                tooltip="From the list to the folder, and back"),
        Binding("ctrl+s", "write", "write them", id="papers.write",
                tooltip="Make what is ticked and write it into the folder"),
        Binding("escape", "leave", "go back", id="papers.leave", tooltip="Write nothing"),
    ]  # fmt: skip
    DEFAULT_CSS = """
    Papers {
        & .sheet { padding: 0 1; max-height: 100%; }
        & #documents { max-height: 1fr; }
        & .label { color: $text-muted; height: 1; }
        & Input { margin: 0; }
        & #said { height: 1; color: $text-muted; }
    }
    """

    def __init__(self, kinds: tuple[Kind, ...], ticked: Collection[str], folder: str) -> None:
        """Offer `kinds` with some ticked, and a folder."""
        super().__init__("Export documents")
        self.kinds, self.ticked, self.folder = kinds, frozenset(ticked), folder

    def lines(self) -> ComposeResult:
        """Lay out the list and the folder under it."""
        yield OptionList(*self._options(), id="documents")
        yield Static(text.one_line("Into the folder:"), classes="label")
        yield Entry(value=text.line(self.folder), compact=True, select_on_focus=False)
        yield Static(id="said", markup=False)

    def on_mount(self) -> None:
        """Begin in the list."""
        listing = self.query_one(OptionList)
        ticked = [at for at, one in enumerate(self.kinds) if one.id in self.ticked]
        listing.highlighted = ticked[0] if ticked else 0
        self.set_focus(listing)
        self._say()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Letters typed into the folder are no keys."""
        return action not in ("tick", "all") or not isinstance(self.focused, Input)

    def _options(self) -> list[Option]:
        return [Option(self._row(one), id=one.id) for one in self.kinds]

    def _row(self, kind: Kind) -> Content:
        mark = ("✔ ", "bold $success") if kind.id in self.ticked else ("· ", "$text-muted")
        eyes = (" · a private file", "$warning") if kind.private else ""
        return text.joined(
            mark, text.fit(kind.title, TITLES), (f" for {kind.reader}", "$text-muted"), eyes
        )

    def _show(self) -> None:
        listing = self.query_one(OptionList)
        for kind in self.kinds:
            listing.replace_option_prompt(kind.id, self._row(kind))
        self._say()

    def _say(self, wrong: str = "") -> None:
        count = words.counted(len(self.ticked), "document", "documents")
        said = wrong or f"{count} ticked; each leaves out what its reader must not see."
        self.query_one("#said", Static).update(said)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_tick()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_write()

    def on_descendant_focus(self) -> None:
        """Other keys work in the folder's line than in the list."""
        self.refresh_bindings()

    def action_tick(self) -> None:
        """Tick what is under the cursor, or take the tick off."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.ticked ^= {self.kinds[at].id}
            self._show()

    def action_all(self) -> None:
        """Tick all, or none."""
        every = frozenset(one.id for one in self.kinds)
        self.ticked = frozenset() if self.ticked == every else every
        self._show()

    def action_write(self) -> None:
        """Return what is ticked and where it goes."""
        chosen = tuple(one.id for one in self.kinds if one.id in self.ticked)
        folder = self.query_one(Input).value.strip()
        if chosen and folder:
            self.dismiss(Order(chosen, folder))
        else:
            self._say("✘ name a folder" if chosen else "✘ tick what is to be written (space)")
