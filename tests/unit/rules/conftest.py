"""Fixtures of the rules' tests."""

from __future__ import annotations

import pytest

from tests.unit.rules.world import World


@pytest.fixture
def world() -> World:
    """A small catalogue and brief, with a valid agenda."""
    return World()
