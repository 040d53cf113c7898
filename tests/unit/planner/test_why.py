"""Why something is in a plan, and where; why it is not, and what it would cost."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from workshop.model.agenda import Agenda, Block
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Tour
from workshop.planner import plan
from workshop.planner.advice import advice
from workshop.planner.bones import Bones
from workshop.planner.leftout import kept_out
from workshop.planner.points import points
from workshop.planner.problem import build
from workshop.planner.slack import Shifter
from workshop.planner.start import Start
from workshop.planner.tree import Forest
from workshop.planner.why import Why, known_items, why
from workshop.rules import check
from workshop.store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[3]


def tour(**more: Any) -> Tour:
    brief = {
        "title": "A test",
        "group_size": 18,
        "start": "2027-03-25",
        "days": 2,
        "cities": {"must": ["bangkok"], "may": ["seoul"]},
        "hosts": [
            {"id": "bkk-lmwn", "status": "confirmed",
             "slot": {"date": "2027-03-26", "start": "10:30"}},
            {"id": "bkk-bitkub", "status": "declined"},
            {"id": "bkk-flash", "wish": "never"},
            {"id": "bkk-agoda", "group_cap": 12},
        ],
        "modules": [{"id": "m11", "wish": "never"}],
        **more,
    }  # fmt: skip
    return Tour.model_validate_json(json.dumps({"brief": brief}))


Ask = Callable[[str], Why]


@pytest.fixture(scope="module")
def planned(catalogue: Catalogue) -> Tour:
    wanted = tour()
    small = wanted.brief.model_copy(
        update={"cities": wanted.brief.cities.model_copy(update={"may": ()})}
    )
    agenda = plan(Tour(brief=small), catalogue, limit=1)
    return wanted.model_copy(update={"agenda": agenda})


@pytest.fixture(scope="module")
def ask(planned: Tour, catalogue: Catalogue) -> Ask:
    answers: dict[str, Why] = {}

    def asked(item: str) -> Why:
        if item not in answers:
            answers[item] = why(planned, catalogue, item)
        return answers[item]

    return asked


@pytest.fixture(scope="module")
def agenda(planned: Tour) -> Agenda:
    assert planned.agenda is not None
    assert planned.agenda.days
    return planned.agenda


def told(answer: Why) -> list[tuple[str, str]]:
    return [(one.fact, one.where) for one in answer.facts]


# -------------------------------------------------------------------- placed


def test_confirmed_visit_is_held_by_its_slot(ask: Ask) -> None:
    answer = ask("bkk-lmwn")
    assert answer.placed
    assert ("its confirmed slot is Fri 26 Mar 10:30", "brief.hosts.0.slot") in told(answer)
    assert answer.slack is not None
    assert (answer.slack.earlier, answer.slack.later) == (0, 0)


def test_visit_names_the_lesson_before_it_and_its_lesson_the_visit(
    ask: Ask, agenda: Agenda
) -> None:
    taught = next(fact for fact in ask("bkk-lmwn").facts if "is taught before it" in fact.fact)
    lecture = next(b for b in agenda.blocks if f"agenda.{b.id}" == taught.where)
    assert lecture.title in taught.fact
    back = [fact for fact, _ in told(ask(lecture.id))]
    assert any("comes after it, on Fri 26 Mar 10:30" in fact for fact in back)


def test_a_lecture_says_its_form_and_a_day_without_visits_what_it_is_for(
    catalogue: Catalogue,
) -> None:
    """Two lectures may have one title; a day of lectures was said to be for “the way”."""
    sample = Workspace(ROOT).tour("asia-tech-tour-2027").tour
    titles = [why(sample, catalogue, f"teach-m12-{form}").title for form in ("short", "full")]
    assert titles == [
        "“Reading a company in the field” (short form)",
        "“Reading a company in the field”",
    ]
    facts = [fact for fact, _ in told(why(sample, catalogue, "jkt-jago"))]
    assert "Tue 23 Mar is for lectures and travel" in facts


def test_what_is_asked_for_a_price_is_not_told_as_a_fact(catalogue: Catalogue) -> None:
    """A host that the brief bars was said to be a must, since the price insists on it."""
    sample = Workspace(ROOT).tour("asia-tech-tour-2027").tour
    modules = [
        wish.model_copy(update={"wish": "never"}) if wish.id == "m06" else wish
        for wish in sample.brief.modules
    ]
    brief = sample.brief.model_copy(update={"modules": tuple(modules)})
    answer = why(sample.model_copy(update={"brief": brief}), catalogue, "sgp-psa")
    assert not [fact for fact, _ in told(answer) if "must be visited" in fact]
    assert any("may be visited only after it" in fact for fact, _ in told(answer))


def test_the_ends_of_slack_are_told_in_sentences(
    ask: Ask, planned: Tour, agenda: Agenda, catalogue: Catalogue
) -> None:
    """They said “it cannot start before 19:00: then … is open 19:00–21:30, not 18:55–21:25”."""
    sample = Workspace(ROOT).tour("asia-tech-tour-2027").tour
    cruise = [fact for fact, _ in told(why(sample, catalogue, "leis-bkk-cruise"))]
    assert cruise == [
        f"it cannot start {edge} 19:00: Chao Phraya dinner cruise is open 19:00–21:30 on Friday "
        "26 March"
        for edge in ("before", "after")
    ]
    grab = [fact for fact, _ in told(why(sample, catalogue, "sgp-grab"))]
    assert grab[-1] == (
        "it cannot start after 14:25, or else the debrief ends at 18:35 on Wednesday 24 March; "
        "the day is over by 18:30"
    )
    # The slot of a confirmed visit is told once; it also holds what comes before the visit.
    assert not [fact for fact, _ in told(ask("bkk-lmwn")) if "cannot start" in fact]
    visit = next(b for b in agenda.blocks if b.kind == "visit" and b.ref == "bkk-lmwn")
    before = [b for b in agenda.blocks if b.kind == "training" and b.start < visit.start][-1]
    facts = [fact for fact, _ in told(why(planned, catalogue, before.id))]
    assert [fact for fact in facts if fact.endswith(
        "LINE MAN Wongnai is confirmed for Friday 26 March 10:30")] == facts[-1:]  # fmt: skip
    assert not [fact for fact in facts if "the visit is on" in fact]


def test_end_of_the_evening_is_not_the_end_of_the_day(catalogue: Catalogue) -> None:
    """The ride back from a dinner cruise is held by the end of the evening, not of the day."""
    sample = Workspace(ROOT).tour("asia-tech-tour-2027").tour
    late = [b for b in sample.agenda.blocks if b.start.hour >= 21] if sample.agenda else []
    found = [one for b in late for one in told(why(sample, catalogue, b.id))]
    ends = {where for fact, where in found if "the evening is over" in fact}
    assert ends == {"brief.pace.evening_end"}


def test_slack_is_what_the_rules_allow(planned: Tour, agenda: Agenda, catalogue: Catalogue) -> None:
    for block in agenda.blocks:
        if block.kind not in ("training", "visit", "meal", "debrief"):
            continue
        shifter = Shifter(agenda, planned.brief, catalogue, block)
        for sign in (-1, 1):
            room = shifter.room(sign)
            assert room.minutes % 5 == 0
            assert room.obstacle is None or room.obstacle.block or room.obstacle.findings


def test_every_shift_within_the_slack_keeps_the_order_of_the_day(
    planned: Tour, agenda: Agenda, catalogue: Catalogue
) -> None:
    lunch = next(b for b in agenda.blocks if b.kind == "meal")
    answer = why(planned, catalogue, lunch.id)
    assert answer.slack is not None
    assert any(fact.startswith("it cannot start ") for fact, _ in told(answer))


def test_ends_of_slack_have_a_place(ask: Ask, agenda: Agenda) -> None:
    debrief = next(b for b in agenda.blocks if b.kind == "debrief")
    edges = [one for one in ask(debrief.id).facts if one.fact.startswith("it cannot start ")]
    assert edges
    assert all(one.where.split(".")[0] in ("brief", "defaults", "agenda") for one in edges)


def test_visit_gives_its_points_and_what_is_seen(ask: Ask) -> None:
    gains = {gain.name: gain for gain in ask("bkk-lmwn").gives}
    assert gains["visit"].points > 0
    assert gains["variety"].what
    assert sum(gain.points for gain in ask("bkk-lmwn").gives) < 200


def test_lock_holds(planned: Tour, agenda: Agenda, catalogue: Catalogue) -> None:
    lunch = next(b for b in agenda.blocks if b.kind == "meal")
    held = changed(agenda, lunch, {"locked": True})
    answer = why(planned.model_copy(update={"agenda": held}), catalogue, lunch.id)
    assert told(answer)[0] == ("it is locked", f"agenda.{lunch.id}")
    assert (answer.slack and answer.slack.earlier, answer.slack and answer.slack.later) == (0, 0)


def test_agenda_that_breaks_rules_is_explained_too(
    planned: Tour, agenda: Agenda, catalogue: Catalogue
) -> None:
    lecture = next(b for b in agenda.blocks if b.kind == "training")
    early = {"start": lecture.start - timedelta(hours=3), "end": lecture.end - timedelta(hours=3)}
    broken = changed(agenda, lecture, early)
    assert why(planned.model_copy(update={"agenda": broken}), catalogue, lecture.id).placed


def changed(agenda: Agenda, block: Block, update: dict[str, Any]) -> Agenda:
    days = tuple(
        day.model_copy(
            update={
                "blocks": tuple(
                    one.model_copy(update=update) if one is block else one for one in day.blocks
                )
            }
        )
        for day in agenda.days
    )
    return agenda.model_copy(update={"days": days})


# -------------------------------------------------------------------- left out


@pytest.mark.parametrize(
    ("item", "fact", "where"),
    [
        ("bkk-bitkub", "it has declined", "brief.hosts.1"),
        ("bkk-flash", "the brief says never", "brief.hosts.2"),
        ("bkk-agoda", "it takes at most 12 people", "brief.hosts.3.group_cap"),
        ("sel-naver", "Seoul is not on this route", "brief.cities"),
        ("jkt-goto", "Jakarta is not among the cities", "brief.cities"),
        ("m11", "the brief says never", "brief.modules.0"),
    ],
)
def test_plain_reasons(
    planned: Tour, agenda: Agenda, catalogue: Catalogue, item: str, fact: str, where: str
) -> None:
    problem = build(planned.brief, catalogue, agenda.days[0].date, agenda)
    facts = kept_out(item, agenda.days, problem)
    assert (facts[0].fact, facts[0].where) == (fact, where)


def test_too_small_a_host_has_no_price(ask: Ask) -> None:
    answer = ask("bkk-agoda")
    assert answer.price is None
    assert answer.words().endswith("No plan can hold it.")
    assert told(answer) == [
        ("it takes at most 12 people", "brief.hosts.3.group_cap"),
        ("the group is 18", "brief.group_size"),
    ], "each fact once, where it stands in the file; that it was asked for is none"


def test_declined_host_is_never_planned(ask: Ask) -> None:
    assert ask("bkk-bitkub").price is None


@pytest.fixture(scope="module")
def candidate(agenda: Agenda) -> str:
    out = [one.ref for one in agenda.left_out if "it is open" in one.reason.lower()]
    assert out
    return out[0]


def test_candidate_names_when_it_is_open_and_what_stands_there(
    ask: Ask, candidate: str, agenda: Agenda
) -> None:
    facts = ask(candidate).facts
    assert facts[0].fact.startswith("it is open ")
    assert facts[0].fact.endswith("while the group is in Bangkok")
    assert facts[0].where == "defaults.host_hours"
    visits = {f"agenda.{b.id}" for b in agenda.blocks if b.kind == "visit"}
    assert {fact.where for fact in facts} & visits


def test_price_is_the_difference_of_two_scores(
    ask: Ask, candidate: str, planned: Tour, agenda: Agenda, catalogue: Catalogue
) -> None:
    price = ask(candidate).price
    assert price is not None
    counted = points(price.plan.days, planned.brief, catalogue).score
    assert price.points == points(agenda.days, planned.brief, catalogue).score - counted
    assert price.plan.score == counted
    assert candidate in {b.ref for b in price.plan.blocks if b.kind == "visit"}
    assert f"It can be had for {price.points} points" in ask(candidate).words()


def test_plan_with_it_obeys_every_rule_and_can_be_taken(
    ask: Ask, candidate: str, planned: Tour, catalogue: Catalogue
) -> None:
    price = ask(candidate).price
    assert price is not None
    findings = check(price.plan, planned.brief, catalogue, held=planned.agenda)
    assert [one.message for one in findings if one.severity == "error"] == []
    assert not any(block.locked for block in price.plan.blocks)
    placed = {b.ref for b in price.plan.blocks if b.kind == "visit"}
    assert "bkk-lmwn" in placed


def test_where_flights_must_move_a_plan_is_found_that_obeys_every_rule(
    catalogue: Catalogue,
) -> None:
    sample = Workspace(ROOT).tour("asia-tech-tour-2027").tour
    price = why(sample, catalogue, "leis-bkk-grandpalace").price
    assert price is not None
    assert price.reach in ("flight", "order")
    assert any(one.block.kind == "flight" for one in price.changes.moved)
    assert "leis-bkk-grandpalace" in {block.ref for block in price.plan.blocks}
    errors = [one for one in check(price.plan, sample.brief, catalogue) if one.severity == "error"]
    assert not errors


@pytest.mark.parametrize(("evening_end", "possible"), [("22:00", False), ("22:30", True)])
def test_routes_whose_days_cannot_hold_what_must_be_are_seen_without_lectures(
    catalogue: Catalogue, evening_end: str, possible: bool
) -> None:
    wanted = tour(leisure={"must": ["leis-bkk-cruise"]}, pace={"evening_end": evening_end})
    start = Start.of(wanted.brief, catalogue, date(2027, 3, 25), None)
    route = next(route for route in start.planner.routes() if route.cities == ("bangkok",))
    assert (Bones(start).worth(route) is not None) == possible
    assert any(may for _, may in Forest([start]).relax_roots(
        [node for node in Forest([start]).roots() if node.route == route], lambda: float("-inf")
    )) == possible  # fmt: skip


def test_same_question_gets_the_same_answer(
    ask: Ask, candidate: str, planned: Tour, catalogue: Catalogue
) -> None:
    assert why(planned, catalogue, candidate) == ask(candidate)


def test_what_can_be_done_about_it(ask: Ask, candidate: str) -> None:
    todo = {one.fact: one.where for one in ask(candidate).advice}
    assert todo.pop("leave it out: the plan stands as it is") == ""
    pin = f"have it all the same: add {{id: {candidate}, wish: must}} and plan again"
    assert todo.pop(pin) == "brief.hosts"
    ((words, where),) = todo.items()
    assert words.startswith("ask the host when it receives a group: its hours are assumed")
    assert where == "defaults.host_hours"


@pytest.mark.parametrize(
    ("item", "words", "where"),
    [
        ("bkk-agoda", "ask the host whether it takes 18 people", "brief.hosts.3.group_cap"),
        ("sel-naver", "compare the tour with Seoul and without it", "brief.cities"),
    ],
)
def test_advice_fits_the_reason(
    planned: Tour, agenda: Agenda, catalogue: Catalogue, item: str, words: str, where: str
) -> None:
    problem = build(planned.brief, catalogue, agenda.days[0].date, agenda)
    todo = {one.fact: one.where for one in advice(problem, agenda.days, item, None)}
    assert [place for fact, place in todo.items() if fact.startswith(words)] == [where]


def test_a_city_that_the_brief_does_not_name_is_to_be_put_among_the_cities(
    ask: Ask, planned: Tour, agenda: Agenda, catalogue: Catalogue
) -> None:
    problem = build(planned.brief, catalogue, agenda.days[0].date, agenda)
    price = ask("sel-naver").price
    words = [one.fact for one in advice(problem, agenda.days, "jkt-goto", price)]
    asked = "add {id: jkt-goto, wish: must}, put jakarta among the cities and plan again"
    assert (f"have it all the same: {asked}" in words) == (price is not None)
    assert "compare the tour with Jakarta and without it, before this alone decides" in words


def test_what_is_over_too_late_in_another_city_says_so(catalogue: Catalogue) -> None:
    wanted = tour(cities={"must": ["singapore", "bangkok"]}, pace={"evening_end": "22:00"})
    problem = build(wanted.brief, catalogue, date(2027, 3, 25), None)
    facts = kept_out("leis-bkk-cruise", (), problem)
    assert [one.fact for one in facts[1:]] == [
        "it is over at 21:30 at the earliest, 50 minutes from the hotel",
        "evenings end at 22:00, the way back included",
    ]


def test_host_with_a_slot_elsewhere_is_asked_for_another_day(
    planned: Tour, agenda: Agenda, catalogue: Catalogue
) -> None:
    slot = {"date": "2027-03-24", "start": "10:30"}
    wanted = tour(hosts=[{"id": "bkk-scbx", "status": "tentative", "slot": slot}])
    problem = build(wanted.brief, catalogue, agenda.days[0].date, agenda)
    words = [one.fact for one in advice(problem, agenda.days, "bkk-scbx", None)]
    assert "ask the host for another day: Thu 25 Mar and Fri 26 Mar" in words


# -------------------------------------------------------------------- what is asked


def test_what_is_not_known_is_refused(planned: Tour, catalogue: Catalogue) -> None:
    assert "bkk-nobody" not in known_items(planned, catalogue)
    with pytest.raises(KeyError):
        why(planned, catalogue, "bkk-nobody")


def test_without_an_agenda_there_is_nothing_to_explain(catalogue: Catalogue) -> None:
    with pytest.raises(ValueError, match="no agenda"):
        why(tour(), catalogue, "bkk-lmwn")


@pytest.mark.skipif(
    os.environ.get("HYPOTHESIS_PROFILE") != "thorough", reason="half a minute; see bench/answers"
)
@pytest.mark.parametrize("name", ["asia-tech-tour-2027", "with-seoul-2027"])
def test_all_that_is_left_out_in_the_cities_of_a_sample_has_its_price(
    name: str, catalogue: Catalogue
) -> None:
    sample = Workspace(ROOT).tour(name).tour
    assert sample.agenda is not None
    placed = {block.ref for block in sample.blocks} | {block.id for block in sample.blocks}
    here = {city for day in sample.agenda.days for city in day.cities}
    out = [one for one in known_items(sample, catalogue) if one not in placed]
    for item in out:
        if item not in catalogue.city_of or catalogue.city_of[item].id in here:
            found = why(sample, catalogue, item)
            assert found.price is not None or "No plan" in found.none, found.words()
            assert "in time" not in found.none, found.words()
