"""Frameworks taught against frameworks seen: which of both, which of one, and the holes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workshop.model.agenda import Agenda, Block
from workshop.model.catalogue import Catalogue
from workshop.model.lecture import Framework
from workshop.model.place import Host
from workshop.model.terms import host_wish
from workshop.model.tour import Brief

Standing = Literal["both", "late", "taught", "seen", "neither"]
"""`late` is seen before it is taught; `taught` and `seen` are only that."""


@dataclass(frozen=True)
class Coverage:
    """One framework in a plan: the blocks that teach and show it, in time, and who else could."""

    framework: Framework
    lectures: tuple[Block, ...]
    visits: tuple[Block, ...]
    could: tuple[Host, ...]
    """Hosts in the cities of the plan that show it, are not visited, and may be."""

    @property
    def standing(self) -> Standing:
        """Tell what is there and what is missing."""
        if self.lectures and self.visits:
            taught, seen = self.lectures[0].start, self.visits[0].start
            return "both" if taught < seen else "late"
        if self.lectures:
            return "taught"
        return "seen" if self.visits else "neither"


def coverage(agenda: Agenda, brief: Brief, catalogue: Catalogue) -> tuple[Coverage, ...]:
    """Return how each framework of the catalogue stands in a plan, in the catalogue's order.

    A framework is taught by the module it names and seen at every visited host that names it.
    """
    lectures = [block for block in agenda.blocks if block.kind == "training"]
    visits = [block for block in agenda.blocks if block.kind == "visit"]
    visited = {block.ref for block in visits}
    near = [
        host
        for city in agenda.route
        if city in catalogue.city
        for host in catalogue.city[city].hosts
        if host.id not in visited and not host_wish(brief, host.id).barred
    ]
    return tuple(
        Coverage(
            framework=one,
            lectures=tuple(block for block in lectures if block.ref == one.module),
            visits=tuple(block for block in visits if _shows(block, one, catalogue)),
            could=tuple(host for host in near if one.id in host.frameworks),
        )
        for one in catalogue.frameworks
    )


def _shows(block: Block, framework: Framework, catalogue: Catalogue) -> bool:
    host = catalogue.host.get(block.ref or "")
    return host is not None and framework.id in host.frameworks


def questions_at(host: Host, catalogue: Catalogue) -> tuple[str, ...]:
    """Return what to ask at a host: its own questions first, then those of what it shows."""
    known = (catalogue.framework[one] for one in host.frameworks if one in catalogue.framework)
    return tuple(dict.fromkeys((*host.ask, *(ask for one in known for ask in one.ask))))
