"""How sessions are known by what they are of.

Beside the file of them, because a lecture is on the screen before that file is thought of.
"""

from __future__ import annotations

from pathlib import Path


def module_key(module: str) -> str:
    """Return how the sessions of a lecture by itself are known: `module:m04`."""
    return f"module:{module}"


def deck_key(path: Path) -> str:
    """Return how the sessions of a deck's file are known: `deck:/path/of.md`."""
    return f"deck:{path.resolve()}"


def block_key(tour: str, block: str) -> str:
    """Return how the sessions of a block of a tour are known: `block:TOUR/BLOCK`."""
    return f"block:{tour}/{block}"


def kind_and_name(key: str) -> tuple[str, str]:
    """Return what a key says: `("module", "m04")`, `("deck", "/path/of.md")`, `("block", …)`."""
    kind, _, name = key.partition(":")
    return kind, name
