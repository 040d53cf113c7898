"""Ahead or behind: what the clock says against what was planned, and what that does to the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from workshop.delivery.show import Ahead, first_order, part_of, running, seconds_of_slides
from workshop.delivery.state import State

TOLERANCE: Final = 60.0
"""Seconds ahead or behind that nobody needs to hear of."""
HASTE: Final = 0.2
"""Share of the planned time by which one is not ahead but too fast."""

Verdict = Literal["no plan", "on time", "behind", "ahead", "too fast"]


@dataclass(frozen=True)
class Pace:
    """Seconds, all of them; `drift` is above 0 behind the plan and below 0 ahead of it."""

    elapsed: float
    planned: float
    """Of all that will be given, as the run of show stands."""
    left: float
    """What the plan gives what is still to come, the rest of this slide included."""
    drift: float
    verdict: Verdict
    ends: datetime
    """When the session is over if all goes as planned from here."""


def pace(state: State, now: datetime) -> Pace:
    """Compare the session with its plan.

    What has been given counts with its planned time, the slide in hand with what it has used of
    it: one is behind only once a slide takes longer than planned.
    """
    due, left, planned = _sums(state, now)
    elapsed = state.elapsed(now)
    drift = elapsed - due if planned else 0.0
    return Pace(
        elapsed, planned, left, drift, _verdict(drift, due, planned), now + timedelta(seconds=left)
    )


def _sums(state: State, now: datetime) -> tuple[float, float, float]:
    """Return the seconds that should be used by now, that are left, and that are planned."""
    seconds = seconds_of_slides(state.show, state.order)
    slides = [one.slide for one in running(state.show, state.order)]
    here = state.at.slide
    whole = sum(seconds[slide] for slide in slides)
    if here in slides:
        at = slides.index(here)
        gone = sum(seconds[slide] for slide in slides[:at])
        used = min(state.seconds_on(here, now), seconds[here])
        return gone + used, whole - gone - used, whole
    gone = sum(seconds[slide] for slide in slides if slide < here)
    return gone, whole - gone, whole


def _verdict(drift: float, due: float, planned: float) -> Verdict:
    if not planned:
        return "no plan"
    if abs(drift) <= TOLERANCE:
        return "on time"
    if drift > 0:
        return "behind"
    return "too fast" if -drift > HASTE * due and -drift > 2 * TOLERANCE else "ahead"


@dataclass(frozen=True)
class Retimed:
    """A block of the day as it will be now; `spare` seconds are left before a fixed one.

    A fixed block right after another one has none: nothing that moves lies between them.
    """

    block: Ahead
    start: datetime
    end: datetime
    spare: float | None = None
    """Below 0: it will be missed by so much."""

    @property
    def late(self) -> float:
        """Seconds it starts after its planned time."""
        return (self.start - self.block.start).total_seconds()


def day(state: State, now: datetime) -> tuple[Retimed, ...]:
    """Return what follows on the day, moved by what this session takes.

    A block keeps its length and starts when it was planned or when what is before it is over. A
    fixed one keeps its time, whatever happens, and says how much time is left before it. Where the
    session is run on another day, nothing moves and nothing has to be caught.
    """
    if not _on_its_day(state, now):
        return tuple(Retimed(block, block.start, block.end) for block in state.show.ahead)
    free = state.ended or pace(state, now).ends
    rows: list[Retimed] = []
    moves = True
    for block in state.show.ahead:
        if block.fixed:
            spare = (block.start - free).total_seconds() if moves else None
            rows.append(Retimed(block, block.start, block.end, spare))
            free = max(free, block.end)
            moves = False
        else:
            moves = True
            start = max(free, block.start)
            rows.append(Retimed(block, start, start + (block.end - block.start)))
            free = rows[-1].end
    return tuple(rows)


def _on_its_day(state: State, now: datetime) -> bool:
    first = next((block.start for block in state.show.ahead), now)
    return now.astimezone(first.tzinfo).date() == first.date()


def fixed_points(state: State, now: datetime) -> tuple[Retimed, ...]:
    """Return the fixed blocks ahead, each with the time to spare before it."""
    return tuple(one for one in day(state, now) if one.spare is not None)


def broken(state: State, now: datetime) -> Retimed | None:
    """Return the first fixed block that will be missed, if any."""
    return next((one for one in fixed_points(state, now) if (one.spare or 0.0) < 0), None)


@dataclass(frozen=True)
class PartTime:
    """A part of the session: seconds planned at first, as the run of show stands, and spent.

    What the short form leaves out was not planned where that form was to be given.
    """

    part: int
    title: str
    planned: float
    budget: float
    spent: float
    standing: Literal["done", "now", "next", "parked", "left out"]


def parts(state: State, now: datetime) -> tuple[PartTime, ...]:
    """Return the parts in the order they are given, parked ones last."""
    seconds = seconds_of_slides(state.show, state.order)
    given = {one.slide for one in running(state.show, state.order)}
    unplanned = frozenset(first_order(state.show).skipped)
    here = part_of(state.show, state.at.slide)
    order = state.order.parts
    at = order.index(here) if here in order else -1
    rows: list[PartTime] = []
    for place, number in enumerate((*order, *state.order.parked)):
        part = state.show.parts[number]
        slides = [one.slide for one in part.slides]
        spent = sum(state.seconds_on(slide, now) for slide in slides)
        standing: Literal["done", "now", "next", "parked", "left out"]
        if number == here:
            standing = "done" if state.ended else "now"
        elif number in state.order.parked:
            standing = "parked"
        elif not given & set(slides) and not spent:
            standing = "left out"
        else:
            standing = "done" if place < at else "next"
        planned = float(sum(one.seconds for one in part.slides if one.slide not in unplanned))
        budget = sum(seconds[slide] for slide in slides if slide in given)
        rows.append(PartTime(number, part.title, planned, budget, spent, standing))
    return tuple(rows)
