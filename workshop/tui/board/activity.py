"""What is done on the board, a part at a time: its keys, when they work, and what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from textual.binding import Binding

    from workshop.tui.board.shown import TourView


class Activity:
    """One part of what is done on the board: for each of its keys it has an `action_` method.

    It works on the `board`, which shows the tour, and on the activities that it is given.
    """

    BINDINGS: ClassVar[tuple[Binding, ...]] = ()
    CHANGES: ClassVar[frozenset[str]] = frozenset()
    """Actions that change the tour in hand: not where another window has it."""
    LOOKS: ClassVar[frozenset[str]] = frozenset()
    """Actions that only look, and so work while another activity is in charge."""

    def __init__(self, board: TourView) -> None:
        """Do nothing yet."""
        self.board, self.services = board, board.services

    @classmethod
    def actions(cls) -> dict[str, Binding]:
        """Return the first key of each of its actions, by the action's name."""
        found: dict[str, Binding] = {}
        for binding in cls.BINDINGS:
            found.setdefault(binding.action.partition("(")[0], binding)
        return found

    @property
    def in_charge(self) -> bool:
        """Whether it has begun something that its own keys must end before any other works."""
        return False

    def works(self, action: str, *parameters: object) -> bool:
        """Tell whether one of its actions works now."""
        raise NotImplementedError
