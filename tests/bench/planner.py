"""How fast the planner is: `python -m tests.bench.planner [--tours N] [--limit SECONDS] [--plain]`.

For the sample tours and for generated ones (fixed seeds, five sizes) it prints the seconds to a
first plan, to a plan within one percent of the best one found, and to the proof, with the gap where
the limit came first. `--plain` adds a column: the best route's master handed whole to CP-SAT, with
nothing bounded, split or left out before, given as much wall-clock time as the planner took.
Run it by hand on a quiet machine; the ratios travel, the seconds do not.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any

from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner import Progress, StopToken, plan
from workshop.store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
SIZES = ((20, 3, 1), (30, 4, 2), (37, 5, 3), (37, 6, 3), (37, 7, 3))
"""Hosts to choose from, days, cities that must be visited."""
LEGS = ("jakarta", "singapore", "bangkok", "seoul")


@dataclass(frozen=True)
class Row:
    """What one run gave."""

    name: str
    first: float
    near: float
    total: float
    gap: float
    score: int
    work: float
    plain: int | None


def generated(catalogue: Catalogue, count: int) -> Iterator[tuple[str, Tour]]:
    """Yield tours of the five sizes in turn, the same ones every time."""
    for number in range(count):
        hosts, days, cities = SIZES[number % len(SIZES)]
        dice = random.Random(number)  # noqa: S311 (a benchmark, not a secret)
        must = dice.sample(LEGS, cities)
        everyone = sorted(catalogue.host)
        out = dice.sample(everyone, len(everyone) - min(hosts, len(everyone)))
        brief: dict[str, Any] = {
            "title": f"Generated {number}",
            "group_size": 18,
            "start": f"2027-{dice.choice(('03', '04'))}-{dice.randint(1, 24):02d}",
            "days": days,
            "cities": {"must": must, "may": []},
            "balance": {"hard": dice.random() < 0.5},
            "hosts": [{"id": one, "wish": "never"} for one in out],
        }
        name = f"{hosts} hosts, {days} days, {cities} cities #{number}"
        yield name, Tour.model_validate_json(json.dumps({"brief": brief}))


def measure(name: str, tour: Tour, catalogue: Catalogue, limit: float, *, plain: bool) -> Row:
    """Plan once and time the way to the best."""
    seen: list[tuple[float, int]] = []
    began = time.perf_counter()

    def tell(progress: Progress) -> None:
        seen.append((time.perf_counter() - began, progress.score))

    agenda = plan(tour, catalogue, on_progress=tell, limit=limit)
    total = time.perf_counter() - began
    near = [at for at, score in seen if score >= agenda.score - abs(agenda.score) * 0.01]
    nan = float("nan")
    return Row(
        name,
        seen[0][0] if seen else nan,
        near[0] if near else nan,
        total,
        agenda.gap if agenda.days else nan,
        agenda.score,
        agenda.work,
        one_model(tour, catalogue, total) if plain and agenda.days else None,
    )


def one_model(tour: Tour, catalogue: Catalogue, seconds: float) -> int:
    """Return the score that CP-SAT reaches in `seconds` on the first possible route, whole."""
    from workshop.planner import cp_sat
    from workshop.planner.solve import start_dates
    from workshop.planner.tree import Forest, Start

    start = start_dates(tour)[0]
    forest = Forest([Start.of(tour.brief, catalogue, start, None)])
    for root in forest.roots():
        for node, possible in forest.relax([root]):
            if possible:
                token = StopToken()
                timer = Timer(seconds, token.set)
                timer.start()
                found = cp_sat.solve(
                    forest.master(node).linear.program(),
                    above=None,
                    limit=1e6,
                    seed=0,
                    stop=token,
                    on_better=lambda values: None,
                    on_bound=lambda bound: None,
                )
                timer.cancel()
                return round((found.objective + node.constant) / 60) if found.values else 0
    return 0


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tours", type=int, default=10)
    parser.add_argument("--limit", type=float, default=60.0)
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args()
    workspace = Workspace(ROOT)
    catalogue = workspace.catalogue()
    tours = [
        (name, workspace.tour(name).tour.model_copy(update={"agenda": None}))
        for name in ("asia-tech-tour-2027", "with-seoul-2027")
    ]
    tours += list(generated(catalogue, options.tours))
    print(
        f"{'tour':40} {'first':>7} {'1 %':>7} {'end':>7} {'gap':>7} {'score':>6} {'work':>7} plain"
    )
    for name, tour in tours:
        row = measure(name, tour, catalogue, options.limit, plain=options.plain)
        plain = "" if row.plain is None else f"{row.plain:5}"
        print(
            f"{row.name:40} {row.first:6.1f}s {row.near:6.1f}s {row.total:6.1f}s {row.gap:7.2%} "
            f"{row.score:6} {row.work:7.1f} {plain}",
            flush=True,
        )


if __name__ == "__main__":
    main()
