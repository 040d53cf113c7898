"""One screen on an otherwise empty app: what it shows, and what it returns."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from tests.conftest import ROOT
from tests.tui.memory import FakeServices
from tests.tui.screen_text import settle
from workshop.tui.app import WorkshopApp
from workshop.tui.services import Services

GOLDEN = Path(__file__).parent.parent / "golden" / "tui"
WAITING = object()
"""Stands for the answer of a screen that has not given one."""


class Stage(WorkshopApp):
    """Opens on one screen and keeps what it returns."""

    CSS_PATH = str(ROOT / "workshop" / "tui" / "app.tcss")

    def __init__(self, screen: Screen[Any], services: Services | None = None) -> None:
        super().__init__(None, services=services or FakeServices())
        self.played = screen
        self.answer: Any = WAITING

    def _open_first(self) -> None:
        self.push_screen(self.played, self._keep)

    def _keep(self, answer: Any) -> None:
        self.answer = answer


async def steady(pilot: Pilot[Any], wanted: str = "", seconds: float = 20.0) -> str:
    """Wait until the screen shows `wanted` and no longer changes, and return it."""
    limit = time.monotonic() + seconds
    before, shown = "", await settle(pilot)
    while shown != before or wanted not in shown:
        assert time.monotonic() < limit, f"never saw {wanted!r} in\n{shown}"
        before, shown = shown, await settle(pilot)
    return shown


def assert_golden(shown: str, name: str) -> None:
    """Compare a screen with the one that was looked at; WRITE_GOLDENS=1 keeps a new one."""
    golden = GOLDEN / f"{name}.txt"
    if "WRITE_GOLDENS" in os.environ:
        golden.write_text(shown + "\n", encoding="utf-8")
    assert shown + "\n" == golden.read_text(encoding="utf-8")
