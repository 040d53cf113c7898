"""Routes that are parted beside the tree: the best plan is the one that other ways prove."""

from __future__ import annotations

import json

from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner import plan
from workshop.planner.ceiling import Ceiling
from workshop.planner.flight import fly
from workshop.planner.incumbent import Incumbent
from workshop.planner.lanes import Bounder, Diver, Parter, Prover
from workshop.planner.master import Kind
from workshop.planner.problem import SCALE
from workshop.planner.start import Start
from workshop.planner.state import State
from workshop.planner.stop import ignore, never
from workshop.planner.tree import Forest

VENUES = {"singapore": "ven-sgp-cbd", "bangkok": "ven-bkk-qsncc"}


def tour_of(days: int) -> Tour:
    brief = {
        "title": "Few days",
        "group_size": 18,
        "start": "2027-04-05",
        "days": days,
        "cities": {"must": ["singapore", "bangkok"]},
        "venues": [{"city": city, "id": VENUES[city]} for city in VENUES],
    }
    return Tour.model_validate_json(json.dumps({"brief": brief}))


def begun(tour: Tour, catalogue: Catalogue) -> tuple[State, Forest, Ceiling]:
    """Return a search whose routes have been bounded together once."""
    assert tour.brief.start is not None
    start = Start.of(tour.brief, catalogue, tour.brief.start, None)
    state = State(Incumbent(tour, catalogue, 0, ignore), never, 30)
    forest, state.starts = Forest([start]), {start.problem.start: start}
    state.open = forest.roots(Kind.ROUGH)
    ceiling = Ceiling(start, [node.route for node in state.open])
    ceiling.begin(ceiling.routes[0], 1)
    ceiling.tighten(1, float("-inf"))
    return state, forest, ceiling


def test_parting_ends_in_the_same_proof(catalogue: Catalogue) -> None:
    tour = tour_of(2)
    state, forest, ceiling = begun(tour, catalogue)
    bounder = Bounder(state, forest, [])
    parter = Parter(state, bounder, [ceiling], lambda _: None)
    fly([Diver(state, forest, bounder), bounder, parter, Prover(state, forest)], state.over)
    assert not state.hopeful(), "proven"
    assert state.known.value is not None
    assert round(state.known.value / SCALE) == plan(tour, catalogue, explain=False).score


def test_what_a_look_tells_of_a_route_is_heeded(catalogue: Catalogue) -> None:
    state, forest, ceiling = begun(tour_of(3), catalogue)

    def look(ceiling: Ceiling) -> None:
        for route in ceiling.routes:
            ceiling.glimpse(route, ceiling.work + 1)

    fly([Parter(state, Bounder(state, forest, []), [ceiling], look)], state.over)
    assert state.open
    assert all(node.bound <= ceiling.of(node.route) + SCALE for node in state.open)
