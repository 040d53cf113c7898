"""What a deck is once read: slides, the parts they are shown in, and what they ask of the room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from workshop.decks.convention import Claim, Diagram, Exercise, Mark, Worksheet
from workshop.model.finding import Severity
from workshop.model.lecture import Module

DialectName = Literal[
    "workshop",
    "presenterm",
    "marp",
    "slides",
    "patat",
    "reveal-md",
    "prezo",
    "lookatme",
    "mdp",
    "remark",
    "plain",
]


@dataclass(frozen=True, order=True)
class DeckFinding:
    """Something a deck does that it should not, at `line` (from 1) of its file."""

    line: int
    severity: Severity
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """`LINE: message; hint`, on one line."""
        text = f"{self.line}: {self.message}" + (f"; {self.hint}" if self.hint else "")
        return " ".join(text.splitlines())


@dataclass(frozen=True)
class Segment:
    """A stretch of a slide's visible Markdown that appears as one.

    Segments of one `band` stand together: one under the other, or, where `columns` holds the
    weights of columns, each in its `column` (from 0).
    """

    text: str
    line: int
    step: int = 0
    """The step, from 0, at which it appears."""
    band: int = 0
    columns: tuple[int, ...] = ()
    column: int = 0
    joined: bool = False
    """Whether it carries on the list of the segment before it."""


@dataclass(frozen=True)
class Question:
    """One question; `answer` is for the speaker only: option numbers from 1, or words."""

    ask: str
    options: tuple[str, ...]
    answer: tuple[int | str, ...]
    explain: str = ""
    id: str = ""


@dataclass(frozen=True)
class Quiz:
    """Questions with right answers, asked on one slide."""

    line: int
    questions: tuple[Question, ...]
    seconds: int | None = None


@dataclass(frozen=True)
class Poll:
    """A question of opinion put to the room."""

    line: int
    ask: str
    kind: Literal["choice", "dots", "rank", "scale", "words"]
    options: tuple[str, ...]
    seconds: int | None = None


@dataclass(frozen=True)
class Slide:
    """One slide; `number` and `line` count from 1."""

    number: int
    line: int
    dialect: DialectName
    title: str
    """The first heading as plain text, else the first words shown; may be empty."""
    segments: tuple[Segment, ...] = ()
    steps: int = 1
    """How many times the slide changes, the first sight included."""
    notes: str = ""
    seconds: int | None = None
    """Planned length, exercise and quiz included, where the deck says."""
    optional: bool = False
    mark: Mark | None = None
    place: str = ""
    claims: tuple[Claim, ...] = ()
    quiz: Quiz | None = None
    poll: Poll | None = None
    exercise: Exercise | None = None
    worksheet: Worksheet | None = None
    diagram: Diagram | None = None
    hosts: tuple[str, ...] = ()
    discussion: tuple[str, ...] = ()
    takeaway: tuple[str, ...] = ()
    executed: tuple[str, ...] = ()
    """Languages of fences that the deck's own tool would run; here they are only shown."""
    findings: tuple[DeckFinding, ...] = ()

    @property
    def minutes(self) -> float | None:
        """Planned length in minutes, None where the deck does not say."""
        return None if self.seconds is None else self.seconds / 60

    @property
    def opinion(self) -> bool:
        """Whether the slide as a whole is marked as an opinion."""
        return self.mark == "opinion"

    @property
    def questions(self) -> tuple[Quiz | Poll, ...]:
        """What the slide asks the room."""
        return tuple(asked for asked in (self.quiz, self.poll) if asked is not None)


@dataclass(frozen=True)
class Deck:
    """A deck: its slides are read when they are asked for, and then kept."""

    file: str
    dialect: DialectName
    title: str
    author: str
    meta: Mapping[str, object]
    """The front matter as read."""
    slides: Sequence[Slide] = field(compare=False)
    module: Module | None = None
    own_findings: tuple[DeckFinding, ...] = ()
    """Findings about the deck as a whole, without those of its slides."""
    planned: int | None = None
    """Seconds the lecture should take, where the deck says."""
    text: str = field(default="", repr=False)
    """The deck as read, line ends and control codes made plain."""

    @cached_property
    def findings(self) -> tuple[DeckFinding, ...]:
        """All that was found in reading, in line order; reads every slide."""
        found = set(self.own_findings)
        for slide in self.slides:
            found.update(slide.findings)
        return tuple(sorted(found))
