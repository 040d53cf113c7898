"""The door for text, and how minutes, dates and distances are said."""

from __future__ import annotations

import pytest

from tests.hostile import CONTROL, EVERYTHING, WIDE
from tests.tui import sample
from workshop.tui import text, words


@pytest.mark.parametrize("hostile", EVERYTHING, ids=lambda one: repr(one)[:20])
def test_text_is_never_markup_and_never_a_control_code(hostile: str) -> None:
    shown = text.literal(hostile).plain
    assert shown == text.clean(hostile)
    shown.encode()
    assert not any((ord(one) < 32 and one != "\n") or 127 <= ord(one) < 160 for one in shown)
    if hostile not in CONTROL and "\u202e" not in hostile and "\r" not in hostile:
        assert shown.replace("\n", "") == hostile.replace("\n", "").translate(
            {0x2028: None, 0x2029: None}
        )
    for cells in (1, 7, 40):
        assert text.width(text.fit(hostile, cells)) == cells
        assert all(text.width(row) <= max(2, cells) for row in text.wrap(hostile, cells))


def test_widths_are_terminal_cells() -> None:
    for one, cells in WIDE.items():
        assert text.width(one) == cells, one


def test_wrapping_loses_no_word() -> None:
    said = "a longer sentence 서울특별시 with a verylongwordthatdoesnotfit inside"
    assert "".join("".join(text.wrap(said, 9)).split()) == "".join(said.split())


def test_minutes_dates_and_distance_in_words() -> None:
    plan = sample.agenda()
    assert words.hours(45) == "45 min"
    assert words.hours(750) == "12 h 30"
    assert words.proof("feasible", 1000, 1.0) == "not yet known how good · 1000"
    assert words.proof("feasible", 1000, 0.641) == "not yet known how good · 1000"
    assert words.proof("feasible", 1000, 0.0121) == "within 1.3 % of the best · 1000"
    assert words.percent(0.013) == "1.3 %"
    assert words.ratio(51, 49) == "51 : 49"
    assert words.ratio(0, 0) == "– : –"
    first, last = plan.days[0].date, plan.days[-1].date
    assert words.date_span(first, last) == "22–26 Mar 2027"
    assert words.date_span(first, first.replace(month=4)) == "22 Mar – 22 Apr 2027"
    assert words.zone(plan.days[2].blocks[4].start) == "+8"
