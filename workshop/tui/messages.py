"""What screens tell the app. Screens of different rooms meet only here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from workshop.model.agenda import Block
    from workshop.model.tour import Tour
    from workshop.tui.workbench import TourInHand


class PlaceRead(Message):
    """A place has read what it shows, or knows why it cannot."""


@dataclass
class TourChosen(Message):
    """Open the tour `name` (or a path) on the board."""

    name: str


@dataclass
class HomeWanted(Message):
    """Go back to the list of tours."""


@dataclass
class ModulesWanted(Message):
    """Open the library of lecture modules, at `module` if given, beside a `tour` in hand."""

    module: str = ""
    tour: Tour | None = None


@dataclass
class HostsWanted(Message):
    """Open the library of hosts, at `host` and for `city` if given, beside a `tour` in hand."""

    host: str = ""
    city: str = ""
    tour: Tour | None = None


@dataclass
class DayWanted(Message):
    """Run the day of the tour `name` that is today, or next: as it is in `hand`, if it is."""

    name: str
    hand: TourInHand | None = None


@dataclass
class LectureWanted(Message):
    """Present the lecture `module` in so many `minutes`, or as a `block` of the tour in `hand`."""

    module: str
    minutes: int = 0
    block: Block | None = None
    hand: TourInHand | None = None
