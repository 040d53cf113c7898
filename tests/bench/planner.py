"""How fast the planner is: `python -m tests.bench.planner [--sizes 20,37] [--tours 6] [--limit N]`.

Plans generated tours of five sizes, from 20 candidates and 3 days to 120 and 14 (six of each, fixed
seeds, tight and loose, holidays inside), and with `--samples` the two that come with the program.
It prints Markdown: a table of the tours, and one of how cost grows with size. Of each: seconds of
the clock to a first plan, to one within one percent of the best found, and to the end; the gap, 0
where the best is proven; points; and what the plain formulation (see `one_model`) reaches in the
same time, ten seconds at least.

`--limit` bounds each tour in deterministic seconds. `--sizes`, `--tours` and `--from` cut the run
into pieces. Run it by hand on a quiet machine; the ratios travel, the seconds do not.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.one_model import Reached, one_model
from tests.bench.tours import SIZES, generated
from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner import Progress, plan
from workshop.store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ("asia-tech-tour-2027", "with-seoul-2027")
NEAR = 0.01
LEAST = 10.0
"""Seconds that the plain formulation has at least."""
HEAD = (
    "tour", "first plan", "within 1 %", "end", "gap", "points", "work",
    "plain: first", "plain: gap", "plain: points",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """What one run gave; seconds of the clock."""

    name: str
    size: str
    first: float | None
    near: float | None
    end: float
    agenda: Agenda
    plain: Reached | None

    def cells(self) -> tuple[str, ...]:
        """Return its cells of the table."""
        agenda, plain = self.agenda, self.plain
        if not agenda.days:
            return (self.name, "none", "none", _seconds(self.end), *[""] * 6)
        gap = "proven" if agenda.status == "optimal" else _percent(agenda.gap)
        times = (_seconds(self.first), _seconds(self.near), _seconds(self.end))
        cells = (self.name, *times, gap, str(agenda.score), f"{agenda.work:.1f}")
        if plain is None:
            return (*cells, "", "", "")
        reached = "none" if plain.score is None else str(plain.score)
        return (*cells, _seconds(plain.first), _percent(plain.gap), reached)


@dataclass(frozen=True)
class Run:
    """One search: when each better plan came, with its points, and how it ended."""

    seen: tuple[tuple[float, int], ...]
    end: float
    agenda: Agenda

    def within(self, share: float) -> float | None:
        """Return the seconds to a plan that lacks at most `share` of the best found."""
        least = self.agenda.score - abs(self.agenda.score) * share
        return next((at for at, score in self.seen if score >= least), None)


def run(tour: Tour, catalogue: Catalogue, limit: float) -> Run:
    """Plan once, and time the way to the best."""
    seen: list[tuple[float, int]] = []
    began = time.perf_counter()

    def tell(progress: Progress) -> None:
        seen.append((time.perf_counter() - began, progress.score))

    agenda = plan(tour, catalogue, on_progress=tell, limit=limit, explain=False)
    return Run(tuple(seen), time.perf_counter() - began, agenda)


def measure(name: str, size: str, tour: Tour, catalogue: Catalogue, limit: float) -> Row:
    """Plan once and time the way to the best; then let the plain formulation try."""
    ours = run(tour, catalogue, limit)
    agenda, end = ours.agenda, ours.end
    plain = one_model(tour, catalogue, agenda, max(end, LEAST)) if agenda.days else None
    first = ours.seen[0][0] if ours.seen else None
    return Row(name, size, first, ours.within(NEAR), end, agenda, plain)


def _seconds(value: float | None) -> str:
    return "none" if value is None else f"{value:.1f} s"


def _percent(value: float | None) -> str:
    return "none" if value is None else f"{value:.1%}"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(columns: int) -> str:
    return _line(("---", *["--:"] * (columns - 1)))


def growth(rows: Sequence[Row]) -> Iterator[str]:
    """Give the table of how cost grows: medians of each size, and how many were proven."""
    head = ("size", "tours", "proven", "first plan", "within 1 %", "end", "work", "gap",
            "plain: gap", "points more than plain")  # fmt: skip
    yield _line(head)
    yield _rule(len(head))
    for size in dict.fromkeys(row.size for row in rows):
        some = [row for row in rows if row.size == size and row.agenda.days]
        if not some:
            continue
        proven = sum(row.agenda.status == "optimal" for row in some)
        plain = [row.plain.gap for row in some if row.plain and row.plain.gap is not None]
        ahead = [row.agenda.score - row.plain.score for row in some
                 if row.plain and row.plain.score is not None]  # fmt: skip
        yield _line(
            (
                size,
                str(len(some)),
                str(proven),
                _seconds(_median(row.first for row in some)),
                _seconds(_median(row.near for row in some)),
                _seconds(_median(row.end for row in some)),
                f"{statistics.median(row.agenda.work for row in some):.1f}",
                _percent(_median(row.agenda.gap for row in some)),
                f"{_percent(_median(plain))} ({len(some) - len(plain)} without a plan)",
                f"{statistics.median(ahead):+.0f}" if ahead else "",
            )
        )


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def chosen(
    workspace: Workspace, sizes: set[int], numbers: range, *, samples: bool
) -> Iterator[tuple[str, str, Tour, Catalogue]]:
    """List tours: the samples, and of each size those of some numbers; with name and size."""
    catalogue = workspace.catalogue()
    for name in SAMPLES if samples else ():
        tour = workspace.tour(name).tour.model_copy(update={"agenda": None})
        yield name, "samples", tour, catalogue
    for place, (name, tour, wider) in enumerate(generated(catalogue, numbers.stop * len(SIZES))):
        hosts, days, cities = SIZES[place % len(SIZES)]
        if hosts in sizes and place // len(SIZES) in numbers:
            yield name, f"{hosts} candidates, {days} days, {cities} cities", tour, wider


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    every = ",".join(str(hosts) for hosts, _, _ in SIZES)
    parser.add_argument("--sizes", default=every, help=f"candidates, of {every}")
    parser.add_argument("--tours", type=int, default=6, help="tours of each size")
    parser.add_argument("--from", type=int, default=0, dest="first", help="number of the first")
    parser.add_argument("--limit", type=float, default=60.0, help="deterministic seconds a tour")
    parser.add_argument("--samples", action="store_true", help="the sample tours, too")
    options = parser.parse_args()
    sizes = {int(size) for size in options.sizes.split(",") if size}
    numbers = range(options.first, options.first + options.tours)
    rows = []
    print(_line(HEAD))
    print(_rule(len(HEAD)))
    some = chosen(Workspace(ROOT), sizes, numbers, samples=options.samples)
    for name, size, tour, catalogue in some:
        rows.append(measure(name, size, tour, catalogue, options.limit))
        print(_line(rows[-1].cells()), flush=True)
    print()
    print("\n".join(growth(rows)))


if __name__ == "__main__":
    main()
