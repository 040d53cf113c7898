"""Presenting: what the room sees, what only the speaker sees, and where every key leads."""

from __future__ import annotations

import re

import pytest

from tests.tui.room_desk import DECK, LARGE, SMALL, presenting, read
from workshop.decks.deck import Deck
from workshop.errors import Fault, InputError
from workshop.tui.room.finder import Finder

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
FORWARD = ["right", "pagedown", "space", "enter", "down", "j", "l"]
BACK = ["left", "pageup", "backspace", "up", "k"]


@SIZES
async def test_room_face_is_the_slide_and_nothing_else(size: tuple[int, int]) -> None:
    async with presenting(DECK, size) as desk:
        words = re.findall(r"\w+", desk.text)
        assert " ".join(words) == "Welcome Nothing here is advice"


@SIZES
async def test_slide_stands_in_the_middle(size: tuple[int, int]) -> None:
    async with presenting(DECK, size) as desk:
        rows = desk.text.split("\n")
        top = next(number for number, row in enumerate(rows) if "Welcome" in row)
        assert size[1] // 5 < top < size[1] // 2
        assert rows[top].index("Welcome") > size[0] // 10


@pytest.mark.parametrize("key", FORWARD)
async def test_every_forward_key_shows_the_next(key: str) -> None:
    async with presenting(DECK) as desk:
        await desk.press(key)
        assert desk.at == (2, 1)


@pytest.mark.parametrize("key", BACK)
async def test_every_back_key_shows_the_one_before(key: str) -> None:
    async with presenting(DECK) as desk:
        await desk.press("3", "enter", key)
        assert desk.at == (2, 3)


async def test_pauses_reveal_step_by_step_and_hide_again() -> None:
    async with presenting(DECK) as desk:
        first = await desk.press("right")
        assert "Reason one" in first
        assert "Reason two" not in first
        second = await desk.press("right")
        assert "Reason two" in second
        assert "Reason three" not in second
        assert "Reason three" in await desk.press("right")
        assert "Reason three" not in await desk.press("left")
        # Nothing moves while a slide is revealed.
        assert first.split("Reason one")[0] == second.split("Reason one")[0]


async def test_opinion_is_marked_for_the_room() -> None:
    async with presenting(DECK) as desk:
        assert "Three reasons (opinion)" in await desk.press("right")


@SIZES
async def test_columns_stand_side_by_side(size: tuple[int, int]) -> None:
    async with presenting(DECK, size) as desk:
        shown = await desk.press("3", "enter")
        assert re.search(r"Left hand +Right hand", shown)


@pytest.mark.parametrize("size", [(60, 20), SMALL, LARGE])
async def test_no_number_of_a_table_is_ever_cut(size: tuple[int, int]) -> None:
    async with presenting(DECK, size) as desk:
        shown = await desk.press("4", "enter")
        while desk.at[0] == 4:
            shown += await desk.press("right")
        for number in ("1,234,567,890.00", "2,345,678,901.25", "81,234.50", "154,321.75"):
            assert number in shown
        assert 'rooms[0] = "[/suite]"' in shown


async def test_first_and_last() -> None:
    async with presenting(DECK) as desk:
        await desk.press("end")
        assert desk.at == (6, 1)
        await desk.press("right")
        assert desk.at == (6, 1)
        await desk.press("home")
        assert desk.at == (1, 1)
        await desk.press("left")
        assert desk.at == (1, 1)


async def test_number_and_enter_goes_there() -> None:
    async with presenting(DECK) as desk:
        assert "go to 5" in await desk.press("5")
        await desk.press("enter")
        assert desk.at == (5, 1)
        await desk.press("9", "9", "backspace", "backspace", "2", "enter")
        assert desk.at == (2, 1)
        await desk.press("4", "escape", "right")
        assert desk.at == (2, 2)
        await desk.press("7", "7", "enter")
        assert desk.at == (6, 1)
        await desk.press("0", "enter")
        assert desk.at == (1, 1)


# Two faces


@SIZES
async def test_notes_are_on_the_console_only(size: tuple[int, int]) -> None:
    async with presenting(DECK, size) as desk:
        assert "Greet the room" not in desk.text
        console = await desk.press("n")
        assert "Greet the room first." in console
        assert "Slide 1 of 6" in console
        assert "Welcome" in console
        assert "Next: slide 2" in console
        assert "Three reasons" in console
        assert "Greet the room" not in await desk.press("n")


async def test_console_tells_steps_minutes_and_what_comes_next() -> None:
    async with presenting(DECK) as desk:
        shown = await desk.press("n", "right")
        assert "step 1 of 3" in shown
        assert "4 min" in shown
        assert "Next: step 2" in shown
        assert "Reason two" in shown
        assert "Then: Side by side" in shown
        assert "The end" in await desk.press("end")


async def test_clocks_run_on_the_given_clock() -> None:
    async with presenting(DECK, minutes=45) as desk:
        desk.clock.running = 12 * 60 + 31
        shown = await desk.press("n")
        assert "12:31 of 45 min · 09:12" in shown
        assert "12:31" not in await desk.press("n")


async def test_deck_says_how_long_it_takes_where_the_tour_does_not() -> None:
    async with presenting(DECK) as desk:
        assert "0:00 of 20 min" in await desk.press("n")


@SIZES
async def test_answers_never_reach_the_room(size: tuple[int, int]) -> None:
    async with presenting(DECK, size) as desk:
        for key in ("5", "enter", "a", "a"):
            shown = await desk.press(key)
            assert "Mix is quickest" not in shown
            assert "✔" not in shown
        assert "a shows the answers" in await desk.press("n")
        assert "Mix is quickest" not in desk.text
        revealed = await desk.press("a")
        assert "✔ 2. Mix" in revealed
        assert "Mix is quickest." in revealed
        assert "Mix is quickest" not in await desk.press("n")
        assert "Mix is quickest" not in await desk.press("n")


async def test_answers_are_hidden_again_on_the_next_slide() -> None:
    async with presenting(DECK) as desk:
        await desk.press("5", "enter", "n", "a", "right")
        assert "Mix is quickest" not in await desk.press("left")


@pytest.mark.parametrize("key", ["b", "full_stop"])
async def test_blank_screen_shows_nothing_and_comes_back_on_the_same_slide(key: str) -> None:
    async with presenting(DECK) as desk:
        await desk.press("right")
        assert not re.search(r"\w", await desk.press(key))
        assert "Reason one" in await desk.press("right")
        assert desk.at == (2, 1)
        await desk.press(key)
        assert "Reason one" in await desk.press(key)
        await desk.press(key)
        assert "Reason one" in await desk.press("f5")
        await desk.press(key)
        assert "Reason one" in await desk.press("escape")


async def test_console_says_that_the_room_is_blank() -> None:
    async with presenting(DECK) as desk:
        shown = await desk.press("n", "b")
        assert "ROOM IS BLANK" in shown
        assert "Welcome" in shown


# Overview, search, jump by title


@SIZES
async def test_overview_lists_slides_and_narrows(size: tuple[int, int]) -> None:
    async with presenting(DECK, size) as desk:
        shown = await desk.press("right", "o")
        assert "▸ 2  Three reasons" in shown
        assert "4 min" in shown
        assert "6  Crème brûlée" in shown
        narrowed = await desk.press(*"side")
        assert "Side by side" in narrowed
        assert "Budget" not in narrowed
        await desk.press("enter")
        assert desk.at == (3, 1)


async def test_overview_moves_with_the_arrows_and_is_left_by_escape() -> None:
    async with presenting(DECK) as desk:
        await desk.press("o", "down", "down", "escape")
        assert desk.at == (1, 1)
        await desk.press("o", "down", "down", "up", "enter")
        assert desk.at == (2, 1)
        await desk.press("o", "ctrl+end", "enter")
        assert desk.at == (6, 1)


async def test_go_takes_a_title_without_its_accents() -> None:
    async with presenting(DECK) as desk:
        await desk.press("g", *"creme", "enter")
        assert desk.at == (6, 1)
        await desk.press("g", "4", "enter")
        assert desk.at == (4, 1)


async def test_search_looks_at_the_text_and_goes_from_hit_to_hit() -> None:
    async with presenting(DECK) as desk:
        shown = await desk.press("slash", *"re")
        assert "Three reasons" in shown
        await desk.press("enter")
        assert desk.at == (1, 1)
        await desk.press("right_square_bracket")
        assert desk.at == (2, 1)
        await desk.press("left_square_bracket")
        assert desk.at == (1, 1)
        await desk.press("slash", *"CAFE", "enter")
        assert desk.at == (6, 1)


async def test_search_does_not_show_notes_or_answers() -> None:
    async with presenting(DECK) as desk:
        assert "No slide has that" in await desk.press("slash", *"quickest")
        await desk.press("enter")
        assert isinstance(desk.pilot.app.screen, Finder)
        await desk.press("escape")
        assert desk.at == (1, 1)
        assert "No slide has that" in await desk.press("slash", *"stories")


# The file


async def test_reload_keeps_the_slide_when_the_deck_grew() -> None:
    longer = DECK.replace("# Welcome", "# Before all\n\nHi\n\n---\n\n# Welcome", 1)
    async with presenting(DECK, reread=lambda: read(longer)) as desk:
        await desk.press("3", "enter")
        shown = await desk.press("r")
        assert desk.at == (4, 1)
        assert "Left hand" in shown


async def test_reload_of_a_broken_file_keeps_the_old_slide_and_names_the_line() -> None:
    broken = DECK.replace("  answer: [2]", "  answr: [2]")
    line = broken.split("\n").index("  answr: [2]") + 1
    async with presenting(DECK, reread=lambda: read(broken)) as desk:
        await desk.press("3", "enter")
        shown = await desk.press("r")
        assert f"short.md:{line}:" in shown.replace("\n", "")
        assert "Left hand" in shown
        assert desk.room.deck.slides[4].quiz is not None


async def test_reload_of_a_file_that_cannot_be_read_keeps_the_old_slide() -> None:
    def fail() -> Deck:
        raise InputError((Fault("short.md", 7, "it is [/gone]", "bring it back"),))

    async with presenting(DECK, reread=fail) as desk:
        shown = await desk.press("r")
        assert "short.md:7: it is [/gone]" in shown
        assert "Welcome" in shown


async def test_reload_of_an_emptied_file_keeps_the_old_slide() -> None:
    async with presenting(DECK, reread=lambda: read("")) as desk:
        assert "Welcome" in await desk.press("r")


async def test_findings_are_listed_with_their_lines() -> None:
    async with presenting(DECK.replace("  answer: [2]", "  answr: [2]")) as desk:
        shown = await desk.press("f")
        assert re.search(r"line \d+", shown)
        assert "error" in shown
        assert "Welcome" in await desk.press("escape")


async def test_clean_deck_has_no_findings() -> None:
    async with presenting("# One\n\nText\n") as desk:
        assert "Nothing: the deck reads cleanly." in await desk.press("f")


# Size


async def test_resize_lays_out_anew_and_keeps_the_place() -> None:
    async with presenting(DECK, LARGE) as desk:
        await desk.press("right", "right")
        await desk.pilot.resize_terminal(60, 20)
        assert "Reason two" in await desk.press()
        assert desk.at == (2, 2)
        assert "Reason three" not in desk.text


async def test_long_slide_goes_on_over_pages_and_loses_nothing() -> None:
    words = "\n".join(f"- point {number}" for number in range(60))
    async with presenting(f"# Long\n\n{words}\n\n---\n\n# After\n") as desk:
        seen = desk.text
        assert "1 of" in seen
        while desk.at[0] == 1:
            seen += await desk.press("right")
        assert all(f"point {number}\n" in seen for number in range(60))
        assert "After" in seen


async def test_leaving_gives_back_the_place() -> None:
    async with presenting(DECK) as desk:
        room = desk.room
        await desk.press("right", "q")
        assert room.position.slide == 1
        assert not desk.pilot.app.is_running or desk.pilot.app._exit
