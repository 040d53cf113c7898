"""Work for the core in a thread of its own, that can be stopped and never holds up quitting.

A worker of Textual is waited for when the app ends, however long its thread runs on. Here a daemon
thread works, posts what it finds, and is told to stop when nobody wants it any more.
"""

from __future__ import annotations

import contextlib
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.message import Message
    from textual.message_pump import MessagePump

    from workshop.tui.workbench import StopSignal

PATIENCE = 0.5
"""Seconds to wait for the thread on leaving; the planner stops within milliseconds as a rule."""
BREATH = 0.1
"""Seconds between two reports of progress at least, unless something better was found."""


class _Runner(threading.Thread):
    """The thread of an errand, told from all others."""


def any_at_work() -> bool:
    """Tell whether an errand still runs, although it may have been told to stop.

    The interpreter cannot be taken down under a thread that is inside a solver: that aborts.
    """
    return any(isinstance(thread, _Runner) for thread in threading.enumerate())


class Errand:
    """Does `work` in a thread and tells `listener` what came of it."""

    def __init__(self, name: str, stop: StopSignal, listener: MessagePump) -> None:
        """Prepare; `start` begins."""
        self._stop, self._listener = stop, listener
        self._left = False
        self._begun = time.monotonic()
        self._thread = _Runner(target=self._run, name=name, daemon=True)

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

    def work(self) -> Message:
        """Do it, in the thread; return what to post at the end."""
        raise NotImplementedError

    def failed(self, error: Exception) -> Message:
        """Return what to post where `work` raised `error`."""
        raise NotImplementedError

    def tell(self, message: Message) -> None:
        """Post something, unless nobody listens any more."""
        if not self._left:
            with contextlib.suppress(RuntimeError):  # the app has ended meanwhile
                self._listener.post_message(message)

    def _run(self) -> None:
        try:
            done = self.work()
        except Exception as error:  # noqa: BLE001 - whatever it is, the screen must hear of it
            done = self.failed(error)
        self.tell(done)
