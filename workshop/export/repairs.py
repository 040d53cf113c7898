"""Repairs of a tour as plain text and as the data of `repair --json`."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.export.data import change_data, plan_data
from workshop.planner.changes import Change
from workshop.planner.repair import Repair

_PARTS = (("moved", "Moves"), ("dropped", "Goes"), ("added", "Comes in"))


def repairs_text(title: str, before: int, repairs: Sequence[Repair]) -> str:
    """Return `repairs` as text a person reads; `before` is the score of the agenda as it was."""
    many = "1 way" if len(repairs) == 1 else f"{len(repairs)} ways"
    lines = [f"{title}: {many} to mend it; {before} points as it was"]
    for number, one in enumerate(repairs, start=1):
        stays = "nothing stays" if not one.kept else f"{one.kept} of {_all(one)} stay"
        lines += ["", f"{number}. {one.label.capitalize()}: {one.score} points, {stays}"]
        lines.append(f"   {_line(one.note)}")
        for name, head in _PARTS:
            changes = getattr(one, name)
            if changes:
                lines.append(f"   {head}:")
                lines += [f"   - {_line(change.words())}" for change in changes]
        if one.tell:
            lines.append("   To tell:")
            lines += [f"   - {_line(who)}" for who in one.tell]
    return "\n".join(lines) + "\n"


def repairs_data(name: str, repairs: Sequence[Repair]) -> dict[str, object]:
    """Return `repairs` of the tour `name` in the shape of `repair --json`."""
    return {
        "tour": name,
        "repairs": [
            {
                "label": one.label,
                "also": list(one.also),
                "kept": one.kept,
                "moved": [_change(change) for change in one.moved],
                "added": [_change(change) for change in one.added],
                "dropped": [_change(change) for change in one.dropped],
                "tell": list(one.tell),
                "score": one.score,
                "note": one.note,
                "weight": one.weight,
                "proven": one.proven,
                "plan": plan_data(name, one.plan),
            }
            for one in repairs
        ],
    }


def _change(one: Change) -> dict[str, object]:
    return change_data(one) | {"words": one.words()}


def _all(one: Repair) -> int:
    return one.kept + len(one.moved) + len(one.dropped)


def _line(words: str) -> str:
    return " ".join(words.split())
