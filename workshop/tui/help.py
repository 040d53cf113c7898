"""The help screen: the keys of the place one is in, and a few sentences about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from inspect import cleandoc
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.keys import format_key
from textual.screen import Screen

from workshop.tui import text
from workshop.tui.dialogs.tell import Tell
from workshop.tui.widgets.place import PlaceScreen

if TYPE_CHECKING:
    from textual.content import Content
    from textual.dom import DOMNode

MOVING = "In lists and texts"
_MOVES = {
    "Up": "row up", "Down": "row down", "Scroll Up": "row up", "Scroll Down": "row down",
    "Page Up": "page up", "Page Down": "page down", "First": "to the first", "Last": "to the last",
    "Scroll Home": "to the top", "Scroll End": "to the end",
}  # fmt: skip
"""The toolkit's names of keys that are worth a line, in the words of the house."""
EVERYWHERE = "Everywhere"


@dataclass
class KeyRow:
    """The keys that do one thing; `action` is what the first of them does."""

    keys: str
    description: str
    tooltip: str
    action: str
    node: DOMNode
    own: bool
    """Whether the program gave it, not the toolkit."""

    def add(self, key: str, name: str) -> None:
        """Add a key; where another is shown the same way, by the key's own `name`."""
        known = self.keys.split(" ")
        self.keys = f"{self.keys} {name if key in known else key}"


@dataclass
class KeyGroup:
    """Keys that belong to one part of the screen."""

    title: str
    rows: list[KeyRow] = field(default_factory=list)


def key_rows(screen: Screen[object]) -> tuple[KeyGroup, ...]:
    """Gather the keys that work on `screen` now, by the part that gives them."""
    groups: dict[str, KeyGroup] = {}
    found: dict[tuple[str, str, str], KeyRow] = {}
    for active in screen.active_bindings.values():
        binding, node = active.binding, active.node
        if not binding.description or binding.system or not active.enabled:
            continue
        own = binding.id is not None
        name = binding.description if own else _MOVES.get(binding.description)
        if name is None:
            continue
        title = _title_of(node) if own else MOVING
        keys = screen.app.get_key_display(binding)
        slot = (title, name, active.tooltip)
        if slot in found:
            found[slot].add(keys, format_key(binding.key))
            continue
        row = KeyRow(keys, name, active.tooltip, binding.action, node, own)
        found[slot] = row
        groups.setdefault(title, KeyGroup(title)).rows.append(row)
    order = sorted(groups.values(), key=lambda one: (one.title == EVERYWHERE, one.title == MOVING))
    return tuple(order)


def _title_of(node: DOMNode) -> str:
    if isinstance(node, App):
        return EVERYWHERE
    return str(node.BINDING_GROUP_TITLE or type(node).__name__)


def help_body(screen: Screen[object], cells: int) -> Content:
    """Return the help of a screen: its sentences, then its keys group by group.

    What a key does is broken into lines of its own, so that all fits `cells`.
    """
    rows: list[Content] = []
    if isinstance(screen, PlaceScreen) and screen.standing:
        rows += [text.literal(screen.standing, "bold $warning"), text.literal("")]
    sentences = getattr(screen, "HELP", None)
    if sentences:
        plain = cleandoc(str(sentences)).replace("**", "").replace("`", "")
        rows += [text.literal(paragraph) for paragraph in _paragraphs(plain)]
    for group in key_rows(screen):
        rows += [text.literal(""), text.one_line(group.title, "bold $primary")]
        width = max(text.width(row.keys) for row in group.rows)
        for row in group.rows:
            words = row.description
            if row.tooltip and row.tooltip != words:
                words = f"{words} – {row.tooltip}"
            first, *more = text.wrap(words, cells - width - 4)
            lead = f"  {text.fit(row.keys, width)}  "
            rows.append(text.joined((lead, "bold $accent"), first))
            rows += [text.literal(" " * (width + 4) + line) for line in more]
    return text.lines_of(*rows)


def _paragraphs(plain: str) -> list[str]:
    paragraphs: list[str] = []
    for paragraph in plain.strip().split("\n\n"):
        paragraphs += [" ".join(paragraph.split()), ""]
    return paragraphs[:-1]


class HelpScreen(Tell):
    """Shows the help of the screen below it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "leave", "close", show=False, id="help.close",
                tooltip="Back to where you were"),
        Binding("g", "guide", "six things to do", id="help.guide",
                tooltip="The guide that a new workspace begins with"),
    ]  # fmt: skip

    def __init__(self, screen: Screen[object]) -> None:
        """Describe `screen` as it is now."""
        super().__init__("Help", help_body(screen, self.room_in(screen.app.size.width)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:  # noqa: ARG002
        """Offer the guide where there is one: an app with the lecture alone has none."""
        return action != "guide" or hasattr(self.app, "action_guide")

    async def action_guide(self) -> None:
        """Show the guide in the place of the help."""
        await self.give_way("app.guide")
