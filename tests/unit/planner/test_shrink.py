"""Facts that clash, found by leaving facts away: which are enough, alone, together and apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.unit.planner.test_clash import tour
from workshop.model.catalogue import Catalogue
from workshop.planner import StopToken
from workshop.planner.clash import possible
from workshop.planner.relax import relaxed
from workshop.planner.shrink import Shrink

BUSY: dict[str, Any] = {
    "modules": [{"id": "m02", "wish": "must"}, {"id": "m01", "wish": "must"}],
    "hosts": [{"id": "sgp-grab", "status": "confirmed"}],
}


def shrink(catalogue: Catalogue, needed: Callable[[frozenset[str]], bool | None]) -> Shrink:
    """Return a search whose looks are answered by `needed`, given what is left away."""
    made = Shrink(tour(**BUSY), catalogue, StopToken(), possible)
    made.look = needed
    return made


def test_each_fact_that_helps_alone_is_told(catalogue: Catalogue) -> None:
    helps = {"brief.modules.1", "brief.days"}
    found = shrink(catalogue, lambda gone: bool(gone & helps)).enough()
    assert {fact.where for fact in found} == helps


def test_facts_that_help_only_together_are_told_as_one(catalogue: Catalogue) -> None:
    both = {"brief.modules.0", "brief.modules.1"}
    (found,) = shrink(catalogue, lambda gone: gone >= both).enough()
    assert found.where == "brief.modules"
    assert found.words == "“An unfinished stack” and “Follow the developers” must be taught"
    eased = relaxed(tour(**BUSY), catalogue, [found.conflict])
    assert {wish.wish for wish in eased.brief.modules} == {"wish"}


def test_two_clashes_at_once_are_told_apart(catalogue: Catalogue) -> None:
    one, other = {"brief.hosts.0", "brief.days"}, {"brief.modules.0", "brief.balance"}
    search = shrink(catalogue, lambda gone: bool(gone & one) and bool(gone & other))
    assert search.enough() == []
    assert search.settled
    found = [{fact.where for fact in facts} for facts in search.apart()]
    assert sorted(found, key=min) == sorted([one, other], key=min)


def test_clashes_that_share_a_fact_are_told_one_at_a_time(catalogue: Catalogue) -> None:
    sets = ({"brief.hosts.0", "brief.days"}, {"brief.days", "brief.balance"}, {"brief.modules.0"})
    search = shrink(catalogue, lambda gone: all(gone & one for one in sets[:2]))
    assert next({fact.where for fact in facts} for facts in search.apart()) in sets
    hopeless = shrink(catalogue, lambda gone: False)
    assert hopeless.apart() == []


def test_what_is_not_settled_is_not_claimed(catalogue: Catalogue) -> None:
    unknown = shrink(catalogue, lambda gone: None)
    assert (unknown.enough(), unknown.settled) == ([], False)
