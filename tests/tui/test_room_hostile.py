"""Decks that have broken presenters: strange text, strange shapes, and very many slides."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.style import Style

from tests.hostile import EVERYTHING, LINES, LONG, WIDE
from tests.tui.room_desk import presenting, read
from workshop.decks.deck import Deck
from workshop.decks.fit import layout
from workshop.tui.room.slide import paint
from workshop.tui.text import clean

HEAD = "---\ntitle: strange\noptions:\n  end_slide_shorthand: true\n---\n\n"
FORBIDDEN = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))}


def painted(deck: Deck, slide: int, width: int = 78) -> list[str]:
    """Return what the room sees of a slide, all its pages, margins taken off."""
    shown = deck.slides[slide]
    pages = layout(shown, shown.steps - 1, width - 2, 400)
    return [
        strip.text.strip()
        for page in pages
        for strip in paint(page, 1, width, lambda _: Style.null())
    ]


@pytest.mark.parametrize(
    "text", [one for one in EVERYTHING if one not in LINES and "```" not in one]
)
def test_code_shows_every_character_and_sends_none_that_steers(text: str) -> None:
    rows = painted(read(f"# Title\n\n```\n{text}\n```\n"), 0)
    assert not FORBIDDEN & set("".join(rows))
    shown = "".join(row.removeprefix("↳ ") for row in rows if row != "Title")
    bare = "".join(clean(text).split())
    for invisible in "\u202a\u202b\u202c\u202d\u202e\ufeff\u2060\ufffd\ufffe":
        bare, shown = bare.replace(invisible, ""), shown.replace(invisible, "")
    assert "".join(shown.split()) == bare


@pytest.mark.parametrize("text", EVERYTHING)
def test_any_text_paints_within_the_width(text: str) -> None:
    deck = read(f"# {text}\n\n{text}\n\n- {text}\n\n| a | b |\n|---|---|\n| {text} | 1,234 |\n")
    for slide in range(len(deck.slides)):
        for step_width in (20, 58, 96):
            shown = deck.slides[slide]
            for page in layout(shown, shown.steps - 1, step_width - 2, 20):
                for strip in paint(page, 1, step_width, lambda _: Style.null()):
                    assert strip.cell_length == step_width == cell_len(strip.text)
                    assert not FORBIDDEN & set(strip.text)


@pytest.mark.parametrize("text", [one for one in WIDE if one])
def test_wide_letters_are_whole(text: str) -> None:
    assert any(text in row for row in painted(read(f"# Title\n\n{text}\n"), 0))


async def test_strange_decks_are_walked_through_on_both_faces() -> None:
    samples = [one for one in EVERYTHING if one not in LONG][::6]
    slides = [f"# {one}\n\n{one}\n\n<!--\nspeaker_note: |\n  {one}\n-->" for one in samples]
    async with presenting(HEAD + "\n\n---\n\n".join(slides)) as desk:
        await desk.press("n")
        while "The end" not in await desk.press("right"):
            pass
        assert desk.at[0] >= len(samples)
        await desk.press("o")
        assert not FORBIDDEN - {"\n"} & set(desk.text)
        await desk.press("escape", "f")
        assert "line" in desk.text


async def test_deck_without_slides_says_so() -> None:
    async with presenting("") as desk:
        assert "no slides yet" in desk.text
        await desk.press("right", "n", "o", "enter")
        assert desk.at == (1, 1)


async def test_thousand_slides_open_jump_filter_and_search() -> None:
    text = "\n\n---\n\n".join(
        f"# Slide {number}\n\n{'qq' if number == 777 else 'hay'}" for number in range(1, 1001)
    )
    async with presenting(text) as desk:
        assert "Slide 1" in desk.text
        await desk.press(*"999", "enter")
        assert desk.at == (999, 1)
        assert "▸  999  Slide 999" in await desk.press("o")
        await desk.press(*"500", "enter")
        assert desk.at == (500, 1)
        await desk.press("slash", *"qq", "enter")
        assert desk.at == (777, 1)
