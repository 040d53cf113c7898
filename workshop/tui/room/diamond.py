"""Filling in a diamond with the room: one line a question, the drawing grows beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from workshop.model.diagram import Platform, diamond_of
from workshop.tui import text
from workshop.tui.widgets.entry import Entry
from workshop.tui.widgets.keys import Keys

if TYPE_CHECKING:
    from workshop.decks.fit import Line

QUESTIONS: tuple[tuple[str, str], ...] = (
    ("centre", "In the middle: whose platform?"),
    ("left", "On the left: who makes or offers?"),
    ("right", "On the right: who uses or buys?"),
    ("third", "Third group, or none"),
    ("interaction", "What gets cheaper? with commas"),
    ("loop", "Who attracts whom? the loop, or none"),
)
"""The name of each answer, as in `diamond_of`, and the question."""
LOOKS = {
    "diagram": "$secondary",
    "diagram-fill": "$primary",
    "diagram-label": "bold $background on $primary",
    "strong": "bold",
    "quote": "italic $text-muted",
}


class DiamondForm(ModalScreen[Platform | None]):
    """Asks for the parts of a diamond and draws it while they are typed.

    Gives back the diagram, or None where it was given up. It records nothing.
    """

    BINDING_GROUP_TITLE = "A diamond"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "keep", priority=True, id="diamond.keep",
                tooltip="Keep the diamond as it is drawn"),
        Binding("enter", "next", "next line", priority=True, id="diamond.next",
                tooltip="Go to the next line; after the last one, keep the diamond"),
        Binding("up", "app.focus_previous", "line before", show=False, id="diamond.before",
                tooltip="Go to the line before"),
        Binding("down", "app.focus_next", "line after", show=False, id="diamond.after",
                tooltip="Go to the next line"),
        Binding("escape", "dismiss(None)", "give up", priority=True, id="diamond.leave",
                tooltip="Go back without keeping anything"),
    ]  # fmt: skip
    DEFAULT_CSS = """
    DiamondForm {
        & > Vertical {
            width: 100%; height: 100%; padding: 0 1; background: $surface;
        }
        & #head { height: 1; text-style: bold; }
        & Input { height: 1; border: none; padding: 0; background: $panel; margin: 0 0 0 0; }
        & #drawing { height: 1fr; padding: 1 0 0 0; }
        & #drawing Static { width: auto; height: auto; }
    }
    """

    def __init__(self, title: str = "", start: Platform | None = None) -> None:
        """Ask under `title`, with the answers of `start` filled in."""
        super().__init__()
        self._title = title or "Fill in the diamond"
        self._start = _answers_of(start) if start is not None else {}

    def compose(self) -> ComposeResult:
        """Show a line for each question over the drawing."""
        with Vertical():
            yield Static(text.one_line(self._title), id="head")
            for name, question in QUESTIONS:
                value = self._start.get(name, "")
                yield Entry(value, placeholder=question, id=name, max_length=120, compact=True)
            with VerticalScroll(id="drawing", can_focus=False):
                yield Static()
            yield Keys()

    def on_mount(self) -> None:
        """Draw what is known once there is a size."""
        self.set_focus(self.query_one(f"#{QUESTIONS[0][0]}", Input))
        self.call_after_refresh(self._draw)

    @property
    def diamond(self) -> Platform:
        """The diamond as filled in so far."""
        answers = {name: self.query_one(f"#{name}", Input).value for name, _ in QUESTIONS}
        return diamond_of(**answers, title=self._title)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._draw()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        from workshop.decks.diagrams.cells import scene_lines
        from workshop.decks.diagrams.layout import scene_of
        from workshop.decks.diagrams.words import sentences

        room = self.query_one("#drawing").content_size
        drawing = self.query_one("#drawing Static", Static)
        scene = scene_of(self.diamond, room.width, room.height)
        if scene is not None:
            rows = [_content(line) for line in scene_lines(scene, scene.parts)]
        else:
            said = " ".join(sentences(self.diamond))
            rows = [text.literal(row) for row in text.wrap(said, max(10, room.width))]
        drawing.update(text.lines_of(*rows))

    def action_next(self) -> None:
        """Go to the next line, or keep the diamond after the last one."""
        last = QUESTIONS[-1][0]
        if self.focused is not None and self.focused.id == last:
            self.action_keep()
        else:
            self.app.action_focus_next()

    def action_keep(self) -> None:
        """Give the diamond back."""
        self.dismiss(self.diamond)


def _answers_of(start: Platform) -> dict[str, str]:
    """Return what the lines of the form hold for a diamond."""
    sides = {side: name for name, side in reversed(start.sided())}
    return {
        "centre": start.centre,
        "left": sides.get("left", ""),
        "right": sides.get("right", ""),
        "third": sides.get("bottom", ""),
        "interaction": ", ".join(start.interaction),
        "loop": start.loop,
    }


def _content(line: Line) -> Content:
    return text.joined(*((run.text, LOOKS.get(run.role, "")) for run in line))
