"""Large type: letters four rows high where there are letters, everything else as it was."""

from __future__ import annotations

import pytest

from tests.hostile import HOSTILE
from workshop.decks.cells import cells
from workshop.decks.fit import layout
from workshop.decks.large import TALL, letters
from workshop.decks.parse import parse_deck


def pages(text: str, width: int = 74, height: int = 21, large: bool = True) -> list[list[str]]:
    slide = parse_deck(text, "x.md").slides[0]
    laid = layout(slide, slide.steps - 1, width, height, large=large)
    return [["".join(run.text for run in line) for line in page] for page in laid]


def read(rows: list[str]) -> str:
    """Return what rows of large type say, letter by letter."""
    width = max(map(len, rows))
    rest = [row.ljust(width) for row in rows]
    said = ""
    while any(row.strip() for row in rest):
        char, drawn = max(
            (
                (char, drawn)
                for char, drawn in letters().items()
                if char.isascii()
                and all(row.startswith(part) for row, part in zip(rest, drawn, strict=True))
            ),
            key=lambda found: len(found[1][0]),
        )
        said += char
        rest = [row[len(drawn[0]) :] for row in rest]
    return said


def test_a_title_is_drawn_large_and_reads_the_same() -> None:
    (page,) = pages("# Gap: 1,250\n")
    assert len(page) == TALL
    assert read(page) == "Gap: 1,250"


def test_no_line_is_too_wide_and_long_words_wrap() -> None:
    (page,) = pages("More makers bring more users to it\n")
    assert len(page) % TALL == 0
    assert len(page) > TALL
    assert all(cells(line) <= 74 for line in page)


@pytest.mark.parametrize("words", ["한국어 사용자", "กรุงเทพ", "👩‍💻 makers", "界"])
def test_letters_that_the_font_lacks_are_shown_as_they_are(words: str) -> None:
    assert pages(f"# Title\n\n{words}\n")[0][TALL + 1] == words


def test_tables_and_code_stay_as_they_are() -> None:
    body = "| a | b |\n|---|---|\n| 1,234,567 | 2 |\n\n```\ncode = 1\n```\n"
    small = pages(body, large=False)[0]
    assert pages(f"# T\n\n{body}")[0][TALL + 1 :] == small


def test_a_tall_slide_goes_on_and_no_letter_is_cut() -> None:
    many = pages("# Title\n\n" + "\n".join(f"- point number {number}" for number in range(12)))
    assert len(many) > 1
    said = [line for page in many for line in page if "•" in line]
    assert len(said) == 12
    for page in many:
        bullets = [at for at, line in enumerate(page) if line.startswith("•")]
        assert all(at + TALL <= len(page) - 1 for at in bullets)


def test_any_text_fits_in_large_type() -> None:
    for text in HOSTILE:
        for page in pages(f"# {text[:300]}\n\n{text[:300]}\n", 40, 12):
            assert len(page) <= 12
            assert all(cells(line) <= 40 for line in page)
