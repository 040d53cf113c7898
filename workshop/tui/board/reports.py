"""What the board's background work tells the board."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from workshop.model.catalogue import Catalogue
    from workshop.model.finding import Finding
    from workshop.tui.services import TourInHand
    from workshop.tui.services_brief import WayOut


@dataclass
class Loaded(Message):
    """The tour was read, and its agenda checked."""

    hand: TourInHand
    catalogue: Catalogue
    findings: tuple[Finding, ...]
    ways: tuple[WayOut, ...] = ()
    """Where the agenda says that no plan can be: what may be dropped."""


@dataclass
class Saved(Message):
    """The plan is on disk; `then` is what the person wanted to do after that."""

    hand: TourInHand
    then: Callable[[], None] | None


@dataclass
class Failed(Message):
    """`doing` (reading, saving) came to nothing."""

    doing: str
    error: Exception
