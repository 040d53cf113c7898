"""The file behind the slides: editors, changes of the file, large type."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.room_desk import DECK
from tests.tui.screen_text import screen_text, settle
from workshop.decks.deck import Deck
from workshop.decks.parse import parse_deck
from workshop.tui.room.deckfile import Watched, editor_command
from workshop.tui.room.launch import Lecture, RoomApp
from workshop.tui.room.lecture import RoomScreen
from workshop.tui.room.walk import Walk
from workshop.tui.services import Services


@pytest.mark.parametrize(
    ("environ", "command"),
    [
        ({"EDITOR": "vim"}, ("vim", "+7", "a b.md")),
        ({"EDITOR": "vim", "VISUAL": "emacs -nw"}, ("emacs", "-nw", "+7", "a b.md")),
        ({"EDITOR": "/usr/bin/hx"}, ("/usr/bin/hx", "a b.md:7")),
        ({"EDITOR": "code"}, ("code", "--wait", "--goto", "a b.md:7")),
        ({"EDITOR": "'my editor' -x"}, ("my editor", "-x", "+7", "a b.md")),
        ({"EDITOR": "it's"}, ("it's", "+7", "a b.md")),
    ],
)
def test_the_editor_opens_at_the_line(environ: dict[str, str], command: tuple[str, ...]) -> None:
    assert tuple(editor_command(environ, "a b.md", 7)) == command


def test_a_change_of_the_file_is_told_once(tmp_path: Path) -> None:
    file = tmp_path / "deck.md"
    file.write_text("# A\n", "utf-8")
    watched = Watched(str(file))
    assert not watched.changed()
    file.write_text("# A longer one\n", "utf-8")
    assert watched.changed()
    assert not watched.changed()
    file.unlink()
    assert not watched.changed()
    file.write_text("# Back\n", "utf-8")
    assert watched.changed()
    assert not Watched("no\0file").changed()


async def test_a_saved_file_shows_by_itself_and_a_broken_one_does_not(tmp_path: Path) -> None:
    file = tmp_path / "deck.md"
    file.write_text(DECK, "utf-8")

    def read() -> Deck:
        return parse_deck(file.read_text("utf-8"), str(file))

    app = RoomApp(Services(None), None, Lecture(read(), read))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        room = app.screen
        assert isinstance(room, RoomScreen)
        file.write_text(DECK.replace("# Welcome", "# Good morning"), "utf-8")
        room.filing.look()
        await settle(pilot)
        assert "Good morning" in screen_text(app)
        file.write_text(
            DECK.replace("# Welcome", "# Oops\n\n<!--\nslide:\n  tiem: 1\n-->"), "utf-8"
        )
        room.filing.look()
        await settle(pilot)
        shown = screen_text(app)
        assert "Good morning" in shown
        assert "slide.tiem" in shown
        await pilot.press("f")
        await settle(pilot)
        shown = screen_text(app)
        assert "The file as it is now cannot be shown:" in shown
        assert shown.count("slide.tiem") == 2, "in the sheet, and still in the message"
        await pilot.press("escape", "L")
        await settle(pilot)
        assert "▞▀▖" in screen_text(app)
        await pilot.press("e")
        await settle(pilot)
        assert "Nothing was edited" in screen_text(app)


def test_large_type_is_a_way_to_walk() -> None:
    deck = parse_deck("# Hello\n", "x.md")
    assert len(Walk(deck, 74, 21, large=True).frames(0)[0].content) == 4
    assert len(Walk(deck, 74, 21).frames(0)[0].content) == 1
