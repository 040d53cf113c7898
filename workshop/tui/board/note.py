"""What an edit won or lost, in a line that stands for a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.tui import text, words

if TYPE_CHECKING:
    from workshop.tui.board.inspector import Lines
    from workshop.tui.workbench import Changed

LEAST = 12
"""Cells of what was done that a note keeps however little room there is."""


FOLLOWS = "It follows what is done there. Close it there and it can be edited here."


def read_only(owner: str) -> str:
    """Say that the tour can only be read here."""
    return f"Read only: another window has this tour ({owner})."


def read_only_lines(owner: str) -> Lines:
    """Say so, and under it what to do."""
    return ((read_only(owner), "bold $warning"),), ((FOLLOWS, "$text-muted"),)


def changed_words(changed: Changed, room: int) -> str:
    """Return `Grab to Thu 25 Mar 10:15: −12 points, 51 : 49 → 55 : 45, 2 more moved`.

    In `room` cells what was done loses its middle; the points after it are never cut. Where there
    is no plan there are no points to tell of.
    """
    if changed.tour.agenda is None:
        return text.cut(changed.label, room)
    parts = [f"{'+' if changed.points > 0 else '−'}{words.counted(abs(changed.points), 'point')}"]
    if changed.points == 0:
        parts = ["±0 points"]
    before = words.ratio(changed.before.training, changed.before.visit)
    after = words.ratio(changed.after.training, changed.after.visit)
    if changed.before.training_share is None and before != after:
        parts.append(after)
    elif before != after:
        parts.append(f"{before} → {after}")
    if changed.pushed:
        parts.append(f"{len(changed.pushed)} more moved")
    won = f": {', '.join(parts)}"
    return _middle_cut(text.line(changed.label), max(LEAST, room - text.width(won))) + won


def _middle_cut(label: str, room: int) -> str:
    """Return a label in `room` cells; a longer one is shown by how it begins and how it ends."""
    if text.width(label) <= room:
        return label
    tail = label[-4 * room :]  # letters with their marks; all of a giant would take seconds
    while tail and (text.width(tail) > room // 2 or not text.width(tail[0])):  # no mark alone
        tail = tail[1:]
    return text.cut(label, room - text.width(tail)) + tail
