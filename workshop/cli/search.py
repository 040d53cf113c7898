"""One search for an agenda: Ctrl-C gives the best so far, and rules look at what comes out."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import TYPE_CHECKING, TypeVar

from workshop.cli import streams

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.model.agenda import Agenda
    from workshop.model.catalogue import Catalogue
    from workshop.model.finding import Finding
    from workshop.planner.stop import Progress, StopToken
    from workshop.store.tours import TourFile

T = TypeVar("T")


class BrokenPlanError(Exception):
    """The planner's agenda breaks rules: a fault of the program, and nothing to show anyone."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Hold the error findings."""
        told = "; ".join(f"{finding.rule}: {finding.message}" for finding in findings)
        super().__init__(f"the planner made an agenda that breaks {len(findings)} rules: {told}")


@dataclass(frozen=True)
class Found:
    """What a search gave; `findings` holds no errors."""

    agenda: Agenda
    findings: tuple[Finding, ...]
    interrupted: bool
    seconds: float
    """Wall-clock seconds it took."""
    frees: tuple[str, ...] = ()
    """What the tour would be without each fact of a conflict, in words; empty where that cannot be
    dropped."""


def search(
    file: TourFile, catalogue: Catalogue, content: Path, *, limit: float, seed: int
) -> Found:
    """Plan a tour in at most `limit` seconds and check the plan.

    Facts that clash are given their lines in the file or in the folder `content`.

    The first Ctrl-C ends the search with the best so far, the second ends the process.
    Progress is drawn if standard error is a terminal. Raises BrokenPlanError.
    """
    from workshop.model.finding import errors
    from workshop.planner import plan
    from workshop.rules import check

    tour, began = file.tour, time.monotonic()

    def work(stop: StopToken) -> Agenda:
        return plan(tour, catalogue, stop=stop, on_progress=Meter(), seed=seed, limit=limit)

    agenda, interrupted = until_interrupted(work)
    seconds = time.monotonic() - began
    findings: tuple[Finding, ...] = ()
    frees: tuple[str, ...] = ()
    if agenda.status != "infeasible":
        findings = check(agenda, tour.brief, catalogue, held=tour.agenda)
        broken = errors(findings)
        if broken:
            raise BrokenPlanError(broken)
    else:
        from workshop.planner.freed import freed_of
        from workshop.store.locate import with_lines

        frees = tuple(freed_of(tour, catalogue, one.where) for one in agenda.conflict)
        agenda = with_lines(agenda, file, content)
    return Found(agenda, findings, interrupted, seconds, frees)


def until_interrupted(work: Callable[[StopToken], T]) -> tuple[T, bool]:
    """Return what `work` gives and whether Ctrl-C told it, by its token, to come to an end.

    It works in a thread, since a signal reaches only a main thread that is not inside the solver.
    The second Ctrl-C ends the process. What `work` raises is raised.
    """
    from workshop.planner.stop import StopToken

    stop = StopToken()
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work(stop))
        except BaseException as error:  # noqa: BLE001 (raised again in the main thread)
            errors.append(error)

    with _interruptible(stop):
        thread = threading.Thread(target=run, name="planner", daemon=True)
        thread.start()
        try:
            thread.join()
        except KeyboardInterrupt:  # a solver that does not stop would hold up or crash a tidy exit
            streams.say("interrupted")
            os._exit(130)
    if errors:
        raise errors[0]
    return results[0], stop.stopped()


@contextmanager
def _interruptible(stop: StopToken) -> Iterator[None]:
    """Let the first SIGINT trip `stop`; the second is a KeyboardInterrupt again."""

    def trip(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        if stop.stopped():
            raise KeyboardInterrupt
        stop.set()

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, trip)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if streams.shows_progress():
            streams.draw("")


class Meter:
    """Draws progress over one line of a terminal, ten times a second at most."""

    def __init__(self) -> None:
        """Draw nothing where standard error is no terminal."""
        self._shows = streams.shows_progress()
        self._drawn = 0.0

    def __call__(self, progress: Progress, of: str = "") -> None:
        """Draw `progress`, of the variant `of` where there are several."""
        from workshop.model.agenda import LOOSE

        now = time.monotonic()
        if not self._shows or now - self._drawn < 0.1:
            return
        self._drawn = now
        known = "no plan yet"
        if progress.best is not None:
            known = f"{progress.score} points, not yet known how good"
        if progress.best is not None and progress.gap < LOOSE:
            there = "" if progress.best.venues == "all" else " at its venues"
            most = f"at most {progress.bound} points{there}"
            known = f"{progress.score} of {most}, gap {progress.gap:.1%}"
        if of:
            known = f"{of}: {known}"
        streams.draw(
            f"{progress.seconds:5.1f} s  {known}  {progress.note}  (Ctrl-C: take the best)"
        )
