"""A tour is let go just once, at whatever moment the screen that wanted it goes."""

from __future__ import annotations

import sys
from itertools import count
from threading import Thread
from types import FrameType
from typing import Any

import pytest

from tests.tui.memory import FakeServices
from workshop.tui.board.taking import Taking
from workshop.tui.workbench import TourInHand

BLOCKED = 0.05
"""Seconds after which the other thread is taken to wait for a lock of ours."""


def taken_while_the_screen_goes(taking: Taking, line: int) -> bool:
    """Take a tour; at its so manieth line the screen goes. False where there are fewer lines."""
    lines = count()
    going = Thread(target=taking.let_go)

    def at_each_line(frame: FrameType, event: str, _: Any) -> Any:
        if frame.f_code is not Taking.take.__code__:
            return None
        if event == "line" and next(lines) == line:
            going.start()
            going.join(BLOCKED)
        return at_each_line

    before = sys.gettrace()
    sys.settrace(at_each_line)
    try:
        taking.take()
    finally:
        sys.settrace(before)
    if going.ident is None:
        return False
    going.join()
    return True


def test_a_tour_is_let_go_once_wherever_in_the_taking_its_screen_goes(
    services: FakeServices,
) -> None:
    for line in count():
        if not taken_while_the_screen_goes(Taking(services, "asia"), line):
            break
        assert services.released == ["asia"], f"at line {line} of taking it"
        services.released.clear()
    assert line > 4


def test_a_tour_is_taken_once_however_often_it_is_asked_for(
    services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []
    real = services.take

    def take(name: str) -> TourInHand:
        taken.append(name)
        return real(name)

    monkeypatch.setattr(services, "take", take)
    taking = Taking(services, "asia")
    assert taking.take() is taking.take()
    taking.let_go()
    taking.let_go()
    assert (taken, services.released) == (["asia"], ["asia"])
