"""What the library is asked to show, and its answer. No screen in here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from workshop.model.catalogue import Catalogue
from workshop.model.lecture import Module
from workshop.model.place import Host
from workshop.model.terms import host_wish
from workshop.model.tour import STATUSES, Brief
from workshop.tui.dialogs.choose import Answer
from workshop.tui.library.words import STATUS_SIGN

if TYPE_CHECKING:
    from workshop.tui.services import Services

Face = Literal["modules", "hosts"]
"""The two halves of the library."""


@dataclass(frozen=True)
class Query:
    """What is asked for; an empty field asks for all."""

    face: Face = "modules"
    text: str = ""
    city: str = ""
    topic: str = ""
    status: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out by it."""
        hosts_only = self.face == "hosts" and (self.city or self.status)
        return bool(self.text.strip() or self.topic or hosts_only)

    def cleared(self) -> Query:
        """Return the query for everything on this face."""
        return Query(face=self.face)

    def with_value(self, field: str, value: str) -> Query:
        """Return the query with `city`, `topic`, `status` or `text` set to `value`."""
        return replace(self, **{field: value})  # type: ignore[arg-type]


def find(services: Services, query: Query, brief: Brief | None) -> tuple[Host | Module, ...]:
    """Ask the catalogue; blocks. Hosts are also sifted by their status in `brief`."""
    if query.face == "modules":
        return services.find_modules(topic=query.topic or None, text=query.text.strip())
    hosts = services.find_hosts(
        city=query.city or None, topic=query.topic or None, text=query.text.strip()
    )
    if brief is None or not query.status:
        return hosts
    return tuple(host for host in hosts if host_wish(brief, host.id).status == query.status)


ALL = "all"
"""The answer that drops a filter."""


def choices(field: str, catalogue: Catalogue) -> tuple[Answer, ...]:
    """Return the values of the filter `city`, `topic` or `status`, all of them first."""
    if field == "city":
        return (
            Answer(ALL, "all cities"),
            *(
                Answer(city.id, f"{city.name}  {len(city.hosts)} hosts")
                for city in catalogue.cities
            ),
        )
    if field == "topic":
        return (
            Answer(ALL, "all frameworks"),
            *(
                Answer(one.id, f"{one.module.upper():<4} {one.name}")
                for one in sorted(catalogue.frameworks, key=lambda one: one.module)
            ),
        )
    return (
        Answer(ALL, "all hosts"),
        *(Answer(status, f"{STATUS_SIGN[status]} {status}") for status in STATUSES),
    )


def in_words(query: Query, catalogue: Catalogue | None, with_status: bool) -> tuple[str, ...]:
    """Return the filters as they stand, e.g. `city all`, `topic Marketplace platform`."""
    city, topic = query.city or "all", query.topic or "all"
    if catalogue is not None:
        city = catalogue.city[city].name if city in catalogue.city else city
        topic = catalogue.framework[topic].name if topic in catalogue.framework else topic
    words: tuple[str, ...] = (f"topic {topic}",)
    if query.face == "hosts":
        words = (f"city {city}", *words)
        if with_status:
            words = (*words, f"status {query.status or 'all'}")
    return words
