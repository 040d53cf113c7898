from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile import EVERYTHING, MARKUP, SCRIPTS, WIDE
from workshop.decks.cells import cells, clean
from workshop.decks.deck import Slide
from workshop.decks.fit import Page, layout, measure
from workshop.decks.inline import inline_runs
from workshop.decks.markdown import tokens_of, visible_html
from workshop.decks.parse import parse_deck
from workshop.decks.plain import deck_data, deck_text
from workshop.decks.wrap import line_cells


def slide_of(text: str) -> Slide:
    return parse_deck(text, "x.md").slides[0]


def shown(pages: tuple[Page, ...]) -> list[str]:
    return ["".join(run.text for run in line) for page in pages for line in page]


def lines(text: str, width: int, height: int = 100) -> list[str]:
    slide = slide_of(text)
    return shown(layout(slide, slide.steps - 1, width, height))


@pytest.mark.parametrize(("text", "width"), WIDE.items())
def test_cells(text: str, width: int) -> None:
    assert cells(text) == width


def test_control_codes_become_pictures() -> None:
    assert clean("a\x1b[31m\x00\x07\x7f\x9b\tb\r\nc\rd\u2028e") == "a␛[31m␀␇␡�\tb\nc\nd\ne"


def test_paragraphs_lists_quotes() -> None:
    text = "# T\n\none two three\n\n- a b c d e f\n  - deep\n\n2. x\n3. y\n\n> q r s t u v\n"
    assert lines(text, 12) == [
        *("T", "", "one two", "three", "", "• a b c d e", "  f", "  ◦ deep", ""),
        *("2. x", "3. y", "", "│ q r s t u", "│ v"),
    ]


def test_a_number_stays_in_one_piece() -> None:
    assert lines("# T\n\nwe paid US$ 1 200 000 or 1,200,000 today", 12)[2:] == [
        "we paid US$",
        "1 200 000 or",
        "1,200,000",
        "today",
    ]


def test_wide_scripts_break_between_characters() -> None:
    assert lines("東京上海、北京。", 7) == ["東京上", "海、北", "京。"]
    assert lines("서울특별시 카카오", 10) == ["서울특별시", "카카오"]
    assert lines("👩‍💻👩‍💻👩‍💻", 4) == ["👩‍💻👩‍💻", "👩‍💻"]


TABLE = "| Item | Amount |\n|---|---:|\n| Coach for a day | 1,200,000 |\n| Room | 90 |\n"


def test_table_fits_wraps_or_turns_into_records() -> None:
    assert lines(TABLE, 40) == [
        "Item            │    Amount",
        "────────────────┼──────────",
        "Coach for a day │ 1,200,000",
        "Room            │        90",
    ]
    assert lines(TABLE, 20) == [
        "Item     │    Amount",
        "─────────┼──────────",
        "Coach    │ 1,200,000",
        "for a    │",
        "day      │",
        "Room     │        90",
    ]
    assert lines(TABLE, 16) == [
        "Item: Coach",
        "  for a day",
        "Amount:",
        "  1,200,000",
        "",
        "Item: Room",
        "Amount: 90",
    ]


def test_wide_code_goes_on_after_a_mark_and_is_found() -> None:
    slide = slide_of("# T\n\n```\nabcdefghijkl\n```\n")
    assert shown(layout(slide, 0, 10, 20))[2:] == ["abcdefghij", "↳ kl"]
    assert measure(slide, 10, 20).wide == (4,)
    assert not measure(slide, 10, 20).fits
    assert measure(slide, 12, 20).fits


def test_columns_stand_side_by_side_where_there_is_room() -> None:
    text = "<!-- column_layout: [1, 1] -->\n<!-- column: 0 -->\na\n<!-- column: 1 -->\nb\n\nc\n"
    assert lines(text, 43) == ["a" + " " * 22 + "b", "", " " * 23 + "c"]
    assert lines(text, 20) == ["a", "", "b", "", "c"]


def test_a_step_shows_what_has_come_so_far() -> None:
    slide = slide_of("a\n\n<!-- pause -->\n\nb\n")
    assert shown(layout(slide, 0, 20, 10)) == ["a"]
    assert shown(layout(slide, 1, 20, 10)) == ["a", "", "b"]


def test_a_tall_slide_goes_on() -> None:
    slide = slide_of("# Title\n\n" + "\n\n".join(f"line {number}" for number in range(12)))
    pages = layout(slide, 0, 30, 12)
    texts = [shown((page,)) for page in pages]
    assert [text[-1].strip() for text in texts] == ["1 of 3 ▼ more", "2 of 3 ▼ more", "3 of 3"]
    assert all(len(page) == 12 for page in pages)
    assert [text[0] for text in texts] == ["Title"] * 3
    assert measure(slide, 30, 12).pages == 3
    assert measure(slide, 30, 25).fits


def test_a_mark_stands_beside_the_title() -> None:
    text = "# Cloud\n\nx\n\n<!--\nslide:\n  mark: O\n-->\n"
    assert lines(text, 40)[0] == "Cloud (opinion)"
    assert lines(text.replace("# Cloud", "Cloud"), 40)[0].strip() == "(opinion)"


def test_roles() -> None:
    (page,) = layout(
        slide_of("---\nmarp: true\n---\n# A `b`\n\n**c** *d* [e](f) ~~g~~ ![h](i.png)\n\n## j"),
        0,
        60,
        20,
    )
    roles = {run.text.strip(): run.role for line in page for run in line if run.text.strip()}
    assert roles == {
        "A": "heading", "b": "code", "c": "strong", "d": "emphasis", "e": "link", "g": "strike",
        "[image: h]": "image", "j": "subheading",
    }  # fmt: skip


@pytest.mark.parametrize("text", MARKUP + SCRIPTS)
def test_markup_of_other_programs_is_only_text(text: str) -> None:
    """In a fence nothing has a meaning, so nothing may be missing."""
    got = "".join(lines(f"# T\n\n```text\n{text}\n```\n", 60)).replace("↳ ", "")
    assert _letters(clean(text)) - _letters(got) == Counter()


@pytest.mark.parametrize("text", EVERYTHING)
@pytest.mark.parametrize(
    "frame", ["{}", "# {}", "- {}", "> {}", "| {} | b |\n|---|---|\n| {} | c |"]
)
def test_hostile_text_opens_and_keeps_its_characters(text: str, frame: str) -> None:
    _check(frame.replace("{}", text), 37, 11)


def test_absurd_nesting_is_shown_as_written() -> None:
    for text in (">" * 300 + " deep", "- " * 300 + "deep", "[" * 2000, "*a " * 300):
        _check(text, 20, 10)


MARKS = """
---|```|~~~|<!--|-->|# |- |1. |> |pause|column: 1|column_layout: [1, 2]|    |**|`|[|](|<div>|<b>
<style>|</style>|Note:|???|. . .|===|![bg](x)|<!-- end_slide -->|<!-- pause -->|\\|&amp;|&#27;
東京|กำ|👩‍💻|❤️|1,200,000|word |marp: true|* x|1) y
"""
PIECES = st.sampled_from(
    [
        *MARKS.strip().replace("\n", "|").split("|"),
        *("\n", "\n\n", "\n\n---\n\n", "\t", "| a | b |\n|---|---|\n", "a | b\n-|-\n"),
        *("quiz:\n", "  answer: [1]\n", "::: columns\n", ":::\n", "workshop:\n"),
    ]
)
TEXTS = st.one_of(
    st.text(), st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=40).map("".join)
)


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.integers(2, 90), st.integers(4, 40))
def test_any_text_opens_fits_the_width_and_keeps_its_characters(
    text: str, width: int, height: int
) -> None:
    _check(text, width, height)


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_any_text_can_be_dumped_and_linted(text: str) -> None:
    deck = parse_deck(text, "x.md")
    assert deck_text(deck)
    assert deck_data(deck)["slides"]


def _check(text: str, width: int, height: int) -> None:
    deck = parse_deck(text, "x.md")
    assert len(deck.slides) >= 1
    for slide in deck.slides:
        for step in range(slide.steps):
            pages = layout(slide, step, width, height)
            assert pages
            assert all(len(page) <= height for page in pages)
            assert all(line_cells(line) <= width for page in pages for line in page)
        last = shown(layout(slide, slide.steps - 1, width, height))
        assert _visible(slide) - _letters("".join(last)) == Counter()
        assert not any(char in "\n\t\r\x1b" for line in last for char in line)


def _letters(text: str) -> Counter[str]:
    return Counter(char for char in text if not char.isspace())


def _visible(slide: Slide) -> Counter[str]:
    """Count the characters of the words, code and tables on a slide."""
    found: Counter[str] = Counter()
    for segment in slide.segments:
        for token in tokens_of(segment.text):
            if token.type in ("fence", "code_block"):
                found += _letters(token.content)
            elif token.type == "inline":
                found += _letters(
                    "".join(run.text for run in inline_runs(token.children or [], "text"))
                )
            elif token.type == "html_block" and "<" not in visible_html(token.content):
                continue
            elif token.type == "html_block":
                found += _letters(visible_html(token.content))
    return found
