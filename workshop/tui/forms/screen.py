"""A form on the screen: fields under headings, what is wrong beside each, one key to accept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Grid, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Static

from workshop.tui import text, words
from workshop.tui.dialogs.choose import Answer, Choose
from workshop.tui.forms.fields import Field, RejectedError, Section
from workshop.tui.widgets.entry import Entry
from workshop.tui.widgets.keys import Keys
from workshop.tui.widgets.too_small import HORIZONTAL, VERTICAL

if TYPE_CHECKING:
    from textual.app import ComposeResult

T = TypeVar("T")


class Offer(Suggester):
    """Completes what is typed to what a field may hold."""

    def __init__(self, field: Field) -> None:
        """Offer what `field` does, as it is written there."""
        super().__init__(case_sensitive=True)
        self._field = field

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole line with its last word completed."""
        return self._field.offer(value)


class FieldInput(Entry):
    """The line of one field."""

    def __init__(self, field: Field, value: str) -> None:
        """Hold `value`, on one line."""
        offer = Offer(field) if field.choices else None
        super().__init__(
            text.line(value), compact=True, suggester=offer, select_on_focus=not field.several
        )
        self.field = field
        self.wrong: Static | None = None
        """Says below the line what is wrong with it, once something is."""

    def say_wrong(self, wrong: str) -> None:
        """Say below the line what is wrong with it; nothing takes no room."""
        if self.wrong is None and wrong and self.parent is not None:
            self.wrong = Static(markup=False, classes="wrong")
            self.parent.mount(self.wrong, after=self)  # type: ignore[attr-defined]
        if self.wrong is not None:
            self.wrong.update(f"✘ {text.line(wrong)}" if wrong else "")
            self.wrong.display = bool(wrong)


class Form(ModalScreen[T | None], Generic[T]):
    """Returns what the form makes of its texts, or None if it was left."""

    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL
    BINDING_GROUP_TITLE = "This form"
    HELP = """\
Tab and the arrows go from field to field, page down to the next heading. What is typed takes the
place of what stands there; lists go on at their end. What a field takes stands
at the foot; what is wrong with it stands below it as you type. Right takes the word that is offered
in grey. Nothing is kept until you accept.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "accept", "accept", priority=True, id="form.accept",
                tooltip="Keep what the form says"),
        Binding("tab", "app.focus_next", "next", key_display="tab", id="form.next",
                tooltip="To the next field (down does the same)"),
        Binding("pagedown", "section(1)", "next part", priority=True, id="form.next_part",
                tooltip="To the first field under the next heading"),
        Binding("pageup", "section(-1)", "part before", priority=True, id="form.part_before",
                show=False, tooltip="To the first field under the heading before"),
        Binding("escape", "leave", "go back", id="form.leave",
                tooltip="Leave the form; asks if something was changed"),
        Binding("down", "app.focus_next", "next field", show=False, priority=True, id="form.down",
                tooltip="To the next field"),
        Binding("up", "app.focus_previous", "field before", show=False, priority=True, id="form.up",
                tooltip="To the field before"),
    ]  # fmt: skip
    DEFAULT_CSS = """
    Form {
        & .fields {
            height: 1fr;
            scrollbar-size-vertical: 1;
        }
        & Grid {
            grid-size: 2;
            grid-columns: 18 1fr;
            grid-rows: auto;
            height: auto;
            padding: 0 1 1 0;
        }
        & .part {
            column-span: 2;
            height: 1;
            color: $primary;
            text-style: bold;
        }
        & .name {
            color: $text-muted;
        }
        & FieldInput {
            height: 1;
            background: $background;
        }
        & FieldInput:focus {
            background: $primary 25%;
        }
        & .wrong {
            column-span: 2;
            padding: 0 0 0 18;
            color: $error;
        }
        & #hint {
            height: 2;
            border-top: solid $foreground 25%;
            color: $text-muted;
        }
    }
    """

    def __init__(
        self,
        title: str,
        sections: tuple[Section, ...],
        texts: Mapping[str, str],
        build: Callable[[dict[str, str]], T],
        *,
        at: str = "",
    ) -> None:
        """Show `texts` in the fields of `sections`, the cursor in field `at`.

        `build` makes the answer of the texts as they are then, or raises `RejectedError`.
        """
        super().__init__()
        self.heading, self.sections, self.first = title, sections, at
        self.before = {key: text.line(value).strip() for key, value in texts.items()}
        self._texts, self._build = dict(texts), build

    def compose(self) -> ComposeResult:
        """Lay out the fields under their headings."""
        with Vertical(classes="sheet -large") as sheet:
            sheet.border_title = text.one_line(self.heading)
            with VerticalScroll(classes="fields", can_focus=False):
                for section in self.sections:
                    with Grid():
                        yield Static(text.one_line(section.title), classes="part")
                        for field in section.fields:
                            yield Static(text.one_line(field.label), classes="name")
                            yield FieldInput(field, self._texts.get(field.key, ""))
            yield Static(id="hint", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        """Put the cursor into the field asked for."""
        line = self._line(self.first)
        if line is not None:
            self.set_focus(line)

    # What the fields hold

    def texts(self) -> dict[str, str]:
        """Return the texts of all fields by key; a line nobody touched as it was given."""
        return {
            line.field.key: self._texts.get(line.field.key, "")
            if line.value.strip() == self.before.get(line.field.key, "")
            else line.value
            for line in self.query(FieldInput)
        }

    @property
    def changed(self) -> bool:
        """Whether any field says something else than at first."""
        return any(
            line.value.strip() != self.before.get(line.field.key, "")
            for line in self.query(FieldInput)
        )

    def _line(self, key: str) -> FieldInput | None:
        return next((line for line in self.query(FieldInput) if line.field.key == key), None)

    @on(Input.Changed)
    def _judge(self, event: Input.Changed) -> None:
        event.stop()
        line = event.input
        if isinstance(line, FieldInput):
            same = line.value.strip() == self.before.get(line.field.key, "")
            line.say_wrong("" if same else line.field.wrong(line.value))

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next(FieldInput)

    def on_descendant_focus(self) -> None:
        """Say at the foot what the field takes."""
        line = self.focused
        if isinstance(line, FieldInput):
            self.query_one("#hint", Static).update(text.line(line.field.hint))

    # What the person does

    def action_section(self, by: int) -> None:
        """Go to the first field under another heading."""
        keys = [section.fields[0].key for section in self.sections]
        line = self.focused
        here = 0
        if isinstance(line, FieldInput):
            inside = [line.field in section.fields for section in self.sections]
            here = inside.index(True) if True in inside else 0
        target = self._line(keys[min(len(keys) - 1, max(0, here + by))])
        if target is not None:
            self.set_focus(target)  # at once: what is typed next belongs there

    def action_accept(self) -> None:
        """Return what the form says, once it has all that was typed, or show what is wrong."""
        line = self.focused or self
        line.call_later(self._accept)

    def _accept(self) -> None:
        try:
            answer = self._build(self.texts())
        except RejectedError as error:
            self._show_faults(error.faults)
            return
        self.dismiss(answer)

    def _show_faults(self, faults: Mapping[str, str]) -> None:
        first: FieldInput | None = None
        for line in self.query(FieldInput):
            wrong = faults.get(line.field.key, "")
            line.say_wrong(wrong)
            if wrong and first is None:
                first = line
        if first is not None:
            self.set_focus(first)
        rest = [message for key, message in faults.items() if self._line(key) is None]
        count = words.counted(len(faults), "field is", "fields are")
        said = "; ".join(rest) if rest else f"{count} wrong; nothing is kept yet."
        self.query_one("#hint", Static).update(f"✘ {text.line(said)}")

    def action_leave(self) -> None:
        """Return nothing; ask first if that loses something."""
        if not self.changed:
            self.dismiss(None)
            return
        answers = (Answer("stay", "Go on with the form"), Answer("drop", "Drop the changes"))

        def answered(answer: str | None) -> None:
            if answer == "drop":
                self.dismiss(None)

        self.app.push_screen(Choose(self.heading, "Changes are not kept yet.", answers), answered)
