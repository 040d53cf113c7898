"""The palette: it offers what the keys do, and blocks by name."""

from __future__ import annotations

from textual.command import DiscoveryHit, Hit

from tests.hostile import EVERYTHING
from tests.tui import sample
from tests.tui.memory import FakeServices
from tests.tui.screen_text import settle
from workshop.model.tour import Tour
from workshop.tui.app import WorkshopApp
from workshop.tui.board.commands import BoardCommands
from workshop.tui.board.grid import WeekGrid
from workshop.tui.commands import KeyCommands


async def test_the_palette_offers_what_the_keys_do(services: FakeServices) -> None:
    app = WorkshopApp(None, "asia", services=services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        provider = KeyCommands(app.screen)
        offered = [hit.text async for hit in provider.discover()]
        for wanted in ("Plan (p)", "Export (e)", "Left out (i)", "Points (t)", "Quit (^q)"):
            assert wanted in offered
        found = [hit async for hit in provider.search("points")]
        best = max(found, key=lambda hit: hit.score)
        assert isinstance(best, Hit)
        await best.command()
        assert "points in all" in await settle(pilot)


async def test_the_palette_finds_blocks_with_hostile_names(services: FakeServices) -> None:
    plan = sample.agenda()
    strings = iter(one for one in EVERYTHING if one.strip())
    days = tuple(
        day.model_copy(
            update={
                "blocks": tuple(
                    block.model_copy(update={"title": next(strings)}) for block in day.blocks
                )
            }
        )
        for day in plan.days
    )
    services.tours_["asia"] = Tour(
        brief=sample.brief(), agenda=plan.model_copy(update={"days": days})
    )
    app = WorkshopApp(None, "asia", services=services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        provider = BoardCommands(app.screen)
        hits = [hit async for hit in provider.discover()]
        assert len(hits) == sum(
            block.kind in ("training", "visit") for day in days for block in day.blocks
        )
        for hit in hits:
            assert isinstance(hit, DiscoveryHit)
            assert str(hit.display) == hit.text
        found = [hit async for hit in provider.search("[TODO]")]
        assert found
        for one in found:
            assert str(one.prompt) == one.text
        found[0].command()
        assert app.screen.query_one(WeekGrid).selected
        await pilot.press("ctrl+p", *"[x]")
        assert "\x1b" not in await settle(pilot)
