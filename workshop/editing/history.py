"""What was done to a tour, in order; undo and redo are steps along it, without limit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workshop.model.asking import believed
from workshop.model.tour import Tour

OPENED = "as opened"


@dataclass(frozen=True)
class Entry:
    """A tour after something was done; `label` says what, `block` to which block."""

    label: str
    tour: Tour
    block: str | None = None


@dataclass(frozen=True)
class History:
    """All entries, the tour as opened first; `at` is the one that counts now."""

    entries: tuple[Entry, ...]
    at: int = 0

    @classmethod
    def of(cls, tour: Tour) -> History:
        """Return the history of a tour to which nothing was done yet."""
        return cls((Entry(OPENED, tour),))

    @property
    def now(self) -> Entry:
        """The entry that counts."""
        return self.entries[self.at]

    @property
    def undoes(self) -> str:
        """What undo would take back, in words; empty where there is nothing."""
        return self.now.label if self.at > 0 else ""

    @property
    def redoes(self) -> str:
        """What redo would do again, in words; empty where there is nothing."""
        return self.entries[self.at + 1].label if self.at + 1 < len(self.entries) else ""

    def after(self, entry: Entry) -> History:
        """Return the history with one thing more done; what was undone is gone then.

        Where that changed what the brief asks, what was proven of the plan is gone too.
        """
        entry = replace(entry, tour=believed(entry.tour))
        return History((*self.entries[: self.at + 1], entry), self.at + 1)

    def to(self, at: int) -> History:
        """Return the history at another of its entries; ValueError if there is none there."""
        if not 0 <= at < len(self.entries):
            raise ValueError(f"the history has no entry {at}")
        return History(self.entries, at)
