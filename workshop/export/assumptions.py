"""What an agenda takes for granted because nobody has checked it, as numbered notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workshop.export.markdown import text
from workshop.export.wording import long_date, opening
from workshop.model.agenda import Agenda, Block
from workshop.model.catalogue import Catalogue
from workshop.model.terms import closed_for, host_terms, leisure_terms, venue_terms
from workshop.model.tour import Tour

_SAID_AT_LENGTH = frozenset(
    {
        *("visit length", "group cap", "visiting hours"),
        *("room capacity", "venue hours", "opening hours"),
        "departure is a planning option",
        "not a booked flight",
    }
)
"""What `model.terms` and the planner call an assumption."""


@dataclass(frozen=True)
class Notes:
    """The notes, Markdown, in the order of their numbers from 1, and the numbers of each block."""

    notes: tuple[str, ...]
    of_block: dict[str, tuple[int, ...]]

    def numbers(self, block: Block) -> str:
        """Return the numbers of a block's notes: `1, 3`."""
        return ", ".join(str(number) for number in self.of_block.get(block.id, ()))


def assumptions(tour: Tour, agenda: Agenda, catalogue: Catalogue) -> Notes:
    """Collect what `agenda` assumes, first by the blocks it touches, then in general."""
    number: dict[str, int] = {}
    of_block: dict[str, tuple[int, ...]] = {}
    for block in agenda.blocks:
        found = _of_block(tour, block, catalogue)
        said = [*found, *_own_words(block)]
        numbers = sorted({number.setdefault(note, len(number) + 1) for note in said})
        if numbers:
            of_block[block.id] = tuple(numbers)
    for note in _general(tour, agenda, catalogue):
        number.setdefault(note, len(number) + 1)
    return Notes(tuple(number), of_block)


def _own_words(block: Block) -> Iterator[str]:
    """Give a block's note, unless it only names what other notes here say at length."""
    words = block.note.removeprefix("assumed: ").split(", ")
    if block.note.strip() and not _SAID_AT_LENGTH.issuperset(words):
        yield text(block.note)


def _of_block(tour: Tour, block: Block, catalogue: Catalogue) -> Iterator[str]:
    if block.kind == "visit":
        yield from _visit(tour, block, catalogue)
    elif block.kind == "leisure":
        yield from _leisure(block, catalogue)
    elif block.kind == "flight":
        yield from _flight(tour, block)


def _visit(tour: Tour, block: Block, catalogue: Catalogue) -> Iterator[str]:
    host = catalogue.host.get(block.ref or "")
    if host is None:
        return
    terms = host_terms(catalogue, tour.brief, host.id)
    if "visiting hours" in terms.assumed:
        yield (
            "Visiting hours: not known from the host; "
            f"the visit is planned within {opening(terms.hours)}."
        )
    if "visit length" in terms.assumed:
        yield f"Length of the visit: not known from the host; {terms.minutes} minutes are planned."
    if "group cap" in terms.assumed:
        yield f"Size of the group: not known from the host; up to {terms.cap} people are assumed."
    if not host.located:
        yield "Address: not known yet; the host is still to be asked."
    elif host.address_status != "confirmed":
        yield (
            "Address: from older or second-hand sources; the host is still to be asked for the "
            "entrance."
        )


def _leisure(block: Block, catalogue: Catalogue) -> Iterator[str]:
    item = catalogue.leisure.get(block.ref or "")
    if item is not None and leisure_terms(catalogue, item.id).assumed:
        yield f"{text(item.name)}: opening hours are unchecked (“{text(item.hours_text)}”)."


def _flight(tour: Tour, block: Block) -> Iterator[str]:
    ends = block.place.id, block.where_it_ends.id
    booked = (
        (one.date, one.departs) == (block.start.date(), block.start.time())
        and (one.start.lower(), one.end.lower()) == ends
        for one in tour.brief.flights
    )
    if not any(booked):
        yield (
            "The flight is a departure to plan with, not one from a timetable, and nothing is "
            "booked. The time at the airports is a planning value."
        )


def _general(tour: Tour, agenda: Agenda, catalogue: Catalogue) -> Iterator[str]:
    yield from _rooms(tour, agenda, catalogue)
    if any(block.kind == "transfer" for block in agenda.blocks):
        yield (
            "Coach times are estimated from the distance, the city and the hour, with a margin; "
            "no vehicle is booked."
        )
    yield from _closed_days(tour, agenda, catalogue)


def _rooms(tour: Tour, agenda: Agenda, catalogue: Catalogue) -> Iterator[str]:
    used = {block.place.id for block in agenda.blocks if block.kind in ("training", "debrief")}
    alike: dict[str, list[str]] = {}
    for venue in (one for city in catalogue.cities for one in city.venues if one.id in used):
        terms = venue_terms(catalogue, tour.brief, venue.id)
        if terms.assumed:
            size = f"{terms.cap} people ({opening(terms.hours)})"
            alike.setdefault(size, []).append(text(venue.name))
    for size, names in alike.items():
        where = ", ".join(names)
        yield f"Training rooms: no room is booked; room for {size} is assumed at {where}."


def _closed_days(tour: Tour, agenda: Agenda, catalogue: Catalogue) -> Iterator[str]:
    for day in agenda.days:
        cities = [catalogue.city[one] for one in day.cities if one in catalogue.city]
        names = {city.name: closed_for(catalogue, tour.brief, city, day.date) for city in cities}
        closed = [f"{name} ({', '.join(why)})" for name, why in names.items() if why]
        if closed:
            yield f"{long_date(day.date)}: offices are closed in {text(', '.join(closed))}."
