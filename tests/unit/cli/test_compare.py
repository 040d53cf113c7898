"""`workshop compare`: what is asked of the planner, and what is printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from workshop.model.agenda import Agenda, Conflict
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner import STOPPED
from workshop.planner import compare as module
from workshop.store.workspace import Workspace

TOUR = "asia-tech-tour-2027"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, workspace: Workspace) -> list[tuple[Tour, Any]]:
    """Put a planner in place that gives the stored agenda for five days, and nothing else."""
    calls: list[tuple[Tour, Any]] = []
    known = workspace.tour(TOUR).tour.agenda
    assert known is not None

    def fake(tour: Tour, _: Catalogue, **more: Any) -> Agenda:
        calls.append((tour, more))
        if tour.brief.days == 5:
            return known
        fact = STOPPED if tour.brief.days > 5 else "Seoul must be visited"
        conflict = Conflict(fact=fact, where="brief.cities.must.0")
        return Agenda(status="infeasible", conflict=(conflict,))

    monkeypatch.setattr(module, "plan", fake)
    return calls


def test_each_option_is_a_variant_in_the_order_given(run: Run, asked: list[Any]) -> None:
    run(
        "compare",
        TOUR,
        *("--days", "4", "--with", "Seoul", "--days", "6", "--without", "seoul"),
        *("--start", "2027-03-29..2027-04-13", "--weight", "visit=90"),
        *("--variant", "with=seoul, without=bangkok,days=6,start=2027-03-29,transit=0"),
    )
    briefs = [tour.brief for tour, _ in asked]
    assert [brief.days for brief in briefs] == [4, 5, 6, 5, 5, 5, 5, 5, 6]
    assert briefs[1].cities.must[-1] == "seoul"
    assert briefs[3].cities.may == ()
    starts = [brief.start for brief in briefs[4:7]]
    assert starts == [date(2027, 3, 29), date(2027, 4, 5), date(2027, 4, 12)]
    assert briefs[7].weights.visit == 90
    last = briefs[8]
    assert (last.cities.must, last.start) == (("jakarta", "singapore", "seoul"), starts[0])
    assert last.weights.transit == 0


def test_a_city_stands_for_each_other_base_that_it_has(run: Run, asked: list[Any]) -> None:
    run("compare", TOUR, "--base", "singapore", "--variant", "base=ven-jkt-mulia")
    bases = [{wish.city: wish.id for wish in tour.brief.venues} for tour, _ in asked]
    assert all(base["singapore"].startswith("ven-sgp-") for base in bases[:-1])
    assert len({base["singapore"] for base in bases[:-1]}) == len(bases) - 1 >= 2
    assert bases[-1]["jakarta"] == "ven-jkt-mulia"


def test_limit_and_seed_are_shared(run: Run, asked: list[Any]) -> None:
    run("compare", TOUR, "--days", "4", "--days", "6", "--limit", "2.5", "--seed", "9")
    assert [(more["limit"], more["seed"]) for _, more in asked] == [(2.5, 9), (2.5, 9)]


def test_without_options_the_usual_is_compared(run: Run, asked: list[Any]) -> None:
    run("compare", TOUR)
    assert [(t.brief.cities.must[-1], t.brief.days) for t, _ in asked] == [
        ("seoul", 5),
        ("bangkok", 4),
        ("bangkok", 6),
    ]


def test_every_start_of_a_fixed_date_is_that_date_and_known(run: Run, asked: list[Any]) -> None:
    _, out, _ = run("compare", TOUR, "--starts")
    assert asked == []
    assert out.splitlines()[2].startswith("start Mon 22 Mar  6, 9 h 00")


def test_every_start_in_a_window_is_planned_briefly(run: Run, asked: list[Any]) -> None:
    run("compare", TOUR, "--window", "2027-03-20..2027-03-26")
    starts = [date(2027, 3, 20), date(2027, 3, 21)]
    assert [tour.brief.start for tour, _ in asked] == starts
    assert {more["limit"] for _, more in asked} == {4.0}


def test_table_and_what_each_changes(run: Run, asked: list[Any]) -> None:
    code, out, err = run("compare", TOUR, "--weight", "idle=11", "--days", "4", "--days", "6")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].split() == [
        *("VARIANT", "VISITS", "TRAINING", "LEISURE", "TRANSIT", "A", "HEAD", "POINTS", "PROOF")
    ]
    assert lines[1].startswith("as it is  6, 9 h 00")
    assert lines[1].endswith("best")
    assert lines[2].startswith("idle 11 ")
    assert lines[3].split() == ["4", "days", "impossible"]
    assert lines[4].split() == ["6", "days", "stopped"]
    assert "as it is: Jakarta → Singapore → Bangkok, from Mon 22 Mar" in out
    assert "  costs: no price for 6 hosts' fees, 3 rooms, 4 nights at the hotel" in out
    assert "4 days: no plan can exist, since these cannot hold together" in out
    assert "  Seoul must be visited (" in out
    assert f"{TOUR}.yaml:" in out
    assert "6 days: the limit was over before there was a plan; allow more with --limit" in out


def test_json_keeps_its_promise(run: Run, asked: list[Any]) -> None:
    code, out, err = run("compare", TOUR, "--weight", "idle=11", "--days", "4", "--json")
    assert (code, err) == (0, "")
    base, other, none = json.loads(out)["variants"]
    assert [one["label"] for one in (base, other, none)] == ["as it is", "idle 11", "4 days"]
    assert base["plan"]["tour"] == TOUR
    assert set(base["minutes"]) == {"training", "visit", "leisure", "transit"}
    assert (base["visits"], base["cost_per_head"], base["difference"]) == (6, None, {})
    assert {one["kind"] for one in base["costs"]["unknown"]} >= {"hosts", "rooms", "flights"}
    assert set(other["difference"]) == {"kept", "moved", "dropped", "added"}
    assert other["difference"]["moved"] == []
    assert none["plan"]["status"] == "infeasible"
    assert none["plan"]["conflict"][0]["fact"] == "Seoul must be visited"
    assert (none["visits"], none["difference"], none["costs"]) == (0, {}, None)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--with", "jakrta"), "did you mean jakarta?"),
        (("--with", "jakarta"), "Jakarta is a must of this tour already"),
        (("--base", "ven-sgp-suntek"), "did you mean ven-sgp-suntec?"),
        (("--variant", "without=seoul,base=ven-sel-coex"), "Seoul is no city of this tour"),
        (("--without", "seoul", "--days", "22"), "'22'"),
        (("--start", "2027-03-29..2027-03-22"), "ends before it begins"),
        (("--window", "2027-03-22"), "is no window like"),
        (("--window", "2027-03-22..2027-03-24"), "no tour of 5 days fits between"),
        (("--start", "soon"), "'soon' is no date"),
        (("--start", "9999-12-30"), "not between 2000 and 2099"),
        (("--weight", "visits=9"), "there is no weight 'visits'"),
        (("--weight", "visit=-1"), "'-1'"),
        (("--variant", "seoul"), "'seoul' is no change like days=6"),
        (("--start", "2027-03-22..2029-03-22"), "too many"),
        (("--limit", "0"), "--limit"),
    ],
)
def test_what_cannot_be_compared(
    run: Run, asked: list[Any], words: tuple[str, ...], said: str
) -> None:
    code, out, err = run("compare", TOUR, *words)
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1
    assert asked == []


def test_nothing_possible_at_all(
    run: Run, monkeypatch: pytest.MonkeyPatch, asked: list[Any]
) -> None:
    monkeypatch.setattr(module, "stored", lambda *_: None)
    none = Agenda(status="infeasible", conflict=(Conflict(fact="Nyepi", where="brief.days"),))
    monkeypatch.setattr(module, "plan", lambda *_, **__: none)
    code, out, err = run("compare", TOUR, "--days", "4")
    assert code == 3
    assert "Nyepi" in out
    assert "no plan can exist" in err
