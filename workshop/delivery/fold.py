"""What each event does to the state of a session."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from workshop.delivery import event as happened
from workshop.delivery import question as asking
from workshop.delivery.event import Event
from workshop.delivery.question import Round
from workshop.delivery.reread import rebased
from workshop.delivery.show import fits
from workshop.delivery.state import Note, Spot, State, Task, clocked, opened


def fold(events: Iterable[Event], state: State | None = None) -> State:
    """Return the state after `events`, from `state` on; without it the first one must open.

    Raises ValueError where there is neither a state nor an opening.
    """
    for event in events:
        state = opened(event) if state is None else apply(state, event)
    if state is None:
        raise ValueError("a session without events")
    return state


def apply(state: State, event: Event) -> State:
    """Return the state after `event`; what makes no sense any more changes nothing."""
    before = clocked(state, event)
    step = _STEPS.get(type(event.what))
    return before if step is None else step(before, event.what)


def _reread(state: State, what: happened.Reread) -> State:
    return rebased(state, what.show)


def _stepped(state: State, what: happened.Stepped) -> State:
    to = Spot(what.slide, what.step, what.page)
    if not state.frozen and to.slide != state.at.slide:
        state = _off_the_slide(state)
    if state.frozen:
        return replace(state, at=to, visited=state.visited | {to.slide})
    return replace(
        state,
        at=to,
        room=to,
        cover=None,
        until=None,
        visited=state.visited | {to.slide},
    )


def _off_the_slide(state: State) -> State:
    """Close what was asked and hide what was revealed: the room has moved on."""
    rounds = tuple(
        replace(one, closed=one.closed or state.last, revealed=False) for one in state.rounds
    )
    return replace(state, rounds=rounds)


def _clock(state: State, what: happened.ClockSet) -> State:
    began = state.began or (state.last if what.running else None)
    return replace(state, paused=not what.running, began=began)


def _covered(state: State, what: happened.Covered) -> State:
    return replace(state, cover=what.cover, until=what.until)


def _frozen(state: State, what: happened.Frozen) -> State:
    if not what.on and state.room.slide != state.at.slide:
        state = _off_the_slide(state)
    return replace(state, frozen=what.on, room=state.room if what.on else state.at)


def _sized(state: State, what: happened.Sized) -> State:
    return replace(state, size=(what.width, what.height))


def _enlarged(state: State, what: happened.Enlarged) -> State:
    return replace(state, large=what.on)


# Questions


def _asked(state: State, what: happened.Asked) -> State:
    last = state.round_of(what.question.key)
    number = last.number + 1 if last else 1
    state = _off_the_slide(state)
    new = Round(what.question, number, state.last, event=state.number)
    return replace(state, rounds=(*state.rounds, new))


def _with(state: State, key: str, change: Callable[[Round], Round]) -> State:
    """Change the last round of a question, if there is one."""
    last = state.round_of(key)
    if last is None:
        return state
    at = max(place for place, one in enumerate(state.rounds) if one is last)
    rounds = (*state.rounds[:at], change(last), *state.rounds[at + 1 :])
    return replace(state, rounds=rounds)


def _counted(state: State, what: happened.Counted) -> State:
    return _with(
        state, what.key, lambda one: asking.counted(one, what.option, what.change, what.team)
    )


def _count_set(state: State, what: happened.CountSet) -> State:
    return _with(
        state, what.key, lambda one: asking.count_set(one, what.option, what.count, what.team)
    )


def _ranked(state: State, what: happened.Ranked) -> State:
    return _with(state, what.key, lambda one: asking.ranked(one, what.order))


def _answered(state: State, what: happened.Answered) -> State:
    return _with(
        state,
        what.key,
        lambda one: replace(one, answers=(*one.answers, (what.team, what.words))),
    )


def _closed(state: State, what: happened.Closed) -> State:
    return _with(state, what.key, lambda one: replace(one, closed=one.closed or state.last))


def _revealed(state: State, what: happened.Revealed) -> State:
    rounds = tuple(replace(one, revealed=False) for one in state.rounds)
    return _with(
        replace(state, rounds=rounds),
        what.key,
        lambda one: replace(one, revealed=what.on, closed=one.closed or state.last),
    )


def _teamed(state: State, what: happened.Teamed) -> State:
    return replace(state, teams=what.teams)


# Exercises and what is written down


def _exercised(state: State, what: happened.Exercised) -> State:
    clock = state.elapsed(state.last)
    task = Task(what.slide, what.title, what.phase, what.step, what.seconds, state.last, clock)
    going_on = None if what.phase == "done" else task
    return replace(state, task=going_on, tasks=(*state.tasks, task))


def _drawn(state: State, what: happened.Drawn) -> State:
    drawings = (*state.drawings, (state.last, what))
    return replace(state, drawings=drawings, cover="picture", until=None)


def _jotted(state: State, what: happened.Jotted) -> State:
    note = Note(state.number, state.last, state.at.slide, what)
    return replace(state, notes=(*state.notes, note))


def _struck(state: State, what: happened.Struck) -> State:
    notes = tuple(one for one in state.notes if one.number != what.number)
    rounds = tuple(one for one in state.rounds if one.event != what.number)
    struck = (one for one in state.rounds if one.event == what.number)
    return replace(state, notes=notes, rounds=rounds, struck=(*state.struck, *struck))


# The run of show


def _rearranged(state: State, what: happened.Rearranged) -> State:
    if not fits(state.show, what.order):  # made for the deck as it was before it was read again
        return state
    return replace(
        state,
        order=what.order,
        history=(*state.history, state.order),
        done=(*state.done, (state.last, what.what)),
    )


def _undone(state: State, _: happened.Undone) -> State:
    if not state.history:
        return state
    return replace(state, order=state.history[-1], history=state.history[:-1], done=state.done[:-1])


def _ended(state: State, _: happened.Ended) -> State:
    return replace(_off_the_slide(state), ended=state.last, cover="end", until=None)


_STEPS: Final[Mapping[type, Callable[[State, Any], State]]] = {
    happened.Reread: _reread,
    happened.Stepped: _stepped,
    happened.ClockSet: _clock,
    happened.Covered: _covered,
    happened.Frozen: _frozen,
    happened.Sized: _sized,
    happened.Enlarged: _enlarged,
    happened.Asked: _asked,
    happened.Counted: _counted,
    happened.CountSet: _count_set,
    happened.Ranked: _ranked,
    happened.Answered: _answered,
    happened.Closed: _closed,
    happened.Revealed: _revealed,
    happened.Teamed: _teamed,
    happened.Exercised: _exercised,
    happened.Drawn: _drawn,
    happened.Jotted: _jotted,
    happened.Struck: _struck,
    happened.Rearranged: _rearranged,
    happened.Undone: _undone,
    happened.Ended: _ended,
}
"""`Opened` is not among them: a second opening changes nothing."""
