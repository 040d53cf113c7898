"""Variants of a tour: what each changes, how they are planned, and which start is best."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from workshop.errors import UsageError
from workshop.export.variants import table_rows, variants_data
from workshop.model.agenda import Agenda, Conflict, Term
from workshop.model.asking import mark
from workshop.model.catalogue import Catalogue
from workshop.model.costing import at_sizes
from workshop.model.tour import Tour
from workshop.planner import STOPPED, Progress, StopToken, plan
from workshop.planner import compare as module
from workshop.planner.compare import (
    Variant,
    best_start,
    compare,
    no_worse,
    starts,
    stored,
    term_changes,
)
from workshop.planner.relock import base_of, relocked
from workshop.planner.twist import AS_IT_IS, Twist, every_start, other_bases, twisted, usual
from workshop.store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[3]
MONDAY = date(2027, 3, 22)


SMALL = {
    "hosts": [
        {"id": f"sgp-{name}", "wish": "never"}
        for name in ("alicloud", "carousell", "dbs", "ncs", "ninjavan", "psa", "razer", "snowflake")
    ],
    "modules": [
        {"id": f"m{number:02}", "wish": "never"} for number in (1, 2, 4, 5, 6, 7, 9, 10, 11)
    ],
    "balance": {"hard": False},
}
"""What makes a brief small enough to be planned in a moment."""


def tour(agenda: Agenda | None = None, **more: Any) -> Tour:
    brief = {
        "title": "A test",
        "group_size": 18,
        "start": "2027-03-22",
        "days": 1,
        "cities": {"must": ["singapore"], "may": ["bangkok"]},
        **SMALL,
        **more,
    }
    made = Tour.model_validate_json(json.dumps({"brief": brief}))
    return made.model_copy(update={"agenda": agenda})


@pytest.fixture(scope="module")
def planned(catalogue: Catalogue) -> Agenda:
    agenda = plan(tour(), catalogue, limit=5)
    assert agenda.status == "optimal"
    return agenda


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Tour, dict[str, Any]]]:
    """Put a planner in place that finds nothing possible, and remember what it was asked."""
    calls: list[tuple[Tour, dict[str, Any]]] = []

    def fake(wanted: Tour, _: Catalogue, **more: Any) -> Agenda:
        calls.append((wanted, more))
        return Agenda(status="infeasible", conflict=(Conflict(fact="no", where="brief.days"),))

    monkeypatch.setattr(module, "plan", fake)
    return calls


class TestTwist:
    @pytest.mark.parametrize(
        ("twist", "label"),
        [
            (Twist(), AS_IT_IS),
            (
                Twist(add=("seoul",), drop=("bangkok",), days=6),
                "with Seoul, without Bangkok, 6 days",
            ),
            (Twist(add=("seoul", "jakarta")), "with Seoul and Jakarta"),
            (
                Twist(days=6, venues=("ven-sgp-suntec",)),
                "6 days, based at Suntec Singapore Convention Centre",
            ),
            (Twist(days=1), "1 day"),
            (Twist(start=MONDAY), "start Mon 22 Mar"),
            (Twist(weights=(("visit", 90), ("transit", 0))), "visit 90, transit 0"),
        ],
    )
    def test_label(self, catalogue: Catalogue, twist: Twist, label: str) -> None:
        assert twist.label(catalogue) == label

    def test_an_optional_city_becomes_a_must(self, catalogue: Catalogue) -> None:
        cities = twisted(tour(), Twist(add=("bangkok",)), catalogue).brief.cities
        assert (cities.must, cities.may) == (("singapore", "bangkok"), ())

    def test_any_city_of_the_catalogue_can_come_in(self, catalogue: Catalogue) -> None:
        cities = twisted(tour(), Twist(add=("seoul",)), catalogue).brief.cities
        assert cities.must == ("singapore", "seoul")

    def test_all_that_belongs_to_a_city_goes_with_it(self, catalogue: Catalogue) -> None:
        garden = catalogue.city["singapore"].leisure[0].id
        before = tour(
            hosts=[{"id": "sgp-grab", "wish": "must"}, {"id": "bkk-lmwn", "wish": "must"}],
            arrival={"city": "singapore", "airport": "SIN", "at": "08:00"},
            leisure={"must": [garden]},
            flights=[
                {
                    "date": "2027-03-22", "from": "SIN", "to": "BKK",
                    "departs": "12:00", "lands": "13:30",
                }
            ],
        )  # fmt: skip
        brief = twisted(before, Twist(drop=("singapore",)), catalogue).brief
        assert [wish.id for wish in brief.hosts] == ["bkk-lmwn"]
        assert (brief.arrival, brief.leisure.must, brief.flights) == (None, (), ())
        assert (brief.cities.must, brief.cities.may) == ((), ("bangkok",))

    def test_locks_in_a_city_go_with_it_and_others_stay(
        self, catalogue: Catalogue, planned: Agenda
    ) -> None:
        blocks = tuple(b.model_copy(update={"locked": True}) for b in planned.blocks)
        held = planned.model_copy(
            update={"days": (planned.days[0].model_copy(update={"blocks": blocks}),)}
        )
        gone = twisted(tour(held), Twist(drop=("singapore",)), catalogue).agenda
        assert gone is not None
        assert not any(block.locked for block in gone.blocks)
        stays = twisted(tour(held), Twist(drop=("bangkok",)), catalogue).agenda
        assert stays is not None
        assert all(block.locked for block in stays.blocks)

    @pytest.mark.parametrize(
        ("twist", "said"),
        [
            (Twist(add=("singapore",)), "Singapore is a must of this tour already"),
            (Twist(drop=("seoul",)), "Seoul is no city of this tour"),
            (Twist(drop=("singapore", "bangkok")), "no city is left"),
            (Twist(weights=(("visits", 1),)), "there is no weight 'visits'"),
        ],
    )
    def test_what_makes_no_brief(self, catalogue: Catalogue, twist: Twist, said: str) -> None:
        with pytest.raises(UsageError, match=said):
            twisted(tour(), twist, catalogue)

    def test_what_is_proven_of_the_tour_holds_for_its_own_start(
        self, catalogue: Catalogue, planned: Agenda
    ) -> None:
        wanted = twisted(tour(planned), Twist(start=MONDAY), catalogue)
        base = Variant(AS_IT_IS, Twist(), tour(planned), planned)
        loose = {"status": "feasible", "bound": planned.score + 100, "gap": 0.5}
        found = planned.model_copy(update=loose)
        kept = no_worse(found, wanted, base, Twist(start=MONDAY), catalogue)
        assert (kept.status, kept.bound, kept.gap) == ("optimal", planned.score, 0)

    def test_a_window_that_is_too_short(self, catalogue: Catalogue) -> None:
        window = {"earliest": "2027-03-22", "latest": "2027-03-23"}
        with pytest.raises(UsageError, match="3 days: the window is shorter than the tour"):
            twisted(tour(start=None, window=window), Twist(days=3), catalogue)

    def test_a_start_takes_the_place_of_a_window(self, catalogue: Catalogue) -> None:
        window = {"earliest": "2027-03-22", "latest": "2027-03-24"}
        before = tour(start=None, window=window, days=2)
        assert [one.start for one in every_start(before.brief)] == [MONDAY, date(2027, 3, 23)]
        brief = twisted(before, Twist(start=MONDAY), catalogue).brief
        assert (brief.start, brief.window) == (MONDAY, None)

    def test_another_base_takes_the_place_of_the_one_in_its_city(
        self, catalogue: Catalogue, planned: Agenda
    ) -> None:
        made = twisted(tour(planned), Twist(venues=("ven-sgp-onenorth",)), catalogue)
        assert [(one.city, one.id) for one in made.brief.venues] == [
            ("singapore", "ven-sgp-onenorth")
        ]
        present = base_of(planned, "singapore", catalogue)
        others = other_bases(tour(planned), "singapore", catalogue)
        assert {one.venues for one in others} == {
            (venue.id,) for venue in catalogue.city["singapore"].venues if venue.id != present
        }

    def test_lectures_locked_at_another_base_are_free(
        self, catalogue: Catalogue, planned: Agenda
    ) -> None:
        locked = relocked(planned, {block.id: True for block in planned.blocks})
        (other, *_) = other_bases(tour(locked), "singapore", catalogue)
        made = twisted(tour(locked), other, catalogue)
        free = {block.kind for block in made.agenda.blocks if not block.locked}  # type: ignore[union-attr]
        assert "training" in free
        assert "visit" not in free

    def test_a_base_in_a_city_that_is_not_of_the_tour(self, catalogue: Catalogue) -> None:
        venue = catalogue.city["seoul"].venues[0].id
        with pytest.raises(UsageError, match="Seoul is no city of this tour"):
            twisted(tour(), Twist(venues=(venue,)), catalogue)
        with pytest.raises(UsageError, match="no other training venue"):
            other_bases(tour(group_size=250), "singapore", catalogue)

    def test_what_is_usual(self) -> None:
        assert usual(tour().brief) == (Twist(add=("bangkok",)), Twist(days=2))


class TestCompare:
    def test_stored_agenda_is_the_base_and_is_not_planned_again(
        self, catalogue: Catalogue, planned: Agenda, asked: list[tuple[Tour, dict[str, Any]]]
    ) -> None:
        found = compare(tour(planned), catalogue, (Twist(days=2),), seed=3, limit=7)
        assert [one.label for one in found] == [AS_IT_IS, "2 days"]
        assert found[0].agenda.days == planned.days
        ((wanted, more),) = asked
        assert wanted.brief.days == 2
        assert (more["seed"], more["limit"]) == (3, 7)

    def test_impossible_variant_keeps_its_conflict(
        self, catalogue: Catalogue, planned: Agenda, asked: list[tuple[Tour, dict[str, Any]]]
    ) -> None:
        one = compare(tour(planned), catalogue, (Twist(days=2),))[1]
        assert not one.possible
        assert not one.stopped
        assert [fact.fact for fact in one.agenda.conflict] == ["no"]
        assert (one.costs, one.difference, one.visits, one.route) == (None, None, 0, ())

    def test_all_twists_are_looked_at_before_anything_is_planned(
        self, catalogue: Catalogue, asked: list[tuple[Tour, dict[str, Any]]]
    ) -> None:
        with pytest.raises(UsageError):
            compare(tour(), catalogue, (Twist(days=2), Twist(drop=("seoul",))))
        assert asked == []

    def test_same_twist_twice_is_planned_once(
        self, catalogue: Catalogue, planned: Agenda, asked: list[tuple[Tour, dict[str, Any]]]
    ) -> None:
        assert len(compare(tour(planned), catalogue, (Twist(days=2), Twist(days=2)))) == 2
        assert len(asked) == 1

    def test_stop_ends_with_what_is_there(
        self, catalogue: Catalogue, planned: Agenda, asked: list[tuple[Tour, dict[str, Any]]]
    ) -> None:
        stop = StopToken()
        stop.set()
        assert len(compare(tour(planned), catalogue, (Twist(days=2),), stop=stop)) == 1
        assert asked == []

    def test_later_start_is_the_same_plan_moved(
        self, catalogue: Catalogue, planned: Agenda
    ) -> None:
        heard: list[tuple[str, Progress]] = []
        twist = Twist(start=date(2027, 3, 23))
        found = compare(
            tour(planned),
            catalogue,
            (twist,),
            limit=5,
            on_progress=lambda label, progress: heard.append((label, progress)),
        )
        base, later = found
        assert later.agenda.days[0].date == twist.start
        assert later.agenda.score == base.agenda.score
        assert later.difference is not None
        assert {change.block.start.date() for change in later.difference.kept} == {twist.start}
        assert not [one for one in later.findings if one.severity == "error"]
        assert {label for label, _ in heard} == {"start Tue 23 Mar"}
        again = compare(tour(planned), catalogue, (twist,), limit=5)
        assert again[1].agenda == later.agenda

    def test_a_variant_that_may_have_the_same_plan_has_none_worse(
        self, catalogue: Catalogue, planned: Agenda, asked: list[tuple[Tour, dict[str, Any]]]
    ) -> None:
        """Bangkok may be visited and is not: without it nothing is lost, and no search needed."""
        twists = (Twist(drop=("bangkok",)), Twist(weights=(("visit", 70),)), Twist(days=2))
        base, same, without, other, longer = compare(
            tour(planned), catalogue, (Twist(start=MONDAY), *twists)
        )
        assert len(asked) == len(twists)
        assert same.agenda == base.agenda
        marked = {"asked": mark(without.tour.brief)}
        assert without.agenda == base.agenda.model_copy(update=marked)
        assert without.agenda.status == "optimal"
        assert other.agenda.days == base.agenda.days
        assert other.agenda.score > base.agenda.score
        assert (other.agenda.status, other.agenda.gap) == ("feasible", 1.0)
        assert other.agenda.asked == mark(other.tour.brief) != mark(base.tour.brief)
        assert not longer.possible

    def test_stored_agenda_that_breaks_a_rule_is_no_base(
        self, catalogue: Catalogue, planned: Agenda
    ) -> None:
        (day,) = planned.days
        without = tuple(block for block in day.blocks if block.kind != "transfer")
        broken = planned.model_copy(update={"days": (day.model_copy(update={"blocks": without}),)})
        assert stored(tour(planned), catalogue) == planned
        assert stored(tour(broken), catalogue) is None
        assert stored(tour(), catalogue) is None

    def test_the_tour_as_it_is_is_counted_by_the_weights_of_a_variant(
        self, planned: Agenda, catalogue: Catalogue
    ) -> None:
        twists = (Twist(weights=(("transit", 30),)), Twist(days=2))
        base, heavier, longer = compare(tour(planned), catalogue, twists, limit=2)
        counted = stored(tour(planned, weights={"transit": 30}), catalogue)
        assert counted is not None
        assert counted.score < planned.score
        assert (base.before, heavier.before, longer.before) == (None, counted.score, None)

    def test_stored_agenda_under_other_weights_is_not_said_to_be_proven(
        self, catalogue: Catalogue, planned: Agenda
    ) -> None:
        agenda = stored(tour(planned, weights={"visit": 100}), catalogue)
        assert agenda is not None
        assert (agenda.status, agenda.gap) == ("feasible", 1.0)
        assert agenda.score == sum(term.points for term in agenda.terms) != planned.score


def variant(start: str, score: int, **terms: int) -> Variant:
    day = date.fromisoformat(start)
    agenda = Agenda.model_validate(
        {
            "status": "optimal",
            "score": score,
            "bound": score,
            "terms": tuple(
                Term(name=name, amount=0, unit="", weight=1, points=value)
                for name, value in terms.items()
            ),
            "days": ({"date": day, "cities": ("singapore",)},),
        }
    )
    return Variant("", Twist(start=day), tour(start=start), agenda)


class TestBestStart:
    def test_the_most_points_win_and_the_first_of_equals(self) -> None:
        found = [variant("2027-03-29", 9), variant("2027-03-22", 9), variant("2027-03-15", 4)]
        assert [one.agenda.score for one in starts(found)] == [4, 9, 9]
        best = best_start(found)
        assert best is not None
        assert best.first == MONDAY

    def test_other_changes_and_impossible_starts_do_not_take_part(self) -> None:
        six = Variant("", Twist(days=6), tour(), variant("2027-03-22", 99).agenda)
        none = Variant("", Twist(start=MONDAY), tour(), Agenda(status="infeasible"))
        assert best_start([six, none]) is None
        best = best_start([variant("2027-03-29", 1), six, none])
        assert best is not None
        assert best.agenda.score == 1

    def test_terms_that_changed_come_by_size(self) -> None:
        one, two = variant("2027-03-22", 9, visits=9), variant("2027-03-22", 4, visits=8, idle=-4)
        assert term_changes(one.agenda, two.agenda) == (("idle", -4), ("visits", -1))


@pytest.mark.parametrize("name", ["asia-tech-tour-2027", "with-seoul-2027"])
def test_sums_of_the_table_are_those_of_the_exported_agenda(name: str) -> None:
    """Counted here by hand, from the JSON that a script gets."""
    workspace = Workspace(ROOT)
    catalogue = workspace.catalogue()
    (base,) = compare(workspace.tour(name).tour, catalogue, ())
    data: Any = variants_data(name, [base])
    (told,) = data["variants"]
    minutes = dict.fromkeys(("training", "visit", "leisure", "transit"), 0)
    visits = 0
    for day in told["plan"]["days"]:
        for block in day["blocks"]:
            took = datetime.fromisoformat(block["end"]) - datetime.fromisoformat(block["start"])
            kind = block["kind"]
            waits = kind == "break" and block["place"]["id"].upper() in catalogue.airport
            kind = "transit" if kind in ("transfer", "flight") or waits else kind
            if kind in minutes:
                minutes[kind] += int(took.total_seconds()) // 60
            visits += block["kind"] == "visit"
    assert told["visits"] == visits
    assert told["minutes"] == told["plan"]["minutes"] == minutes
    assert told["plan"]["score"] == sum(term.points for term in base.agenda.terms)
    row = table_rows([base])[0]
    assert row[1].startswith(f"{visits}, {minutes['visit'] // 60} h")
    assert row[4].startswith(f"{minutes['transit'] // 60} h {minutes['transit'] % 60:02}")
    assert row[6] == str(told["plan"]["score"])


def test_a_search_that_ran_out_is_told_apart_from_an_impossible_one() -> None:
    agenda = Agenda(status="infeasible", conflict=(Conflict(fact=STOPPED),))
    assert Variant("", Twist(), tour(), agenda).stopped


def test_money_of_a_variant_is_what_a_person_works_out(
    catalogue: Catalogue, planned: Agenda
) -> None:
    """Three currencies at dated rates, a host, a room and two lines; each sum is written out."""
    (host,) = (str(b.ref) for b in planned.blocks if b.kind == "visit")
    priced: dict[str, Any] = {
        "hosts": [
            *SMALL["hosts"],
            {"id": host, "cost": {"currency": "SGD", "fixed": 400, "per_head": 10}},
        ],
        "venues": [
            {
                "city": "singapore",
                "id": base_of(planned, "singapore", catalogue),
                "cost": {"currency": "SGD", "fixed": 1200.50},
            }
        ],
        "budget": {
            "ceiling": 5000,
            "currency": "USD",
            "price_per_head": 900,
            "rates": [
                {"currency": "SGD", "per_unit": 0.75, "as_of": "2026-11-20"},
                {"currency": "THB", "per_unit": 0.029, "as_of": "2026-11-20"},
            ],
            "lines": [
                {"what": "Coaches", "cost": {"currency": "THB", "fixed": 60000},
                 "covers": ["coaches"]},
                {"what": "Meals", "cost": {"currency": "USD", "per_head": 120},
                 "covers": ["meals"]},
            ],
        },
    }  # fmt: skip
    wanted = tour(planned, **priced)
    (asis,) = compare(wanted, catalogue, [])
    found = asis.costs
    assert found is not None
    # fixed: 400 SGD are 300.00, the room's 1200.50 SGD are 900.38 (900.375), 60,000 THB 1740.00
    fixed = 30000 + 90038 + 174000
    # a head: 10 SGD are 7.50, and 120 USD
    head = 750 + 12000
    assert found.total == fixed + 18 * head == 523538
    assert asis.cost_per_head == 29085  # 5,235.38 ÷ 18 = 290.854…
    assert [(size.heads, size.per_head) for size in at_sizes(planned, wanted.brief, catalogue)] == [
        (12, 37253),  # (2,940.38 + 12 × 127.50 = 4,470.38) ÷ 12 = 372.531…
        (18, 29085),
        (24, 25002),  # (2,940.38 + 24 × 127.50 = 6,000.38) ÷ 24 = 250.015…
    ]
    assert found.break_even == 4  # 2,940.38 ÷ (900 - 127.50) = 3.806…
    assert found.over == 23538
    told = [one.message for one in asis.findings if one.rule == "budget"]
    assert any("5,235.38" in words and "5,000" in words for words in told), told
