"""What a deck is once read: slides, the parts they are shown in, and what they ask of the room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from workshop.decks.keys import Mark

if TYPE_CHECKING:
    from workshop.decks.convention import Claim, Exercise, Worksheet
    from workshop.model.diagram import Diagram
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


class Segment(NamedTuple):
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
    nested: int = 0
    """In how many lists it stands that its text does not show."""
    diagram: Diagram | None = None
    """The diagram that is drawn for `text`, part by part from `step` on."""


class Question(NamedTuple):
    """One question; `answer` is for the speaker only: option numbers from 1, or words."""

    ask: str
    options: tuple[str, ...]
    answer: tuple[int | str, ...]
    explain: str = ""
    id: str = ""


class Quiz(NamedTuple):
    """Questions with right answers, asked on one slide."""

    line: int
    questions: tuple[Question, ...]
    seconds: int | None = None


class Poll(NamedTuple):
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


class Head(NamedTuple):
    """What a deck says of itself at its top."""

    title: str = ""
    author: str = ""
    meta: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True)
class Promise:
    """What a deck says of itself as a lecture, and what is wrong with how it says so."""

    module: Module | None = None
    findings: tuple[DeckFinding, ...] = ()

    @property
    def planned(self) -> int | None:
        """Seconds the lecture should take, where the deck says."""
        return self.module.duration * 60 if self.module else None


@dataclass(frozen=True)
class Deck:
    """A deck: its slides are read when they are asked for, and then kept."""

    file: str
    dialect: DialectName
    slides: Sequence[Slide] = field(compare=False)
    text: str = field(default="", repr=False)
    """The deck as read, line ends and control codes made plain."""
    read_head: Callable[[], Head] = field(default=Head, repr=False, compare=False)
    read_promise: Callable[[], Promise] = field(default=Promise, repr=False, compare=False)

    @cached_property
    def head(self) -> Head:
        """What stands at the top of the deck; read when it is first asked for."""
        return self.read_head()

    @property
    def title(self) -> str:
        """The title that the deck gives itself, else its first heading."""
        return self.head.title

    @property
    def author(self) -> str:
        """Who wrote it, where it says so."""
        return self.head.author

    @property
    def meta(self) -> Mapping[str, object]:
        """The front matter as read."""
        return self.head.meta

    @cached_property
    def promise(self) -> Promise:
        """What the deck says of itself; read when it is first asked for."""
        return self.read_promise()

    @property
    def module(self) -> Module | None:
        """The lecture that the deck gives, where it says so."""
        return self.promise.module

    @property
    def planned(self) -> int | None:
        """Seconds the lecture should take, where the deck says."""
        return self.promise.planned

    @property
    def own_findings(self) -> tuple[DeckFinding, ...]:
        """Findings about the deck as a whole, without those of its slides."""
        return self.promise.findings

    def sight(self, at: int) -> Slide:
        """Return what the room sees of slide `at` (from 0), sooner than the slide itself.

        Questions, exercises, claims and planned times are not in it.
        """
        see: Callable[[int], Slide] = getattr(self.slides, "sight", self.slides.__getitem__)
        return see(at)

    @cached_property
    def findings(self) -> tuple[DeckFinding, ...]:
        """All that was found in reading, in line order; reads every slide."""
        found = set(self.own_findings)
        for slide in self.slides:
            found.update(slide.findings)
        return tuple(sorted(found))
