"""What changed in a tour, and who must be told, as a Markdown note to send or to work off."""

from __future__ import annotations

from workshop.export.markdown import bullets, document, heading, text
from workshop.export.wording import DISCLAIMERS
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner.changes import difference, who_to_tell

PARTS = (("moved", "Moves"), ("dropped", "Is off"), ("added", "Comes in"))


def change_note(before: Tour, after: Tour, catalogue: Catalogue) -> str:
    """Return what differs between the agendas of two states of a tour, and who must be told.

    ValueError where one of them has no agenda.
    """
    if before.agenda is None or after.agenda is None:
        raise ValueError("both tours need an agenda")
    found = difference(before.agenda, after.agenda)
    parts = [heading(1, text(f"Changes: {after.brief.title}"))]
    if not (found.moved or found.dropped or found.added):
        parts.append("Nothing that was agreed or planned has changed.")
    for name, title in PARTS:
        changes = getattr(found, name)
        if changes:
            parts += [heading(2, title), bullets([text(one.words()) for one in changes])]
    told = who_to_tell(found, after, catalogue)
    if told:
        parts += [heading(2, "To tell"), bullets([text(one) for one in told])]
    if found.kept:
        parts += [heading(2, "Stays as it was"), bullets([text(one.words()) for one in found.kept])]
    parts += [heading(2, "Please note"), bullets(DISCLAIMERS)]
    return document(parts)
