"""A line to type in that takes all its keys in the order in which they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.widgets import Input

if TYPE_CHECKING:
    from textual.events import Key


class Entry(Input):
    """An input whose own editing keys wait for nothing.

    Textual hands a letter to the line that has the cursor at once, while a key that is bound, such
    as ctrl+u, first climbs to the app and only then acts, on whatever has the cursor by then. On a
    busy machine it so acts after letters that were typed after it, or on another line.
    """

    async def on_key(self, event: Key) -> None:
        """Act on a key of the line's own here and now."""
        action = _OWN.get(event.key)
        if action is not None:
            event.stop()
            event.prevent_default()
            await self.run_action(action)


_OWN = {
    binding.key: binding.action
    for binding in Binding.make_bindings(Input.BINDINGS)
    if binding.key != "ctrl+c"  # copies, and is also the app's
}
