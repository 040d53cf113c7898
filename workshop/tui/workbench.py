"""A tour in hand, as the board works on it: edits, undo, what others wrote, answers, repairs.

A part of `services`: everything here may block. Edits and their check take a few milliseconds and
are called from handlers, so that what a key did is on the screen with the next paint; all else is
called from a thread.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date, datetime
    from pathlib import Path

    from workshop.editing.edits import Edit
    from workshop.model.agenda import Agenda, Block, Minutes
    from workshop.model.finding import Finding
    from workshop.model.tour import Tour
    from workshop.planner import Progress
    from workshop.planner.repair import Event, Repair
    from workshop.planner.why import Why


class StopSignal(Protocol):
    """Tells a search to stop; safe to set from any thread, and more than once."""

    def set(self) -> None:
        """Ask the search to stop and give the best it has."""

    def stopped(self) -> bool:
        """Tell whether the search was asked to stop."""


@dataclass(frozen=True)
class TourInHand:
    """A tour in hand. `file` is the store's own handle and goes back to it."""

    name: str
    path: Path
    tour: Tour
    """With all that was done to it."""
    file: Any = None
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


class Workbench(Protocol):
    """What the board may do with a tour in hand."""

    def take(self, name: str) -> TourInHand:
        """Take a tour in hand, with what was done to it and not saved. Raises as `open_tour`."""

    def now(self, hand: TourInHand) -> TourInHand:
        """Return the tour in hand as it is now, after all that was done to it."""

    def release(self, hand: TourInHand) -> None:
        """Let others work on it."""

    def anchor_of(self, tour: Tour, block: Block) -> str | None:
        """Return the id of the visit, lecture or the like that a block follows from, or its own."""

    def edited(self, tour: Tour, edit: Edit) -> Changed:
        """Return what an edit makes of `tour`; writes nothing. Raises `UsageError`."""

    def counted(self, before: Tour, after: Tour, label: str) -> Changed:
        """Return `after` checked and counted against `before`."""

    def do(self, hand: TourInHand, tour: Tour, label: str, block: str | None) -> TourInHand:
        """Put a step on disk and return the tour with it. Raises `StoreError`, `UsageError`."""

    def undo(self, hand: TourInHand) -> TourInHand:
        """Take the last step back."""

    def redo(self, hand: TourInHand) -> TourInHand:
        """Do again what was undone."""

    def look(self, hand: TourInHand) -> TourInHand | None:
        """Return the tour with what others wrote meanwhile, None if there is nothing new.

        Raises `InputError` where its file is broken now.
        """

    def decide(self, hand: TourInHand, which: Literal["mine", "theirs"]) -> TourInHand:
        """End a clash."""

    def save(self, hand: TourInHand) -> TourInHand:
        """Write the tour's file. Raises `StoreError` if it changed meanwhile."""

    def save_as(self, tour: Tour, name: str) -> Path:
        """Write a tour as a new one of the workspace. Raises `UsageError`, `StoreError`."""

    def suggest(self, tour: Tour, finding: Finding, stop: StopSignal) -> Changed | None:
        """Return the nearest edit that mends a finding, None if there is none."""

    def fits(self, tour: Tour, ref: str, at: datetime) -> bool:
        """Tell whether a candidate put in at a time breaks no rule."""

    def fill(self, tour: Tour, at: datetime, until: datetime, stop: StopSignal) -> Changed | None:
        """Return the tour with the candidate that gives most in a gap, None if nothing fits."""

    def plan_days(
        self,
        hand: TourInHand,
        days: Collection[date],
        *,
        stop: StopSignal,
        on_progress: Callable[[Progress], None],
    ) -> Agenda:
        """Plan some days anew and hold all others."""

    def why(self, hand: TourInHand, item: str, stop: StopSignal) -> Why:
        """Say why a block or candidate is where it is; facts with the lines they stand in."""

    def repair(
        self,
        hand: TourInHand,
        event: Event,
        *,
        stop: StopSignal,
        on_found: Callable[[Repair], None],
    ) -> tuple[Repair, ...]:
        """Return ways to mend the tour after an event. Raises `UsageError`."""

    def export_changes(self, hand: TourInHand, before: Tour, path: Path) -> Path:
        """Write what changed since `before`, and who must be told, as Markdown."""
