"""How times, lengths, hours and lists are written."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.rules.atlas import DAILY, WORKDAYS, hours
from workshop.rules.words import (
    clock_words,
    day_words,
    hours_words,
    length_words,
    listed,
    name_words,
)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "00:00"),
        (845, "14:05"),
        (845.5, "14:05:30"),
        (1470, "00:30 the next day"),
        (-30, "23:30 the day before"),
        (3 * 1440, "00:00 3 days later"),
        (-1441, "23:59 2 days earlier"),
    ],
)
def test_clock(minutes: float, words: str) -> None:
    assert clock_words(minutes) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "1 minute"),
        (45, "45 minutes"),
        (119, "119 minutes"),
        (120, "2 hours"),
        (150, "2 h 30"),
        (-5, "minus 5 minutes"),
    ],
)
def test_length(minutes: float, words: str) -> None:
    assert length_words(minutes) == words


def test_day() -> None:
    assert day_words(date(2027, 3, 8)) == "Monday 8 March"


def test_hours() -> None:
    assert hours_words([hours("09:00", "17:00", WORKDAYS)]) == "weekdays 09:00–17:00"
    assert hours_words([hours("09:00", "17:00", DAILY)]) == "daily 09:00–17:00"
    assert (
        hours_words(
            [hours("09:00", "17:00", ("tue", "wed", "thu")), hours("10:00", "12:00", ("sun",))]
        )
        == "Tuesday to Thursday 09:00–17:00, Sunday 10:00–12:00"
    )
    assert hours_words([]) == "never"


def test_list() -> None:
    assert [listed(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]


def test_name() -> None:
    assert name_words("two  spaces [/]", "id") == "two  spaces [/]"
    assert name_words("a\nb", "id") == "a b"
    assert name_words(" \n", "id") == "id"
