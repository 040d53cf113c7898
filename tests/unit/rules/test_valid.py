"""A valid agenda breaks nothing, and every finding has the shape the promise to scripts gives."""

from __future__ import annotations

import time

from tests.unit.rules.atlas import THU, TUE, make_brief
from tests.unit.rules.world import World, change
from workshop.model.agenda import Agenda
from workshop.model.tour import Balance, DateWindow
from workshop.rules import RULES, check


def test_rules_are_those_of_the_design_in_its_order() -> None:
    assert RULES == (
        "overlap",
        "travel-time",
        "open",
        "confirmed",
        "capacity",
        "teach-first",
        "prerequisite",
        "once",
        "route",
        "flight",
        "meals",
        "day",
        "frame",
        "lock",
        "balance",
        "budget",
        "dates",
    )


def test_valid_agenda_breaks_nothing(world: World) -> None:
    assert {one.severity for one in world.findings(world.agenda())} == {"note"}


def test_valid_agenda_breaks_nothing_in_a_window(world: World) -> None:
    brief = make_brief(window=DateWindow(earliest=TUE, latest=THU))
    assert world.errors(world.agenda(), brief=brief) == []


def test_what_is_assumed_alike_is_one_note_for_each_kind_of_place(world: World) -> None:
    found = [one for one in world.findings(world.agenda()) if one.rule == "open"]
    assert [(one.severity, one.blocks) for one in found if "host" in one.message] == [
        ("note", ("shop", "bank", "lab"))
    ]
    said = world.said("open", found, "note")
    assert (
        "Visiting hours (weekdays 09:00–17:00), group caps (25) and visit lengths (90 minutes) "
        "of 3 hosts are assumed: Alpha Shop, Alpha Bank and Beta Lab" in said
    )
    assert "ask the hosts and put the answer into the brief" in said
    assert "Venue hours (daily 07:00–22:00) and room capacities (40) of 2 venues" in said


def test_what_is_assumed_differently_is_told_apart(world: World) -> None:
    catalogue = world.with_host("alpha-shop", group_cap=30)
    said = world.said("open", world.findings(world.agenda(), catalogue=catalogue), "note")
    assert (
        "Alpha Shop's visiting hours (weekdays 09:00–17:00) and visit length (90 minutes) are "
        "assumed; ask the host" in said
    )
    assert "of 2 hosts are assumed: Alpha Bank and Beta Lab" in said


def test_single_assumption_reads_as_a_sentence(world: World) -> None:
    catalogue = world.with_host("alpha-shop", group_cap=30, visit_minutes=90)
    said = world.said("open", world.findings(world.agenda(), catalogue=catalogue), "note")
    assert "Alpha Shop's visiting hours are assumed (weekdays 09:00–17:00); ask the host" in said


def test_balance_is_always_said(world: World) -> None:
    said = world.said("balance", world.findings(world.agenda()), "note")
    assert "Lectures are 54% of learning" in said
    assert "50% ± 10" in said


def test_findings_come_in_the_order_of_rules_then_of_time(world: World) -> None:
    agenda = change(world.agenda(), "lab", ref="nobody")
    found = world.findings(agenda, brief=make_brief(group_size=200))
    order = [RULES.index(one.rule) for one in found]
    assert order == sorted(order)
    confirmed = [one.blocks for one in found if one.rule == "confirmed"]
    assert confirmed == [("shop", "bank")]


def test_findings_repeat(world: World) -> None:
    agenda = change(world.agenda(), "lab", ref="alpha-shop")
    assert world.findings(agenda) == World().findings(agenda)


def test_agenda_without_days_is_an_error_and_no_crash(world: World) -> None:
    for status in ("infeasible", "feasible"):
        found = check(Agenda(status=status), world.brief, world.catalogue)
        assert "The agenda has no days; the brief asks for 3 days" in world.said("dates", found)


def test_soft_balance_only_warns(world: World) -> None:
    brief = make_brief(balance=Balance(target=0.8, hard=False))
    assert world.errors(world.agenda(), brief=brief) == []
    said = world.said("balance", world.findings(world.agenda(), brief=brief), "warning")
    assert "the target is 80% ± 10" in said


def test_five_days_are_checked_in_twenty_milliseconds(world: World) -> None:
    agenda, runs = world.agenda(), []
    for _ in range(5):
        began = time.perf_counter()
        check(agenda, world.brief, world.catalogue)
        runs.append(time.perf_counter() - began)
    assert min(runs) < 0.02


def test_agenda_read_back_from_its_json_is_as_valid(world: World) -> None:
    agenda = Agenda.model_validate_json(world.agenda().model_dump_json(by_alias=True))
    assert world.findings(agenda) == world.findings(world.agenda())
