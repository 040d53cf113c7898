"""`workshop why`: what is printed, in words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from workshop.model.agenda import Agenda
from workshop.store.workspace import Workspace

TOUR = "asia-tech-tour-2027"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def agenda(workspace: Workspace) -> Agenda:
    found = workspace.tour(TOUR).tour.agenda
    assert found is not None
    return found


def test_placed_in_words(run: Run, agenda: Agenda) -> None:
    visit = next(block for block in agenda.blocks if block.kind == "visit")
    code, out, err = run("why", TOUR, str(visit.ref))
    assert (code, err) == (0, "")
    first, *rest = out.splitlines()
    assert first.startswith(f"{visit.title} is on ")
    assert "What holds it:" in rest
    assert "What it gives:" in rest
    assert any(line.startswith("- ") and f"{TOUR}.yaml:" in line for line in rest)


def test_placed_as_json(run: Run, agenda: Agenda) -> None:
    flight = next(block for block in agenda.blocks if block.kind == "flight")
    code, out, _ = run("why", TOUR, flight.id, "--json")
    data: dict[str, Any] = json.loads(out)
    assert code == 0
    assert (data["placed"], data["left_out"], data["price"]) == (True, False, None)
    assert data["slack"] == {"earlier": 0, "later": 0}
    assert "other departures" in data["facts"][0]["fact"]
    assert "flights.yaml:" in data["facts"][0]["where"]


def test_left_out_as_json(run: Run, agenda: Agenda) -> None:
    out_of_it = next(one for one in agenda.left_out if "not on this route" not in one.reason)
    code, out, _ = run("why", TOUR, out_of_it.ref, "--json")
    data: dict[str, Any] = json.loads(out)
    assert code == 0
    assert (data["placed"], data["left_out"], data["slack"]) == (False, True, None)
    assert all(set(fact) == {"fact", "where"} and fact["where"] for fact in data["facts"])
    assert set(data["price"]) >= {"points", "dropped", "moved", "plan"}
    placed = {block["ref"] for day in data["price"]["plan"]["days"] for block in day["blocks"]}
    assert out_of_it.ref in placed


def test_unknown_item_says_what_was_perhaps_meant(run: Run) -> None:
    code, out, err = run("why", TOUR, "sgp-grap")
    assert (code, out) == (2, "")
    assert err == (f"workshop: there is no item 'sgp-grap' in {TOUR}; did you mean sgp-grab?\n")


def test_tour_without_an_agenda(run: Run, workspace: Workspace) -> None:
    path = workspace.itineraries / f"{TOUR}.yaml"
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("\nagenda:")] + "\n", "utf-8")
    code, out, err = run("why", TOUR, "sgp-grab")
    assert (code, out) == (2, "")
    assert "there is no agenda in this tour yet; make one: workshop plan" in err
