"""The sample tours that are shipped: planned, proven, obeying every rule, ready to be sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.export.documents import Desk, make
from workshop.export.redaction import Source
from workshop.rules import check
from workshop.store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ("asia-tech-tour-2027", "with-seoul-2027")


@pytest.fixture(scope="module")
def shipped() -> Workspace:
    return Workspace(ROOT)


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_holds_a_proven_agenda_that_obeys_every_rule(shipped: Workspace, name: str) -> None:
    tour = shipped.tour(name).tour
    assert tour.agenda is not None
    assert tour.agenda.status == "optimal"
    findings = check(tour.agenda, tour.brief, shipped.catalogue())
    assert [one.message for one in findings if one.severity == "error"] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_nobody_is_said_to_have_agreed(shipped: Workspace, name: str) -> None:
    tour = shipped.tour(name).tour
    assert {wish.status for wish in tour.brief.hosts} <= {"idea", "invited"}
    assert tour.agenda is not None
    assert all(block.status in ("idea", "invited", None) for block in tour.agenda.blocks)


@pytest.mark.parametrize("name", SAMPLES)
def test_markdown_beside_the_tour_is_what_export_writes(shipped: Workspace, name: str) -> None:
    tour, catalogue = shipped.tour(name).tour, shipped.catalogue()
    assert tour.agenda is not None
    desk = Desk(Source(name, tour, tour.agenda, catalogue, {}))
    (paper,) = make("agenda", desk)
    assert paper.name == f"{name}.md"
    assert (ROOT / "itineraries" / paper.name).read_text("utf-8") == paper.text


def test_sample_tour_ends_in_bangkok(shipped: Workspace) -> None:
    """Good Friday closes Jakarta and Singapore on the last day, and not Bangkok."""
    agenda = shipped.tour("asia-tech-tour-2027").tour.agenda
    assert agenda is not None
    assert agenda.days[-1].cities == ("bangkok",)


def test_seoul_is_in_the_tour_that_is_named_after_it(shipped: Workspace) -> None:
    agenda = shipped.tour("with-seoul-2027").tour.agenda
    assert agenda is not None
    assert any("seoul" in day.cities for day in agenda.days)
