"""Comparing variants: choose, watch, read, keep."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

import pytest

from tests.tui import sample
from tests.tui.memory import FakeServices
from tests.tui.screen_text import settle
from tests.tui.stage import WAITING, Stage, assert_golden, steady
from workshop.model.agenda import Agenda
from workshop.model.catalogue import Catalogue
from workshop.model.cities import CityWishes
from workshop.model.tour import Tour
from workshop.planner.changes import difference
from workshop.planner.compare import Variant
from workshop.planner.stop import Progress
from workshop.planner.twist import AS_IT_IS, Twist
from workshop.tui import text
from workshop.tui.board.comparecolumns import table_lines
from workshop.tui.board.comparescreen import CompareScreen
from workshop.tui.services import StopSignal
from workshop.tui.variants import VariantChoice, compared, variant_choices

PLAN = sample.agenda()
TOUR = Tour(brief=sample.brief(), agenda=PLAN)


def shorter() -> Agenda:
    """The sample's plan without its first visit, and what stays a little later."""
    later = sample.shifted(PLAN, 15)
    first, *rest = later.days
    kept = tuple(block for block in first.blocks if block.ref != "jkt-goto")
    days = (first.model_copy(update={"blocks": kept}), *rest)
    return later.model_copy(update={"days": days, "score": 900, "status": "feasible", "gap": 0.02})


def variants(*labels: str) -> tuple[Variant, ...]:
    agenda = shorter()
    made = [Variant(AS_IT_IS, Twist(), TOUR, PLAN)]
    for label in labels:
        if label == "impossible":
            made.append(Variant(label, Twist(days=9), TOUR, sample.IMPOSSIBLE))
        else:
            twist = Twist(days=4)
            made.append(Variant(label, twist, TOUR, agenda, difference=difference(PLAN, agenda)))
    return tuple(made)


class HeldComparer:
    """Reports once, then waits until it may go on or is told to stop."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.asked: tuple[VariantChoice, ...] = ()

    def __call__(
        self,
        tour: Tour,
        choices: tuple[VariantChoice, ...],
        stop: StopSignal,
        on_progress: Callable[[str, Progress], None],
    ) -> tuple[Variant, ...]:
        self.asked = choices
        on_progress(choices[0].label, Progress(PLAN, 900, 950, 0.0556, 0.1))
        while not self.go.wait(0.005):
            if stop.stopped():
                return variants("4 days [x]")
        return variants("4 days [x]", "impossible")


def stage(comparer: HeldComparer) -> Stage:
    services = FakeServices(tours_={"asia": TOUR}, comparer=comparer)
    return Stage(CompareScreen(services, services.take("asia")), services)


def with_two_venues() -> Catalogue:
    """The sample's catalogue with a second training venue in its first city."""
    found = sample.catalogue()
    first, *others = found.cities
    twin = first.venues[0].model_copy(update={"id": "ven-twin", "name": "The other hotel"})
    both = first.model_copy(update={"venues": (*first.venues, twin)})
    return found.model_copy(update={"cities": (both, *others)})


def test_what_is_usual_comes_first_and_every_choice_is_another() -> None:
    brief = sample.brief().model_copy(
        update={"cities": CityWishes(must=("jakarta", "singapore"), may=("bangkok",))}
    )
    found = variant_choices(TOUR.model_copy(update={"brief": brief}), with_two_venues())
    assert [one.label for one in found if one.usual] == ["with กรุงเทพมหานคร", "4 days", "6 days"]
    labels = [one.label for one in found]
    assert len(labels) == len(set(labels))
    assert "without Jakarta" in labels
    assert "based at The other hotel" in labels, "as compare --base would"
    assert any(one.twist.start == date(2027, 3, 29) for one in found)


@pytest.mark.parametrize("width", [60, 78, 118, 198])
def test_the_table_never_cuts_a_number(width: int) -> None:
    rows = table_lines(compared(variants("4 days [x]", "impossible"), sample.catalogue()), width)
    assert len(rows) == 4
    assert all(text.width(row) <= width for row in rows)
    assert all("…" not in row for row in rows)
    for number in ("1105", "900", "9 h 45", "5, 7 h 30", "4, 6 h 00"):
        assert number in "\n".join(rows)


async def test_variants_are_chosen_planned_read_and_one_is_kept() -> None:
    comparer = HeldComparer()
    app = stage(comparer)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "✔ 4 days" in await settle(pilot)
        await pilot.press("down", "space", "p")
        await steady(pilot, "4 days (1 of 1): best 900 · at most 950 · within 5.6 %")
        assert [one.label for one in comparer.asked] == ["4 days"]
        comparer.go.set()
        await steady(pilot, "Against the tour as it is.")
        await pilot.press("down")
        assert_golden(await steady(pilot, "GoTo"), "compare-80x24")
        await pilot.press("down")
        shown = await settle(pilot)
        assert "✘ Jakarta is a must [/must] (itineraries/nyepi.yaml:12)" in shown
        assert "keep this one" not in shown, "what has no plan cannot be kept"
        await pilot.press("up", "k")
        await settle(pilot)
    assert isinstance(app.answer, Variant)
    assert app.answer.label == "4 days [x]"


async def test_a_comparison_can_be_stopped_and_left() -> None:
    comparer = HeldComparer()
    app = stage(comparer)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("p")
        await steady(pilot, "best 900")
        await pilot.press("escape")
        await steady(pilot, "Stopped: 1 variant not planned.")
        assert app.answer is WAITING
        assert_golden(await steady(pilot, "1105"), "compare-120x40")
        await pilot.press("n")
        assert "Tick what to compare" in await settle(pilot)
        await pilot.press("escape")
    assert app.answer is None
