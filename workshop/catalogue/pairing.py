"""What is taught must be there to be seen: frameworks without hosts, hosts without dates."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.catalogue.crosscheck import Part, Parts
from workshop.errors import Fault
from workshop.model.place import City


def unpaired(parts: Parts) -> tuple[Fault, ...]:
    """Return what keeps teaching and visiting apart in a content folder that can be read."""
    return (
        *_frameworks(parts),
        *(fault for city in parts.cities for fault in _hosts(city)),
    )


def _frameworks(parts: Parts) -> Iterator[Fault]:
    if parts.frameworks is None or not parts.all_cities:
        return
    shown = {name for city in parts.cities for host in city.value.hosts for name in host.frameworks}
    for number, framework in enumerate(parts.frameworks.value):
        if framework.id not in shown:
            what = f"no host shows the framework `{framework.id}`"
            hint = "add it to the `frameworks` of a host, or drop it"
            yield parts.frameworks.fault(("frameworks", number, "id"), what, hint)


def _hosts(part: Part[City]) -> Iterator[Fault]:
    for number, host in enumerate(part.value.hosts):
        for place, source in enumerate(host.sources):
            if source.as_of is None:
                what = f"a source of host `{host.id}` has no date"
                path = ("hosts", number, "sources", place)
                yield part.fault(path, what, 'add `as_of: "2026-11"`, or "undated"')
