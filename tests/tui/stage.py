"""One screen on an otherwise empty app: what it shows, and what it returns."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from textual.screen import Screen

from tests.conftest import ROOT
from tests.tui.sample import FakeServices
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


def assert_golden(shown: str, name: str) -> None:
    """Compare a screen with the one that was looked at; WRITE_GOLDENS=1 keeps a new one."""
    golden = GOLDEN / f"{name}.txt"
    if "WRITE_GOLDENS" in os.environ:
        golden.write_text(shown + "\n", encoding="utf-8")
    assert shown + "\n" == golden.read_text(encoding="utf-8")
