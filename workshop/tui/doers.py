"""Screens on which activities do what keys ask for, each its own part."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from textual.dom import DOMNode


class Doer(Protocol):
    """An activity: for each of its actions it has an `action_` method."""

    @classmethod
    def actions(cls) -> Iterable[str]:
        """Return the names of its actions."""


Kind = TypeVar("Kind", bound=Doer)


def doers(screen: DOMNode, activities: Iterable[Kind]) -> dict[str, Kind]:
    """Let `screen` do what its `activities` do; return, by the name of an action, who does it."""
    found = {name: one for one in activities for name in one.actions()}
    for name, one in found.items():  # where the toolkit looks for what a key does
        setattr(screen, f"action_{name}", getattr(one, f"action_{name}"))
    return found
