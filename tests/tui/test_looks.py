"""From the board to the other looks at a tour and back, by keyboard."""

from __future__ import annotations

from tests.tui.memory import FakeServices
from tests.tui.screen_text import settle
from tests.tui.stage import steady
from tests.tui.test_board import board
from tests.tui.test_compare import HeldComparer
from workshop.model.tour import Tour


async def test_map_overview_and_comparison_are_one_key_away(services: FakeServices) -> None:
    services.comparer = comparer = HeldComparer()
    comparer.go.set()
    app = board(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("j")
        assert "The route  ‹ 1 of 8 ›" in await settle(pilot)
        await pilot.press("escape", "v")
        assert "How time is spent" in await settle(pilot)
        await pilot.press("escape", "c")
        assert "Variants of" in await settle(pilot)
        await pilot.press("p")
        await steady(pilot, "Against the tour as it is.")
        await pilot.press("down", "k")
        assert "Keep “4 days [x]” as a tour called" in await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
    kept = services.tours_["asia-2"]
    assert isinstance(kept, Tour)
    assert kept.agenda is not None
    assert kept.agenda.score == 900


async def test_a_tour_without_a_plan_offers_no_look_at_one(services: FakeServices) -> None:
    app = board(services, "fresh")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("j", "v")
        assert "This tour is not planned yet." in await settle(pilot)
