"""One paint for a change that many widgets show: never the half of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.screen import Screen

from contextlib import ExitStack, contextmanager


@contextmanager
def one_paint(screen: Screen[Any]) -> Iterator[None]:
    """Paint all that is changed inside at once.

    Each widget tells the screen in its turn that it looks different, and Textual paints what it was
    told as soon as there is a gap: then the rest of a change is on the screen a frame or two after
    the first of it. Here the painting waits until every widget has had its turn.
    """
    loop, held = asyncio.get_running_loop(), ExitStack()

    def paint() -> None:
        held.close()
        screen.check_idle()

    held.enter_context(screen.app.batch_update())
    try:
        yield
    finally:
        loop.call_soon(loop.call_soon, paint)
