"""Read all of `content/` into one value, telling every fault of every file at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import Field

from workshop.catalogue.crosscheck import cross_check
from workshop.catalogue.parts import Part, Parts
from workshop.catalogue.read import parse_value, read_value
from workshop.errors import Fault, InputError
from workshop.model.base import Value
from workshop.model.calendar import Closures
from workshop.model.catalogue import Catalogue
from workshop.model.fieldwork import Fieldwork
from workshop.model.lecture import Framework, Idea, Module
from workshop.model.ownhost import OwnHost
from workshop.model.place import City, Defaults, FlightPair


class Flights(Value):
    """The shape of `flights.yaml`."""

    pairs: tuple[FlightPair, ...] = Field(min_length=1)


class Frameworks(Value):
    """The shape of `frameworks.yaml`."""

    frameworks: tuple[Framework, ...] = Field(min_length=1)
    talk: tuple[Idea, ...] = ()


V = TypeVar("V", bound=Value)


@dataclass(frozen=True)
class OwnFile:
    """The text of a host of one's own, and how its file is called in messages."""

    name: str
    text: str


def load_catalogue(
    content: Path, modules: tuple[Module, ...], own: Sequence[OwnFile] = ()
) -> Catalogue:
    """Read the catalogue in the folder `content`; `modules` are the lectures it belongs with.

    The hosts of `own` stand behind those of their cities, each with where it comes from.

    Raises InputError with all faults of all files: what does not fit the model, ids that are there
    twice or lead nowhere, time zones that do not exist, hours that end before they start.
    """
    parts, faults = read_parts(content, modules, own)
    if faults or not (parts.pairs and parts.closures and parts.defaults and parts.frameworks):
        raise InputError(faults)
    return Catalogue(
        cities=tuple(_with_own(part.value, parts.own) for part in parts.cities),
        flights=parts.pairs.value,
        closures=parts.closures.value,
        defaults=parts.defaults.value,
        frameworks=parts.frameworks.value,
        modules=modules,
        talk=parts.talk,
        fieldwork=parts.fieldwork.value if parts.fieldwork else Fieldwork(),
    )


def read_parts(
    content: Path, modules: tuple[Module, ...], own: Sequence[OwnFile] = ()
) -> tuple[Parts, tuple[Fault, ...]]:
    """Read what can be read of the folder `content`; return it with all faults of all files."""
    reader = _Reader(content)
    cities = [reader.read(path, City) for path in reader.city_files()]
    flights = reader.read(content / "flights.yaml", Flights)
    closures = reader.read(content / "closures.yaml", Closures)
    defaults = reader.read(content / "defaults.yaml", Defaults)
    frameworks = reader.read(content / "frameworks.yaml", Frameworks)
    fieldwork = content / "fieldwork.yaml"
    hosts = tuple(part for file in own if (part := reader.parse(file)) is not None)
    known_cities = tuple(part for part in cities if part is not None)
    parts = Parts(
        cities=known_cities,
        all_cities=len(known_cities) == len(cities),
        pairs=Part(flights.value.pairs, flights.document) if flights else None,
        closures=closures,
        defaults=defaults,
        frameworks=(Part(frameworks.value.frameworks, frameworks.document) if frameworks else None),
        modules=modules,
        talk=frameworks.value.talk if frameworks else (),
        fieldwork=reader.read(fieldwork, Fieldwork) if fieldwork.exists() else None,
        own=hosts,
    )
    return parts, (*reader.faults, *cross_check(parts))


def _with_own(city: City, own: tuple[Part[OwnHost], ...]) -> City:
    more = tuple(part.value.host(city) for part in own if part.value.city == city.id)
    return city.model_copy(update={"hosts": (*city.hosts, *more)}) if more else city


def shown_name(path: Path, content: Path) -> str:
    """Return how a content file is called in messages.

    That is its path from the working directory if it lies below, else from the workspace.
    """
    try:
        whole = path.resolve()
    except RuntimeError:  # links in a circle
        return str(path)
    for base in (Path.cwd(), content.resolve().parent):
        if whole.is_relative_to(base):
            return whole.relative_to(base).as_posix()
    return str(path)


@dataclass
class _Reader:
    """Reads files one after the other and keeps the faults."""

    content: Path
    faults: list[Fault] = field(default_factory=list)

    def city_files(self) -> list[Path]:
        """Return the city files by name; notes a fault if there is none."""
        folder = self.content / "cities"
        files = sorted(folder.glob("*.yaml"))
        if not files:
            name = shown_name(folder, self.content)
            hint = "this is not a content folder; `workshop init DIR` lays one out"
            self.faults.append(Fault(name, 1, "no city file (*.yaml) is in this folder", hint))
        return files

    def read(self, path: Path, kind: type[V]) -> Part[V] | None:
        """Read one file, or keep its faults and return None."""
        try:
            return Part(*read_value(path, kind, name=shown_name(path, self.content)))
        except InputError as error:
            self.faults.extend(error.faults)
            return None

    def parse(self, file: OwnFile) -> Part[OwnHost] | None:
        """Read a host of one's own, or keep its faults and return None."""
        try:
            return Part(*parse_value(file.text, OwnHost, file.name))
        except InputError as error:
            self.faults.extend(error.faults)
            return None
