"""From a deck and a block of an agenda to the run of show of a session."""

from __future__ import annotations

import time
from itertools import groupby
from typing import TYPE_CHECKING

from workshop.delivery.show import Activity, Ahead, Part, Show, SlideTime
from workshop.tui.room.asked import questions_of

if TYPE_CHECKING:
    from datetime import datetime

    from workshop.decks.deck import Deck, Slide
    from workshop.model.agenda import Agenda, Block

BREATH = 0.0005
"""Seconds between two slides, so that keys are answered meanwhile."""
FIXED = ("visit", "flight", "transfer", "leisure")
"""Kinds of blocks that wait for nobody."""
DISCLAIMERS = (
    "Not investment advice. Investing carries risk; do your own research.",
    "Facts and figures may be wrong, views out of date; opinions are marked as opinions.",
    "No company named as a possible host has agreed to anything unless it is confirmed.",
)
"""What the welcome and the end screen say, as the first and the last slide do."""


def show_of(
    deck: Deck,
    *,
    minutes: int = 0,
    form: str = "full",
    ref: str = "",
    block: Block | None = None,
    agenda: Agenda | None = None,
    outline: bool = False,
) -> Show:
    """Return the run of show of a deck, given as `block` of `agenda`; reads every slide.

    Slides of which nobody says how long they take share what is left of the time there is. Of an
    `outline` the slides are only counted: something to begin with while a long deck is read.
    """
    module = deck.module
    total = minutes * 60 or deck.planned or 0
    slides = _counted(deck) if outline else _timed(deck, total, form)
    title = block.title if block is not None else deck.title or slides[0][0].title
    return Show(
        title=title or "Session",
        ref=ref or (module.id if module else ""),
        form=form,
        minutes=minutes or (round(deck.planned / 60) if deck.planned else 0),
        parts=tuple(_parts(slides)),
        start=block.start if block is not None else None,
        end=block.end if block is not None else None,
        ahead=ahead_of(block, agenda),
        disclaimers=DISCLAIMERS,
    )


def _counted(deck: Deck) -> list[tuple[SlideTime, Activity]]:
    count = range(len(deck.slides))
    return [(SlideTime(slide=one, title=f"Slide {one + 1}"), "talk") for one in count]


def _timed(deck: Deck, total: int, form: str) -> list[tuple[SlideTime, Activity]]:
    read: list[Slide] = []
    for slide in deck.slides:
        read.append(slide)
        time.sleep(BREATH)
    given = [one for one in read if not (form == "short" and one.optional)]
    unknown = sum(one.seconds is None for one in given)
    left = max(0, total - sum(one.seconds or 0 for one in given))
    share = left // unknown if unknown else 0
    return [
        (
            SlideTime(
                slide=number,
                title=one.title or f"Slide {number + 1}",
                seconds=share if one.seconds is None else one.seconds,
                optional=one.optional,
            ),
            _activity(one),
        )
        for number, one in enumerate(read)
    ]


def _activity(slide: Slide) -> Activity:
    if slide.exercise is not None:
        return "exercise"
    if questions_of(slide):
        return "questions"
    return "discussion" if slide.discussion else "talk"


def _parts(slides: list[tuple[SlideTime, Activity]]) -> list[Part]:
    """Put neighbours of one activity into a part; each exercise is one of its own."""
    parts: list[Part] = []

    def kind(one: tuple[SlideTime, Activity]) -> tuple[Activity, int]:
        return one[1], one[0].slide if one[1] == "exercise" else -1

    for (activity, _), found in groupby(slides, kind):
        inside = tuple(one for one, _ in found)
        title = inside[0].title
        if activity == "questions" and len(inside) > 1:
            title = f"{len(inside)} questions"
        parts.append(Part(title=title, activity=activity, slides=inside))
    return parts


def ahead_of(block: Block | None, agenda: Agenda | None) -> tuple[Ahead, ...]:
    """Return what follows `block` on its day."""
    if block is None or agenda is None:
        return ()
    day = next((day for day in agenda.days if block in day.blocks), None)
    later = [one for one in day.blocks if one.start >= block.end] if day is not None else []
    return tuple(
        Ahead(
            id=one.id,
            title=one.title,
            kind=one.kind,
            start=one.start,
            end=one.end,
            fixed=one.kind in FIXED,
        )
        for one in later
    )


def due(block: Block, now: datetime) -> bool:
    """Tell whether a block is on or still to come."""
    return block.end > now
