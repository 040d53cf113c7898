"""What is left of a session when its events are folded."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile import EVERYTHING
from tests.unit.delivery.stage import NINE, QUIZ, SHOW, at, part, played
from tests.unit.delivery.strategies import histories, whats
from workshop.delivery.event import (
    Answered,
    Asked,
    ClockSet,
    Closed,
    Counted,
    CountSet,
    Covered,
    Ended,
    Event,
    Exercised,
    Frozen,
    Jotted,
    Opened,
    Ranked,
    Rearranged,
    Reread,
    Revealed,
    Stepped,
    Struck,
    Teamed,
    Undone,
    What,
    from_json,
    to_json,
)  # fmt: skip
from workshop.delivery.fold import fold
from workshop.delivery.question import scores
from workshop.delivery.show import Part, extend, first_order, shorten
from workshop.delivery.state import Spot

RUN = ClockSet(running=True)


@given(whats)
def test_an_event_is_read_back_as_it_was_written(what: What) -> None:
    written = to_json(what)
    assert "\n" not in written
    assert from_json(written) == what


@pytest.mark.parametrize("words", EVERYTHING)
def test_any_words_survive_being_written(words: str) -> None:
    said = Jotted(sort="commitment", words=words, owner=words)
    assert from_json(to_json(said)) == said


@given(histories(), st.integers(1, 20))
def test_a_session_goes_on_where_it_was_left(events: tuple[Event, ...], cut: int) -> None:
    assert fold(events[cut:], fold(events[:cut])) == fold(events)


@given(histories())
def test_the_clock_counts_what_ran_and_never_goes_back(events: tuple[Event, ...]) -> None:
    counted, state = 0.0, fold(events[:1])
    for event in events[1:]:
        moment = max(event.at, state.last)
        if state.running:
            counted += (moment - state.last).total_seconds()
        elapsed = state.elapsed(moment)
        state = fold((event,), state)
        assert state.elapsed(state.last) == pytest.approx(counted)
        assert elapsed == pytest.approx(counted)
    later = state.last + timedelta(hours=1)
    assert state.elapsed(later) == pytest.approx(counted + 3600 * state.running)


@given(histories())
def test_at_most_one_question_is_open_and_one_outcome_shown(events: tuple[Event, ...]) -> None:
    state = fold(events)
    assert sum(one.open for one in state.rounds) <= 1
    assert sum(one.revealed for one in state.rounds) <= 1
    assert all(count >= 0 for one in state.rounds for count in one.totals)


def test_what_does_not_open_is_no_session() -> None:
    with pytest.raises(ValueError, match="opening"):
        fold([Event(1, NINE, Stepped(slide=1))])
    with pytest.raises(ValueError, match="without events"):
        fold([])


def test_paused_clock_stays_paused_and_breaks_do_not_count() -> None:
    state = played((0, RUN), (5, ClockSet(running=False)), (20, Stepped(slide=2)))
    assert state.elapsed(at(60)) == 300
    state = played((0, RUN), (5, Covered(cover="break", until=at(15))), (15, Covered()))
    assert state.elapsed(at(16)) == 360
    assert state.seconds_on(0, at(16)) == 360


def test_going_back_keeps_the_time_of_a_slide() -> None:
    state = played((0, RUN), (1, Stepped(slide=1)), (3, Stepped(slide=0)))
    assert state.seconds_on(0, at(5)) == 180
    assert state.seconds_on(1, at(5)) == 120


def test_frozen_room_stays_while_the_console_goes_on() -> None:
    state = played((0, Stepped(slide=1)), (1, Frozen(on=True)), (2, Stepped(slide=4, step=1)))
    assert state.room == Spot(1)
    assert state.at == Spot(4, 1)
    thawed = fold([Event(9, at(3), Frozen(on=False))], state)
    assert thawed.room == Spot(4, 1)


def test_a_step_brings_the_slide_back_from_any_cover() -> None:
    assert played((0, Covered(cover="blank")), (1, Stepped(slide=1))).cover is None
    assert played((0, RUN), (9, Ended())).cover == "end"


# Questions


def test_counting_correcting_and_running_again() -> None:
    first = (
        (1.0, Asked(question=QUIZ)),
        (1.1, Counted(key="q1", option=1)),
        (1.2, Counted(key="q1", option=1)),
        (1.3, Counted(key="q1", option=0)),
        (1.4, Counted(key="q1", option=0, change=-1)),
        (1.5, Counted(key="q1", option=0, change=-1)),
        (1.6, Counted(key="q1", option=9)),
        (1.7, CountSet(key="q1", option=2, count=11)),
    )
    state = played(*first)
    assert state.question is not None
    assert state.question.totals == (0, 2, 11)
    assert state.question.corrected
    assert not state.question.revealed
    state = played(*first, (2, Revealed(key="q1")))
    assert state.question is None
    assert state.shown is not None
    assert state.shown.people == 13
    again = played(*first, (2, Revealed(key="q1")), (3, Asked(question=QUIZ)))
    assert [one.number for one in again.rounds] == [1, 2]
    assert again.shown is None
    assert again.question is not None
    assert again.question.totals == (0, 0, 0)


def test_going_on_to_another_slide_closes_the_question() -> None:
    state = played((1, Asked(question=QUIZ)), (2, Stepped(slide=0, step=1)))
    assert state.question is not None
    state = played((1, Asked(question=QUIZ)), (2, Stepped(slide=1)))
    assert state.question is None
    assert state.rounds[0].closed == at(2)
    browsing = played((1, Asked(question=QUIZ)), (2, Frozen(on=True)), (3, Stepped(slide=1)))
    assert browsing.question is not None


def test_ranking_counts_places_and_refuses_half_an_order() -> None:
    rank = QUIZ.model_copy(update={"kind": "rank", "right": ()})
    state = played(
        (0, Asked(question=rank)),
        (1, Ranked(key="q1", order=(2, 0, 1))),
        (2, Ranked(key="q1", order=(2, 1, 0))),
        (3, Ranked(key="q1", order=(2, 2, 0))),
        (3, Ranked(key="q1", order=(2,))),
    )
    assert state.rounds[0].totals == (1, 1, 4)
    assert state.rounds[0].people == 2


def test_teams_score_with_just_the_right_options() -> None:
    both = QUIZ.model_copy(update={"right": (0, 2)})
    happened: tuple[tuple[float, What], ...] = (
        (0, Teamed(teams=("Red", "Blue"))),
        (1, Asked(question=both)),
        (2, Counted(key="q1", option=0, team="Red")),
        (2, Counted(key="q1", option=2, team="Red")),
        (2, Counted(key="q1", option=0, team="Blue")),
    )
    state = played(*happened)
    assert scores(state.rounds, state.teams) == {"Red": 0, "Blue": 0}
    state = played(*happened, (3, Closed(key="q1")))
    assert scores(state.rounds, state.teams) == {"Red": 1, "Blue": 0}


def test_answers_in_words_are_kept() -> None:
    words = QUIZ.model_copy(update={"kind": "words", "options": ()})
    state = played((0, Asked(question=words)), (1, Answered(key="q1", words="trust")))
    assert state.rounds[0].answers == (("", "trust"),)
    assert state.rounds[0].people == 1


# What is written down, exercises, run of show


def test_jottings_can_be_struck() -> None:
    state = played(
        (0, Stepped(slide=3)),
        (1, Jotted(sort="decision", words="build on one")),
        (2, Jotted(sort="commitment", words="draft", owner="Ana")),
        (3, Struck(number=3)),
    )
    assert [(one.what.words, one.slide) for one in state.notes] == [("draft", 3)]


def test_a_question_asked_by_mistake_is_struck_and_can_be_asked_anew() -> None:
    quiz = Asked(question=QUIZ)
    state = played(
        (1, quiz), (2, Counted(key=QUIZ.key, option=1)), (3, Revealed(key=QUIZ.key)),
        (4, Struck(number=2)),
    )  # fmt: skip
    assert (state.rounds, state.question, state.shown) == ((), None, None)
    assert [(one.question.ask, one.totals[1]) for one in state.struck] == [(QUIZ.ask, 1)]
    again = played((1, quiz), (2, quiz), (3, Struck(number=3)), (4, quiz))
    assert [(one.number, one.event) for one in again.rounds] == [(1, 2), (2, 5)]


def test_exercise_goes_through_its_phases_and_is_over() -> None:
    state = played((1, Exercised(slide=4, title="Draw", phase="step", seconds=60)))
    assert state.task is not None
    assert state.task.since == at(1)
    over = fold([Event(9, at(2), Exercised(slide=4, title="Draw", phase="done"))], state)
    assert over.task is None
    assert len(over.tasks) == 2


def test_undo_takes_back_the_last_change_of_the_order() -> None:
    short = shorten(SHOW, first_order(SHOW), 0)
    change = Rearranged(what="short form from here", order=short)
    state = played((1, change), (2, Undone()), (3, Undone()))
    assert state.order == first_order(SHOW)
    assert state.done == ()
    assert played((1, change)).done == ((at(1), "short form from here"),)


def test_second_opening_changes_nothing() -> None:
    state = played((1, Stepped(slide=3)))
    again = fold([Event(3, at(1), Opened(show=SHOW))], state)
    assert again == replace(state, number=3)


def test_deck_read_again_takes_over_what_was_done() -> None:
    inserted = SHOW.model_copy(
        update={
            "parts": (
                part("Before all", 0, (1,)),
                *(
                    one.model_copy(
                        update={
                            "slides": tuple(
                                each.model_copy(update={"slide": each.slide + 1})
                                for each in one.slides
                            )
                        }
                    )
                    for one in SHOW.parts
                ),
            )
        }
    )
    renamed = inserted.parts[0].slides[0].model_copy(update={"title": "new"})
    inserted = inserted.model_copy(
        update={"parts": (Part(title="New", slides=(renamed,)), *inserted.parts[1:])}
    )
    asked = QUIZ.model_copy(update={"key": "slide-2-0", "slide": 2})
    more = extend(SHOW, shorten(SHOW, first_order(SHOW), 2), 2, 300)
    state = played(
        (0, RUN),
        (1, Stepped(slide=2, step=1)),
        (2, Asked(question=asked)),
        (3, Rearranged(what="x", order=more)),
        (4, Reread(show=inserted)),
    )
    assert state.at == Spot(3, 1)
    assert state.seconds_on(3, at(4)) == 180
    assert state.elapsed(at(5)) == 300
    assert state.rounds[0].question.key == "slide-3-0"
    assert state.order.skipped == (4, 5, 6)
    assert state.order.extra == ((2, 300),)


def test_timer_of_an_exercise_stands_still_with_the_clock() -> None:
    work = Exercised(slide=1, title="Draw", phase="step", seconds=300)
    state = played((0, ClockSet(running=True)), (1, work), (3, ClockSet(running=False)))
    assert state.task is not None
    assert state.seconds_in(state.task, at(9)) == 120
    state = fold([Event(9, at(9), ClockSet(running=True))], state)
    assert state.task is not None
    assert state.seconds_in(state.task, at(10)) == 180
