"""The parts of the presenter that need no screen: walking, finding, clocks, what is worse."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.tui.room_desk import DECK, ROOT, read
from workshop.decks.deck import Deck
from workshop.delivery.question import Question, Round
from workshop.model.catalogue import Catalogue
from workshop.tui.room.again import presentable, what_is_worse
from workshop.tui.room.asked import off_the_cuff, phases_of, questions_of
from workshop.tui.room.cards import outcome
from workshop.tui.room.clock import length
from workshop.tui.room.index import SlideIndex, fold, nearest_titled
from workshop.tui.room.running import show_of
from workshop.tui.room.speaker import flowing
from workshop.tui.room.walk import Position, Walk
from workshop.tui.services import Services

LONG_STEPS = "# Long\n\n{}\n\n<!-- pause -->\n\n{}\n\n<!-- pause -->\n\nthe last\n".format(
    "\n".join(f"- a{number}" for number in range(30)),
    "\n".join(f"- b{number}" for number in range(30)),
)


def walked(deck: Deck, width: int, height: int) -> list[Position]:
    walk = Walk(deck, width, height)
    at: Position | None = walk.start(0)
    places = []
    while at is not None:
        places.append(at)
        at = walk.forward(at)
    return places


@pytest.mark.parametrize("size", [(20, 8), (58, 17), (74, 21), (96, 36)])
@pytest.mark.parametrize("text", [DECK, LONG_STEPS], ids=["deck", "long steps"])
def test_back_is_the_way_forward_in_reverse(text: str, size: tuple[int, int]) -> None:
    deck = read(text)
    places = walked(deck, *size)
    walk = Walk(deck, *size)
    at: Position | None = walk.end(len(deck.slides) - 1)
    back = []
    while at is not None:
        back.append(at)
        at = walk.back(at)
    assert back[::-1] == places


@pytest.mark.parametrize("height", [8, 17, 24, 36, 70])
def test_every_press_shows_something_new_and_all_is_shown(height: int) -> None:
    deck = read(LONG_STEPS)
    walk = Walk(deck, 40, height)
    seen: set[str] = set()
    for at in walked(deck, 40, height):
        page = walk.frame(at).content
        said = {"".join(run.text for run in line).strip() for line in page}
        assert said - seen
        seen |= said
    for number in range(30):
        assert {f"• a{number}", f"• b{number}"} <= seen
    assert "the last" in seen


def test_a_step_that_repeats_a_line_is_still_a_step() -> None:
    deck = read("# Vote\n\n- yes\n\n<!-- pause -->\n\n- yes\n")
    assert len(walked(deck, 40, 20)) == 2


def test_settling_never_reveals_more_than_was_shown() -> None:
    deck = read(LONG_STEPS)
    big, small = Walk(deck, 96, 70), Walk(deck, 40, 10)
    for at in walked(deck, 96, 70):
        assert small.settle(at).step <= at.step
    for at in walked(deck, 40, 10):
        assert big.settle(at).step <= at.step
    assert big.settle(Position(99, 99, 99)) == big.end(0)
    assert big.settle(Position(-4)) == big.start(0)


# Finding


def test_index_knows_numbers_titles_and_text() -> None:
    index = SlideIndex(read(DECK))
    assert index.by_title("brulee CRÈME") == [5]
    assert index.by_title("3") == [2]
    assert index.by_title("nowhere") == []
    assert index.by_text("  closes. ") == [5]
    assert index.by_text("") == []
    assert index.by_text("two stories") == []
    assert "closes" in index.excerpt(5, "closes")


@pytest.mark.parametrize(
    ("one", "other"),
    [("CAFÉ", "cafe"), ("**bold** word", "Bold  word"), ("snake_case", "snake case")],
)
def test_folding_makes_alike_what_people_take_for_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_warming_up_stops_when_told() -> None:
    class GivenUp:
        is_cancelled = True

    deck = read(DECK)
    index = SlideIndex(deck)
    index.warm(GivenUp())
    assert not index._texts
    index.warm()
    assert len(index._texts) == len(deck.slides)


def test_nearest_slide_of_a_title() -> None:
    deck = read("# A\n\nx\n\n---\n\n# B\n\nx\n\n---\n\n# A\n\nx\n")
    assert nearest_titled(deck, "A", 2) == 2
    assert nearest_titled(deck, "B", 0) == 1
    assert nearest_titled(deck, "gone", 9) == 2


# Reading again


def test_a_deck_with_as_many_errors_as_before_may_be_shown() -> None:
    broken = read(DECK.replace("  answer: [2]", "  answr: [2]"))
    assert what_is_worse(read(DECK), broken).startswith("short.md:")
    assert what_is_worse(broken, broken) == ""
    assert what_is_worse(broken, read(DECK)) == ""
    assert "no slides" in what_is_worse(broken, read(""))
    foreign, half = "# One\n\n---\n\n# Two\n", "\n<!--\nquiz:\n  answer: [9\n-->\n"
    assert "short.md:9: not YAML" in what_is_worse(read(foreign), read(foreign + half))


def test_empty_deck_is_given_a_slide() -> None:
    assert presentable(read("")).slides[0].title == "Nothing to show"
    deck = read(DECK)
    assert presentable(deck) is deck


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0:00"), (59.9, "0:59"), (431, "7:11"), (3661, "1:01:01"), (-5, "0:00")],
)
def test_lengths(seconds: float, said: str) -> None:
    assert length(seconds) == said


NOON = datetime(2027, 3, 22, 12, tzinfo=UTC)


def test_every_lecture_of_the_content_can_be_walked(catalogue: Catalogue) -> None:
    services = Services(ROOT)
    for module in catalogue.modules:
        deck = services.deck(module.id)
        for size in ((58, 17), (74, 21), (96, 36)):
            assert len(walked(deck, *size)) >= len(deck.slides)


def test_what_is_for_the_speaker_is_on_no_page_of_the_content(catalogue: Catalogue) -> None:
    services = Services(ROOT)
    asked = 0
    for module in catalogue.modules:
        deck = services.deck(module.id)
        walk = Walk(deck, 74, 21)
        for number, slide in enumerate(deck.slides):
            shown = " ".join(
                run.text for frame in walk.frames(number) for line in frame.content for run in line
            )
            for note in slide.notes.splitlines():
                assert len(note) < 25 or note not in shown
            for question in slide.quiz.questions if slide.quiz else ():
                asked += 1
                assert not question.explain or question.explain not in shown
    assert asked


SHOWN = """\
# Talk

---

# Vote

1. a
2. b

<!--
poll:
  kind: dots
-->

---

# Words

<!--
poll:
  kind: words
  time: 60s
-->

---

# Draw

<!--
exercise:
  title: Draw
  minutes: 5
-->

---

# More talk

<!--
slide:
  time: 2m
  optional: true
-->
"""


def test_run_of_show_has_a_part_for_each_activity_and_shares_the_time_left() -> None:
    show = show_of(read(SHOWN), minutes=12)
    parts = [
        (part.activity, part.title, [one.seconds for one in part.slides]) for part in show.parts
    ]
    assert parts == [
        ("talk", "Talk", [120]),
        ("questions", "2 questions", [120, 60]),
        ("exercise", "Draw", [300]),
        ("talk", "More talk", [120]),
    ]
    short = show_of(read(SHOWN), minutes=12, form="short")
    assert [one.seconds for one in short.parts[0].slides] == [180]


def test_what_a_slide_asks_can_be_counted() -> None:
    slides = read(SHOWN).slides
    (dots,) = questions_of(slides[1])
    assert (dots.kind, dots.ask, dots.options, dots.slide) == ("dots", "Vote", ("a", "b"), 1)
    (words,) = questions_of(slides[2])
    assert (words.kind, words.options, words.seconds) == ("words", (), 60)
    assert [one.phase for one in phases_of(slides[3])] == ["step", "share", "done"]
    hands = off_the_cuff("Lunch? / now / later", 0, 1)
    assert (hands.ask, hands.options) == ("Lunch?", ("now", "later"))
    assert off_the_cuff("Lunch?", 0, 1).options == ("Yes", "No")


def test_no_number_of_an_outcome_is_cut_at_any_size() -> None:
    options = tuple(f"Option number {number} with many words in it" for number in range(10))
    question = Question(key="q", kind="quiz", ask="Which?", options=options, right=(3,))
    counts = tuple(1000 + number for number in range(10))
    asked = Round(question, 1, NOON, {"": counts}, closed=NOON, revealed=True)
    for width, height in ((40, 16), (74, 21), (96, 36)):
        page = outcome(asked, (), (asked,), width, height)
        rows = ["".join(run.text for run in line) for line in page]
        assert len(rows) <= height
        assert all(len(row) <= width for row in rows)
        assert all(any(row.endswith(f" {count}") for row in rows) for count in counts)
        assert sum("✔" in row for row in rows) == 1


def test_notes_flow_where_only_their_writers_screen_broke_them() -> None:
    written = (
        "SAY: Somebody builds on it; somebody works together on it. Three\n"
        "half-sentences that you can carry in a pocket, if you want to.\n"
        "GOES WRONG: they are module 3; he finds them well known, and\n"
        "looks elsewhere.\n"
        "\n"
        "- a first point\n"
        "- a second"
    )
    assert flowing(written).split("\n") == [
        "SAY: Somebody builds on it; somebody works together on it. Three half-sentences that you"
        " can carry in a pocket, if you want to.",
        "GOES WRONG: they are module 3; he finds them well known, and looks elsewhere.",
        "",
        "- a first point",
        "- a second",
    ]
    assert flowing("Greet the room.\nTwo stories.") == "Greet the room.\nTwo stories."
