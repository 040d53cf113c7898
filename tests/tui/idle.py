"""Waiting until an app has nothing to do: the event loop is asked, nothing is guessed."""

from __future__ import annotations

import asyncio
from typing import Any

SOON = 0.02
"""Seconds: a timer due by then, such as the next repaint, is waited for."""


async def idle(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Return once nothing is ready to run and no timer is due soon, or after `max_sleep`.

    Textual's own pilot sleeps at least a fiftieth of a second at a time, and longer until the
    process uses little of the processor: that is long on a quiet machine and too short on a busy
    one. `min_sleep` is what it would sleep at least.
    """
    del min_sleep
    loop: Any = asyncio.get_running_loop()
    limit = loop.time() + max_sleep
    while loop.time() < limit:
        await asyncio.sleep(0)
        if not loop._ready:
            due = min((one.when() for one in loop._scheduled if not one.cancelled()), default=limit)
            if due > loop.time() + SOON:
                return
            await asyncio.sleep(max(0.0, due - loop.time()))
