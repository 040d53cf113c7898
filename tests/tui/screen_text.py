"""Reads what is on the screen as text; the one place that knows how Textual composes it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.events import Key
from textual.pilot import Pilot


def screen_text(app: App[Any]) -> str:
    """Return the screen, one line a row, without trailing blanks."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(part.text for part in strip).rstrip() for strip in strips)


async def settle(pilot: Pilot[Any]) -> str:
    """Wait for background work and repaints, and return the screen."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()
    return screen_text(pilot.app)


async def shown_until(pilot: Pilot[Any], wanted: str, seconds: float = 20.0) -> str:
    """Wait until the screen shows `wanted`, which a thread of its own brings about."""
    limit = time.monotonic() + seconds
    while True:
        shown = await settle(pilot)
        if wanted in shown:
            return shown
        assert time.monotonic() < limit, f"never saw {wanted!r} in\n{shown}"


async def until(pilot: Pilot[Any], good: Callable[[], bool]) -> None:
    """Wait for what a thread of its own brings about."""
    for _ in range(400):
        if good():
            break
        await pilot.pause(0.02)
    else:
        raise AssertionError(screen_text(pilot.app))
    await settle(pilot)


def rush(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys all at once, as a fast hand does on a slow machine."""
    for key in keys:
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))
