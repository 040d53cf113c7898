"""What differs between two agendas, block by block.

Counted are the things a tour is made of, its anchors: visits, lectures, leisure and flights. What
follows from them (lunches, rides, briefings, pauses, debriefs) is not counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from workshop.model.agenda import Agenda, Block, Day

ANCHORS = ("visit", "training", "leisure", "flight")
"""Kinds of blocks that count as changes."""
STATUS_WEIGHT = {"confirmed": 8, "tentative": 4, "invited": 2, "idea": 1, "declined": 1}
FLIGHT_WEIGHT = 4
"""A flight moves the whole group, and what is known of it is more than an idea."""

What = Literal["kept", "moved", "dropped", "added"]


@dataclass(frozen=True)
class Change:
    """One anchor in two agendas: `before` is None for an added one, `after` for a dropped one."""

    what: What
    block: Block
    """The anchor where it was, or where it comes in."""
    before: Block | None
    after: Block | None

    @property
    def title(self) -> str:
        """What a person calls it."""
        return self.block.title

    @property
    def weight(self) -> int:
        """How much a change of it weighs, by the outreach status it had; 1 for a lecture."""
        return weight(self.block)

    @property
    def was(self) -> str:
        """When it was, in local time: `Thu 25 Mar 14:00`; empty for an added one."""
        return moment(self.before.start) if self.before else ""

    @property
    def now(self) -> str:
        """When it is now; empty for a dropped one."""
        return moment(self.after.start) if self.after else ""

    def words(self) -> str:
        """Say it in a line: `Grab: from Wed 24 Mar 15:15 to Thu 25 Mar 10:00`."""
        title = self.title
        if self.block.kind == "training" and self.block.form == "short":
            title += " (short)"
        if self.before is None:
            return f"{title}: {self.now}"
        if self.after is None or self.what == "kept":
            return f"{title}: {self.was}"
        return f"{title}: {', '.join(_how(self.before, self.after))}"


@dataclass(frozen=True)
class Difference:
    """What stays, moves, goes and comes between two agendas; each in the order of time."""

    kept: tuple[Change, ...]
    moved: tuple[Change, ...]
    dropped: tuple[Change, ...]
    added: tuple[Change, ...]
    days: tuple[date, ...]
    """Days on which an anchor changes."""
    coach_days: tuple[date, ...]
    """Days on which a coach leaves at another time, or for another place."""
    rooms: tuple[tuple[str, tuple[date, ...]], ...]
    """Training venues by name, with the days on which lectures there change."""

    @property
    def weight(self) -> int:
        """The weight of all that moved or was dropped; what is added weighs nothing."""
        return sum(change.weight for change in (*self.moved, *self.dropped))


def difference(before: Agenda, after: Agenda) -> Difference:
    """Return what differs between two agendas.

    The same thing at the same time in the same place is kept. A lecture in another form has moved,
    as has a flight between the same cities at another time.
    """
    changes = _pairs(before, after)
    changes.sort(key=lambda one: (one.block.start, one.block.end, one.block.id))
    other = [one for one in changes if one.what != "kept"]

    def only(what: What) -> tuple[Change, ...]:
        return tuple(one for one in changes if one.what == what)

    return Difference(
        kept=only("kept"),
        moved=only("moved"),
        dropped=only("dropped"),
        added=only("added"),
        days=tuple(sorted({b.start.date() for one in other for b in (one.before, one.after) if b})),
        coach_days=_coach_days(before, after),
        rooms=_rooms(other),
    )


def anchors(agenda: Agenda) -> tuple[Block, ...]:
    """Return the blocks of `agenda` that count."""
    return tuple(block for block in agenda.blocks if block.kind in ANCHORS)


def weight(block: Block) -> int:
    """Return what moving or dropping an anchor weighs."""
    if block.kind == "flight":
        return FLIGHT_WEIGHT
    return STATUS_WEIGHT.get(block.status or "idea", 1) if block.kind == "visit" else 1


def moment(at: datetime) -> str:
    """`Thu 25 Mar 14:00`, on the clock of the place it happens in."""
    return f"{day_words(at.date())} {at:%H:%M}"


def day_words(day: date) -> str:
    """`Thu 25 Mar`."""
    return f"{day:%a} {day.day} {day:%b}"


def listed(names: Iterable[str]) -> str:
    """`A, B and C`."""
    every = list(names)
    return f"{', '.join(every[:-1])} and {every[-1]}" if len(every) > 1 else "".join(every)


# -------------------------------------------------------------------- pairing

Key = tuple[str, ...]


def _pairs(before: Agenda, after: Agenda) -> list[Change]:
    """Pair the anchors: those exactly alike first, then the same in form, then in name."""
    old, new = _keyed(before), _keyed(after)
    changes: list[Change] = []
    for alike in (_standing, _formed, _named):
        waiting: dict[Key, list[tuple[Key, Block]]] = defaultdict(list)
        for key, block in new:
            waiting[alike(key, block)].append((key, block))
        left: list[tuple[Key, Block]] = []
        for key, block in old:
            there = waiting[alike(key, block)]
            if there:
                changes.append(_paired(block, there.pop(0)[1]))
            else:
                left.append((key, block))
        old, new = left, [one for ones in waiting.values() for one in ones]
    changes += [Change("dropped", block, block, None) for _, block in old]
    return changes + [Change("added", block, None, block) for _, block in new]


def _paired(old: Block, new: Block) -> Change:
    same = _standing((), old) == _standing((), new)
    return Change("kept" if same else "moved", old, old, new)


def _keyed(agenda: Agenda) -> list[tuple[Key, Block]]:
    return [
        (_identity(day, block), block)
        for day in agenda.days
        for block in day.blocks
        if block.kind in ANCHORS
    ]


def _identity(day: Day, block: Block) -> Key:
    if block.kind != "flight":
        return block.kind, str(block.ref)
    at = day.cities.index(block.city) + 1 if block.city in day.cities else len(day.cities)
    return block.kind, block.city, day.cities[at] if at < len(day.cities) else ""


def _named(key: Key, block: Block) -> Key:
    del block
    return key


def _formed(key: Key, block: Block) -> Key:
    return *key, str(block.form)


def _standing(key: Key, block: Block) -> Key:
    goal = block.to.id if block.to else ""
    return *_formed(key, block), str(block.start), str(block.end), block.place.id, goal


def _how(old: Block, new: Block) -> list[str]:
    """Say what is other about an anchor that stayed in the agenda."""
    parts: list[str] = []
    if old.start.replace(tzinfo=None) != new.start.replace(tzinfo=None):  # on the local clock
        same_day = old.start.date() == new.start.date()
        to = f"{new.start:%H:%M}" if same_day else moment(new.start)
        parts.append(f"from {moment(old.start)} to {to}")
    else:
        parts.append(moment(old.start))
    if old.form != new.form and new.form:
        parts.append(f"in its {new.form} form")
    elif old.minutes != new.minutes and old.kind == "flight":
        parts.append(f"landing {new.end:%H:%M}")
    elif old.minutes != new.minutes:
        parts.append(f"{new.minutes} minutes instead of {old.minutes}")
    if old.place.id != new.place.id or (old.to and new.to and old.to.id != new.to.id):
        parts.append(f"at {new.place.name}" if new.to is None else f"to {new.to.name}")
    return parts


# -------------------------------------------------------------------- what follows


def _coach_days(before: Agenda, after: Agenda) -> tuple[date, ...]:
    def rides(agenda: Agenda) -> set[tuple[date, datetime, str, str]]:
        return {
            (block.start.date(), block.start, block.place.id, block.where_it_ends.id)
            for block in agenda.blocks
            if block.kind == "transfer"
        }

    return tuple(sorted({ride[0] for ride in rides(before) ^ rides(after)}))


def _rooms(changes: list[Change]) -> tuple[tuple[str, tuple[date, ...]], ...]:
    days: dict[str, set[date]] = defaultdict(set)
    for change in changes:
        for block in (change.before, change.after):
            if block is not None and block.kind == "training":
                days[block.place.name].add(block.start.date())
    return tuple((name, tuple(sorted(days[name]))) for name in sorted(days))
