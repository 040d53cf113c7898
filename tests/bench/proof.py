"""How soon the sample tours are planned and proven: `python -m tests.bench.proof [--limit N]`.

Seconds of the clock, the solver's import included, to the first plan, to one within 15 % of the
best, to one within 1 %, and to the proof; beside it what the plain formulation (`one_model`) makes
of the same tour in the same time, ten seconds at least.
"""

from __future__ import annotations

import argparse
import math

from tests.bench.figures import Figure, table
from tests.bench.one_model import one_model
from tests.bench.planner import LEAST, NEAR, ROOT, SAMPLES, run
from workshop.store.workspace import Workspace

EARLY = 0.15
FIRST_GOAL, NEAR_GOAL, PROOF_GOAL = 1.0, 5.0, 10.0
"""Seconds to a first plan that is within `EARLY`, to one within `NEAR`, and to the proof."""


def figures(limit: float) -> list[Figure]:
    """Plan every sample once."""
    workspace = Workspace(ROOT)
    catalogue = workspace.catalogue()
    found = []
    for name in SAMPLES:
        tour = workspace.tour(name).tour.model_copy(update={"agenda": None})
        ours = run(tour, catalogue, limit)
        agenda = ours.agenda
        plain = one_model(tour, catalogue, agenda, max(ours.end, LEAST))
        reached = "no plan" if plain.score is None else f"{plain.score} points"
        gap = "" if plain.gap is None else f", {plain.gap:.0%} from proof"
        proven = ours.end if agenda.status == "optimal" else math.inf
        first = ours.seen[0][0] if ours.seen else math.inf
        found += [
            Figure(f"{name}: first plan", first, "s", FIRST_GOAL),
            Figure(f"{name}: within 15 %", ours.within(EARLY) or math.inf, "s", FIRST_GOAL),
            Figure(f"{name}: within 1 %", ours.within(NEAR) or math.inf, "s", NEAR_GOAL),
            Figure(f"{name}: proven best, {agenda.score} points", proven, "s", PROOF_GOAL,
                   f"plain model after {plain.seconds:.0f} s: {reached}{gap}"),
        ]  # fmt: skip
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=float, default=300.0, help="deterministic seconds a tour")
    print(table(figures(parser.parse_args().limit)))


if __name__ == "__main__":
    main()
