"""A flight that is flown at another time: its booking, and the hours of the day it is on."""

from __future__ import annotations

from datetime import time

from workshop.model.agenda import Block
from workshop.model.tour import BookedFlight
from workshop.model.travel import clock, latest_leave, ride_minutes
from workshop.planner.draft import Draft, put, wish_path
from workshop.planner.relock import base_of

LAST_MINUTE = 24 * 60 - 1


class Rebooking(Draft):
    """Writes into a tour that a flight is flown at another time."""

    def _rebook(self, old: Block, new: Block) -> None:
        start, end = new.place.id.upper(), new.where_it_ends.id.upper()
        flight = BookedFlight(
            date=new.start.date(), start=start, end=end,
            departs=new.start.time(), lands=new.end.time(),
        )  # fmt: skip
        flights = self.brief.flights
        number = next(
            (
                n
                for n, one in enumerate(flights)
                if (one.date, one.start, one.end) == (old.start.date(), start, end)
            ),
            None,
        )
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
        pace, d = self.brief.pace, self.catalogue.defaults
        for place, late in ((flight.place, False), (flight.where_it_ends, True)):
            city = self.catalogue.city_of[place.id.upper()]
            base = self.catalogue.venue.get(
                base_of(self.done.agenda, city.id, self.catalogue) or ""
            )
            if base is None:
                continue
            if late:
                kerb = clock(flight.end) + city.kerb_minutes
                there = kerb + ride_minutes(city, d, place, base, kerb)
                if there > LAST_MINUTE:
                    late_at = f"{flight.where_it_ends.name} by {flight.end:%H:%M}"
                    self.done.notes.append(f"From {late_at} nobody is at the hotel before midnight")
                elif there > clock(pace.travel_until):
                    self._pace("travel_until", there, "reaches its base at")
            else:
                check_in = clock(flight.start) - d.airport_minutes
                leave = latest_leave(city, d, base, place, check_in)
                if leave < clock(pace.travel_from):
                    self._pace("travel_from", max(leave, 0), "leaves its base at")

    def _pace(self, name: str, minute: int, what: str) -> None:
        at, pace = time(*divmod(minute, 60)), self.brief.pace
        wished = getattr(pace, name)
        self.done.notes.append(f"The group {what} {at:%H:%M}; the brief wishes for {wished:%H:%M}")
        self._set("pace", pace.model_copy(update={name: at}))
        self._edit("pace", f'{name}: "{at:%H:%M}"')
