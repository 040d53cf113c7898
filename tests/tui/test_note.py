"""What an edit won or lost, told in the line of the header: pure functions of words and room."""

from __future__ import annotations

from datetime import date

import pytest

from tests.hostile import EVERYTHING
from workshop.model.agenda import Agenda, Minutes, Term
from workshop.model.cities import CityWishes
from workshop.model.tour import Brief, Tour
from workshop.tui import text
from workshop.tui.board.facts import term_facts
from workshop.tui.board.note import changed_words
from workshop.tui.workbench import Changed

TWO_EDITS = "The three-layer map, and the wind in short; Haneul (Seoul): 105 minutes"


def changed(label: str = TWO_EDITS) -> Changed:
    return Changed(
        tour=Tour(
            format=1,
            brief=Brief(
                title="T",
                group_size=12,
                start=date(2027, 5, 10),
                days=1,
                cities=CityWishes(must=("seoul",)),
            ),
            agenda=Agenda(status="feasible", score=0, bound=0, gap=0.0, seed=1, days=()),
        ),
        label=label,
        block=None,
        findings=(),
        points=-18,
        before=Minutes(training=480, visit=240, leisure=0, transit=0),
        after=Minutes(training=450, visit=255, leisure=0, transit=0),
        pushed=("a", "b"),
    )


WON = ": −18 points, 67 : 33 → 64 : 36, 2 more moved"


def test_what_was_done_is_told_whole_where_there_is_room() -> None:
    assert changed_words(changed(), 120) == TWO_EDITS + WON


@pytest.mark.parametrize("label", [TWO_EDITS, "ก็กำ" * 30, " ".join(EVERYTHING)])
@pytest.mark.parametrize("room", [60, 76, 90])
def test_where_there_is_less_the_label_loses_its_middle_and_the_points_stay(
    label: str, room: int
) -> None:
    said = changed_words(changed(label), room)
    assert said.endswith(WON)
    assert text.width(said) <= room
    assert "…" in said


def test_points_are_told_so_that_they_add_up_or_with_what_they_depend_on() -> None:
    def term(name: str, amount: float, unit: str, weight: float, points: int) -> Term:
        return Term(name=name, amount=amount, unit=unit, weight=weight, points=points)

    agenda = Agenda(
        status="optimal", score=158, bound=158, gap=0.0, seed=1, days=(),
        terms=(
            term("visits", 3, "visits", 60, 242),
            term("free evenings", 1, "evenings", 8, 8),
            term("transit", 15 + 25 / 60, "h", 6, -92),
        ),
    )  # fmt: skip
    shown = [line for section in term_facts(agenda, {}) for line in section.lines]
    assert "  +242  visits: 3 visits, each by its wish, its status and what is known of it" in shown
    assert "    +8  free evenings: 1 evening × 8" in shown
    assert "   -92  transit: 15.42 h × 6" in shown
