"""The way of many tours: `python -m tests.bench.roundtrip [--tours 500] [--from 0]`.

Every generated tour is planned, seven of eight until there is a first plan, and its agenda held
against the rules and its own claims; saved and read back from disk; given out in a third of the
documents, which turn from tour to tour (all of them for one in 25; PDF, which takes half of the
time, for one in eight); edited at random, saved half-way, given out in another third; taken in
hand anew; and undone to its start, where its file must be what it was byte for byte. It goes the
way of the app: services, journal, outbox.

Prints each fault as it is found and one table at the end, and ends with status 1 if there was a
fault. A short form is in the test suite.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from tests.bench.handiwork import some_edit
from tests.bench.tours import drawn, is_long
from workshop.errors import UsageError
from workshop.export.documents import Paper
from workshop.export.redaction import READERS, Document
from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner import STOPPED, plan
from workshop.planner.points import points
from workshop.planner.stop import Progress, StopToken
from workshop.rules import check
from workshop.store.tours import tour_text
from workshop.tui.services import Services, TourInHand

ROOT = Path(__file__).resolve().parents[2]
LIMIT, LONG = 1.2, 4.0
"""Deterministic seconds that a tour is planned for at most; a long one."""
WHOLE_EACH = 8
"""One in so many is planned to the end; the others are stopped as soon as there is a plan."""
EDITS = 8
TURNS = 3
"""Each document is made by one tour in so many, before the edits and after them."""
ALL_EACH, PDF_EACH = 25, 8
"""One in so many tours is given out in every document; as PDF, which takes half of the time."""
STAGES = ("plan", "file", "documents", "edits", "undo")


class EndedError(Exception):
    """A journey came to its end before its time."""


@dataclass
class Journey:
    """What came of one tour; faults by the stage in which they were found."""

    number: int
    planned: bool = False
    impossible: bool = False
    """Proven so; a tour that is neither had no plan by the limit."""
    edits: int = 0
    refused: int = 0
    documents: int = 0
    kinds: Counter[Document] = field(default_factory=Counter)
    """How often it was given out in each document."""
    faults: list[tuple[str, str]] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def want(self, stage: str, true: object, what: str) -> None:
        """Note a fault unless something is true."""
        if not true:
            self.faults.append((stage, what))

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage; what it raises is a fault of it, and the end of the journey."""
        began = time.perf_counter()
        try:
            yield
        except Exception as error:
            self.faults.append((name, traceback.format_exc()))
            raise EndedError from error
        finally:
            took = time.perf_counter() - began
            self.seconds[name] = self.seconds.get(name, 0) + took


def workspace(folder: Path) -> Services:
    """Return an app's services on an empty workspace in `folder`, with the real content."""
    (folder / "itineraries").mkdir()
    (folder / "content").symlink_to(ROOT / "content")
    return Services(folder)


def travel(services: Services, folder: Path, number: int) -> Journey:
    """Send one tour all the way."""
    journey = Journey(number)
    tour = drawn(services.catalogue(), number)
    dice = random.Random(number)  # noqa: S311 (a benchmark, not a secret)
    with suppress(EndedError):
        with journey.stage("plan"):
            agenda = _plan(tour, services.catalogue(), number)
            _judge(journey, tour, agenda, services)
        if journey.planned:
            path = folder / "itineraries" / f"tour-{number}.yaml"
            path.write_bytes(_written(tour, dice).encode())
            _way(journey, services, path, agenda, dice)
    return journey


def _plan(tour: Tour, catalogue: Catalogue, number: int) -> Agenda:
    """Return the best plan by the limit, or the first that there is."""
    limit, stop = LONG if is_long(number) else LIMIT, StopToken()

    def enough(progress: Progress) -> None:
        if progress.best is not None and number % WHOLE_EACH:
            stop.set()

    return plan(tour, catalogue, limit=limit, explain=False, stop=stop, on_progress=enough)


def _stopped(agenda: Agenda) -> bool:
    """Tell whether the search ended before it knew whether there is a plan."""
    return any(one.fact == STOPPED for one in agenda.conflict)


def _written(tour: Tour, dice: random.Random) -> str:
    """Return a tour's file as the program writes it, or as a person might."""
    text = tour_text(tour)
    if dice.random() < 0.5:
        return text
    loose = yaml.safe_dump(
        yaml.safe_load(text), allow_unicode=True, sort_keys=False, indent=dice.choice((2, 4))
    )
    lines = [f"{line}{dice.choice(('', '', '', '  # a remark'))}" for line in loose.splitlines()]
    return dice.choice(("\n", "\r\n")).join(lines) + dice.choice(("", "\n", "\n\n"))


def _judge(journey: Journey, tour: Tour, agenda: Agenda, services: Services) -> None:
    """Hold a plan against the rules, and against what it says of itself."""
    journey.planned = bool(agenda.days)
    if not agenda.days:
        journey.impossible = not _stopped(agenda)
        journey.want("plan", agenda.conflict, "impossible, and nothing says why")
        return
    for one in check(agenda, tour.brief, services.catalogue()):
        journey.want("plan", one.severity != "error", f"{one.rule}: {one.message}")
    score = points(agenda.days, tour.brief, services.catalogue()).score
    journey.want("plan", agenda.score == score, "the score is not that of its blocks")
    proven = agenda.status == "optimal"
    told = proven == (agenda.bound == agenda.score) and proven == (agenda.gap == 0)
    journey.want("plan", told, "the proof, the bound and the gap disagree")


def _way(
    journey: Journey,
    services: Services,
    path: Path,
    agenda: Agenda,
    dice: random.Random,
) -> None:
    """Save, give out, edit and undo a tour that has been planned."""
    start = path.read_bytes()
    with journey.stage("file"):
        hand = services.take(path.stem)
        planned = hand.tour.model_copy(update={"agenda": agenda})
        hand = services.save(services.do(hand, planned, "planned", None))
        saved = hand.path.read_bytes()
        journey.want("file", services.tour_file(hand.name).tour == planned, "saved as another tour")
    with journey.stage("documents"):
        _give_out(journey, services, hand, wanted(journey.number, turn=0))
    with journey.stage("edits"):
        passed = _edit(journey, services, hand, dice)
        hand = services.now(hand)
    with journey.stage("documents"):
        _give_out(journey, services, hand, wanted(journey.number, turn=1))
    with journey.stage("undo"):
        services.release(hand)
        hand = services.take(hand.name)
        journey.want("undo", hand.tour == passed[-1], "the journal tells of another tour")
        for tour in reversed(passed[:-1]):
            hand = services.undo(hand)
            journey.want("undo", hand.tour == tour, f"undone to another tour: {hand.redoes}")
        hand = services.save(hand)
        journey.want("undo", hand.path.read_bytes() == saved, "the plan's file has other bytes")
        hand = services.save(services.undo(hand))
        journey.want("undo", hand.path.read_bytes() == start, "the brief's file has other bytes")
        journey.want("undo", not hand.undoes, "there is more to undo than was done")
        services.release(hand)


def _edit(
    journey: Journey, services: Services, hand: TourInHand, dice: random.Random
) -> list[Tour]:
    """Edit at random, saving half-way; return the tour as planned and after each edit."""
    passed = [hand.tour]
    for number in range(EDITS):
        try:
            changed = services.edited(hand.tour, some_edit(dice))
        except UsageError:
            journey.refused += 1
            continue
        hand = services.do(hand, changed.tour, changed.label, changed.block)
        journey.edits += 1
        passed.append(hand.tour)
        if number == EDITS // 2:
            hand = services.save(hand)
            there = services.tour_file(hand.name).tour
            journey.want("file", there == hand.tour, f"saved as another tour: {changed.label}")
    return passed


def wanted(number: int, *, turn: int) -> tuple[Document, ...]:
    """Return the documents in which a tour is given out: before its edits, after them."""
    places = (1, 0) if number % ALL_EACH == 0 else (TURNS, (number + turn) % TURNS)
    pdf = number % PDF_EACH == 0 and turn == 0
    return tuple(
        one
        for at, one in enumerate(READERS)
        if (pdf if one == "pdf" else at % places[0] == places[1])
    )


def _give_out(
    journey: Journey, services: Services, hand: TourInHand, kinds: tuple[Document, ...]
) -> None:
    """Make documents, write them and read them again."""
    agenda = hand.tour.agenda
    if agenda is None or not agenda.blocks:
        return
    folder = services.export_folder(hand)
    packed = services.pack(
        hand, agenda, kinds, folder,
        stop=services.new_stop(), on_document=lambda title: None,
    )  # fmt: skip
    if packed is None:
        raise RuntimeError("nobody stopped it, and it did not end")
    paths = services.send(packed)
    papers = [one for papers in packed.parcel.papers.values() for one in papers]
    journey.documents += len(papers)
    journey.kinds.update(kinds)
    for paper, path in zip(papers, paths, strict=True):
        journey.want("documents", path.read_bytes() == paper.data, f"{paper.name}: other bytes")
        mode = path.stat().st_mode & 0o077
        journey.want("documents", not (paper.private and mode), f"{paper.name}: open to others")
        journey.want("documents", _told(paper, agenda), f"{paper.name}: not what the plan says")


def _told(paper: Paper, agenda: Agenda) -> bool:
    """Tell whether a document can be read and, where it is data, says what the agenda says."""
    if paper.name.endswith(".pdf"):
        return paper.data.startswith(b"%PDF-") and paper.data.rstrip().endswith(b"%%EOF")
    if paper.name.endswith("-agenda.csv"):
        rows = list(csv.reader(io.StringIO(paper.text.removeprefix("\ufeff"), newline="")))
        return len({len(row) for row in rows}) == 1 and len(rows) == len(agenda.blocks) + 1
    if paper.name.endswith(".json"):
        days = json.loads(paper.text)["days"]
        told = [(one["id"], one["start"], one["end"]) for day in days for one in day["blocks"]]
        return told == [(b.id, b.start.isoformat(), b.end.isoformat()) for b in agenda.blocks]
    return bool(paper.text.strip())


def table(journeys: list[Journey]) -> str:
    """Return what was tried and what was found, as Markdown."""
    rows = {
        "tours tried": len(journeys),
        "planned": sum(one.planned for one in journeys),
        "impossible, with reasons": sum(one.impossible for one in journeys),
        "no plan by the limit": sum(not (one.planned or one.impossible) for one in journeys),
        "documents written": sum(one.documents for one in journeys),
        "edits done": sum(one.edits for one in journeys),
        "edits refused": sum(one.refused for one in journeys),
    }
    kinds = sum((one.kinds for one in journeys), Counter[Document]())
    rows["the least made document, tours"] = min((kinds[one] for one in READERS), default=0)
    faulty = Counter(stage for one in journeys for stage in {stage for stage, _ in one.faults})
    seconds = {name: sum(one.seconds.get(name, 0) for one in journeys) for name in STAGES}
    lines = ["| | |", "| --- | --: |", *(f"| {name} | {count} |" for name, count in rows.items())]
    lines += [
        f"| tours with a fault in: {stage} | {faulty[stage]} ({seconds[stage]:.0f} s) |"
        for stage in STAGES
    ]
    return "\n".join(lines)


def main() -> int:
    """Send all tours on their way; print every fault, and the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tours", type=int, default=500)
    parser.add_argument("--from", type=int, default=0, dest="first", help="number of the first")
    options = parser.parse_args()
    journeys = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        services = workspace(folder)
        for number in range(options.first, options.first + options.tours):
            journeys.append(travel(services, folder, number))
            for stage, fault in journeys[-1].faults:
                print(f"tour {number}, {stage}: {fault}", flush=True)
    print(table(journeys))
    return 1 if any(one.faults for one in journeys) else 0


if __name__ == "__main__":
    raise SystemExit(main())
