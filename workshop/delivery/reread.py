"""A deck that was changed while it is given: the session goes on with the new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workshop.delivery.budget import keys
from workshop.delivery.question import Question
from workshop.delivery.show import Order, Show, first_order
from workshop.delivery.state import Spot, State


def rebased(state: State, show: Show) -> State:
    """Return `state` on another show: slides that kept their title keep what belongs to them.

    Parts are in the new order again, with what was left out still left out and what was given
    more time still given it; there is nothing to undo. Where the slides are the same, and only what
    follows on the day is other, all else stays.
    """
    if show.parts == state.show.parts:
        return replace(state, show=show)
    moved = _moved(state.show, show)
    spent: dict[int, float] = {}
    for slide, seconds in state.spent.items():
        spent[moved[slide]] = spent.get(moved[slide], 0.0) + seconds
    return replace(
        state,
        show=show,
        order=_order(state, show, moved),
        history=(),
        at=_spot(state.at, moved),
        room=_spot(state.room, moved),
        spent=spent,
        visited=frozenset(moved[slide] for slide in state.visited),
        rounds=tuple(replace(one, question=_question(one.question, moved)) for one in state.rounds),
        task=replace(state.task, slide=moved[state.task.slide]) if state.task else None,
        tasks=tuple(replace(one, slide=moved[one.slide]) for one in state.tasks),
    )


class _Moved(dict[int, int]):
    """New places of slides by old ones; a slide that is gone stays where it was, if it can."""

    def __init__(self, known: Mapping[int, int], last: int) -> None:
        super().__init__(known)
        self._last = last

    def __missing__(self, slide: int) -> int:
        return min(slide, self._last)


def _moved(old: Show, new: Show) -> _Moved:
    slides = [one for part in new.parts for one in part.slides]
    named = {name: slide for slide, name in keys(slides).items()}
    before = keys(one for part in old.parts for one in part.slides)
    known = {slide: named[name] for slide, name in before.items() if name in named}
    return _Moved(known, max(one.slide for one in slides))


def _spot(spot: Spot, moved: _Moved) -> Spot:
    return replace(spot, slide=moved[spot.slide])


def _question(question: Question, moved: _Moved) -> Question:
    to = moved[question.slide]
    key = question.key.replace(f"slide-{question.slide}-", f"slide-{to}-", 1)
    return question.model_copy(update={"slide": to, "key": key})


def _order(state: State, show: Show, moved: _Moved) -> Order:
    order = first_order(show)
    if state.order == first_order(state.show):
        return order
    places = {part.title: number for number, part in enumerate(show.parts)}
    extra = [
        (places[state.show.parts[part].title], more)
        for part, more in state.order.extra
        if state.show.parts[part].title in places
    ]
    known = {one.slide for part in show.parts for one in part.slides if one.optional}
    skipped = {moved[slide] for slide in state.order.skipped} & known
    budgets = sorted((moved[slide], seconds) for slide, seconds in state.order.budgets)
    return order.model_copy(
        update={
            "skipped": tuple(sorted(skipped)),
            "extra": tuple(sorted(extra)),
            "budgets": tuple(budgets),
        }
    )
