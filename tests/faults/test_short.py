"""The short form of `make faults`: every family a few times, nothing lost."""

from __future__ import annotations

from functools import partial

import pytest

from tests.faults.families import FAMILIES
from tests.faults.piece import apart
from tests.faults.tally import Family


@pytest.mark.parametrize("family", [one for one in FAMILIES if one.short], ids=lambda one: one.name)
def test_nothing_is_lost_or_broken(family: Family) -> None:
    run = partial(apart, family.name) if family.forks else family.run
    tally = run(family.short, 4)
    assert tally.lost == 0, "\n".join(tally.notes)
    assert tally.tried >= family.short or any("not tried" in note for note in tally.notes)
