"""What is taught must be there to be seen, and what is seen must be taught and talked over."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.catalogue.parts import Part, Parts
from workshop.catalogue.yamltext import Path
from workshop.errors import Fault
from workshop.model.fieldwork import Fieldwork
from workshop.model.lecture import Framework
from workshop.model.place import City


def unpaired(parts: Parts) -> tuple[Fault, ...]:
    """Return what keeps teaching and visiting apart in a content folder that can be read."""
    return (
        *(_frameworks(parts.frameworks, parts) if parts.frameworks else ()),
        *(fault for city in parts.cities for fault in _hosts(city)),
        *(_fieldwork(parts.fieldwork, parts) if parts.fieldwork else ()),
    )


def _frameworks(part: Part[tuple[Framework, ...]], parts: Parts) -> Iterator[Fault]:
    """Find frameworks that no host shows, that nobody can ask about, or that have no name."""
    shown = {name for city in parts.cities for host in city.value.hosts for name in host.frameworks}
    shown |= {name for own in parts.own for name in own.value.frameworks}
    named = {idea.id for idea in parts.talk}
    for number, framework in enumerate(part.value):
        here: Path = ("frameworks", number)
        if parts.all_cities and framework.id not in shown:
            what = f"no host shows the framework `{framework.id}`"
            yield part.fault((*here, "id"), what, "add it to a host's `frameworks`, or drop it")
        for key, said in (("ask", framework.ask), ("count", framework.count)):
            if not said:
                what = f"the framework `{framework.id}` says nothing to {key} at a host"
                yield part.fault(here, what, f"add `{key}:` with a line or two")
        for place, seed in enumerate(framework.seed):
            if seed not in named:
                what = f"`{seed}` has no name"
                yield part.fault((*here, "seed", place), what, "add it under `talk`")


def _hosts(part: Part[City]) -> Iterator[Fault]:
    for number, host in enumerate(part.value.hosts):
        for place, source in enumerate(host.sources):
            if source.as_of is None:
                what = f"a source of host `{host.id}` has no date"
                path = ("hosts", number, "sources", place)
                yield part.fault(path, what, 'add `as_of: "2026-11"`, or "undated"')


def _fieldwork(part: Part[Fieldwork], parts: Parts) -> Iterator[Fault]:
    known = {module.id for module in parts.modules}
    for number, row in enumerate(part.value.sheet):
        if row.module not in known:
            what = f"the row “{row.label}” comes from `{row.module}`, which is no module"
            yield part.fault(("sheet", number, "module"), what, "name one of content/modules")
    total = sum(step.minutes for step in part.value.debrief.steps)
    planned = parts.defaults.value.debrief_minutes if parts.defaults else total
    if total != planned:
        what = f"steps of the debrief add up to {total} min, a plan gives it {planned} min"
        yield part.fault(("debrief", "steps"), what, "make them agree, here or in defaults.yaml")
