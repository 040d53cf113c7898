"""Command lines run in this process, and a plan to give them."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from workshop.cli import main
from workshop.model.agenda import Agenda, Block, Day, Place
from workshop.store.workspace import Workspace

TOUR = "asia-tech-tour-2027"
VERBS = {"new", "init", "plan", "check", "hosts", "modules", "schema", "deck", "export", "present"}
PROGRAM = (sys.executable, "-m", "workshop")


@dataclass(frozen=True)
class Ran:
    """What one command line gave."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line on standard error, of a command that printed nothing else."""
        assert self.out == ""
        assert "Traceback" not in self.err
        (line,) = self.err.splitlines()
        return line


class Shell:
    """Runs command lines in this process, on a workspace of the test's own."""

    def __init__(self, workspace: Workspace, capture: pytest.CaptureFixture[str]) -> None:
        self.workspace = workspace
        self.capture = capture

    def __call__(self, *words: str) -> Ran:
        self.capture.readouterr()
        code = main(["--workspace", str(self.workspace.root), *words])
        out, err = self.capture.readouterr()
        return Ran(code, out, err)


def block(number: int = 1) -> Block:
    place = Place(id="ven-jkt-mulia", name="Hotel Mulia [/x]", lat=-6.2, lon=106.8)
    start = datetime(2027, 3, 22, 8 + number, tzinfo=UTC)
    return Block(
        id=f"b{number}",
        kind="break",
        title="Break",
        city="jakarta",
        start=start,
        end=start.replace(minute=15),
        place=place,
    )


def agenda(**fields: object) -> Agenda:
    day = Day(date=datetime(2027, 3, 22, tzinfo=UTC).date(), cities=("jakarta",), blocks=(block(),))
    given: dict[str, object] = {"status": "optimal", "score": 7, "bound": 7, "days": (day,)}
    return Agenda.model_validate({**given, **fields})
