"""One question to the core in a thread of its own, that can be stopped and never holds up quitting.

As `search`, for everything that ends with one answer: why, the nearest fix, repairs.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.message import Message

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

    from workshop.tui.services import StopSignal

PATIENCE = 0.5
"""Seconds to wait for the thread on leaving."""

Tell = Callable[[Any], None]
Body = Callable[["StopSignal", Tell], Any]


@dataclass
class Told(Message):
    """Something was found on the way."""

    task: Task
    news: Any


@dataclass
class Ended(Message):
    """A task is over: its answer, or the error that ended it."""

    task: Task
    answer: Any
    error: Exception | None = None


class Task:
    """Runs `body` in a thread and posts `Told` and `Ended` to `listener`."""

    def __init__(
        self, doing: str, body: Body, then: Callable[[Any], None], stop: StopSignal,
        listener: MessagePump,
    ) -> None:  # fmt: skip
        """Prepare; `doing` says what it does, `then` takes the answer in the app's own thread."""
        self.doing, self.then = doing, then
        self._body, self._stop, self._listener = body, stop, listener
        self._left = False
        self._begun = time.monotonic()
        self._thread = threading.Thread(target=self._run, name=doing, daemon=True)

    @property
    def elapsed(self) -> float:
        """Seconds since it was prepared."""
        return time.monotonic() - self._begun

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Ask it to stop; its answer is what was found by then."""
        self._stop.set()

    def leave(self) -> None:
        """Stop, and wait a moment for the thread; nobody listens any more."""
        self._left = True
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(PATIENCE)

    def _run(self) -> None:
        try:
            done = Ended(self, self._body(self._stop, lambda news: self._tell(Told(self, news))))
        except Exception as error:  # noqa: BLE001 - whatever it is, the screen must hear of it
            done = Ended(self, None, error)
        self._tell(done)

    def _tell(self, message: Message) -> None:
        if self._left:
            return
        with contextlib.suppress(RuntimeError):  # the app has ended meanwhile
            self._listener.post_message(message)
