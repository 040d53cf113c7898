"""Whether `plan` and `check` agree: `python -m tests.bench.agreement [--tours 500] [--first 0]`.

Every generated tour is planned; its agenda must break no rule, and its points and status must be
what they claim. Ends with status 1 if one does not. A short form is in the test suite.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.bench.tours import small
from workshop.model.catalogue import Catalogue
from workshop.planner import plan
from workshop.planner.points import points
from workshop.rules import check
from workshop.store.workspace import Workspace

LIMIT = 0.3
"""Deterministic seconds a tour."""


def faults(catalogue: Catalogue, number: int) -> tuple[bool, list[str]]:
    """Plan one tour; return whether there is a plan, and what is wrong with it."""
    tour = small(catalogue, number)
    agenda = plan(tour, catalogue, limit=LIMIT, explain=False)
    if not agenda.days:
        return False, [] if agenda.conflict else ["impossible, and nothing says why"]
    found = [
        f"{one.rule}: {one.message}"
        for one in check(agenda, tour.brief, catalogue)
        if one.severity == "error"
    ]
    if agenda.score != points(agenda.days, tour.brief, catalogue).score:
        found.append("the score is not that of its blocks")
    if (agenda.status == "optimal") != (agenda.bound == agenda.score) and agenda.gap:
        found.append("the proof and the bound disagree")
    return True, found


def main() -> int:
    """Plan and check them all; print every fault, and how many there were."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tours", type=int, default=500)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    catalogue = Workspace(Path(__file__).resolve().parents[2]).catalogue()
    planned = wrong = 0
    for number in range(options.first, options.first + options.tours):
        possible, found = faults(catalogue, number)
        planned += possible
        wrong += bool(found)
        for fault in found:
            print(f"tour {number}: {fault}", flush=True)
    print(f"{options.tours} tours, {planned} with a plan, {wrong} with a fault")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
