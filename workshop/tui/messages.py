"""What screens tell the app. Screens of different rooms meet only here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from workshop.model.agenda import Block


@dataclass
class TourChosen(Message):
    """Open the tour `name` (or a path) on the board."""

    name: str


@dataclass
class HomeWanted(Message):
    """Go back to the list of tours."""


@dataclass
class ModulesWanted(Message):
    """Open the library of lecture modules, at `module` if given."""

    module: str = ""


@dataclass
class HostsWanted(Message):
    """Open the library of hosts, at `host` if given, for `city` if given."""

    host: str = ""
    city: str = ""


@dataclass
class DayWanted(Message):
    """Run the day of the tour `name` that is today, or next."""

    name: str


@dataclass
class LectureWanted(Message):
    """Present the lecture `module`; `minutes` is its budget, `block` the block of a tour it is."""

    module: str
    form: str = "full"
    minutes: int = 0
    block: Block | None = None
