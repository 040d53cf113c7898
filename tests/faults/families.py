"""All that is tried, in the order of the table."""

from __future__ import annotations

from tests.faults import escapes, giants, kills_app, kills_editing, kills_presenting, mutations
from tests.faults.tally import Family

FAMILIES: tuple[Family, ...] = (
    kills_editing.FAMILY,
    kills_presenting.FAMILY,
    *kills_app.FAMILIES,
    *mutations.FAMILIES,
    giants.FAMILY,
    escapes.FAMILY,
)
