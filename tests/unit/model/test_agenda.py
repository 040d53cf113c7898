"""What no block of an agenda can be."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from workshop.model.agenda import Block, Place

START = datetime(2027, 3, 22, 9, tzinfo=timezone(timedelta(hours=7)))


@pytest.mark.parametrize(
    ("lasts", "told"),
    [
        (timedelta(0), "ends before it starts"),
        (timedelta(days=365), "ends more than a day after it starts"),
    ],
)
def test_a_block_ends_after_its_start_and_within_a_day(lasts: timedelta, told: str) -> None:
    place = Place(id="jkt", name="Jakarta", lat=0.0, lon=0.0)
    with pytest.raises(ValueError, match=told):
        Block(id="b", kind="break", title="", city="jakarta", start=START, end=START + lasts,
              place=place)  # fmt: skip
