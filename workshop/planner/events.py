"""What happens to a planned tour: facts that the brief did not know.

`aftermath.applied` writes them into the brief.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time

from workshop.model.agenda import Agenda, Block
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour


@dataclass(frozen=True)
class Cancel:
    """A visit, a lecture or a leisure item is off: a catalogue id, or a block's id."""

    item: str


@dataclass(frozen=True)
class Close:
    """No host of a city receives anybody on a day."""

    city: str
    date: date
    why: str = ""


@dataclass(frozen=True)
class Delay:
    """A block, perhaps a flight, comes later by so many minutes (earlier, if negative)."""

    block: str
    minutes: int


@dataclass(frozen=True)
class End:
    """A day on which the group must be back at its base, with all done, by a local time."""

    date: date
    at: time


Event = Cancel | Close | Delay | End


@dataclass(frozen=True)
class Edit:
    """A line to put into the tour's file: `where` is a path such as `brief.hosts.3`."""

    where: str
    line: str


@dataclass
class Applied:
    """A tour after some events, and what they did to it."""

    tour: Tour
    agenda: Agenda
    """That of `tour`; what cannot be any more is not in it."""
    edits: list[Edit] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What was agreed or locked and cannot stay, in words."""
    days: set[date] = field(default_factory=set)
    """Days that an event strikes."""
    pinned: set[str] = field(default_factory=set)
    """Ids of blocks that have a new time which is not ours to choose."""
    missed: list[Block] = field(default_factory=list)
    """Flights that nobody has booked and that come too late: others must take their place."""

    def known(self, catalogue: Catalogue) -> Catalogue:
        """Return a catalogue without the departures that are missed."""
        gone = {
            (b.start.date(), b.place.id.upper(), b.where_it_ends.id.upper(), b.start.time())
            for b in self.missed
        }
        return catalogue.model_copy(update={"missed": catalogue.missed | gone})
