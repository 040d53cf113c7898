"""What can happen in a session: each a frozen value that is on disk before a screen shows it.

Moments carry their zone. Slides, steps, pages, parts and options count from 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, Field, TypeAdapter

from workshop.delivery.question import Question
from workshop.delivery.show import Order, Show
from workshop.model.base import Value
from workshop.model.diagram import Platform

Cover = Literal["blank", "welcome", "break", "end", "picture"]
"""What the room may see instead of the slide."""

Jotting = Literal["note", "decision", "commitment", "parked"]
"""What people write down: for next time, decided, promised, for later."""

Phase = Literal["step", "share", "debrief", "done"]
"""Where an exercise stands: a step of the work, the share-out, the questions after it, over."""


class Opened(Value):
    """The session exists; always the first event."""

    kind: Literal["opened"] = "opened"
    show: Show


class Reread(Value):
    """The deck was changed and read again, or the day was mended; what was done is carried over."""

    kind: Literal["reread"] = "reread"
    show: Show


class Stepped(Value):
    """The facilitator went to a place in the deck."""

    kind: Literal["stepped"] = "stepped"
    slide: int = Field(ge=0)
    step: int = Field(default=0, ge=0)
    page: int = Field(default=0, ge=0)


class ClockSet(Value):
    """The session's clock was started or stopped."""

    kind: Literal["clock"] = "clock"
    running: bool


class Covered(Value):
    """The room sees something else than the slide (`until` on a break), or the slide again."""

    kind: Literal["covered"] = "covered"
    cover: Cover | None = None
    until: AwareDatetime | None = None


class Frozen(Value):
    """The room stays where it is while the console goes on, or follows again."""

    kind: Literal["frozen"] = "frozen"
    on: bool


class Sized(Value):
    """The room's screen shows slides on so many cells; 0 × 0 when there is none."""

    kind: Literal["sized"] = "sized"
    width: int = Field(ge=0)
    height: int = Field(ge=0)


class Enlarged(Value):
    """The words of the slides are set in large type, or as they were."""

    kind: Literal["enlarged"] = "enlarged"
    on: bool


class Asked(Value):
    """A question was put to the room; put again it is another round."""

    kind: Literal["asked"] = "asked"
    question: Question


class Counted(Value):
    """Hands were added to an option, or taken away."""

    kind: Literal["counted"] = "counted"
    key: str
    option: int = Field(ge=0)
    change: int = 1
    team: str = ""


class CountSet(Value):
    """The hands of an option were set: counted in one go, or put right."""

    kind: Literal["count-set"] = "count-set"
    key: str
    option: int = Field(ge=0)
    count: int = Field(ge=0, le=100_000)
    team: str = ""


class Ranked(Value):
    """One person's order of the options, best first."""

    kind: Literal["ranked"] = "ranked"
    key: str
    order: tuple[int, ...]


class Answered(Value):
    """An answer in words."""

    kind: Literal["answered"] = "answered"
    key: str
    words: str
    team: str = ""


class Closed(Value):
    """No more hands are counted for a question."""

    kind: Literal["closed"] = "closed"
    key: str


class Revealed(Value):
    """The room sees what came out, or no longer."""

    kind: Literal["revealed"] = "revealed"
    key: str
    on: bool = True


class Teamed(Value):
    """The teams that answers are counted for; none ends the game."""

    kind: Literal["teamed"] = "teamed"
    teams: tuple[str, ...]


class Exercised(Value):
    """The exercise of a slide came to a phase, or to a step of its work."""

    kind: Literal["exercised"] = "exercised"
    slide: int = Field(ge=0)
    title: str
    phase: Phase
    step: int = Field(default=0, ge=0)
    seconds: int = Field(default=0, ge=0)
    """What this phase may take, 0 where nobody said."""


class Drawn(Value):
    """A diamond was filled in with the room, which now sees it."""

    kind: Literal["drawn"] = "drawn"
    slide: int = Field(ge=0)
    picture: Platform


class Jotted(Value):
    """Something was written down; `owner` and `due` belong to a commitment."""

    kind: Literal["jotted"] = "jotted"
    sort: Jotting
    words: str
    owner: str = ""
    due: date | None = None


class Struck(Value):
    """What event `number` wrote down, or asked, does not stand."""

    kind: Literal["struck"] = "struck"
    number: int = Field(ge=1)


class Rearranged(Value):
    """The run of show changed: what was done, and the order it gave."""

    kind: Literal["rearranged"] = "rearranged"
    what: str
    order: Order


class Undone(Value):
    """The last change of the run of show was taken back."""

    kind: Literal["undone"] = "undone"


class Ended(Value):
    """The session is over."""

    kind: Literal["ended"] = "ended"


What = Annotated[
    Opened | Reread | Stepped | ClockSet | Covered | Frozen | Sized | Enlarged | Asked
    | Counted | CountSet | Ranked | Answered | Closed | Revealed | Teamed
    | Exercised | Drawn | Jotted | Struck | Rearranged | Undone | Ended,
    Field(discriminator="kind"),
]  # fmt: skip
"""Any of them."""

_CODEC: Final[TypeAdapter[What]] = TypeAdapter(What)


@dataclass(frozen=True)
class Event:
    """Something that happened: `number` counts from 1 within the session."""

    number: int
    at: datetime
    what: What


def to_json(what: What) -> str:
    """Return an event's content as one line of JSON."""
    return _CODEC.dump_json(what, exclude_defaults=False).decode()


def from_json(data: str) -> What:
    """Read what `to_json` wrote; raises pydantic's `ValidationError` for anything else."""
    return _CODEC.validate_json(data)
