"""Keys of a count that are no event yet: a sign, an option, a number, half a ballot."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop.delivery.state import State


class Entry:
    """What was begun; forgotten by the next step."""

    def __init__(self, team: int = 0) -> None:
        """Begin with nothing typed."""
        self.minus = False
        self.correcting = False
        self.option: int | None = None
        self.typed = ""
        self.ballot: tuple[int, ...] = ()
        self.team = team

    @property
    def active(self) -> bool:
        """Whether something was begun that is not recorded."""
        return self.minus or self.correcting or bool(self.ballot)

    def team_of(self, state: State) -> str:
        """Return the team that is counted for, empty where there are none."""
        return state.teams[self.team % len(state.teams)] if state.teams else ""
