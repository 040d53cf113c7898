"""What could be read of a content folder, each part with the document that it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from workshop.catalogue.yamltext import Document, Path
from workshop.errors import Fault
from workshop.model.calendar import Closures
from workshop.model.fieldwork import Fieldwork
from workshop.model.lecture import Framework, Idea, Module
from workshop.model.ownhost import OwnHost
from workshop.model.place import City, Defaults, FlightPair

V = TypeVar("V")


@dataclass(frozen=True)
class Part(Generic[V]):
    """A value and the document it was read from."""

    value: V
    document: Document

    def fault(self, path: Path, what: str, hint: str = "") -> Fault:
        """Return a fault at the line of `path`."""
        return Fault(self.document.file, self.document.line(path), what, hint)


@dataclass(frozen=True)
class Parts:
    """What could be read of a content folder."""

    cities: tuple[Part[City], ...]
    all_cities: bool
    pairs: Part[tuple[FlightPair, ...]] | None
    closures: Part[Closures] | None
    defaults: Part[Defaults] | None
    frameworks: Part[tuple[Framework, ...]] | None
    modules: tuple[Module, ...]
    talk: tuple[Idea, ...] = ()
    fieldwork: Part[Fieldwork] | None = None
    own: tuple[Part[OwnHost], ...] = ()
    """Hosts of a workspace's own; their ids come after all others."""
