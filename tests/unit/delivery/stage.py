"""A small run of show to deliver, and the moments of a morning."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

from workshop.delivery.event import Event, Opened, What
from workshop.delivery.fold import fold
from workshop.delivery.question import Question
from workshop.delivery.show import Ahead, Part, Show, SlideTime
from workshop.delivery.state import State

EAST = timezone(timedelta(hours=7))
NINE = datetime(2027, 3, 22, 9, 0, tzinfo=EAST)


def at(minutes: float) -> datetime:
    """Minutes after nine."""
    return NINE + timedelta(minutes=minutes)


def part(title: str, first: int, minutes: Iterable[int], optional: Iterable[int] = ()) -> Part:
    left_out = set(optional)
    return Part(
        title=title,
        slides=tuple(
            SlideTime(
                slide=first + n, title=f"s{first + n}", seconds=60 * m, optional=n in left_out
            )
            for n, m in enumerate(minutes)
        ),
    )


def ahead(ident: str, start: float, end: float, *, fixed: bool = False) -> Ahead:
    kind = "transfer" if fixed else "training"
    return Ahead(id=ident, title=ident, kind=kind, start=at(start), end=at(end), fixed=fixed)


SHOW = Show(
    title="The blue diamond",
    ref="m04",
    minutes=30,
    parts=(
        part("Opening", 0, (2, 3)),
        part("Diamond", 2, (4, 6), optional=(1,)),
        part("Exercise", 4, (10,), optional=(0,)),
        part("Close", 5, (2, 3), optional=(0,)),
    ),
    start=NINE,
    end=at(30),
    ahead=(
        ahead("break", 30, 40),
        ahead("coach", 45, 75, fixed=True),
        ahead("debrief", 75, 90),
    ),
)

SHORTER = SHOW.model_copy(update={"parts": (part("New", 0, (1,)), part("Opening", 1, (2, 3)))})
"""The same after somebody cut the deck down; its slides are called `s0` to `s2` too."""

QUIZ = Question(key="q1", kind="quiz", ask="Which?", options=("a", "b", "c"), right=(1,))


def played(*happened: tuple[float, What], show: Show = SHOW) -> State:
    """Fold what happened at minutes after nine."""
    events = [Event(1, NINE, Opened(show=show))]
    events += [Event(2 + n, at(minute), what) for n, (minute, what) in enumerate(happened)]
    return fold(events)
