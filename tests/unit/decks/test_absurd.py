"""Decks that nobody wrote for people: shown as written, whole, and soon."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.command import limit
from workshop.decks.cells import cells, cut
from workshop.decks.file import MOST, read_deck
from workshop.decks.parse import parse_deck
from workshop.decks.plain import deck_text, slide_text
from workshop.errors import InputError, StoreError

PIECES = ("[", "![", "*a ", "`a ", "<a ", "|a", "[a](", "> ", "- ", "word ", "界")


@pytest.mark.parametrize("piece", PIECES)
def test_a_slide_of_100_kb_opens_soon(piece: str) -> None:
    with limit(20):
        deck_text(parse_deck("# T\n\n" + piece * (100_000 // len(piece)), "x.md"))


def test_a_slide_that_is_too_long_to_read_as_markdown_is_shown_as_written() -> None:
    words = "*so* " * 10_000
    assert "".join(slide_text(parse_deck(words, "x.md").slides[0]).split()) == "*so*" * 10_000


def test_a_large_picture_inside_a_deck_is_still_a_picture() -> None:
    deck = parse_deck(f"# T\n\n![plan](data:image/png;base64,{'QUJD' * 50_000}) *so*", "x.md")
    assert slide_text(deck.slides[0]).split("\n")[-1] == "[image: plan] so"


def test_link_addresses_alone_show_nothing() -> None:
    assert slide_text(parse_deck("# T\n\n[a]: https://example.com\n", "x.md").slides[0]) == "T"


@pytest.mark.parametrize("text", ["abcdefghij" * 3, "서울a" * 10, "👩‍💻" * 7])
def test_cut_loses_nothing_and_keeps_the_width(text: str) -> None:
    parts = cut(text, 8, 6)
    assert "".join(parts) == text
    assert 7 <= cells(parts[0]) <= 8
    assert all(5 <= cells(part) <= 6 for part in parts[1:-1])


def test_a_deck_that_is_too_large_or_no_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"x" * (MOST + 1))
    with pytest.raises(InputError, match=r"x\.md:1: the deck is larger than 2 MB; no lecture"):
        read_deck(path, "x.md")
    with pytest.raises(StoreError, match="is a directory"):
        read_deck(tmp_path, "x.md")
