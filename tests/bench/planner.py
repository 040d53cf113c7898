"""How fast the planner is: `python -m tests.bench.planner [--tours N] [--plain]`.

For the sample tours and for generated ones (fixed seeds, five sizes from 20 candidates and 3 days
to 120 and 14) it prints a Markdown table: seconds of the clock to a first plan, to a plan within
one percent of the best one found, and to the end; seconds of both cores together; the gap, 0 where
the best is proven; the points.
`--limit` bounds each in deterministic seconds; with `--plain` a column says what the plain
formulation (see `one_model`) reaches in the same time.
Run it by hand on a quiet machine; the ratios travel, the seconds do not.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.one_model import one_model
from tests.bench.tours import generated
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner import Progress, plan
from workshop.store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Row:
    """What one run gave."""

    name: str
    first: float
    near: float
    total: float
    cpu: float
    gap: float
    score: int
    work: float
    plain: int | None


def measure(name: str, tour: Tour, catalogue: Catalogue, limit: float, *, plain: bool) -> Row:
    """Plan once and time the way to the best."""
    seen: list[tuple[float, int]] = []
    began, busy = time.perf_counter(), time.process_time()

    def tell(progress: Progress) -> None:
        seen.append((time.perf_counter() - began, progress.score))

    agenda = plan(tour, catalogue, on_progress=tell, limit=limit)
    total = time.perf_counter() - began
    busy = time.process_time() - busy
    near = [at for at, score in seen if score >= agenda.score - abs(agenda.score) * 0.01]
    nan = float("nan")
    return Row(
        name,
        seen[0][0] if seen else nan,
        near[0] if near else nan,
        total,
        busy,
        agenda.gap if agenda.days else nan,
        agenda.score,
        agenda.work,
        one_model(tour, catalogue, agenda, total).score if plain and agenda.days else None,
    )


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tours", type=int, default=30)
    parser.add_argument("--limit", type=float, default=60.0)
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args()
    workspace = Workspace(ROOT)
    catalogue = workspace.catalogue()
    tours = [
        (name, workspace.tour(name).tour.model_copy(update={"agenda": None}), catalogue)
        for name in ("asia-tech-tour-2027", "with-seoul-2027")
    ]
    tours += list(generated(catalogue, options.tours))
    print("| tour | first | 1 % | end | cpu | gap | points | work | plain |")
    print("| --- | --: | --: | --: | --: | --: | --: | --: | --: |")
    for name, tour, where in tours:
        row = measure(name, tour, where, options.limit, plain=options.plain)
        plain = "" if row.plain is None else f"{row.plain}"
        print(
            f"| {row.name} | {row.first:.1f} s | {row.near:.1f} s | {row.total:.1f} s "
            f"| {row.cpu:.1f} s | {row.gap:.1%} | {row.score} | {row.work:.1f} | {plain} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
