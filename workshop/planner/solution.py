"""A solution of a master, read back: what its columns with the value 1 stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from workshop.planner.candidates import Key
from workshop.planner.evenings import Evening
from workshop.planner.master import Master
from workshop.planner.patterns import Pattern
from workshop.planner.problem import Problem
from workshop.planner.routes import Hop


@dataclass(frozen=True)
class Chosen:
    """A solution read back: the pattern of each stretch, lectures by (stretch, gap), the rest."""

    patterns: dict[int, Pattern]
    lectures: dict[tuple[int, int], tuple[Key, ...]]
    hops: dict[int, Hop]
    evenings: dict[int, Evening]
    bases: dict[str, str]
    """The training venue of the stay in each city."""


def chosen(problem: Problem, master: Master, values: Sequence[int]) -> Chosen:
    """Read a solution of `master` back."""
    lectures: dict[tuple[int, int], list[Key]] = defaultdict(list)
    for (stretch, gap, key), column in master.lectures.items():
        if values[column]:
            lectures[stretch, gap].append(key)
    order = _teaching_order(problem)
    taken = [
        (group, column) for group in master.groups for column in group.columns if values[column]
    ]
    return Chosen(
        {group.stretch.number: group.patterns[column - group.start] for group, column in taken},
        {spot: tuple(sorted(keys, key=order.__getitem__)) for spot, keys in lectures.items()},
        {hop.day: hop for hop, column in master.hops if values[column]},
        {evening.day: evening for evening, column in master.evenings if values[column]},
        {group.stretch.city: group.base for group, _ in taken},
    )


def _teaching_order(problem: Problem) -> dict[Key, tuple[int, str]]:
    """Rank lessons so that within a gap each comes after what it needs."""
    needs = {module.id: module.needs for module in problem.catalogue.modules}

    def depth(module: str, seen: tuple[str, ...] = ()) -> int:
        later = (depth(n, (*seen, module)) + 1 for n in needs.get(module, ()) if n not in seen)
        return max(later, default=0)

    rank: dict[Key, tuple[int, str]] = {}
    for lesson in problem.lessons:
        level = depth(lesson.module)
        if lesson.module == problem.capstone:
            level = 1000 if lesson.form == "full" else -1
        rank[lesson.key] = (level, lesson.module)
    return rank
