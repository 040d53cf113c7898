"""The after-action pack: everything that was recorded is in it, and nothing breaks it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from markdown_it import MarkdownIt

from tests.hostile import EVERYTHING
from tests.unit.delivery.stage import NINE, QUIZ, SHOW, at, played
from tests.unit.store.conftest import block
from workshop.decks.parse import parse_deck
from workshop.delivery.event import (
    Answered,
    Asked,
    ClockSet,
    Counted,
    Drawn,
    Ended,
    Exercised,
    Jotted,
    Rearranged,
    Revealed,
    Stepped,
    Struck,
    Teamed,
)
from workshop.delivery.show import first_order, park
from workshop.delivery.state import State
from workshop.export.handout import handout, workbook
from workshop.export.report import Run, session_report, tour_report
from workshop.model.agenda import Agenda, Day
from workshop.model.diagram import diamond_of
from workshop.model.tour import Brief


def morning(words: str = "Build on one") -> State:
    """A session with a bit of everything, over after 25 minutes."""
    return played(
        (0, ClockSet(running=True)),
        (1, Rearranged(what=words, order=park(SHOW, first_order(SHOW), 0))),
        (2, Stepped(slide=1)),
        (6, Asked(question=QUIZ.model_copy(update={"ask": words, "slide": 1}))),
        (6.1, Teamed(teams=("Red", words))),
        (6.2, Counted(key="q1", option=1, team="Red")),
        (6.3, Counted(key="q1", option=0)),
        (6.4, Revealed(key="q1")),
        (7, Asked(question=QUIZ.model_copy(update={"ask": words, "slide": 1}))),
        (7.1, Counted(key="q1", option=1)),
        (7.2, Answered(key="q1", words=words)),
        (8, Stepped(slide=4)),
        (8, Exercised(slide=4, title=words, phase="step", step=0, seconds=300)),
        (12, Exercised(slide=4, title=words, phase="share")),
        (13, Drawn(slide=4, picture=diamond_of(words, "Makers"))),
        (20, Jotted(sort="decision", words=words)),
        (21, Jotted(sort="commitment", words=words, owner="Ana", due=date(2027, 4, 30))),
        (22, Jotted(sort="parked", words=words)),
        (23, Jotted(sort="note", words=words)),
        (25, Ended()),
    )


def test_report_of_a_session_reads_well_raw() -> None:
    told = session_report([Run(morning())])
    for line in (
        "# After the session: The blue diamond",
        "## Monday 22 March 2027, 09:00–09:25",
        "| Opening   |           5 |          5 |          8 |         +3 |",
        "| Diamond   |          10 |          0 |          0 |     parked |",
        "| Close     |           5 |          5 |          0 |  not given |",
        "| All of it |          30 |         20 |         25 |         +5 |",
        "### Quiz: Build on one",
        "Asked at 09:07, 1 counted, round 2.",
        "| ✔ b    |       1 |     1 |",
        "- 09:08 step 1",
        "- 09:12 share-out",
        "- Build on one (The blue diamond, 22 Mar 09:20)",
        "| Ana | Build on one | 2027-04-30 | The blue diamond, 22 Mar 09:21 |",
    ):
        assert f"\n{line}\n" in f"\n{told}", line


def test_a_struck_question_is_told_as_such_and_not_counted() -> None:
    asked = Asked(question=QUIZ)
    state = played((1, asked), (2, Counted(key="q1", option=1)), (3, Struck(number=2)))
    said = session_report([Run(state)])
    assert f"**Struck:** {QUIZ.ask} (asked by mistake at 09:01; it does not count)" in said
    assert "1 counted" not in said
    assert "**Questions asked:** 0" in tour(state)


def test_diamonds_of_the_room_are_told_in_words() -> None:
    assert "**Drawn at 09:13:** " in session_report([Run(morning())])


def tour(state: State) -> str:
    lecture = block("b1", ref="m04", title=state.show.title)
    visit = block("v1", hour=14, kind="visit", ref="jkt-goto", title="GoTo")
    brought = block("i1", hour=13, kind="briefing", ref="jkt-goto", title="Briefing")
    later = block("b2", 23, ref="m05", title="Not yet")
    days = (
        Day(date=date(2027, 3, 22), cities=("jakarta",), blocks=(lecture, brought, visit)),
        Day(date=date(2027, 3, 23), cities=("jakarta",), blocks=(later,)),
    )
    brief = Brief.model_validate(
        {
            "title": "Asia [x]",
            "group_size": 18,
            "start": date(2027, 3, 22),
            "cities": {"must": ("jakarta",)},
            "hosts": ({"id": "jkt-goto", "contact": "Mr *Bold*"},),
        }
    )
    met, short = (played((0, ClockSet(running=True)), (minute, Ended())) for minute in (60, 5))
    agenda = Agenda(status="feasible", days=days)
    return tour_report(brief, agenda, [Run(state, "b1"), Run(short, "i1"), Run(met, "v1")])


def test_report_of_a_tour_puts_planned_beside_actual() -> None:
    told = tour(morning())
    assert "- **Sessions:** 2 run of 3 lectures, visits and debriefs planned, and 1 besides" in told
    assert "- **Time in them:** 1 h 30, planned 3 h 45" in told
    rows = [" ".join(row.split()) for row in told.splitlines()]
    assert "| 09:00–10:15 | The blue diamond | 09:00 | 75 | 25 | -50 |" in rows
    assert "| 09:00–10:15 | Not yet | not run | 75 | – | – |" in rows
    assert "- [ ] **GoTo**, visited Monday 22 March 2027, to Mr \\*Bold\\*" in rows


@pytest.mark.parametrize("words", EVERYTHING[:: max(1, len(EVERYTHING) // 40)])
def test_words_of_people_stay_words(words: str) -> None:
    plain = tour(morning())
    told = tour(morning(words))
    parser = MarkdownIt("commonmark").enable("table")
    kinds = [token.type for token in parser.parse(told)]
    assert kinds.count("table_open") == [t.type for t in parser.parse(plain)].count("table_open")
    assert "html_block" not in kinds
    assert "fence" not in kinds


DECK = """\
# One

What is asked?

1. a
2. b

<!--
quiz:
  answer: [2]
  explain: It is b because of the thing.
-->

<!--
speaker_note: |
  Only for me,
  this here.
-->

---

# Two

<script>alert(1)</script> and **bold**

<!--
exercise:
  title: Draw
  minutes: 5
  steps:
    - do: Draw it
  debrief: [Was it hard?]
worksheet:
  title: Sheet
  fields: [Name, {label: Why, lines: 2}]
takeaway: [Take this]
-->
"""


def test_handout_and_workbook_hold_no_answer_and_no_note() -> None:
    deck = parse_deck(DECK, "x.md")
    for document in (handout(deck), workbook(deck)):
        assert "because of the thing" not in document
        assert "Only for me" not in document
        assert "## One" in document
        assert "1. a\n2. b" in document
        assert "- Take this" in document
        assert "<script>" not in document.replace("\\<", "")
    assert "Sheet" not in handout(deck)
    assert "| Why " in workbook(deck)
    assert "1. Draw it" in workbook(deck)
    assert "## Two" not in handout(deck, {0})


def test_moments_are_told_where_they_happened() -> None:
    state = played((0, ClockSet(running=True)), (30, Ended()))
    assert (state.ended or at(0)) - NINE == timedelta(minutes=30)
    assert ", 09:00–09:30" in session_report([Run(state)])
