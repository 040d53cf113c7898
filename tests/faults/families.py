"""All that is tried, in the order of the table."""

from __future__ import annotations

from tests.faults import (
    broken,
    disks,
    documents,
    escapes,
    giants,
    kills_app,
    kills_editing,
    kills_presenting,
    mutations,
    network,
    power,
    screens,
    together,
    vanishing,
)
from tests.faults.tally import Family

FAMILIES: tuple[Family, ...] = (
    kills_editing.FAMILY,
    kills_presenting.FAMILY,
    power.FAMILY,
    broken.FAMILY,
    *kills_app.FAMILIES,
    *disks.FAMILIES,
    *vanishing.FAMILIES,
    *together.FAMILIES,
    *mutations.FAMILIES,
    giants.FAMILY,
    escapes.FAMILY,
    documents.FAMILY,
    screens.FAMILY,
    network.FAMILY,
)
