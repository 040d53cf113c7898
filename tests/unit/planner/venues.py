"""Venues named in a brief, so that a test of something else does not look at every venue."""

from __future__ import annotations

import os
from collections.abc import Iterable

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
NAMED = {
    "jakarta": "ven-jkt-megakuningan",
    "singapore": "ven-sgp-cbd",
    "bangkok": "ven-bkk-qsncc",
    "seoul": "ven-sel-centerfield",
}


def venues_of(cities: Iterable[str]) -> list[dict[str, str]]:
    """Return a brief's wishes for the venues of `cities`: none where time is no matter."""
    return [] if THOROUGH else [{"city": one, "id": NAMED[one]} for one in cities]
