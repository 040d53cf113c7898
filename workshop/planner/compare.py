"""Variants of a tour side by side: other cities, another length, start or taste, each planned.

The tour as it is comes first: its stored agenda where that obeys the rules, else the best plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from workshop.model.agenda import Agenda, Block, Day, Minutes
from workshop.model.catalogue import Catalogue
from workshop.model.costing import costs
from workshop.model.finding import Finding
from workshop.model.money import Costs
from workshop.model.tour import Tour
from workshop.planner.changes import Difference, difference
from workshop.planner.points import points
from workshop.planner.solve import STOPPED, plan
from workshop.planner.stop import Progress, Stop, never
from workshop.planner.twist import AS_IT_IS, Twist, twisted
from workshop.rules import check


@dataclass(frozen=True)
class Variant:
    """A variant with its plan; an impossible one has an agenda without days and its conflict.

    `difference` is against the tour as it is, moved to the variant's first day; None where one of
    the two has no plan. `before` is what the tour as it is has by the variant's weights, None where
    those are its own. `costs` and `terms` are None and empty for an impossible one.
    """

    label: str
    twist: Twist
    tour: Tour
    agenda: Agenda
    findings: tuple[Finding, ...] = ()
    costs: Costs | None = None
    difference: Difference | None = None
    before: int | None = None

    @property
    def possible(self) -> bool:
        """Tell whether it has a plan."""
        return bool(self.agenda.days)

    @property
    def stopped(self) -> bool:
        """Tell whether the search ended before it found a plan, so that there may be one."""
        return any(one.fact == STOPPED for one in self.agenda.conflict)

    @property
    def first(self) -> date | None:
        """The day it starts, if that is known."""
        return self.agenda.days[0].date if self.agenda.days else self.tour.brief.start

    @property
    def minutes(self) -> Minutes:
        """Minutes by what they are spent on."""
        return self.agenda.minutes()

    @property
    def visits(self) -> int:
        """How many visits it has."""
        return sum(block.kind == "visit" for block in self.agenda.blocks)

    @property
    def route(self) -> tuple[str, ...]:
        """City ids in their order, one a stay."""
        cities = [city for day in self.agenda.days for city in day.cities]
        return tuple(c for at, c in enumerate(cities) if at == 0 or cities[at - 1] != c)

    @property
    def cost_per_head(self) -> int | None:
        """The known costs of one head in hundredths; None where no cost is known."""
        return self.costs.per_head if self.costs else None


def _ignore(label: str, progress: Progress) -> None:
    del label, progress


def compare(
    tour: Tour,
    catalogue: Catalogue,
    twists: Iterable[Twist],
    *,
    seed: int = 0,
    limit: float = 60.0,
    stop: Stop = never,
    on_progress: Callable[[str, Progress], None] = _ignore,
) -> tuple[Variant, ...]:
    """Return the tour as it is and a variant for each twist, each planned within `limit`.

    All have the same seed and limit, in deterministic seconds. Once `stop` is tripped nothing more
    is planned, and what is there is returned. Raises UsageError for a twist that makes no brief,
    before anything is planned.
    """
    tours = [(twist, twisted(tour, twist, catalogue)) for twist in dict.fromkeys(twists)]

    def planned(label: str, wanted: Tour) -> Agenda:
        def tell(progress: Progress) -> None:
            on_progress(label, progress)

        return plan(wanted, catalogue, stop=stop, on_progress=tell, seed=seed, limit=limit)

    agenda = stored(tour, catalogue) or planned(AS_IT_IS, tour)
    base = _variant(AS_IT_IS, Twist(), tour, agenda, catalogue)
    found = [base]
    for twist, wanted in tours:
        if stop.stopped():
            break
        label = twist.label(catalogue)
        if wanted.brief == tour.brief and base.agenda.status == "optimal":
            agenda = base.agenda
        else:
            agenda = no_worse(planned(label, wanted), wanted, base, twist, catalogue)
        one = _variant(label, twist, wanted, agenda, catalogue)
        before = _weighed(base, wanted, catalogue)
        found.append(replace(one, difference=_against(base, one), before=before))
    return tuple(found)


def stored(tour: Tour, catalogue: Catalogue) -> Agenda | None:
    """Return the tour's own agenda if it obeys the rules; its points are counted again.

    One that was changed since it was planned is not proven to be anything: its gap is unknown, 1.
    """
    agenda = tour.agenda
    if agenda is None or not agenda.days:
        return None
    if any(one.severity == "error" for one in check(agenda, tour.brief, catalogue)):
        return None
    counted = points(agenda.days, tour.brief, catalogue)
    update: dict[str, object] = {"terms": counted.terms, "score": counted.score}
    if counted.score != agenda.score:
        update |= {"status": "feasible", "bound": counted.score, "gap": 1.0}
    return agenda.model_copy(update=update)


def no_worse(
    agenda: Agenda, wanted: Tour, base: Variant, twist: Twist, catalogue: Catalogue
) -> Agenda:
    """Return a variant's plan, or that of the tour as it is where the variant may have it too.

    Its points are counted under the variant's brief. Where cities are all that goes, a variant has
    no plan that the tour as it is has not, so that what was proven of the one holds for the other.
    """
    kept = base.possible and stored(wanted.model_copy(update={"agenda": base.agenda}), catalogue)
    if not kept or any(one.locked for one in wanted.blocks if one not in kept.blocks):
        return agenda
    if kept.days[0].date != (wanted.brief.start or kept.days[0].date):
        return agenda
    best = kept if not agenda.days or kept.score > agenda.score else agenda
    bounds = [one.bound for one in (agenda,) if one.days and one.gap < 1]
    same = twist == Twist(drop=twist.drop) or wanted.brief == base.tour.brief
    if same and base.agenda.gap < 1:
        bounds.append(base.agenda.bound)
    if not bounds:
        return best.model_copy(update={"status": "feasible", "bound": best.score, "gap": 1.0})
    bound = max(best.score, min(bounds))
    gap = round((bound - best.score) / max(1, abs(best.score)), 4)
    status = "feasible" if gap else "optimal"
    return best.model_copy(update={"status": status, "bound": bound, "gap": gap})


def best_start(variants: Sequence[Variant]) -> Variant | None:
    """Return the variant with the most points among those that differ in nothing but the start."""
    return max(starts(variants), key=lambda one: one.agenda.score, default=None)


def starts(variants: Sequence[Variant]) -> tuple[Variant, ...]:
    """Return the possible variants that change the start alone, the tour as it is among them.

    A day comes once; nothing comes where no variant changes the start.
    """
    alone = [one for one in variants if one.twist == Twist(start=one.twist.start)]
    if not any(one.twist.start for one in alone):
        return ()
    by_day = {one.first: one for one in reversed(alone) if one.possible}
    return tuple(sorted(by_day.values(), key=lambda one: one.agenda.days[0].date))


def term_changes(base: Agenda, other: Agenda) -> tuple[tuple[str, int], ...]:
    """Return by how many points each term of `other` differs, the largest difference first."""
    before = {term.name: term.points for term in base.terms}
    after = {term.name: term.points for term in other.terms}
    names = dict.fromkeys((*before, *after))
    changes = [(name, after.get(name, 0) - before.get(name, 0)) for name in names]
    return tuple(sorted((one for one in changes if one[1]), key=lambda one: -abs(one[1])))


def _variant(label: str, twist: Twist, tour: Tour, agenda: Agenda, catalogue: Catalogue) -> Variant:
    if not agenda.days:
        return Variant(label, twist, tour, agenda)
    findings = check(agenda, tour.brief, catalogue, held=tour.agenda)
    return Variant(label, twist, tour, agenda, findings, costs(agenda, tour.brief, catalogue))


def _weighed(base: Variant, wanted: Tour, catalogue: Catalogue) -> int | None:
    """Count the tour as it is by other weights; points of different weights tell nothing."""
    if not base.possible or wanted.brief.weights == base.tour.brief.weights:
        return None
    brief = base.tour.brief.model_copy(update={"weights": wanted.brief.weights})
    return points(base.agenda.days, brief, catalogue).score


def _against(base: Variant, other: Variant) -> Difference | None:
    if not base.possible or not other.possible:
        return None
    by = other.agenda.days[0].date - base.agenda.days[0].date
    return difference(_shifted(base.agenda, by), other.agenda)


def _shifted(agenda: Agenda, by: timedelta) -> Agenda:
    def block(one: Block) -> Block:
        return one.model_copy(update={"start": one.start + by, "end": one.end + by})

    days = tuple(
        Day(date=day.date + by, cities=day.cities, blocks=tuple(map(block, day.blocks)))
        for day in agenda.days
    )
    return agenda.model_copy(update={"days": days}) if by else agenda
