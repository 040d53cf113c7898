"""The line of keys at the foot of a place: as many as there is room for, and never half of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.reactive import reactive
from textual.widget import Widget

from workshop.tui import text

if TYPE_CHECKING:
    from typing import Any

    from textual.content import Content
    from textual.dom import DOMNode
    from textual.events import Click, MouseMove
    from textual.screen import Screen

HELP = "question_mark"
STAYS = ("escape", HELP, "enter")
"""The keys that stay however little room there is: the way in, the way out, and help."""


@dataclass(frozen=True)
class Shown:
    """A key in the line: ` key words `."""

    key: str
    face: str
    """How the key is written."""
    words: str
    action: str
    works: bool
    tooltip: str

    @property
    def cells(self) -> int:
        """How wide it is, with the blanks around it."""
        return text.width(self.face) + text.width(self.words) + 3


class Keys(Widget):
    """Shows whole keys and leaves out those it would cut; help lists them all.

    `spare` names the actions whose keys are shown only where there is room beside all others. A
    click on a key presses it. One widget draws them all: keys change at nearly every step, and a
    widget for each, as Textual's own footer has, costs more than the step.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key", "keys--words"}
    DEFAULT_CSS: ClassVar[str] = """
    Keys {
        dock: bottom; height: 1; background: $surface; text-wrap: nowrap;
        & .keys--key { color: $footer-key-foreground; text-style: bold; }
        & .keys--words { color: $footer-description-foreground; }
    }
    """

    shown: reactive[tuple[Shown, ...]] = reactive(())

    def __init__(self, spare: tuple[str, ...] = ()) -> None:
        """Show nothing yet."""
        super().__init__()
        self._spare = spare

    def on_mount(self) -> None:
        """Choose now, and whenever other keys work."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)
        self.call_after_refresh(self._choose)

    def on_resize(self) -> None:
        """Choose anew where there is more room, or less."""
        self._choose()

    def _changed(self, screen: Screen[Any]) -> None:
        if screen.app.app_focus and self.is_attached and screen is self.screen:
            self._choose()

    def _choose(self) -> None:
        """Take the keys that fit, in their order; the spare ones stand before help."""
        keys = self._offered()
        ranks = [self._rank(key) for key in keys]
        chosen = fitting([key.cells for key in keys], ranks, self.app.size.width)
        chosen.sort(key=lambda number: (keys[number].key == HELP, ranks[number] > 1))
        self.shown = tuple(keys[number] for number in chosen)

    def _offered(self) -> list[Shown]:
        """Return the keys that work here and want to be shown: the first of each action."""
        found: dict[str, Shown] = {}
        for _, binding, works, tooltip in self.screen.active_bindings.values():
            if binding.show:
                face = self.app.get_key_display(binding)
                words = binding.description
                key = Shown(binding.key, face, words, binding.action, works, tooltip)
                found.setdefault(binding.action, key)
        return list(found.values())

    def _rank(self, key: Shown) -> int:
        if key.key in STAYS:
            return 0
        return 2 + self._spare.index(key.action) if key.action in self._spare else 1

    def render(self) -> Content:
        """Draw the keys one beside the other."""
        face, words = (self.get_visual_style(name) for name in ("keys--key", "keys--words"))
        return text.joined(
            *(
                part
                for key in self.shown
                for part in (
                    text.one_line(f" {key.face} ").stylize(face),
                    text.one_line(f"{key.words} ").stylize(words),
                )
            )
        )

    # ---------------------------------------------------------------- mouse

    def at(self, x: int) -> Shown | None:
        """Return the key in column `x`, counted from 0."""
        ends = pairwise(accumulate((key.cells for key in self.shown), initial=0))
        return next(
            (key for key, (low, end) in zip(self.shown, ends, strict=True) if low <= x < end), None
        )

    def on_click(self, event: Click) -> None:
        """Press the key."""
        key = self.at(event.x)
        if key is not None and key.works:
            self.app.simulate_key(key.key)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Say what the key under the mouse does."""
        key = self.at(event.x)
        self.tooltip = text.one_line(key.tooltip) if key is not None and key.tooltip else None


def fitting(widths: Sequence[int], ranks: Sequence[int], room: int) -> list[int]:
    """Return which keys fit into `room` cells, in their order; lower ranks and earlier ones first.

    The first that does not fit is the last to be tried: no lesser key takes its place.
    """
    chosen: list[int] = []
    for number in sorted(range(len(widths)), key=lambda number: (ranks[number], number)):
        if widths[number] > room:
            break
        room -= widths[number]
        chosen.append(number)
    return sorted(chosen)


def bindings_of(node: type[DOMNode]) -> Iterator[Binding]:
    """Yield the keys that a class and those it is made of declare, the lowest class first."""
    for kind in reversed(node.__mro__):
        yield from (one for one in vars(kind).get("BINDINGS", ()) if isinstance(one, Binding))
