"""The score of an agenda, term by term: what the planner makes best, counted on the blocks."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from workshop.model.agenda import Agenda, Block, Day, Term, is_airport_wait
from workshop.model.catalogue import Catalogue
from workshop.model.costing import costs_of_days
from workshop.model.terms import module_wish
from workshop.model.tour import Brief
from workshop.planner.candidates import visit_points

SIXTIETHS = 60


@dataclass(frozen=True)
class Points:
    """The terms of a score, and their exact sum in sixtieths of a point."""

    terms: tuple[Term, ...]
    sixtieths: int

    @property
    def score(self) -> int:
        """The sum in whole points."""
        return sum(term.points for term in self.terms)


def points(days: tuple[Day, ...], brief: Brief, catalogue: Catalogue) -> Points:
    """Count the points of `days`; whole points a term, rounded so that they add up to the score."""
    count = _Count(days, brief, catalogue)
    raw = count.all()
    total = sum(row[4] for row in raw)
    whole = _rounded([row[4] for row in raw], round(total / SIXTIETHS))
    terms = tuple(
        Term(name=name, amount=amount, unit=unit, weight=weight, points=value)
        for (name, amount, unit, weight, _), value in zip(raw, whole, strict=True)
    )
    return Points(terms, total)


def recounted(
    agenda: Agenda, brief: Brief, catalogue: Catalogue, *, broken: bool, bounded: bool = True
) -> Agenda:
    """Return `agenda` with its points counted again after something was done to its blocks.

    A bound stays true of plans that obey the rules. Where nobody has proven one (a gap of 1), or
    not for this brief (it is not `bounded`), none comes of counting; one that is reached proves the
    plan, unless it is `broken`.
    """
    counted = points(agenda.days, brief, catalogue)
    score = counted.score
    if agenda.gap >= 1 or not bounded:
        bound, gap = score, 1.0
    else:
        bound = max(agenda.bound, score)
        gap = round((bound - score) / max(1, abs(score)), 4)
    status = "feasible" if broken or score < bound or gap else "optimal"
    return agenda.model_copy(
        update={
            "status": status, "terms": counted.terms, "score": score, "bound": bound, "gap": gap
        }
    )  # fmt: skip


def block_points(agenda: Agenda, brief: Brief, catalogue: Catalogue) -> dict[str, int]:
    """Return what each block gives by itself, by the block's id.

    A visit gives its interest, a lecture its weight, leisure its minutes as far as the wish goes, a
    ride, flight or wait takes off its minutes. The visits add up to the term `visits` and so on, to
    the point. All other terms are of the tour as a whole, and blocks not named here give nothing.
    """
    terms = {term.name: term.points for term in points(agenda.days, brief, catalogue).terms}
    given: dict[str, int] = {}
    for block in agenda.blocks:
        if block.kind == "visit":
            given[block.id] = visit_points(brief, catalogue, str(block.ref))
        elif block.kind == "training":
            given[block.id] = _lecture_points(brief, block)
    rest = brief.leisure.minutes_per_day * brief.days
    leisure: dict[str, int] = {}
    for block in agenda.blocks:
        if block.kind == "leisure":
            counted = min(block.minutes, rest)
            rest -= counted
            leisure[block.id] = counted * brief.weights.leisure
    transit = {b.id: -b.minutes * brief.weights.transit for b in agenda.blocks if _in_transit(b)}
    for name, parts in (("leisure", leisure), ("transit", transit)):
        given.update(zip(parts, _rounded(list(parts.values()), terms[name]), strict=True))
    return given


def _lecture_points(brief: Brief, block: Block) -> int:
    may = module_wish(brief, str(block.ref)).wish == "may"
    full = brief.weights.module // (2 if may else 1)
    return full if block.form == "full" else full // 2


def _in_transit(block: Block) -> bool:
    return block.kind in ("flight", "transfer") or is_airport_wait(block)


Row = tuple[str, float, str, float, int]


class _Count:
    def __init__(self, days: tuple[Day, ...], brief: Brief, catalogue: Catalogue) -> None:
        self.days = days
        self.brief = brief
        self.catalogue = catalogue
        self.weights = brief.weights
        self.blocks = [block for day in days for block in day.blocks]

    def of(self, kind: str) -> list[Block]:
        return [block for block in self.blocks if block.kind == kind]

    def all(self) -> list[Row]:
        return [
            self._visits(),
            self._modules(),
            self._coverage(),
            self._sectors(),
            self._leisure(),
            self._free_evenings(),
            self._transit(),
            self._idle(),
            self._balance(),
            self._even(),
            *([self._cost()] if self.brief.budget else []),
        ]

    def _visits(self) -> Row:
        visits = self.of("visit")
        total = sum(visit_points(self.brief, self.catalogue, str(v.ref)) for v in visits)
        return "visits", len(visits), "visits", self.weights.visit, total * SIXTIETHS

    def _modules(self) -> Row:
        lectures = self.of("training")
        total = sum(_lecture_points(self.brief, block) for block in lectures)
        return "modules", len(lectures), "lectures", self.weights.module, total * SIXTIETHS

    def _coverage(self) -> Row:
        taught = {block.ref for block in self.of("training")}
        seen = {
            framework
            for block in self.of("visit")
            for framework in self.catalogue.host[str(block.ref)].frameworks
        }
        both = [f for f in self.catalogue.frameworks if f.id in seen and f.module in taught]
        weight = self.weights.coverage
        return "taught and seen", len(both), "frameworks", weight, len(both) * weight * SIXTIETHS

    def _sectors(self) -> Row:
        sectors = {self.catalogue.host[str(block.ref)].sector for block in self.of("visit")}
        weight = self.weights.sector
        return "variety", len(sectors), "sectors", weight, len(sectors) * weight * SIXTIETHS

    def _leisure(self) -> Row:
        minutes = sum(block.minutes for block in self.of("leisure"))
        wanted = self.brief.leisure.minutes_per_day * self.brief.days
        counted = min(minutes, wanted)
        return "leisure", minutes / 60, "h", self.weights.leisure, counted * self.weights.leisure

    def _free_evenings(self) -> Row:
        end = self.brief.pace.day_end
        free = sum(all(block.end.time() <= end for block in day.blocks) for day in self.days)
        weight = self.weights.free_evening
        return "free evenings", free, "evenings", weight, free * weight * SIXTIETHS

    def _transit(self) -> Row:
        minutes = sum(block.minutes for block in self.blocks if _in_transit(block))
        return "transit", minutes / 60, "h", self.weights.transit, -minutes * self.weights.transit

    def _idle(self) -> Row:
        minutes = sum(idle_minutes(day, self.catalogue) for day in self.days)
        return "idle", minutes / 60, "h", self.weights.idle, -minutes * self.weights.idle

    def _balance(self) -> Row:
        training = sum(block.minutes for block in self.of("training"))
        visits = sum(block.minutes for block in self.of("visit"))
        target = round(self.brief.balance.target * 1000)
        off = math.ceil(abs((1000 - target) * training - target * visits) / 1000)
        return "balance", off / 60, "h off", self.weights.balance, -off * self.weights.balance

    def _even(self) -> Row:
        by_day: dict[int, int] = defaultdict(int)
        for number, day in enumerate(self.days):
            by_day[number] = sum(b.minutes for b in day.blocks if b.kind in ("training", "visit"))
        spread = max(by_day.values()) - min(by_day.values()) if len(by_day) > 1 else 0
        return "uneven days", spread / 60, "h", self.weights.even, -spread * self.weights.even

    def _cost(self) -> Row:
        over = costs_of_days(self.days, self.brief, self.catalogue).percent_over
        weight = self.weights.cost
        return "over budget", over, "%", weight, -over * weight * SIXTIETHS


def idle_minutes(day: Day, catalogue: Catalogue) -> int:
    """Return the minutes of a day in which nothing happens, from its first block to its debrief.

    Being early at a host, as the defaults ask for, is not idle. Nor is the time between the end of
    the work and a flight or an evening out. A day without a debrief has no work to wait for.
    """
    if not any(block.kind == "debrief" for block in day.blocks):
        return 0
    early = catalogue.defaults.arrive_early_minutes
    idle, at, resting = 0, None, False
    for block in day.blocks:
        if at is not None and not resting:
            wait = _minutes(at, block.start)
            idle += max(0, wait - (early if block.kind == "visit" else 0))
        at = block.end
        resting = resting or block.kind == "debrief"
    return idle


def _minutes(start: datetime, end: datetime) -> int:
    return round((end - start).total_seconds() / 60)


def _rounded(sixtieths: list[int], total: int) -> list[int]:
    """Round to whole points that add up to `total`, changing those nearest to the next one."""
    down = [value // SIXTIETHS for value in sixtieths]
    order = sorted(range(len(down)), key=lambda i: (-(sixtieths[i] % SIXTIETHS), i))
    for index in order[: total - sum(down)]:
        down[index] += 1
    return down
