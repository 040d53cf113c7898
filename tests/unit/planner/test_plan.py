"""The planner on the real catalogue: plans that obey every rule, proven, repeatable, stoppable."""

from __future__ import annotations

import gc
import json
from typing import Any

import pytest

from tests.unit.planner.venues import venues_of
from workshop.model.agenda import Agenda, Block
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner import Progress, StopToken, plan, state
from workshop.planner.footprint import Footprint
from workshop.planner.generation import Family
from workshop.planner.points import points
from workshop.rules import check

Brief = dict[str, Any]

FEW = {
    "sgp-grab", "sgp-dbs", "sgp-psa", "jkt-goto", "jkt-jago", "bkk-truedigitalpark", "bkk-scbx",
    "sel-naver",
}  # fmt: skip
"""The hosts that tests plan with unless they say otherwise: a small problem is a quick one."""
ALL: list[str] = []


@pytest.fixture(scope="module", autouse=True)
def _ids(catalogue: Catalogue) -> None:
    ALL[:] = sorted(catalogue.host)


def tour(agenda: Agenda | None = None, **more: Any) -> Tour:
    brief: Brief = {
        "title": "A test",
        "group_size": 18,
        "start": "2027-03-22",
        "days": 2,
        "cities": {"must": ["singapore"]},
        **more,
    }
    cities = [*brief["cities"]["must"], *brief["cities"].get("may", [])]
    brief.setdefault("venues", venues_of(cities))
    named = {wish["id"] for wish in brief.get("hosts", [])}
    others = [{"id": one, "wish": "never"} for one in ALL if one not in FEW | named]
    brief["hosts"] = [*brief.get("hosts", []), *others]
    made = Tour.model_validate_json(json.dumps({"brief": brief}))
    return made.model_copy(update={"agenda": agenda})


def errors(agenda: Agenda, wanted: Tour, catalogue: Catalogue) -> list[str]:
    found = check(agenda, wanted.brief, catalogue, held=wanted.agenda)
    return [f"{one.rule}: {one.message}" for one in found if one.severity == "error"]


def block(agenda: Agenda, ref: str) -> Block:
    return next(one for one in agenda.blocks if one.ref == ref and one.kind != "briefing")


@pytest.fixture(scope="module")
def two_days(catalogue: Catalogue) -> Agenda:
    return plan(tour(), catalogue, limit=30)


def test_plan_obeys_every_rule(two_days: Agenda, catalogue: Catalogue) -> None:
    assert two_days.days
    assert errors(two_days, tour(), catalogue) == []


def test_score_is_the_sum_of_its_terms(two_days: Agenda, catalogue: Catalogue) -> None:
    assert two_days.score == sum(term.points for term in two_days.terms)
    assert two_days.score == points(two_days.days, tour().brief, catalogue).score


def test_proven_plan_has_no_gap(two_days: Agenda) -> None:
    assert two_days.status == "optimal"
    assert (two_days.bound, two_days.gap) == (two_days.score, 0.0)


def test_same_input_gives_the_same_bytes(two_days: Agenda, catalogue: Catalogue) -> None:
    again = plan(tour(), catalogue, limit=30)
    assert again.model_dump_json() == two_days.model_dump_json()


def test_what_was_worked_out_is_let_go_of_without_looking_for_cycles(catalogue: Catalogue) -> None:
    def held() -> int:
        return sum(isinstance(one, Footprint) for one in gc.get_objects())

    before = held()
    gc.disable()
    try:
        plan(tour(), catalogue, limit=30)
        assert held() <= before
    finally:
        gc.enable()


def test_every_host_left_out_has_a_reason(two_days: Agenda, catalogue: Catalogue) -> None:
    placed = {one.ref for one in two_days.blocks if one.kind == "visit"}
    out = {one.ref: one.reason for one in two_days.left_out}
    hosts = {host.id for host in catalogue.city["singapore"].hosts}
    assert hosts - placed == set(out) & hosts
    assert all(reason.endswith(".") for reason in out.values())


def test_confirmed_slot_is_kept_to_the_minute(catalogue: Catalogue) -> None:
    slot = {"date": "2027-03-23", "start": "14:20", "minutes": 60}
    wanted = tour(hosts=[{"id": "sgp-grab", "status": "confirmed", "slot": slot}])
    visit = block(plan(wanted, catalogue, limit=5), "sgp-grab")
    assert visit.start.isoformat() == "2027-03-23T14:20:00+08:00"
    assert (visit.minutes, visit.status) == (60, "confirmed")


def test_tentative_slot_is_used_or_not_at_all(catalogue: Catalogue) -> None:
    slot = {"date": "2027-04-01", "start": "14:00"}
    wanted = tour(hosts=[{"id": "sgp-grab", "status": "tentative", "slot": slot}])
    agenda = plan(wanted, catalogue, limit=0.5)
    assert "sgp-grab" not in {one.ref for one in agenda.blocks}
    out = next(one for one in agenda.left_out if one.ref == "sgp-grab")
    assert (
        out.reason
        == "Its slot is on Thu 1 Apr; the group is in Singapore Mon 22 Mar and Tue 23 Mar."
    )


@pytest.mark.parametrize("wish", [{"wish": "never"}, {"status": "declined"}])
def test_unwanted_hosts_never_appear(catalogue: Catalogue, wish: dict[str, str]) -> None:
    hosts = [{"id": host.id, **wish} for host in catalogue.city["singapore"].hosts[1:]]
    agenda = plan(tour(hosts=hosts, days=1, balance={"hard": False}), catalogue, limit=5)
    first = catalogue.city["singapore"].hosts[0].id
    assert {one.ref for one in agenda.blocks if one.kind == "visit"} == {first}


def lock(agenda: Agenda, *ids: str) -> Agenda:
    days = tuple(
        day.model_copy(
            update={
                "blocks": tuple(
                    one.model_copy(update={"locked": True}) if one.id in ids else one
                    for one in day.blocks
                )
            }
        )
        for day in agenda.days
    )
    return agenda.model_copy(update={"days": days})


def test_locked_blocks_stay_when_the_wishes_change(two_days: Agenda, catalogue: Catalogue) -> None:
    first = next(one for one in two_days.blocks if one.kind == "visit")
    lecture = [one for one in two_days.blocks if one.kind == "training"][1]
    lunch = next(one for one in two_days.blocks if one.kind == "meal")
    held = lock(two_days, first.id, lecture.id, lunch.id)
    weights = {"visit": 5, "module": 90, "transit": 30}
    wanted = tour(held, weights=weights, balance={"hard": False})
    agenda = plan(wanted, catalogue, limit=5)
    assert errors(agenda, wanted, catalogue) == []
    kept = {(one.ref, one.start, one.place.id) for one in agenda.blocks}
    assert {(one.ref, one.start, one.place.id) for one in (first, lecture, lunch)} <= kept


def test_a_locked_lecture_is_not_given_in_short_elsewhere(
    two_days: Agenda, catalogue: Catalogue
) -> None:
    """After an evening out the second day begins later: its first lecture was left out then."""
    lecture = next(b for b in two_days.blocks if b.kind == "training" and b.form == "full")
    start = two_days.days[1].blocks[0].start.replace(hour=8, minute=30)
    early = lecture.model_copy(
        update={"start": start, "end": start + (lecture.end - lecture.start), "locked": True}
    )
    days = [day.model_copy(update={"blocks": ()}) for day in two_days.days]
    days[1] = days[1].model_copy(update={"blocks": (early,)})
    held = two_days.model_copy(update={"days": tuple(days)})
    wanted = tour(agenda=held, leisure={"minutes_per_day": 90})
    agenda = plan(wanted, catalogue, limit=1)
    assert errors(agenda, wanted, catalogue) == []
    (kept,) = [one for one in agenda.blocks if one.ref == lecture.ref]
    assert (kept.form, kept.start) == ("full", start)


def test_what_a_locked_lecture_builds_on_cannot_come_after_it(
    two_days: Agenda, catalogue: Catalogue
) -> None:
    """Nothing can be taught before a lecture that begins the tour."""
    building = {module.id for module in catalogue.modules if module.needs}
    held = next(b for b in two_days.blocks if b.kind == "training" and b.ref in building)
    early = held.start.replace(day=two_days.days[0].date.day, hour=8, minute=30)
    moved = held.model_copy(
        update={"start": early, "end": early + (held.end - held.start), "locked": True}
    )
    day = two_days.days[0].model_copy(update={"blocks": (moved,)})
    agenda = two_days.model_copy(update={"days": (day,)})
    found = plan(tour(agenda), catalogue, limit=5, explain=False)
    assert (found.status, found.days) == ("infeasible", ())


def test_a_locked_lecture_stays_in_its_city(catalogue: Catalogue) -> None:
    """The same hour in another city is another place: a route that is not there cannot be."""
    cities = {"must": ["jakarta", "singapore"], "order": ["jakarta", "singapore"]}
    there = plan(tour(cities=cities), catalogue, limit=5, explain=False)
    held = lock(there, next(one.id for one in there.blocks if one.kind == "training"))
    wanted = tour(held, cities=cities | {"order": ["singapore", "jakarta"]})
    assert plan(wanted, catalogue, limit=5, explain=False).status == "infeasible"
    free = tour(held, cities=cities | {"order": []})
    found: list[Agenda] = []

    def on_progress(progress: Progress) -> None:
        found.extend([progress.best] if progress.best else [])

    plan(free, catalogue, limit=5, explain=False, on_progress=on_progress)
    assert found
    assert [errors(one, free, catalogue) for one in found] == [[]] * len(found)


def test_arrival_and_departure_frame_the_tour(catalogue: Catalogue) -> None:
    wanted = tour(
        arrival={"city": "singapore", "airport": "SIN", "at": "09:10"},
        departure={"city": "singapore", "airport": "SIN", "at": "20:05"},
    )
    agenda = plan(wanted, catalogue, limit=5)
    assert errors(agenda, wanted, catalogue) == []
    assert agenda.blocks[0].start.isoformat() == "2027-03-22T09:10:00+08:00"
    assert agenda.blocks[-1].end.isoformat() == "2027-03-23T20:05:00+08:00"


def test_booked_flight_is_used_as_it_is(catalogue: Catalogue) -> None:
    flight = {"date": "2027-03-23", "from": "SIN", "to": "BKK", "departs": "13:35",
              "lands": "15:05", "name": "XX 123"}  # fmt: skip
    wanted = tour(days=3, cities={"must": ["singapore", "bangkok"]}, flights=[flight])
    agenda = plan(wanted, catalogue, limit=5)
    assert errors(agenda, wanted, catalogue) == []
    flown = next(one for one in agenda.blocks if one.kind == "flight")
    assert flown.start.isoformat() == "2027-03-23T13:35:00+08:00"
    assert flown.end.isoformat() == "2027-03-23T15:05:00+07:00"


def test_window_chooses_days_without_holidays(catalogue: Catalogue) -> None:
    """8 to 12 March 2027 is all holidays in Jakarta, 15 March joint leave."""
    wanted = tour(
        start=None, window={"earliest": "2027-03-11", "latest": "2027-03-17"}, days=1,
        cities={"must": ["jakarta"]},
    )  # fmt: skip
    agenda = plan(wanted, catalogue, limit=10)
    assert errors(agenda, wanted, catalogue) == []
    assert str(agenda.days[0].date) in ("2027-03-16", "2027-03-17")


def test_optional_city_is_left_out_when_it_does_not_pay(catalogue: Catalogue) -> None:
    wanted = tour(cities={"must": ["singapore"], "may": ["seoul"]})
    agenda = plan(wanted, catalogue, limit=10)
    assert {city for day in agenda.days for city in day.cities} == {"singapore"}
    out = {one.ref: one.reason for one in agenda.left_out}
    assert out["sel-naver"] == "Seoul is not on this route."


def test_stopped_search_gives_the_best_so_far(catalogue: Catalogue) -> None:
    token, seen = StopToken(), list[Progress]()

    def stop_at_first(progress: Progress) -> None:
        seen.append(progress)
        token.set()

    wanted = tour(days=3)
    agenda = plan(wanted, catalogue, stop=token, on_progress=stop_at_first)
    assert agenda.status == "feasible"
    assert agenda.score >= seen[0].score
    assert errors(agenda, wanted, catalogue) == []


def test_work_ends_early_enough_for_an_evening_that_must_be(catalogue: Catalogue) -> None:
    """The boat leaves the day no room to teach to its end; what is taught last is moved up."""
    wanted = tour(
        cities={"must": ["bangkok"]}, start="2027-03-26", days=1,
        leisure={"must": ["leis-bkk-cruise"]}, modules=[{"id": "m12", "wish": "must"}],
        balance={"hard": False}, hosts=[{"id": "bkk-lmwn"}],
    )  # fmt: skip
    agenda = plan(wanted, catalogue, limit=5, explain=False)

    assert errors(agenda, wanted, catalogue) == []
    assert block(agenda, "leis-bkk-cruise").start.hour == 19


def test_teaching_may_begin_once_all_are_rested_after_an_evening(catalogue: Catalogue) -> None:
    wanted = tour(
        cities={"must": ["bangkok"]}, start="2027-03-25", pace={"rest_hours": 12},
        departure={"city": "bangkok", "airport": "BKK", "at": "17:00"},
        leisure={"must": ["leis-bkk-cruise"]}, modules=[{"id": "m12", "wish": "must"}],
        balance={"hard": False}, hosts=[{"id": "bkk-lmwn", "wish": "must"}],
    )  # fmt: skip
    agenda = plan(wanted, catalogue, limit=5, explain=False)

    assert errors(agenda, wanted, catalogue) == []
    assert agenda.days[1].blocks[0].start.hour == 10


def test_progress_only_gets_better(catalogue: Catalogue) -> None:
    seen: list[Progress] = []
    plan(tour(days=2, cities={"must": ["bangkok"]}), catalogue, on_progress=seen.append, limit=5)
    scores = [one.score for one in seen]
    assert scores
    assert scores == sorted(scores)
    assert all(one.best is not None and one.bound >= one.score for one in seen)


def test_letting_go_of_programs_loses_no_plan(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part that begins again is bounded as well: only memory is saved."""
    wanted = tour(days=3, cities={"must": ["singapore", "bangkok"]})
    begun: list[int] = []
    among = Family.among

    def counted(*of: Any) -> Any:
        begun.append(1)
        return among(*of)

    monkeypatch.setattr(Family, "among", counted)
    held = plan(wanted, catalogue, limit=30)
    usual = len(begun)
    monkeypatch.setattr(state, "HELD", -1)
    let_go = plan(wanted, catalogue, limit=30)
    assert len(begun) - usual > usual, "nothing was let go of"
    assert (held.score, held.status) == (let_go.score, let_go.status)
    assert held.status == "optimal"
