"""Decks of our own: what is shown, what stays hidden, what is found wrong."""

from __future__ import annotations

import pytest

from workshop.decks.deck import Deck, DeckFinding, Slide
from workshop.decks.diagrams.words import labels
from workshop.decks.parse import parse_deck
from workshop.decks.plain import slide_text

TOP = """---
title: "Test"
options:
  end_slide_shorthand: true
---

<!--
workshop:
  id: m99
  duration: 10m
  short: 5
  objectives:
    - see
-->

"""


def deck_of(body: str) -> Deck:
    return parse_deck(TOP + body, "m99.md")


def only(body: str) -> Slide:
    deck = deck_of(body)
    assert len(deck.slides) == 1
    return deck.slides[0]


def errors(deck: Deck) -> list[DeckFinding]:
    return [finding for finding in deck.findings if finding.severity == "error"]


def test_module_and_slide_keys() -> None:
    deck = deck_of(
        "# One\n\n<!--\nslide:\n  time: 90s\n  optional: true\n  opinion: true\n"
        '  place: "@24.3k"\n-->\n\n<!--\nspeaker_note: |\n  Say it.\n    Indented: yes\n-->\n'
    )
    assert deck.module is not None
    assert (deck.module.id, deck.module.duration, deck.module.short) == ("m99", 10, 5)
    slide = deck.slides[0]
    assert (slide.minutes, slide.optional, slide.opinion, slide.place) == (
        1.5,
        True,
        True,
        "@24.3k",
    )
    assert slide.notes == "Say it.\n  Indented: yes\n\nSource: @24.3k"
    assert errors(deck) == []


def test_pauses_and_columns() -> None:
    slide = only(
        "# T\n\n<!-- column_layout: [2, 1] -->\n\n<!-- column: 0 -->\n\nleft\n\n<!-- pause -->\n\n"
        "<!-- column: 1 -->\n\nright\n\n<!-- reset_layout -->\n\nend\n"
    )
    assert slide.steps == 2
    assert [
        (part.text.strip(), part.step, part.column, part.columns) for part in slide.segments
    ] == [
        ("# T", 0, 0, ()),
        ("left", 0, 0, (2, 1)),
        ("right", 1, 1, (2, 1)),
        ("end", 1, 0, ()),
    ]


def test_dashes_in_fences_comments_lists_and_quotes_end_no_slide() -> None:
    deck = deck_of(
        "# A\n\n```yaml\na: 1\n\n---\n\nb: 2\n```\n\n~~~~\n~~~\n\n---\n\n~~~~\n\n---\n\n# B\n\n"
        "<!--\nspeaker_note: |\n  x\n\n  ---\n\n  y\n-->\n\n- item\n\n  ```\n\n  ---\n\n  ```\n\n"
        "> ---\n\n<style>\n---\n</style>\n\n---\n\n# C\n"
    )
    assert [slide.title for slide in deck.slides] == ["A", "B", "C"]
    assert errors(deck) == []


def test_line_ends_of_every_kind() -> None:
    text = TOP + "# A\n\n---\n\n# B\n\n```\nx\n```\n"
    expected = [(slide.title, slide.line) for slide in parse_deck(text, "a").slides]
    for end in ("\r\n", "\r"):
        deck = parse_deck("\ufeff" + text.replace("\n", end), "a")
        assert [(slide.title, slide.line) for slide in deck.slides] == expected
        assert deck.module is not None


def test_lines_of_slides_and_segments() -> None:
    deck = deck_of("# A\n\n<!-- pause -->\n\ntext\n\n---\n\n\n# B\n")
    lines = (TOP + "# A\n\n<!-- pause -->\n\ntext\n\n---\n\n\n# B\n").split("\n")
    assert lines[deck.slides[1].line - 1] == "# B"
    assert lines[deck.slides[0].segments[1].line - 1].strip() in ("", "text")


def test_open_fence_ends_with_the_slide() -> None:
    deck = deck_of("# A\n\n```python\nprint(1)\n\n---\n\n# B\n\nb\n")
    assert [slide.title for slide in deck.slides] == ["A", "B"]
    assert [finding.message for finding in errors(deck)] == ["fence is not closed"]
    assert errors(deck)[0].line == TOP.count("\n") + 3


def test_open_comment_hides_until_the_slide_ends() -> None:
    deck = deck_of("# A\n\n<!--\nspeaker_note: |\n  secret\n\n---\n\n# B\n\n<!-- pause -->\n\nb\n")
    assert [slide.title for slide in deck.slides] == ["A", "B"]
    assert "secret" not in slide_text(deck.slides[0])
    assert deck.slides[1].steps == 2
    assert [finding.message for finding in errors(deck)] == ["comment is not closed"]


QUIZ = "<!--\nquiz:\n  answer: [2]\n  explain: SECRET because\n  time: 60s\n-->\n"
ASK = "# Which?\n\n1. Price\n2. *Reach* & more\n"


def test_quiz_takes_its_options_from_the_visible_list() -> None:
    slide = only(f"{ASK}\n{QUIZ}")
    assert slide.quiz is not None
    (question,) = slide.quiz.questions
    assert (question.ask, question.options) == ("Which?", ("Price", "Reach & more"))
    assert (question.answer, question.explain) == ((2,), "SECRET because")
    assert (slide.quiz.seconds, slide.minutes) == (60, 1)
    assert slide.questions == (slide.quiz,)


@pytest.mark.parametrize(
    "body",
    [
        f"{ASK}\n{QUIZ}",
        f"{ASK}{QUIZ}",
        f"{ASK}\n```\nopen fence\n\n{QUIZ}",
        f"{ASK}\n```\nopen fence\n\n{QUIZ}\n```text\nlater\n```\n",
        f"{ASK}\n{QUIZ.replace('because', 'a --> b')}",
        f"{ASK}\n{QUIZ.replace('-->', '')}",
        f"{ASK}\n{QUIZ.replace('-->', '')}\n---\n\n# Next\n",
        f"{ASK}\n    {QUIZ}",
        f"{ASK}\nsome words {QUIZ}",
        f"{ASK}\nsome words {QUIZ.replace('-->', '')}",
        f"{ASK}\n- item\n  {QUIZ}",
        f"{ASK}\n<!-- quiz: {{answer: [2], explain: SECRET}} -->\n",
        f"{ASK}\n{QUIZ.replace('answer', 'anwser')}",
        f"{ASK}\n{QUIZ.replace('quiz', 'quizz')}",
        f"{ASK}\n{QUIZ.replace('[2]', '[[')}",
        f"<div>\n{QUIZ}</div>\n",
        f"> {QUIZ}".replace("\n", "\n> "),
        f"{ASK}\n{QUIZ}".replace("\n", "\r\n"),
    ],
)
def test_answers_are_never_shown(body: str) -> None:
    for slide in deck_of(body).slides:
        assert "SECRET" not in slide_text(slide)
        assert "answer" not in slide_text(slide)


def test_quiz_set_poll_exercise_worksheet_diagram() -> None:
    slide = only(
        "# Work\n\n1. a\n2. b\n\n<!--\nquiz:\n  questions:\n    - ask: How many?\n"
        "      answer: three\n    - {ask: Which, options: [x, y], answer: 1}\n-->\n\n"
        "<!--\npoll:\n  kind: dots\n  time: 2m\n-->\n\n"
        "<!--\nexercise:\n  title: Draw\n  minutes: 15\n  steps:\n"
        "    - do: alone\n      minutes: 5\n"
        "  materials: [paper]\n  debrief:\n    - What was hard?\n-->\n\n"
        "<!--\nworksheet:\n  fields:\n    - Name\n    - label: Sides\n      lines: 3\n"
        "      choices: [one, two]\n-->\n\n"
        "<!--\ndiagram:\n  kind: platform\n  centre: x\n  groups: [makers, users]\n-->\n\n"
        "```text\n<>\n```\n"
    )
    assert slide.findings == ()
    assert slide.quiz is not None
    assert [question.answer for question in slide.quiz.questions] == [("three",), (1,)]
    assert slide.poll is not None
    assert (slide.poll.options, slide.poll.seconds) == (("a", "b"), 120)
    assert slide.exercise is not None
    assert slide.exercise.steps[0].minutes == 5
    assert slide.worksheet is not None
    assert slide.worksheet.fields[1].choices == ("one", "two")
    assert slide.diagram is not None
    assert tuple(labels(slide.diagram)) == ("x", "makers", "users")
    assert slide.minutes == 17


@pytest.mark.parametrize(
    ("comment", "offset", "message"),
    [
        ("slide:\n  tiem: 4m", 2, 'unknown key "slide.tiem"; did you mean "time"?'),
        ("slide:\n  time: soon", 2, '"soon" is not a length'),
        ("slide:\n  time: 4m\n  time: 5m", 3, 'key "time" stands twice'),
        ("quiz:\n  explain: x", 1, "quiz without an answer"),
        ("quiz:\n  answer: [3]", 1, "answer 3 is none of the 2 options"),
        ("quiz:\n  answer: [Pric]", 1, "answer “Pric” is none of the options"),
        ("qiuz:\n  answer: [1]", 0, 'unknown key "qiuz" in a comment; did you mean "quiz"?'),
        ("exercise:\n  title: x", 1, 'key "exercise.minutes" is missing'),
        (
            "exercise:\n  title: x\n  minutes: 5\n  steps:\n    - dp: y",
            5,
            '"exercise.steps.0.dp"; known: do',
        ),
        ("diagram:\n  kind: pie", 2, "\"diagram.kind\": there is no kind 'pie'; known: platform"),
        ("diagram:\n  title: x", 1, 'key "diagram.kind" is missing'),
        ("diagram:\n  kind: layers\n  layers:\n    - {nmae: a}", 4, '"diagram.layers.0.nmae"'),
        ("slide:\n  time: &a 4m", 2, "anchors and aliases"),
        ("slide: [", 1, "not YAML"),
        ("claims:\n  - id: C1\n    mark: X", 3, '"claims.0.mark"'),
        ("slide:\n  place: 24k", 2, '"slide.place"'),
    ],
)
def test_faults_name_line_and_remedy(comment: str, offset: int, message: str) -> None:
    body = f"{ASK}\n<!--\n{comment}\n-->\n"
    deck = deck_of(body)
    finding = next(each for each in errors(deck) if message in str(each))
    assert finding.line == TOP.count("\n") + 6 + offset


def test_one_fault_does_not_hide_the_rest_of_a_comment() -> None:
    slide = only("# A\n\n<!--\nslide:\n  tmie: 4m\ntakeaway: [go]\n-->\n")
    assert slide.takeaway == ("go",)
    assert len(slide.findings) == 1


def test_convention_of_comments() -> None:
    deck = deck_of(
        "# A\n<!--\nslide:\n  time: 4m\n-->\n\n<!-- remember -->\n\n<!-- slide: {} -->\n"
    )
    messages = [finding.message for finding in deck.findings]
    assert any("stands alone" in message for message in messages)
    assert any("one-line comment" in message for message in messages)
    assert any("two inner lines" in message for message in messages)


def test_front_matter_is_strict_for_our_own() -> None:
    text = TOP.replace("options:", "theme: dark\noptions:")
    (finding,) = errors(parse_deck(text + "# A\n", "a"))
    assert (finding.line, finding.message) == (3, 'unknown key "theme"')


@pytest.mark.parametrize(
    "text", ["", "\n", "---", "---\n---", "---\na: [\n---\n# A", "<!--", "```"]
)
def test_anything_opens(text: str) -> None:
    deck = parse_deck(text, "x.md")
    assert len(deck.slides) >= 1
    assert all(finding.line >= 1 for finding in deck.findings)


def test_slides_are_read_when_asked_for_and_kept() -> None:
    deck = deck_of("\n\n---\n\n".join(f"# {number}" for number in range(50)))
    assert deck.slides[49] is deck.slides[-1]
    assert [slide.number for slide in deck.slides[10:12]] == [11, 12]
    assert deck.slides[49].title == "49"
