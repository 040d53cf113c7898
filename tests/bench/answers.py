"""How fast the planner answers: `python -m tests.bench.answers [--tour NAME]… [--every N]`.

For each sample tour: why each candidate is left out and at what price, the repairs after every
kind of event on every day, and a check. Baseline of the same run: the first plan from nothing,
which an answer should not take longer than. Run it by hand on a quiet machine; the ratios travel,
the seconds do not.
"""

from __future__ import annotations

import argparse
import statistics
import time as clock
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path

from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner import Progress, StopToken, plan
from workshop.planner.events import Cancel, Close, Delay, End, Event
from workshop.planner.repair import Repair, repair
from workshop.planner.why import Why, known_items, why
from workshop.rules import check
from workshop.store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ("asia-tech-tour-2027", "with-seoul-2027")


@dataclass
class Times:
    """Seconds of questions of one kind, on the clock and of this process's own work."""

    name: str
    wall: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    slowest: str = ""
    told: list[str] = field(default_factory=list)

    def add(self, question: str, wall: float, work: float, told: str = "") -> None:
        """Note one question."""
        if wall >= max(self.wall, default=0):
            self.slowest = question
        self.wall.append(wall)
        self.work.append(work)
        self.told.append(told)

    def row(self, baseline: float) -> str:
        """Return a line of the table."""
        if not self.wall:
            return f"{self.name:34} none"
        most = max(self.wall)
        return (
            f"{self.name:34} {len(self.wall):4} {statistics.median(self.wall):7.3f} {most:7.3f} "
            f"{max(self.work):7.3f} {most / baseline:9.2f}  {self.slowest} {self._shares()}"
        )

    def _shares(self) -> str:
        kinds = {one for one in self.told if one}
        counts = (f"{self.told.count(one)} {one}" for one in sorted(kinds))
        return f"({', '.join(counts)})" if kinds else ""


def timed(call: Callable[[], object]) -> tuple[object, float, float]:
    """Return what `call` gives, its seconds on the clock and of this process's work."""
    wall, work = clock.perf_counter(), clock.process_time()
    given = call()
    return given, clock.perf_counter() - wall, clock.process_time() - work


def first_plan(tour: Tour, catalogue: Catalogue) -> None:
    """Plan from nothing until there is a plan."""
    token = StopToken()

    def enough(progress: Progress) -> None:
        if progress.best is not None:
            token.set()

    plan(tour.model_copy(update={"agenda": None}), catalogue, stop=token, on_progress=enough)


def questions(tour: Tour, catalogue: Catalogue, agenda: Agenda) -> Iterator[tuple[str, str]]:
    """List what is not in the plan, by where it is."""
    placed = {block.ref for block in agenda.blocks} | {block.id for block in agenda.blocks}
    here = {city for day in agenda.days for city in day.cities}
    for item in known_items(tour, catalogue):
        if item not in placed:
            city = catalogue.city_of.get(item)
            there = city is None or city.id in here
            yield ("why left out, on the route" if there else "why left out, elsewhere"), item


def happenings(agenda: Agenda) -> Iterator[tuple[str, Event]]:
    """List events of every kind."""
    for block in agenda.blocks:
        if block.kind in ("visit", "training", "leisure"):
            yield f"repair: {block.kind} cancelled", Cancel(block.id)
        elif block.kind == "flight":
            yield "repair: flight late by half an hour", Delay(block.id, 30)
    for day in agenda.days:
        for city in day.cities:
            yield "repair: city closed for a day", Close(city, day.date)
        yield "repair: day over at 16:00", End(day.date, time(16, 0))


def measure(name: str, tour: Tour, catalogue: Catalogue, every: int) -> None:
    """Ask everything about one tour, and print a table."""
    agenda = tour.agenda
    if agenda is None:
        raise SystemExit(f"{name} has no agenda")
    _, baseline, _ = timed(lambda: first_plan(tour, catalogue))
    kinds: dict[str, Times] = {}

    def row(kind: str) -> Times:
        return kinds.setdefault(kind, Times(kind))

    for _ in range(20):
        _, wall, work = timed(lambda: check(agenda, tour.brief, catalogue))
        row("check").add("", wall, work)
    for block in agenda.blocks:
        _, wall, work = timed(lambda block=block: why(tour, catalogue, block.id))  # type: ignore[misc]
        row("why placed").add(block.id, wall, work)
    for kind, item in list(questions(tour, catalogue, agenda))[::every]:
        answer, wall, work = timed(lambda item=item: why(tour, catalogue, item))  # type: ignore[misc]
        row(kind).add(item, wall, work, _priced(answer))
    for kind, event in list(happenings(agenda))[::every]:
        found, wall, work = timed(lambda event=event: repair(tour, catalogue, [event]))  # type: ignore[misc]
        row(kind).add(str(event), wall, work, _mended(found))
    print(f"{name}: first plan from nothing {baseline:.2f} s")
    print(f"{'':34} {'n':>4} {'median':>7} {'most':>7} {'work':>7} {'× first':>9}  slowest")
    for one in kinds.values():
        print(one.row(baseline), flush=True)


def _priced(answer: object) -> str:
    if not isinstance(answer, Why) or answer.price is None:
        return "without a price"
    return f"{answer.price.reach}{'' if answer.price.proven else ' at most'}"


def _mended(found: object) -> str:
    if not isinstance(found, tuple) or not found:
        return "nothing"
    first: Repair = found[0]
    return f"{len(found)} ways{'' if first.proven else ', fewest not proven'}"


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tour", action="append", choices=SAMPLES, help="this sample only")
    parser.add_argument("--every", type=int, default=1, help="ask every so manieth question")
    options = parser.parse_args()
    workspace = Workspace(ROOT)
    catalogue = workspace.catalogue()
    for name in options.tour or SAMPLES:
        measure(name, workspace.tour(name).tour, catalogue, options.every)


if __name__ == "__main__":
    main()
