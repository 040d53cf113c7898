"""Other people's words are text in Markdown, whatever they hold."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from wcwidth import wcswidth

from tests.hostile import EVERYTHING, WIDE
from workshop.export.markdown import bullets, cell, document, heading, numbered, table, text
from workshop.export.wording import length, opening, span, zone
from workshop.model.base import Hours

MARKS = st.text(st.sampled_from(" \\`*_{}[]()<>#+-.!|~&;:=@/w1aA\n\t"), max_size=14)
WORDS = st.sampled_from(EVERYTHING) | MARKS | st.text(st.characters(exclude_categories=["Cs"]))
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
LINKED = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def shown(words: str) -> str:
    """What a reader should see of `words`."""
    return LINKED.sub("\ufffd", " ".join(words.split()))


def inline(markdown: str) -> list[str]:
    """The text of each paragraph, heading or cell; fails on anything but plain text in it."""
    found = []
    for token in PARSER.parse(markdown):
        if token.type == "inline":
            children = token.children or []
            assert {child.type for child in children} <= {"text", "text_special"}
            found.append("".join(child.content for child in children))
        else:
            assert token.type not in ("html_block", "hr", "fence", "code_block")
    return found


@given(WORDS)
def test_text_shows_just_its_words_wherever_it_stands(words: str) -> None:
    want = [shown(words)] if shown(words) else []

    assert inline(text(words)) == want
    assert [one for one in inline(heading(2, text(words))) if one] == want
    assert [one for one in inline(bullets([text(words)])) if one] == want
    assert [one for one in inline(numbered([text(words)])) if one] == want


@given(st.lists(st.tuples(WORDS, WORDS), max_size=4))
def test_a_table_has_its_cells_whatever_they_hold(pairs: list[tuple[str, str]]) -> None:
    markdown = table(["One", "Two"], [[cell(a), cell(b)] for a, b in pairs], right=(1,))

    seen = inline(markdown)
    assert seen == ["One", "Two", *(shown(one) or "–" for pair in pairs for one in pair)]


@pytest.mark.parametrize("words", [word for word in WIDE if word])
def test_a_table_lines_up_by_cells_of_the_terminal(words: str) -> None:
    lines = table(["Name", "N"], [[cell(words), "1"], ["plain", "22"]], right=(1,)).splitlines()

    assert len({wcswidth(line) for line in lines}) == 1
    assert lines[1].endswith("-: |")


@pytest.mark.parametrize(
    ("words", "markdown"),
    [
        ("J&T Express, R&D, AT&T", "J&T Express, R&D, AT&T"),
        ("snake_case stays", "snake_case stays"),
        ("C# and #3", "C# and \\#3"),
        ("-5 to +5", "-5 to +5"),
        ("22 March. 1986", "22 March. 1986"),
        ("1986. A year", "1986\\. A year"),
        ("12:30", "12:30"),
        ("see https://x.example", "see https\\://x.example"),
    ],
)
def test_ordinary_words_read_well_raw(words: str, markdown: str) -> None:
    assert text(words) == markdown


def test_addresses_are_broken_so_that_no_reader_links_them() -> None:
    assert text("https://x.example www.x.example a@x.example") == (
        "https\\://x.example www\\.x.example a\\@x.example"
    )


def test_parts_have_one_empty_line_between_them() -> None:
    assert document(["# A", "", "b", "- c"]) == "# A\n\nb\n\n- c\n"


def test_lengths_zones_and_hours_in_words() -> None:
    assert [length(minutes) for minutes in (0, 45, 60, 750)] == [
        "0 min",
        "45 min",
        "1 h 00",
        "12 h 30",
    ]
    offsets = (0, 420, 330, -210)
    at = [datetime(2027, 3, 22, 9, tzinfo=timezone(timedelta(minutes=one))) for one in offsets]
    assert [zone(one) for one in at] == ["UTC+0", "UTC+7", "UTC+5:30", "UTC-3:30"]
    assert span(at[1], at[1] + timedelta(hours=1), zoned=True) == "09:00–10:00 (UTC+7)"
    hours = [
        Hours(days=days, start=time(9), end=time(17))
        for days in (("mon", "tue", "wed"), ("mon", "wed"), ("sat",))
    ]
    assert opening(tuple(hours)) == "Mon–Wed 09:00–17:00, Mon, Wed 09:00–17:00, Sat 09:00–17:00"
