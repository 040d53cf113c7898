"""What a brief no longer insists on, in words: a brief before and after a fact was dropped."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.model.catalogue import Catalogue
from workshop.model.tour import Brief, Tour
from workshop.planner.changes import day_words, listed
from workshop.planner.facts import count
from workshop.planner.relax import relaxed

NAMED = 2
"""Companies that are named; more are counted."""
KEPT = ("brief.group_size",)
"""Facts that nobody would drop, only change."""


def freed_of(tour: Tour, catalogue: Catalogue, path: str) -> str:
    """Say what a tour is without the fact at `path`; empty where nobody would drop it."""
    if path in KEPT:
        return ""
    return freed(tour, relaxed(tour, catalogue, [path]), catalogue)


def freed(before: Tour, after: Tour, catalogue: Catalogue) -> str:
    """Return what is other in `after`, as a list in words; empty where nothing is."""
    was, now = before.brief, after.brief
    said = [
        *_when(was, now),
        *_cities(was, now, catalogue),
        *_hosts(was, now, catalogue),
        *_modules(was, now, catalogue),
        *_days(was, now),
        *_ways(was, now, catalogue),
    ]
    if before.agenda != after.agenda:
        said.append("the block is no longer locked")
    return "; ".join(said)


def _when(was: Brief, now: Brief) -> Iterator[str]:
    if was.days != now.days:
        yield f"the tour has {count(now.days, 'day')}"
    if now.start is not None and (was.start, was.window) != (now.start, now.window):
        yield f"the tour begins on {day_words(now.start)} {now.start.year}"
    elif now.window is not None and was.window != now.window:
        first, last = now.window.earliest, now.window.latest
        yield f"it is within {day_words(first)} to {day_words(last)} {last.year}"


def _cities(was: Brief, now: Brief, catalogue: Catalogue) -> Iterator[str]:
    for city in was.cities.must:
        if city not in now.cities.must:
            yield f"{catalogue.city[city].name} may be visited, and need not be"
    for city in now.cities.may:
        if city not in (*was.cities.may, *was.cities.must):
            yield f"{catalogue.city[city].name} may be visited"
    if was.cities.order != now.cities.order and not now.cities.order:
        yield "the cities come in any order"


def _hosts(was: Brief, now: Brief, catalogue: Catalogue) -> Iterator[str]:
    known = {wish.id: wish for wish in was.hosts}
    larger: list[str] = []
    for wish in now.hosts:
        before, name = known.get(wish.id), catalogue.host[wish.id].name
        if before is not None and (before.wish, before.status) != (wish.wish, wish.status):
            yield f"{name} may be visited, and need not be"
        if wish.hours is not None and (before is None or before.hours != wish.hours):
            yield f"{name} may be visited at any hour of any day"
        if wish.group_cap is not None and (before is None or before.group_cap != wish.group_cap):
            larger.append(name)
    if larger:
        names = listed(larger) if len(larger) <= NAMED else f"{len(larger)} companies"
        yield f"{names} {'takes' if len(larger) == 1 else 'take'} all {now.group_size} people"


def _modules(was: Brief, now: Brief, catalogue: Catalogue) -> Iterator[str]:
    for before, wish in zip(was.modules, now.modules, strict=True):
        if before.wish != wish.wish:
            title = catalogue.module[wish.id].title
            yield f"“{title}” may be taught" + (", and need not be" * (before.wish == "must"))
    for item in was.leisure.must:
        if item not in now.leisure.must:
            yield f"{catalogue.leisure[item].name} need not be enjoyed"


def _days(was: Brief, now: Brief) -> Iterator[str]:
    old, new = was.pace, now.pace
    if old.visits_per_day != new.visits_per_day:
        yield f"a day may have {count(new.visits_per_day, 'visit')}"
    if old.rest_hours != new.rest_hours:
        yield "nights may be of any length"
    if (old.travel_from, old.travel_until) != (new.travel_from, new.travel_until):
        yield "flights may be at any hour"
    if (old.day_start, old.day_end) != (new.day_start, new.day_end):
        yield f"the working day is from {new.day_start:%H:%M} to {new.day_end:%H:%M}"
    if was.balance.hard and not now.balance.hard:
        yield "training and visits out of balance cost points and no more"
    for one in now.closures:
        if one not in was.closures and one.open:
            yield f"{day_words(one.date)} counts as open"


def _ways(was: Brief, now: Brief, catalogue: Catalogue) -> Iterator[str]:
    if len(now.flights) < len(was.flights):
        yield "another flight may be taken"
    if was.arrival is not None and now.arrival is None:
        yield "the group may come at any hour"
    if was.departure is not None and now.departure is None:
        yield "the group may leave at any hour"
    if was.coach_seats != now.coach_seats:
        yield f"a coach has {now.coach_seats} seats"
    known = {venue.id: venue for venue in was.venues}
    for venue in now.venues:
        if venue != known.get(venue.id):
            yield f"{catalogue.venue[venue.id].name} has room for all"
