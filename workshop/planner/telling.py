"""Who must be told of what changes between two agendas, and what."""

from __future__ import annotations

from workshop.model.agenda import Block
from workshop.model.catalogue import Catalogue
from workshop.model.terms import host_wish
from workshop.model.tour import Tour
from workshop.planner.changes import Change, Difference, day_words, listed


def who_to_tell(difference: Difference, tour: Tour, catalogue: Catalogue) -> tuple[str, ...]:
    """Say who must be told of what changes, hosts first; `tour` has the brief as it is now.

    No host is said to have agreed unless the brief says confirmed; one that nobody has asked yet is
    named only where it comes in, since it must be asked. Nobody is told what they must know: a
    flight that the brief has as booked at its new time needs no word to the airline.
    """
    told = [
        line
        for change in (*difference.dropped, *difference.moved, *difference.added)
        if (line := _told(change, tour, catalogue))
    ]
    told += [
        f"{name}: the training room is needed at other times on {listed(map(day_words, days))}"
        for name, days in difference.rooms
    ]
    if difference.days:
        group = f"{tour.brief.group_size} participants"
        days = listed(map(day_words, difference.days))
        told.append(f"The {group}: the programme of {days} changes")
    if difference.coach_days:
        days = listed(map(day_words, difference.coach_days))
        told.append(f"The coach company: other times on {days}")
    return tuple(told)


def _told(change: Change, tour: Tour, catalogue: Catalogue) -> str:
    block = change.block
    if block.kind == "visit":
        return _host_told(change, tour, catalogue)
    if block.kind == "flight":
        if change.after is not None and _booked(change.after, tour):
            return ""  # the airline has said so itself: a late flight is in the brief as it flies
        gone = f"{change.title} on {change.was} is no longer needed"
        return f"The airline or travel agent: {gone if change.after is None else change.words()}"
    if block.kind == "leisure":
        verb = {"dropped": "not coming on", "added": "to be booked for"}.get(change.what)
        return f"{change.title}: {verb} {change.was or change.now}" if verb else change.words()
    return ""


def _booked(flight: Block, tour: Tour) -> bool:
    """Tell whether the brief has a flight at its very times."""
    ends = flight.place.id.upper(), flight.where_it_ends.id.upper()
    times = flight.start.date(), flight.start.time(), flight.end.time()
    return any(
        (one.start, one.end) == ends and (one.date, one.departs, one.lands) == times
        for one in tour.brief.flights
    )


def _host_told(change: Change, tour: Tour, catalogue: Catalogue) -> str:
    host = catalogue.host.get(str(change.block.ref))
    name = host.name if host else change.title
    status = host_wish(tour.brief, str(change.block.ref)).status
    if status == "declined":
        return f"{name} (declined): thank them; {change.was} is free" if change.before else ""
    if status == "idea":
        return f"{name} (not asked yet): to be asked for {change.now}" if not change.before else ""
    agreed = "confirmed" if status == "confirmed" else f"{status}, nothing agreed"
    if change.what == "dropped":
        return f"{name} ({agreed}): the visit of {change.was} does not take place"
    if change.what == "added":
        return f"{name} ({agreed}): to be asked for {change.now}"
    return f"{name} ({agreed}): to be asked for {change.now} instead of {change.was}"
