"""The guide: one screen that names the six things one can do here, with their keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.keys import format_key

from workshop.tui import text, words
from workshop.tui.dialogs.tell import Tell
from workshop.tui.widgets.keys import bindings_of

if TYPE_CHECKING:
    from textual.content import Content
    from textual.dom import DOMNode

NAME = "guide"
"""What the workspace remembers it by."""


@dataclass(frozen=True)
class Thing:
    """One of the six: its name, what it is like, and the ids of the keys that do it."""

    name: str
    how: str
    keys: tuple[str, ...]


SIX = (
    Thing("Plan it", "The best plan for the brief; watch it get better, to proof.",
          ("board.plan", "board.brief")),
    Thing("Ask why", "Why here; what the rules found; what is left out, and why.",
          ("board.why", "board.findings", "board.left_out")),
    Thing("Bend it", "Move, lock, add, drop: the rest follows, and can be undone.",
          ("board.move", "board.lock", "board.add", "board.drop", "board.undo")),
    Thing("What if", "A host cancels; a city or a day more: plans side by side.",
          ("board.repair", "board.compare")),
    Thing("Look at it", "On maps, in hours; taught against seen; the cost a head.",
          ("board.map", "board.overview", "board.hosts", "board.modules")),
    Thing("Teach it, send it", "Present a lecture from its block; write the agenda out.",
          ("board.present", "board.export")),
)  # fmt: skip


def guide_body(keys: dict[str, str]) -> Content:
    """Say the six things; `keys` has how a key is shown, by the id of its binding."""
    rows: list[Content] = [
        text.literal("A tour is a brief and a plan. On its board you can do six things:"),
        text.literal(""),
    ]
    for number, thing in enumerate(SIX, start=1):
        shown = "  ".join(keys[one] for one in thing.keys if one in keys)
        rows += [
            text.joined(
                (f"{number} {thing.name}", "bold $primary"), "   ", (shown, "bold $accent")
            ),
            text.literal(f"  {thing.how}"),
        ]
    rows += [
        text.literal(""),
        text.joined(
            ("?", "bold $accent"), " gives the keys of a place, ",
            ("ctrl+p", "bold $accent"), " finds any action.",
        ),
    ]  # fmt: skip
    return text.lines_of(*rows)


def keys_of(node: type[DOMNode]) -> dict[str, str]:
    """Return how the first key of every binding of a screen is shown, by the binding's id."""
    return {
        binding.id: binding.key_display or words.key_name(format_key(binding.key.split(",")[0]))
        for binding in bindings_of(node)
        if binding.id
    }


class GuideScreen(Tell):
    """Names the six things and is closed by any of the usual keys."""

    def __init__(self) -> None:
        """Take the keys from the board as it is."""
        from workshop.tui.board.screen import BoardScreen

        super().__init__("Six things to do here", guide_body(keys_of(BoardScreen)))
