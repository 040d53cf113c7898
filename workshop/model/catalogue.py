"""All of `content/` as one value, with look-ups by id."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from functools import cached_property

from workshop.model.base import Value
from workshop.model.calendar import Closures
from workshop.model.fieldwork import Fieldwork
from workshop.model.lecture import Framework, Idea, Module
from workshop.model.place import Airport, City, Defaults, FlightPair, Host, Leisure, Venue

Departure = tuple[date, str, str, time]
"""A day, airports from and to, and the local time there."""


class Catalogue(Value):
    """What can be taught, visited, enjoyed and flown; ids are unique over all kinds."""

    cities: tuple[City, ...]
    flights: tuple[FlightPair, ...]
    closures: Closures
    defaults: Defaults
    frameworks: tuple[Framework, ...]
    modules: tuple[Module, ...]
    talk: tuple[Idea, ...] = ()
    """The frameworks of the talk, `F01` to `F20`."""
    fieldwork: Fieldwork = Fieldwork()
    missed: frozenset[Departure] = frozenset()
    """Departures of `flights` that are not flown on a day, where one plans after such news."""

    @cached_property
    def city(self) -> dict[str, City]:
        """Cities by id."""
        return {city.id: city for city in self.cities}

    @cached_property
    def host(self) -> dict[str, Host]:
        """Hosts by id."""
        return {host.id: host for city in self.cities for host in city.hosts}

    @cached_property
    def venue(self) -> dict[str, Venue]:
        """Venues by id."""
        return {venue.id: venue for city in self.cities for venue in city.venues}

    @cached_property
    def leisure(self) -> dict[str, Leisure]:
        """Leisure items by id."""
        return {item.id: item for city in self.cities for item in city.leisure}

    @cached_property
    def airport(self) -> dict[str, Airport]:
        """Airports by IATA code."""
        return {port.iata: port for city in self.cities for port in city.airports}

    @cached_property
    def framework(self) -> dict[str, Framework]:
        """Frameworks by id."""
        return {framework.id: framework for framework in self.frameworks}

    @cached_property
    def idea(self) -> dict[str, Idea]:
        """Frameworks of the talk by number."""
        return {idea.id: idea for idea in self.talk}

    @cached_property
    def module(self) -> dict[str, Module]:
        """Modules by id."""
        return {module.id: module for module in self.modules}

    def with_needs(self, modules: Iterable[str]) -> list[str]:
        """Return the modules named and all that they build on, each once, the nearest first.

        Names of no module are left out.
        """
        found: list[str] = []
        todo = list(modules)
        while todo:
            module = todo.pop(0)
            if module not in found and module in self.module:
                found.append(module)
                todo += self.module[module].needs
        return found

    @cached_property
    def city_of(self) -> dict[str, City]:
        """The city of every host, venue, leisure item and airport code."""
        return {
            key: city
            for city in self.cities
            for key in (
                *(site.id for site in (*city.hosts, *city.venues, *city.leisure)),
                *(port.iata for port in city.airports),
            )
        }
