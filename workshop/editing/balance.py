"""What brings lectures and visits into balance for the fewest points.

A lecture takes its other form, comes in or goes; a visit becomes longer or shorter, comes in or
goes. Each of these is tried where its minutes lead into the band of the brief, and what makes an
error that was not there is no fix. Where no single one is enough, or several small ones cost less,
the cheapest step towards the band is taken first, and another one after it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time

from workshop.editing.edits import Edit, Edited, Editor
from workshop.errors import UsageError
from workshop.model.agenda import Block
from workshop.model.catalogue import Catalogue
from workshop.model.lecture import Form
from workshop.model.terms import host_terms, host_wish, module_wish
from workshop.model.tour import Tour
from workshop.rules import check

STRETCH = (-30, -15, 15, 30)
"""Minutes by which a visit is tried longer or shorter: more is another visit."""
STEPS = 4
"""Steps at most to get into the band."""
MOST = 150
"""Edits that are tried at most in a step."""

Errors = Counter[tuple[str, tuple[str, ...]]]
Trial = tuple[int, int, Edit]
"""Minutes of lectures and of visits that an edit adds, and the edit."""
Worth = Callable[[Tour], int]
"""Points of a tour's agenda."""


def balanced(
    tour: Tour,
    catalogue: Catalogue,
    worth: Worth,
    *,
    stopped: Callable[[], bool] = lambda: False,
) -> Edited | None:
    """Return the tour with lectures and visits in balance, at the least cost found, else None.

    `worth` counts the points of a tour's agenda. Raises `UsageError` where there is no agenda.
    """
    best: Edited | None = None
    most = 0
    way: tuple[Edited, ...] = ()
    for _ in range(STEPS):
        here = way[-1].tour if way else tour
        step = _Step(here, catalogue, worth, stopped, {one.block for one in way})
        into, towards = step.into(), step.towards()
        if into is not None and (best is None or worth(into.tour) > most):
            best, most = _as_one((*way, into)), worth(into.tour)
        if towards is None or (best is not None and worth(towards.tour) <= most):
            break
        way = (*way, towards)
    return best


def _as_one(steps: tuple[Edited, ...]) -> Edited:
    """Return some edits, one after the other, as one."""
    pushed = tuple(dict.fromkeys(block for one in steps for block in one.pushed))
    return replace(steps[-1], label="; ".join(one.label for one in steps), pushed=pushed)


def _minutes(tour: Tour) -> tuple[int, int]:
    minutes = tour.agenda.minutes() if tour.agenda is not None else None
    return (minutes.training, minutes.visit) if minutes is not None else (0, 0)


def _distance(tour: Tour, lectures: int, visits: int) -> float:
    """Return by how much the share of lectures is outside the band; 0 inside it."""
    wish = tour.brief.balance
    if lectures + visits <= 0:
        return 1.0
    off = abs(lectures / (lectures + visits) - wish.target) - wish.tolerance
    return off if off > 1e-9 else 0.0


class _Step:
    """One edit of a tour that is out of balance; blocks in `done` have had theirs."""

    def __init__(
        self,
        tour: Tour,
        catalogue: Catalogue,
        worth: Worth,
        stopped: Callable[[], bool],
        done: set[str | None],
    ) -> None:
        self.tour = tour
        self.catalogue = catalogue
        self.worth = worth
        self.stopped = stopped
        self.editor = Editor(tour, catalogue)
        self.blocks = [
            anchor.block for sheet in self.editor.sheets for anchor in sheet.anchors
            if not anchor.fixed and not anchor.block.locked and anchor.block.id not in done
        ]  # fmt: skip
        self.before = self._errors(tour)
        lectures, visits = _minutes(tour)
        self.now = _distance(tour, lectures, visits)
        self.trials = [
            (_distance(tour, lectures + taught, visits + seen), edit)
            for taught, seen, edit in self._trials()
        ]

    def into(self) -> Edited | None:
        """Return the edit into the band that costs least."""
        found = self._tried([trial for trial in self.trials if trial[0] == 0])
        return max(found, key=lambda one: one[0], default=(0, 0.0, None))[2]

    def towards(self) -> Edited | None:
        """Return the edit that costs least for what it leads nearer to the band."""
        nearer = sorted((t for t in self.trials if 0 < t[0] < self.now), key=lambda t: t[0])
        points = self.worth(self.tour)

        def rate(one: tuple[int, float, Edited]) -> tuple[float, float]:
            worth, off, _ = one
            return max(0, points - worth) / (self.now - off), off

        return min(self._tried(nearer), key=rate, default=(0, 0.0, None))[2]

    def _tried(self, trials: list[tuple[float, Edit]]) -> list[tuple[int, float, Edited]]:
        """Return what makes no error, with its points and how far it is from the band."""
        found: list[tuple[int, float, Edited]] = []
        for off, edit in trials[:MOST]:
            if self.stopped():
                break
            try:
                done = edit(self.editor)
            except UsageError:
                continue
            if self._errors(done.tour) <= self.before:
                found.append((self.worth(done.tour), off, done))
        return found

    def _errors(self, tour: Tour) -> Errors:
        if tour.agenda is None:
            return Counter()
        found = check(tour.agenda, tour.brief, self.catalogue)
        return Counter((one.rule, one.blocks) for one in found if one.severity == "error")

    # ---------------------------------------------------------------- what is tried

    def _trials(self) -> Iterator[Trial]:
        yield from self._forms()
        yield from self._stretched()
        yield from self._out()
        yield from self._in()

    def _forms(self) -> Iterator[Trial]:
        """A lecture in its other form; the capstone has both, each in its place."""
        for block in self._of("training"):
            module = self.catalogue.module.get(str(block.ref))
            if module is None or module.capstone:
                continue
            form: Form = "short" if block.form == "full" else "full"
            minutes = module.short if form == "short" else module.duration
            if module_wish(self.tour.brief, module.id).form in ("either", form):
                yield minutes - block.minutes, 0, _other_form(block, form)

    def _stretched(self) -> Iterator[Trial]:
        for block in self._of("visit"):
            for minutes in STRETCH:
                yield 0, minutes, _lengthened(block, minutes)

    def _out(self) -> Iterator[Trial]:
        for block in self._of("training"):
            yield -block.minutes, 0, _dropped(block)
        for block in self._of("visit"):
            yield 0, -block.minutes, _dropped(block)

    def _of(self, kind: str) -> list[Block]:
        return [block for block in self.blocks if block.kind == kind]

    def _in(self) -> Iterator[Trial]:
        """What is not in the plan, at each time that something ends; what is wished for first."""
        present = {block.ref for block in self.editor.agenda.blocks}
        for module in self.catalogue.modules:
            wish = module_wish(self.tour.brief, module.id)
            if module.id in present or module.capstone or wish.wish == "never":
                continue
            form: Form = "short" if wish.form == "short" else "full"
            minutes = module.duration if form == "full" else module.short
            for day, at in self._openings():
                yield minutes, 0, _added(module.id, day, at, form)
        for day, at, host in self._hosts(present):
            minutes = host_terms(self.catalogue, self.tour.brief, host).minutes
            yield 0, minutes, _added(host, day, at, "full")

    def _hosts(self, present: set[str | None]) -> Iterator[tuple[date, time, str]]:
        brief, most = self.tour.brief, self.tour.brief.pace.visits_per_day
        full = {
            day.date for day in self.editor.agenda.days
            if sum(block.kind == "visit" for block in day.blocks) >= most
        }  # fmt: skip
        wishes = ("must", "wish", "may")
        hosts = [
            (wishes.index(wish.wish), host.id, city.id)
            for city in self.catalogue.cities for host in city.hosts
            if host.id not in present
            and (wish := host_wish(brief, host.id)).wish in wishes and wish.status != "declined"
        ]  # fmt: skip
        cities = {sheet.date: sheet.cities for sheet in self.editor.sheets}
        for _, host, city in sorted(hosts):
            for day, at in self._openings():
                if day not in full and city in cities[day]:
                    yield day, at, host

    def _openings(self) -> Iterator[tuple[date, time]]:
        for sheet in self.editor.sheets:
            for anchor in sheet.anchors:
                if anchor.block.kind in ("training", "visit", "meal", "flight"):
                    yield sheet.date, anchor.block.end.time()


def _other_form(block: Block, form: Form) -> Edit:
    return lambda editor: editor.reform(block.id, form)


def _lengthened(block: Block, minutes: int) -> Edit:
    return lambda editor: editor.lengthen(block.id, minutes)


def _dropped(block: Block) -> Edit:
    return lambda editor: editor.drop(block.id)


def _added(ref: str, day: date, at: time, form: Form) -> Edit:
    return lambda editor: editor.add(ref, day, at, form)
