"""A conflict is told with the line a person must look at."""

from __future__ import annotations

import pytest

from workshop.model.agenda import Agenda, Conflict
from workshop.store.locate import locate, with_lines
from workshop.store.tours import TourFile
from workshop.store.workspace import Workspace


@pytest.fixture
def tour(workspace: Workspace) -> TourFile:
    return workspace.tour("asia-tech-tour-2027")


def line_of(text: str, marks: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if marks in line)


@pytest.mark.parametrize(
    ("where", "marks"),
    [
        ("brief.days", "  days: 5"),
        ("brief.cities.must.1", "    must: ["),
        ("brief.hosts.0", "- id: jkt-goto"),
        ("brief.hosts.999", "  hosts:"),
        ("brief.never_heard_of", "brief:"),
    ],
)
def test_lines_of_the_brief(tour: TourFile, workspace: Workspace, where: str, marks: str) -> None:
    told = locate(where, tour, workspace.content)
    assert told.endswith(f"asia-tech-tour-2027.yaml:{line_of(tour.text, marks)}")


@pytest.mark.parametrize(
    ("where", "name", "marks"),
    [
        ("host.sgp-grab", "cities/singapore.yaml", "id: sgp-grab"),
        ("venue.ven-jkt-mulia", "cities/jakarta.yaml", "id: ven-jkt-mulia"),
        ("defaults.coach_seats", "defaults.yaml", "coach_seats:"),
        ("host.sgp-grab.hours", "cities/singapore.yaml", "id: sgp-grab"),
        ("host.leis-sgp-hawker", "cities/singapore.yaml", "id: leis-sgp-hawker"),
        ("host.leis-sgp-hawker.hours_text", "cities/singapore.yaml", "hours_text: Stalls about"),
    ],
)
def test_lines_of_the_content(
    tour: TourFile, workspace: Workspace, where: str, name: str, marks: str
) -> None:
    text = (workspace.content / name).read_text("utf-8")
    told = locate(where, tour, workspace.content)
    assert told.endswith(f"content/{name}:{line_of(text, marks)}")


def test_unknown_places_point_at_the_brief(tour: TourFile, workspace: Workspace) -> None:
    agenda = Agenda(
        status="infeasible",
        conflict=tuple(
            Conflict(fact="?", where=where) for where in ("", "host.nobody", "closures.XX.1", "a.b")
        ),
    )
    told = [one.where for one in with_lines(agenda, tour, workspace.content).conflict]
    assert all(":" in where for where in told)
    assert told[0].endswith(f"asia-tech-tour-2027.yaml:{line_of(tour.text, 'brief:')}")
