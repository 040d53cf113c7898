"""A shell on a copy of the samples, and a planner that answers at once."""

from __future__ import annotations

import pytest

from tests.unit.cli.shell import Shell, agenda
from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.store.workspace import Workspace


@pytest.fixture
def shell(
    workspace: Workspace,
    catalogue: Catalogue,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Shell:
    """Return a shell on a copy of the samples; the catalogue is read once for all tests."""
    monkeypatch.setattr(Workspace, "catalogue", lambda _: catalogue)
    return Shell(workspace, capsys)


@pytest.fixture
def planner(monkeypatch: pytest.MonkeyPatch) -> list[Agenda]:
    """Put a planner in place that gives the agenda in this list, and rules that like it."""
    given = [agenda()]
    monkeypatch.setattr("workshop.planner.plan", lambda *_, **__: given[0])
    monkeypatch.setattr("workshop.rules.check", lambda *_, **__: ())
    return given
