"""The blocks of flights: the coach to the airport, the flight, and the way from the next one."""

from __future__ import annotations

from workshop.model.agenda import Block, Place
from workshop.model.place import City
from workshop.model.travel import clock, latest_leave, ride_minutes
from workshop.planner.lunch import at_airport
from workshop.planner.page import Page
from workshop.planner.port import port
from workshop.planner.routes import Hop, RoutePlanner
from workshop.planner.windows import Stretch


class Flights:
    """Writes the flights of one day."""

    def __init__(self, page: Page, planner: RoutePlanner) -> None:
        """Prepare to write on a page."""
        self.page = page
        self.planner = planner
        self.problem = page.problem
        self.defaults = page.problem.catalogue.defaults

    def leave(self, stretch: Stretch, hop: Hop | None) -> None:
        """Write how a stretch ends: with a flight, with the brief's departure, or neither."""
        if stretch.leaves and hop is not None and hop.start == stretch.city:
            self._fly(hop)
        elif stretch.leaves:
            wanted = self.problem.brief.departure
            if wanted is not None:
                edge = self.planner.departure(self.problem.bases[stretch.city].id)
                eat = edge.eat if edge is not None else None
                self._to_airport(stretch.city, wanted.airport, clock(wanted.at), eat)

    def _fly(self, hop: Hop) -> None:
        cities = self.problem.catalogue.city
        start, end = cities[hop.start], cities[hop.end]
        self._to_airport(
            start.id, hop.origin, hop.departs, hop.eat if hop.lunch == "departure" else None
        )
        origin, target = self._airport(start, hop.origin), self._airport(end, hop.target)
        title = f"Flight {hop.origin} → {hop.target}"
        note = "" if hop.booked else "departure is a planning option, not a booked flight"
        self.page.blocks.append(
            Block(
                id=f"fly-d{self.page.day + 1}", kind="flight", title=title, city=start.id,
                start=self.page.when(start, hop.departs), end=self.page.when(end, hop.lands),
                place=origin, to=target, note=note,
            )
        )  # fmt: skip
        self._from_airport(end, hop.target, hop.lands, hop.eat if hop.lunch == "arrival" else None)

    def _airport(self, city: City, iata: str) -> Place:
        one = next(a for a in city.airports if a.iata == iata)
        return Place(id=iata.lower(), name=one.name, lat=one.lat, lon=one.lon)

    def _to_airport(self, city_id: str, iata: str, departs: int, eat: int | None) -> None:
        city, d = self.problem.catalogue.city[city_id], self.defaults
        base, there = self.problem.bases[city_id], port(city, iata)
        leave = latest_leave(city, d, base, there, at_airport(d, departs, eat))
        ride = ride_minutes(city, d, base, there, leave)
        place = self._airport(city, iata)
        self.page.add(
            city_id, "transfer", leave, leave + ride, f"Coach to {place.name}", base, to=place
        )
        check_in = leave + ride
        spans = [(check_in, departs)]
        if eat is not None:
            spans = [(check_in, eat), (eat + d.lunch_minutes, departs)]
            self.page.add(
                city_id,
                "meal",
                eat,
                eat + d.lunch_minutes,
                "Lunch at the airport",
                place,
                ref="lunch",
            )
        for low, high in spans:
            if low < high:
                title = "Check-in and security"
                self.page.add(city_id, "break", low, high, title, place, ref=place.id)

    def _from_airport(self, city: City, iata: str, lands: int, eat: int | None) -> None:
        d, place = self.defaults, self._airport(city, iata)
        kerb = lands + city.kerb_minutes
        until = kerb if eat is None else eat
        self.page.add(city.id, "break", lands, until, "Immigration and bags", place, ref=place.id)
        if eat is not None:
            kerb = eat + d.lunch_minutes
            self.page.add(city.id, "meal", eat, kerb, "Lunch at the airport", place, ref="lunch")
        base = self.problem.bases[city.id]
        ride = ride_minutes(city, d, port(city, iata), base, kerb)
        self.page.add(
            city.id, "transfer", kerb, kerb + ride, f"Coach to {base.name}", place, to=base
        )

    def arrive(self, stretch: Stretch) -> None:
        """Write the brief's arrival, if it has one."""
        wanted = self.problem.brief.arrival
        edge = self.planner.arrival(self.problem.bases[stretch.city].id)
        if wanted is not None and edge is not None:
            city = self.problem.catalogue.city[stretch.city]
            self._from_airport(city, wanted.airport, clock(wanted.at), edge.eat)
