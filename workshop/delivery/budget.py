"""What past runs say about how long the slides of a lecture take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import Final

from workshop.delivery.show import Order, Show, SlideTime
from workshop.delivery.state import State

STEP: Final = 15
"""Proposals are rounded to so many seconds."""
GLANCE: Final = 5.0
"""A slide that was shown for less was only passed on the way to another one."""

Times = Mapping[str, float]
"""Seconds by slide; a slide is known by its title, for decks change from run to run."""


def keys(slides: Iterable[SlideTime]) -> dict[int, str]:
    """Return a name for each slide: its title, with a number where titles repeat."""
    seen: Counter[str] = Counter()
    names: dict[int, str] = {}
    for one in sorted(slides, key=lambda each: each.slide):
        seen[one.title] += 1
        names[one.slide] = one.title if seen[one.title] == 1 else f"{one.title} #{seen[one.title]}"
    return names


def times_of(state: State) -> Times:
    """Return what the slides of a session that was run have taken."""
    names = keys(one for part in state.show.parts for one in part.slides)
    return {
        names[slide]: seconds
        for slide, seconds in state.spent.items()
        if slide in names and seconds >= GLANCE
    }


def proposed(show: Show, past: Sequence[Times]) -> dict[int, int]:
    """Return the seconds of each slide that past runs speak for: the median of its times."""
    names = keys(one for part in show.parts for one in part.slides)
    found: dict[int, int] = {}
    for slide, name in names.items():
        taken = [times[name] for times in past if name in times]
        if taken:
            found[slide] = max(STEP, round(median(taken) / STEP) * STEP)
    return found


def with_budgets(order: Order, budgets: Mapping[int, int]) -> Order:
    """Return `order` with the seconds of these slides as proposed."""
    merged = {**dict(order.budgets), **budgets}
    return order.model_copy(update={"budgets": tuple(sorted(merged.items()))})
