"""A tour that is being changed: its brief, its agenda, and the lines that its file would need."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from workshop.model.agenda import Block
from workshop.model.base import Hours
from workshop.model.terms import (
    held_slot,
)
from workshop.model.tour import (
    Brief,
    HostWish,
)
from workshop.planner.changes import ANCHORS, day_words
from workshop.planner.paths import place_of, wish_path
from workshop.planner.relock import mapped, relocked

if TYPE_CHECKING:
    from workshop.model.catalogue import Catalogue

from workshop.planner.events import Applied, Edit

W = TypeVar("W")


class Draft:
    """A tour while events are written into it."""

    def __init__(self, done: Applied, catalogue: Catalogue) -> None:
        """Change what `done` holds."""
        self.done = done
        self.catalogue = catalogue

    @property
    def brief(self) -> Brief:
        """The brief as it is by now."""
        return self.done.tour.brief

    def _note_if_held(self, wish: HostWish, why: str) -> None:
        slot = held_slot(wish)
        if slot is not None:
            name = self.catalogue.host[wish.id].name
            at = f"{day_words(slot.date)} {slot.start:%H:%M}"
            self.done.notes.append(f"{name} was {wish.status} for {at}, {why}")

    def _host(self, wish: HostWish, changes: dict[str, object], words: str) -> None:
        hosts = self.brief.hosts
        number = place_of(hosts, wish.id)
        self._set("hosts", put(hosts, number, wish.model_copy(update=changes)))
        self._edit(wish_path("hosts", number), f"- {{id: {wish.id}, {words}}}")

    def _set(self, name: str, value: object) -> None:
        brief = self.brief.model_copy(update={name: value})
        self.done.tour = self.done.tour.model_copy(update={"brief": brief})

    def _edit(self, where: str, line: str) -> None:
        self.done.edits.append(Edit(f"brief.{where}", line))

    def _block(self, block_id: str) -> Block | None:
        return next((b for b in self.done.agenda.blocks if b.id == block_id), None)

    def _anchors(self, day: date) -> list[Block]:
        return [b for b in self.done.agenda.blocks if b.start.date() == day and b.kind in ANCHORS]

    def _take_out(self, gone: list[Block]) -> None:
        self.done.days |= {block.start.date() for block in gone}
        for block in gone:
            self._replace(block.id, None)

    def _replace(self, block_id: str, new: Block | None) -> None:
        self.done.agenda = mapped(self.done.agenda, {block_id: (new,) if new is not None else ()})

    def _relock(self, locked: dict[str, bool]) -> None:
        self.done.agenda = relocked(self.done.agenda, locked)


def hours_line(hours: Iterable[Hours]) -> str:
    """Return opening hours as a line of a tour file has them."""
    return ", ".join(
        f'{{days: [{", ".join(h.days)}], from: "{h.start:%H:%M}", to: "{h.end:%H:%M}"}}'
        for h in hours
    )


def put(wishes: tuple[W, ...], number: int | None, wish: W) -> tuple[W, ...]:
    """Return `wishes` with one of them replaced, or one more."""
    if number is None:
        return (*wishes, wish)
    return (*wishes[:number], wish, *wishes[number + 1 :])
