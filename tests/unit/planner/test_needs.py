"""What a morning has no room to teach before its visits."""

from __future__ import annotations

from workshop.planner.candidates import Lesson
from workshop.planner.needs import NeedBook
from workshop.planner.packing import most_beside
from workshop.planner.shapes import Asked

LESSONS = (
    *(Lesson(name, "full", 60, 40) for name in ("ma", "mb", "mc", "cap")),
    *(Lesson(name, "short", 30, 20) for name in ("ma", "mb", "cap")),
)
BEFORE_ONE = Asked(first=(("ma", 0), ("mb", 0)), visits=(0,), taught=())
"""Both are due by the first gap, before the only visit; and the capstone's short form too."""


def needs(asked: Asked, *gaps: int) -> tuple[dict[tuple[str, ...], int], set[tuple[str, ...]]]:
    found = NeedBook(LESSONS, "cap", 15).needs(asked, gaps)
    return dict(found.cramped), set(found.crowds)


def test_all_in_full_if_there_is_room() -> None:
    assert needs(BEFORE_ONE, 180, 60) == ({}, set())


def test_two_must_be_short_where_each_alone_would_have_room() -> None:
    """135 minutes hold any two of the three in full, and 30 + 30 + 30 with two pauses of 15."""
    assert needs(BEFORE_ONE, 135, 60) == ({("cap", "ma", "mb"): 2}, set())


def test_what_fewer_tell_is_not_told_again() -> None:
    cramped, crowds = needs(BEFORE_ONE, 45, 60)
    assert cramped == {("ma",): 1, ("mb",): 1}
    assert crowds == {("cap", "ma"), ("cap", "mb"), ("ma", "mb")}


def test_what_is_taught_in_the_pattern_and_what_is_not_due_ask_for_nothing() -> None:
    taught = Asked(first=BEFORE_ONE.first, visits=(0,), taught=("ma", "mb"))
    assert needs(taught, 30, 60) == ({}, set())
    later = Asked(first=(("ma", 1),), visits=(0, 1), taught=())
    assert needs(later, 30, 60) == ({}, set())


def test_a_module_with_one_form_leaves_less_room_for_the_others() -> None:
    both = Asked(first=(("ma", 0), ("mc", 0)), visits=(0,), taught=("cap",))
    assert needs(both, 120, 60) == ({("ma", "mc"): 1}, set())
    assert needs(both, 90, 60) == ({}, {("ma", "mc")})


def test_of_what_is_not_due_none_must_be_short() -> None:
    found = NeedBook(LESSONS, "cap", 15).needs(BEFORE_ONE, (135, 60))
    assert found.shortened(("cap", "ma", "mb")) == 2
    one = NeedBook(LESSONS, "cap", 15).needs(Asked((("ma", 0),), (0,), ()), (75, 60))
    assert one.shortened(("cap", "ma", "mb")) == one.shortened(("cap", "ma")) == 1
    assert one.shortened(("cap", "mb")) == one.shortened(("ma",)) == 0


def test_what_builds_on_each_other_is_no_crowd() -> None:
    found = NeedBook(LESSONS, "cap", 15, {"mb": ["ma"]}).needs(BEFORE_ONE, (45, 60))
    assert set(found.crowds) == {("cap", "ma"), ("cap", "mb")}


def test_what_must_be_taught_in_the_first_stretch_takes_its_part_of_a_gap() -> None:
    """135 minutes hold two lessons in full, and none beside the three that are due."""
    book, full = NeedBook(LESSONS, "cap", 15), ((30, 0), (60, 1))
    due, later = book.placed(BEFORE_ONE, (135, 60), frozenset())
    assert (set(due), set(later)) == ({(30, 30, 30)}, {()})
    assert most_beside(full, 15, 135, frozenset({()})) == 2
    assert most_beside(full, 15, 135, due) == 0
    assert not any(book.placed(BEFORE_ONE, (75, 60), frozenset()))
    assert all(book.placed(BEFORE_ONE, (75, 60), frozenset({"cap"})))
