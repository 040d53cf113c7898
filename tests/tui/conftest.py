"""A core from memory and an app on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui import sample
from tests.tui.idle import idle
from tests.tui.memory import FakeServices
from workshop.errors import Fault, InputError
from workshop.model.tour import Tour


@pytest.fixture(autouse=True)
def _no_idle_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pilot go on as soon as the app has nothing to do."""
    monkeypatch.setattr("textual.pilot.wait_for_idle", idle)
    monkeypatch.setattr("textual.app.wait_for_idle", idle)


@pytest.fixture
def services(tmp_path: Path) -> FakeServices:
    """A planned tour, one with only a brief, an impossible one, and a broken file."""
    brief = sample.brief()
    return FakeServices(
        tours_={
            "asia": Tour(brief=brief, agenda=sample.agenda()),
            "fresh": Tour(brief=brief.model_copy(update={"title": "Fresh brief"})),
            "nyepi": Tour(
                brief=brief.model_copy(update={"title": "Nyepi week"}), agenda=sample.IMPOSSIBLE
            ),
        },
        errors={
            "broken": InputError(
                (
                    Fault("itineraries/broken.yaml", 3, "unknown key 'citys' [/x]", "did you mean"),
                    Fault("itineraries/broken.yaml", 9, "10:30 is read as 630", 'write "10:30"'),
                )
            )
        },
        findings=sample.FINDINGS,
        folder=tmp_path,
    )
