"""What is done in a lecture, a part at a time: the actions of its keys, and when they work."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop.tui.room.walking import WalkingScreen

ACTION = "action_"


class Activity:
    """One part of what is done: for each of its actions it has an `action_` method.

    It works on the `room`, which has the session and goes through its slides. The keys of all
    activities stand in `keys`, in the order of the footer.
    """

    def __init__(self, room: WalkingScreen) -> None:
        """Do nothing yet."""
        self.room = room

    @classmethod
    def actions(cls) -> tuple[str, ...]:
        """Return the names of its actions."""
        return tuple(name.removeprefix(ACTION) for name in dir(cls) if name.startswith(ACTION))

    def works(self, action: str) -> bool:
        """Tell whether one of its actions does something now."""
        del action
        return self.room.desk is not None
