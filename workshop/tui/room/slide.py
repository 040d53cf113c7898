"""The slide on screen: one widget that shows prepared lines."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, get_args

from rich.segment import Segment
from rich.style import Style
from textual.events import Resize
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from workshop.decks import fit
from workshop.decks.fit import Line, Page, Role
from workshop.tui import text
from workshop.tui.room.walk import Frame

KEPT = 48
"""Painted frames that are remembered."""
ROLES = get_args(Role)
"""The roles of text; each has a look of its own in the style sheet."""
UNSEEN = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "")
"""Controls of writing direction, which take no cell and would turn the line around."""


def canvas(width: int, height: int) -> tuple[int, int]:
    """Return the cells that a slide may fill in a view of `width` × `height`, progress apart."""
    return fit.canvas(width, height + 1)


class Spot(NamedTuple):
    """Where the text of a slide stands: free columns to its left, free rows above it."""

    left: int
    top: int


def spot(frames: tuple[Frame, ...], width: int, height: int) -> Spot:
    """Return one place for all frames of a slide, so that nothing moves between its steps.

    The widest and the tallest frame are centred, a little above the middle.
    """
    inside = canvas(width, height)[0]
    widest = max((page_width(frame.content) for frame in frames), default=0)
    tallest = max((len(frame.content) for frame in frames), default=0)
    block = max(widest, inside * 2 // 3)
    return Spot(max(0, (width - block) // 2), max(0, (height - tallest) * 2 // 5))


def page_width(page: Page) -> int:
    """Return the cells of the longest line."""
    return max((_cells(line) for line in page), default=0)


def paint(page: Page, left: int, width: int, style_of: Callable[[str], Style]) -> list[Strip]:
    """Return the lines of a page as strips of exactly `width` cells."""
    return [_strip(line, left, width, style_of) for line in page]


def _strip(line: Line, left: int, width: int, style_of: Callable[[str], Style]) -> Strip:
    base = style_of("text")
    # A line that the toolkit measures as wider than the layout did starts farther to the left.
    left = max(0, min(left, width - _cells(line)))
    segments = [Segment(" " * left, base)] if left else []
    segments += [Segment(_shown(run.text), style_of(run.role)) for run in line]
    return Strip(segments).adjust_cell_length(width, base)


def _cells(line: Line) -> int:
    return sum(text.width(_shown(run.text)) for run in line)


def _shown(words: str) -> str:
    return text.line(words.translate(UNSEEN))


class SlideView(Widget):
    """Shows one frame of a slide, centred, on a quiet ground."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"slide--{role}" for role in ROLES}

    DEFAULT_CSS = """
    SlideView {
        & .slide--heading { color: $primary; text-style: bold; }
        & .slide--subheading { text-style: bold; }
        & .slide--strong { text-style: bold; }
        & .slide--emphasis { text-style: italic; }
        & .slide--strike { text-style: strike; }
        & .slide--code { color: $accent; }
        & .slide--quote { color: $secondary; text-style: italic; }
        & .slide--link { color: $secondary; text-style: underline; }
        & .slide--image { color: $secondary; text-style: italic; }
        & .slide--table-head { color: $primary; text-style: bold; }
        & .slide--bullet { color: $primary; }
        & .slide--rule { color: $secondary; }
        & .slide--mark { color: $warning; text-style: italic; }
        & .slide--diagram { color: $secondary; }
        & .slide--diagram-fill { color: $primary; }
        & .slide--diagram-label { background: $primary; color: $background; text-style: bold; }
    }
    """

    @dataclass
    class Sized(Message):
        """The slide has a new size on screen, in cells."""

        width: int
        height: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Start empty."""
        super().__init__(id=id)
        self._styles_by_role: dict[str, Style] = {}
        self._painted: OrderedDict[tuple[int, int], tuple[Page, list[Strip]]] = OrderedDict()
        self._strips: list[Strip] = []
        self._top = 0
        self._blank = False
        self.cells = (0, 0)
        """Columns and rows of this view."""

    def expect(self, width: int, height: int) -> None:
        """Take this for the size until the layout has one, so that a slide is the first paint."""
        self.cells = (width, height)

    def show(self, frames: tuple[Frame, ...], frame: Frame) -> None:
        """Show one of the `frames` of a slide."""
        place = spot(frames, *self.cells)
        self._strips, self._top = self._prepared(frame.content, place.left), place.top
        self.refresh()

    def prepare(self, frames: tuple[Frame, ...]) -> None:
        """Paint frames that may be shown next."""
        left = spot(frames, *self.cells).left
        for frame in frames:
            self._prepared(frame.content, left)

    def blank(self, blank: bool) -> None:
        """Show nothing, or the slide again."""
        self._blank = blank
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        row = y - self._top
        if self._blank or not 0 <= row < len(self._strips):
            return Strip.blank(self.size.width, self._style_of("text"))
        return self._strips[row]

    def on_resize(self, event: Resize) -> None:
        """Forget what was painted for another size."""
        if self.cells != event.size:
            self._painted.clear()
            self.expect(event.size.width, event.size.height)
        self.post_message(self.Sized(event.size.width, event.size.height))

    def notify_style_update(self) -> None:
        """Paint anew when the theme changes."""
        super().notify_style_update()
        self._styles_by_role.clear()
        self._painted.clear()

    def _prepared(self, page: Page, left: int) -> list[Strip]:
        key = (id(page), left)
        known = self._painted.get(key)
        if known is None:
            # The page is kept beside its strips, so that its id cannot be given to another one.
            strips = paint(page, left, self.cells[0], self._style_of)
            known = self._painted[key] = (page, strips)
            if len(self._painted) > KEPT:
                self._painted.popitem(last=False)
        return known[1]

    def _style_of(self, role: str) -> Style:
        known = self._styles_by_role.get(role)
        if known is None:
            name = f"slide--{role}"
            known = (
                self.get_component_rich_style(name)
                if name in self.COMPONENT_CLASSES
                else self.rich_style
            )
            self._styles_by_role[role] = known
        return known
