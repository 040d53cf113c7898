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


def unheard(_: Any) -> None:
    """Take in nothing."""


class Task(Errand):
    """Runs `body` in a thread and posts `Told` and `Ended` to `listener`."""

    def __init__(
        self,
        doing: str,
        body: Body,
        stop: StopSignal,
        listener: MessagePump,
        *,
        then: Callable[[Any], None] = unheard,
        heard: Callable[[Any], None] = unheard,
    ) -> None:
        """Prepare; `doing` says what it does.

        In the app's own thread `heard` takes what is found on the way, `then` the answer.
        """
        super().__init__(doing, stop, listener)
        self.doing, self.then, self.heard = doing, then, heard
        self._body = body

    def work(self) -> Message:
        """Answer the question."""
        return Ended(self, self._body(self._stop, lambda news: self.tell(Told(self, news))))

    def failed(self, error: Exception) -> Message:
        """Say what ended it."""
        return Ended(self, None, error)
