"""What the library is asked to show, its answer, and both in words. No screen in here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from textual.message import Message

from workshop.errors import WorkshopError
from workshop.model.catalogue import Catalogue
from workshop.model.lecture import Module
from workshop.model.place import Host
from workshop.model.terms import host_wish
from workshop.model.tour import Brief
from workshop.tui import text
from workshop.tui.dialogs.narrow import Filter, value_words, values_of
from workshop.tui.library.words import STATUS_SIGN

if TYPE_CHECKING:
    from textual.content import Content

    from workshop.tui.services import Services

Face = Literal["modules", "hosts"]
"""The two halves of the library."""


@dataclass(frozen=True)
class Query:
    """What is asked for; an empty field asks for all."""

    face: Face = "modules"
    text: str = ""
    city: str = ""
    framework: str = ""
    status: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out by it."""
        hosts_only = self.face == "hosts" and (self.city or self.status)
        return bool(self.text.strip() or self.framework or hosts_only)

    def cleared(self) -> Query:
        """Return the query for everything on this face."""
        return Query(face=self.face)

    def with_value(self, field: str, value: str) -> Query:
        """Return the query with `city`, `framework`, `status` or `text` set to `value`."""
        return replace(self, **{field: value})  # type: ignore[arg-type]


@dataclass
class Found(Message):
    """An answer to `query`: items, or what went wrong in `error`."""

    query: Query
    items: tuple[Host | Module, ...] = ()
    catalogue: Catalogue | None = None
    error: WorkshopError | None = None


def find(services: Services, query: Query, brief: Brief | None) -> Found:
    """Ask the catalogue; blocks. Hosts are also sifted by their status in `brief`."""
    try:
        return Found(query, _items(services, query, brief), services.catalogue())
    except WorkshopError as error:
        return Found(query, error=error)


def _items(services: Services, query: Query, brief: Brief | None) -> tuple[Host | Module, ...]:
    if query.face == "modules":
        return services.find_modules(topic=query.framework or None, text=query.text.strip())
    hosts = services.find_hosts(
        city=query.city or None, topic=query.framework or None, text=query.text.strip()
    )
    if brief is None or not query.status:
        return hosts
    return tuple(host for host in hosts if host_wish(brief, host.id).status == query.status)


QUESTIONS: dict[Filter, tuple[str, str]] = {
    "city": ("Hosts of which city?", "all cities"),
    "framework": ("What teaches or shows which framework?", "all frameworks"),
    "status": ("Hosts with which standing in this tour?", "all hosts"),
}
"""What is asked for a filter, and the answer that drops it."""


def values(which: Filter, catalogue: Catalogue) -> dict[str, str]:
    """Return the values of a filter, each with what there is to say of it."""
    named = values_of(which, catalogue)
    if which == "city":
        return {one.id: f"{one.name}  {len(one.hosts)} hosts" for one in catalogue.cities}
    if which == "framework":
        known = catalogue.framework
        return {one: f"{known[one].module.upper():<4} {name}" for one, name in named.items()}
    return {one: f"{STATUS_SIGN[one]} {name}" for one, name in named.items()}


def in_words(query: Query, catalogue: Catalogue | None, with_status: bool) -> tuple[str, ...]:
    """Return the filters as they stand, e.g. `city all`, `topic Marketplace platform`."""
    words: tuple[str, ...] = (
        f"topic {value_words('framework', query.framework, catalogue) or 'all'}",
    )
    if query.face == "hosts":
        words = (f"city {value_words('city', query.city, catalogue) or 'all'}", *words)
        if with_status:
            words = (*words, f"status {query.status or 'all'}")
    return words


def head(query: Query, catalogue: Catalogue | None, found: int | None) -> Content:
    """Return the two halves with how many there are, the one that is shown marked; what was found.

    `found` is None while nobody knows.
    """
    counts = {"modules": "", "hosts": ""}
    if catalogue is not None:
        counts = {"modules": f" {len(catalogue.modules)}", "hosts": f" {len(catalogue.host)}"}
    parts: list[object] = [("Library  ", "bold")]
    for name, count in counts.items():
        label = f" {name.capitalize()}{count} "
        here = name == query.face
        parts += [(f"▸{label}", "bold reverse") if here else (f" {label}", "dim"), "  "]
    if found is not None and query.narrowed:
        parts.append((f"{found} found", "$text-muted"))
    return text.joined(*parts)


def nothing(query: Query) -> Content:
    """Say that nothing was found, and what to do."""
    if not query.narrowed:
        return text.literal(f"There are no {query.face} yet: add files under content/.")
    asked = f"matches “{query.text.strip()}”" if query.text.strip() else "fits these filters"
    return text.lines_of(
        text.literal(f"No {query.face.removesuffix('s')} {asked}.", "bold"),
        text.literal("x shows everything again · / searches for something else", "$text-muted"),
    )


def unreadable(error: WorkshopError) -> Content:
    """Say what keeps the catalogue from being read."""
    return text.lines_of(
        text.literal("The catalogue cannot be read.", "bold $error"),
        *(text.literal(line) for line in error.lines()),
        text.literal("Mend the files, then open the library again.", "$text-muted"),
    )
