"""Ids in a tour file that lead nowhere in the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from workshop.catalogue.nearest import did_you_mean
from workshop.catalogue.yamltext import Document, Path
from workshop.errors import Fault
from workshop.model.agenda import Agenda, Block, Place
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Brief, Tour


def check_tour(tour: Tour, document: Document, catalogue: Catalogue) -> tuple[Fault, ...]:
    """Return a fault for each id of `tour` that `catalogue` does not know, with its line."""
    check = _Check(document, catalogue)
    faults = [*check.brief(tour.brief)]
    if tour.agenda is not None:
        faults += check.agenda(tour.agenda)
    return tuple(sorted(dict.fromkeys(faults)))


def check_names(document: Document, catalogue: Catalogue) -> tuple[Fault, ...]:
    """Return a fault for each id in a brief that is unknown, though the file has other faults."""
    check = _Check(document, catalogue)
    kinds: tuple[tuple[Path, str, Collection[str]], ...] = (
        (("cities", "must", ANY), "city", catalogue.city),
        (("cities", "may", ANY), "city", catalogue.city),
        (("arrival", "city"), "city", catalogue.city),
        (("departure", "city"), "city", catalogue.city),
        (("modules", ANY, "id"), "module", catalogue.module),
        (("hosts", ANY, "id"), "host", catalogue.host),
        (("leisure", "must", ANY), "leisure item", catalogue.leisure),
        (("leisure", "never", ANY), "leisure item", catalogue.leisure),
        (("venues", ANY, "id"), "venue", catalogue.venue),
        (("venues", ANY, "city"), "city", catalogue.city),
        (("closures", ANY, "city"), "city", catalogue.city),
    )
    faults: list[Fault] = []
    for keys, kind, names in kinds:
        for path, name in _named(document.data, ("brief", *keys), ()):
            faults += check.known(path, kind, name, names)
    return tuple(sorted(dict.fromkeys(faults)))


ANY = -1
"""Stands for each entry of a list."""


def _named(data: object, keys: Path, at: Path) -> Iterator[tuple[Path, str]]:
    """Yield the texts at `keys` in `data`, each with its path."""
    if not keys:
        if isinstance(data, str):
            yield at, data
    elif isinstance(data, dict) and keys[0] in data:
        yield from _named(data[keys[0]], keys[1:], (*at, keys[0]))
    elif isinstance(data, list) and keys[0] == ANY:
        for number, inner in enumerate(data):
            yield from _named(inner, keys[1:], (*at, number))


@dataclass(frozen=True)
class _Check:
    document: Document
    catalogue: Catalogue

    def known(self, path: Path, kind: str, name: str, names: Collection[str]) -> Iterator[Fault]:
        """Yield a fault unless `name` is one of `names`."""
        if name not in names:
            other = self.kind_of(name)
            hint = f"`{name}` is a {other}" if other else did_you_mean(name, names)
            yield self.fault(path, f"there is no {kind} `{name}`", hint)

    def kind_of(self, name: str) -> str:
        """Return the word for what the catalogue has under an id, empty if nothing."""
        kinds: tuple[tuple[str, Collection[str]], ...] = (
            ("city", self.catalogue.city),
            ("host", self.catalogue.host),
            ("venue", self.catalogue.venue),
            ("leisure item", self.catalogue.leisure),
            ("module", self.catalogue.module),
            ("framework", self.catalogue.framework),
        )
        return next((kind for kind, names in kinds if name in names), "")

    def fault(self, path: Path, what: str, hint: str = "") -> Fault:
        """Return a fault at the line of `path`."""
        return Fault(self.document.file, self.document.line(path), what, hint)

    def brief(self, brief: Brief) -> Iterator[Fault]:
        """Check what the organiser names."""
        all_known = self.catalogue
        for key, names in (("must", brief.cities.must), ("may", brief.cities.may)):
            for number, name in enumerate(names):
                yield from self.known(
                    ("brief", "cities", key, number), "city", name, all_known.city
                )
        for key, end in (("arrival", brief.arrival), ("departure", brief.departure)):
            if end is not None:
                yield from self.city(("brief", key, "city"), end.city)
                yield from self.airport(("brief", key, "airport"), end.airport, end.city)
        for number, module in enumerate(brief.modules):
            path: Path = ("brief", "modules", number, "id")
            yield from self.known(path, "module", module.id, all_known.module)
        for number, host in enumerate(brief.hosts):
            yield from self.known(("brief", "hosts", number, "id"), "host", host.id, all_known.host)
        for key, names in (("must", brief.leisure.must), ("never", brief.leisure.never)):
            for number, name in enumerate(names):
                path = ("brief", "leisure", key, number)
                yield from self.known(path, "leisure item", name, all_known.leisure)
        for number, closure in enumerate(brief.closures):
            yield from self.city(("brief", "closures", number, "city"), closure.city)
        yield from self.venues(brief)
        yield from self.flights(brief)

    def city(self, path: Path, name: str) -> Iterator[Fault]:
        """Check the id of a city."""
        yield from self.known(path, "city", name, self.catalogue.city)

    def airport(self, path: Path, code: str, city: str | None = None) -> Iterator[Fault]:
        """Check an airport's code, and that it serves `city`."""
        yield from self.known(path, "airport", code, self.catalogue.airport)
        if code in self.catalogue.airport and city in self.catalogue.city:
            ports = [port.iata for port in self.catalogue.city[city].airports]
            if code not in ports:
                what = f"{code} is not an airport of `{city}`"
                yield self.fault(path, what, f"known there: {', '.join(ports)}")

    def venues(self, brief: Brief) -> Iterator[Fault]:
        """Check the venues asked for, each in its city."""
        for number, wish in enumerate(brief.venues):
            path: Path = ("brief", "venues", number)
            yield from self.city((*path, "city"), wish.city)
            yield from self.known((*path, "id"), "venue", wish.id, self.catalogue.venue)
            city = self.catalogue.city.get(wish.city)
            here = self.catalogue.city_of.get(wish.id)
            if city and here and wish.id in self.catalogue.venue and here is not city:
                known = ", ".join(venue.id for venue in city.venues)
                what = f"the venue `{wish.id}` is in `{here.id}`, not in `{city.id}`"
                yield self.fault((*path, "id"), what, f"known there: {known}")

    def flights(self, brief: Brief) -> Iterator[Fault]:
        """Check the airports of booked flights."""
        for number, flight in enumerate(brief.flights):
            path: Path = ("brief", "flights", number)
            for key, code in (("from", flight.start), ("to", flight.end)):
                yield from self.airport((*path, key), code)
            start, end = (self.catalogue.city_of.get(code) for code in (flight.start, flight.end))
            if start is not None and start is end:
                what = f"{flight.start} and {flight.end} are airports of one city"
                yield self.fault(path, what, "a flight joins two cities")

    def agenda(self, agenda: Agenda) -> Iterator[Fault]:
        """Check what a stored plan names."""
        for number, day in enumerate(agenda.days):
            here: Path = ("agenda", "days", number)
            for place, name in enumerate(day.cities):
                yield from self.city((*here, "cities", place), name)
            for place, block in enumerate(day.blocks):
                yield from self.block((*here, "blocks", place), block)

    def block(self, path: Path, block: Block) -> Iterator[Fault]:
        """Check the city, the ref and the places of a block."""
        yield from self.city((*path, "city"), block.city)
        kinds: dict[str, tuple[str, Collection[str]]] = {
            "training": ("module", self.catalogue.module),
            "visit": ("host", self.catalogue.host),
            "briefing": ("host", self.catalogue.host),
            "leisure": ("leisure item", self.catalogue.leisure),
        }
        if block.kind in kinds and block.ref is not None:
            yield from self.known(
                (*path, "ref"), kinds[block.kind][0], block.ref, kinds[block.kind][1]
            )
        for key, place in (("place", block.place), ("to", block.to)):
            if place is not None:
                yield from self.place((*path, key, "id"), place)

    def place(self, path: Path, place: Place) -> Iterator[Fault]:
        """Check the id of a place: a site of the catalogue, or an airport's code in lower case."""
        names = {
            name if name not in self.catalogue.airport else name.lower()
            for name in self.catalogue.city_of
        }
        yield from self.known(path, "place", place.id, names)
