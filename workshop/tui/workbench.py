"""What the board and the core hand each other: a tour in hand, what changed in it, a stop."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.model.agenda import Minutes
    from workshop.model.finding import Finding
    from workshop.model.tour import Tour


class StopSignal(Protocol):
    """Tells a search to stop; safe to set from any thread, and more than once."""

    def set(self) -> None:
        """Ask the search to stop and give the best it has."""

    def stopped(self) -> bool:
        """Tell whether the search was asked to stop."""


@dataclass(frozen=True)
class TourInHand:
    """A tour in hand. `draft` is the store's own handle and goes back to it."""

    name: str
    path: Path
    tour: Tour
    """With all that was done to it."""
    draft: Any = None
    since: Tour | None = None
    """As the file has it; where that is the same, as it was when first opened."""
    unsaved: bool = False
    """Whether the tour's file does not hold it yet; it is kept all the same."""
    undoes: str = ""
    """What undo would take back, in words."""
    redoes: str = ""
    owner: str = ""
    """Who else works on it, so that here it can only be read."""
    clash: tuple[str, ...] = ()
    """What both the file and the edits here changed, where a person must decide."""
    notice: str = ""
    """What is to be told about how it was read."""


@dataclass(frozen=True)
class Changed:
    """What an edit would make of a tour, checked and counted."""

    tour: Tour
    label: str
    block: str | None
    findings: tuple[Finding, ...]
    points: int
    """Won or lost against the tour before."""
    before: Minutes
    after: Minutes
    pushed: tuple[str, ...] = field(default=())
    """Ids of other blocks that had to move."""
