from __future__ import annotations

from textual.app import App
from textual.widgets import Input

from tests.tui.screen_text import screen_text, settle
from workshop.model.diagram import Platform, diamond_of
from workshop.tui.room.diamond import DiamondForm


class Desk(App[None]):
    kept: Platform | None = None

    def ask(self, start: Platform | None = None) -> None:
        self.push_screen(DiamondForm("Our [b]host[/b]", start), self.keep)

    def keep(self, made: Platform | None) -> None:
        self.kept = made


async def test_a_diamond_grows_while_it_is_typed() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask()
        await settle(pilot)
        assert "Our [b]host[/b]" in screen_text(app)
        await pilot.press(*"Grab", "enter")
        app.screen.query_one("#left", Input).value = "drivers"
        app.screen.query_one("#right", Input).value = "riders"
        await settle(pilot)
        shown = screen_text(app)
        assert "█Grab█" in shown
        assert "│ drivers │ ──▶" in shown
        assert "◀── │ riders │" in shown
        app.screen.query_one("#interaction", Input).value = "find,pay"
        app.screen.query_one("#loop", Input).value = "more of both"
        await pilot.press(*["enter"] * 5)
        await settle(pilot)
    assert app.kept == diamond_of(
        "Grab", "drivers", "riders", "", "find, pay", "more of both", "Our [b]host[/b]"
    )


async def test_a_diamond_is_filled_in_again_or_given_up() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(diamond_of("Grab", "drivers", "riders", third="shops"))
        await settle(pilot)
        await pilot.press("end", *"!", "ctrl+s")
        await settle(pilot)
        assert app.kept is not None
        assert app.kept.centre == "Grab!"
        assert [side for _, side in app.kept.sided()] == ["left", "right", "bottom"]
        app.ask()
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
    assert app.kept is None
