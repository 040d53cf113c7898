"""What to do instead: for each visit, flight and outdoor item of a day, the next best thing."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.export.markdown import cell, text
from workshop.export.redaction import Source
from workshop.export.wording import STATUSES
from workshop.model.agenda import Block
from workshop.model.ownhost import SOMEWHERE
from workshop.model.place import City, Host
from workshop.model.terms import host_wish
from workshop.model.tour import Status
from workshop.model.travel import distance_km

_SURE: tuple[Status, ...] = ("confirmed", "tentative", "invited", "idea")
_STAND_INS = 2


def plan_b(source: Source, block: Block) -> Iterator[str]:
    """Give what may stand in for `block`, as Markdown; nothing for what needs no stand-in."""
    city = source.catalogue.city.get(block.city)
    if city is None:
        return
    if block.kind == "visit":
        yield f"**{cell(block.title)} falls out:** {_other_hosts(source, block, city)}"
    elif block.kind == "leisure":
        yield from _indoors(source, block, city)
    elif block.kind == "flight":
        yield f"**{cell(block.title)} is cut:** {_later(source, block)}"


def _other_hosts(source: Source, block: Block, city: City) -> str:
    """Name hosts of the city that are not in the plan: the surest first, then the most alike."""
    here = source.catalogue.host.get(block.ref or "")
    planned = {one.ref for one in source.agenda.blocks if one.kind == "visit"}
    shown = set(here.frameworks) if here else set()

    def rank(host: Host) -> tuple[int, int, float]:
        status = host_wish(source.tour.brief, host.id).status
        return _SURE.index(status), -len(shown & set(host.frameworks)), _km(block, host)

    free = [
        host
        for host in city.hosts
        if host.id not in planned
        and host_wish(source.tour.brief, host.id).status != "declined"
        and host_wish(source.tour.brief, host.id).wish != "never"
    ]
    if not free:
        return "no other host of this city is known; teach or debrief instead"
    named = [
        f"{text(host.name)} ({STATUSES[host_wish(source.tour.brief, host.id).status]}, "
        f"{_how_far(block, here, host)})"
        for host in sorted(free, key=rank)[:_STAND_INS]
    ]
    return f"ask {', or '.join(named)}; else teach or debrief in the time"


def _km(block: Block, host: Host) -> float:
    return distance_km(block.place.lat, block.place.lon, host.lat, host.lon)


def _how_far(block: Block, here: Host | None, host: Host) -> str:
    """Return `3 km away`, unless nobody knows where in the city one of the two is."""
    lost = [one for one in (here, host) if one is not None and one.coord_accuracy_m >= SOMEWHERE]
    if lost:
        return "how far is not known"
    km = round(_km(block, host))
    return f"{km} km away" if km else "less than 1 km away"


def _indoors(source: Source, block: Block, city: City) -> Iterator[str]:
    """Give an indoor item for one in the open, with its hours as they are known."""
    item = source.catalogue.leisure.get(block.ref or "")
    if item is None or item.setting == "indoor":
        return
    planned = {one.ref for one in source.agenda.blocks}
    never = source.tour.brief.leisure.never
    inside = [
        one
        for one in city.leisure
        if one.setting == "indoor" and one.id not in planned and one.id not in never
    ]
    what = "nothing indoors is left in this city; ask the place what it does then"
    if inside:
        named = [f"{text(one.name)} ({text(one.hours_text)})" for one in inside[:_STAND_INS]]
        what = f"{', or '.join(named)}; look up the hours first"
    yield f"**Rain at {cell(block.title)}:** {what}"


def _later(source: Source, block: Block) -> str:
    """Give later departures of the day that the catalogue plans with."""
    start, end = block.place.id.upper(), block.where_it_ends.id.upper()
    found = [
        at
        for pair in source.catalogue.flights
        for ends, times in (
            ((pair.start, pair.end), pair.departures_out),
            ((pair.end, pair.start), pair.departures_back),
        )
        if ends == (start, end)
        for at in times
        if at > block.start.time()
    ]
    if not found:
        return "nothing later that day is known; find a night here and a seat for the morning"
    times = ", ".join(f"{at:%H:%M}" for at in sorted(found))
    return f"later departures to plan with, not from a timetable: {times}"
