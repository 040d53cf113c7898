from __future__ import annotations

from pathlib import Path

import pytest

DECKS = Path(__file__).parents[2] / "data" / "decks"


@pytest.fixture
def decks() -> Path:
    """The folder of decks written for other presenters."""
    return DECKS
