"""Presenting: what the room sees, what only the speaker sees, and where every key leads."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.tui.room_desk import DECK, LARGE, SMALL, presenting, read
from workshop.decks.deck import Deck
from workshop.errors import Fault, InputError
from workshop.tui.room.finder import Finder

SIZES = (SMALL, LARGE)
FORWARD = ("right", "pagedown", "space", "enter", "down", "j", "l")
BACK = ("left", "pageup", "backspace", "up", "k")


async def test_the_room_sees_the_slide_in_the_middle_and_nothing_else() -> None:
    async with presenting(DECK) as desk:
        for width, height in SIZES:
            shown = await desk.resize(width, height)
            assert " ".join(re.findall(r"\w+", shown)) == "Welcome Nothing here is advice"
            rows = shown.split("\n")
            top = next(number for number, row in enumerate(rows) if "Welcome" in row)
            assert height // 5 < top < height // 2
            assert rows[top].index("Welcome") > width // 10


async def test_every_key_forward_and_back_and_to_the_ends() -> None:
    async with presenting(DECK) as desk:
        for key in FORWARD:
            await desk.press("home", key)
            assert desk.at == (2, 1), key
        for key in BACK:
            await desk.press("3", "enter", key)
            assert desk.at == (2, 3), key
        await desk.press("end", "right")
        assert desk.at == (6, 1)
        await desk.press("home", "left")
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


async def test_pauses_reveal_step_by_step_and_hide_again() -> None:
    async with presenting(DECK) as desk:
        first = await desk.press("right")
        assert "Three reasons (opinion)" in first
        assert "Reason one" in first
        assert "Reason two" not in first
        second = await desk.press("right")
        assert "Reason two" in second
        assert "Reason three" not in second
        assert "Reason three" in await desk.press("right")
        assert "Reason three" not in await desk.press("left")
        # Nothing moves while a slide is revealed.
        assert first.split("Reason one")[0] == second.split("Reason one")[0]


async def test_columns_stand_side_by_side_and_no_number_of_a_table_is_cut() -> None:
    async with presenting(DECK) as desk:
        await desk.press("3", "enter")
        for size in SIZES:
            assert re.search(r"Left hand +Right hand", await desk.resize(*size))
        for size in ((60, 20), *SIZES):
            await desk.press("4", "enter")
            shown = await desk.resize(*size)
            while desk.at[0] == 4:
                shown += await desk.press("right")
            for number in ("1,234,567,890.00", "2,345,678,901.25", "81,234.50", "154,321.75"):
                assert number in shown
            assert 'rooms[0] = "[/suite]"' in shown


# Two faces


async def test_the_console_has_notes_steps_and_what_comes_next_and_the_room_has_not() -> None:
    async with presenting(DECK) as desk:
        assert "Greet the room" not in desk.text
        for size in SIZES:
            await desk.resize(*size)
            console = await desk.press("n")
            assert "Greet the room first." in console
            assert "Slide 1 of 6" in console
            assert "Welcome" in console
            assert "Next: slide 2" in console
            assert "Three reasons" in console
            assert "0:00 of 20 min" in console  # the deck says it where the tour does not
            assert "Greet the room" not in await desk.press("n")
        await desk.resize(*SMALL)
        shown = await desk.press("n", "b")
        assert "ROOM IS BLANK" in shown
        assert "Welcome" in shown
        shown = await desk.press("b", "right")
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


async def test_answers_never_reach_the_room() -> None:
    async with presenting(DECK) as desk:
        for size in SIZES:
            await desk.resize(*size)
            for key in ("5", "enter", "a", "a"):
                shown = await desk.press(key)
                assert "Mix is quickest" not in shown
                assert "✔" not in shown
            assert "a shows the answers" in await desk.press("n")
            assert "Mix is quickest" not in desk.text
            revealed = await desk.press("a")
            assert "✔ 2. Mix" in revealed
            assert "Mix is quickest." in revealed
            assert "Mix is quickest" not in await desk.press("right", "left")
            await desk.press("a")
            assert "Mix is quickest" not in await desk.press("n")
            assert "Mix is quickest" not in await desk.press("n")
            await desk.press("n")


async def test_blank_screen_shows_nothing_and_comes_back_on_the_same_slide() -> None:
    async with presenting(DECK) as desk:
        await desk.press("right")
        for key in ("b", "full_stop"):
            assert not re.search(r"\w", await desk.press(key))
            assert "Reason one" in await desk.press("right")
            assert desk.at == (2, 1)
            for back in (key, "f5", "escape"):
                await desk.press(key)
                assert "Reason one" in await desk.press(back)


# Overview, search, jump by title


async def test_overview_lists_slides_and_narrows() -> None:
    async with presenting(DECK) as desk:
        for size in SIZES:
            await desk.resize(*size)
            shown = await desk.press("2", "enter", "o")
            assert "▸ 2  Three reasons" in shown
            assert "4 min" in shown
            assert "6  Crème brûlée" in shown
            await desk.press("escape")
        narrowed = await desk.press("o", *"side")
        assert "Side by side" in narrowed
        assert "Budget" not in narrowed
        await desk.press("enter")
        assert desk.at == (3, 1)
        await desk.press("o", "down", "down", "escape")
        assert desk.at == (3, 1)
        await desk.press("home", "o", "down", "down", "up", "enter")
        assert desk.at == (2, 1)
        await desk.press("o", "ctrl+end", "enter")
        assert desk.at == (6, 1)


async def test_go_and_search_take_a_title_without_its_accents_and_show_no_secrets() -> None:
    async with presenting(DECK) as desk:
        await desk.press("g", *"creme", "enter")
        assert desk.at == (6, 1)
        await desk.press("g", "4", "enter")
        assert desk.at == (4, 1)
        shown = await desk.press("home", "slash", *"re")
        assert "Three reasons" in shown
        await desk.press("enter")
        assert desk.at == (1, 1)
        await desk.press("right_square_bracket")
        assert desk.at == (2, 1)
        await desk.press("left_square_bracket")
        assert desk.at == (1, 1)
        await desk.press("slash", *"CAFE", "enter")
        assert desk.at == (6, 1)
        assert "No slide has that" in await desk.press("slash", *"quickest")
        await desk.press("enter")
        assert isinstance(desk.pilot.app.screen, Finder)
        await desk.press("escape")
        assert desk.at == (6, 1)
        assert "No slide has that" in await desk.press("slash", *"stories")


# The file


async def test_reload_keeps_the_slide_when_the_deck_grew() -> None:
    longer = DECK.replace("# Welcome", "# Before all\n\nHi\n\n---\n\n# Welcome", 1)
    async with presenting(DECK, reread=lambda: read(longer)) as desk:
        await desk.press("3", "enter")
        shown = await desk.press("r")
        assert desk.at == (4, 1)
        assert "Left hand" in shown


async def test_a_file_that_cannot_be_used_keeps_the_old_slide_and_says_why() -> None:
    broken = DECK.replace("  answer: [2]", "  answr: [2]")
    line = broken.split("\n").index("  answr: [2]") + 1

    def fail() -> Deck:
        raise InputError((Fault("short.md", 7, "it is [/gone]", "bring it back"),))

    reads: list[Callable[[], Deck]] = [lambda: read(broken), fail, lambda: read("")]

    def again() -> Deck:
        return reads.pop(0)()

    async with presenting(DECK, reread=again) as desk:
        await desk.press("3", "enter")
        shown = await desk.press("r")
        assert f"short.md:{line}:" in shown.replace("\n", "")
        assert "Left hand" in shown
        assert desk.room.deck.slides[4].quiz is not None
        shown = await desk.press("r")
        assert "short.md:7: it is [/gone]" in shown
        assert "Left hand" in shown
        assert "Left hand" in await desk.press("r")
        assert reads == []


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
