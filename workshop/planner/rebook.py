"""A flight that is flown at another time: its booking, and the hours of the day it is on."""

from __future__ import annotations

from datetime import datetime, time

from workshop.model.agenda import Block, Place
from workshop.model.catalogue import Catalogue
from workshop.model.place import City, Venue
from workshop.model.tour import BookedFlight
from workshop.model.travel import LAST_MINUTE, at_base, clock, latest_leave
from workshop.planner.changes import day_words
from workshop.planner.draft import Draft, put
from workshop.planner.events import Applied
from workshop.planner.paths import wish_path
from workshop.planner.relock import base_of


class Rebooking(Draft):
    """Writes into a tour that a flight is flown at another time, or that another one is taken."""

    def __init__(self, done: Applied, catalogue: Catalogue, *, waiting: bool) -> None:
        """Change what `done` holds; without `waiting` the group takes another flight if it can."""
        super().__init__(done, catalogue)
        self.waiting = waiting

    def _given_up(self, old: Block, new: Block) -> bool:
        """Take a flight out that comes too late; tell whether it did.

        One that is booked is kept unless nobody could be at the hotel on the day that it leaves.
        """
        number = self._booking(old)
        overnight = old.start.date() != new.end.date() or self._at_base(new) > LAST_MINUTE
        if not overnight and (self.waiting or number is not None):
            return False
        why = (
            "nobody would be at the hotel before midnight"
            if overnight
            else "no plan was found with it"
        )
        leaves, lands = _when(new.start, old.start), _when(new.end, new.start)
        told = f"leaves {leaves} and lands {lands}: {why}"
        another = "another flight is taken"
        if number is not None:
            another = "its booking is given up and another flight is taken"
            self._unbook(number)
        self.done.notes.append(f"{old.title} {told}, so {another}")
        self.done.missed.append(old)
        self._take_out([old])
        return True

    def _unbook(self, number: int) -> None:
        flights = self.brief.flights
        gone = flights[number]
        self._set("flights", (*flights[:number], *flights[number + 1 :]))
        line = f"# {gone.start} → {gone.end} on {gone.date} comes too late: to be booked anew"
        self._edit(wish_path("flights", number), line)

    def _booking(self, flight: Block) -> int | None:
        """Return the number of a flight's booking in the brief, None if nobody has booked it."""
        start, end = flight.place.id.upper(), flight.where_it_ends.id.upper()
        key = flight.start.date(), start, end
        booked = enumerate(self.brief.flights)
        return next((n for n, one in booked if (one.date, one.start, one.end) == key), None)

    def _rebook(self, old: Block, new: Block) -> None:
        start, end = new.place.id.upper(), new.where_it_ends.id.upper()
        flight = BookedFlight(
            date=new.start.date(), start=start, end=end,
            departs=new.start.time(), lands=new.end.time(),
        )  # fmt: skip
        flights = self.brief.flights
        number = self._booking(old)
        if number is not None:
            flight = flight.model_copy(update={"name": flights[number].name})
        self._set("flights", put(flights, number, flight))
        self._travel(new)
        line = (
            f'- {{date: "{flight.date}", from: {start}, to: {end}, '
            f'departs: "{flight.departs:%H:%M}", lands: "{flight.lands:%H:%M}"}}'
        )
        self._edit(wish_path("flights", number), line)

    def _travel(self, flight: Block) -> None:
        """Let the day of a flight begin earlier, or end later, than wished where it must."""
        pace, there = self.brief.pace, self._at_base(flight)
        if there > LAST_MINUTE:
            late_at = f"{flight.where_it_ends.name} by {flight.end:%H:%M}"
            self.done.notes.append(f"From {late_at} nobody is at the hotel before midnight")
        elif there > clock(pace.travel_until):
            self._pace("travel_until", there, "is at its hotel at")
        city, base = self._base_at(flight.place)
        if base is not None:
            d = self.catalogue.defaults
            check_in = clock(flight.start) - d.airport_minutes
            leave = latest_leave(city, d, base, flight.place, check_in)
            if leave < clock(pace.travel_from):
                self._pace("travel_from", max(leave, 0), "leaves its hotel at")

    def _at_base(self, flight: Block) -> int:
        """Return the minute at which the group is at its base after a flight, 0 without a base."""
        city, base = self._base_at(flight.where_it_ends)
        if base is None:
            return 0
        d, airport = self.catalogue.defaults, flight.where_it_ends
        return at_base(city, d, airport, base, clock(flight.end))

    def _base_at(self, airport: Place) -> tuple[City, Venue | None]:
        city = self.catalogue.city_of[airport.id.upper()]
        base = base_of(self.done.agenda, city.id, self.catalogue)
        return city, self.catalogue.venue.get(base or "")

    def _pace(self, name: str, minute: int, what: str) -> None:
        at, pace = time(*divmod(minute, 60)), self.brief.pace
        wished = getattr(pace, name)
        self.done.notes.append(f"The group {what} {at:%H:%M}; the brief wishes for {wished:%H:%M}")
        self._set("pace", pace.model_copy(update={name: at}))
        self._edit("pace", f'{name}: "{at:%H:%M}"')


def _when(at: datetime, before: datetime) -> str:
    """Say a time, with its day where that is not the day of the time before."""
    day = f"on {day_words(at.date())} " if at.date() != before.date() else ""
    return f"{day}at {at:%H:%M}"
