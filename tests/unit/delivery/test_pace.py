"""Ahead or behind, and what that does to the day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.delivery.stage import SHOW, ahead, at, played
from tests.unit.delivery.strategies import histories
from workshop.delivery.budget import keys, proposed, times_of, with_budgets
from workshop.delivery.event import ClockSet, Ended, Event, Rearranged, Stepped, What
from workshop.delivery.fold import fold
from workshop.delivery.pace import Verdict, broken, day, fixed_points, pace, parts
from workshop.delivery.show import extend, first_order, park, shorten
from workshop.delivery.state import State

RUN = ClockSet(running=True)
Happened = tuple[float, What]


def stepped(*slides: tuple[float, int]) -> State:
    """Start at nine and come to slides at minutes after it."""
    return played((0, RUN), *((minute, Stepped(slide=slide)) for minute, slide in slides))


@pytest.mark.parametrize(
    ("state", "minute", "verdict", "minutes"),
    [
        (stepped(), 2, "on time", 0),
        (stepped(), 2.9, "on time", 0.9),
        (stepped(), 5, "behind", 3),
        (stepped((2, 1)), 5, "on time", 0),
        (stepped((1, 1), (3, 2), (7.2, 3), (12.5, 4)), 12.5, "ahead", -2.5),
        (stepped((0.2, 2), (0.4, 3)), 0.5, "too fast", -8.6),
    ],
)
def test_verdicts(state: State, minute: float, verdict: Verdict, minutes: float) -> None:
    found = pace(state, at(minute))
    assert found.verdict == verdict
    assert found.drift == pytest.approx(60 * minutes)


def test_projected_end_moves_with_the_clock_on_the_wall() -> None:
    state = played((0, RUN), (2, Stepped(slide=1)), (3, ClockSet(running=False)))
    assert pace(state, at(3)).ends == at(30)
    assert pace(state, at(10)).ends == at(37)
    assert pace(state, at(10)).elapsed == 180


def test_deck_without_times_has_no_plan() -> None:
    bare = SHOW.model_copy(
        update={
            "parts": tuple(
                one.model_copy(
                    update={
                        "slides": tuple(s.model_copy(update={"seconds": 0}) for s in one.slides)
                    }
                )
                for one in SHOW.parts
            )
        }
    )
    found = pace(played((0, RUN), show=bare), at(9))
    assert (found.verdict, found.planned, found.elapsed) == ("no plan", 0, 540)


@given(histories(), st.floats(0, 200))
def test_plan_is_what_should_be_used_and_what_is_left(
    events: tuple[Event, ...], minute: float
) -> None:
    state = fold(events)
    now = max(state.last, at(minute))
    found = pace(state, now)
    assert found.elapsed - found.drift + found.left == pytest.approx(found.planned)
    assert -1e-6 <= found.left <= found.planned + 1e-6


@given(histories(), st.floats(0, 300))
def test_the_day_is_moved_around_what_is_fixed(events: tuple[Event, ...], minute: float) -> None:
    state = fold(events)
    now = max(state.last, at(minute))
    free = state.ended or pace(state, now).ends
    for row in day(state, now):
        assert row.end - row.start == row.block.end - row.block.start
        if row.block.fixed:
            assert row.start == row.block.start
            if row.spare is not None:
                assert row.spare == (row.start - free).total_seconds()
        else:
            assert row.start == max(free, row.block.start)
        free = max(free, row.end)


def test_coach_is_safe_and_then_it_is_not() -> None:
    state = stepped()
    (coach,) = fixed_points(state, at(2))
    assert (coach.block.id, coach.spare) == ("coach", 300)
    assert broken(state, at(7)) is None
    late = broken(state, at(8))
    assert late is not None
    assert late.spare == -60
    more = played(
        (0, RUN), (1, Rearranged(what="+5", order=extend(SHOW, first_order(SHOW), 0, 600)))
    )
    assert broken(more, at(1)) is not None


@pytest.mark.parametrize("days", [-120, 3])
def test_a_session_run_on_another_day_has_no_coach_to_catch(days: int) -> None:
    state, now = stepped(), at(2) + timedelta(days=days)
    assert [(row.start, row.spare) for row in day(state, now)] == [
        (block.start, None) for block in SHOW.ahead
    ]
    assert broken(state, now) is None


def test_break_between_gives_way_only_as_planned() -> None:
    show = SHOW.model_copy(update={"ahead": (ahead("break", 30, 40), ahead("talk", 50, 60))})
    rows = day(played((0, RUN), show=show), at(7))
    assert [(row.start, row.late) for row in rows] == [(at(35), 300), (at(50), 0)]


def test_nothing_is_to_spare_between_two_fixed_blocks() -> None:
    coaches = (ahead("coach", 40, 60, fixed=True), ahead("visit", 60, 90, fixed=True))
    show = SHOW.model_copy(update={"ahead": (*coaches, ahead("talk", 90, 95), coaches[1])})
    rows = day(played((0, RUN), show=show), at(0))
    assert [row.spare for row in rows] == [600, None, None, -2100]


def test_session_that_is_over_ends_when_it_did() -> None:
    state = played((0, RUN), (20, Ended()))
    assert day(state, at(50))[0].start == at(30)
    assert day(state, at(50))[1].spare == 300


def test_parts_planned_against_spent() -> None:
    order = park(SHOW, first_order(SHOW), 0)
    state = played(
        (0, RUN), (1, Rearranged(what="parked", order=order)), (7, Stepped(slide=4)),
    )  # fmt: skip
    rows = parts(state, at(9))
    assert [(one.title, one.standing) for one in rows] == [
        ("Opening", "done"),
        ("Exercise", "now"),
        ("Close", "next"),
        ("Diamond", "parked"),
    ]
    assert [(one.planned, one.spent) for one in rows[:2]] == [(300, 420), (600, 120)]
    short = played((0, Rearranged(what="short", order=shorten(SHOW, first_order(SHOW), 0))))
    assert [one.standing for one in parts(short, at(0))] == ["now", "next", "left out", "next"]
    assert (parts(short, at(0))[1].planned, parts(short, at(0))[1].budget) == (600, 240)
    begun = played(show=SHOW.model_copy(update={"form": "short"}))
    assert [one.planned for one in parts(begun, at(0))] == [300, 240, 0, 180]


def test_past_runs_propose_their_median() -> None:
    names = keys(one for part in SHOW.parts for one in part.slides)
    past = [{names[0]: 100.0, names[2]: 61.0}, {names[0]: 300.0}, {names[0]: 130.0, "gone": 5.0}]
    assert proposed(SHOW, past) == {0: 135, 2: 60}
    order = with_budgets(first_order(SHOW), {0: 135})
    taken = played((0, Rearranged(what="times of past runs", order=order)))
    assert pace(taken, at(0)).planned == 60 * 30 + 15


def test_times_of_a_run_leave_out_glances() -> None:
    state = played((0, RUN), (2, Stepped(slide=1)), (2.05, Stepped(slide=2)), (4, Ended()))
    assert times_of(state) == {"s0": 120.0, "s2": pytest.approx(117.0)}


def test_titles_that_repeat_are_told_apart() -> None:
    twice = [one.model_copy(update={"title": "same"}) for one in SHOW.parts[0].slides]
    assert keys(twice) == {0: "same", 1: "same #2"}
