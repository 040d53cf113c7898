"""A day as its organiser thinks of it: the anchors, in order, and where the group sleeps.

Anchors are what one decides: lectures, visits, leisure, meals, flights, the debrief. Briefings,
coaches, notes after a visit, pauses and airport waits follow from them (see `compose`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from workshop.model.agenda import Agenda, Block, Day, Place
from workshop.model.catalogue import Catalogue
from workshop.model.terms import held_slot, host_wish
from workshop.model.tour import Brief

ANCHORS = ("training", "visit", "leisure", "meal", "flight", "debrief")
LEARNING = ("training", "visit")


@dataclass(frozen=True)
class Anchor:
    """A block that one decides on."""

    block: Block
    direct: bool | None = None
    """Whether the group comes straight from the stop before, not by way of its base; None where
    that is open: then it goes by its base if there is time for it."""
    fixed: bool = False
    """Whether it keeps its time whatever comes before: a flight, a lock, a confirmed slot."""

    @property
    def start(self) -> datetime:
        """When it is wanted to start."""
        return self.block.start


@dataclass(frozen=True)
class Sheet:
    """One day: its anchors in order of their start."""

    date: date
    number: int
    """Day of the tour, from 0."""
    cities: tuple[str, ...]
    anchors: tuple[Anchor, ...]

    def without(self, block_id: str) -> Sheet:
        """Return the day without an anchor."""
        kept = tuple(anchor for anchor in self.anchors if anchor.block.id != block_id)
        return Sheet(self.date, self.number, self.cities, kept)

    def having(self, *anchors: Anchor) -> Sheet:
        """Return the day with more anchors."""
        every = sorted((*self.anchors, *anchors), key=lambda one: (one.start, one.block.end))
        return Sheet(self.date, self.number, self.cities, tuple(every))


def sheet_of(day: Day, number: int, brief: Brief) -> Sheet:
    """Return the anchors of a day."""
    return Sheet(day.date, number, day.cities, tuple(_anchors(day, brief)))


def _anchors(day: Day, brief: Brief) -> Iterator[Anchor]:
    for block in day.blocks:
        if block.kind in ANCHORS:
            direct = _came_direct(day, block) if block.kind in ("visit", "leisure") else None
            yield Anchor(block, direct, is_fixed(block, brief))


def _came_direct(day: Day, stop: Block) -> bool:
    """Tell whether the coach to a stop left from another stop."""
    coach = next(
        (b for b in day.blocks if b.kind == "transfer" and b.to and b.to.id == stop.place.id
         and b.end <= stop.start), None
    )  # fmt: skip
    return coach is not None and any(
        b.kind in ("visit", "leisure") and b.place.id == coach.place.id for b in day.blocks
    )


def is_fixed(block: Block, brief: Brief) -> bool:
    """Tell whether a block keeps its time: a flight, a lock, or a slot the host has confirmed."""
    if block.locked or block.kind == "flight":
        return True
    if block.kind != "visit":
        return False
    wish = host_wish(brief, str(block.ref))
    slot = held_slot(wish)
    return (
        wish.status == "confirmed"
        and slot is not None
        and (slot.date, slot.start) == (block.start.date(), block.start.time())
    )


def bases(agenda: Agenda, brief: Brief, catalogue: Catalogue) -> dict[str, Place]:
    """Return the base of each city: where most is taught, else the brief's, else any venue."""
    found: dict[str, Place] = {}
    for city in catalogue.cities:
        venues = {venue.id for venue in city.venues}
        used = Counter(
            place.id
            for block in agenda.blocks
            for place in (block.place, block.to)
            if place is not None and place.id in venues
        )
        named = next((wish.id for wish in brief.venues if wish.city == city.id), None)
        ranked = [one for one, _ in sorted(used.items(), key=lambda item: (-item[1], item[0]))]
        wanted = [*ranked, *([named] if named else []), *(venue.id for venue in city.venues)]
        venue = next((v for one in wanted for v in city.venues if v.id == one), None)
        if venue is not None:
            found[city.id] = Place(id=venue.id, name=venue.name, lat=venue.lat, lon=venue.lon)
    return found
