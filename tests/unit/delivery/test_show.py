"""The run of show and what the keys make of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.delivery.stage import SHOW
from tests.unit.delivery.strategies import orders
from workshop.delivery.show import (
    Order,
    after,
    before,
    extend,
    first_order,
    park,
    part_of,
    running,
    seconds_of_slides,
    shorten,
    skip,
    swap,
)  # fmt: skip

FULL = first_order(SHOW)


def slides(order: Order) -> list[int]:
    return [one.slide for one in running(SHOW, order)]


def planned(order: Order) -> float:
    seconds = seconds_of_slides(SHOW, order)
    return sum(seconds[slide] for slide in slides(order)) / 60


@given(orders(), st.integers(0, 6))
def test_no_change_loses_a_part_or_what_must_be_said(order: Order, slide: int) -> None:
    for change in (skip, shorten, swap, park):
        changed = change(SHOW, order, slide)
        assert sorted((*changed.parts, *changed.parked)) == [0, 1, 2, 3]
        optional = {one.slide for part in SHOW.parts for one in part.slides if one.optional}
        assert set(changed.skipped) <= optional
        assert slides(changed)[-1] == 6 or 3 not in changed.parts[-1:]
        gone = slides(order)[: slides(order).index(slide) + 1] if slide in slides(order) else []
        assert slides(changed)[: len(gone)] == gone


@given(orders())
def test_walking_on_visits_each_slide_once_and_back_again(order: Order) -> None:
    way = [slides(order)[0]]
    while (following := after(SHOW, order, way[-1])) is not None:
        way.append(following)
    assert way == slides(order)
    back = [way[-1]]
    while (earlier := before(SHOW, order, back[-1])) is not None:
        back.append(earlier)
    assert back[::-1] == way


def test_short_form_starts_without_options() -> None:
    assert slides(first_order(SHOW.model_copy(update={"form": "short"}))) == [0, 1, 2, 6]


def test_skip_takes_the_nearest_options_shorten_takes_all_ahead() -> None:
    assert slides(skip(SHOW, FULL, 0)) == [0, 1, 2, 4, 5, 6]
    assert slides(skip(SHOW, skip(SHOW, FULL, 0), 0)) == [0, 1, 2, 5, 6]
    assert slides(shorten(SHOW, FULL, 4)) == [0, 1, 2, 3, 4, 6]
    assert shorten(SHOW, FULL, 6) is FULL


def test_swap_and_park_take_what_comes_next() -> None:
    assert swap(SHOW, FULL, 0).parts == (0, 2, 1, 3)
    assert swap(SHOW, FULL, 4) is FULL
    parked = park(SHOW, FULL, 2)
    assert (parked.parts, parked.parked) == ((0, 1, 3), (2,))
    assert park(SHOW, FULL, 4) is FULL


def test_from_a_parked_slide_the_way_leads_on() -> None:
    parked = park(SHOW, FULL, 2)
    assert after(SHOW, parked, 4) == 5
    assert before(SHOW, parked, 4) == 3


def test_five_more_minutes_are_planned() -> None:
    assert planned(FULL) == 30
    assert planned(extend(SHOW, FULL, 2, 300)) == 35
    assert planned(extend(SHOW, extend(SHOW, FULL, 2, 300), 3, 300)) == 40
    short = shorten(SHOW, FULL, 0)
    assert planned(extend(SHOW, short, 2, 300)) == planned(short) + 5


def test_part_of_a_slide() -> None:
    assert [part_of(SHOW, slide) for slide in (0, 1, 2, 4, 6, 99)] == [0, 0, 1, 2, 3, 3]
