"""An agenda goes into a tour file, and what a person wrote there stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile import EVERYTHING
from tests.unit.store.conftest import agendas, block
from workshop.catalogue.read import parse_value
from workshop.errors import StoreError
from workshop.model.agenda import Agenda
from workshop.model.tour import Tour
from workshop.store.splice import with_agenda, without_agenda

BRIEF = """\
# mine: keep
format: 1   # one
brief:
    cities: {may: [seoul], must: [jakarta]}   # a list
    title:   'It''s a tour'

    group_size: 18
    start: "2027-03-22"
"""

NAMED = EVERYTHING + tuple(chr(code) for code in (0xFEFF, 0xFFFE, 0x85, 0x2028, 0x7F, 0xA0))
WORDS = st.sampled_from(NAMED) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def read(text: str) -> Tour:
    return parse_value(text, Tour, "tour.yaml")[0]


def stored(text: str) -> Agenda:
    agenda = read(text).agenda
    assert agenda is not None
    return agenda


def same(one: Agenda, other: Agenda) -> bool:
    return one.model_dump(mode="json") == other.model_dump(mode="json")


@given(agendas(WORDS))
def test_any_agenda_reads_back_as_it_was_written(agenda: Agenda) -> None:
    text = with_agenda(BRIEF, agenda)

    assert text.startswith(BRIEF)
    assert same(stored(text), agenda)


@given(agendas(WORDS), agendas(WORDS))
def test_a_second_agenda_takes_the_place_of_the_first(first: Agenda, second: Agenda) -> None:
    once = with_agenda(BRIEF, first)
    twice = with_agenda(once, second)

    assert twice.startswith(BRIEF)
    assert same(stored(twice), second)
    assert with_agenda(twice, second) == twice


COMMENTS = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=8)
    .filter(lambda words: not set(words) & set("\ufeff\ufffe\uffff"))
    .map(lambda words: "#" + words),
    min_size=9,
    max_size=9,
)


@given(COMMENTS, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.integers(1, 6))
def test_every_byte_outside_the_agenda_stays(
    comments: list[str], newline: str, last: bool, place: int
) -> None:
    agenda = Agenda(status="feasible", days=())
    lines = [
        f"{line} {note}" if line else note
        for line, note in zip([*BRIEF.splitlines(), ""], comments, strict=False)
    ]
    head, tail = newline.join([*lines, ""]), newline.join(["", "#" * place, "", " " * (place % 3)])
    text = with_agenda(head + "agenda: null  # none yet" + tail * last, agenda)
    assert text.startswith(head + "agenda:  # none yet" + newline)
    assert text.endswith(tail * last)

    changed = with_agenda(text, agenda.model_copy(update={"score": 5}))

    assert changed.replace("score: 5", "score: 0") == text
    assert stored(changed).score == 5


@pytest.mark.parametrize("words", NAMED, ids=range(len(NAMED)))
def test_a_hostile_string_survives_in_every_field(words: str, agenda: Agenda) -> None:
    changed = agenda.model_copy(
        update={
            "days": (
                agenda.days[0].model_copy(
                    update={"blocks": (block("b1", title=words, note=words, ref=words),)}
                ),
            ),
            "left_out": (agenda.left_out[0].model_copy(update={"ref": words, "reason": words}),),
        }
    )

    text = with_agenda(BRIEF, changed)

    assert same(stored(text), changed)
    assert same(stored(with_agenda(text, changed)), changed)


def test_the_brief_stays_byte_for_byte_around_an_agenda_in_the_middle(agenda: Agenda) -> None:
    head, tail = BRIEF.split("brief:")
    old = with_agenda(head, agenda.model_copy(update={"days": ()}))
    text = old + "\n# about the brief\nbrief:" + tail

    changed = with_agenda(text, agenda)

    assert changed.startswith(head)
    assert changed.endswith("\n# about the brief\nbrief:" + tail)
    assert same(stored(changed), agenda)


@pytest.mark.parametrize("empty", ["agenda:", "agenda: null", "agenda: ~   # not yet", '"agenda":'])
def test_an_empty_agenda_is_filled(empty: str, agenda: Agenda) -> None:
    text = with_agenda(BRIEF + empty + "\n# the end\n", agenda)

    assert text.startswith(BRIEF)
    assert text.endswith("\n# the end\n")
    assert ("# not yet" in text) == ("# not yet" in empty)
    assert same(stored(text), agenda)


def test_windows_line_ends_stay_and_are_used(agenda: Agenda) -> None:
    brief = BRIEF.replace("\n", "\r\n")

    text = with_agenda(brief, agenda)
    again = with_agenda(text, agenda.model_copy(update={"score": 7}))

    assert text.startswith(brief)
    assert again.startswith(brief)
    assert text.count("\n") == text.count("\r\n")
    assert again.count("\n") == again.count("\r\n")
    assert same(stored(text), agenda)


def test_a_missing_last_line_end_stays_missing(agenda: Agenda) -> None:
    text = with_agenda(BRIEF.removesuffix("\n"), agenda)

    assert not text.endswith("\n")
    assert not with_agenda(text, agenda).endswith("\n")
    assert same(stored(text), agenda)


def test_a_mark_of_byte_order_stays(agenda: Agenda) -> None:
    text = with_agenda("\ufeff" + BRIEF, agenda)

    assert text.startswith("\ufeff" + BRIEF)
    assert same(stored(with_agenda(text, agenda)), agenda)


@pytest.mark.parametrize(
    "brief",
    [
        "---\n" + BRIEF + "...\n",
        BRIEF + "\n\n# words after all\n",
        BRIEF + "    notes: |\n      line\n\n      ...\n",
        BRIEF + "    notes: |+\n      line\n\n",
        BRIEF + "    notes: |\n      line",
        BRIEF + "    notes: >-\n      line",
        BRIEF + "    notes: plain\n      goes on",
        "".join("   " + line for line in BRIEF.splitlines(keepends=True)),
        BRIEF.replace("\n", "\r"),
    ],
)
def test_the_ways_to_write_a_file_all_take_an_agenda(brief: str, agenda: Agenda) -> None:
    meant = read(brief)

    text = with_agenda(brief, agenda)
    again = with_agenda(text, agenda)

    assert read(text).brief == meant.brief
    assert same(stored(text), agenda)
    assert again == text
    for line in brief.splitlines():
        assert line in text


def test_a_tour_in_braces_takes_an_agenda(agenda: Agenda) -> None:
    brief = '{"format": 1, "brief": {"title": "x", "group_size": 1, "start": "2027-03-22",\n'
    brief += ' "cities": {"must": ["jakarta"]}},}'

    text = with_agenda(brief, agenda)

    assert same(stored(text), agenda)
    assert same(stored(with_agenda(text, agenda)), agenda)


def test_an_agenda_behind_a_question_mark_is_refused(agenda: Agenda) -> None:
    with pytest.raises(StoreError, match="start of a line"):
        with_agenda(BRIEF + "? agenda\n: null\n", agenda)


def test_comments_go_with_what_they_stand_at(agenda: Agenda) -> None:
    text = with_agenda(BRIEF, agenda)
    text = text.replace("  status: feasible", "  # by hand\n  status: feasible  # so far")
    text = text.replace("- id: visit-jkt-goto", "# ask for the roof\n        - id: visit-jkt-goto")
    text = text.replace("ref: jkt-goto", "ref: jkt-goto   # first choice")
    text = text.replace('- date: "2027-03-23"', '# a long day\n    - date: "2027-03-23"')
    text = text.replace("cities: [jakarta]", "cities: [jakarta] # one only", 1)
    text += "  # at the very end\n# outside"
    first, second = agenda.days
    moved = agenda.model_copy(
        update={
            "status": "optimal",
            "days": (
                first.model_copy(update={"blocks": first.blocks[:1]}),
                second.model_copy(update={"blocks": (*second.blocks, first.blocks[1])}),
            ),
        }
    )

    lines = with_agenda(text, moved).splitlines()

    def before(line: str) -> str:
        return lines[lines.index(line) - 1].strip()

    assert before("  status: optimal  # so far") == "# by hand"
    assert before("        - id: visit-jkt-goto") == "# ask for the roof"
    assert "          ref: jkt-goto  # first choice" in lines
    assert before('    - date: "2027-03-23"') == "# a long day"
    assert "      cities: [jakarta]  # one only" in lines
    assert lines[-2:] == ["  # at the very end", "# outside"]
    assert with_agenda("\n".join(lines), moved) == "\n".join(lines)


def test_a_comment_whose_block_is_gone_is_kept_at_the_top(agenda: Agenda) -> None:
    text = with_agenda(BRIEF, agenda)
    text = text.replace("ref: jkt-goto", "ref: jkt-goto   # Rina likes mornings")
    empty = agenda.model_copy(update={"days": ()})

    text = with_agenda(with_agenda(text, empty), empty)

    assert text.count("  # (was at visit-jkt-goto) Rina likes mornings\n") == 1


def test_comment_signs_in_texts_are_no_comments(agenda: Agenda) -> None:
    text = with_agenda(BRIEF, agenda)

    assert with_agenda(text, agenda.model_copy(update={"days": ()})).count("note: [x]") == 0


def test_cutting_the_agenda_out_leaves_the_brief(agenda: Agenda) -> None:
    assert without_agenda(with_agenda(BRIEF, agenda)) == BRIEF + "\n"
    assert without_agenda(BRIEF) == BRIEF
