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

from tests.bench.figures import Figure, table
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


GOALS = {"check": 0.02, "why": 1.0, "repair": 2.0}
"""Seconds that an answer may take at most, by the first word of what is asked."""


@dataclass
class Times:
    """Seconds of questions of one kind."""

    name: str
    seconds: list[float] = field(default_factory=list)
    slowest: str = ""
    told: list[str] = field(default_factory=list)

    def add(self, question: str, seconds: float, told: str = "") -> None:
        """Note one question."""
        if seconds >= max(self.seconds, default=0):
            self.slowest = question
        self.seconds.append(seconds)
        self.told.append(told)

    def figure(self, tour: str) -> Figure:
        """Return the slowest as a figure, with the median and what was answered beside it."""
        beside = [f"median of {len(self.seconds)}: {statistics.median(self.seconds):.2g} s"]
        beside += [self.slowest] if self.slowest else []
        kinds = sorted({one for one in self.told if one})
        beside += [f"{self.told.count(one)} {one}" for one in kinds]
        goal = GOALS[self.name.split()[0].rstrip(":")]
        what = f"{tour}: {self.name}, the slowest"
        return Figure(what, max(self.seconds), "s", goal, ", ".join(beside))


def timed(call: Callable[[], object]) -> tuple[object, float]:
    """Return what `call` gives, and its seconds on the clock."""
    began = clock.perf_counter()
    given = call()
    return given, clock.perf_counter() - began


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


def measure(name: str, tour: Tour, catalogue: Catalogue, every: int) -> list[Figure]:
    """Ask everything about one tour."""
    agenda = tour.agenda
    if agenda is None:
        raise SystemExit(f"{name} has no agenda")
    _, baseline = timed(lambda: first_plan(tour, catalogue))
    kinds: dict[str, Times] = {}

    def row(kind: str) -> Times:
        return kinds.setdefault(kind, Times(kind))

    for _ in range(20):
        _, seconds = timed(lambda: check(agenda, tour.brief, catalogue))
        row("check").add("", seconds)
    for block in agenda.blocks:
        _, seconds = timed(lambda block=block: why(tour, catalogue, block.id))  # type: ignore[misc]
        row("why placed").add(block.id, seconds)
    for kind, item in list(questions(tour, catalogue, agenda))[::every]:
        answer, seconds = timed(lambda item=item: why(tour, catalogue, item))  # type: ignore[misc]
        row(kind).add(item, seconds, _priced(answer))
    for kind, event in list(happenings(agenda))[::every]:
        found, seconds = timed(lambda event=event: repair(tour, catalogue, [event]))  # type: ignore[misc]
        row(kind).add(str(event), seconds, _mended(found))
    plain = Figure(f"{name}: a first plan from nothing, beside which these stand", baseline, "s")
    return [plain, *(one.figure(name) for one in kinds.values())]


def _priced(answer: object) -> str:
    if not isinstance(answer, Why) or answer.price is None:
        return "without a price"
    return f"{answer.price.reach}{'' if answer.price.proven else ' at most'}"


def _mended(found: object) -> str:
    if not isinstance(found, tuple) or not found:
        return "nothing"
    first: Repair = found[0]
    plans = "one plan" if len(found) == 1 else f"{len(found)} plans"
    return f"{plans}{'' if first.proven else ', fewest not proven'}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tour", action="append", choices=SAMPLES, help="this sample only")
    parser.add_argument("--every", type=int, default=1, help="ask every so manieth question")
    options = parser.parse_args()
    workspace = Workspace(ROOT)
    catalogue = workspace.catalogue()
    found = []
    for name in options.tour or SAMPLES:
        found += measure(name, workspace.tour(name).tour, catalogue, options.every)
    print(table(found))


if __name__ == "__main__":
    main()
