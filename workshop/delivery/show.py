"""The run of show: what a session is to give, part by part and slide by slide, and in what order.

A session has *parts* (a stretch of talk, an exercise, a run of questions), a part has slides, and
each slide has its planned seconds. The `Show` is what was planned and never changes; the `Order`
is what the facilitator made of it so far. A change is a function from one order to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import AwareDatetime, Field

from workshop.model.base import Value

Activity = Literal["talk", "exercise", "questions", "discussion"]
"""What a part is spent on."""


class SlideTime(Value):
    """A slide of the deck, counted from 0, and the seconds planned for it (0: nobody said)."""

    slide: int = Field(ge=0)
    title: str
    seconds: int = Field(default=0, ge=0)
    optional: bool = False


class Part(Value):
    """Slides that belong together in the run of show."""

    title: str
    activity: Activity = "talk"
    slides: tuple[SlideTime, ...] = Field(min_length=1)


class Ahead(Value):
    """A block of the same day's agenda that comes after this session."""

    id: str
    title: str
    kind: str
    start: AwareDatetime
    end: AwareDatetime
    fixed: bool = False
    """Whether it waits for nobody: a coach, a flight, a host."""


class Show(Value):
    """What is planned for one session."""

    title: str
    ref: str = ""
    """The module or host it is about; empty for a deck of somebody's own."""
    form: str = "full"
    minutes: int = Field(default=0, ge=0)
    """What the tour gives it, 0 where nobody said."""
    parts: tuple[Part, ...] = Field(min_length=1)
    start: AwareDatetime | None = None
    end: AwareDatetime | None = None
    ahead: tuple[Ahead, ...] = ()
    disclaimers: tuple[str, ...] = ()
    """Lines of the welcome and the end screen."""


class Order(Value):
    """The run of show as it stands: parts by their place in `Show.parts`."""

    parts: tuple[int, ...]
    parked: tuple[int, ...] = ()
    """Parts put off: not given unless somebody goes there."""
    skipped: tuple[int, ...] = ()
    """Slides left out."""
    extra: tuple[tuple[int, int], ...] = ()
    """Seconds added to parts, by part."""
    budgets: tuple[tuple[int, int], ...] = ()
    """Seconds of slides that take the place of the planned ones, by slide."""


def first_order(show: Show) -> Order:
    """Return the order a session starts with: as planned, without options in the short form."""
    skipped = _optional(show, range(len(show.parts))) if show.form == "short" else ()
    return Order(parts=tuple(range(len(show.parts))), skipped=skipped)


def fits(show: Show, order: Order) -> bool:
    """Tell whether an order is one of this show's parts."""
    named = {*order.parts, *order.parked, *(part for part, _ in order.extra)}
    slides = {one.slide for part in show.parts for one in part.slides}
    return named <= set(range(len(show.parts))) and {at for at, _ in order.budgets} <= slides


def _optional(show: Show, parts: Iterator[int] | range | tuple[int, ...]) -> tuple[int, ...]:
    return tuple(one.slide for part in parts for one in show.parts[part].slides if one.optional)


def running(show: Show, order: Order) -> tuple[SlideTime, ...]:
    """Return the slides that will be given, in order; of a part left out entirely, none."""
    skipped = set(order.skipped)
    return tuple(
        one for part in order.parts for one in show.parts[part].slides if one.slide not in skipped
    )


def seconds_of_slides(show: Show, order: Order) -> Mapping[int, float]:
    """Return the seconds each slide may take; what a part was given more goes to its last slide."""
    budgets = dict(order.budgets)
    seconds = {
        one.slide: float(budgets.get(one.slide, one.seconds))
        for part in show.parts
        for one in part.slides
    }
    skipped = set(order.skipped)
    for part, more in order.extra:
        slides = [one.slide for one in show.parts[part].slides if one.slide not in skipped]
        last = slides[-1] if slides else show.parts[part].slides[-1].slide
        seconds[last] += more
    return seconds


def part_of(show: Show, slide: int) -> int:
    """Return the part a slide belongs to; the last one for a slide the plan does not know."""
    for number, part in enumerate(show.parts):
        if any(one.slide == slide for one in part.slides):
            return number
    return len(show.parts) - 1


def after(show: Show, order: Order, slide: int) -> int | None:
    """Return the slide that follows in the order, None at its end.

    From a slide that is not in the order the next one of the deck is taken that is.
    """
    return _neighbour(show, order, slide, 1)


def before(show: Show, order: Order, slide: int) -> int | None:
    """Return the slide that comes before in the order, None at its start."""
    return _neighbour(show, order, slide, -1)


def _neighbour(show: Show, order: Order, slide: int, way: int) -> int | None:
    slides = [one.slide for one in running(show, order)]
    if slide in slides:
        at = slides.index(slide) + way
        return slides[at] if 0 <= at < len(slides) else None
    beyond = [one for one in slides if (one - slide) * way > 0]
    return min(beyond, key=lambda one: abs(one - slide)) if beyond else None


# Changes: each returns the new order, or the same one where there is nothing to change.


def extend(show: Show, order: Order, slide: int, seconds: int) -> Order:
    """Give the part of `slide` more time (or less, down to nothing)."""
    part = part_of(show, slide)
    extra = dict(order.extra)
    extra[part] = extra.get(part, 0) + seconds
    return order.model_copy(update={"extra": tuple(sorted(extra.items()))})


def skip(show: Show, order: Order, slide: int) -> Order:
    """Leave out the next optional slides: those ahead of `slide` in the nearest part with any."""
    ahead = _ahead(show, order, slide)
    for part in order.parts:
        inside = {one.slide for one in show.parts[part].slides if one.optional}
        found = [one for one in ahead if one in inside]
        if found:
            return _without(order, found)
    return order


def shorten(show: Show, order: Order, slide: int) -> Order:
    """Go on in the short form: leave out everything optional ahead of `slide`."""
    ahead = set(_ahead(show, order, slide))
    return _without(order, [one for one in _optional(show, order.parts) if one in ahead])


def swap(show: Show, order: Order, slide: int) -> Order:
    """Exchange the next two parts after the one `slide` is in."""
    at = _place(show, order, slide) + 1
    if at + 1 >= len(order.parts):
        return order
    parts = list(order.parts)
    parts[at], parts[at + 1] = parts[at + 1], parts[at]
    return order.model_copy(update={"parts": tuple(parts)})


def park(show: Show, order: Order, slide: int) -> Order:
    """Put off the next part after the one `slide` is in."""
    at = _place(show, order, slide) + 1
    if at >= len(order.parts) - 1:  # the last part holds the closing slide and its disclaimers
        return order
    part = order.parts[at]
    parts = order.parts[:at] + order.parts[at + 1 :]
    return order.model_copy(update={"parts": parts, "parked": (*order.parked, part)})


def _place(show: Show, order: Order, slide: int) -> int:
    part = part_of(show, slide)
    return order.parts.index(part) if part in order.parts else -1


def _ahead(show: Show, order: Order, slide: int) -> list[int]:
    slides = [one.slide for one in running(show, order)]
    if slide in slides:
        return slides[slides.index(slide) + 1 :]
    return [one for one in slides if one > slide]


def _without(order: Order, slides: list[int]) -> Order:
    if not slides:
        return order
    return order.model_copy(update={"skipped": tuple(sorted({*order.skipped, *slides}))})
