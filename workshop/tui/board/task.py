"""One question to the core that ends with one answer: why, the nearest fix, repairs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.message import Message

from workshop.tui.board.errand import Errand

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

    from workshop.tui.workbench import StopSignal

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


class Task(Errand):
    """Runs `body` in a thread and posts `Told` and `Ended` to `listener`."""

    def __init__(
        self, doing: str, body: Body, then: Callable[[Any], None], stop: StopSignal,
        listener: MessagePump,
    ) -> None:  # fmt: skip
        """Prepare; `doing` says what it does, `then` takes the answer in the app's own thread."""
        super().__init__(doing, stop, listener)
        self.doing, self.then = doing, then
        self._body = body

    def work(self) -> Message:
        """Answer the question."""
        return Ended(self, self._body(self._stop, lambda news: self.tell(Told(self, news))))

    def failed(self, error: Exception) -> Message:
        """Say what ended it."""
        return Ended(self, None, error)
