"""The plain formulation, to compare with: one model of a route, whole, and nothing but the solver.

It has the planner's patterns, rules and points, so that its score means the same; but no bound by
route, no splitting, no columns ruled out. It is given the route of the planner's own plan, which is
half the answer: with the routes free it does worse.
"""

from __future__ import annotations

from threading import Timer

from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner import StopToken, cp_sat
from workshop.planner.problem import SCALE
from workshop.planner.tree import Forest, Start


def one_model(tour: Tour, catalogue: Catalogue, agenda: Agenda, seconds: float) -> int | None:
    """Return the score that CP-SAT reaches in `seconds` on the route of `agenda`; None for none."""
    cities = tuple(dict.fromkeys(city for day in agenda.days for city in day.cities))
    moves = tuple(number for number, day in enumerate(agenda.days) if len(day.cities) > 1)
    forest = Forest([Start.of(tour.brief, catalogue, agenda.days[0].date, None)])
    root = next(
        node for node in forest.roots() if node.route.cities == cities and node.route.moves == moves
    )
    token = StopToken()
    timer = Timer(seconds, token.set)
    timer.start()
    found = cp_sat.solve(
        forest.master(root).linear.program(),
        above=None,
        limit=1e6,
        seed=0,
        stop=token,
        on_better=lambda values: None,
    )
    timer.cancel()
    constant = forest.master(root).linear.constant
    return round((found.objective + constant) / SCALE) if found.values else None
