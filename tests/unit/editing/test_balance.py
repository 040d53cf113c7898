"""Lectures and visits out of balance: the cheapest edits that mend it, and no harm done."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.editing.balance import balanced
from workshop.model.catalogue import Catalogue
from workshop.model.finding import Finding
from workshop.model.tour import Tour
from workshop.planner.points import points
from workshop.rules import check
from workshop.store.workspace import Workspace
from workshop.tui.services import Services

ROOT = Path(__file__).resolve().parents[3]


def wanting(name: str, target: float, tolerance: float) -> Tour:
    """Return a sample tour that asks for another balance than it has."""
    tour = Workspace(ROOT).tour(name).tour
    balance = tour.brief.balance.model_copy(
        update={"target": target, "tolerance": tolerance, "hard": True}
    )
    brief = tour.brief.model_copy(update={"balance": balance})
    return tour.model_copy(update={"brief": brief})


def errors(tour: Tour, catalogue: Catalogue) -> list[Finding]:
    assert tour.agenda is not None
    return [one for one in check(tour.agenda, tour.brief, catalogue) if one.severity == "error"]


def share(tour: Tour) -> float:
    assert tour.agenda is not None
    return tour.agenda.minutes().training_share or 0.0


@pytest.mark.parametrize(
    ("name", "target", "tolerance"),
    [("with-seoul-2027", 0.5, 0.04), ("asia-tech-tour-2027", 0.65, 0.03)],
    ids=["too many lectures", "too many visits"],
)
def test_a_few_edits_bring_the_balance_back_and_make_no_error(
    catalogue: Catalogue, name: str, target: float, tolerance: float
) -> None:
    services, tour = Services(ROOT), wanting(name, target, tolerance)
    (finding,) = errors(tour, catalogue)
    assert finding.rule == "balance"
    done = services.suggest(tour, finding, services.new_stop())
    assert done is not None
    assert abs(share(done.tour) - target) <= tolerance
    assert errors(done.tour, catalogue) == []
    before = tour.agenda.score if tour.agenda else 0
    assert done.tour.agenda is not None
    assert done.points == done.tour.agenda.score - before
    assert done.points < 0, "it is shown with what it costs"


def test_of_several_ways_the_one_that_loses_least_is_taken(catalogue: Catalogue) -> None:
    tour = wanting("with-seoul-2027", 0.5, 0.04)
    seen: dict[str, int] = {}

    def worth(one: Tour) -> int:
        assert one.agenda is not None
        found = sum(t.points for t in points(one.agenda.days, one.brief, catalogue).terms)
        if abs(share(one) - 0.5) <= 0.04 and errors(one, catalogue) == []:
            seen[repr(one.agenda.days)] = found
        return found

    done = balanced(tour, catalogue, worth)
    assert done is not None
    assert len(seen) > 1
    assert worth(done.tour) == max(seen.values())


def test_where_nothing_is_enough_nothing_is_done(catalogue: Catalogue) -> None:
    assert balanced(wanting("asia-tech-tour-2027", 0.1, 0.02), catalogue, lambda _: 0) is None
    tour = wanting("with-seoul-2027", 0.5, 0.04)
    assert balanced(tour, catalogue, lambda _: 0, stopped=lambda: True) is None
