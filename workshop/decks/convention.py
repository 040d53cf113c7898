r"""How a lecture module of our own is written: every key, as a value that refuses unknown ones.

The room sees plain CommonMark with GFM tables. What the program does stands in HTML comments which
other presenters skip. One file is one module:

````markdown
---
title: "The blue diamond"
sub_title: "Module M04"
options:
  end_slide_shorthand: true
  h1_slide_titles: true
---

<!--
workshop:
  id: m04
  duration: 75m
  short: 25m
  objectives:
    - draw the diamond of any innovation platform
  frameworks: [F05, F08]
  needs: [m03]
-->

# First slide

Text, lists, tables, code.

<!-- pause -->

Shown after the pause.

<!--
speaker_note: |
  What only the speaker sees,
  on as many lines as it takes.
-->

<!--
slide:
  time: 4m
  mark: opinion
  place: "@24.3k"
-->

---

# Which comes first?

1. Price
2. Reach

<!--
quiz:
  answer: [2]
  time: 60s
  explain: Reach brings the other group.
-->
````

Rules (`workshop deck` reports each break of them with its line):

- Front matter holds only `title, sub_title, author, authors, date, event, location, options`.
- A slide ends at `---` with a blank line above and below; headings are written with `#`; a fence
  holds no bare `---` line.
- A comment with behaviour stands alone as a block (blank line above and below, at the margin), and
  spreads over at least two inner lines. Its body is YAML; its keys are those of `BEHAVIOUR`.
  `speaker_note: |` has a comment to itself. `workshop:` comes once, before the first slide's text.
- One-line comments are only `<!-- pause -->`, `<!-- column_layout: [1, 1] -->`,
  `<!-- column: 0 -->`, `<!-- reset_layout -->`, `<!-- end_slide -->`.
- Lengths are whole minutes (`4`) or text (`"4m"`, `"90s"`, `"1h15m"`). Quote places (`"@24.3k"`)
  and anything with `: ` or ` #` inside.
- `slide: mark:` puts the word – for example "(opinion)" – beside the slide's title for the room;
  `place` goes to the notes only. Where claims of several marks share one slide, write the mark in
  words at the end of the claim's visible line, e.g. `It is like a country. (analogy)`, and list
  them under `claims:` so that the check can see that each mark is said.
- Quiz and poll options are the visible ordered list of the slide, unless the comment holds
  `questions:` or `options:` of its own. The answer stands only in the comment.
- `diagram:` is followed by a plain-text fence (```` ```text ````) that shows the same picture to
  other tools; the check compares the labels. Kinds and keys: `workshop.model.diagram`. It appears
  part by part unless it says `build: false`.
- Minutes: all slides together add up to `duration`, those that are not `optional` to `short` (10 %
  either way). A slide without a `time` takes the minutes of its exercise, quiz and poll.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from workshop.decks.keys import MARK_LETTERS, Mark
from workshop.decks.lengths import Seconds, WholeMinutes
from workshop.model.base import Id, Value
from workshop.model.diagram import Diagram


def _several(value: object) -> object:
    """Let one thing stand for a list of one."""
    if isinstance(value, list):
        return tuple(value)
    return (value,) if isinstance(value, str | int) and not isinstance(value, bool) else value


def _mark(value: object) -> object:
    """Let D, S, O, A stand for the words."""
    return MARK_LETTERS.get(value, value) if isinstance(value, str) else value


ClaimMark = Annotated[Mark, BeforeValidator(_mark)]
Place = Annotated[str, Field(pattern=r"^@\d")]
"""Where in the source a claim stands: `"@24.3k"`, `"@11.9k-13.6k, @15.9k"`."""

Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_several)]


class FrontMatter(Value):
    """The keys a deck of ours may have at its top: those presenterm accepts, without `theme`."""

    title: str = ""
    sub_title: str = ""
    author: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    event: str = ""
    location: str = ""
    options: dict[str, bool] = {}


class ModuleKeys(Value):
    """`workshop:` – what a tour must know of the lecture; `title` comes from the front matter."""

    id: Id
    duration: WholeMinutes
    """Full form, exercises included."""
    short: WholeMinutes
    objectives: Annotated[Texts, Field(min_length=1)]
    frameworks: Texts = ()
    needs: tuple[Id, ...] = ()
    capstone: bool = False
    outline: bool = False


class SlideKeys(Value):
    """`slide:` – how one slide is given."""

    time: Seconds | None = None
    optional: bool = False
    """Not part of the short form, and the first to go when time runs out."""
    opinion: bool = False
    """Short for `mark: opinion`."""
    mark: ClaimMark | None = None
    place: Place | None = None


class Claim(Value):
    """One item of `claims:` – a sentence of the lecture, what it is and where it is from."""

    id: Text
    mark: ClaimMark
    """D, S, O, A or the word."""
    place: Place | None = None
    text: str = ""


Answers = Annotated[tuple[int | str, ...], Field(min_length=1), BeforeValidator(_several)]
"""Numbers of the right options from 1, or the words of an open answer."""


class QuizQuestion(Value):
    """One question with its answer key."""

    id: str = ""
    """The question's number in a question bank: `Q04.2`."""
    ask: Text
    options: Texts = ()
    answer: Answers
    explain: str = ""


class QuizKeys(Value):
    """`quiz:` – one question (asked by the slide itself) or a set under `questions`."""

    id: str = ""
    """The number of the slide's own question in a question bank: `Q04.2`."""
    answer: Annotated[tuple[int | str, ...], BeforeValidator(_several)] = ()
    explain: str = ""
    time: Seconds | None = None
    questions: tuple[QuizQuestion, ...] = ()

    @model_validator(mode="after")
    def _one_way(self) -> QuizKeys:
        if self.answer and self.questions:
            raise ValueError("a quiz has either `answer` or `questions`, not both")
        return self


class PollKeys(Value):
    """`poll:` – a question without a right answer."""

    ask: str = ""
    """Empty: the slide's title asks."""
    kind: Literal["choice", "dots", "rank", "scale", "words"] = "choice"
    options: Texts = ()
    """Empty: the visible ordered list."""
    time: Seconds | None = None


class ExerciseStep(Value):
    """One step of an exercise."""

    do: Text
    minutes: WholeMinutes | None = None


class Exercise(Value):
    """`exercise:` – a timed task, its steps, what it needs and what to ask afterwards."""

    title: Text
    minutes: WholeMinutes
    steps: tuple[ExerciseStep, ...] = ()
    materials: Texts = ()
    debrief: Texts = ()


class WorksheetField(Value):
    """One thing to fill in."""

    label: Text
    lines: Annotated[int, Field(ge=1, le=60)] = 1
    choices: Texts = ()


def _labelled(value: object) -> object:
    """Let a plain text stand for a field with that label."""
    if isinstance(value, list | tuple):
        return tuple({"label": item} if isinstance(item, str) else item for item in value)
    return value


class Worksheet(Value):
    """`worksheet:` – a sheet participants fill in; a field is a text or {label, lines, choices}."""

    title: str = ""
    fields: Annotated[tuple[WorksheetField, ...], Field(min_length=1), BeforeValidator(_labelled)]


class Behaviour(Value):
    """The keys that may stand at the top of a behaviour comment: those of `keys.BEHAVIOUR`."""

    workshop: ModuleKeys | None = None
    slide: SlideKeys | None = None
    claims: tuple[Claim, ...] = ()
    quiz: QuizKeys | None = None
    poll: PollKeys | None = None
    exercise: Exercise | None = None
    worksheet: Worksheet | None = None
    diagram: Diagram | None = None
    hosts: tuple[Id, ...] = ()
    """Hosts of a tour that show what the slide says."""
    discussion: Texts = ()
    takeaway: Texts = ()
    speaker_note: str = ""
