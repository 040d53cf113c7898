"""What is done to a tour in hand, and by whom."""

from __future__ import annotations

from collections.abc import Callable

from workshop.editing.edits import Edited, Editor
from workshop.editing.history import Entry
from workshop.model.agenda import Block
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.store.claim import Owner
from workshop.store.draft import Draft

NAME = "asia-tech-tour-2027"
ME, OTHER = Owner(1, "2027-01-04T09:30:00"), Owner(2, "2027-01-04T10:00:00")
Open = Callable[..., Draft]


def anchors(tour: Tour, kind: str = "visit") -> list[Block]:
    assert tour.agenda is not None
    return [one for one in tour.agenda.blocks if one.kind == kind]


def is_saved(draft: Draft) -> bool:
    return not draft.unsaved


def owner(draft: Draft) -> Owner | None:
    return draft.owner


def did(draft: Draft, catalogue: Catalogue, edit: Callable[[Editor], Edited]) -> None:
    done = edit(Editor(draft.tour, catalogue))
    draft.do(Entry(done.label, done.tour, done.block))


def shift(draft: Draft, catalogue: Catalogue, number: int = 0, minutes: int = 15) -> None:
    block = anchors(draft.tour)[number].id
    did(draft, catalogue, lambda editor: editor.shift(block, minutes))
