"""What may come into a plan, with its minutes and points: lessons, hosts and leisure.

Times of day are minutes after local midnight.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workshop.model.agenda import Block
from workshop.model.catalogue import Catalogue
from workshop.model.lecture import Form
from workshop.model.place import City, Site
from workshop.model.terms import held_slot, host_terms, host_wish, leisure_terms, module_wish
from workshop.model.tour import Brief
from workshop.model.travel import clock

STATUS_PERCENT = {"confirmed": 120, "tentative": 110, "invited": 100, "idea": 90, "declined": 0}
CONFIDENCE_PERCENT = {"high": 100, "medium": 93, "low": 85}

Key = tuple[str, Form]
"""A lesson: a module and the form it is taught in."""


@dataclass(frozen=True)
class Lesson:
    """One form of one module: `key` is `(module, form)`."""

    module: str
    form: Form
    minutes: int
    points: int

    @property
    def key(self) -> Key:
        """Identity."""
        return self.module, self.form


@dataclass(frozen=True)
class Stop:
    """A host to visit or a leisure item to enjoy by day."""

    id: str
    site: Site
    minutes: int
    points: int
    visit: bool
    must: bool
    module: str | None = None
    """The module that teaches a host's leading framework."""
    builds_on: tuple[str, ...] = ()
    """The modules that come before a visit: that one first, then all that it needs."""
    sector: str = ""
    frameworks: frozenset[str] = frozenset()
    start_at: int | None = None
    """A start that is held or locked, minutes after midnight."""

    @property
    def told(self) -> tuple[object, ...]:
        """Return what makes two stops of one catalogue the same."""
        return self.id, self.minutes, self.points, self.must, self.start_at


@dataclass(frozen=True)
class Fixed:
    """A locked training at the base of its city."""

    city: str
    key: Key
    start: int
    minutes: int


def lessons_of(
    brief: Brief, catalogue: Catalogue, fixed: dict[int, tuple[Fixed, ...]]
) -> tuple[Lesson, ...]:
    """Return the lessons that may be taught: those wished for, and those that are locked."""
    held = {one.key for some in fixed.values() for one in some}
    lessons: list[Lesson] = []
    for module in sorted(catalogue.modules, key=lambda m: m.id):
        wish = module_wish(brief, module.id)
        full = brief.weights.module // (2 if wish.wish == "may" else 1)
        forms: tuple[tuple[Form, int, int], ...] = (
            ("full", module.duration, full),
            ("short", module.short, full // 2),
        )
        for form, minutes, points in forms:
            wanted = wish.wish != "never" and (module.capstone or wish.form in ("either", form))
            if wanted or (module.id, form) in held:
                lessons.append(Lesson(module.id, form, minutes, points))
    return tuple(lessons)


def stops_of(
    brief: Brief, catalogue: Catalogue, city: City, locked: tuple[Block, ...]
) -> tuple[Stop, ...]:
    """Return what a city offers that the group fits and the brief does not bar: hosts, leisure."""
    return (*_hosts(brief, catalogue, city, locked), *_leisure(brief, catalogue, city, locked))


def _hosts(brief: Brief, catalogue: Catalogue, city: City, locked: tuple[Block, ...]) -> list[Stop]:
    pinned = {block.ref: block for block in locked if block.kind == "visit"}
    found: list[Stop] = []
    for host in city.hosts:
        wish, terms = host_wish(brief, host.id), host_terms(catalogue, brief, host.id)
        must = wish.wish == "must" or wish.status == "confirmed" or host.id in pinned
        if (wish.barred and not must) or terms.cap < brief.group_size:
            continue
        slot, lock = held_slot(wish), pinned.get(host.id)
        at = clock(slot.start) if slot else None
        module = catalogue.framework[host.frameworks[0]].module
        found.append(
            Stop(
                id=host.id,
                site=host,
                minutes=lock.minutes if lock else terms.minutes,
                points=visit_points(brief, catalogue, host.id),
                visit=True,
                must=must,
                module=module,
                builds_on=tuple(catalogue.with_needs([module])),
                sector=host.sector,
                frameworks=frozenset(host.frameworks),
                start_at=lock.start.hour * 60 + lock.start.minute if lock else at,
            )
        )
    return found


def visit_points(brief: Brief, catalogue: Catalogue, host_id: str) -> int:
    """Return the interest of a visit: weight × confidence, plus the wish, × outreach status."""
    wish, host = host_wish(brief, host_id), catalogue.host[host_id]
    plain = brief.weights.visit * CONFIDENCE_PERCENT[host.confidence] // 100
    plain += brief.weights.wish if wish.wish in ("wish", "must") else 0
    return plain * STATUS_PERCENT[wish.status] // 100


def _leisure(
    brief: Brief, catalogue: Catalogue, city: City, locked: tuple[Block, ...]
) -> list[Stop]:
    pinned = {block.ref: block for block in locked if block.kind == "leisure"}
    found: list[Stop] = []
    for item in city.leisure:
        if leisure_terms(catalogue, item.id).cap < brief.group_size:
            continue
        if item.id in brief.leisure.never and item.id not in pinned:
            continue
        lock = pinned.get(item.id)
        found.append(
            Stop(
                id=item.id,
                site=item,
                minutes=lock.minutes if lock else item.minutes,
                points=0,
                visit=False,
                must=item.id in brief.leisure.must or lock is not None,
                start_at=lock.start.hour * 60 + lock.start.minute if lock else None,
            )
        )
    return found


def fixed_of(locked: tuple[Block, ...], start: date) -> dict[int, tuple[Fixed, ...]]:
    """Return the locked lectures of each day, in order, for a tour that begins on `start`."""
    by_day: dict[int, list[Fixed]] = {}
    for block in locked:
        if block.kind == "training" and block.ref is not None:
            at = block.start.hour * 60 + block.start.minute
            one = Fixed(block.city, (block.ref, block.form or "full"), at, block.minutes)
            by_day.setdefault((block.start.date() - start).days, []).append(one)
    return {day: tuple(sorted(fixed, key=lambda f: f.start)) for day, fixed in by_day.items()}
