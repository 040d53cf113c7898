"""What an edit won or lost, in a line that stands for a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.tui import text, words

if TYPE_CHECKING:
    from workshop.tui.board.inspector import Lines
    from workshop.tui.workbench import Changed

LONGEST = 34
"""Cells of what was done in a note; the points after it are never cut."""
TAIL = 17
"""Of these, cells for how it ends: where a block went is said last."""


FOLLOWS = "It follows what is done there. Close it there and it can be edited here."


def read_only(owner: str) -> str:
    """Say that the tour can only be read here."""
    return f"Read only: another window has this tour ({owner})."


def read_only_lines(owner: str) -> Lines:
    """Say so, and under it what to do."""
    return ((read_only(owner), "bold $warning"),), ((FOLLOWS, "$text-muted"),)


def changed_words(changed: Changed) -> str:
    """Return `Grab to Thu 25 Mar 10:15: −12 points, 51 : 49 → 55 : 45, 2 more moved`.

    Where there is no plan there are no points to tell of.
    """
    if changed.tour.agenda is None:
        return text.cut(changed.label, LONGEST)
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
    return f"{_middle_cut(text.line(changed.label))}: {', '.join(parts)}"


def _middle_cut(label: str) -> str:
    """Return a label in the cells there are, without its middle if it is longer."""
    if text.width(label) <= LONGEST:
        return label
    tail = label
    while tail and (text.width(tail) > TAIL or not text.width(tail[0])):  # a mark needs its letter
        tail = tail[1:]
    return text.cut(label, LONGEST - TAIL) + tail
